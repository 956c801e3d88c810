"""The reference solutions: one module a subject, ordinary Python, explained beside each lesson."""
