"""Grade one submission: a pure function of what was handed in, the secret and the limits."""

from dataclasses import asdict, dataclass, field

from autograder.intake.assembly import laid_out
from autograder.intake.mending import Lesson, mend
from autograder.jail.limits import Limits
from autograder.jail.notebook import Notebook
from autograder.running import pictures, plain
from autograder.running.store import key_of


@dataclass(frozen=True)
class Job:
    """What is to be graded.

    Attributes
    ----------
    student, assignment : str
    content : bytes or None
        The notebook, as it was handed in.
    steps : tuple of Step
        What to do; made from ``content`` where there is one.
    released : NotebookNode or None
        The released notebook; the course's own by default.
    with_tests : bool
        Whether what a student sees of a test cell is run too, for its output.
    secret : str
    files : dict
        ``{name: bytes}``: what lies beside the notebook.
    limits : Limits
    sandbox : bool
        False runs students' code with the grader's own rights.
    given : dict
        The part of ``files`` that is the course's own.
    """

    student: str
    assignment: str
    content: bytes | None = None
    steps: tuple = ()
    released: object = None
    with_tests: bool = False
    secret: str = ""
    files: dict = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    sandbox: bool = True
    given: dict = field(default_factory=dict)


def grade(job, store, nursery):
    """Grade a submission, or find what an earlier run has kept of it.

    Parameters
    ----------
    job : Job
    store : Store
    nursery : callable
        Returns the nursery; only called when something has to be run.

    Returns
    -------
    dict
        Plain data: ``key``, ``problem``, ``remarks``, ``sandbox`` and ``done``, a list with
        ``outputs``, ``verdict`` and ``trouble`` of each step; no ``done`` where nothing was run.
    """
    mended, steps = None, job.steps
    if job.content is not None:
        lesson = Lesson(job.assignment, job.released)
        mended = mend(job.content, lesson)
        if mended.problem and not job.with_tests:
            sandbox = nursery().sandbox if job.sandbox else plain.SANDBOX
            return {"key": "", "problem": mended.problem, "remarks": [], "sandbox": sandbox}
        steps = tuple(step for _, step in laid_out(mended.notebook, lesson.tests, job.with_tests))
    said = {"problem": mended.problem, "remarks": mended.remarks} if mended else {}
    key = key_for(job, steps)
    result = store.get(key)
    if result is None:
        result = {"key": key, **_run(job, steps, nursery)}
        store.put(key, result)
    return {"problem": "", "remarks": [], **said, **result}


def key_for(job, steps):
    """Return the key under which the result of these steps is kept."""
    laid = [asdict(step) for step in steps]
    return key_of(
        job.student, job.assignment, laid, job.secret, job.files, asdict(job.limits), job.sandbox
    )


def _run(job, steps, nursery):
    if not job.sandbox:
        verdicts = plain.grade(steps, job.student, job.secret, job.files, job.limits)
        done = [{"outputs": [], "verdict": v and asdict(v), "trouble": ""} for v in verdicts]
        return {"sandbox": plain.SANDBOX, "done": done}
    opened = nursery()
    pictures.hand_out(opened, Lesson(job.assignment, job.released), job.given, job.limits)
    with Notebook(opened, job.student, job.secret, job.files, job.limits) as notebook:
        return {"sandbox": opened.sandbox, "done": [_do(notebook, step) for step in steps]}


def _do(notebook, step):
    """Do one step; what a cell shows and the verdict that follows stay apart."""
    ran = notebook.run(step.code) if step.code else None
    judged = notebook.judge(step.question) if step.question else None
    return {
        "outputs": ran.outputs if ran else [],
        "verdict": asdict(judged.verdict) if judged else None,
        "trouble": ran.trouble if ran else "",
    }
