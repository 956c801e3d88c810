"""Mistakes in running EM to its end."""

import numpy as np

from autograder.misconceptions.catalogue import mistake

QUESTION = "GMM.fit"
MANY = 250  # rounds at which a wrong rule may give up: far beyond any right one


def climb(gmm, X, done, check=True, rounds=MANY):
    """Run EM until ``done(old, new)``; the rest as it should be."""
    old = gmm.log_pdf(X).sum()
    for _ in range(rounds):
        posterior = gmm.e_step(X)
        gmm.m_step(X, posterior)
        new = gmm.log_pdf(X).sum()
        if check and new < old - 1e-9 * abs(new):
            raise ValueError("the log-likelihood decreased")
        if done(old, new):
            break
        old = new
    return posterior


@mistake(QUESTION, "one-round-only")
def one_round_only(self, X, eps=1e-8):
    posterior = self.e_step(X)
    self.m_step(X, posterior)
    return posterior


@mistake(QUESTION, "ten-rounds")
def ten_rounds(self, X, eps=1e-8):
    return climb(self, X, lambda old, new: False, rounds=10)


@mistake(QUESTION, "hundred-rounds-whatever-happens")
def hundred_rounds_whatever_happens(self, X, eps=1e-8):
    return climb(self, X, lambda old, new: False, rounds=100)


@mistake(QUESTION, "absolute-rule")
def absolute_rule(self, X, eps=1e-8):
    return climb(self, X, lambda old, new: abs(new - old) < eps)


@mistake(QUESTION, "rule-met-at-once")
def rule_met_at_once(self, X, eps=1e-8):
    return climb(self, X, lambda old, new: (new - old) / new < eps)


@mistake(QUESTION, "absolute-rule-on-the-average")
def absolute_rule_on_the_average(self, X, eps=1e-8):
    return climb(self, X, lambda old, new: abs(new - old) / len(X) < eps)


@mistake(QUESTION, "eps-ignored")
def eps_ignored(self, X, eps=1e-8):
    return climb(self, X, lambda old, new: abs(new - old) / abs(new) < 1e-8)


@mistake(QUESTION, "default-eps-too-large")
def default_eps_too_large(self, X, eps=1e-4):
    return climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)


@mistake(QUESTION, "until-nothing-changes")
def until_nothing_changes(self, X, eps=1e-8):
    return climb(self, X, lambda old, new: abs(new - old) / abs(new) < 1e-14)


@mistake(QUESTION, "old-never-renewed")
def old_never_renewed(self, X, eps=1e-8):
    old = self.log_pdf(X).sum()
    for _ in range(MANY):
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < old - 1e-9 * abs(new):
            raise ValueError("the log-likelihood decreased")
        if abs(new - old) / abs(new) < eps:
            break
    return posterior


@mistake(QUESTION, "starts-anew")
def starts_anew(self, X, eps=1e-8):
    self.__init__(self.dim, self.num_components)
    return climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)


@mistake(QUESTION, "starts-anew-each-round")
def starts_anew_each_round(self, X, eps=1e-8):
    def done(old, new):
        return abs(new - old) / abs(new) < eps

    old = self.log_pdf(X).sum()
    for _ in range(20):
        self.__init__(self.dim, self.num_components)
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if done(old, new):
            break
        old = new
    return posterior


@mistake(QUESTION, "posterior-never-renewed")
def posterior_never_renewed(self, X, eps=1e-8):
    posterior = self.e_step(X)
    old = self.log_pdf(X).sum()
    for _ in range(MANY):
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if abs(new - old) / abs(new) < eps:
            break
        old = new
    return posterior


@mistake(QUESTION, "m-step-forgotten")
def m_step_forgotten(self, X, eps=1e-8):
    old = self.log_pdf(X).sum()
    while True:
        posterior = self.e_step(X)
        new = self.log_pdf(X).sum()
        if abs(new - old) / abs(new) < eps:
            return posterior
        old = new


@mistake(QUESTION, "first-posterior-returned")
def first_posterior_returned(self, X, eps=1e-8):
    first = self.e_step(X)
    climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)
    return first


@mistake(QUESTION, "hard-labels-returned")
def hard_labels_returned(self, X, eps=1e-8):
    return climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps).argmax(axis=1)


@mistake(QUESTION, "likelihood-returned")
def likelihood_returned(self, X, eps=1e-8):
    climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)
    return self.log_pdf(X).sum()


@mistake(QUESTION, "log-densities-returned")
def log_densities_returned(self, X, eps=1e-8):
    climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)
    return self.log_pdf(X)


@mistake(QUESTION, "nothing-returned")
def nothing_returned(self, X, eps=1e-8):
    climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)


@mistake(QUESTION, "object-returned")
def object_returned(self, X, eps=1e-8):
    climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)
    return self


@mistake(QUESTION, "two-things-returned")
def two_things_returned(self, X, eps=1e-8):
    posterior = climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)
    return posterior, self.log_pdf(X).sum()


@mistake(QUESTION, "decrease-not-checked")
def decrease_not_checked(self, X, eps=1e-8):
    return climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps, check=False)


@mistake(QUESTION, "decrease-ends-quietly")
def decrease_ends_quietly(self, X, eps=1e-8):
    def done(old, new):
        return new < old or abs(new - old) / abs(new) < eps

    return climb(self, X, done, check=False)


@mistake(QUESTION, "another-kind-of-error")
def another_kind_of_error(self, X, eps=1e-8):
    def done(old, new):
        assert new >= old - 1e-9 * abs(new), "the log-likelihood decreased"
        return abs(new - old) / abs(new) < eps

    return climb(self, X, done, check=False)


@mistake(QUESTION, "increase-raises")
def increase_raises(self, X, eps=1e-8):
    def done(old, new):
        if new > old:
            raise ValueError("the log-likelihood decreased")
        return abs(new - old) / abs(new) < eps

    return climb(self, X, done, check=False)


@mistake(QUESTION, "data-changed-in-place")
def data_changed_in_place(self, X, eps=1e-8):
    X -= X.mean(axis=0)
    return climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)


@mistake(QUESTION, "data-standardised")
def data_standardised(self, X, eps=1e-8):
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    return climb(self, X, lambda old, new: abs(new - old) / abs(new) < eps)


@mistake(QUESTION, "m-step-before-e-step")
def m_step_before_e_step(self, X, eps=1e-8):
    posterior = np.full((len(X), self.num_components), 1 / self.num_components)
    old = self.log_pdf(X).sum()
    for _ in range(MANY):
        self.m_step(X, posterior)
        posterior = self.e_step(X)
        new = self.log_pdf(X).sum()
        if abs(new - old) / abs(new) < eps:
            break
        old = new
    return posterior
