"""Checks of the questions of lesson 01."""

from emlab.checks import fit_complete_data, gmm_sampling, log_likelihood, mixture_pdf
from emlab.checks.engine import Question

QUESTIONS = {
    "gmm_sampling": Question(gmm_sampling.STEPS),
    "mixture_pdf": Question(mixture_pdf.STEPS),
    "log_likelihood": Question(log_likelihood.STEPS, ("mixture_pdf",)),
    "fit_complete_data": Question(fit_complete_data.STEPS),
}
