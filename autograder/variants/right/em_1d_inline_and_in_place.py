# EM written out in em_1d, on copies of the start that are filled anew each round; it prints as it goes.
def em_1d(x, weight, mean, var, eps=1e-8):
    weight, mean, var = weight.copy(), mean.copy(), var.copy()
    N, K = len(x), len(weight)
    posterior = np.zeros((N, K))
    new = np.sum(np.log(sum(weight[k] * normal_pdf(x, mean[k], var[k]) for k in range(K))))
    trace, old = [new], -np.inf
    while not abs(new - old) / abs(new) < eps:
        for k in range(K):
            posterior[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
        posterior /= posterior.sum(axis=1, keepdims=True)
        for k in range(K):
            weight[k] = posterior[:, k].sum() / N
            mean[k] = posterior[:, k] @ x / posterior[:, k].sum()
            var[k] = posterior[:, k] @ (x - mean[k]) ** 2 / posterior[:, k].sum()
        old, new = new, np.sum(np.log(mixture_pdf(x, weight, mean, var)))
        print(f"round {len(trace)}: {new:.6f}")
        trace.append(new)
    return weight, mean, var, np.array(trace)
