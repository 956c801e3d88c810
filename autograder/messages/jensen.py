"""What the judge says of the questions of lesson 02."""

SHAPES = {}

IDENTITIES = {}

MISTAKES = {}
