"""Mistakes in sampling from a mixture."""

import numpy as np

from autograder.misconceptions.catalogue import mistake

QUESTION = "gmm_sampling"


@mistake(QUESTION, "one-coin-for-all")
def one_coin_for_all(sample_size):
    z = np.random.binomial(1, 0.5)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(QUESTION, "counts-heads")
def counts_heads(sample_size):
    z = np.random.binomial(sample_size, 0.5)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(QUESTION, "halves-in-order")
def halves_in_order(sample_size):
    left = np.random.randn(sample_size // 2) - 5
    right = np.random.randn(sample_size - sample_size // 2) + 5
    return np.concatenate((left, right))


@mistake(QUESTION, "halves-shuffled")
def halves_shuffled(sample_size):
    left = np.random.randn(sample_size // 2) - 5
    right = np.random.randn(sample_size - sample_size // 2) + 5
    x = np.concatenate((left, right))
    np.random.shuffle(x)
    return x


@mistake(QUESTION, "alternates")
def alternates(sample_size):
    z = np.arange(sample_size) % 2
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(QUESTION, "centres-not-shifted")
def centres_not_shifted(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 10 * z


@mistake(QUESTION, "centres-too-close")
def centres_too_close(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 5 * z - 5


@mistake(QUESTION, "one-minus-missing-factor")
def one_minus_missing_factor(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + z - 5


@mistake(QUESTION, "averages-the-components")
def averages_the_components(sample_size):
    left = np.random.normal(-5, 1, sample_size)
    right = np.random.normal(5, 1, sample_size)
    return 0.5 * left + 0.5 * right


@mistake(QUESTION, "one-wide-gaussian")
def one_wide_gaussian(sample_size):
    return np.random.normal(0, np.sqrt(26), sample_size)


@mistake(QUESTION, "uniform-noise")
def uniform_noise(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.rand(sample_size) + 10 * z - 5


@mistake(QUESTION, "label-not-zero-or-one")
def label_not_zero_or_one(sample_size):
    z = np.random.rand(sample_size)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(QUESTION, "one-noise-for-all")
def one_noise_for_all(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn() + 10 * z - 5


@mistake(QUESTION, "no-noise")
def no_noise(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return 10.0 * z - 5


@mistake(QUESTION, "unequal-coin")
def unequal_coin(sample_size):
    z = np.random.randint(0, 3, sample_size) > 0
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(QUESTION, "coin-with-one-side")
def coin_with_one_side(sample_size):
    z = np.random.randint(0, 1, sample_size)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(QUESTION, "same-draws-every-time")
def same_draws_every_time(sample_size):
    np.random.seed(0)
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(QUESTION, "returns-labels-too")
def returns_labels_too(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 10 * z - 5, z
