"""What the judge says of the questions of lesson 06."""

SHAPES = {}

IDENTITIES = {}

MISTAKES = {}
