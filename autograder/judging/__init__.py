"""The judge: problems, what the references say, comparing, and the verdict."""
