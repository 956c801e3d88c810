"""Checks of the questions of lesson 06."""

QUESTIONS = {}
