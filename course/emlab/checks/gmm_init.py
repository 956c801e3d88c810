"""Checks of GMM.__init__: what a new mixture holds."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.tools import close, numbers, text
from emlab.student import put


def _runs(cls):
    cls(2, 5)


def _attributes(cls):
    gmm = cls(2, 5)
    for name, right in (("dim", 2), ("num_components", 5)):
        if not hasattr(gmm, name):
            raise Fault("init.attribute.must", "init.attribute.look", name=name)
        came = getattr(gmm, name)
        if came != right:
            raise Fault("init.value.must", "init.value.look", name=name, right=right, came=came)
    for name in ("weight", "gaussian_list"):
        if not hasattr(gmm, name):
            raise Fault("init.attribute.must", "init.attribute.look", name=name)


def _weight(cls):
    for num_components in (5, 2):
        weight = numbers(cls(2, num_components).weight, "weight")
        values = {"right": (num_components,), "came": weight.shape, "weight": text(weight)}
        if weight.shape != (num_components,):
            raise Fault("init.weight_shape.must", "init.weight_shape.look", **values)
        if not close(weight.sum(), 1.0):
            raise Fault("init.weight_sum.must", "init.weight_sum.look", **values)
        if not close(weight, np.full(num_components, 1 / num_components)):
            raise Fault("init.weight.must", "init.weight.look", **values)


def _list(cls):
    components = cls(2, 5).gaussian_list
    if not hasattr(components, "__len__") or len(components) != 5:
        size = len(components) if hasattr(components, "__len__") else type(components).__name__
        cause = "init.list.swapped" if size == 2 else "init.list.look"
        raise Fault("init.list.must", cause, size=size)
    for gaussian in components:
        if not hasattr(gaussian, "mean"):
            kind = type(gaussian).__name__
            raise Fault("init.component_kind.must", "init.component_kind.look", came=kind)
        mean = numbers(gaussian.mean, "mean")
        if mean.shape != (2,):
            cause = "init.component.swapped" if mean.shape == (5,) else "init.component.look"
            raise Fault("init.component.must", cause, came=mean.shape)


def _separate(cls):
    components = list(cls(2, 5).gaussian_list)
    if len({id(gaussian) for gaussian in components}) < 5:
        raise Fault("init.separate.must", "init.separate.look")
    put(components[0], np.array([7.0, -7.0]), np.eye(2))
    means = [numbers(gaussian.mean, "mean") for gaussian in components]
    if any(close(mean, means[0]) for mean in means[1:]):
        raise Fault("init.separate.must", "init.separate.look")


def _random(cls):
    means = [numbers(gaussian.mean, "mean") for gaussian in cls(2, 5).gaussian_list]
    if len(np.unique(np.round(means, 12), axis=0)) < 5:
        raise Fault("init.random.must", "init.random.look")


def _own(cls):
    first, second = cls(2, 3), cls(2, 3)
    shared = {id(gaussian) for gaussian in first.gaussian_list} & {
        id(gaussian) for gaussian in second.gaussian_list
    }
    if shared:
        raise Fault("init.own.must", "init.own.look")
    means = [[numbers(g.mean, "mean") for g in gmm.gaussian_list] for gmm in (first, second)]
    if close(means[0], means[1]):
        raise Fault("init.anew.must", "init.anew.look")


STEPS = (
    Step("init.runs", _runs, gate=True),
    Step("init.attributes", _attributes, gate=True),
    Step("init.weight", _weight),
    Step("init.list", _list, gate=True),
    Step("init.separate", _separate),
    Step("init.random", _random),
    Step("init.own", _own),
)
