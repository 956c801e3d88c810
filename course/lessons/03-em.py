# ---
# jupyter:
#   lesson:
#     minutes: 60
#     beside: [mixtures, jensen]
# ---

# %% [markdown]
# # 03 · EM in one dimension
#
# In this notebook you turn the bound of lesson 02 into an algorithm. You guess its two steps, derive
# them, and let them run until a mixture fits.
#
# **After it you can**
#
# - say why EM takes two steps in turn, and why the log-likelihood cannot fall;
# - write the E-step and the M-step for numbers on a line;
# - derive the M-step, and say what a Lagrange multiplier does in it;
# - decide when to stop, and notice a bug from one number.
#
# **You need** about {minutes} minutes, the log-likelihood of lesson 01, the posterior and the bound of
# lesson 02, and derivatives.
#
# **You are here:** mixtures → Jensen's bound → **EM in one dimension** → a Gaussian class →
# a mixture class → practice
#
# **At hand:** [glossary](../00-welcome/glossary.md) · [formulas](../00-welcome/formulas.md)

# %% readonly="setup"
import numpy as np

from emlab import bring, check, data, explore_bound, figures, hint
from jensen import tight_bound as course_tight_bound  # the files beside this notebook
from mixtures import log_likelihood as course_log_likelihood

log_likelihood = bring("01-mixtures", "log_likelihood", otherwise=course_log_likelihood)
tight_bound = bring("02-jensen", "tight_bound", otherwise=course_tight_bound)

# %% [markdown]
# The last two lines look for *your* functions, in the notebooks of lessons 01 and 02 next door. Where
# one is missing or does not pass its check, they take the course's.
#
# The density of one Gaussian is given again. Mind its third argument, the *variance* $\sigma^2$:

# %% given="solutions.mixtures:normal_pdf"

# %% [markdown]
# ## 1. Two easy problems that wait for each other
#
# Here are the 200 numbers of `data.two_heaps()`, drawn from two Gaussians: left with their labels, right
# without.

# %%
x, z = data.labelled_heaps()
figures.labels_known_or_hidden(x, z)

# %% [markdown]
# - *If you knew every label* $z_n$, the parameters $\theta$ would be easy. That was
#   `fit_complete_data`: each component gets the share, the mean and the variance of its own points.
# - *If you knew* $\theta$, the labels would be easy, as far as they can be known. Bayes' rule gives the
#   posterior of each.
#
# On the right you know neither. Each problem waits for the answer of the other.
#
# Write the first one down in a form that will be useful. The **indicator** $1[z_n = k]$ is 1 when
# point $n$ has label $k$, and 0 otherwise. With it, $N_k = \sum_n 1[z_n = k]$ counts the points of
# component $k$, and
#
# $$
# \pi_k = \frac{N_k}{N}, \qquad
# \mu_k = \frac{1}{N_k} \sum_{n=1}^N 1[z_n = k]\, x_n, \qquad
# \sigma_k^2 = \frac{1}{N_k} \sum_{n=1}^N 1[z_n = k]\, (x_n - \mu_k)^2 .
# $$
#
# Keep these three in mind. They will come back, with one thing exchanged.
#
# ## 2. The plan: raise the bound in two ways, in turn
#
# Let $q_n(k)$ be *any* distribution of the label of point $n$. In lesson 02 you proved a lower bound on
# the log-likelihood $\ell(\theta) = \sum_n \log p(x_n; \theta)$:
#
# $$
# \mathcal L(q, \theta) = \sum_{n=1}^N \sum_{k=1}^K q_n(k)
# \log \frac{\pi_k\, \mathcal N(x_n \mid \mu_k, \sigma_k^2)}{q_n(k)} \;\le\; \ell(\theta).
# $$
#
# The gap is the divergence KL between $q_n$ and the posterior, summed over the points. It is zero when
# every $q_n$ *is* the posterior.
#
# The bound has two arguments. **Alternate maximisation** raises it in one at a time, as you did at the end
# of lesson 02:
#
# - The **E-step** keeps $\theta$ and chooses the best $q$. Moving $q$ leaves $\ell(\theta)$ where it is.
#   So the bound is highest where the gap is zero: at the posterior.
# - The **M-step** keeps $q$ and chooses the best $\theta$.
#
# (E stands for expectation, M for maximisation.) One of each is a **round**, and a round can only go up:
#
# $$
# \ell(\theta_\text{old})
# = \mathcal L(q, \theta_\text{old})
# \le \mathcal L(q, \theta_\text{new})
# \le \ell(\theta_\text{new}).
# $$
#
# First the bound touches, then it is climbed, and the log-likelihood is never below it.
#
# ## 3. The E-step
#
# Do one by hand: data 1, 2, 3, two components with weights ½, means 1 and 3, variances 1.
#
# **Predict, then look.** How much of the point 2 will belong to component 0? And of the point 1: all of
# it?

# %%
three = np.array([1.0, 2.0, 3.0])
start = (np.array([0.5, 0.5]), np.array([1.0, 3.0]), np.array([1.0, 1.0]))

pieces = 0.5 * normal_pdf(1.0, np.array([1.0, 3.0]), 1.0)
print("point 1, weighted densities:", pieces.round(4))
print("point 1, posterior:         ", (pieces / pieces.sum()).round(3))

# %% [markdown]
# The point 1 sits on the mean of component 0, and still belongs to component 1 by 0.119. The point 2
# lies midway, so each component has half of it. The point 3 mirrors the point 1.
#
# ### Exercise: `e_step_1d` ({points:e_step_1d} points)
#
# Compute the posterior $r_{nk} = p(z_n = k \mid x_n; \theta)$ of all points: the **responsibility** of
# component $k$ for point $n$. Use numpy alone, and leave the arguments as they are. For example,
# `e_step_1d(three, *start)` has the rows (0.881, 0.119), (0.5, 0.5) and (0.119, 0.881). The star hands
# over the three arrays of `start` one by one.

# %% [markdown] hints="e_step_1d"
# In `posterior_1d` you did this for one number. Now there is a row for each point and a column for each
# component. Which sum turns a row into probabilities?
#
# ---
# $r_{nk} = \dfrac{\pi_k\, \mathcal N(x_n \mid \mu_k, \sigma_k^2)}
# {\sum_j \pi_j\, \mathcal N(x_n \mid \mu_j, \sigma_j^2)}$: first the numerators, then each row divided
# by its own sum.
#
# ---
# ```python
# joint = np.zeros((len(x), len(weight)))
# for k in range(len(weight)):
#     joint[:, k] = ...
# return joint / ...                       # one sum a row: keepdims=True
# ```

# %% exercise="e_step_1d"

# %% [markdown]
# Now the 200 numbers, with a rough guess of the parameters. Each point has one mark for each component:

# %%
guess = (np.array([0.5, 0.5]), np.array([0.0, 1.0]), np.array([1.0, 1.0]))
figures.responsibilities_1d(x, e_step_1d(x, *guess), guess)

# %% [markdown]
# The marks cross at ½ where the weighted densities cross. No point belongs wholly to one component.
#
# **Think.** You give component 0 the weight 0.9. Which way does the crossing move?
#
# <details><summary>Answer</summary>
#
# To the right, towards component 1. A component that makes more points is the likelier source of a
# doubtful one, so component 0 now wins further out.
#
# </details>
#
# ## 4. The M-step, guessed
#
# With known labels the formulas of section 1 would finish the job. You do not have the indicator
# $1[z_n = k]$, which says *whether* point $n$ belongs to component $k$. But you have $q_n(k) = r_{nk}$,
# which says *how much*. So put it in the indicator's place. With $N_k = \sum_n r_{nk}$,
#
# $$
# \pi_k = \frac{N_k}{N}, \qquad
# \mu_k = \frac{1}{N_k} \sum_{n=1}^N r_{nk}\, x_n, \qquad
# \sigma_k^2 = \frac{1}{N_k} \sum_{n=1}^N r_{nk}\, (x_n - \mu_k)^2 .
# $$
#
# By hand, for component 0 and the data 1, 2, 3:
#
# | | |
# |---|---|
# | $N_0$ | 0.881 + 0.5 + 0.119 = 1.5 points in total |
# | $\pi_0$ | 1.5 / 3 = 0.5 |
# | $\mu_0$ | (0.881 · 1 + 0.5 · 2 + 0.119 · 3) / 1.5 = 1.492 |
# | $\sigma_0^2$ | (0.881 · 0.492² + 0.5 · 0.508² + 0.119 · 1.508²) / 1.5 = 0.409 |

# %%
figures.weighted_points(three, e_step_1d(three, *start))

# %% [markdown]
# The larger a mark, the more it pulls the mean, drawn as a line. The variance is measured from that *new*
# mean.
#
# ## 5. The M-step, derived
#
# A guess that looks right can be wrong. So maximise the bound. Take its logarithm apart, and keep what
# depends on $\theta$:
#
# $$
# Q(\theta) = \sum_{n=1}^N \sum_{k=1}^K r_{nk} \Big[ \log \pi_k - \tfrac12 \log(2\pi \sigma_k^2)
# - \frac{(x_n - \mu_k)^2}{2 \sigma_k^2} \Big].
# $$
#
# (The $\pi$ before $\sigma_k^2$ is the number 3.14….) Look at what Jensen has bought you: the logarithm
# stands directly before each Gaussian, no sum is in its way, and no two components share a term.
#
# **The means.** Set the derivative to zero; only the terms of component $k$ hold $\mu_k$.
#
# | step | reason |
# |---|---|
# | $\dfrac{\partial Q}{\partial \mu_k} = \sum_n r_{nk} \dfrac{x_n - \mu_k}{\sigma_k^2} = 0$ | the derivative of the square; at a maximum the slope is zero |
# | $\sum_n r_{nk}\, x_n = \mu_k \sum_n r_{nk} = \mu_k N_k$ | times $\sigma_k^2$; $\mu_k$ does not depend on $n$ |
# | $\mu_k = \frac{1}{N_k} \sum_n r_{nk}\, x_n$ | divided by $N_k$ |
#
# Below this $\mu_k$ the slope is positive, above it negative: it is a maximum.
#
# **The variances** are left to you.
#
# **The weights.** Here a zero derivative is too much to ask. $\partial Q / \partial \pi_k = N_k / \pi_k$ is
# always positive: larger weights are always better. Only the condition $\sum_k \pi_k = 1$ stops them. So
# look for the highest point *on the line* where they sum to one. Contours (grey) join points of equal
# $Q$:

# %%
figures.multiplier(e_step_1d(x, *guess).sum(axis=0))

# %% [markdown]
# At the best point on the line, the steepest way up points straight across the line; anywhere else a step
# along the line would still go up. Straight across is the direction $(1, \dots, 1)$, so at the best point
# the derivatives $N_k / \pi_k$ all equal one number $\lambda$, the **Lagrange multiplier**.
#
# | step | reason |
# |---|---|
# | $\dfrac{\partial}{\partial \pi_k} \Big[ Q(\theta) - \lambda \Big( \sum_j \pi_j - 1 \Big) \Big] = \dfrac{N_k}{\pi_k} - \lambda = 0$ | the same, written as one zero derivative |
# | $N_k = \lambda\, \pi_k$ | times $\pi_k$ |
# | $N = \sum_k N_k = \lambda \sum_k \pi_k = \lambda$ | summed over $k$; the responsibilities of a point sum to 1, and so do the weights |
# | $\pi_k = N_k / N$ | with $\lambda = N$ |
#
# ### Exercise: the variances, and the condition (8 points)
#
# Derive $\sigma_k^2$ in the cell below, one step a line with its reason, as in the tables above. Formulas
# go between dollar signs; words will do where you have no formula. It is graded by hand.

# %% [markdown] hints="m_step_derivation"
# Which terms of $Q$ hold $\sigma_k^2$ at all? And do you differentiate by $\sigma_k$, or is it easier to
# call $\sigma_k^2$ a name of its own, $v$?
#
# ---
# $\dfrac{d}{dv} \log v = \dfrac1v$ and $\dfrac{d}{dv} \dfrac1v = -\dfrac{1}{v^2}$. For part 3, ask of each
# of the three parameters: may I move it freely, or does moving it break a condition?
#
# ---
# Part 2 has this shape:
#
# $$
# \sum_n r_{nk} \Big[ -\frac{\dots}{2v} + \frac{\dots}{2v^2} \Big] = 0
# \quad\Rightarrow\quad v \sum_n r_{nk} = \dots
# $$
#
# Part 3: look for the one line in the table of the weights where $\sum_k \pi_k$ is *replaced*.

# %% [markdown] answer="m_step_derivation" points=8

# %% [markdown] rubric="m_step_derivation"

# %% [markdown]
# ### Exercise: `m_step_1d` ({points:m_step_1d} points)
#
# Now the code: from the posterior, return `weight`, `mean` and `var`. For example, from the posterior of
# section 3 component 0 gets 0.5, 1.492 and 0.409. And from a posterior of zeros and ones you get what
# `fit_complete_data` returns.

# %% [markdown] hints="m_step_1d"
# In every formula the sum runs over $n$. Which axis of `posterior` is that? And which of the three results
# must be there before the variance can be computed?
#
# ---
# $N_k = \sum_n r_{nk}$, $\pi_k = N_k / N$, $\mu_k = \frac{1}{N_k} \sum_n r_{nk} x_n$, and
# $\sigma_k^2 = \frac{1}{N_k} \sum_n r_{nk} (x_n - \mu_k)^2$ with the new $\mu_k$.
#
# ---
# ```python
# count = ...                              # (num_components,)
# weight = ...
# mean, var = np.zeros(len(count)), np.zeros(len(count))
# for k in range(len(count)):
#     mean[k] = np.sum(... * x) / ...
#     var[k] = np.sum(... * (x - ...) ** 2) / ...
# return ...                               # the three arrays
# ```

# %% exercise="m_step_1d"

# %% [markdown]
# Test the derivation on your own numbers. `tight_bound(x, guess, theta)` is the bound whose $q$ comes from
# `guess`, evaluated at `theta`. Nudge one parameter up and down; the difference shows the slope:

# %%
new = m_step_1d(x, e_step_1d(x, *guess))


def slope(theta, part, k, small=1e-4):
    up, down = ([values.copy() for values in theta] for _ in range(2))
    up[part][k] += small
    down[part][k] -= small
    rise = tight_bound(x, guess, up) - tight_bound(x, guess, down)
    return round(rise / (2 * small), 3) + 0.0  # + 0.0: no "-0.000"


for name, part in (("mean[0]", 1), ("var[0]", 2)):
    before, after = slope(guess, part, 0), slope(new, part, 0)
    print(f"slope of the bound in {name}: {before:8.3f} before the M-step, {after:8.3f} after")

# %% [markdown]
# After the M-step the bound is level, in the mean and in the variance. For the weights, the slope itself is
# not zero; but every step *along the line* must lead down. So nudge a weight, and divide by the sum to come
# back to the line:

# %%
weight, mean, var = m_step_1d(x, e_step_1d(x, *guess))
for nudge in (-0.05, 0.0, 0.05):
    moved = weight + np.array([nudge, 0.0])
    moved = moved / moved.sum()
    print("weights", moved.round(3), "bound", tight_bound(x, guess, (moved, mean, var)).round(3))

# %% [markdown]
# The weights that you computed, in the middle, give the highest bound.
#
# ## 6. A round, and why it goes up
#
# One E-step and one M-step of yours, from the guess:

# %%
figures.em_round_1d(e_step_1d, m_step_1d, x, guess)

# %% [markdown]
# Now see the chain of section 2. Hold everything still except the mean of component 0: then the
# log-likelihood is a curve. The start is bad on purpose, at 4, to the right of all data.

# %%
held = (np.array([0.42, 0.58]), np.array([4.0, 1.5]), np.array([1.35, 0.70]))
figures.bound_climbs(e_step_1d, m_step_1d, x, held)

# %% [markdown]
# The E-step lifts the bound until it touches the black curve at the point where EM stands. The M-step
# moves to the top of the bound. There the black curve lies above the bound again: the log-likelihood has
# risen by even more.
#
# **Predict, then look.** The next picture shows the same walk, one round longer, as columns: log-likelihood
# = bound + gap. After which half-steps is there no gap? And which half-steps raise the log-likelihood?

# %%
figures.em_bars(e_step_1d, m_step_1d, x, held, component=0)

# %% [markdown]
# An E-step closes the gap and leaves the number on top as it was. Only an M-step raises it, and opens a
# new gap.
#
# **Predict, then look.** Step through it yourself. The mean starts at 4 and the top is near −2. Which
# half-step will carry it farthest: the first, or one on the way?

# %%
explore_bound(e_step_1d, m_step_1d, x, held)

# %% [markdown]
# The second M-step: it moves the mean by 2.6, the first by 2.4 only. As long as the mean stands to the
# right of the data, the points that count for component 0 are mostly those of the right heap.
#
# Back to the data 1, 2, 3, with all parameters free again. The log-likelihood at the start, as
# round 0, and after two rounds:

# %%
theta = start
for number in range(3):
    print(f"round {number}: {log_likelihood(three, *theta):.3f}")
    theta = m_step_1d(three, e_step_1d(three, *theta))

# %% [markdown]
# **Find the bug.** A classmate wrote a density of their own and does the same. How do you notice that
# something is wrong, without knowing the right answer? And in which line is it?

# %%
weight, mean, var = start


def classmates_pdf(x, mean, deviation):
    return np.exp(-0.5 * ((x - mean) / deviation) ** 2) / (np.sqrt(2 * np.pi) * deviation)


for number in range(3):
    joint = np.array([weight[k] * classmates_pdf(three, mean[k], var[k]) for k in range(2)]).T
    print(f"round {number}: {np.log(joint.sum(axis=1)).sum():.3f}")
    weight, mean, var = m_step_1d(three, joint / joint.sum(axis=1, keepdims=True))

# %% [markdown]
# <details><summary>Answer</summary>
#
# The log-likelihood goes from −3.676 down to −6.195, and it cannot fall. So one of the steps does not do
# what the theory says.
#
# The density takes a standard *deviation*, and is handed the *variance*: `np.sqrt(var[k])` would be right.
# At the start both are 1, so the first number is correct, and the bug hides. One round later the variance
# is 0.409 and the deviation 0.639; from there on the curves are too narrow. No error, no NaN, all
# shapes right: only this number tells.
#
# </details>
#
# ## 7. The loop, and when to stop
#
# EM comes closer and closer to a maximum, and never quite arrives. Stop when a round changes the
# log-likelihood by hardly anything *compared with its size*:
#
# $$
# \frac{|\ell_\text{new} - \ell_\text{old}|}{|\ell_\text{new}|} < \varepsilon .
# $$
#
# Why compared with its size? $\ell$ is a sum over all points: a change of 0.01 is much for ten points, and
# nothing for a million. Why absolute values? $\ell$ is mostly negative. Without the bars below, the
# quotient would be negative, hence smaller than $\varepsilon$, and EM would stop after one round.
#
# ### Exercise: `em_1d` ({points:em_1d} points)
#
# Repeat both steps until that happens. Return the parameters and the **trace**: the log-likelihood at the
# start and after each round, as one array. Should a cell show `[*]` for ever, choose *Kernel > Interrupt
# Kernel*, and ask which line was to end the loop. For example, with `eps=0.1` the run on `three` from
# `start` stops after two rounds, and its trace is (−4.389, −3.549, −3.487).

# %% [markdown] hints="em_1d"
# Which two entries of the trace do you compare after a round? And where does the first entry come from,
# before any round is done?
#
# ---
# Stop when $|\ell_\text{new} - \ell_\text{old}| < \varepsilon\, |\ell_\text{new}|$, where $\ell_\text{new}$
# is computed with the parameters *after* the M-step.
#
# ---
# ```python
# trace = [...]                            # the log-likelihood of the start
# while True:
#     posterior = ...
#     weight, mean, var = ...
#     trace.append(...)
#     if abs(trace[-1] - trace[-2]) < ...:
#         return ..., np.array(trace)
# ```

# %% exercise="em_1d"

# %%
weight, mean, var, trace = em_1d(x, *guess)
print("weights", weight.round(2), "means", mean.round(2), "variances", var.round(2))
figures.em_trace(trace)
figures.fit_1d(x, (weight, mean, var))

# %% [markdown]
# On the left the climb seems to be over after ten rounds. The logarithmic scale on the right shows that EM
# goes on improving, a little less in each round, until the change passes below $\varepsilon$.
#
# The numbers were drawn from Gaussians with means −2 and 1.5, and variances 1.44 and 0.64. Your code never
# saw a label.
#
# **Think.** Start with two *equal* components, `np.array([1.0, 1.0])` for the means. How many rounds does
# EM take, and what does it find? Try it.
#
# <details><summary>Answer</summary>
#
# Two rounds. Equal components get equal responsibilities, hence equal updates, and stay equal for ever:
# a single Gaussian, written twice. The log-likelihood stands still, far below the maximum. That it stopped
# rising says that EM has come to rest, not that it is at the top. Lesson 06 returns to this.
#
# </details>
#
# ## What you did
#
# You had two problems that waited for each other, and took them in turn. The E-step put the posterior in
# the place of the unknown labels, which lifted the bound until it touched the log-likelihood. The M-step
# climbed it; you guessed its formulas from those for known labels, derived them, and tested the
# derivation with numbers. The weights needed a Lagrange multiplier, which turned out to be the number of
# points. And you saw that a log-likelihood that fell gave a bug away.
#
# Next you need a Gaussian for more than one dimension.
#
# **You are here:** mixtures → Jensen's bound → **EM in one dimension** ✓ → a Gaussian class →
# a mixture class → practice
