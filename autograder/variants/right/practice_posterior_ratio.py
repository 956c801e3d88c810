# The posterior as one over a sum of ratios, and the density from it.
class StableGMM(GMM):
    def e_step(self, X):
        a = np.array([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]).T
        with np.errstate(over="ignore"):
            return 1 / np.exp(a[:, None, :] - a[:, :, None]).sum(axis=2)

    def log_pdf(self, X):
        a = np.array([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]).T
        k = a.argmax(axis=1)
        rows = np.arange(len(X))
        return a[rows, k] - np.log(self.e_step(X)[rows, k])


def log_sum_exp(a):
    largest = a.max(axis=1)
    relative = np.exp(a - np.broadcast_to(largest[:, None], a.shape))
    return largest + np.log(relative @ np.ones(a.shape[1]))
