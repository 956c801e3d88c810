"""What the judge says of the questions of lesson 01."""

SHAPES = {
    ("mixture_pdf", "value"): "(sample_size,)",
    ("fit_complete_data", "weight"): "(num_components,)",
    ("fit_complete_data", "means"): "(num_components,)",
    ("fit_complete_data", "variances"): "(num_components,)",
    ("gmm_sampling", "draws"): "(sample_size,)",
}

IDENTITIES = {
    "mixture_pdf": "p(x_n) = Σ_k π_k N(x_n | μ_k, σ_k²), one number for each entry of x.",
    "log_likelihood": "ℓ = Σ_n log p(x_n), one number for the whole data set.",
    "fit_complete_data": (
        "weight holds each group's share of the data, mean its average, and var the average of "
        "(x_n − μ_k)² over the points of the group alone; all three are returned, in this order."
    ),
    "gmm_sampling": (
        "each draw is ε + 10 z − 5 with its own coin toss z, 0 or 1 with probability 1/2, and its own "
        "noise ε from N(0, 1)."
    ),
}

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
}
