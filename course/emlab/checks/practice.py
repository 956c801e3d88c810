"""Checks of the questions of lesson 06."""

from emlab.checks import best_of, criterion, log_sum_exp, stable_mixture
from emlab.checks.engine import Question

_MADE = ("Gaussian.log_pdf", "GMM.__init__", "log_sum_exp")

QUESTIONS = {
    "log_sum_exp": Question(log_sum_exp.STEPS),
    "StableGMM.log_pdf": Question(stable_mixture.LOG_PDF, _MADE),
    "StableGMM.e_step": Question(stable_mixture.E_STEP, (*_MADE, "StableGMM.log_pdf")),
    "fit_best_of": Question(best_of.STEPS, subject=best_of.Case),
    "bic": Question(criterion.STEPS),
}
