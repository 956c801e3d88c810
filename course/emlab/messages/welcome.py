"""Labels and text alternatives of the pictures of lesson 00."""

TEXTS = {}
