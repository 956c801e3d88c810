"""What came of a class, for those who teach it: report, grades for an LMS, what a regrade changes."""
