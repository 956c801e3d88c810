"""What the checks of lesson 01 say."""

TEXTS = {}
