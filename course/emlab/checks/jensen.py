"""Checks of the questions of lesson 02."""

QUESTIONS = {}
