"""Every sentence and label that students see: whole sentences, looked up by key.

One module a lesson, and a few that the lessons share; no key stands in two of them.
"""

from emlab.messages import (
    em,
    em_figures,
    explorers,
    figures,
    gaussian,
    general,
    gmm,
    help,
    jensen,
    jensen_figures,
    mixtures,
    mixtures_figures,
    practice,
    practice_figures,
    welcome,
)

MODULES = (
    *(general, help, welcome, explorers),
    *(mixtures, jensen, em, gaussian, gmm, practice),
    *(figures, mixtures_figures, jensen_figures, em_figures, practice_figures),
)
TEXTS = {key: text for module in MODULES for key, text in module.TEXTS.items()}


def say(key, **values):
    """The sentence of a key with its values filled in."""
    return TEXTS[key].format(**values)
