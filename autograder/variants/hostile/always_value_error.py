def refuse(*args, **kwargs):
    raise ValueError("no")


gmm_sampling = mixture_pdf = log_likelihood = fit_complete_data = refuse
posterior_1d = lower_bound = tight_bound = e_step_1d = m_step_1d = em_1d = refuse
log_sum_exp = fit_best_of = bic = refuse
for name in ("log_pdf", "fit", "sample", "set_mean", "set_cov"):
    setattr(Gaussian, name, refuse)
for name in ("__init__", "log_pdf", "e_step", "m_step", "fit"):
    setattr(GMM, name, refuse)
StableGMM.log_pdf = StableGMM.e_step = refuse
