# numpy's vectorize and apply_along_axis, type hints, copies that are changed, and prints.
from numpy.typing import NDArray


def mixture_pdf(x: NDArray, weight: NDArray, mean: NDArray, var: NDArray) -> NDArray:
    at = np.vectorize(lambda point: np.inner(weight, normal_pdf(point, mean, var)))
    return at(x)


def log_likelihood(x: NDArray, weight: NDArray, mean: NDArray, var: NDArray) -> np.floating:
    print("log-likelihood of", len(x), "points")
    return np.sum(np.log(mixture_pdf(x, weight, mean, var)), dtype=np.float64)


def fit_complete_data(x, z, num_components):
    x, z = x.copy(), z.copy()
    weight, mean, var = np.zeros((3, num_components))
    for n in range(x.size):
        weight[z[n]] += 1 / x.size
        mean[z[n]] += x[n]
    mean /= weight * x.size
    x -= mean[z]
    np.add.at(var, z, x**2)
    var /= weight * x.size
    return weight, mean, var


def posterior_1d(x: float, weight: NDArray, mean: NDArray, var: NDArray) -> NDArray:
    q = np.copy(weight)
    q *= normal_pdf(x, mean, var)
    q /= np.linalg.norm(q, 1)
    return q


def lower_bound(x: float, q: NDArray, weight: NDArray, mean: NDArray, var: NDArray) -> float:
    ratio = weight * normal_pdf(x, mean, var)
    ratio /= q
    return np.average(np.log(ratio), weights=q).item()


def tight_bound(x: NDArray, old: tuple, new: tuple) -> float:
    posteriors = np.apply_along_axis(lambda p: posterior_1d(p[0], *old), 1, x[:, None])
    return sum(lower_bound(x[n], q, *new) for n, q in enumerate(posteriors))
