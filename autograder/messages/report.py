"""Sentences of the class report, of grades for an LMS and of the regrade, for those who teach."""

from autograder.judging.verdict import (
    CORRECT,
    CRASHED,
    ERROR,
    MANUAL,
    NOT_ATTEMPTED,
    TIMEOUT,
    WRONG,
)

OUTCOMES = {
    CORRECT: "right",
    WRONG: "wrong, or right in part",
    NOT_ATTEMPTED: "not attempted",
    ERROR: "stopped with an error",
    TIMEOUT: "took too long",
    CRASHED: "ended its process",
    MANUAL: "graded by hand",
}

SYNTHETIC = "No such class exists. These submissions were made by a program from the grader's catalogues of right and wrong solutions; the students are numbers."

FEW_RIGHT = "{right} of {number} have it right, which is fewer than half."
MANY_HIT = "One misconception hit {number} of them: {sentence}"
MOST_HIT = "The most frequent of the known mistakes hit {number}: {sentence}"
TALK_FAILED = "Could not be graded, so ask for a better file"
TALK_LITTLE = "Earned less than {share} of the points"
TALK_ABSENT = "Are in the gradebook, and have handed nothing in"
BORROWED = "The answer calls a package that computes it, in place of the student's own code."
NOT_WRITTEN = "{place} could not be written: {error}. Make room, or give another place, and run the same command again."
NOT_GRADED_BY_NBGRADER = "nbgrader graded nothing here: see the file of the same name in the folder of logs, or what `nbgrader autograde` said."
TOOK = "Grading took {time}, {jobs} at a time: {each} a submission."
WHEN = "Graded between {first} and {last}."

PAGE = {
    "title": "Class report",
    "handed_in": "handed in",
    "graded": "graded",
    "not_graded": "could not be graded",
    "late": "late",
    "absent": "handed nothing in",
    "median": "median points of {points}",
    "waiting": "wait for a person",
    "jail": "Students' code ran in this kind of jail",
    "no_jail": "Students' code ran without a jail, with the rights of whoever graded.",
    "distribution": "Points",
    "spread": "Median {median}, mean {mean}, standard deviation {deviation}, of {points} points; {number} graded submissions.",
    "histogram": "Histogram of points. {bars}.",
    "histogram_bar": "from {low} to {high}: {count}",
    "histogram_axis": "points (each bar: from its number up to the next)",
    "questions": "Questions",
    "questions_how": "A bar shows how many students came to each outcome. *Difficulty* is the mean share of the points that was earned: 1 is easy, 0 is hard. *Discrimination* is the correlation between the points for this question and the points for all others: near 0 or below, a question tells the strong from the weak no better than a coin, and its text, its check or its place may be at fault. From 0.3 on it does so well.",
    "too_few": "too few",
    "too_few_how": "With fewer than {few} graded submissions the correlation is left out: chance alone would move it by more than 0.2.",
    "flat": "all alike",
    "reteach": "To go through again in class",
    "reteach_rule": "Rule: fewer than half have the question right; or one misconception hit at least {share} of those graded, and at least {least} students.",
    "reteach_none": "No question meets the rule.",
    "talk": "Whom to talk to",
    "talk_alike": "{number} pairs of submissions are alike: a hint, never a verdict",
    "talk_waiting": "{number} wait for points that you give: in formgrader, under Manual Grading",
    "talk_none": "All could be graded, and nobody earned very little.",
    "question_of": "{question} ({points})",
    "misconceptions": "Misconceptions",
    "misconceptions_how": "A student's result is compared with what each known mistake would give; the sentence is what the student read. Where several mistakes give the same, the first is counted.",
    "misconceptions_none": "No answer gave what a known mistake gives.",
    "damaged": "Damaged submissions, and what was done",
    "damaged_none": "Nothing was damaged.",
    "similar": "Similar submissions",
    "similar_how": "A hint for a conversation, never a verdict: the page cannot know who wrote what, whether two students worked together as you allowed, or whether both read the same book. Comments, names that students chose, layout and the order of cells are left out of the comparison, and so is what the released notebook holds and what {many} or more in the class have: that is taken for the natural answer, so a group as large as that is not listed. Compared are runs of {length} tokens; a pair is listed when the two share at least {least} of the rarer ones and at least {share} of those of the shorter of the two, or {much} in any case.",
    "similar_none": "No two submissions are alike beyond what the lesson and the class explain.",
    "similar_not": "The students' code was not at hand, so nothing was compared.",
    "students": "Students",
    "students_how": "Choose a name for that student's verdicts, a heading to sort by it.",
    "method": "How this was graded, and how the numbers are made",
    "method_difficulty": "Difficulty is the item difficulty of classical test theory: mean points divided by the points that can be had (Crocker and Algina, Introduction to Classical and Modern Test Theory, 1986).",
    "method_discrimination": "Discrimination is the corrected item-total correlation: Pearson's r between a question's points and the points for all other questions of the same student (Henrysson, Psychometrika 28, 1963). Submissions that could not be graded count in neither.",
    "back": "Back to the class",
    "by_hand": "given by hand",
    "waits": "waits for a person",
    "penalty": "{penalty} points were taken off for lateness.",
    "late_by": "Handed in {time} late.",
    "made": "Made on {date}. This page needs no network and sends nothing anywhere.",
}

REGRADE = {
    "no_gradebook": "there is no gradebook at {file}: `make release` makes one, and `nbgrader autograde` fills it",
    "gradebook": "the gradebook {file} cannot be read: {error}. If it is locked, another program is using it, perhaps `nbgrader autograde` or formgrader: wait until that is done. If it is none of nbgrader's, put your own back, or move it away, run `make release`, and grade again: what was handed in is in `submitted`",
    "none": "Nothing changes: {number} submissions give what the gradebook holds.",
    "changes": "{students} of {number} submissions change.",
    "dry": "Nothing was written. To write this: {command}",
    "written": "This is written in the gradebook.",
    "kept": "(given by hand: stays {score:g})",
    "new": "not graded before",
    "penalty": "penalty for lateness",
    "total": "all",
    "empty": "Nothing of {assignment} is in the gradebook yet: `nbgrader autograde {assignment}` grades it.",
    "elsewhere": "A regrade is tried on a copy of the gradebook, which must be a file of SQLite; this course has {url}.",
}

GRADESHEET = {
    "unreadable": "{file} cannot be read as a table: {error}",
    "encoding": "{file} is not in UTF-8: give the table as Canvas or Moodle has exported it, or save it from your spreadsheet as “CSV UTF-8”",
    "empty": "{file} holds no table: its first line should name the columns.",
    "new_in_canvas": "autograder: {file} has no column {column!r}: one was added at its end, and Canvas will ask what it belongs to",
    "new_in_moodle": "autograder: {file} has neither a column 'Grade' nor {column!r}: the points stand in a new column, {column!r}. Moodle's worksheet is read only with its own: export it with Moodle set to English",
    "no_match": "no column of {file} holds the students' names as they are here, {example!r} for example. Its columns are {columns}. A roster gives students the names that they have there.",
    "twice": "{file} has {name!r} twice in the column {column!r}, so that it cannot be told whose points are whose.",
    "missing": "autograder: {number} graded here are not in {file}, and not in the table: {names}",
    "points": "autograder: {file} has {theirs} points for {column!r}, the course {ours:g}: the scores written are out of {ours:g}",
}
