def refuse(self, *args, **kwargs):
    raise ValueError("no")


def gmm_sampling(sample_size):
    raise ValueError("no")


for name in ("log_pdf", "fit", "sample", "set_mean", "set_cov"):
    setattr(Gaussian, name, refuse)
for name in ("__init__", "log_pdf", "e_step", "m_step", "fit"):
    setattr(GMM, name, refuse)
for name, thing in list(globals().items()):
    if callable(thing) and not isinstance(thing, type):
        globals()[name] = refuse
StableGMM.log_pdf = StableGMM.e_step = refuse
