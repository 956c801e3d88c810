"""Where students' code runs: a process that can reach nothing, and the trusted side of its door.

For a grader: `tiers.open_nursery` (or `tiers.NoSandbox`), then `notebook.grade`, or a
`notebook.Notebook` to go cell by cell; `limits.Limits`. What is in the jail itself (`nursery`,
`agent`, `shell`, `confine`) imports nothing of the judge, and this module nothing at all.
"""
