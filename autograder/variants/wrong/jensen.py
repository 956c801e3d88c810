# Wrong cells as students write them, each under the id of the known mistake that it should be told.
# They are written without a look at autograder/misconceptions: other code, the same mistake.



# %% posterior_1d/not-normalised
def posterior_1d(x, weight, mean, var):
    p = np.zeros(len(weight))
    for k in range(len(weight)):
        p[k] = weight[k] * normal_pdf(x, mean[k], var[k])
    return p

# %% posterior_1d/densities-only
def posterior_1d(x, weight, mean, var):
    return np.array([normal_pdf(x, m, v) for m, v in zip(mean, var)])

# %% posterior_1d/weights-left-out
def posterior_1d(x, weight, mean, var):
    p = [normal_pdf(x, mean[k], var[k]) for k in range(len(weight))]
    return np.array(p) / sum(p)

# %% posterior_1d/weights-after-dividing
def posterior_1d(x, weight, mean, var):
    p = normal_pdf(x, mean, var)
    p /= p.sum()
    return p * weight

# %% posterior_1d/weights-only-below
def posterior_1d(x, weight, mean, var):
    evidence = mixture_pdf(np.array([x]), weight, mean, var)[0]
    return normal_pdf(x, mean, var) / evidence

# %% posterior_1d/divided-by-own-density
def posterior_1d(x, weight, mean, var):
    q = []
    for k in range(len(weight)):
        p = normal_pdf(x, mean[k], var[k])
        q.append(weight[k] * p / p)
    return np.array(q)

# %% posterior_1d/divided-by-largest
def posterior_1d(x, weight, mean, var):
    log_joint = np.log(weight) + np.log(normal_pdf(x, mean, var))
    return np.exp(log_joint - log_joint.max())

# %% posterior_1d/hard
def posterior_1d(x, weight, mean, var):
    p = weight * normal_pdf(x, mean, var)
    q = np.zeros(len(weight))
    q[p.argmax()] = 1
    return q

# %% posterior_1d/index-of-the-largest
def posterior_1d(x, weight, mean, var):
    p = list(weight * normal_pdf(x, mean, var))
    return p.index(max(p))

# %% posterior_1d/left-in-logs
def posterior_1d(x, weight, mean, var):
    log_joint = np.log(weight) - 0.5 * np.log(2 * np.pi * var) - (x - mean) ** 2 / (2 * var)
    return log_joint - np.log(np.exp(log_joint).sum())

# %% posterior_1d/exponential-of-densities
def posterior_1d(x, weight, mean, var):
    scores = np.exp(weight * normal_pdf(x, mean, var))
    return scores / scores.sum()

# %% posterior_1d/first-component-only
def posterior_1d(x, weight, mean, var):
    total = mixture_pdf(np.array([x]), weight, mean, var)[0]
    for k in range(len(weight)):
        return weight[k] * normal_pdf(x, mean[k], var[k]) / total

# %% posterior_1d/variance-squared
def posterior_1d(x, weight, mean, var):
    p = weight / var * np.exp(-0.5 * ((x - mean) / var) ** 2)
    return p / p.sum()

# %% lower_bound/entropy-missing
def lower_bound(x, q, weight, mean, var):
    total = 0
    for k in range(len(q)):
        total += q[k] * (np.log(weight[k]) + np.log(normal_pdf(x, mean[k], var[k])))
    return total

# %% lower_bound/entropy-added-wrongly
def lower_bound(x, q, weight, mean, var):
    expected = np.sum(q * np.log(weight * normal_pdf(x, mean, var)))
    entropy = -np.sum(q * np.log(q))
    return expected - entropy

# %% lower_bound/ratio-upside-down
def lower_bound(x, q, weight, mean, var):
    total = 0
    for k in range(len(q)):
        total += q[k] * (np.log(q[k]) - np.log(weight[k] * normal_pdf(x, mean[k], var[k])))
    return total

# %% lower_bound/log-density
def lower_bound(x, q, weight, mean, var):
    q = posterior_1d(x, weight, mean, var)
    return np.sum(q * np.log(weight * normal_pdf(x, mean, var) / q))

# %% lower_bound/log-density
def lower_bound(x, q, weight, mean, var):
    total = 0
    for k in range(len(q)):
        total += weight[k] * normal_pdf(x, mean[k], var[k])
    return np.log(total)

# %% lower_bound/log-of-an-average
def lower_bound(x, q, weight, mean, var):
    return np.log(q @ (weight * normal_pdf(x, mean, var)))

# %% lower_bound/q-missing-in-front
def lower_bound(x, q, weight, mean, var):
    return np.log(weight * normal_pdf(x, mean, var) / q).sum()

# %% lower_bound/q-inside-the-log
def lower_bound(x, q, weight, mean, var):
    result = 0
    for k in range(len(weight)):
        result += np.log(q[k] * weight[k] * normal_pdf(x, mean[k], var[k]))
    return result

# %% lower_bound/components-apart
def lower_bound(x, q, weight, mean, var):
    terms = np.zeros(len(q))
    for k in range(len(q)):
        terms[k] = q[k] * np.log(weight[k] * normal_pdf(x, mean[k], var[k]) / q[k])
    return terms

# %% lower_bound/weights-left-out
def lower_bound(x, q, weight, mean, var):
    return q @ (np.log(normal_pdf(x, mean, var)) - np.log(q))

# %% lower_bound/divergence
def lower_bound(x, q, weight, mean, var):
    p = posterior_1d(x, weight, mean, var)
    return sum(q[k] * np.log(q[k] / p[k]) for k in range(len(q)))

# %% lower_bound/posterior-for-joint
def lower_bound(x, q, weight, mean, var):
    p = posterior_1d(x, weight, mean, var)
    total = 0
    for k in range(len(q)):
        total += q[k] * (np.log(p[k]) - np.log(q[k]))
    return total

# %% lower_bound/weights-for-q
def lower_bound(x, q, weight, mean, var):
    return np.sum(weight * np.log(normal_pdf(x, mean, var)))

# %% lower_bound/logarithm-missing
def lower_bound(x, q, weight, mean, var):
    return np.sum(weight * normal_pdf(x, mean, var))

# %% tight_bound/old-and-new-swapped
def tight_bound(x, new, old):
    total = 0
    for point in x:
        q = posterior_1d(point, *old)
        total += lower_bound(point, q, *new)
    return total

# %% tight_bound/q-from-new
def tight_bound(x, old, new):
    weight, mean, var = new
    total = 0
    for n in range(len(x)):
        total += lower_bound(x[n], posterior_1d(x[n], weight, mean, var), weight, mean, var)
    return total

# %% tight_bound/evaluated-at-old
def tight_bound(x, old, new):
    weight, mean, var = old
    return sum(lower_bound(p, posterior_1d(p, weight, mean, var), weight, mean, var) for p in x)

# %% tight_bound/entropy-missing
def tight_bound(x, old, new):
    weight, mean, var = new
    total = 0
    for n in range(len(x)):
        q = posterior_1d(x[n], *old)
        for k in range(len(weight)):
            total += q[k] * np.log(weight[k] * normal_pdf(x[n], mean[k], var[k]))
    return total

# %% tight_bound/mean-over-points
def tight_bound(x, old, new):
    total = 0
    for point in x:
        total += lower_bound(point, posterior_1d(point, *old), *new)
    return total / len(x)

# %% tight_bound/points-apart
def tight_bound(x, old, new):
    values = []
    for point in x:
        values.append(lower_bound(point, posterior_1d(point, *old), *new))
    return np.array(values)

# %% tight_bound/last-point-only
def tight_bound(x, old, new):
    for point in x:
        q = posterior_1d(point, *old)
        value = lower_bound(point, q, *new)
    return value

# %% tight_bound/first-point-only
def tight_bound(x, old, new):
    total = 0
    for point in x:
        q = posterior_1d(point, old[0], old[1], old[2])
        total += lower_bound(point, q, new[0], new[1], new[2])
        return total

# %% tight_bound/one-q-for-all-points
def tight_bound(x, old, new):
    q = posterior_1d(x[0], *old)
    bounds = [lower_bound(point, q, *new) for point in x]
    return np.sum(bounds)

# %% tight_bound/average-q
def tight_bound(x, old, new):
    q = np.zeros(len(old[0]))
    for point in x:
        q += posterior_1d(point, *old) / len(x)
    total = 0
    for point in x:
        total += lower_bound(point, q, *new)
    return total

# %% tight_bound/q-of-all-points-together
def tight_bound(x, old, new):
    joint_old = old[0] * normal_pdf(x[:, None], old[1], old[2])
    q = joint_old / joint_old.sum()
    joint_new = new[0] * normal_pdf(x[:, None], new[1], new[2])
    return np.sum(q * np.log(joint_new / q))

# %% tight_bound/weights-for-q
def tight_bound(x, old, new):
    q = old[0]
    return np.sum([lower_bound(point, q, *new) for point in x])

# %% tight_bound/weights-left-out
def tight_bound(x, old, new):
    total = 0
    for point in x:
        q = posterior_1d(point, *old)
        total += np.sum(q * (np.log(normal_pdf(point, new[1], new[2])) - np.log(q)))
    return total

# %% tight_bound/hard-labels
def tight_bound(x, old, new):
    total = 0
    for point in x:
        k = np.argmax(posterior_1d(point, *old))
        total += np.log(new[0][k] * normal_pdf(point, new[1][k], new[2][k]))
    return total

# %% posterior_1d/constants-omitted
def posterior_1d(x, weight, mean, var):
    p = weight * np.exp(-0.5 * (x - mean) ** 2 / var)
    return p / p.sum()

# %% posterior_1d/weights-twice
def posterior_1d(x, weight, mean, var):
    p = weight * (weight * normal_pdf(x, mean, var))
    return p / p.sum()

# %% posterior_1d/weights-changed-in-place
def posterior_1d(x, weight, mean, var):
    weight *= normal_pdf(x, mean, var)
    weight /= weight.sum()
    return weight

# %% posterior_1d/divided-by-average
def posterior_1d(x, weight, mean, var):
    p = weight * normal_pdf(x, mean, var)
    return p / p.mean()

# %% lower_bound/weights-in-front
def lower_bound(x, q, weight, mean, var):
    return np.sum(weight * np.log(weight * normal_pdf(x, mean, var) / q))

# %% lower_bound/divided-outside-the-log
def lower_bound(x, q, weight, mean, var):
    return np.sum(q * np.log(weight * normal_pdf(x, mean, var)) / q)

# %% lower_bound/mixture-for-joint
def lower_bound(x, q, weight, mean, var):
    return np.sum(q * np.log(np.sum(weight * normal_pdf(x, mean, var)) / q))

# %% lower_bound/last-component-only
def lower_bound(x, q, weight, mean, var):
    for k in range(len(q)):
        total = q[k] * np.log(weight[k] * normal_pdf(x, mean[k], var[k]) / q[k])
    return total

# %% lower_bound/logs-divided
def lower_bound(x, q, weight, mean, var):
    return np.sum(q * np.log(weight * normal_pdf(x, mean, var)) / np.log(q))

# %% tight_bound/numerators-for-q
def tight_bound(x, old, new):
    return sum(lower_bound(p, old[0] * normal_pdf(p, old[1], old[2]), *new) for p in x)

# %% tight_bound/equal-shares-for-q
def tight_bound(x, old, new):
    K = len(old[0])
    return sum(lower_bound(p, np.ones(K) / K, *new) for p in x)

# %% tight_bound/last-point-missing
def tight_bound(x, old, new):
    return sum(lower_bound(x[n], posterior_1d(x[n], *old), *new) for n in range(len(x) - 1))
