"""What the checks of lesson 02 say."""

TEXTS = {}
