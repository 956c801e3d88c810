"""Mistakes in making a mixture."""

import numpy as np

from autograder.misconceptions.catalogue import mistake
from solutions.gaussian import Gaussian

QUESTION = "GMM.__init__"


def uniform(num_components):
    """Return uniform weights: what the mistakes below do get right."""
    return np.ones(num_components) / num_components


@mistake(QUESTION, "one-object-many-times")
def one_object_many_times(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian(dim)] * num_components


@mistake(QUESTION, "weights-not-normalised")
def weights_not_normalised(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = np.ones(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "weights-zero")
def weights_zero(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = np.zeros(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "weights-over-dimensions")
def weights_over_dimensions(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = np.ones(num_components) / dim
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "weight-a-single-number")
def weight_a_single_number(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = 1 / num_components
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "weights-random")
def weights_random(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = np.random.dirichlet(np.ones(num_components))
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "sizes-exchanged")
def sizes_exchanged(self, num_components, dim):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "component-of-wrong-dimension")
def component_of_wrong_dimension(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian(num_components) for _ in range(num_components)]


@mistake(QUESTION, "as-many-components-as-dimensions")
def as_many_components_as_dimensions(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(dim)]


@mistake(QUESTION, "one-component-missing")
def one_component_missing(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = []
    for _ in range(1, num_components):
        self.gaussian_list.append(Gaussian(dim))


@mistake(QUESTION, "sizes-not-stored")
def sizes_not_stored(self, dim, num_components):
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "weight-not-stored")
def weight_not_stored(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weights = uniform(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "components-not-stored")
def components_not_stored(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    gaussian_list = [Gaussian(dim) for _ in range(num_components)]
    assert gaussian_list


@mistake(QUESTION, "classes-for-objects")
def classes_for_objects(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian for _ in range(num_components)]


@mistake(QUESTION, "same-start-every-time")
def same_start_every_time(self, dim, num_components):
    np.random.seed(0)
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "same-start-for-all")
def same_start_for_all(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]
    for gaussian in self.gaussian_list:
        gaussian.set_mean(np.zeros(dim))


@mistake(QUESTION, "one-component-too-many")
def one_component_too_many(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components + 1)]


@mistake(QUESTION, "weight-as-a-column")
def weight_as_a_column(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)[:, None]
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "one-mean-for-all")
def one_mean_for_all(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]
    for gaussian in self.gaussian_list:
        gaussian.mean = self.gaussian_list[0].mean


@mistake(QUESTION, "one-weight-a-dimension")
def one_weight_a_dimension(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(dim)
    self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]


@mistake(QUESTION, "generator-for-list")
def generator_for_list(self, dim, num_components):
    self.dim, self.num_components = dim, num_components
    self.weight = uniform(num_components)
    self.gaussian_list = (Gaussian(dim) for _ in range(num_components))
