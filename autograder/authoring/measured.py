"""Pictures of times, measured when the gallery is made: no notebook keeps one machine's times."""

from pathlib import Path
from unittest import mock

from emlab import show
from emlab.bring import definitions
from solutions.fast_gmm import FastGMM
from solutions.gaussian import Gaussian
from solutions.gmm import GMM

BROUGHT = {"Gaussian": Gaussian, "GMM": GMM, "FastGMM": FastGMM}  # from outside the notebook


def outputs_of(source, before):
    """What a cell shows when it is run here.

    Parameters
    ----------
    source : str
    before : list of str
        The cells before it. Of them only what defines something is run.

    Returns
    -------
    list of (dict, dict)
        Data and metadata of each output, as in a notebook.
    """
    namespace = definitions(before, Path("measured"), BROUGHT)
    shown = []
    with (
        mock.patch.object(show, "in_notebook", lambda: True),
        mock.patch.object(
            show, "_publish", lambda data, metadata=None: shown.append((data, metadata))
        ),
    ):
        exec(source, namespace)
    return shown
