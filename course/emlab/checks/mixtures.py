"""Checks of the questions of lesson 01."""

QUESTIONS = {}
