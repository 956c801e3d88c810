"""Labels and text alternatives of the pictures and explorers of lesson 01."""

TEXTS = {}
