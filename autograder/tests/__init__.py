"""The test suite: statements about the product."""
