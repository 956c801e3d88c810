"""A class that does not exist: made, released, graded and reported, to show all of it at work."""
