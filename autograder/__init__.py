"""Grading for the course: questions, the judge, and the command line."""

__all__ = ["grade"]


def __getattr__(name):
    # Late, so that what runs beside a student's code can be imported without the judge.
    if name == "grade":
        from autograder.grading import grade

        return grade
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
