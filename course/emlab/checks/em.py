"""Checks of the questions of lesson 03."""

QUESTIONS = {}
