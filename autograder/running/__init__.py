"""Grading many: workers, jobs, what is kept while a class is graded."""
