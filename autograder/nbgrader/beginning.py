"""Whether `nbgrader autograde` can begin: asked once, before it fails at each submission."""

from pathlib import Path

from nbgrader.api import MissingEntry

from autograder.messages.damage import NOT_RELEASED
from autograder.reporting.gradebook import SQLITE, open_gradebook
from autograder.reporting.results import NothingGraded


def why_not_to_begin(course):
    """Return what stands in the way of grading, and what to do about it; "" if nothing does.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    """
    file = course.db_url.removeprefix(SQLITE)
    unreleased = NOT_RELEASED.format(assignment=course.assignment_id, file=file)
    if file != course.db_url and not Path(file).is_file():
        return unreleased
    try:
        with open_gradebook(course) as gradebook:
            gradebook.find_assignment(course.assignment_id)
    except MissingEntry:
        return unreleased
    except NothingGraded as error:
        return str(error)
    return ""
