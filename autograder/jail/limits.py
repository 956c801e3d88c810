"""What one submission may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Sound defaults, set in ``nbgrader_config.py``.

    Attributes
    ----------
    cell_seconds : float
        Wall clock of one cell.
    later_cell_seconds : float
        Wall clock of one cell once code of the same notebook has been stopped for taking too long:
        a cell, or what a question asks for. A `fit` that never ends is used in one cell after the
        other; each would cost the class the whole `cell_seconds`, and the notebook the time of the
        answers that come after. Cells of the lessons take a few seconds; where nothing was
        stopped, slow work has all its time.
    submission_seconds : float
        Wall clock of all cells together, with what is run again after a crash.
    judging_seconds : float
        Wall clock of all judging together.
    observation_seconds : float
        Wall clock of one observation of the judge's.
    cpu_seconds : int
        Processor time of one process.
    memory : int
        Bytes of address space of one process; of the whole job where control groups can be used.
    processes : int
        Processes and threads at a time.
    file_bytes : int
        Size of the largest file; all files together may have twice as much.
    output_bytes : int
        What one cell may show.
    submission_output_bytes : int
        What all cells together may show: a grader has it in memory, and on the disk more than once.
    jails : int
        How many jails may be opened for one submission, one after the other, when its code ends
        or hangs them.
    """

    cell_seconds: float = 60.0
    later_cell_seconds: float = 15.0
    submission_seconds: float = 300.0
    judging_seconds: float = 300.0
    observation_seconds: float = 8.0
    cpu_seconds: int = 300
    memory: int = 3 << 30
    processes: int = 64
    file_bytes: int = 64 << 20
    output_bytes: int = 8 << 20
    submission_output_bytes: int = 64 << 20
    jails: int = 12
