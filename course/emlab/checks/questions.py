"""Every question that has checks, in course order, with the questions its steps build on."""

from emlab.checks import (
    em,
    gaussian_fit,
    gaussian_log_pdf,
    gaussian_sample,
    gaussian_setters,
    gmm_e_step,
    gmm_fit,
    gmm_init,
    gmm_log_pdf,
    gmm_m_step,
    jensen,
    mixtures,
    practice,
    welcome,
)
from emlab.checks.engine import Question

QUESTIONS = {
    **welcome.QUESTIONS,
    **mixtures.QUESTIONS,
    **jensen.QUESTIONS,
    **em.QUESTIONS,
    "Gaussian.log_pdf": Question(gaussian_log_pdf.STEPS),
    "Gaussian.fit": Question(gaussian_fit.STEPS),
    "Gaussian.sample": Question(gaussian_sample.STEPS),
    "Gaussian.set_mean": Question(gaussian_setters.SET_MEAN),
    "Gaussian.set_cov": Question(gaussian_setters.SET_COV),
    "GMM.__init__": Question(gmm_init.STEPS),
    "GMM.log_pdf": Question(gmm_log_pdf.STEPS, ("Gaussian.log_pdf", "GMM.__init__")),
    "GMM.e_step": Question(gmm_e_step.STEPS, ("Gaussian.log_pdf", "GMM.__init__", "GMM.log_pdf")),
    "GMM.m_step": Question(
        gmm_m_step.STEPS, ("GMM.__init__", "Gaussian.set_mean", "Gaussian.set_cov")
    ),
    "GMM.fit": Question(
        gmm_fit.STEPS,
        ("Gaussian.log_pdf", "GMM.__init__", "GMM.log_pdf", "GMM.e_step", "GMM.m_step"),
        subject=gmm_fit.Case,
    ),
    **practice.QUESTIONS,
}
