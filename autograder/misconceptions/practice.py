"""Mistakes where formulas meet floating point, and in choosing among fits."""
