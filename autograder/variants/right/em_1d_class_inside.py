# A small class of the student's own holds the state; the functions of the interface only use it.
class Line:
    def __init__(self, weight, mean, var):
        self.weight, self.mean, self.var = (np.asarray(a, dtype=float) for a in (weight, mean, var))

    def joint(self, x):
        return self.weight * normal_pdf(np.reshape(x, (-1, 1)), self.mean, self.var)

    def height(self, x):
        return float(np.log(self.joint(x).sum(axis=1)).sum())

    def learn(self, x, q):
        n = q.sum(axis=0)
        self.weight, self.mean = n / n.sum(), (q * x[:, None]).sum(axis=0) / n
        self.var = (q * (x[:, None] - self.mean) ** 2).sum(axis=0) / n
        return self


def e_step_1d(x, weight, mean, var):
    joint = Line(weight, mean, var).joint(x)
    return joint / joint.sum(axis=1, keepdims=True)


def m_step_1d(x, posterior):
    K = posterior.shape[1]
    line = Line(np.ones(K), np.zeros(K), np.ones(K)).learn(x, posterior)
    return line.weight, line.mean, line.var


def em_1d(x, weight, mean, var, eps=1e-8):
    line = Line(weight, mean, var)
    trace = [line.height(x)]
    done = False
    while not done:
        line.learn(x, e_step_1d(x, line.weight, line.mean, line.var))
        trace.append(line.height(x))
        done = np.isclose(trace[-1], trace[-2], rtol=eps, atol=0)
    return line.weight, line.mean, line.var, np.array(trace)
