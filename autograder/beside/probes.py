"""What is done to the student's objects, one probe a kind of question.

A probe takes the bench and one problem, and adds to ``scenes`` what it sees, one scene each time
the code is put to work. It gives fresh copies, and tells what of them, and of the object, was
changed.
"""

import numpy as np
from numpy.random import seed as seed_numpy

from autograder.beside.observation import Numbers, Unusable, attempt, numbers, raised, record
from autograder.beside.scripted import Bowl, Script
from autograder.beside.state import place, place_mixture, read, read_gaussian, read_mixture

AGAIN = 50  # draws of the two calls that must differ: a loop over single draws may be slow


def call_function(bench, problem, scenes):
    """Call a plain function of the notebook with each tuple of arguments.

    What it returns is the ``value``; where the problem names ``parts``, as many things as these,
    each a part of its own.
    """
    function = bench.function(problem["name"])
    for arguments in problem["calls"]:
        given = _copied(arguments)
        if "parts" in problem:
            scene = _parts(problem["parts"], *attempt(function, *given))
        else:
            scene = {"value": record(function, *given)}
        pairs = zip(given, arguments, strict=True)
        moved = [f"argument {i + 1}" for i, (a, b) in enumerate(pairs) if not _same(a, b)]
        scenes.append({**scene, "changed": tuple(moved)})


def choose_among_fits(bench, problem, scenes):
    """Let a function fit and choose among models that follow a script, one script a scene."""
    function = bench.function(problem["name"])
    for call in problem["calls"]:
        script, X = Script(call), call["X"].copy()
        sizes = call["num_components"], call["num_starts"]
        model, error = attempt(function, script.model_class, X, *sizes)
        changed = () if _same(X, call["X"]) else ("X",)
        if call["fails"].all():
            scenes.append({"all failed": raised(error) if error else Unusable("a model")})
        else:
            scenes.append({"error": raised(error)} if error else script.scene(model))
        scenes[-1]["changed"] = changed


def call_on_model(bench, problem, scenes):
    """Call a function with a model and data."""
    function = bench.function(problem["name"])
    for call in problem["calls"]:
        model, X = Bowl(call), call["X"].copy()
        before = read_mixture(model)
        scene = {"value": record(function, model, X)}
        moved = () if _same(X, call["X"]) else ("X",)
        scenes.append({**scene, "changed": moved + _moved(before, read_mixture(model))})


def draw_from_function(bench, problem, scenes):
    """Draw twice from a sampling function, then many small samples."""
    function = bench.function(problem["name"])
    scenes.append(_draws(function, problem))


def gaussian_log_pdf(bench, problem, scenes):
    """Evaluate the density under several parameters in turn, then on data of the wrong width."""
    gaussian = bench.method("Gaussian", "log_pdf")(problem["dim"])
    for turn in problem["turns"]:
        _give_gaussian(bench, gaussian, turn)
        scenes.append(_watch(gaussian, read_gaussian, "log_pdf", turn["X"]))
    scenes[-1].update(_refusals(gaussian.log_pdf, problem))


def gaussian_fit(bench, problem, scenes):
    """Fit to several data sets in turn, then to data of the wrong width."""
    gaussian = bench.method("Gaussian", "fit")(problem["dim"])
    place(gaussian, problem["mean"], problem["cov"])
    for turn in problem["turns"]:
        X, before = turn["X"].copy(), read_gaussian(gaussian)
        _, error = attempt(gaussian.fit, X)
        seen = _state(error, before, read_gaussian(gaussian))
        scenes.append({**seen, "changed": () if _same(X, turn["X"]) else ("X",)})
    scenes[-1].update(_refusals(gaussian.fit, problem))


def gaussian_sample(bench, problem, scenes):
    """Draw twice from a Gaussian, then many small samples."""
    gaussian = bench.method("Gaussian", "sample")(problem["dim"])
    for turn in problem["turns"]:
        _give_gaussian(bench, gaussian, turn)
        before = read_gaussian(gaussian)
        scene = _draws(gaussian.sample, problem)
        scenes.append({**scene, "changed": _moved(before, read_gaussian(gaussian))})


def gaussian_set_mean(bench, problem, scenes):
    """Set good means, then means of wrong shapes."""
    _set(bench, "set_mean", "mean", problem, scenes)


def gaussian_set_cov(bench, problem, scenes):
    """Set good covariances, then some of wrong shapes and some that are not positive definite."""
    _set(bench, "set_cov", "cov", problem, scenes)


def gmm_init(bench, problem, scenes):
    """Make a mixture and look at its parts; move one component and see whether others follow."""
    cls = bench.method("GMM", "__init__")
    gmm = cls(problem["dim"], problem["num_components"])
    scene = {name: read(gmm, name) for name in ("dim", "num_components")}
    scene.update(read_mixture(gmm))
    gaussians, error = attempt(lambda: list(gmm.gaussian_list))
    gaussians = [] if error else gaussians
    scene["length"] = numbers(len(gaussians))
    scene["dims"] = numbers([_number(read(gaussian, "dim")) for gaussian in gaussians])
    scene["objects"] = numbers(len({id(gaussian) for gaussian in gaussians}))
    if gaussians and not isinstance(gaussians[0], type):
        before = read_mixture(gmm)["means"]
        place(gaussians[0], np.full(problem["dim"], 7.0), 3 * np.eye(problem["dim"]))
        after = read_mixture(gmm)["means"]
        if isinstance(before, Numbers) and isinstance(after, Numbers):
            scene["others moved"] = numbers(int(not _same(before.array[1:], after.array[1:])))
    again = cls(problem["dim"], problem["num_components"])
    scene["starts"] = _both(scene["means"], read_mixture(again)["means"])
    scenes.append(scene)


def gmm_log_pdf(bench, problem, scenes):
    """Evaluate the mixture's log density under several parameters in turn."""
    _evaluate(bench, "log_pdf", problem, scenes)


def gmm_e_step(bench, problem, scenes):
    """Evaluate the posterior under several parameters in turn."""
    _evaluate(bench, "e_step", problem, scenes)


def gmm_m_step(bench, problem, scenes):
    """Do M-steps in turn on one object, each from known parameters."""
    gmm = bench.method("GMM", "m_step")(problem["dim"], problem["num_components"])
    for turn in problem["turns"]:
        place_mixture(gmm, turn["weight"], turn["means"], turn["covs"])
        X, posterior, before = turn["X"].copy(), turn["posterior"].copy(), read_mixture(gmm)
        _, error = attempt(gmm.m_step, X, posterior)
        seen = _state(error, before, read_mixture(gmm))
        moved = [] if _same(X, turn["X"]) else ["X"]
        moved += [] if _same(posterior, turn["posterior"]) else ["posterior"]
        scenes.append({**seen, "changed": tuple(moved)})


def gmm_fit(bench, problem, scenes):
    """Run EM from known parameters; or, where the problem says so, with one M-step sabotaged."""
    cls = bench.method("GMM", "fit")
    sabotage = _Sabotage(cls, problem) if "sabotaged call" in problem else None
    gmm = (sabotage.cls if sabotage else cls)(problem["dim"], problem["num_components"])
    _give_mixture(bench, gmm, problem)
    X = problem["X"].copy()
    keywords = {"eps": problem["eps"]} if "eps" in problem else {}
    seed_numpy(problem["seed"])  # one who starts anew starts at the same place whoever judges
    if sabotage:
        sabotage.armed = True
        scene = {"outcome": record(gmm.fit, X, **keywords), "sabotaged": numbers(sabotage.done)}
    else:
        before = read_mixture(gmm)
        posterior, error = attempt(gmm.fit, X, **keywords)
        scene = _state(error, before, read_mixture(gmm))
        scene["changed"] = () if _same(X, problem["X"]) else ("X",)
        if error is None:
            scene["posterior"] = numbers(posterior)
    scenes.append(scene)


class _Sabotage:
    """Lets one M-step of a class go wrong, by handing it a posterior that knows nothing."""

    def __init__(self, cls, problem):
        self.armed, self.done, self._calls = False, 0, 0
        self._at = problem["sabotaged call"]
        self._shape = (len(problem["X"]), problem["num_components"])
        sabotage = self

        def m_step(gmm, *arguments, **keywords):
            arguments, keywords = sabotage.spoil(arguments, keywords)
            return cls.m_step(gmm, *arguments, **keywords)

        # A class without m_step does EM in its own way: nothing to sabotage.
        self.cls = type(cls)(cls.__name__, (cls,), {"m_step": m_step}) if _extends(cls) else cls

    def spoil(self, arguments, keywords):
        """Replace the posterior among the arguments if this is the call to sabotage."""
        self._calls += self.armed
        if not self.armed or self._calls != self._at:
            return arguments, keywords
        arguments = [self._spoilt(a) for a in arguments]
        return arguments, {name: self._spoilt(a) for name, a in keywords.items()}

    def _spoilt(self, argument):
        if getattr(argument, "shape", None) != self._shape:
            return argument
        self.done = 1
        return np.full(self._shape, 1 / self._shape[1])


def _extends(cls):
    return isinstance(cls, type) and hasattr(cls, "m_step")


def _give_gaussian(bench, gaussian, turn):
    if bench.learn:
        gaussian.fit(turn["start_X"].copy())
    else:
        place(gaussian, turn["mean"], turn["cov"])


def _give_mixture(bench, gmm, turn):
    if bench.learn:
        gmm.m_step(turn["start_X"].copy(), turn["start_posterior"].copy())
    else:
        place_mixture(gmm, turn["weight"], turn["means"], turn["covs"])


def _evaluate(bench, name, problem, scenes):
    cls = bench.method(problem.get("owner", "GMM"), name)
    gmm = cls(problem["dim"], problem["num_components"])
    for turn in problem["turns"]:
        _give_mixture(bench, gmm, turn)
        scenes.append(_watch(gmm, read_mixture, name, turn["X"]))


def _watch(thing, look, name, X):
    """Call a method that should change nothing; return its value and the names of what moved."""
    given, before = X.copy(), look(thing)
    scene = {"value": record(getattr(thing, name), given)}
    moved = () if _same(given, X) else ("X",)
    return {**scene, "changed": moved + _moved(before, look(thing))}


def _set(bench, setter, name, problem, scenes):
    other = "cov" if name == "mean" else "mean"
    gaussian = bench.method("Gaussian", setter)(problem["dim"])
    attempt(setattr, gaussian, name, problem["start"].copy())
    attempt(setattr, gaussian, other, problem["other"].copy())
    for value in problem["good"]:
        given, before = value.copy(), read_gaussian(gaussian)
        _, error = attempt(getattr(gaussian, setter), given)
        after = read_gaussian(gaussian)
        moved = _moved({other: before[other]}, after)
        moved += () if _same(given, value) else ("argument",)
        seen = _state(error, {name: before[name]}, {name: after[name]})
        scenes.append({**seen, "changed": moved})
    before = read(gaussian, name)
    scenes[-1].update(_refusals(getattr(gaussian, setter), problem))
    if not _same_seen(before, read(gaussian, name)):
        scenes[-1]["changed"] += ("refused",)


def _state(error, before, after):
    """Return the parameters after a method that sets them, and which of them it left untouched."""
    if error is not None:
        return {"error": raised(error)}
    untouched = tuple(name for name in after if _same_seen(before[name], after[name]))
    return {**after, "untouched": untouched}


def _refusals(method, problem):
    return {name: record(method, bad.copy()) for name, bad in problem.get("bad", {}).items()}


def _draws(function, problem):
    scene = {"draws": record(function, problem["size"])}
    if not isinstance(scene["draws"], Numbers):
        return scene
    again = [function(AGAIN), function(AGAIN)]
    small = [function(problem["small size"]) for _ in range(problem["small samples"])]
    return {**scene, "again": numbers(again), "small": numbers(small), "one": record(function, 1)}


def _both(one, other):
    """Return the rows of two arrays in one, where they have rows of the same length."""
    both = isinstance(one, Numbers) and isinstance(other, Numbers)
    if both and one.array.shape == other.array.shape:
        return Numbers(np.concatenate((one.array, other.array)), one.kind)
    return one


def _moved(before, after):
    return tuple(name for name in before if not _same_seen(before[name], after[name]))


def _same_seen(a, b):
    if isinstance(a, Numbers) and isinstance(b, Numbers):
        return _same(a.array, b.array)
    return a == b if not (isinstance(a, Numbers) or isinstance(b, Numbers)) else False


def _copied(value):
    """Return a fresh copy of arrays, and of tuples with arrays in them."""
    if isinstance(value, tuple):
        return tuple(map(_copied, value))
    return np.copy(value) if isinstance(value, np.ndarray) else value


def _parts(names, result, error):
    """Return the things that a function returned together, each under its name."""
    if error is not None:
        return {"error": raised(error)}
    rows = isinstance(result, np.ndarray) and result.ndim > 1  # unpack like any three things
    many = rows or isinstance(result, list | tuple)
    if not many or len(result) != len(names):
        kind = type(result).__name__
        kind += f" and of length {len(result)}" if many else ""
        return dict.fromkeys(names, Unusable(kind, wanted=len(names)))
    return {name: numbers(part) for name, part in zip(names, result, strict=True)}


def _same(a, b):
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(_same, a, b))
    return type(a) is type(b) and a == b


def _number(seen):
    return float(seen.array) if isinstance(seen, Numbers) and seen.array.ndim == 0 else float("nan")


PROBES = {
    probe.__name__: probe
    for probe in (
        call_function,
        choose_among_fits,
        call_on_model,
        draw_from_function,
        gaussian_log_pdf,
        gaussian_fit,
        gaussian_sample,
        gaussian_set_mean,
        gaussian_set_cov,
        gmm_init,
        gmm_log_pdf,
        gmm_e_step,
        gmm_m_step,
        gmm_fit,
    )
}
