"""Sentences about what was wrong with a submission, for the instructor and the student."""

REASONS = {
    "empty": "the file is empty",
    "conflict": "it holds the marks of a merge conflict, so Jupyter cannot open it either",
    "no_json": "it is not JSON, so Jupyter cannot open it either",
    "web_page": "it is a web page (HTML), not a notebook: hand in the `.ipynb` file itself",
    "program": "it is Python code, not a notebook: hand in the `.ipynb` file itself",
    "archive": "it is a packed file without exactly one readable notebook in it: hand in the `.ipynb` file itself",
    "no_text": "it is not text in any encoding that is known here: was it saved by another program?",
    "no_notebook": "it is JSON, but not a notebook",
    "things": "it holds more than {number} lists and dicts: no notebook has as many",
    "odd": "it is damaged in a way that is not known here ({error})",
    "other": "none of its cells is one of {assignment}: is it another notebook?",
    "no_file": "there is no notebook among what was handed in: {names}",
    "several": "more than one notebook was handed in: {names}",
    "unreadable": "{name} cannot be read: {error}",
    "large": "{name} is larger than {size} MiB",
    "link": "it is a link to another file, and links are not followed",
    "nameless": "its name does not say whose it is: put it into a folder that is named by its student",
    "special": "it is no file but a pipe or a device",
    "much": "{name} was not read: all that was handed in together is larger than {size} GiB",
    "worker": "the grader itself stopped while it worked on this notebook, twice: it was left out",
}

REMARKS = {
    "renamed": "The notebook was handed in under the name `{name}`; its name is `{wanted}`.",
    "beside": "Beside `{name}`, which was graded, lay what may be another try: {others}.",
    "encoding": "The file was not saved in UTF-8 but as {encoding}; it was read as that.",
    "mark": "The file began with a byte order mark, which Jupyter refuses; it was taken off.",
    "packed": "The notebook was handed in packed ({kind}); it was unpacked.",
    "more": "The file went on behind the end of the notebook; the rest was left out.",
    "salvaged": "The file is damaged, so Jupyter cannot open it; the {number} cells that can still be read were graded.",
    "many": "The notebook held {total} cells; {number} that are not the lesson's were left out.",
    "fenced": "The code in these cells stood between the marks of a code block (```), which were taken off: {names}.",
    "kept": "These cells are the course's own and had been written into; they were put back, and what was in them stands in a cell beside each: {names}.",
    "moved": "These cells stood before what they need, and were moved: {names}.",
    "old": "The notebook was in the older format {version}; it was converted.",
    "large": "The notebook held {size} MB of outputs; they were left out.",
    "kernel": "The notebook asked for the kernel `{name}`; the course's was used.",
    "metadata": "nbgrader's marks were missing from these cells, and were put back: {names}.",
    "doubled": "These cells were there more than once; one of them counts: {names}.",
    "type": "These cells had been changed to another type, and were changed back: {names}.",
    "edited": "These cells are the course's own and had been changed; they were put back: {names}.",
    "restored": "These cells were missing, and were put back: {names}.",
    "missing": "These cells, which held room for an answer, are missing: {names}.",
    "foreign": "nbgrader's marks on cells that are not of this lesson were taken off.",
}

HEADING = "**About the notebook that was handed in**"
NOT_GRADED = "**What was handed in could not be graded**: {reason}. The course's own notebook stands here in its place."
NOT_COPIED = "%s: %r beside the notebook is a link, a pipe or a device: it was left out"
NOT_ALL = "Of {total} notebooks these could not be graded, for the reasons given above: {names}. All others are graded. Once there is a better file in `submitted`, the same command grades it."
NOT_RELEASED = "The gradebook {file} does not know {assignment}, so nothing was graded: it is entered when the lesson is made. Run `make release LESSON={assignment}`, then grade again."
