# ---
# jupyter:
#   lesson:
#     minutes: 50
# ---

# %% [markdown]
# # 01 · Mixtures, and what makes them hard to fit
#
# In this notebook you meet data that came from two sources, describe them by a mixture of two
# Gaussians, and find out what stands in the way of fitting one.
#
# **After it you can**
#
# - draw from a mixture, and write down its density;
# - say what a hidden label is, and what it would be worth to know it;
# - compute a log-likelihood, and choose parameters by maximum likelihood;
# - explain why the fit of a mixture has no formula, and more than one answer.
#
# **You need** about {minutes} minutes, numpy arrays, derivatives, and the one-dimensional
# Gaussian with its mean, variance and deviation.
#
# **You are here:** **mixtures** → Jensen's bound → EM in one dimension → a Gaussian class →
# a mixture class → practice
#
# **At hand:** [glossary](../00-welcome/glossary.md) · [formulas](../00-welcome/formulas.md)

# %% readonly="setup"
import numpy as np

from emlab import check, data, explore_labels, explore_mixture, explore_surface, figures, hint

# %% [markdown]
# ## 1. Two bumps
#
# Here are 200 numbers, `x[n]` for each data point $x_n$.

# %%
x = data.two_heaps()
print("shape:", x.shape)
print("mean:", x.mean().round(2), " deviation:", x.std().round(2))

# %% [markdown]
# **Predict, then look.** Take the Gaussian with this mean and this deviation. Where is it highest,
# and how many data points are near that place?

# %%
figures.one_bell(x)

# %% [markdown]
# It promises most where the data have a dip, and it misses both bumps. No other mean or deviation
# would help: a Gaussian has one bump. These numbers look as if they came from *two* sources,
# each with a Gaussian of its own.
#
# ## 2. A mixture: first choose a source, then draw
#
# A **mixture** makes a data point in two steps. First, chance chooses one of $K$ sources, the
# **components**. Component $k$ is chosen with probability $\pi_k$, its **mixing weight**. Then the
# point is drawn from the chosen component, which has a density $p_k$. The density of the
# whole is
#
# $$
# p(x) = \sum_{k=1}^K \pi_k\, p_k(x), \qquad \pi_k \ge 0, \qquad \sum_{k=1}^K \pi_k = 1.
# $$
#
# Each component counts as much as its share. Why must the weights sum to one? Every point comes
# from exactly one component, so the shares make up the whole. And a density has area one: each
# $p_k$ has, so the area under $p$ is $\sum_k \pi_k \cdot 1$.
#
# The number of the chosen component is the **label** $z$ of the point. Take two components with
# equal weights, $\mathcal N(-5, 1)$ and $\mathcal N(5, 1)$. Toss a fair coin for $z \in \{0, 1\}$,
# draw the noise $\varepsilon \sim \mathcal N(0, 1)$, and put
#
# $$
# x = \varepsilon + 10 z - 5 .
# $$
#
# With $z = 0$ this is noise around $-5$, with $z = 1$ noise around $5$.
#
# ### Exercise: `gmm_sampling` ({points:gmm_sampling} points)
#
# Return `sample_size` such draws as an array of shape `(sample_size,)`. Use the random numbers of
# `np.random`, so that `np.random.seed` makes your draws repeatable. Here and in every answer,
# compute with numpy alone. For example, `gmm_sampling(4)` gives four numbers, each of them near
# $-5$ or near $5$; about half of many draws are negative.

# %% [markdown] hints="gmm_sampling"
# Every draw needs a coin of its own. How many coins do you toss, and how many numbers of noise do
# you draw?
#
# ---
# $x_n = \varepsilon_n + 10 z_n - 5$ for $n = 1, \dots, N$. `np.random.binomial(1, 0.5, N)` tosses
# $N$ fair coins, and `np.random.randn(N)` draws $N$ numbers from $\mathcal N(0, 1)$.
#
# ---
# ```python
# z = np.random.binomial(1, ..., ...)      # (sample_size,), zeros and ones
# noise = np.random.randn(...)             # (sample_size,)
# return noise + ...
# ```

# %% exercise="gmm_sampling"

# %% [markdown]
# The check knows no answers: it tests what must hold for every right one. If a line shows ✗,
# read the sentences at the end of the block, mend your function, and run both cells again. Stuck?
# Unfold the hints above your answer, one at a time; in a cell of its own,
# `hint("gmm_sampling")` shows the same.
#
# Now 10 000 of your draws in 100 bars, scaled so that the bars have area one together. Then the
# density can stand over them:

# %%
np.random.seed(0)
draws = gmm_sampling(10_000)
figures.draws_and_density(draws, bins=100)

# %% [markdown]
# **Predict, then look.** A classmate draws one number from *each* component and takes the average
# of the two: "half and half". What will the histogram of these averages look like?

# %%
np.random.seed(0)
left = np.random.randn(10_000) - 5
right = np.random.randn(10_000) + 5
figures.mixture_or_average(gmm_sampling, (left + right) / 2)

# %% [markdown]
# One bump at 0, where the mixture has next to nothing. A mixture averages the *densities*, not the
# draws. Every single draw comes from one component or from the other, never from both.
#
# ## 3. The label is hidden
#
# Your function used $z$, and did not return it. Such a quantity, which took part in making the
# data but is not among them, is a **hidden variable**. The numbers of section 1 have labels
# too, and for once you may see them:

# %%
x, z = data.labelled_heaps()
print("x:", x[:6].round(2))
print("z:", z[:6])
figures.hidden_labels(x, z)

# %% [markdown]
# The right picture is all that one usually has.
#
# **Predict, then look.** Below, a window shows the labels of the points inside it, and no others. It
# stands around $-0.5$: how many of its 12 points will have label 0? Then move it. Where is a label
# anybody's guess?

# %%
explore_labels(x, z)

# %% [markdown]
# Of the 20 points around $0$, 10 have label 0 and 10 have label 1: the components overlap there, and
# nobody could tell from where such a point came. Elsewhere one label has the larger *share*, and you
# can guess better.
#
# ## 4. The density in code
#
# The density of one Gaussian is given. Mind its third argument: it is the *variance* $\sigma^2$.

# %% given="solutions.mixtures:normal_pdf"

# %% [markdown]
# With a Gaussian for every component, you have the **Gaussian mixture**:
#
# $$
# p(x; \theta) = \sum_{k=1}^K \pi_k\, \mathcal N(x \mid \mu_k, \sigma_k^2).
# $$
#
# All its parameters together, weights, means and variances, are called $\theta$. In several
# dimensions the variance becomes a covariance matrix $\Sigma_k$, and
# $\theta = (\pi, \mu, \Sigma)$; that is lesson 04. In code, three arrays of length $K$ hold them:
# `weight`, `mean` and `var`. Python counts from 0, so the first component is `mean[0]`.
#
# ### Exercise: `mixture_pdf` ({points:mixture_pdf} points)
#
# Return $p(x_n; \theta)$ for every entry of `x`. For example, the weights 0.25 and 0.75, means 0
# and 3, and variances 1 and 4 give about 0.1483 at $x = 0$ and 0.1507 at $x = 3$.

# %% [markdown] hints="mixture_pdf"
# The result has one number for each entry of `x`. The sum runs over something else: over what?
#
# ---
# $p(x_n) = \pi_1\, \mathcal N(x_n \mid \mu_1, \sigma_1^2) + \dots +
# \pi_K\, \mathcal N(x_n \mid \mu_K, \sigma_K^2)$. `normal_pdf` takes a whole array `x` with one
# mean and one variance, and gives an array of the same shape.
#
# ---
# ```python
# density = np.zeros(...)                 # (sample_size,)
# for k in range(len(weight)):
#     density += ... * normal_pdf(x, ..., ...)
# return density
# ```

# %% exercise="mixture_pdf"

# %%
weight = np.array([0.4, 0.6])
mean = np.array([-2.0, 1.5])
var = np.array([1.44, 0.64])
figures.mixture_curves(mixture_pdf, weight, mean, var, x)

# %% [markdown]
# That is your function, called at 601 places. The dashed curves are $\pi_k\, p_k(x)$; at every
# place they add up to the mixture.
#
# **Find the bug.** A classmate writes `normal_pdf(x, mean[k], np.sqrt(var[k]))`. The area under
# their curve is still one, the bumps are where they should be, and for the mixture of section 2
# it agrees with yours to the last digit. What is wrong, and which mixture would show it?
#
# <details><summary>Answer</summary>
#
# A deviation is passed where a variance is meant. The result *is* a density, so the area says
# nothing; it is only the wrong one, with bumps of the wrong width. In section 2 the variances are
# 1, which equals its own root. A variance of 4 would show it: one component
# $\mathcal N(0, 4)$ is $0.1995$ high at 0, theirs $0.2821$. Test with numbers on which a
# mistake makes a difference.
#
# </details>
#
# ## 5. Maximum likelihood: let the data choose
#
# Where did those parameters come from? They were a guess. To compare guesses, start with something
# simpler: you toss a coin ten times and see seven heads. If heads has probability $p$, then just
# this sequence of tosses has probability
#
# $$
# L(p) = p^7 (1-p)^3 .
# $$
#
# The tosses are known, and $p$ is not. Read as a function of the unknown parameter, the
# probability of the data is called the **likelihood**. **Maximum likelihood** chooses the
# parameter that makes it largest. The logarithm always rises, so $\log L$ is largest at the
# same place, and it turns the product into a sum, $7 \log p + 3 \log(1-p)$.

# %%
p = np.linspace(0.01, 0.99, 99)
coin = 7 * np.log(p) + 3 * np.log(1 - p)
print("best of 99 values of p:", p[coin.argmax()].round(2))
figures.coin_likelihood(heads=7, tosses=10)

# %% [markdown]
# Setting the derivative $7/p - 3/(1-p)$ to zero gives $p = 7/10$: the *share* of heads.
#
# For our numbers, the density takes the place of the probability. Suppose that the data are
# **independent and identically distributed** (iid): each is drawn from the same $p(x; \theta)$, and
# none depends on another. Then their densities multiply, and the logarithm is a sum again, the
# **log-likelihood**:
#
# $$
# \ell(\theta) = \log \prod_{n=1}^N p(x_n; \theta)
# = \sum_{n=1}^N \log \sum_{k=1}^K \pi_k\, \mathcal N(x_n \mid \mu_k, \sigma_k^2).
# $$
#
# Two sums, and the logarithm stands between them: outside the sum over components, inside the sum
# over data.
#
# ### Exercise: `log_likelihood` ({points:log_likelihood} points)
#
# Return $\ell(\theta)$, one number for all data together. For example, the mixture with
# weights 0.25 and 0.75, means 0 and 3, and variances 1 and 4 gives the two data points 0 and 3 a
# log-likelihood of about $-3.8009$.

# %% [markdown] hints="log_likelihood"
# You have a function for the inner sum already. What does it return for a whole data set, and what
# remains to be done with these numbers, in which order?
#
# ---
# $\ell = \log p(x_1) + \log p(x_2) + \dots + \log p(x_N)$. First the logarithm of each density,
# then the sum.
#
# ---
# ```python
# density = mixture_pdf(...)               # (sample_size,)
# return np.sum(...)
# ```

# %% exercise="log_likelihood"

# %% [markdown]
# **Predict, then look.** Three guesses about the data: the one from above, the same with its
# weights exchanged, and one with the means too near to each other. Which comes last?

# %%
guesses = {
    "the first guess": ([0.4, 0.6], [-2.0, 1.5], [1.44, 0.64]),
    "weights exchanged": ([0.6, 0.4], [-2.0, 1.5], [1.44, 0.64]),
    "means too near": ([0.4, 0.6], [-1.0, 1.0], [1.44, 0.64]),
}
figures.compare_mixtures(mixture_pdf, log_likelihood, x, guesses)

# %% [markdown]
# A log-likelihood is mostly a large negative number, and only differences between parameters for
# the *same* data mean something. Now be the fitter yourself. Every curve below is drawn by your
# `mixture_pdf`, and the title shows the log-likelihood.
#
# **Predict, then look.** Which of the five sliders will gain you the most, and which will you have
# to move twice? What is the highest that you can reach? Above $-400$ is good, above $-398$ is
# excellent.

# %%
explore_mixture(mixture_pdf, x)

# %% [markdown]
# **Try it.** Set both deviations to 1 and the weight to 0.5. How near can the means come before the
# two bumps become one?
#
# <details><summary>Answer</summary>
#
# Two deviations. At a distance of 2 or less, the mixture has a single bump. So two components need
# not show as two bumps; and a bump is not the same thing as a component.
#
# </details>
#
# ## 6. If you knew the labels
#
# Five sliders, and you had to move all of them to and fro. Suppose that somebody told you every
# label $z_n$. The pairs $(x_n, z_n)$ are called the **complete data**. By the two steps of section
# 2, a pair has the density
#
# $$
# p(x_n, z_n; \theta) = \pi_{z_n}\, \mathcal N(x_n \mid \mu_{z_n}, \sigma_{z_n}^2),
# $$
#
# the probability of the label times the density of the component. There is no sum in it. So its
# logarithm falls apart into $\log \pi_{z_n}$, which only asks for weights, and a term that only
# asks for the parameters of *one* component. Each component can be fitted to its own points. With
# $N_k$ the number of points that have label $k$,
#
# $$
# \pi_k = \frac{N_k}{N}, \qquad
# \mu_k = \frac1{N_k} \sum_{n:\, z_n = k} x_n, \qquad
# \sigma_k^2 = \frac1{N_k} \sum_{n:\, z_n = k} (x_n - \mu_k)^2 .
# $$
#
# The weight is a share, as with the coin. The mean is where the derivative of the group's log
# densities, $\sum (x_n - \mu_k) / \sigma_k^2$, is zero: at its average. The variance comes out in
# the same way.
#
# ### Exercise: `fit_complete_data` ({points:fit_complete_data} points)
#
# Return the three arrays `weight`, `mean` and `var`, each of shape `(num_components,)`. For
# example, `x = [0, 10, 2, 13, 16]` with `z = [0, 1, 0, 1, 1]` gives the weights
# `[0.4, 0.6]`, the means `[1, 13]` and the variances `[1, 6]`.

# %% [markdown] hints="fit_complete_data"
# How do you pick the entries of `x` whose label is 0? Once you hold them in an array, what are its
# length, its mean and its variance?
#
# ---
# `z == k` is an array of true and false, and `x[z == k]` keeps the entries of `x` where it is
# true: the group of component $k$. It has $N_k$ entries, and both its mean and its variance
# divide by $N_k$. The weight divides by $N$.
#
# ---
# ```python
# weight = np.zeros(...)                   # (num_components,); mean and var in the same way
# for k in range(num_components):
#     own = x[...]                         # (N_k,)
#     weight[k] = ... / ...
#     mean[k] = ...
#     var[k] = np.mean((own - ...) ** 2)
# return weight, ..., ...
# ```

# %% exercise="fit_complete_data"

# %%
weight, mean, var = fit_complete_data(x, z, 2)
print("weight:", weight.round(3), " mean:", mean.round(3), " var:", var.round(3))
print("log-likelihood:", log_likelihood(x, weight, mean, var).round(2))
figures.mixture_curves(mixture_pdf, weight, mean, var, x, z)

# %% [markdown]
# No slider, no search: one formula each. *If z were known, θ would be easy.*
#
# ## 7. The labels taken away
#
# Back to the grey histogram. For a picture of the likelihood, hold the weights at $\frac12$ and the
# variances at 1. Only the two means remain, and $\ell$ becomes a landscape over a plane.
#
# **Predict, then look.** How many summits will it have?

# %%
figures.likelihood_surface(log_likelihood, x)

# %% [markdown]
# Two, and they mirror each other. Exchange the two components: the sum
# $\pi_0\,p_0 + \pi_1\,p_1$ is the same, so is every density, and so is $\ell$. Both summits are *the
# same* mixture, with its components named the other way round. The labels of components mean
# nothing; only the data could give them a meaning, and they hold no labels.
#
# On the dotted line both means are equal, and the mixture is one wide bump. Between the summits
# you have to cross it.
#
# ## 8. Two ways to the top
#
# Try what worked for the coin, and set a derivative to zero. The derivative of a
# logarithm puts its argument into the denominator, and here the argument is the whole sum:
#
# $$
# \frac{\partial \ell}{\partial \mu_k} = \sum_{n=1}^N
# \frac{\pi_k\, \mathcal N(x_n \mid \mu_k, \sigma_k^2)}
#      {\sum_{j=1}^K \pi_j\, \mathcal N(x_n \mid \mu_j, \sigma_j^2)}
# \cdot \frac{x_n - \mu_k}{\sigma_k^2} .
# $$
#
# For one Gaussian the fraction in front is 1, and the solution is the average. Here it holds all
# the parameters of all the components, $\mu_k$ among them. This equation cannot be solved for
# $\mu_k$. Two ways are left.
#
# **Gradient ascent** takes many small steps uphill, along the derivatives:

# %%
figures.gradient_ascent(log_likelihood, x, starts=[(-1.0, 0.5), (3.0, -0.5)])

# %% [markdown]
# Each way ends on the summit of its own side.
#
# **Predict, then look.** Start where you like. Can a way cross the dotted line? What if both means
# start equal? And what will steps do that are four times as long?

# %%
explore_surface(log_likelihood, x)

# %% [markdown]
# With short steps a way stays on its side, and equal means stay equal: the slope has nothing that
# could part them. Which summit you reach only decides what the components are called. But somebody
# had to choose the length of the steps: too short and it takes for ever, too long and it jumps over
# the top. Weights must stay positive and sum to one, variances must stay positive, and the steps
# know nothing of it.
#
# **EM** is the other way, and the subject of this course. It chooses no step length, keeps all
# these conditions by itself, and never goes downhill. It begins by writing the mixture with its
# hidden label. With $p(z{=}k) = \pi_k$ and $p(x \mid z{=}k; \theta) = \mathcal N(x \mid \mu_k, \sigma_k^2)$,
#
# $$
# \log p(x; \theta) = \log \sum_z p(x, z; \theta).
# $$
#
# Inside stands the density of the complete data, for which everything was easy. The logarithm would
# turn it into simple terms, if only it could reach it: the sum is in between. *Moving the logarithm
# past the sum*, at a price that one can control, is what lesson 02 does.
#
# **Think.** How many summits are the same mixture when there are $K = 3$ components? Two students
# fit the same data, and one reports a mean of 1.5 for "component 0", the other $-2.4$. Must one of
# them be wrong?
#
# <details><summary>Answer</summary>
#
# Six, one for each order of three components: $3! = 6$. And no: they may have the same mixture in
# another order. Compare what does not depend on the order: the density, the log-likelihood, or the
# set of components.
#
# </details>
#
# ## What you did
#
# You drew from a mixture, and saw that a draw comes from one component and is no average. You wrote
# the density, and the log-likelihood that says how well parameters explain data. With known labels
# the best parameters were shares, means and variances of groups. With hidden labels a sum stood
# inside the logarithm; there was no formula, and the landscape had two summits that were the same
# mixture. In lesson 02 you will find a way past that sum.
#
# **You are here:** **mixtures** ✓ → Jensen's bound → EM in one dimension → a Gaussian class →
# a mixture class → practice
