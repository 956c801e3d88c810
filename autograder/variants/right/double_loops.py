from math import exp, log, pi, sqrt


def e_step(self, X):
    posterior = np.zeros((len(X), self.num_components))
    for n in range(len(X)):
        for k in range(self.num_components):
            posterior[n][k] = self.weight[k] * exp(self.gaussian_list[k].log_pdf(X[n : n + 1])[0])
        total = 0
        for k in range(self.num_components):
            total += posterior[n][k]
        for k in range(self.num_components):
            posterior[n][k] /= total
    return posterior


def log_pdf(self, X):
    out = []
    for x in X:
        total = 0.0
        for w, g in zip(self.weight, self.gaussian_list):
            total += w * exp(g.log_pdf(x.reshape(1, -1)).item())
        out.append(log(total))
    return np.array(out)


GMM.e_step, GMM.log_pdf = e_step, log_pdf
