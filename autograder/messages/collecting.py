"""Sentences about collecting: from a download of Canvas or Moodle, and with a roster."""

ROSTER = {
    "same_name": "More than one student is called {name}: this one is taken as {student}. A line for each in a roster makes it certain.",
    "same_name_in_moodle": "More than one student is called {name}: this one is taken as {student}. Moodle's number is of this assignment only: the list of submissions in Moodle shows whose it is.",
    "unknown": "{name} (number {number}) is not in the roster: the name in the download was taken.",
    "columns": "the roster {file} needs the columns lms and student_id, in its first line, which is {first!r}",
    "encoding": "the roster {file} is not in UTF-8: save it from your spreadsheet as “CSV UTF-8”",
    "unreadable": "the roster {file} cannot be read as a table (CSV, in UTF-8): {error}",
    "shared": "the roster has one student_id, {student}, for two people of the download: {one} (number {number}) and {other} (number {other_number}). Give each a student_id of their own",
    "row": "line {line} of the roster {file} cannot be used: lms is {lms!r}, student_id is {student!r}. Both are needed, and a student_id may hold letters, digits, spaces and . _ ' @ - only",
    "twice": "line {line} of the roster {file}: {lms!r} stands there already, with another student_id",
}

UPLOADS = {
    "late": "{system} says that it came late.",
    "newest": "{count} notebooks were handed in for this lesson; the one that was uploaded last counts: {name}.",
}

COLLECTED = "{student}: {remark}"
NOT_COLLECTED = "{student}: nothing to grade: {reason}"
NOTHING = "nothing was collected from {source}: {reason}"
