"""A recorded run of EM on Old Faithful: what it looks like, before there is any code to run."""

import json
from pathlib import Path

import numpy as np

from emlab import data
from emlab.em import Round
from emlab.student import Parameters

RECORDING_FILE = Path(__file__).parent / "texts" / "old_faithful_run.json"


def load():
    """The data of the recorded run, and the state at its start and after each round.

    Returns
    -------
    X : ndarray, shape (272, 2)
    kept : list of Round
        With two components; posteriors are rounded to hundredths, which is enough for a picture.
    """
    rounds = json.loads(RECORDING_FILE.read_text(encoding="utf-8"))
    return data.old_faithful(), [_read(entry) for entry in rounds]


def _read(entry):
    parameters = Parameters(*(np.array(entry[name]) for name in ("weight", "means", "covs")))
    first = np.array(entry["percent of component 0"]) / 100
    return Round(parameters, np.column_stack([first, 1 - first]), entry["log_likelihood"])
