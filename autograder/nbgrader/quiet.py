"""What nbgrader says of every submission, and what is the matter with none: left out of its log."""

import warnings

# nbgrader compares a test cell with its source, from which the release has left out the test: so
# this is said of each test of each submission. What a student did change is put back before, and
# told in a sentence of ours.
OF_EVERY_CELL = "Attribute 'checksum' for cell "
# SQLAlchemy, of how nbgrader itself makes the rows of a new submission.
OF_EVERY_ROW = "Object of type <Submitted"


def leave_out_false_alarms(log):
    """Keep what is said of every submission from hiding what is said of one.

    Parameters
    ----------
    log : logging.Logger
        nbgrader's, for the rest of this process.
    """
    warnings.filterwarnings("ignore", message=OF_EVERY_ROW)
    if _is_no_false_alarm not in log.filters:
        log.addFilter(_is_no_false_alarm)


def _is_no_false_alarm(record):
    return not record.getMessage().startswith(OF_EVERY_CELL)
