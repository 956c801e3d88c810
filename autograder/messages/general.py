"""Sentences that the judge says of any question."""

from autograder.judging.verdict import CRASHED, TIMEOUT

POINTS = "{score:g} of {max_score:g} points"

MAX_TOLD = 3

RIGHT = "Everything that was asked is right."

NOT_WRITTEN = "`{name}` is not written yet."

NO_SUCH_NAME = (
    "`{name}` was not found in your notebook. Did its cell run, and is the name spelt like this?"
)


TOO_LONG = (
    "Your code did not finish in time and was stopped. Look at the loop: does its condition ever become "
    "true, and do the values that it compares change in each round?"
)


NOT_REACHED = {
    CRASHED: "The process that ran the notebook ended before it came to this question.",
    TIMEOUT: "The notebook took too long, and was stopped before it came to this question.",
}


USES_OTHERS = (
    "Your code calls {modules}. The numbers may be right, but this exercise asks for the computation in "
    "your own numpy code."
)


REPLACED = (
    "Something is replaced in this notebook that judging relies on: a function of numpy, one built into Python, or one of the grader. "
    "Restart the kernel, remove the cell that assigns to such a name (`np.sum = ...`, say), and run everything again."
)


EXPECTED = "What must hold: {identity}"

SEVERAL_CAUSES = "Several mistakes give exactly what you have; one of them is likely yours."

RAISED = "It stopped with {kind}: {text}"

RAISED_AT = "It stopped with {kind}: {text}\nThe line in `{function}`: {line}"

RAISED_SILENTLY_AT = "It stopped with {kind}.\nThe line in `{function}`: {line}"

RAISED_SILENTLY = "It stopped with {kind}."

NOTHING_RETURNED = "It returned None: is there a `return` at the end?"

NOTHING_STORED = "`{name}` is None afterwards."

NO_ATTRIBUTE = "The object has no `{name}`, or it could not be read."

NOTHING_FITTED = "No model was fitted."

NOT_A_MODEL = "What came is of type {kind}, and not one of the models that `model_class` makes."

TOO_LARGE = (
    "What came is far too large: {kind}. Where a column of shape (n, 1) meets a row of shape (n,), numpy "
    "makes a square of them."
)

NOT_AN_ARRAY = "What came is of type {kind}, and not an array of numbers."

TOGETHER = (
    "What came is a tuple, and not an array of numbers: is more returned than what was asked for?"
)

WRONG_SHAPE = "Its shape is {came} where {want} belongs."

WRONG_SHAPE_OF = "The shape of {name} is {came} where {want} belongs."

NAMES = {
    "means": "the means, one a component,",
    "covs": "the covariances, one a component,",
    "variances": "the variances",
    "parameters": "one of the parameters",
    "dims": "the dimensions of the components, one a component,",
}

ONE_NUMBER = "a single number"

NOT_SO_MANY = "{wanted} things are to be returned together (`return a, b, ...`), but what came is of type {kind}."

NOT_FINITE = "{bad} of its {total} numbers are not finite (NaN or infinity)."

VALUES_DIFFER = "The shape is right and the numbers are finite, but they are not the right ones."


CLUES = {
    "zeros": (
        "All these numbers are 0. Is something written into the array, and can it hold decimals? An "
        "array of integers, and `//`, cut them off."
    ),
    "rounded": "Your numbers are the right ones, but rounded. Leave them as they are.",
    "sign": "Your numbers have the right size and the wrong sign.",
    "offset": (
        "Your numbers are all off by one and the same amount: a term that does not depend on the data "
        "point is missing, is there twice, or has the wrong sign."
    ),
    "base": "Your numbers are the right ones, but with logarithms of another base. `np.log` is the natural one.",
    "factor": (
        "Your numbers are the right ones times one constant: look at what you divide or multiply by."
    ),
    "unfilled": (
        "A whole row, a whole column or a single place of what came is exactly 0: is every place filled, "
        "the first and the last one too?"
    ),
    "row factor": (
        "In each row your numbers are the right ones times a constant: look at what you divide each "
        "row by."
    ),
    "column factor": (
        "For each component your numbers are the right ones times a constant: look at what you divide "
        "the sums by."
    ),
    "exponential": "Your numbers are the exponentials of the right ones: a logarithm is missing.",
    "logarithm": "Your numbers are the logarithms of the right ones: an exponential is missing.",
    "diagonal": (
        "Your numbers are the right ones, but for one and the same amount on every diagonal. Nothing is "
        "added there in this exercise."
    ),
    "transpose": "Your numbers are the right ones with rows and columns exchanged.",
    "order": "Your numbers are the right ones in another order.",
    "some": "Some entries are right and others are not: look at what tells them apart, step by step.",
}


FACTS = {
    "rows": "Its rows sum to between {low:.4g} and {high:.4g}.",
    "negative": "Some of its numbers are negative.",
    "sum": "It sums to {total:.4g}.",
    "asymmetric": "It is not symmetric.",
    "indefinite": "It has an eigenvalue that is not positive.",
}


REFUSED_WRONGLY = (
    "Nothing was wrong there, and your code raised the error all the same: look at the condition before "
    "that line."
)


ERRORS = (
    (
        "could not be broadcast",
        "Two arrays met whose shapes do not fit. Print both shapes just before "
        "that line. After a sum over an axis, `keepdims=True` keeps the axis; `x[:, np.newaxis]` "
        "makes a column of x, which meets a row.",
    ),
    (
        "mismatch in its core dimension",
        "The inner sizes of a matrix product differ. Print both shapes "
        "just before that line: should one of them be transposed?",
    ),
    (
        "not aligned",
        "The inner sizes of a matrix product differ. Print both shapes just before that "
        "line: should one of them be transposed?",
    ),
    ("NoneType", "Something there is None: a function without `return` gives None."),
    (
        "'Bowl' object has no attribute",
        "The model that is handed in need not have more than the docstring names: `dim`, `num_components` "
        "and `log_pdf` are enough.",
    ),
    (
        "has no attribute",
        "The object has no attribute of that name: is it set in `__init__`, and spelt "
        "the same everywhere?",
    ),
    (
        "is not defined",
        "A name is used that no cell defines: look for a typing error, a missing `self.`, "
        "or a cell that did not run.",
    ),
    (
        "missing 1 required positional",
        "A call gives too few arguments: is `self` the first parameter of a method, and is something "
        "left out in the call?",
    ),
    (
        "positional argument",
        "A call and the `def` line disagree about the number of arguments: is `self` "
        "the first parameter of a method, and has a tuple of arguments its star, as in `f(*theta)`?",
    ),
    (
        "not callable",
        "Round brackets follow something that is no function: is a name used for two things?",
    ),
    (
        "out of bounds",
        "An index is larger than the axis is long: which axis counts data points, which components, "
        "which coordinates, and does the code take a number of them for granted?",
    ),
    (
        "has no len()",
        "A single number met code that counts entries: `np.array([x])` makes an array of it.",
    ),
    (
        "not subscriptable",
        "Square brackets follow something that has no entries, such as a single number.",
    ),
    (
        "Singular matrix",
        "A matrix that cannot be inverted was inverted: print it just before that line.",
    ),
    (
        "not positive definite",
        "A matrix that is no covariance was factorised: print it just before that line.",
    ),
    (
        "must be square",
        "A square matrix was expected there: print its shape just before that line.",
    ),
    ("recursion", "A function calls itself without end: is there a name used for two things?"),
)


SAMPLING = {
    "centre": "The average of your draws is too far from where it should be to be chance.",
    "spread": "Variances or covariances of your draws are too far from what they should be to be chance.",
    "unfilled": "A draw is exactly 0, which chance does not do: is every place of the array filled, the "
    "first and the last one too?",
    "far": "Your draws do not lie around −5 and 5: some are farther from both than the noise could take them.",
    "balance": "The two components do not come up equally often.",
    "normal": "The noise in your draws is not Gaussian: its tails are too short or too long.",
    "independent": "Neighbouring draws depend on each other; each must be drawn anew.",
    "tied": "The noise of a draw depends on its coin toss; each of the two must be drawn anew.",
    "exact": "The average of your draws, or their covariance, is exactly what only its expectation is. Draws are "
    "not adjusted afterwards: chance leaves them a little off.",
    "copies": "Many of your draws occur twice; each must be drawn anew.",
    "repeats": "Two calls gave exactly the same draws: every call must draw anew.",
    "count": (
        "How many draws come from each component does not vary from call to call as it does when each "
        "draw has its own coin toss."
    ),
}


ACCEPTED = {
    "one column": "Data with a single column went through although `dim` is larger: numpy stretches "
    "such an array without a word.",
    "a column too many": "Data with more columns than `dim` did not raise ValueError.",
    "shape": "An array of the wrong shape did not raise ValueError.",
    "negative": "A matrix whose eigenvalues are all negative did not raise ValueError.",
    "singular": "A matrix with an eigenvalue 0 did not raise ValueError: positive definite asks for every "
    "eigenvalue above 0.",
    "indefinite": "A matrix with one positive and one negative eigenvalue did not raise ValueError.",
    "all failed": "Every start failed, and no ValueError was raised.",
    "decrease": "An M-step was made to fail, the log-likelihood fell, and no ValueError was raised.",
}


RAISE_IT = (
    "Look at the condition, and at whether `raise` follows it: an error that is printed, or returned, does "
    "not stop the caller."
)

OTHER_ERROR = "There was an error, of type {kind}; a ValueError is asked for."

MOVED = {
    "X": "Your code changed the array X that it was given; work on a copy.",
    "posterior": "Your code changed the posterior that it was given; work on a copy.",
    "mean": "The mean is changed afterwards, and should be as it was.",
    "cov": "The covariance is changed afterwards, and should be as it was.",
    "weight": "The weights of the object are changed afterwards; only `m_step` may do that.",
    "means": "The means of the components are changed afterwards; only `m_step` may do that.",
    "covs": "The covariances of the components are changed afterwards; only `m_step` may do that.",
    "argument": "Your code changed an array that it was given; work on a copy.",
    "refused": "What was refused is in the object all the same: check first, then store.",
}


PARTS = {
    "dim": "`dim` is not what was asked for.",
    "num_components": "`num_components` is not what was asked for.",
    "weight": "The weights are not right.",
    "length": "`gaussian_list` holds another number of components than num_components.",
    "dims": "The components do not all have the dimension dim.",
    "mean": "The mean is not right.",
    "cov": "The covariance is not right.",
    "variances": "The variances are not right.",
    "means": "The means are not right.",
    "covs": "The covariances are not right.",
    "objects": "The components are not separate objects: several places of the list hold the same one.",
    "others moved": "When one component was given new parameters, others changed with it.",
    "trace": "The trace is not the log-likelihood at the start and after each round.",
    "model": "The model that came back is not the best of those that were fitted.",
    "models": "The number of models that were fitted is not the number of starts.",
    "alike": "Several of the starts are the same.",
    "sizes": "The models were not made with the dimension of X and the number of components that was asked for.",
    "data": "The models were fitted to other data than X.",
    "parameters": "The parameters at the end are not those of any round of EM from the given start.",
    "posterior": "The posterior that was returned belongs neither to the last E-step nor to the final "
    "parameters.",
}


ALIKE_MEANS = "Several components, or two objects, start with exactly the same mean."

STOPPED_EARLY = "The parameters are those of round {rounds} of EM; the rule asks for more rounds than that here."

STOPPED_LATE = (
    "The parameters are those of round {rounds} of EM; the rule was met some rounds before that."
)

STOPPED_NOWHERE = "Where the run ended could not be compared: its parameters are not those of EM."
