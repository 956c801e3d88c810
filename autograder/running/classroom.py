"""Grade a whole class without a gradebook: several at a time, none lost when stopped."""

from concurrent.futures import as_completed

from autograder.authoring import paths
from autograder.jail.limits import Limits
from autograder.judging import seeds
from autograder.judging.verdict import Verdict
from autograder.questions import QUESTIONS
from autograder.running.cluster import ClusterPool
from autograder.running.jobs import Job
from autograder.running.pool import Pool
from autograder.running.store import Store, default_folder


def grade_class(
    submissions,
    assignment,
    jobs,
    done=lambda _: None,
    sandbox=True,
    limits=None,
    cluster=None,
):
    """Grade submissions in parallel.

    What is finished is kept until the whole class is: a run that was stopped, by whatever, goes on
    there when it is started again.

    Parameters
    ----------
    submissions : list of Submission
    assignment : str
    jobs : int
        How many run at the same time.
    done : callable
        Called with each finished result, as they come.
    sandbox : bool
        False runs students' code with the grader's own rights.
    limits : Limits, optional
    cluster : dict, optional
        ``address`` of a Dask scheduler, and the ``least`` tier of its workers, to grade there.

    Returns
    -------
    dict
        ``{student: result}``, in the order of the submissions; the layout is that of the command
        line's JSON.

    Raises
    ------
    NoSandbox
        If a sandbox is asked for and this machine has none.
    NoCluster
        If the cluster cannot be used, or not any more.
    """
    folder, given = default_folder(), _beside(assignment)
    common = {
        "assignment": assignment,
        "secret": seeds.course_secret(),
        "files": given,
        "given": given,
        "limits": limits or Limits(),
        "sandbox": sandbox,
    }
    results, keys = {}, []
    for submission in submissions:
        if submission.problem:
            results[submission.student] = _failed(submission.problem, assignment, "")
            done(results[submission.student])
    readable = [submission for submission in submissions if not submission.problem]
    if readable:
        with (
            ClusterPool(store=folder, **cluster)
            if cluster
            else Pool(min(jobs, len(readable)), folder, sandbox)
        ) as pool:
            futures = {
                pool.submit(Job(s.student, content=s.content, **common)): s for s in readable
            }
            for future in as_completed(futures):
                # Taken out of there: else what a whole class shows would stay in memory.
                graded, submission = future.result(), futures.pop(future)
                result = _result(graded, submission, assignment)
                keys.append(graded["key"])
                results[submission.student] = result
                done(result)
    Store(folder).forget(keys)
    return {submission.student: results[submission.student] for submission in submissions}


def _beside(assignment):
    """What the course lays beside the notebook: {name: bytes}."""
    files = (paths.RELEASE / assignment).iterdir()
    return {f.name: f.read_bytes() for f in files if f.suffix != ".ipynb" and f.is_file()}


def _result(graded, submission, assignment):
    """Put what a worker found in the layout of the command line's JSON."""
    if graded["problem"]:
        return _failed(graded["problem"], assignment, graded["sandbox"])
    verdicts = [Verdict(**done["verdict"]) for done in graded["done"] if done["verdict"]]
    found = {verdict.question: verdict.plain() for verdict in verdicts}
    questions = {q.id: found[q.id] for q in _questions(assignment)}
    reason = " ".join([*submission.remarks, *graded["remarks"]])
    return _laid_out("graded", reason, questions, assignment, graded["sandbox"])


def _questions(assignment):
    return [question for question in QUESTIONS.values() if question.lesson == assignment]


def _failed(reason, assignment, sandbox):
    return _laid_out("failed", reason, {}, assignment, sandbox)


def _laid_out(status, reason, questions, assignment, sandbox):
    return {
        "status": status,
        "reason": reason,
        "score": round(sum(verdict["score"] for verdict in questions.values()), 2),
        "max_score": sum(question.points for question in _questions(assignment)),
        "sandbox": sandbox,
        "questions": questions,
    }
