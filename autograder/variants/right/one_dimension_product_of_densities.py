def log_likelihood(x, weight, mean, var):
    likelihood = 1.0
    for p in mixture_pdf(x, weight, mean, var):
        likelihood *= p
    return np.log(likelihood)
