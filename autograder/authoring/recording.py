"""Record a run of the reference EM on Old Faithful, which the first lesson plays."""

import json

import numpy as np

from emlab import data
from emlab.em import history
from solutions.gmm import GMM

# Across the two groups, so that EM has to turn both components over to find them.
START = ((4.5, 55.0), (2.5, 85.0))
ROUNDS = 24


def text():
    """The recorded run as JSON: one line for the start and for each round.

    Posteriors are in percent, the other numbers to four decimals: rounded enough for the same bytes
    on every machine.
    """
    X = data.old_faithful()
    gmm = GMM(2, len(START))
    for gaussian, mean in zip(gmm.gaussian_list, START, strict=True):
        gaussian.set_mean(np.array(mean))
        gaussian.set_cov(np.diag(np.var(X, axis=0)))
    kept, error = history(gmm, X, ROUNDS)
    if error:
        raise error
    return "[\n" + ",\n".join(map(_line, kept)) + "\n]\n"


def _line(state):
    weight, means, covs = (
        np.round(values, 4).tolist()
        for values in (state.parameters.weight, state.parameters.means, state.parameters.covs)
    )
    entry = {
        "weight": weight,
        "means": means,
        "covs": covs,
        "log_likelihood": round(state.log_likelihood, 4),
        "percent of component 0": np.rint(100 * state.posterior[:, 0]).astype(int).tolist(),
    }
    return json.dumps(entry, separators=(",", ":"))
