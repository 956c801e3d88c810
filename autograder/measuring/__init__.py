"""How good and how fast the grader is: what the tables in the documents are made by."""
