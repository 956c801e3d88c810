# Sums by einsum, the new variances by second moments, the posterior as a Fortran-ordered array.
def e_step_1d(x, weight, mean, var):
    density = np.array([normal_pdf(x, m, v) for m, v in zip(mean, var)])
    joint = np.einsum("k,kn->nk", weight, density)
    return np.asfortranarray(np.einsum("nk,n->nk", joint, 1 / np.einsum("nk->n", joint)))


def m_step_1d(x, posterior):
    n_k = np.einsum("nk->k", posterior)
    mean = np.einsum("nk,n->k", posterior, x) / n_k
    var = np.einsum("nk,n,n->k", posterior, x, x) / n_k - mean**2
    return n_k / x.size, mean, var
