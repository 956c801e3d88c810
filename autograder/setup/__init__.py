"""Making the environment, opening it, saying what is missing; each file runs by itself."""
