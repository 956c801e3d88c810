"""Checks of the questions of lesson 03."""

from emlab.checks import e_step_1d, em_1d, m_step_1d
from emlab.checks.engine import Question

QUESTIONS = {
    "e_step_1d": Question(e_step_1d.STEPS, ("mixture_pdf", "posterior_1d")),
    "m_step_1d": Question(m_step_1d.STEPS),
    "em_1d": Question(em_1d.STEPS, ("log_likelihood", "e_step_1d", "m_step_1d"), em_1d.Case),
}
