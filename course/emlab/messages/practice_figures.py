"""Labels and text alternatives of the pictures and explorers of lesson 06."""

TEXTS = {}
