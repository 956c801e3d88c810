"""What the checks of lesson 06 say."""

TEXTS = {}
