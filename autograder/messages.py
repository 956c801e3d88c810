"""Everything that the judge says to students: whole sentences, in one place.

Another language is this module once more. Nothing here shows a hidden input, a reference or an exact
answer; what students read is what must hold, what came of their own code, and the likely cause.
"""

from autograder import clues
from autograder.beside.observation import Numbers, Raised
from autograder.beside.observe import MISSING
from autograder.verdict import CORRECT, CRASHED, NOT_ATTEMPTED, TIMEOUT

BORROWED = "borrowed"

STEPS = {
    "attempted": "written",
    "ran": "runs",
    "shape": "shape",
    "finite": "finite",
    "value": "value",
    "refusal": "refuses what does not fit",
    "purity": "leaves the rest alone",
}
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
RAISED_SILENTLY = "It stopped with {kind}."
NOTHING_RETURNED = "It returned None: is there a `return` at the end?"
NOTHING_STORED = "`{name}` is None afterwards."
NO_ATTRIBUTE = "The object has no `{name}`, or it could not be read."
NOT_AN_ARRAY = "What came is of type {kind}, and not an array of numbers."
WRONG_SHAPE = "Its shape is {came} where {want} belongs."
NOT_FINITE = "{bad} of its {total} numbers are not finite (NaN or infinity)."
VALUES_DIFFER = "The shape is right and the numbers are finite, but they are not the right ones."
UNCHANGED_VALUES = "`{name}` did not change: was the result stored in the object?"
DRAWS_WANTED = "the draws of a sample"

CLUES = {
    "sign": "Your numbers have the right size and the wrong sign.",
    "offset": (
        "Your numbers are all off by one and the same amount: a term that does not depend on the data "
        "point is missing, is there twice, or has the wrong sign."
    ),
    "factor": (
        "Your numbers are the right ones times one constant: look at what you divide or multiply by."
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

ERRORS = (
    (
        "could not be broadcast",
        "Two arrays met whose shapes do not fit. Print both shapes just before "
        "that line; after a sum over an axis, `keepdims=True` keeps the axis.",
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
        "A call gives too few arguments: is `self` the first parameter of the method?",
    ),
    (
        "positional argument",
        "A call and the `def` line disagree about the number of arguments: is `self` "
        "the first parameter of the method?",
    ),
    (
        "not callable",
        "Round brackets follow something that is no function: is a name used for two things?",
    ),
    (
        "out of bounds",
        "An index is larger than the axis is long: which axis counts data points, which "
        "components?",
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
    "balance": "The two components do not come up equally often.",
    "normal": "The noise in your draws is not Gaussian: its tails are too short or too long.",
    "independent": "Neighbouring draws depend on each other; each must be drawn anew.",
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
    "decrease": "An M-step was made to fail, the log-likelihood fell, and no ValueError was raised.",
}
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

SHAPES = {
    ("gmm_sampling", "draws"): "(sample_size,)",
    ("Gaussian.log_pdf", "value"): "(sample_size,)",
    ("Gaussian.fit", "mean"): "(dim,)",
    ("Gaussian.fit", "cov"): "(dim, dim)",
    ("Gaussian.sample", "draws"): "(sample_size, dim)",
    ("Gaussian.set_mean", "mean"): "(dim,)",
    ("Gaussian.set_cov", "cov"): "(dim, dim)",
    ("GMM.__init__", "weight"): "(num_components,)",
    ("GMM.log_pdf", "value"): "(sample_size,)",
    ("GMM.e_step", "value"): "(sample_size, num_components)",
    ("GMM.m_step", "weight"): "(num_components,)",
    ("GMM.m_step", "means"): "(dim,) for each component",
    ("GMM.m_step", "covs"): "(dim, dim) for each component",
    ("GMM.fit", "posterior"): "(sample_size, num_components)",
}

IDENTITIES = {
    "gmm_sampling": (
        "each draw is ε + 10 z − 5 with its own coin toss z, 0 or 1 with probability 1/2, and its own "
        "noise ε from N(0, 1)."
    ),
    "Gaussian.log_pdf": (
        "log N(x | μ, Σ) = −½ [d log 2π + log det Σ + (x − μ)ᵀ Σ⁻¹ (x − μ)], one number for each row "
        "of X; a ValueError when X does not have dim columns."
    ),
    "Gaussian.fit": (
        "afterwards mean is the average of the rows, and cov = Σ_n (x_n − mean)(x_n − mean)ᵀ / N, in any "
        "dimension, one included; a ValueError when X does not have dim columns."
    ),
    "Gaussian.sample": (
        "the rows are independent draws from N(mean, cov): their average tends to mean, and their "
        "covariance to cov."
    ),
    "Gaussian.set_mean": "an array of shape (dim,) becomes the mean; any other shape raises ValueError.",
    "Gaussian.set_cov": (
        "a positive definite matrix of shape (dim, dim) becomes the covariance; any other shape raises "
        "ValueError, and so does a matrix with an eigenvalue that is not above 0."
    ),
    "GMM.__init__": (
        "the object knows dim and num_components; weight holds num_components equal numbers that sum to "
        "1; gaussian_list holds num_components separate objects Gaussian(dim), each with a start of its "
        "own."
    ),
    "GMM.log_pdf": "log p(x_n) = log Σ_k π_k N(x_n | μ_k, Σ_k), one number for each row of X.",
    "GMM.e_step": (
        "posterior[n, k] = π_k N(x_n | μ_k, Σ_k) / Σ_j π_j N(x_n | μ_j, Σ_j), so that every row sums to "
        "1; the object and X stay as they are."
    ),
    "GMM.m_step": (
        "with N_k = Σ_n r_nk: π_k = N_k / N, μ_k = Σ_n r_nk x_n / N_k, and "
        "Σ_k = Σ_n r_nk (x_n − μ_k)(x_n − μ_k)ᵀ / N_k around the new μ_k."
    ),
    "GMM.fit": (
        "E-step and M-step alternate from the parameters that the object has, until "
        "|ℓ_new − ℓ_old| / |ℓ_new| < eps for the total log-likelihood ℓ; a real decrease raises "
        "ValueError; the posterior is returned."
    ),
}

PARTS = {
    "dim": "`dim` is not what was asked for.",
    "num_components": "`num_components` is not what was asked for.",
    "weight": "The weights are not right.",
    "length": "`gaussian_list` holds another number of components than num_components.",
    "dims": "The components do not all have the dimension dim.",
    "mean": "The mean is not right.",
    "cov": "The covariance is not right.",
    "means": "The means are not right.",
    "covs": "The covariances are not right.",
    "objects": "The components are not separate objects: several places of the list hold the same one.",
    "others moved": "When one component was given new parameters, others changed with it.",
    "parameters": "The parameters at the end are not those of any round of EM from the given start.",
    "posterior": "The posterior that was returned belongs neither to the last E-step nor to the final "
    "parameters.",
}
ALIKE_MEANS = "Several components, or two objects, start with exactly the same mean."
STOPPED_EARLY = "The parameters are those of EM after {rounds} rounds; the rule asks for more rounds than that here."
STOPPED_LATE = "The parameters are those of EM after {rounds} rounds; the rule was met some rounds before that."
STOPPED_NOWHERE = "Where the run ended could not be compared: its parameters are not those of EM."

MISTAKES = {
    "gmm_sampling/one-coin-for-all": "One coin was tossed for the whole sample, so all draws come from the same component. Each draw needs a toss of its own.",
    "gmm_sampling/counts-heads": "z counts the heads of many tosses. Each draw needs one toss, which is 0 or 1.",
    "gmm_sampling/halves-in-order": "The first half of your sample comes from one component and the second half from the other. Which component a draw comes from must be random, draw by draw.",
    "gmm_sampling/halves-shuffled": "Exactly half of your draws come from each component, in a random order. With a coin toss for each draw, that number varies.",
    "gmm_sampling/alternates": "Your draws take turns between the components. Which component a draw comes from must be random.",
    "gmm_sampling/centres-not-shifted": "Your components lie around 0 and 10: look at the shift by 5.",
    "gmm_sampling/centres-too-close": "Your components lie around −5 and 0: look at the factor of z.",
    "gmm_sampling/one-minus-missing-factor": "Your components lie around −5 and −4: z is not multiplied by anything.",
    "gmm_sampling/averages-the-components": "You averaged a draw of each component. A mixture averages the densities; a draw comes from one component or the other.",
    "gmm_sampling/one-wide-gaussian": "Your draws are those of one wide Gaussian with the mixture's mean and variance. A mixture has two bumps.",
    "gmm_sampling/uniform-noise": "The noise is uniform on [0, 1]. It should be Gaussian: compare `rand` with `randn`.",
    "gmm_sampling/label-not-zero-or-one": "z takes every value between 0 and 1. It should be 0 or 1 and nothing between.",
    "gmm_sampling/one-noise-for-all": "All draws share one noise value. Each draw needs noise of its own.",
    "gmm_sampling/no-noise": "Your draws are the two centres themselves: the noise is missing.",
    "gmm_sampling/unequal-coin": "The two components do not come up equally often: look at how z is drawn.",
    "gmm_sampling/coin-with-one-side": "z is always 0. Look at the upper end of the range it is drawn from: numpy leaves it out.",
    "gmm_sampling/same-draws-every-time": "The generator is seeded inside the function, so each call gives the same draws. Seed once, outside.",
    "gmm_sampling/returns-labels-too": "The function returns two things. Only the draws are asked for.",
    "Gaussian.log_pdf/no-log-determinant": "The log-determinant of the covariance is missing: a wide Gaussian must be lower than a narrow one.",
    "Gaussian.log_pdf/log-determinant-sign": "The log-determinant has the wrong sign: a wide Gaussian must be lower than a narrow one.",
    "Gaussian.log_pdf/log-determinant-not-halved": "The log-determinant is not halved: the density divides by the square root of the determinant.",
    "Gaussian.log_pdf/determinant-without-log": "The determinant itself stands where its logarithm belongs.",
    "Gaussian.log_pdf/no-half-in-exponent": "The factor ½ of the squared distance is missing.",
    "Gaussian.log_pdf/exponent-sign": "The squared distance is added, so the density grows away from the mean. Look at its sign.",
    "Gaussian.log_pdf/no-two-pi": "The term with 2π is missing.",
    "Gaussian.log_pdf/two-pi-without-dimension": "The term with 2π is that of one dimension: it comes once for each dimension.",
    "Gaussian.log_pdf/two-pi-not-halved": "The term with 2π is not halved: the density divides by the square root of its power.",
    "Gaussian.log_pdf/pi-without-two": "The logarithm of π stands where that of 2π belongs.",
    "Gaussian.log_pdf/half-on-the-first-term-only": "The factor ½ reaches only the term with 2π. Look at the brackets: it belongs to all three terms.",
    "Gaussian.log_pdf/power-on-the-log": "The logarithm is raised to the power d. It is 2π that is: its logarithm comes d times.",
    "Gaussian.log_pdf/covariance-not-inverted": "The covariance stands in the exponent where its inverse belongs.",
    "Gaussian.log_pdf/reciprocal-of-every-entry": "Each entry of the covariance was inverted on its own. The inverse of a matrix is something else.",
    "Gaussian.log_pdf/deviation-for-variance": "The covariance is used as if it were a standard deviation: it is squared once more.",
    "Gaussian.log_pdf/variance-for-deviation": "A factor (root) of the covariance is used as if it were the covariance itself.",
    "Gaussian.log_pdf/quadratic-form-not-squared": "The distance to the mean is there, but its square belongs in the exponent.",
    "Gaussian.log_pdf/elementwise-for-matrix-product": "The quadratic form multiplies element by element with `*` where a matrix product `@` is needed.",
    "Gaussian.log_pdf/variances-only": "Only the diagonal of the covariance is used, as if the coordinates were independent.",
    "Gaussian.log_pdf/variances-in-the-exponent-only": "The exponent uses only the diagonal of the covariance, as if the coordinates were independent.",
    "Gaussian.log_pdf/covariance-ignored": "The covariance is not used: these are the values for the identity matrix.",
    "Gaussian.log_pdf/mean-not-subtracted": "The mean is not subtracted from the data.",
    "Gaussian.log_pdf/density-not-logged": "This is the density. Its logarithm is asked for.",
    "Gaussian.log_pdf/log-base-ten": "This is the logarithm to base 10. The natural one, `np.log`, is asked for.",
    "Gaussian.log_pdf/sums-over-the-data": "The values of all data points are added up. One number for each row of X is asked for: look at the axis of the sum.",
    "Gaussian.log_pdf/all-pairs-of-points": "The product of the whole data matrix with itself pairs each point with each other one. Only the pairs of a point with itself are needed.",
    "Gaussian.log_pdf/column-of-values": "The values come as a column of shape (sample_size, 1): one axis too many.",
    "Gaussian.log_pdf/first-point-only": "Only the first data point is evaluated: is the `return` inside the loop?",
    "Gaussian.log_pdf/factor-kept-from-first-call": "Something computed from the covariance is kept from the first call and used again after the covariance has changed. Compute it anew, or whenever the covariance is set.",
    "Gaussian.log_pdf/dimension-not-checked": "Data of the wrong width is not refused: compare X.shape[1] with dim first, since numpy may stretch such an array without a word.",
    "Gaussian.log_pdf/data-changed-in-place": "The mean is subtracted from X itself, with `-=` or into X. Keep the difference in a new array.",
    "Gaussian.fit/n-minus-one": "The covariance is divided by N − 1. Maximum likelihood divides by N.",
    "Gaussian.fit/numpy-divides-by-n-minus-one": "`np.cov` divides by N − 1 unless told otherwise, and gives a single number for one column. Maximum likelihood divides by N, and cov is a matrix in every dimension.",
    "Gaussian.fit/not-divided": "The covariance is a sum and not an average: it is not divided by N.",
    "Gaussian.fit/not-centred": "The mean is not subtracted before the products are summed.",
    "Gaussian.fit/old-mean-in-covariance": "The covariance is taken around the mean that the object had before. Set the new mean first.",
    "Gaussian.fit/one-mean-for-all-columns": "One average is taken over all columns together. Each column has its own.",
    "Gaussian.fit/one-number-for-the-mean": "The mean is one number for all columns together: look at the axis of the average.",
    "Gaussian.fit/mean-as-a-row": "The mean is a row of shape (1, dim): one axis too many.",
    "Gaussian.fit/mean-over-wrong-axis": "The mean is taken over the columns of each row: look at the axis.",
    "Gaussian.fit/median-for-mean": "The middle value of each column stands where its average belongs.",
    "Gaussian.fit/variances-only": "Only the variances are computed; the covariances off the diagonal are 0.",
    "Gaussian.fit/vector-of-variances": "cov holds the variances as a vector. A matrix, with the covariances off the diagonal, is asked for.",
    "Gaussian.fit/points-by-points": "The product goes over the coordinates and leaves one row for each data point. It should go over the data points: exchange the factors' roles.",
    "Gaussian.fit/deviations-for-variances": "The diagonal holds standard deviations, and all else is 0. A covariance matrix is asked for.",
    "Gaussian.fit/correlation-for-covariance": "These are correlations: the columns were divided by their deviations.",
    "Gaussian.fit/factor-for-covariance": "This is a factor (root) of the covariance, and not the covariance itself.",
    "Gaussian.fit/rows-taken-for-columns": "The rows of X were taken for the variables: look at which way round `np.cov` reads its argument.",
    "Gaussian.fit/scalar-in-one-dimension": "For data with one column cov is a single number. It should be a matrix of shape (1, 1): `np.cov` drops the axes there.",
    "Gaussian.fit/covariance-forgotten": "The mean is set, but cov is as it was.",
    "Gaussian.fit/returned-not-stored": "The object is as it was: results are returned, or kept in local names, and not stored in self.mean and self.cov.",
    "Gaussian.fit/dimension-not-checked": "Data of the wrong width is not refused: compare X.shape[1] with dim first.",
    "Gaussian.fit/data-changed-in-place": "The mean is subtracted from X itself, with `-=` or into X. Keep the difference in a new array.",
    "Gaussian.sample/mean-forgotten": "The draws lie around 0: the mean is not added.",
    "Gaussian.sample/covariance-ignored": "The draws have the identity as covariance: cov is not used.",
    "Gaussian.sample/covariance-for-its-root": "The noise is multiplied by the covariance itself, which makes its square the covariance of the draws. A root of it is needed.",
    "Gaussian.sample/factor-not-transposed": "The factor of the covariance is used the wrong way round: for noise in rows, the other order of rows and columns is needed.",
    "Gaussian.sample/root-of-every-entry": "The square root of each entry is not a root of the matrix.",
    "Gaussian.sample/coordinates-drawn-apart": "The coordinates are drawn independently: the variances are right, and the covariances are 0.",
    "Gaussian.sample/variance-for-deviation": "The coordinates are drawn independently, with the variance where `np.random.normal` wants the deviation.",
    "Gaussian.sample/not-rotated-back": "The noise is stretched by the roots of the eigenvalues, but not turned to the eigenvectors.",
    "Gaussian.sample/eigenvalues-not-rooted": "The noise is stretched by the eigenvalues. Their roots are the deviations along the axes.",
    "Gaussian.sample/inverse-factor": "The noise is multiplied by the inverse of the factor. That is the way from draws to noise.",
    "Gaussian.sample/uniform-noise": "The noise is uniform on [0, 1]. It should be Gaussian: compare `rand` with `randn`.",
    "Gaussian.sample/one-draw-repeated": "All rows are the same draw. Each row needs noise of its own.",
    "Gaussian.sample/one-number-for-all-coordinates": "Within a row, all coordinates share one noise value. Each coordinate needs its own.",
    "Gaussian.sample/same-draws-every-time": "The generator is seeded inside the method, so each call gives the same draws. Seed once, outside.",
    "Gaussian.sample/one-draw-only": "One draw is returned, whatever sample_size is.",
    "Gaussian.sample/rows-and-columns-exchanged": "Rows and columns are exchanged: each draw should be a row.",
    "Gaussian.sample/standardises": "The mean is subtracted from the noise, which is the way from draws to noise. It is added at the end.",
    "Gaussian.set_mean/never-refuses": "Nothing is refused: an array of any other shape must raise ValueError. Printing a message, or returning, does not stop the caller.",
    "Gaussian.set_mean/checks-the-length-only": "Only `len` is compared, so a column of shape (dim, 1) goes through. Compare the whole shape.",
    "Gaussian.set_mean/checks-the-size-only": "Only the number of entries matters, so rows and columns go through. Compare the whole shape.",
    "Gaussian.set_mean/checks-the-last-axis-only": "Only the last axis is compared, so a row of shape (1, dim) goes through. Compare the whole shape.",
    "Gaussian.set_mean/checks-the-number-of-axes-only": "Only the number of axes is checked, so a vector of another length goes through. Compare the whole shape.",
    "Gaussian.set_mean/not-stored": "The mean of the object is as it was: a local name is not an attribute.",
    "Gaussian.set_mean/stored-before-checked": "A mean of the wrong shape is refused, and stored all the same. Check first, then store.",
    "Gaussian.set_mean/added-to-the-old": "The new mean is added to the old one. It should take its place.",
    "Gaussian.set_mean/always-refuses": "Every mean is refused, a right one too. A shape is a tuple: compare it with a tuple.",
    "Gaussian.set_mean/another-kind-of-error": "A wrong shape raises an error of another kind, perhaps from `assert`. ValueError is asked for.",
    "Gaussian.set_cov/never-refuses": "Nothing is refused: a wrong shape, and a matrix that is not positive definite, must raise ValueError.",
    "Gaussian.set_cov/definiteness-not-checked": "Only the shape is checked. A matrix that is not positive definite must raise ValueError too.",
    "Gaussian.set_cov/determinant-for-definiteness": "The sign of the determinant does not tell: two negative eigenvalues give a positive one. Every eigenvalue must be above 0.",
    "Gaussian.set_cov/invertible-for-definite": "That a matrix has an inverse does not make it positive definite. Every eigenvalue must be above 0.",
    "Gaussian.set_cov/singular-let-through": "A matrix with an eigenvalue 0 goes through. Positive definite asks for every eigenvalue above 0.",
    "Gaussian.set_cov/diagonal-for-definiteness": "A positive diagonal does not make a matrix positive definite. Every eigenvalue must be above 0.",
    "Gaussian.set_cov/entries-for-eigenvalues": "The entries of the matrix are tested for their sign. A covariance may hold negative entries; its eigenvalues must be above 0.",
    "Gaussian.set_cov/any-eigenvalue-will-do": "One positive eigenvalue is enough for your test. All of them must be above 0: compare `any` with `all`.",
    "Gaussian.set_cov/symmetric-for-definite": "Symmetry is tested, but a symmetric matrix need not be positive definite.",
    "Gaussian.set_cov/shape-not-checked": "A matrix of the wrong shape goes through when its eigenvalues are positive. Compare its shape with (dim, dim) first.",
    "Gaussian.set_cov/square-for-shape": "Any square matrix goes through. Compare its shape with (dim, dim).",
    "Gaussian.set_cov/inverse-stored": "The inverse is stored as cov.",
    "Gaussian.set_cov/factor-stored": "A factor (root) of the covariance is stored as cov, perhaps the result of the test for definiteness.",
    "Gaussian.set_cov/not-stored": "The covariance of the object is as it was: a local name is not an attribute.",
    "Gaussian.set_cov/stored-before-checked": "A matrix that is no covariance is refused, and stored all the same. Check first, then store.",
    "Gaussian.set_cov/diagonal-stored": "Only the diagonal is stored; the covariances off it are 0.",
    "Gaussian.set_cov/test-upside-down": "The test is upside down: positive definite matrices are refused.",
    "Gaussian.set_cov/false-instead-of-raising": "A bad covariance is met with a return. A ValueError is asked for, which the caller cannot overlook.",
    "GMM.__init__/one-object-many-times": "gaussian_list holds the same object several times, as `[...] * num_components` makes it: moving one component moves all.",
    "GMM.__init__/weights-not-normalised": "Each weight is 1. They should be equal and sum to 1.",
    "GMM.__init__/weights-zero": "The weights are 0. They should be equal and sum to 1.",
    "GMM.__init__/weights-over-dimensions": "The weights are 1 divided by dim. There is one for each component.",
    "GMM.__init__/weight-a-single-number": "weight is a single number. It should be an array with one entry for each component.",
    "GMM.__init__/weights-random": "The weights are random. They should be equal at the start.",
    "GMM.__init__/sizes-exchanged": "dim and num_components are exchanged: look at the order of the parameters.",
    "GMM.__init__/component-of-wrong-dimension": "The components are made with num_components as their dimension.",
    "GMM.__init__/as-many-components-as-dimensions": "There are as many components as dimensions. num_components says how many there should be.",
    "GMM.__init__/one-component-missing": "One component is missing: look at where the loop starts and ends.",
    "GMM.__init__/sizes-not-stored": "The object does not keep dim and num_components: a parameter is not an attribute.",
    "GMM.__init__/weight-not-stored": "The object has no attribute `weight`: look at its spelling.",
    "GMM.__init__/components-not-stored": "The object has no attribute `gaussian_list`: a local name is not an attribute.",
    "GMM.__init__/classes-for-objects": "gaussian_list holds the class itself. Call it with dim to make an object.",
    "GMM.__init__/same-start-every-time": "The generator is seeded inside `__init__`, so every object has the same start, and many starts are one. Seed once, outside.",
    "GMM.__init__/same-start-for-all": "All components start with the same mean, and EM could never tell them apart. Each needs a random start of its own.",
    "GMM.log_pdf/sum-of-logs": "This is the weighted sum of logarithms. The logarithm of the weighted sum is asked for.",
    "GMM.log_pdf/sum-of-joint-logs": "This adds the logarithms of weight times density over the components. First add, then take the logarithm.",
    "GMM.log_pdf/sum-of-component-logs": "This adds the log densities of the components. First weight and add the densities, then take the logarithm.",
    "GMM.log_pdf/averaged-over-components": "The weighted densities are averaged over the components. The weights are there already: a sum is needed.",
    "GMM.log_pdf/weights-omitted": "The weights are missing: the densities are added as they are.",
    "GMM.log_pdf/weights-uniform": "The densities are averaged with equal weights: self.weight is not used.",
    "GMM.log_pdf/weight-outside-the-log": "The weight itself is added to a log density. A factor becomes the sum of logarithms: its logarithm must be added.",
    "GMM.log_pdf/log-of-negative-numbers": "The logarithm is taken of a weighted sum of log densities. Gaussian.log_pdf gives logarithms: exponentiate before you weight and add.",
    "GMM.log_pdf/density-not-logged": "This is the density. Its logarithm is asked for.",
    "GMM.log_pdf/largest-for-sum": "Only the largest term is used. All components must be added.",
    "GMM.log_pdf/last-component-only": "Only the last component is used: is the result written over in each round of the loop?",
    "GMM.log_pdf/component-forgotten": "The first component is left out: look at where the loop starts.",
    "GMM.log_pdf/summed-over-the-data": "The sum goes over the data points. It should go over the components: look at the axis.",
    "GMM.log_pdf/total-over-the-data": "The values of all data points are added up. One number for each row of X is asked for.",
    "GMM.log_pdf/column-of-values": "The values come as a column of shape (sample_size, 1): one axis too many.",
    "GMM.log_pdf/not-summed": "The components are still apart: there is a column for each. They must be added before the logarithm.",
    "GMM.log_pdf/nothing-returned": "The result is not returned: is there a `return` at the end?",
    "GMM.e_step/weights-omitted": "The weights are missing: the posterior is computed as if all components were equally likely beforehand.",
    "GMM.e_step/weights-squared": "The weights come in twice.",
    "GMM.e_step/weights-after-dividing": "The rows do not sum to 1, since the sum that you divide by lacks the weights. They belong in it as in the numerator.",
    "GMM.e_step/weight-outside-the-log": "The weight itself is added to a log density. A factor becomes the sum of logarithms: its logarithm must be added.",
    "GMM.e_step/not-divided": "These are the numerators: each row must still be divided by its sum.",
    "GMM.e_step/columns-sum-to-one": "The columns sum to 1 and the rows do not: look at the axis of the sum.",
    "GMM.e_step/everything-sums-to-one": "All numbers together sum to 1. Each row should: look at the axis of the sum.",
    "GMM.e_step/keepdims-missing": "The row sums have shape (sample_size,), which does not line up with the rows. Keep the summed axis.",
    "GMM.e_step/only-the-sum-is-weighted": "The sum that you divide by has the weights, and the numerator does not.",
    "GMM.e_step/hard-assignment": "Each point is given to one component entirely. The posterior keeps the doubt: look for an argmax or a rounding.",
    "GMM.e_step/labels-for-posterior": "These are labels, one for each point. The probability of each component is asked for.",
    "GMM.e_step/left-in-logs": "This is the logarithm of the posterior: it is not exponentiated at the end.",
    "GMM.e_step/logs-divided": "Logarithms of weight times density are divided by their sum. Exponentiate first, then divide.",
    "GMM.e_step/densities-not-exponentiated": "Gaussian.log_pdf gives logarithms, and they are used as if they were densities.",
    "GMM.e_step/divided-by-log-density": "The numerators are divided by the log density of the mixture. Its density is needed there.",
    "GMM.e_step/equal-for-all-components": "Every component gets the same probability at every point: the data play no part.",
    "GMM.e_step/prior-for-posterior": "Each row is the weights themselves: the data play no part.",
    "GMM.e_step/transposed": "Rows and columns are exchanged: a row is a data point, a column a component.",
    "GMM.e_step/last-component-only": "Only the last component is filled in: is a column written over in each round of the loop?",
    "GMM.e_step/weights-changed": "The E-step changes the weights of the object. Only the M-step may do that.",
    "GMM.e_step/nothing-returned": "The posterior is not returned: is there a `return` at the end?",
    "GMM.m_step/means-divided-by-n": "The means are divided by N, the number of data. Each is an average with the weights r_nk: divide by N_k.",
    "GMM.m_step/all-divided-by-n": "Means and covariances are divided by N, the number of data. Each is an average with the weights r_nk: divide by N_k.",
    "GMM.m_step/covariance-divided-by-n": "The covariances are divided by N, the number of data. Each is an average with the weights r_nk: divide by N_k.",
    "GMM.m_step/covariance-not-divided": "The covariances are sums and not averages: they are not divided by N_k.",
    "GMM.m_step/n-minus-one": "The covariances are divided by N_k − 1. Maximum likelihood divides by N_k.",
    "GMM.m_step/old-mean-in-covariance": "The covariances are taken around the means of before. The new means belong there.",
    "GMM.m_step/global-mean-in-covariance": "The covariances are taken around the mean of all data. Each component has its own mean.",
    "GMM.m_step/mean-not-subtracted": "The mean is not subtracted before the products are summed.",
    "GMM.m_step/elementwise-square": "Only the variances are computed, element by element; the covariances off the diagonal are 0. An outer product of the difference with itself is needed.",
    "GMM.m_step/vector-of-variances": "Each cov is a vector of variances. A matrix is needed: the outer product of the difference with itself.",
    "GMM.m_step/points-by-points": "The product goes over the coordinates and leaves one row for each data point. It should go over the data points: exchange the factors' roles.",
    "GMM.m_step/deviation-for-variance": "The diagonal holds standard deviations. Variances, with the covariances beside them, are asked for.",
    "GMM.m_step/inner-product": "Each cov is a single number, an inner product. The outer product of the difference with itself is needed.",
    "GMM.m_step/covariance-unweighted": "The covariances do not use the posterior: every point counts fully for every component.",
    "GMM.m_step/sum-unweighted-divided-by-nk": "The covariances are divided by N_k, but their sums do not weight the points with the posterior.",
    "GMM.m_step/global-covariance": "Each component gets the covariance of all data.",
    "GMM.m_step/pooled-covariance": "All components share one covariance. Each has its own.",
    "GMM.m_step/posterior-squared-in-covariance": "The posterior comes in squared in the covariances: is the weighted difference multiplied with itself?",
    "GMM.m_step/means-unweighted": "Each component gets the mean of all data: the posterior is not used.",
    "GMM.m_step/means-not-divided": "The means are sums and not averages: they are not divided by N_k.",
    "GMM.m_step/weights-not-updated": "The weights are as they were before.",
    "GMM.m_step/weights-not-normalised": "The weights are the sums N_k and do not sum to 1.",
    "GMM.m_step/weights-over-components": "The sums N_k are divided by the number of components. The number of data belongs there.",
    "GMM.m_step/weights-from-rows": "The posterior is averaged over the components, one number for each data point: look at the axis.",
    "GMM.m_step/weights-uniform": "The weights are set to equal values. They follow from the posterior.",
    "GMM.m_step/weights-from-hard-counts": "The weights count the points whose largest posterior is that component's. The posterior itself should be averaged.",
    "GMM.m_step/hard-assignment": "Each point is given to one component entirely, as in k-means. It should count for each component as far as the posterior says.",
    "GMM.m_step/ridge-added": "Something small is added to the covariances. The exact maximiser is asked for; lesson 06 tells when such a guard helps.",
    "GMM.m_step/covariances-not-updated": "The covariances are as they were before.",
    "GMM.m_step/means-not-updated": "The means are as they were before.",
    "GMM.m_step/old-mean-throughout": "The means are as they were before, and the covariances are taken around them.",
    "GMM.m_step/last-component-for-all": "All components get the parameters of the last one: is something written over in each round of the loop?",
    "GMM.m_step/only-the-last-component": "Only the last component is updated: are the lines that store the result outside the loop?",
    "GMM.m_step/own-e-step-inside": "The posterior that was given is not used; a new one is computed inside.",
    "GMM.m_step/posterior-changed-in-place": "The posterior that was given is changed, perhaps by `/=`. Work on a copy: the caller still needs it.",
    "GMM.m_step/data-changed-in-place": "X itself is changed, perhaps by `-=`. Keep the difference in a new array.",
    "GMM.m_step/returned-not-stored": "The object is as it was: results are returned, or kept in local names, and not stored.",
    "GMM.fit/one-round-only": "One round is done and no more: is the `return` inside the loop, or the loop missing?",
    "GMM.fit/ten-rounds": "A fixed number of rounds is done, which ends before the rule is met.",
    "GMM.fit/hundred-rounds-whatever-happens": "A fixed number of rounds is done, without looking at the rule.",
    "GMM.fit/rule-met-at-once": "The rule is met in the first round: the log-likelihood is negative, so a quotient without `abs` is too; or the comparison is the wrong way round.",
    "GMM.fit/absolute-rule": "The change itself is compared with eps. It should be divided by the size of the log-likelihood first.",
    "GMM.fit/absolute-rule-on-the-average": "The change of the average log-likelihood is compared with eps. It should be divided by the size of the log-likelihood first.",
    "GMM.fit/eps-ignored": "The number 1e-8 is fixed in the code: the argument eps plays no part.",
    "GMM.fit/default-eps-too-large": "The default of eps is not 1e-8.",
    "GMM.fit/until-nothing-changes": "The loop goes on until nothing changes any more: the argument eps plays no part.",
    "GMM.fit/old-never-renewed": "The new log-likelihood is always compared with that of the start: the old one must be renewed in each round.",
    "GMM.fit/starts-anew": "The parameters are drawn anew at the beginning. The run should start from those that the object has.",
    "GMM.fit/starts-anew-each-round": "The parameters are drawn anew in each round, so nothing is learnt from the round before.",
    "GMM.fit/posterior-never-renewed": "The posterior is computed once, before the loop. Each round needs a new one.",
    "GMM.fit/m-step-forgotten": "The parameters are as they were: the M-step is not called.",
    "GMM.fit/first-posterior-returned": "The posterior that is returned is the first one. The last one is asked for.",
    "GMM.fit/hard-labels-returned": "Labels are returned. The posterior is asked for.",
    "GMM.fit/likelihood-returned": "The log-likelihood is returned. The posterior is asked for.",
    "GMM.fit/log-densities-returned": "The log densities are returned. The posterior is asked for.",
    "GMM.fit/nothing-returned": "Nothing is returned. The posterior is asked for.",
    "GMM.fit/object-returned": "The object is returned. The posterior is asked for.",
    "GMM.fit/two-things-returned": "Two things are returned. Only the posterior is asked for.",
    "GMM.fit/decrease-not-checked": "A decrease of the log-likelihood goes unnoticed, or is only printed.",
    "GMM.fit/decrease-ends-quietly": "A decrease of the log-likelihood ends the loop as if all were well.",
    "GMM.fit/another-kind-of-error": "A decrease of the log-likelihood raises an error of another kind, perhaps from `assert`. ValueError is asked for.",
    "GMM.fit/increase-raises": "An increase of the log-likelihood is taken for a decrease: look at which of the two is the new one.",
    "GMM.fit/data-changed-in-place": "X itself is changed, perhaps by `-=`. Fit the data as they are.",
    "GMM.fit/data-standardised": "The data are standardised first, so the parameters are those of other data.",
    "GMM.fit/m-step-before-e-step": "The first M-step uses a posterior that does not come from an E-step, and the start is lost.",
}


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
        return RIGHT
    if outcome == NOT_ATTEMPTED:
        return _not_written(question, result)
    told = [EXPECTED.format(identity=IDENTITIES[question.id])]
    if outcome == TIMEOUT:
        return "\n".join([*told, TOO_LONG])
    if result.observation.borrowed:
        return "\n".join(
            [*told, USES_OTHERS.format(modules=", ".join(result.observation.borrowed))]
        )
    mark = result.failed[0]
    told += _came(question, mark)
    if known:
        told += [SEVERAL_CAUSES] if len(known) > 1 else []
        told += [MISTAKES[name] for name in known[:MAX_TOLD]]
    else:
        told += _clue(mark)
    return "\n".join(told)


def _not_written(question, result):
    name = question.id.rpartition(".")[2]
    for mark in result.failed:
        if isinstance(mark.seen, Raised) and mark.seen.kind == MISSING:
            return NO_SUCH_NAME.format(name=mark.seen.text)
    return NOT_WRITTEN.format(name=name)


def _came(question, mark):
    """Say what came, for the first thing that is wrong."""
    seen, name = mark.seen, getattr(mark.check, "name", "")
    if mark.step == "refusal":
        return _refusal(mark)
    if mark.step == "purity":
        return [MOVED.get(thing, MOVED["argument"]) for thing in seen]
    if mark.step == "ran":
        return [_raised(seen)]
    if mark.step == "shape":
        return [_shape(question, mark, name)]
    if mark.step == "finite":
        bad = sum(not abs(x) < float("inf") for x in seen.array.ravel().tolist())
        return [NOT_FINITE.format(bad=bad, total=seen.array.size)]
    return _wrong_values(mark, name)


def _raised(error):
    if error.line:
        return RAISED_AT.format(
            kind=error.kind, text=error.text, function=error.function, line=error.line
        )
    if error.text:
        return RAISED.format(kind=error.kind, text=error.text)
    return RAISED_SILENTLY.format(kind=error.kind)


def _refusal(mark):
    name = str(mark.want)
    told = [ACCEPTED[name] if name in ACCEPTED else ACCEPTED["shape"]]
    if isinstance(mark.seen, Raised):
        told = [OTHER_ERROR.format(kind=mark.seen.kind)]
    return told


def _shape(question, mark, name):
    seen = mark.seen
    returned = name in ("value", "draws", "posterior")
    if isinstance(seen, Numbers):
        want = SHAPES.get((question.id, name), "()")
        return WRONG_SHAPE.format(came=seen.array.shape, want=want)
    kind = getattr(seen, "kind", "NoneType")
    if kind == "NoneType":
        return NOTHING_RETURNED if returned else NOTHING_STORED.format(name=name)
    if kind == "nothing":
        return NO_ATTRIBUTE.format(name=name)
    return NOT_AN_ARRAY.format(kind=kind)


def _wrong_values(mark, name):
    seen = mark.seen
    if name == "draws":
        return [SAMPLING[mark.want]]
    if name == "rounds":
        return [_rounds(mark)]
    told = [PARTS.get(name, VALUES_DIFFER)]
    if name == "starts":
        return [ALIKE_MEANS]
    facts = clues.facts(name, seen.array) if isinstance(seen, Numbers) else {}
    return told + [FACTS[fact].format(**numbers) for fact, numbers in facts.items()]


def _rounds(mark):
    if mark.seen is None:
        return STOPPED_NOWHERE
    early = mark.seen < mark.want.window().start
    return (STOPPED_EARLY if early else STOPPED_LATE).format(rounds=mark.seen)


def _clue(mark):
    """Guess at the cause where no known mistake fits."""
    if isinstance(mark.seen, Raised) and mark.step == "ran":
        return [hint for piece, hint in ERRORS if piece in mark.seen.text][:1]
    both = isinstance(mark.seen, Numbers) and isinstance(mark.want, Numbers)
    if both and mark.step == "value":
        clue = clues.find(mark.seen.array, mark.want.array)
        return [CLUES[clue]] if clue else []
    return []
