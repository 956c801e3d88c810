"""What the judge says of the questions of lesson 02."""

SHAPES = {
    ("posterior_1d", "value"): "(num_components,)",
}

IDENTITIES = {
    "posterior_1d": (
        "p(z = k | x) = π_k N(x | μ_k, σ_k²) / p(x), one number for each component; the numbers sum to 1."
    ),
    "lower_bound": "the bound is Σ_k q(k) log [π_k N(x | μ_k, σ_k²) / q(k)], one number.",
    "tight_bound": (
        "the bound is Σ_n Σ_k q_n(k) log [p(x_n, k; new) / q_n(k)], one number, where q_n is the "
        "posterior of the point x_n under the parameters `old`."
    ),
}

MISTAKES = {
    "posterior_1d/not-normalised": "These are the numerators π_k N(x | μ_k, σ_k²). Divide them by their sum, which is p(x).",
    "posterior_1d/densities-only": "These are the components' densities. Multiply them by the weights, then divide by the sum of the products.",
    "posterior_1d/weights-left-out": "The weights are left out: the numerator is π_k N(x | μ_k, σ_k²).",
    "posterior_1d/weights-after-dividing": "The weights come in after dividing, so the sum is not 1 any more. Multiply by them first, then divide by the sum.",
    "posterior_1d/weights-only-below": "The weights are in the denominator and not in the numerator. They belong in both.",
    "posterior_1d/divided-by-own-density": "Each numerator is divided by its own component's density, which leaves the weights. Divide all of them by p(x), the sum of the numerators.",
    "posterior_1d/divided-by-largest": "The numerators are divided by the largest of them. Divide them by their sum.",
    "posterior_1d/hard": "You chose the most probable component. The posterior keeps the probability of each one.",
    "posterior_1d/index-of-the-largest": "You return the number of the most probable component. The probabilities of all components are asked for.",
    "posterior_1d/left-in-logs": "Your numbers are logarithms of the posterior: the last step, exp, is missing.",
    "posterior_1d/shares-of-logs": "You divided the logarithms by their sum. Divide the numerators themselves.",
    "posterior_1d/exponential-of-densities": "An exponential is taken of the numerators before dividing. They are probabilities already: divide them as they are.",
    "posterior_1d/first-component-only": "You return the first component's probability alone. One number for each component is asked for.",
    "posterior_1d/deviation-for-variance": "A root is taken of `var` on its way into the density, which asks for the variance σ² itself.",
    "posterior_1d/variance-squared": "`var` is squared on its way into the density. It is the variance σ² already.",
    "lower_bound/entropy-missing": "Your number is Σ_k q(k) log p(x, k). The division by q(k) inside the logarithm is missing.",
    "lower_bound/entropy-added-wrongly": "The sign of log q(k) is turned round: log [p(x, k) / q(k)] is log p(x, k) minus log q(k).",
    "lower_bound/ratio-upside-down": "The fraction inside the logarithm is upside down, so your number is minus the bound: p(x, k) stands above, q(k) below.",
    "lower_bound/log-density": "Your number is log p(x) itself, whatever q is. Either the logarithm is taken after the sum, or the posterior has taken the place of the q that was given.",
    "lower_bound/log-of-an-average": "The logarithm is taken after the sum. In the bound it stands inside: an average of logarithms, weighted with q.",
    "lower_bound/logarithm-missing": "The logarithm is missing, so that q cancels out and p(x) is left.",
    "lower_bound/q-missing-in-front": "The logarithms are summed with equal weight. Each of them counts q(k) times.",
    "lower_bound/q-inside-the-log": "q multiplies inside the logarithm. In front of it q weighs the terms; inside it divides.",
    "lower_bound/mean-over-components": "Your number is divided by the number of components. q sums to 1 already, so the sum is all that is needed.",
    "lower_bound/components-apart": "You return one number for each component. Sum them.",
    "lower_bound/weights-left-out": "The weights are left out of p(x, k), which is π_k N(x | μ_k, σ_k²).",
    "lower_bound/density-left-out": "The data point does not enter: p(x, k) is π_k N(x | μ_k, σ_k²), and not the weight alone.",
    "lower_bound/divergence": "Your number is KL(q ‖ posterior), the gap between log p(x) and the bound. The bound itself is asked for.",
    "lower_bound/posterior-for-joint": "Inside the logarithm stands the posterior p(k | x). The joint p(x, k) belongs there, which is not divided by p(x).",
    "lower_bound/weights-for-q": "The mixture's weights have taken the place of the q that was given.",
    "lower_bound/other-base": "The logarithm has base 2. The natural one is asked for: `np.log`.",
    "lower_bound/deviation-for-variance": "A root is taken of `var` on its way into the density, which asks for the variance σ² itself.",
    "tight_bound/old-and-new-swapped": "The roles of `old` and `new` are exchanged: q comes from `old`, and the bound is evaluated at `new`.",
    "tight_bound/q-from-new": "Your q is the posterior under `new`, so the bound touches there and your number is the log-likelihood at `new`. Take q from `old`.",
    "tight_bound/evaluated-at-old": "`new` does not enter, so your number is the log-likelihood at `old`. q comes from `old`, and p(x_n, k) from `new`.",
    "tight_bound/entropy-missing": "Your number is Σ_n Σ_k q_n(k) log p(x_n, k; new). The division by q_n(k) inside the logarithm is missing.",
    "tight_bound/divergence": "Your number is the divergence between the posteriors under `old` and `new`, which is the gap below the log-likelihood. The bound itself is asked for.",
    "tight_bound/ratio-upside-down": "The sign is turned round: p(x_n, k; new) stands above in the fraction, q_n(k) below.",
    "tight_bound/mean-over-points": "Your number is the mean over the points. The bound on the whole log-likelihood is their sum.",
    "tight_bound/points-apart": "You return one number for each point. Sum them.",
    "tight_bound/last-point-only": "Each round of the loop writes over the one before, so only the last point is left. Start from 0 and add with `+=`.",
    "tight_bound/first-point-only": "The function returns in the first round of the loop, after one point. The `return` belongs after the loop.",
    "tight_bound/one-q-for-all-points": "The first point's q is used for all points. Each point has a q of its own: compute it inside the loop.",
    "tight_bound/average-q": "One q, averaged over the points, is used for all of them. Each point has a q of its own.",
    "tight_bound/q-of-all-points-together": "Your q sums to 1 over all points and components together. Each point's q sums to 1 by itself.",
    "tight_bound/weights-for-q": "The weights of `old` are used as q. q is the posterior, which looks at the data point too.",
    "tight_bound/hard-labels": "Each point is given to its most probable component alone. q_n keeps the probability of each component.",
    "tight_bound/weights-left-out": "The weights of `new` are left out of p(x_n, k; new), which is π_k N(x_n | μ_k, σ_k²).",
    "tight_bound/weights-of-old": "p(x_n, k; new) holds the weights of `old`. All three of its parameters come from `new`.",
}
