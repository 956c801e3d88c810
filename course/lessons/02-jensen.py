# ---
# jupyter:
#   lesson:
#     minutes: 60
#     beside: [mixtures]
# ---

# %% [markdown]
# # 02 · Jensen's bound
#
# In this notebook you build, for the log-likelihood of a mixture, a simpler function that lies
# below it and touches it. You prove that it lies below, and your own code finds where it touches.
#
# **After it you can**
#
# - say what *concave* means, and show it with one chord;
# - prove Jensen's inequality for the logarithm, and derive the lower bound from it;
# - name the gap between the two, and choose the $q$ that closes it;
# - say why taking turns, first $q$ and then $\theta$, can never make the log-likelihood fall.
#
# **You need** about {minutes} minutes, the density and the log-likelihood of a mixture from lesson
# 01, and the rules $\log(ab) = \log a + \log b$ and $(\log a)' = 1/a$.
#
# **You are here:** mixtures → **Jensen's bound** → EM in one dimension → a Gaussian class →
# a mixture class → practice
#
# **At hand:** [glossary](../00-welcome/glossary.md) · [formulas](../00-welcome/formulas.md)

# %% readonly="setup"
import numpy as np

import mixtures as course  # the file mixtures.py beside this notebook
from emlab import bring, check, data, explore_jensen, figures, hint

mixture_pdf = bring("01-mixtures", "mixture_pdf", otherwise=course.mixture_pdf)
log_likelihood = bring("01-mixtures", "log_likelihood", otherwise=course.log_likelihood)

# %% [markdown]
# The last two lines look for *your* functions in the folder of lesson 01, and take them when they
# pass their checks. The density of one Gaussian is given, as before:

# %% given="solutions.mixtures:normal_pdf"

# %% [markdown]
# ## 1. Two ways to maximise
#
# The parameters of a mixture are its weights, means and variances; all of them together are called
# $\theta$. Maximum likelihood wants the $\theta$ with the largest log-likelihood:
#
# $$
# \ell(\theta) = \sum_{n=1}^N \log \sum_{k=1}^K \pi_k\, \mathcal N(x_n \mid \mu_k, \sigma_k^2).
# $$
#
# No formula gives it, because the sum inside the logarithm ties all parameters together. Lesson 01
# named two ways to climb instead. The first is **gradient ascent**: from where you stand, go uphill
# by a step in proportion to the slope. The factor of proportion is the **step size**.
#
# **Predict, then look.** Below, only one mean moves. Each path starts at the square and makes up to
# twelve steps. What goes wrong when the step size is too small? And when it is too large?

# %%
x = data.two_heaps()
weight, mean, var = np.array([0.4, 0.6]), np.array([-2.0, 1.5]), np.array([1.44, 0.64])
theta = (weight, mean, var)
figures.step_sizes(log_likelihood, x, theta)

# %% [markdown]
# Too small, and it crawls. Too large, and it jumps over the top, and down. The right size is
# different for other data, and you do not know it beforehand.
#
# The second way needs no step size. Find a simpler function that lies below $\ell$ and touches it
# where you stand. Go straight to *its* highest point. There, make a new one. That is **EM**, and
# the simpler function is the **bound** of this lesson.
#
# ## 2. The hidden-variable form
#
# Each point $x$ came from one component. Which one is its **hidden label** $z$. The point and its
# label together have the **joint density**
#
# $$
# p(x, z = k; \theta) = p(z = k)\, p(x \mid z = k)
# = \pi_k\, \mathcal N(x \mid \mu_k, \sigma_k^2),
# $$
#
# because $p(z = k) = \pi_k$. In short we write $p(x, k)$. Nobody shows you $z$, so add up its
# possibilities:
#
# $$
# \log p(x; \theta) = \log \sum_{z} p(x, z; \theta).
# $$
#
# This is the **hidden-variable form**. In numbers, for one point between the heaps:

# %%
point = -0.5
joint = weight * normal_pdf(point, mean, var)  # p(x, k), one number for each component
print("p(x, k):   ", joint)
print("their sum: ", joint.sum())
print("your p(x): ", mixture_pdf(np.array([point]), *theta)[0])
figures.joint_at(normal_pdf, point, theta)

# %% [markdown]
# ## 3. The log of a sum, or a sum of logs?
#
# Each logarithm $\log p(x, k)$ is simple: $\log\pi_k$ plus a parabola in $\mu_k$. The logarithm of
# the *sum* is not. If only the logarithm could go inside the sum!
#
# **Predict before you run.** Take two values, and add them up: plainly, then each with the weight
# $\frac12$. Which is larger, the log of the sum or the sum of the logs?

# %%
q = np.array([0.5, 0.5])
for a in np.array([[1.0, 9.0], [2.0, 9.0]]):
    print("values", a)
    print("  plain:    log of sum", np.log(np.sum(a)).round(3), end="")
    print("  sum of logs", np.sum(np.log(a)).round(3))
    print("  weighted: log of sum", np.log(np.sum(q * a)).round(3), end="")
    print("  sum of logs", np.sum(q * np.log(a)).round(3))

# %% [markdown]
# They differ, so the logarithm may not simply move inside. Without weights, either can be the
# larger. With weights that sum to one, a weighted sum is a **mean**, a place between the values;
# and there the log of the mean was the larger one both times. That is no accident.
#
# ## 4. What *concave* means
#
# A **chord** is the straight line between two points of a curve. A function is **concave** when no
# chord ever rises above its curve. Look for that in the three pictures:

# %%
figures.concave_or_not()

# %% [markdown]
# Now as a formula. Give the two values $a_1$ and $a_2$ the weights $q_1$ and $q_2$, which are not
# negative and sum to one. Then $q_1 a_1 + q_2 a_2$ is a place between them. There the chord has
# height $q_1 f(a_1) + q_2 f(a_2)$, and "not above the curve" reads
#
# $$
# f(q_1 a_1 + q_2 a_2) \;\ge\; q_1 f(a_1) + q_2 f(a_2).
# $$
#
# This is the definition of concave. How do you see that $\log$ is? Its slope $1/a$ falls from left
# to right, so the curve keeps bending downwards, away from the chord between its ends. It never
# runs straight, so it touches the chord at the two ends only.

# %%
figures.chord(1, 9)

# %% [markdown]
# Read the formula off the picture. The triangle is the log of the mean, on the curve. The square is
# the mean of the logs, on the chord. The first is never below the second.
#
# ## 5. Jensen's inequality
#
# With more values the weights do the same work. Let $q_1, \dots, q_K$ be weights that sum to one.
# **Jensen's inequality** for the logarithm says
#
# $$
# \log \sum_{k=1}^K q_k a_k \;\ge\; \sum_{k=1}^K q_k \log a_k .
# $$
#
# Here is the picture. Put a mass of $q_k$ at each point $(a_k, \log a_k)$ of the curve:

# %%
figures.centre_of_mass()

# %% [markdown]
# The **centre of mass** lies at $\sum_k q_k a_k$ across and $\sum_k q_k \log a_k$ up. It cannot leave
# the shaded shape between the points, whose sides are chords. The shape lies below the curve; so
# does the centre. Try it on random values and weights:

# %%
np.random.seed(0)
gaps = []
for _ in range(1000):
    a = np.random.rand(5) * 10
    q = np.random.dirichlet(np.ones(5))  # five random weights that sum to one
    gaps.append(np.log(q @ a) - q @ np.log(a))
print("smallest gap in 1000 trials:", min(gaps))

# %% [markdown]
# Never below zero. **Predict, then look:** for which values is it zero, and can the weights alone
# close it? Move the values and their weights, and find out. (Weights come as parts: three parts
# against one make $\frac34$ and $\frac14$.) With `num_points=3` inside the parentheses you get a
# third value.

# %%
explore_jensen()

# %% [markdown]
# The gap closes when all values are *equal*: then there is nothing to average. Keep that in mind;
# it will be the E-step.
#
# ## 6. The bound for one point
#
# Jensen needs weights that sum to one, and $\sum_k p(x, k)$ shows none. So make some. Take any
# positive numbers $q(1), \dots, q(K)$ that sum to one: a **distribution of the label**. (The mixing
# weights would do. But leave the choice open: that is the trick.) Multiply and divide each term by
# its $q(k)$, which changes nothing:
#
# $$
# p(x) = \sum_{k=1}^K p(x, k) = \sum_{k=1}^K q(k)\, \frac{p(x, k)}{q(k)} .
# $$
#
# Now it is a weighted mean of the values $a_k = p(x, k)/q(k)$, whichever $q$ you take:

# %%
for q in np.array([[0.5, 0.5], [0.95, 0.05], [0.05, 0.95]]):
    a = joint / q
    print("q:", q, " values:", a.round(4), " their mean:", (q @ a).round(4))

# %% [markdown]
# The values change, their mean stays $p(x)$. Put them into Jensen's inequality, and out comes the
# **lower bound**:
#
# $$
# \log p(x) \;\ge\; \sum_{k=1}^K q(k) \log \frac{p(x, k)}{q(k)} .
# $$
#
# The logarithm is inside the sum, as we wished.
#
# ### Exercise: `jensen_proof` (10 points)
#
# The pictures made it plausible. Now prove it, on paper first. Double-click the cell below to
# write, and give each step its reason. Words count as much as formulas. A person will read it.

# %% [markdown] hints="jensen_proof"
# For part 1, put the definition of concave beside the claim: which function is $f$? For part 2, you
# may use the claim for two values and for $n - 1$ values: which two values come first? For part 3,
# when does the chord touch the curve, and what does that say about $p(x, k)/q(k)$?
#
# ---
# Part 2: $\log\big((1-q_n) A + q_n a_n\big) \ge (1-q_n) \log A + q_n \log a_n$ by part 1, and
# $A$ is a mean of $n - 1$ values with weights $q_k/(1-q_n)$. What do these sum to?
# Part 3: all values equal means $p(x, k) = c\, q(k)$ with the same $c$ for every $k$. Sum both
# sides over $k$.
#
# ---
# The skeleton, with the reasons for you to fill in:
#
# 1. "$\log$ is concave because …; the definition with $f = \log$ says …; equal only if …"
# 2. "By part 1, …. The weights $q_k/(1-q_n)$ sum to …, so by assumption $\log A \ge$ …. Put
#    together: …. Equal only if …"
# 3. "$\log p(x) = \log \sum_k q(k)\,\cdot$ … $\ge$ …. Equal if and only if all … are equal, that
#    is, if $p(x, k) = c\,q(k)$. Summing over $k$ gives $c =$ …, so $q(k) =$ …"

# %% [markdown] answer="jensen_proof" points=10

# %% [markdown] rubric="jensen_proof"

# %% [markdown]
# Part 3 says which $q$ is the best one: the **posterior** of the label, its probabilities once the
# point has been seen. In the column of section 2 it is the share of each piece.
#
# ### Exercise: `posterior_1d` ({points:posterior_1d} points)
#
# As before, compute with numpy alone. For one point, return $p(z = k \mid x) = p(x, k)/p(x)$ for
# all $k$. For example, a point midway between two components that are equal but for their means
# has the posterior `[0.5, 0.5]`.

# %% [markdown] hints="posterior_1d"
# You have computed $p(x, k)$ for all components at once, in section 2. By which one number must you
# divide it, so that the results sum to one?
#
# ---
# $p(z = k \mid x) = \dfrac{\pi_k\, \mathcal N(x \mid \mu_k, \sigma_k^2)}
# {\sum_j \pi_j\, \mathcal N(x \mid \mu_j, \sigma_j^2)}$. The denominator is $p(x)$.
#
# ---
# ```python
# joint = ... * normal_pdf(...)      # (num_components,)
# return joint / ...
# ```

# %% exercise="posterior_1d"

# %%
posterior = posterior_1d(point, *theta)
print("posterior:             ", posterior)
print("p(x, k) / posterior[k]:", joint / posterior)

# %% [markdown]
# Both values are $p(x)$. They are equal, so the gap should be closed.
#
# ### Exercise: `lower_bound` ({points:lower_bound} points)
#
# For one point and a given `q`, return the right side of the inequality, as one number. For
# example, with a single component and `q = [1.0]`, the bound is the log density itself.

# %% [markdown] hints="lower_bound"
# What stands inside the logarithm? The joint density of section 2, or the posterior? And what
# stands in front of it?
#
# ---
# $\sum_k q(k) \log \dfrac{\pi_k\, \mathcal N(x \mid \mu_k, \sigma_k^2)}{q(k)}$: a logarithm for
# each component, each counted with its $q(k)$, and then the sum.
#
# ---
# ```python
# joint = ... * normal_pdf(...)      # (num_components,)
# return np.sum(... * np.log(... / ...))
# ```

# %% exercise="lower_bound"

# %%
figures.bound_bars(mixture_pdf, posterior_1d, lower_bound, point, theta)

# %% [markdown]
# Every column reaches the same height $\log p(x)$: what the bound lacks, the gap adds. For the
# posterior there is no gap.
#
# **Find the bug.** A classmate also wants the posterior as `q`, writes the next cell, and is proud
# of a bound that is higher than yours. But *no* bound may lie above $\log p(x)$. Which line is
# wrong, and which step of your proof does it break?

# %%
q = weight * normal_pdf(point, mean, var)
print("bound:   ", lower_bound(point, q, *theta))
print("log p(x):", np.log(mixture_pdf(np.array([point]), *theta)[0]))

# %% [markdown]
# <details><summary>Answer</summary>
#
# The first line: it lacks the division by $p(x)$, so this `q` sums to 0.074 and not to one. Then
# $\sum_k q(k) a_k$ is no place between the values, and Jensen says nothing about it. A bound above
# the log-likelihood is always a sign of a bug, and `q.sum()` is the first thing to print.
#
# </details>
#
# ## 7. The gap has a name
#
# How large is the gap? Take the difference of the two sides:
#
# $$
# \begin{aligned}
# \log p(x) - \sum_k q(k) \log \frac{p(x, k)}{q(k)}
# &= \sum_k q(k) \Big( \log p(x) - \log \frac{p(x, k)}{q(k)} \Big)
# && \text{because } \textstyle\sum_k q(k) = 1 \\
# &= \sum_k q(k) \log \frac{q(k)\, p(x)}{p(x, k)}
# && \text{rules of the logarithm} \\
# &= \sum_k q(k) \log \frac{q(k)}{p(k \mid x)}
# && \text{Bayes: } p(x, k) = p(k \mid x)\, p(x).
# \end{aligned}
# $$
#
# The last line is the **Kullback-Leibler divergence** $\mathrm{KL}(q \,\|\, p(z \mid x))$. It
# measures how far $q$ is from the posterior. You have just proved its two great properties: it is
# never negative, since the bound is never above; and it is zero only if $q$ is the posterior. In
# your own numbers:

# %%
posterior = posterior_1d(point, *theta)
log_p = np.log(mixture_pdf(np.array([point]), *theta)[0])
for q in np.array([[0.5, 0.5], [0.95, 0.05], [0.05, 0.95]]):
    gap = log_p - lower_bound(point, q, *theta)
    print("q:", q, " gap:", gap.round(6), " KL:", np.sum(q * np.log(q / posterior)).round(6))

# %% [markdown]
# ## 8. The bound for all the data
#
# One point had one $q$. Now give each point $x_n$ a $q_n$ of its own, and add up all the bounds. A
# sum of lower bounds is a lower bound of the sum:
#
# $$
# \ell(\theta) = \sum_{n=1}^N \log p(x_n; \theta) \;\ge\;
# \mathcal L(q, \theta) = \sum_{n=1}^N \sum_{k=1}^K q_n(k) \log \frac{p(x_n, k; \theta)}{q_n(k)} .
# $$
#
# Choose each $q_n$ as the posterior under parameters $\theta_\text{old}$, and keep it. As a function
# of $\theta$, the bound then touches $\ell$ at $\theta_\text{old}$.
#
# ### Exercise: `tight_bound` ({points:tight_bound} points)
#
# Return this $\mathcal L$ with $q$ made from `old`, evaluated at `new`. Both are tuples
# `(weight, mean, var)` like `theta`. You have written the two pieces already: call them.

# %% [markdown] hints="tight_bound"
# Take one point first. Which of the two sets of parameters makes its `q`? And which one stands in
# the joint density inside the bound?
#
# ---
# $\sum_n \sum_k q_n(k) \log \dfrac{p(x_n, k; \theta_\text{new})}{q_n(k)}$ with
# $q_n(k) = p(z = k \mid x_n; \theta_\text{old})$. In a call, `*old` hands over the three arrays of
# the tuple one by one.
#
# ---
# ```python
# total = 0.0
# for point in x:
#     q = ...                        # from old
#     total += ...                   # at new
# return total
# ```

# %% exercise="tight_bound"

# %%
old = (weight, np.array([-2.0, -1.0]), var)
print("at old:   bound", tight_bound(x, old, old), " log-likelihood", log_likelihood(x, *old))
print("at theta: bound", tight_bound(x, old, theta), " log-likelihood", log_likelihood(x, *theta))

# %% [markdown]
# ## 9. Maximise in turn: first q, then θ
#
# Now you have a function of two things, $\mathcal L(q, \theta)$, and may push it up by either of
# them. Here is your bound beside your log-likelihood, over the mean of component 1. **Predict, then
# look:** where do they touch, and do they cross there?

# %%
figures.touching_bound(tight_bound, log_likelihood, x, old)

# %% [markdown]
# They touch at the old mean, with the same slope, and do not cross. So go to the bound's highest
# point, the triangle. The log-likelihood there is at least as high as the triangle, and so higher
# than where you stood. Then make a new bound:

# %%
figures.touching_bound(tight_bound, log_likelihood, x, old, rounds=3)

# %% [markdown]
# Three rounds, no step size, and almost at the top. The two moves have names:
#
# - **E-step:** fix $\theta$, maximise $\mathcal L$ in $q$. The best $q_n$ is the posterior, and it
#   lifts the bound until it touches.
# - **M-step:** fix $q$, maximise $\mathcal L$ in $\theta$. That is easy, because the logarithm is
#   inside the sum. Here only one mean moved; lesson 03 moves all the parameters.
#
# One round leads from $\theta_\text{old}$ to $\theta_\text{new}$, and
#
# $$
# \begin{aligned}
# \ell(\theta_\text{new}) &\ge \mathcal L(q, \theta_\text{new}) && \text{the bound is never above} \\
# &\ge \mathcal L(q, \theta_\text{old}) && \theta_\text{new} \text{ maximises it} \\
# &= \ell(\theta_\text{old}) && \text{it touches there.}
# \end{aligned}
# $$
#
# So the log-likelihood never falls.
#
# **Think.** Why must the two curves have the same slope where they touch? And what follows if
# $\theta_\text{old}$ already is the highest point of its own bound?
#
# <details><summary>Answer</summary>
#
# The difference, log-likelihood minus bound, is never negative, and it is zero at the touching
# point. So it has a minimum there, its slope is zero, and the two slopes agree. If the bound is
# highest right there, its slope is zero, and so is that of the log-likelihood: EM stands still only
# where gradient ascent would stand still too. That may be the top, or only the top of a smaller
# hill.
#
# </details>
#
# ## What you did
#
# You saw that a concave curve lies above its chords, and proved Jensen's inequality from it. With a
# distribution $q$ of the label it gave a lower bound on the log-likelihood, with the logarithm
# inside the sum. The gap was a Kullback-Leibler divergence, and the posterior closed it. Climbing
# the bound instead of the log-likelihood needed no step size and could not fail to go up. In
# lesson 03 you derive the highest point of the bound as a formula, and that is EM.
#
# **You are here:** mixtures → **Jensen's bound** ✓ → EM in one dimension → a Gaussian class →
# a mixture class → practice
