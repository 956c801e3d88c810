"""What the judge says of the questions of lesson 03."""

SHAPES = {}

IDENTITIES = {}

MISTAKES = {}
