"""Checks of the questions of lesson 02."""

from emlab.checks import lower_bound, posterior_1d, tight_bound
from emlab.checks.engine import Question

QUESTIONS = {
    "posterior_1d": Question(posterior_1d.STEPS, ("mixture_pdf",)),
    "lower_bound": Question(lower_bound.STEPS, ("mixture_pdf", "posterior_1d")),
    "tight_bound": Question(tight_bound.STEPS, ("mixture_pdf", "posterior_1d", "lower_bound")),
}
