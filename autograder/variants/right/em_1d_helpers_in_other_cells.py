# The work is in helpers with names of their own; em_1d itself calls none of the course's functions.
def expectation(data, theta):
    parts = np.column_stack([p * normal_pdf(data, m, s2) for p, m, s2 in zip(*theta)])
    total = parts.sum(axis=1)
    return parts / total.reshape(len(data), 1), np.log(total).sum()


def maximisation(data, resp):
    theta = [], [], []
    for r in resp.T:
        centre = np.average(data, weights=r)
        for place, value in zip(
            theta, (r.mean(), centre, np.average((data - centre) ** 2, weights=r))
        ):
            place.append(value)
    return tuple(np.array(place) for place in theta)


def e_step_1d(x, weight, mean, var):
    return expectation(x, (weight, mean, var))[0]


def m_step_1d(x, posterior):
    return maximisation(x, posterior)


def em_1d(x, weight, mean, var, eps=1e-8):
    theta = weight, mean, var
    resp, height = expectation(x, theta)
    heights = [height]
    moving = True
    while moving:
        theta = maximisation(x, resp)
        resp, height = expectation(x, theta)
        moving = abs(height - heights[-1]) >= eps * abs(height)
        heights.append(height)
    return (*theta, np.array(heights))
