"""Mistakes in EM for one-dimensional data."""
