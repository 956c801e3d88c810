"""nbgrader's Execute, with a jail in place of a kernel."""

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import Execute
from traitlets import Bool, Dict, Enum, Integer, Unicode

from autograder.intake.assembly import laid_out
from autograder.jail.limits import Limits
from autograder.nbgrader.outputs import fill
from autograder.running.cluster import NoCluster
from autograder.running.cluster_worker import TIERS

UNSAFE = (
    "WITHOUT A SANDBOX (c.JailedExecute.sandbox = False): this student's code now runs with your "
    "own rights on this machine. It can read and delete your files, change grades, find answers."
)


class JailedExecute(Execute):
    """Runs students' cells in a jail, and judges the course's questions outside of it.

    Other test cells run in the jail as they are, and nbgrader scores them as ever.
    """

    sandbox = Bool(True, help="False runs students' code with your own rights.").tag(config=True)

    jobs = Integer(0, help="How many notebooks run at a time; 0 for one a core.").tag(config=True)

    limits = Dict(
        help="What one submission may use, as {'memory': 3 << 30}; names in autograder.jail.limits."
    ).tag(config=True)

    scheduler = Unicode(
        help="Address of a Dask scheduler on whose workers notebooks run; '' for this machine."
    ).tag(config=True)

    least_tier = Enum(
        TIERS, TIERS[0], help="With a scheduler: workers whose jail is weaker take no part."
    ).tag(config=True)

    @property
    def cluster(self):
        """Where notebooks run, if it is not here; see `autograder.running.cluster.ClusterPool`."""
        return self.scheduler and {"address": self.scheduler, "least": self.least_tier}

    @property
    def jailed(self):
        """Whether notebooks are run, and in a jail."""
        return self.sandbox and self.enabled

    def all_limits(self):
        """Return the limits; ``c.Execute.timeout`` is that of a cell."""
        seconds = {"cell_seconds": float(self.timeout)} if self.timeout and self.timeout > 0 else {}
        return Limits(**{**seconds, **self.limits})

    def preprocess(self, nb, resources=None, km=None):
        """Run a notebook: nbgrader calls this in its second pass."""
        run = getattr(self.parent, "run", None)
        if not self.sandbox:
            self.log.warning(UNSAFE)
            nb, resources = super().preprocess(nb, resources, km)
            _record(nb, "none")
            return nb, resources
        if run is None or not run.started:
            raise RuntimeError(
                "JailedExecute needs c.Autograde.exporter_class = MendingExporter beside it"
            )
        try:
            return self._jailed(run, nb, resources)
        except NoCluster as lost:  # nothing more can be graded: nbgrader would try each of them
            self.log.error(str(lost))
            raise SystemExit(1) from None
        except BaseException:
            if not run.started:
                raise
            run.count(failed=True)
            raise

    def _jailed(self, run, nb, resources):
        names = resources["nbgrader"]
        student, notebook = names["student"], names["notebook"]
        lesson = run.lesson(notebook)
        laid = laid_out(nb, lesson.tests if lesson else {}, with_tests=True)
        steps = tuple(step for _, step in laid)
        result = run.result(student, notebook, steps, resources["metadata"]["path"])
        if "done" not in result:
            raise RuntimeError(result["problem"])
        fill(nb, laid, result["done"])
        _record(nb, result["sandbox"])
        if run.was_graded_before(student):
            self._tell_changes(names, laid, result["done"])
        run.count(failed=nb.metadata["autograder"].get("problem"))
        return nb, resources

    def _tell_changes(self, names, laid, done):
        """Say which scores a regrade changes; the gradebook still holds the old ones."""
        with Gradebook(names["db_url"]) as gradebook:
            try:
                before = gradebook.find_submission_notebook(
                    names["notebook"], names["assignment"], names["student"]
                )
            except MissingEntry:
                return
            old = {grade.name: grade.auto_score for grade in before.grades}
        for (cell, step), became in zip(laid, done, strict=True):
            if step.question:
                was, now = old.get(cell.metadata.nbgrader.grade_id), became["verdict"]["score"]
                if was is not None and was != now:
                    line = "%s: %s changes from %g to %g points"
                    self.log.warning(line, names["student"], step.question, was, now)


def _record(notebook, sandbox):
    """Note how safe a grade was made."""
    notebook.metadata.setdefault("autograder", {})["sandbox"] = sandbox
