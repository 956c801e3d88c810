"""Everything that the judge says to students: whole sentences, in one place.

Another language is this package once more. Nothing here shows a hidden input, a reference or an exact
answer; what students read is what must hold, what came of their own code, and the likely cause.
"""

from autograder.beside.observation import Numbers, Raised
from autograder.beside.observe import MISSING
from autograder.judging import checks, clues
from autograder.judging.verdict import CORRECT, NOT_ATTEMPTED, TIMEOUT
from autograder.messages import em, gaussian, general, gmm, jensen, mixtures, practice

BORROWED = "borrowed"
LESSONS = (mixtures, jensen, em, gaussian, gmm, practice)
SHAPES = {key: shape for lesson in LESSONS for key, shape in lesson.SHAPES.items()}
IDENTITIES = {id: text for lesson in LESSONS for id, text in lesson.IDENTITIES.items()}
TOO_LONG = practice.TOO_LONG
MISTAKES = {id: text for lesson in LESSONS for id, text in lesson.MISTAKES.items()}


def explain(question, outcome, result, known):
    """Put a result in words.

    Parameters
    ----------
    question : Question
        What was judged.
    outcome : str
        Its outcome.
    result : Result
        What was seen, and how the checks went.
    known : list of str
        Ids of the known mistakes that give the same.

    Returns
    -------
    str
        Paragraphs, separated by newlines: what must hold, what came, the likely cause.
    """
    if outcome == CORRECT:
        return general.RIGHT
    if outcome == NOT_ATTEMPTED:
        return _not_written(question, result)
    told = [general.EXPECTED.format(identity=IDENTITIES[question.id])]
    if outcome == TIMEOUT:
        return "\n".join([*told, TOO_LONG.get(question.id, general.TOO_LONG)])
    if result.observation.borrowed:
        return "\n".join(
            [*told, general.USES_OTHERS.format(modules=", ".join(result.observation.borrowed))]
        )
    mark = result.failed[0]
    told += _came(question, mark)
    if known:
        told += [general.SEVERAL_CAUSES] if len(known) > 1 else []
        told += [MISTAKES[name] for name in known[: general.MAX_TOLD]]
    else:
        told += _clue(question, mark)
    return "\n".join(told)


def _not_written(question, result):
    name = question.id.rpartition(".")[2]
    for mark in result.failed:
        if isinstance(mark.seen, Raised) and mark.seen.kind == MISSING:
            return general.NO_SUCH_NAME.format(name=mark.seen.text)
    return general.NOT_WRITTEN.format(name=name)


def _came(question, mark):
    """Say what came, for the first thing that is wrong."""
    seen, name = mark.seen, getattr(mark.check, "name", "")
    if mark.step == "refusal":
        return _refusal(mark)
    if mark.step == "purity":
        moved = [general.MOVED.get(thing, general.MOVED["argument"]) for thing in seen]
        return list(dict.fromkeys(moved))  # two arguments, one sentence
    if mark.step == "ran":
        return [_raised(seen)]
    if mark.step == "shape":
        return [_shape(question, mark, name)]
    if mark.step == "finite":
        bad = sum(not abs(x) < float("inf") for x in seen.array.ravel().tolist())
        return [general.NOT_FINITE.format(bad=bad, total=seen.array.size)]
    return _wrong_values(mark, name)


def _raised(error):
    if error.line:
        sentence = general.RAISED_AT if error.text else general.RAISED_SILENTLY_AT
        return sentence.format(
            kind=error.kind, text=error.text, function=error.function, line=error.line
        )
    if error.text:
        return general.RAISED.format(kind=error.kind, text=error.text)
    return general.RAISED_SILENTLY.format(kind=error.kind)


def _refusal(mark):
    name = str(mark.want)
    told = [general.ACCEPTED[name] if name in general.ACCEPTED else general.ACCEPTED["shape"]]
    if isinstance(mark.seen, Raised):
        told = [general.OTHER_ERROR.format(kind=mark.seen.kind)]
    return told


def _shape(question, mark, name):
    seen = mark.seen
    returned = name in ("value", "draws", "posterior", "model") or getattr(seen, "wanted", 0)
    if isinstance(seen, Numbers):
        want = SHAPES.get((question.id, name), general.ONE_NUMBER)
        if name in ("value", "draws"):
            return general.WRONG_SHAPE.format(came=seen.array.shape, want=want)
        told = general.NAMES.get(name, f"`{name}`")
        return general.WRONG_SHAPE_OF.format(name=told, came=seen.array.shape, want=want)
    kind = getattr(seen, "kind", "NoneType")
    if getattr(seen, "wanted", 0) and kind != "NoneType":
        return general.NOT_SO_MANY.format(kind=kind, wanted=seen.wanted)
    if kind == "NoneType":
        return general.NOTHING_RETURNED if returned else general.NOTHING_STORED.format(name=name)
    if kind == "nothing" and question.id == "fit_best_of":
        return general.NOTHING_FITTED
    if kind == "nothing":
        return general.NO_ATTRIBUTE.format(name=name)
    if kind.endswith(" elements"):
        return general.TOO_LARGE.format(kind=kind)
    if kind == "tuple" and name != "model":
        return general.TOGETHER
    sentence = general.NOT_A_MODEL if name == "model" else general.NOT_AN_ARRAY
    return sentence.format(kind=kind)


def _wrong_values(mark, name):
    seen = mark.seen
    if name == "draws":
        return [general.SAMPLING[mark.want]]
    if name == "rounds":
        return [_rounds(mark)]
    told = [general.PARTS.get(name, general.VALUES_DIFFER)]
    if name == "starts":
        return [general.ALIKE_MEANS]
    facts = clues.facts(name, seen.array) if isinstance(seen, Numbers) else {}
    return told + [general.FACTS[fact].format(**numbers) for fact, numbers in facts.items()]


def _rounds(mark):
    if mark.seen is None:
        return general.STOPPED_NOWHERE
    early = mark.seen < mark.want.window().start
    return (general.STOPPED_EARLY if early else general.STOPPED_LATE).format(rounds=mark.seen)


def _clue(question, mark):
    """Guess at the cause where no known mistake fits."""
    if isinstance(mark.seen, Raised) and mark.step == "ran":
        asked = question.id.rpartition(".")[2]
        if checks.on_purpose(mark.seen) and mark.seen.function == asked:
            return [general.REFUSED_WRONGLY]
        return [hint for piece, hint in general.ERRORS if piece in mark.seen.text][:1]
    if mark.step == "refusal" and not isinstance(mark.seen, Raised):
        return [general.RAISE_IT]
    both = isinstance(mark.seen, Numbers) and isinstance(mark.want, Numbers)
    if both and mark.step == "value":
        clue = clues.find(mark.seen.array, mark.want.array)
        return [general.CLUES[clue]] if clue else []
    return []
