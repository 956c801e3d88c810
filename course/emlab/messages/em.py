"""What the checks of lesson 03 say."""

TEXTS = {}
