"""Mistakes in the posterior of one point, in Jensen's bound, and in the bound that touches."""
