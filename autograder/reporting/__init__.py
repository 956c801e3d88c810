"""What came of a class, for those who teach it: a report, grades for an LMS, regrades."""
