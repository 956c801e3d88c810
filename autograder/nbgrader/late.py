"""What lateness costs: a plugin for nbgrader's `AssignLatePenalties`."""

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

DAY = 86400


class LatePerDay(LateSubmissionPlugin):
    """Takes a share of the points off for each day that has begun since the deadline.

    Extensions that nbgrader knows of are taken into account by nbgrader.
    """

    percent_per_day = Float(0.0, min=0.0, max=100.0, help="0: lateness costs nothing.").tag(
        config=True
    )

    grace_minutes = Float(0.0, min=0.0, help="So late costs nothing yet.").tag(config=True)

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """Return the points to take off, None where there are none."""
        late = total_seconds_late - 60 * self.grace_minutes
        if late <= 0 or not self.percent_per_day:
            return None
        return round(score * min(1.0, self.percent_per_day / 100 * math.ceil(late / DAY)), 2)
