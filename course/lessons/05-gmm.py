# ---
# jupyter:
#   lesson:
#     minutes: 60
#     beside: [gaussian]
# ---

# %% [markdown]
# # 05 · The Gaussian mixture, fitted by EM
#
# In this notebook you meet data that one Gaussian cannot describe, design a class `GMM` for a
# mixture of several, and write it method by method until it fits data on its own.
#
# **After it you can**
#
# - design a class before you write it: what it remembers, what it can do, who calls whom;
# - write the E-step and the M-step for data of any dimension;
# - run EM until it stands still, and notice when something is wrong;
# - read the posterior that comes out.
#
# **You need** about {minutes} minutes, the E- and M-step for one-dimensional data, and the class
# `Gaussian` of lesson 04.
#
# **You are here:** mixtures → Jensen's bound → EM in one dimension → a Gaussian class →
# **a mixture class** → practice
#
# **At hand:** [glossary](../00-welcome/glossary.md) · [formulas](../00-welcome/formulas.md)

# %% readonly="setup"
import numpy as np

from emlab import bring, check, data, explore_em, explore_point, figures, hint
from gaussian import Gaussian as CourseGaussian  # the file gaussian.py beside this notebook

Gaussian = bring("04-gaussian", "Gaussian", otherwise=CourseGaussian)

# %% [markdown]
# The last line looks for *your* `Gaussian`, in the folder of lesson 04 next door. If it is there
# and passes its checks, this lesson is built on it. If not, it takes the course's, and says why.
# Should you mend lesson 04 later, save it there, then restart this notebook's kernel.
#
# ## 1. One Gaussian is not enough
#
# Here are 300 data points. Fit one Gaussian to them, as in lesson 04.

# %%
X = data.three_clouds()
one = Gaussian(2)
one.fit(X)
figures.density(one, X)

# %% [markdown]
# The fit is the best that a single Gaussian can do, and it is bad: its peak lies *between* the
# three crowded places, where the points are few. These data came from several sources. So
# describe them by a **mixture**:
#
# $$
# p(x; \theta) = \sum_{k=1}^K \pi_k\, \mathcal N(x \mid \mu_k, \Sigma_k),
# \qquad \pi_k \ge 0, \quad \sum_{k=1}^K \pi_k = 1.
# $$
#
# Each of the $K$ **components** is a Gaussian with its own mean and covariance. The **mixing
# weight** $\pi_k$ is the share of the data that it produces. Every point comes from exactly one
# component, so the shares sum to one; and that gives the mixture, like each component, volume one.
# All the parameters together, weights, means and covariances, are called $\theta$.
#
# ## 2. The plan: two easy problems, in turn
#
# Which component a point $x_n$ came from is its **hidden label** $z_n$. Nobody tells you.
#
# - If you knew every $z_n$, finding $\theta$ would be easy: fit one Gaussian to each group.
# - If you knew $\theta$, guessing the $z_n$ would be easy: Bayes' rule gives the probability of
#   each label.
#
# You know neither. **EM** takes turns. You wrote both steps in lesson 03, for numbers; here they are
# for points in any dimension. The **E-step** fixes $\theta$ and computes the **posterior** of the
# labels, their probabilities once the point is seen. It has one row for each data point:
#
# $$
# r_{nk} = p(z_n = k \mid x_n; \theta)
# = \frac{\pi_k\, \mathcal N(x_n \mid \mu_k, \Sigma_k)}
#        {\sum_{j=1}^K \pi_j\, \mathcal N(x_n \mid \mu_j, \Sigma_j)}.
# $$
#
# $r_{nk}$ is the **responsibility** of component $k$ for point $n$: its part in the whole density
# at that point.
#
# The **M-step** fixes the posterior and fits each Gaussian, counting point $n$ for component $k$
# not as 0 or 1 but as $r_{nk}$. With $N_k = \sum_n r_{nk}$, the number of points that component
# $k$ has in total,
#
# $$
# \pi_k = \frac{N_k}{N}, \qquad
# \mu_k = \frac{1}{N_k}\sum_{n=1}^N r_{nk}\, x_n, \qquad
# \Sigma_k = \frac{1}{N_k}\sum_{n=1}^N r_{nk}\,(x_n - \mu_k)(x_n - \mu_k)^\top .
# $$
#
# These are the share, the mean and the covariance that you know, with every point counted by its
# responsibility.
#
# Why does that work? Nothing in the proof of lesson 02 asked how many dimensions there are. Jensen's
# inequality gives a lower **bound** on the log-likelihood: a function of $\theta$ that is never above
# it. The E-step lifts the bound until it touches the log-likelihood; the M-step climbs it. So the
# log-likelihood can never fall. You will see that number rise, and you will make your code complain
# if it does not.
#
# ## 3. Design first, then code
#
# Before the first line, decide what the object remembers and what it can do.
#
# | attribute | shape | meaning |
# |---|---|---|
# | `dim` | | dimension $d$ of the data |
# | `num_components` | | number of components $K$ |
# | `weight` | `(num_components,)` | the mixing weights $\pi_k$ |
# | `gaussian_list` | list of `num_components` | the components: `Gaussian` objects |
#
# | method | takes | does |
# |---|---|---|
# | `log_pdf` | `X` | returns the log density of each point |
# | `e_step` | `X` | returns the posterior |
# | `m_step` | `X`, `posterior` | sets weights, means and covariances |
# | `fit` | `X`, `eps` | calls the other three, again and again |
#
# Note what is *not* here. The object holds other objects, and they do what they already can: a
# mixture never computes a determinant. And the posterior is no attribute. It belongs to the data,
# not to the model, so it travels from `e_step` to `m_step` by hand.
#
# ## 4. The constructor
#
# **Predict before you run.** This looks like a quick way to make two components. After the second
# line, what is the mean of `twins[1]`?

# %%
twins = [Gaussian(2)] * 2
twins[0].set_mean(np.array([7.0, 7.0]))
print("mean of twins[1]:", twins[1].mean)

# %% [markdown]
# `[a] * 2` does not copy `a`. It is a list with *the same object* twice. A mixture made that way
# would have components that can never differ.
#
# ### Exercise: `GMM.__init__` ({points:GMM.__init__} points)
#
# As in lesson 04, compute with numpy alone. Store `dim` and `num_components`, make `weight` uniform, and fill `gaussian_list` with separate
# objects. For example, `GMM(2, 4).weight` is `[0.25, 0.25, 0.25, 0.25]`.

# %% [markdown] hints="GMM.__init__"
# How often must `Gaussian(dim)` be *called*, so that every component is an object of its own? And
# what must the weights sum to?
#
# ---
# $\pi_k = 1/K$ for every $k$. The means need no formula: each new `Gaussian` brings its own
# random one.
#
# ---
# ```python
# self.dim = ...
# self.num_components = ...
# self.weight = np.ones(...) / ...
# self.gaussian_list = [... for k in range(...)]
# ```

# %% exercise="GMM.__init__"

# %%
np.random.seed(0)
gmm = GMM(2, 10)
for gaussian in gmm.gaussian_list:
    print(gaussian.mean)
print("weights:", gmm.weight)

# %% [markdown]
# Ten different means. With seed 0 the first is about (1.764, 0.400).
#
# ## 5. The density of a mixture
#
# The log density of a point is the logarithm of the whole sum:
#
# $$
# \log p(x_n; \theta) = \log \sum_{k=1}^K \pi_k\, \mathcal N(x_n \mid \mu_k, \Sigma_k).
# $$
#
# Mind the order: the *logarithm of the sum*, not the sum of logarithms.
#
# ### Exercise: `GMM.log_pdf` ({points:GMM.log_pdf} points)
#
# Each component has a `log_pdf` of its own: call it. For example, a mixture with one component
# has the log density of that component; and so has a mixture of five equal ones.

# %% [markdown] hints="GMM.log_pdf"
# What does `self.gaussian_list[k].log_pdf(X)` return, and in which shape? What must you do to it
# before you may multiply by a weight and add?
#
# ---
# $\log\big(\pi_1 e^{\ell_{n1}} + \dots + \pi_K e^{\ell_{nK}}\big)$ with
# $\ell_{nk} = \log \mathcal N(x_n \mid \mu_k, \Sigma_k)$. A number times an array multiplies every
# entry.
#
# ---
# ```python
# density = np.zeros(len(X))
# for k in range(self.num_components):
#     density += ... * np.exp(...)
# return ...
# ```

# %% exercise="GMM.log_pdf"

# %%
np.random.seed(0)
gmm = GMM(2, 3)
print("log density of five points:", gmm.log_pdf(X[:5]).round(2))
print("total log-likelihood:      ", gmm.log_pdf(X).sum())
figures.density(gmm, X)

# %% [markdown]
# A random start: three round components, sitting somewhere. It explains the data badly, and the
# total log-likelihood, the sum over all points, says how badly.
#
# ## 6. The E-step: who made this point?
#
# Take one point and go through Bayes' rule by hand. Each component has a density at this point.
# Multiply by the weights. Divide by the total, so that the results sum to one.

# %%
np.random.seed(0)
gmm = GMM(2, 3)  # the same random start again
point = X[:1]
density = np.array([np.exp(g.log_pdf(point)[0]) for g in gmm.gaussian_list])
weighted = gmm.weight * density
print("densities: ", density)
print("weighted:  ", weighted)
print("normalised:", weighted / weighted.sum())

# %% [markdown]
# The last line is one row of the posterior: what you believe about $z_n$ after seeing $x_n$.
#
# **Predict, then look.** Here is this point, rounded a little, as a star. Where must it go, so that components 0
# and 2 get equal shares? And can a point have hardly any density anywhere, and a posterior near 1
# all the same?

# %%
explore_point(GMM, X, num_components=3)

# %% [markdown]
# Half-way between two means the shares are equal, as long as weights and covariances are. And yes:
# far below all of them component 2 has almost everything of almost nothing. The last step asks only
# *who*, no longer *how much*.
#
# ### Exercise: `GMM.e_step` ({points:GMM.e_step} points)
#
# Do it for all data: return an array of shape `(sample_size, num_components)` whose rows sum to
# one. For example, when all components are equal, every row equals the weights. Leave `X` and the
# object as they are: an E-step only looks.

# %% [markdown] hints="GMM.e_step"
# Compute all numerators first, one column for each component. Then divide each *row* by its sum.
# Which axis do you sum over to get one number for each row?
#
# ---
# Numerator: $\pi_k\, \mathcal N(x_n \mid \mu_k, \Sigma_k)$. Denominator: the sum of the numerators
# over $k$. To divide a `(sample_size, num_components)` array by one number a row, that number
# needs the shape `(sample_size, 1)`.
#
# ---
# ```python
# posterior = np.zeros((len(X), self.num_components))
# for k in range(self.num_components):
#     posterior[:, k] = ...
# return posterior / ...
# ```
# The loop is fine. Without it, the same is faster.

# %% exercise="GMM.e_step"

# %% [markdown]
# Ask your E-step about the two places where the answer should be clearest, the components' own
# means. Which pattern do you expect?

# %%
np.random.seed(0)
pair = GMM(2, 2)
print(pair.e_step(np.array([g.mean for g in pair.gaussian_list])))

# %% [markdown]
# Each mean is believed to come from its own component, and the two rows mirror each other: the
# weights are equal, and so are the covariances.
#
# Now the three clouds, at the random start. Each colour and marker is a component; small marks in
# mixed colours are points that could belong to several:

# %%
np.random.seed(0)
gmm = GMM(2, 3)
figures.responsibilities(X, gmm.e_step(X), gmm)

# %% [markdown]
# ## 7. The M-step: what would explain this best?
#
# ### Exercise: `GMM.m_step` ({points:GMM.m_step} points)
#
# Set the weights, then each component's mean and covariance, with `set_mean` and `set_cov`. The
# formulas stand in section 2. Return nothing; leave `X` and `posterior` as they are. For
# example, when every row of the posterior has a single 1 in it, each component gets the mean and
# covariance of its own group.

# %% [markdown] hints="GMM.m_step"
# For one component $k$, every sum is weighted by the column `posterior[:, k]`. What is its total?
# And which mean stands inside the covariance: the component's old one or its new one?
#
# ---
# $N_k = \sum_n r_{nk}$, $\pi_k = N_k/N$, $\mu_k = \frac{1}{N_k} \sum_n r_{nk} x_n$, and
# $\Sigma_k = \frac{1}{N_k} \sum_n r_{nk} (x_n-\mu_k)(x_n-\mu_k)^\top$ with the new $\mu_k$. The
# last sum is $C^\top W C$: centred data as rows of $C$, responsibilities on the diagonal of $W$.
#
# ---
# ```python
# count = ...                              # (num_components,)
# self.weight = ...
# for k, gaussian in enumerate(self.gaussian_list):
#     mean = ... / count[k]                # (dim,)
#     centred = X - ...                    # (sample_size, dim)
#     cov = (centred.T * ...) @ centred / ...
#     gaussian.set_mean(...)
#     gaussian.set_cov(...)
# ```

# %% exercise="GMM.m_step"

# %% [markdown]
# One E-step and one M-step make a **round**. Watch your own code go through some of them:

# %%
figures.em_rounds(GMM, X, num_components=3)

# %% [markdown]
# Below the panels is the log-likelihood. It rises in every round, quickly at first.
#
# **Find the bug.** A classmate's M-step computes each covariance with the *old* mean, the one from
# before the step. The log-likelihood still rises in every round, and the fit looks right. Which
# property does it break that you could test without knowing the answer?
#
# <details><summary>Answer</summary>
#
# After a correct M-step the mixture has exactly the mean and the second moment of the data:
# $\sum_k \pi_k \mu_k = \frac1N \sum_n x_n$ and
# $\sum_k \pi_k (\Sigma_k + \mu_k \mu_k^\top) = \frac1N \sum_n x_n x_n^\top$.
# With the old means the covariances come out too large, and the second equation fails. The check
# of `GMM.m_step` tests both. "The log-likelihood rises" is necessary, but it is not enough.
#
# </details>
#
# ## 8. The loop
#
# When should EM stop? When a round changes the total log-likelihood
# $\ell = \sum_n \log p(x_n; \theta)$ by hardly anything, compared with its size ($\varepsilon$ is
# `eps` in the code):
#
# $$
# \frac{|\ell_\text{new} - \ell_\text{old}|}{|\ell_\text{new}|} < \varepsilon .
# $$
#
# And when $\ell$ falls, there is a bug: theory says that it cannot. Almost. Near the end, $\ell$
# stands still up to rounding, and the last digit may go down. So complain about a *real* decrease
# only.
#
# ### Exercise: `GMM.fit` ({points:GMM.fit} points)
#
# Repeat E-step, M-step, log-likelihood until it stops; return the posterior. Start from the
# parameters that the object has. Raise a `ValueError` when $\ell$ really decreases.
#
# A cell that shows `[*]` and never ends is in a loop without an end. Choose *Kernel > Interrupt
# Kernel*, and ask yourself which line was to end it. (The log-likelihood is mostly negative: mind
# the absolute values.)

# %% [markdown] hints="GMM.fit"
# Which two numbers do you compare at the end of a round, and where does the older one come from in
# the very first round? How much may the new one be smaller before it is more than rounding?
#
# ---
# Stop when $|\ell_\text{new} - \ell_\text{old}| < \varepsilon\,|\ell_\text{new}|$. Rounding is about
# $10^{-16}$ of $|\ell|$ for each operation: allow $10^{-10}\,|\ell|$, and you are on the safe side.
#
# ---
# ```python
# old = ...                                # the log-likelihood at the start
# while True:
#     posterior = ...
#     ...                                  # the M-step
#     new = ...
#     if new < old - ...:
#         raise ValueError(...)
#     if abs(new - old) < ...:
#         return posterior
#     old = new
# ```

# %% exercise="GMM.fit"

# %%
np.random.seed(0)
gmm = GMM(2, 3)
posterior = gmm.fit(X)
print("weights:", gmm.weight.round(3))
print("log-likelihood, one Gaussian:", one.log_pdf(X).sum())
print("log-likelihood, the mixture: ", gmm.log_pdf(X).sum())
figures.responsibilities(X, posterior, gmm)
figures.density(gmm, X)

# %% [markdown]
# The log-likelihood is higher by more than 100. The first picture shows who probably made each
# point, the second the density of the whole mixture. Compare it with the single Gaussian of
# section 1.
#
# Step through it yourself, half a round at a time. The E-step changes the colours and leaves the
# ellipses; the M-step moves the ellipses, each as heavy as its weight, and leaves the colours.
#
# **Predict, then look.** Will another *start* end with the same ellipses? Try 1, then 8: one ends with
# the same ellipses in other colours. Which one is stuck at a lower log-likelihood? Then choose other
# data, or more components.

# %%
explore_em(GMM, X, num_components=3)

# %% [markdown]
# ## 9. Three dimensions, same code
#
# Nothing in your class knows that the data were flat. Here are two clouds in three dimensions, 100
# points about the origin and 100 about (3, 3, 3):

# %%
np.random.seed(1)
X3 = np.vstack((np.random.randn(100, 3), np.random.randn(100, 3) + 3))
gmm3 = GMM(3, 2)
posterior3 = gmm3.fit(X3)
for gaussian in gmm3.gaussian_list:
    print("mean:", gaussian.mean)
figures.posterior_strip(posterior3)
figures.pairs(X3, posterior3, gmm3)

# %% [markdown]
# The means are near (0, 0, 0) and (3, 3, 3), up to the luck of the draw. Which of them comes first
# depends on the random start: the labels of the components mean nothing.
#
# The first picture is the whole posterior, one mark for each point and component. The first hundred
# points go to one component, the second hundred to the other, almost all of them with near
# certainty. Your code was never told which half a point came from.
#
# **Think.** A few points stand between 0 and 1. Are those errors of EM? And what happens when you
# change the seed in the first line of that cell to 0?
#
# <details><summary>Answer</summary>
#
# No errors. These points lie between the clouds, and both components could well have made them. A
# posterior of 0.7 says just that: of many such points, 7 in 10 would come from this component.
# Forcing each point to its more probable label would throw this information away.
#
# With seed 0, both ellipses cover both clouds. EM climbs the hill on which it starts, and this start
# was on a lower one: a **local maximum**. The log-likelihood rose in every round all the same.
#
# </details>
#
# ## What you did
#
# You designed a class around the formulas, and wrote it in four methods of a few lines each. The
# E-step computed what to believe about the labels, the M-step fitted every component to its share
# of the data, and `fit` took turns until nothing changed. It fitted two and three dimensions
# without a change. You also saw that different starts can end in different places, and that the
# number of components was ours to choose. Both are the subject of lesson 06.
#
# **You are here:** mixtures → Jensen's bound → EM in one dimension → a Gaussian class →
# **a mixture class** ✓ → practice
