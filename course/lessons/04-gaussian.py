# ---
# jupyter:
#   lesson:
#     minutes: 55
# ---

# %% [markdown]
# # 04 · The Gaussian in many dimensions
#
# In this notebook you look at a leaning cloud of points, find the shape that describes it, and
# build a class `Gaussian` that knows its density, fits data, draws samples and refuses nonsense.
#
# **After it you can**
#
# - read a covariance matrix as an ellipse, and an ellipse as a covariance matrix;
# - compute the log density of a multivariate Gaussian for all data at once;
# - fit it by maximum likelihood, and draw from it;
# - write a class whose methods say clearly what is wrong with their input.
#
# **You need** about {minutes} minutes, the one-dimensional Gaussian, matrix products in numpy, and what a
# Python class is.
#
# **You are here:** mixtures → Jensen's bound → EM in one dimension → **a Gaussian class** →
# a mixture class → practice
#
# **At hand:** [glossary](../00-welcome/glossary.md) · [formulas](../00-welcome/formulas.md)

# %% readonly="setup"
import numpy as np

from emlab import check, data, explore_gaussian, figures, hint

# %% [markdown]
# ## 1. A cloud that leans
#
# Here are 200 data points with two coordinates each. From here on, the data form an array `X` of
# shape `(sample_size, dim)`: one data point a row.

# %%
X = data.tilted_cloud()
print("shape:", X.shape)
print("standard deviation of each coordinate:", X.std(axis=0).round(2))

# %% [markdown]
# You know the one-dimensional Gaussian. So a first idea is to give each coordinate its own: two
# means and two standard deviations.
#
# **Predict, then look.** Sketch the region that this idea calls "within two standard deviations".
# Will it follow the cloud?

# %%
figures.axes_or_joint(X)

# %% [markdown]
# The solid ellipses lie one standard deviation ($1\sigma$) from the mean, the dashed ones two. On
# the left they do not lean, and cover ground where there is no data. A standard deviation for each
# coordinate cannot say that the two *rise together*. On the right, one more number says it: the
# **covariance** of the two coordinates. Take each point's differences from the two means, multiply
# them, and average over the points.
#
# ## 2. A covariance matrix is an ellipse
#
# For $d$ coordinates, all variances and covariances stand in one symmetric $d \times d$ array,
# the **covariance matrix**:
#
# $$
# \Sigma = \frac1N \sum_{n=1}^N (x_n - \mu)(x_n - \mu)^\top
# $$
#
# Here $N$ is the number of data points, $x_n$ is row `X[n]` written as a column, and $\mu$ is the
# mean of the data. The formula averages the **outer product** of each difference $x_n - \mu$ with
# itself. An outer product holds the product of every coordinate with every other:

# %%
difference = np.array([2.0, 1.0])
print("outer product:\n", np.outer(difference, difference))
print("elementwise square:", difference**2, "(the diagonal only)")

# %% [markdown]
# The variances stand on the diagonal, the covariances beside it. Compare each matrix below with
# its ellipse:

# %%
figures.covariance_gallery()

# %% [markdown]
# The arrows are the **eigenvectors** of the matrix: the directions that it stretches without
# turning. The factor of each stretch is its **eigenvalue**, and it is the variance of the cloud in
# that direction. So the *square root* of the eigenvalue is the standard deviation there:

# %%
cov = np.cov(X.T, bias=True)
eigenvalues, eigenvectors = np.linalg.eigh(cov)
print("standard deviations along the ellipse's axes:", np.sqrt(eigenvalues).round(2))
print("directions of the axes, one a column:\n", eigenvectors.round(2))

# %% [markdown]
# The leaning cloud is about three times as long as it is wide.
#
# A standard deviation must be real and above zero. So a matrix is a proper covariance only if all
# its eigenvalues are positive. Such a symmetric matrix is called **positive definite**. Not every
# innocent-looking matrix is one:

# %%
for matrix in ([[2, 1], [1, 2]], [[1, 2], [2, 1]], [[1, 0], [0, 0]]):
    print(matrix, "has eigenvalues", np.linalg.eigvalsh(matrix))

# %% [markdown]
# The second has a *negative* variance in one direction; there is no such cloud. The third is
# completely flat in one direction, and its density would be infinitely high there.
#
# ## 3. The density
#
# The **multivariate Gaussian** with mean $\mu$ and covariance $\Sigma$ has the density
#
# $$
# \mathcal N(x \mid \mu, \Sigma) = \frac{1}{\sqrt{(2\pi)^d \det\Sigma}}
# \exp\left(-\frac12 (x-\mu)^\top \Sigma^{-1} (x-\mu)\right).
# $$
#
# Read it from the inside out. $(x-\mu)^\top \Sigma^{-1} (x-\mu)$ is a squared distance from the
# mean, measured in standard deviations along the ellipse's axes. $\exp(-\frac12\,\cdot)$ turns
# "far" into "improbable". The factor in front makes the volume under the surface equal to one:
# $\det\Sigma$ is the product of the variances along the axes, so a wide cloud must be low.
#
# You will work with its logarithm. Here is why:

# %%
densities = np.full(400, 0.1)
print("product of 400 densities:", np.prod(densities))
print("sum of their logarithms: ", np.sum(np.log(densities)))
figures.product_or_sum(densities)

# %% [markdown]
# The product is too small for a floating-point number, and became 0: that is called **underflow**.
# The sum of logarithms is harmless. So take the logarithm of the formula above:
#
# $$
# \log \mathcal N(x \mid \mu, \Sigma) = -\frac12 \Big( d \log 2\pi + \log\det\Sigma +
# (x-\mu)^\top \Sigma^{-1} (x-\mu) \Big).
# $$
#
# Three terms: a constant, one for the size of the ellipse, one for the distance of the point.
#
# ## 4. A class that remembers its parameters
#
# A Gaussian is its mean and its covariance, together with the things you can do with them. That
# is what a **class** is for. The attributes are the object's **state**, what it remembers between
# calls: `dim`, `mean` and `cov`. An attribute may be a number, an array, or another object (the
# mixture of the next lesson holds a list of Gaussians), or something that is only kept because
# it is useful later.
#
# The constructor is given. It starts at a random mean, so that two new Gaussians differ.

# %% given="solutions.gaussian:Gaussian.__init__"

# %%
np.random.seed(0)
first, second = Gaussian(2), Gaussian(2)
print("first mean: ", first.mean)
print("second mean:", second.mean)

# %% [markdown]
# The class is still empty-handed. You will give it one method at a time. A method is a function
# whose first argument is the object, called `self`, and which is stored in the class. So each
# answer below is an ordinary function, and its last line stores it:
#
# ```python
# Gaussian.log_pdf = log_pdf
# ```
#
# Had you written the function inside the `class` block, the result would be the same. Python
# looks a method up in the class at the moment you call it, so objects that you made before learn
# the new method too. A change to a function counts once you run its cell again.
#
# ### Exercise: `Gaussian.log_pdf` ({points:Gaussian.log_pdf} points)
#
# In every answer, compute with numpy alone: scipy or scikit-learn would do the exercise for you.
# Write the log density, for all rows of `X` at once. Start with the formula. When it works, add
# the check: an `X` that does not have `dim` columns raises a `ValueError`.
#
# For example, in two dimensions with mean 0 and the identity as covariance, the point $(0, 0)$
# has log density $-\log 2\pi \approx -1.8379$, and $(1, 1)$ one less.

# %% [markdown] hints="Gaussian.log_pdf"
# Take one data point first. Which of the three terms change from point to point, and which are
# the same for all? What shape does `X - self.mean` have, and which of its numbers belong to
# point $n$?
#
# ---
# $-\frac12 \big( d \log 2\pi + \log\det\Sigma + (x_n-\mu)^\top \Sigma^{-1} (x_n-\mu) \big)$.
# The last term is a sum over two coordinates: $\sum_{i,j} c_{ni} P_{ij} c_{nj}$ with
# $c_n = x_n - \mu$ and $P = \Sigma^{-1}$.
#
# ---
# ```python
# if X.shape[1] != ...:
#     raise ValueError(...)
# centred = ...                       # (sample_size, dim)
# distance = np.sum((centred @ ...) * ..., axis=1)   # (sample_size,)
# sign, log_det = np.linalg.slogdet(...)
# return -0.5 * (... + log_det + distance)
# ```

# %% exercise="Gaussian.log_pdf"

# %% [markdown]
# The check knows no answers. It only tests what must hold for every Gaussian: for instance that
# the density in one dimension has area one. If a line shows ✗, read the sentences at the end of
# the block, mend your function, and run both cells again. Stuck? Unfold the hints above your
# answer, one at a time; in a cell of its own, `hint("Gaussian.log_pdf")` shows the same.
#
# Now see your own method at work. The picture asks it for the density on a fine grid:

# %%
gaussian = Gaussian(2)
gaussian.mean = np.array([1.0, 0.5])
gaussian.cov = np.array([[2.0, 1.2], [1.2, 1.0]])
figures.density(gaussian)

# %% [markdown]
# **Predict, then look.** Next come three Gaussians in one dimension, with variances 4, 1 and
# 0.04. Can a density be larger than 1?

# %%
figures.density_1d(Gaussian)

# %% [markdown]
# It can. A density is not a probability. Only an *area* under it is, and all three areas are one:
# the narrow curve must be high. So a log density may well be positive.
#
# **Find the bug.** A classmate computes the last term for five points like this:
#
# ```python
# centred = X[:5] - self.mean
# distance = centred @ np.linalg.inv(self.cov) @ centred.T
# ```
#
# and gets an array of shape `(5, 5)` where five numbers were due. Are the right numbers in there?
#
# <details><summary>Answer</summary>
#
# Yes, on the diagonal. Entry $(n, m)$ is $(x_n-\mu)^\top \Sigma^{-1} (x_m-\mu)$: it mixes two
# different points unless $n = m$. Taking the diagonal gives the right answer, but for 10 000
# points the array would hold 100 million numbers, of which 10 000 are wanted.
#
# </details>
#
# ## 5. Maximum likelihood: let the data choose
#
# As in lesson 01, suppose that the data were drawn independently. Then the logarithm of their joint density, the
# **log-likelihood**, is a sum with one term for each data point:
#
# $$
# \ell(\mu, \Sigma) = \sum_{n=1}^N \log \mathcal N(x_n \mid \mu, \Sigma).
# $$
#
# It says how well these parameters explain the data that we saw. **Maximum likelihood** picks the
# parameters that make it largest. For the mean, set the derivative to zero:
#
# $$
# \frac{\partial \ell}{\partial \mu} = \Sigma^{-1} \sum_{n=1}^N (x_n - \mu) = 0
# \quad\Longrightarrow\quad
# \mu = \frac1N \sum_{n=1}^N x_n.
# $$
#
# The differences from the best mean cancel, so it is the average. The same idea for $\Sigma$ gives
# the mean outer product of section 2, with this new $\mu$ in it. Both divide by $N$. (`np.cov` divides by $N - 1$ unless you ask otherwise: a different estimator, with a
# slightly smaller likelihood.)
#
# ### Exercise: `Gaussian.fit` ({points:Gaussian.fit} points)
#
# Set `self.mean` and `self.cov` to their maximum-likelihood values. Raise a `ValueError` when `X`
# does not have `dim` columns. For example, the two points $(-1, 0)$ and $(1, 0)$ have mean
# $(0, 0)$, and a covariance with 1 at the top left and 0 elsewhere. Refusing values that are not
# finite, as the docstring says, can wait: the check does not ask for it.

# %% [markdown] hints="Gaussian.fit"
# Which axis of `X` runs over the data points? You take the mean over that one. And which mean
# belongs in the covariance: the one the object had before, or the one you have just computed?
#
# ---
# $\mu = \frac1N \sum_n x_n$ and $\Sigma = \frac1N \sum_n (x_n-\mu)(x_n-\mu)^\top$. With the
# centred data as rows of a matrix $C$, the sum of outer products is the single matrix product
# $C^\top C$.
#
# ---
# ```python
# if X.shape[1] != ...:
#     raise ValueError(...)
# self.mean = ...                     # (dim,)
# centred = ...                       # (sample_size, dim)
# self.cov = ... / ...                # (dim, dim)
# ```

# %% exercise="Gaussian.fit"

# %%
gaussian = Gaussian(2)
print("log-likelihood before:", gaussian.log_pdf(X).sum())
gaussian.fit(X)
print("log-likelihood after: ", gaussian.log_pdf(X).sum())

# %% [markdown]
# Is that really the maximum? Move the mean to the left and right, and blow the covariance up and
# down. The log-likelihood should fall on both sides:

# %%
figures.log_likelihood_slice(gaussian, X)

# %%
figures.density(gaussian, X)

# %% [markdown]
# Your ellipse leans with the cloud.
#
# ## 6. Drawing from it
#
# numpy can draw independent standard normal numbers: `np.random.randn(sample_size, dim)` is a
# round cloud about zero. To get your Gaussian, stretch it, turn it, and move it. Write one draw as
# a column $\varepsilon \sim \mathcal N(0, I)$, where $I$ is the identity matrix, and let
# $\mathbb E$ stand for the mean over all draws. For any matrix $A$, the point
# $A\varepsilon + \mu$ has mean $\mu$ and covariance
#
# $$
# \mathbb E\big[(A\varepsilon)(A\varepsilon)^\top\big]
# = A\,\mathbb E\big[\varepsilon\varepsilon^\top\big]A^\top = A A^\top.
# $$
#
# So any $A$ with $A A^\top = \Sigma$ will do: a square root of $\Sigma$, so to speak.
# `np.linalg.cholesky` finds one.
#
# ### Exercise: `Gaussian.sample` ({points:Gaussian.sample} points)
#
# Return `sample_size` draws as an array of shape `(sample_size, dim)`. Use the random numbers of
# `np.random`, so that `np.random.seed` makes your draws repeatable.

# %% [markdown] hints="Gaussian.sample"
# The formula multiplies $A$ with one column vector $\varepsilon$. Your draws are *rows*. What
# happens to a product when you transpose it?
#
# ---
# With one draw a row, the formula becomes $E A^\top + \mu$, where $E$ has shape
# `(sample_size, dim)` and $A A^\top = \Sigma$.
#
# ---
# ```python
# factor = np.linalg.cholesky(...)    # (dim, dim), lower triangle
# noise = ...                         # (sample_size, dim)
# return ... + noise @ ...
# ```

# %% exercise="Gaussian.sample"

# %%
np.random.seed(1)
figures.fit_and_sample(gaussian, X)

# %% [markdown]
# Could you tell which one is the real data? If your model is good, that is hard. Looking at draws
# from a fitted model is one of the best checks there is.
#
# ## 7. An object that says no
#
# Until now anybody could write anything into `mean` and `cov`. Watch what happens then:

# %%
broken = Gaussian(2)
broken.cov = np.array([[1.0, 2.0], [2.0, 1.0]])  # not positive definite: see section 2
try:
    print(broken.log_pdf(np.array([[1.0, -1.0], [1.0, 1.0]])))
except Exception as error:
    print(type(error).__name__, "-", error)

# %% [markdown]
# Depending on how you wrote `log_pdf`, you see an error, or NaN ("not a number") with a warning, or
# numbers that look fine and mean nothing. In each case the mistake shows up far from where it was made. A good object refuses at
# the door, with a message that names what is wrong:
#
# ```python
# raise ValueError("mean must have shape (2,), but has (3,)")
# ```
#
# When you meet such an error yourself, read its *last line first*: the kind of error and the
# message. Then go upwards. Each arrow (`---->`) marks a line that was running; look for the one of
# yours that handed over the wrong value.
#
# ### Exercise: `Gaussian.set_mean` ({points:Gaussian.set_mean} points)
#
# Replace the mean; raise a `ValueError` unless its shape is `(dim,)`.

# %% [markdown] hints="Gaussian.set_mean"
# What could a caller hand over by mistake? A mean with too many numbers, a column of shape
# `(dim, 1)`, a single number. What must be true of a proper one?
#
# ---
# The shape of an array is the tuple `mean.shape`. A tuple with one entry is written `(self.dim,)`,
# with the comma.
#
# ---
# ```python
# if mean.shape != ...:
#     raise ValueError(...)
# self.mean = ...
# ```

# %% exercise="Gaussian.set_mean"

# %% [markdown]
# ### Exercise: `Gaussian.set_cov` ({points:Gaussian.set_cov} points)
#
# Replace the covariance; raise a `ValueError` unless its shape is `(dim, dim)` and it is positive
# definite. The three matrices at the end of section 2 make good tests.

# %% [markdown] hints="Gaussian.set_cov"
# Two things can be wrong, the shape and the content. Which one should you test first, and what
# would the second test do with a wrong shape?
#
# ---
# $\Sigma$ is positive definite when it is symmetric and all its eigenvalues are above 0.
# `np.linalg.eigvalsh` gives the eigenvalues of a symmetric matrix; and `np.linalg.cholesky`
# raises `np.linalg.LinAlgError` for a matrix that is not positive definite.
#
# ---
# ```python
# if cov.shape != ...:
#     raise ValueError(...)
# if np.any(np.linalg.eigvalsh(cov) ...):
#     raise ValueError(...)
# self.cov = ...
# ```

# %% exercise="Gaussian.set_cov"

# %%
for mean in ([0.0, 1.0], [0.0, 1.0, 2.0]):
    try:
        gaussian.set_mean(np.array(mean))
        print(mean, "was accepted")
    except ValueError as error:
        print(mean, "was refused:", error)

# %% [markdown]
# ## 8. Play with your class
#
# Every picture below is drawn by your own `set_cov` and `log_pdf`. **Predict, then look:** which
# sign has the covariance of $x_1$ and $x_2$ when the ellipse leans to the left? And what happens to
# the density at the mean when the ellipse shrinks?
#
# Then set both deviations to 1 and turn the angle. The axes and the points turn. Why do the
# ellipses stay as they are, and the covariance too?

# %%
explore_gaussian(Gaussian)

# %% [markdown]
# <details><summary>Answer</summary>
#
# Leaning to the left, the sign is minus: where $x_1$ is large, $x_2$ is mostly small. A smaller
# ellipse has a higher peak, since the volume stays one. With both deviations 1, both variances are 1, so the covariance is the identity at every angle. A round cloud has no
# directions of its own: any two perpendicular ones will do as axes.
#
# </details>
#
# **Think.** A Gaussian in $d$ dimensions has $d$ numbers in its mean and $d(d+1)/2$ different
# numbers in its covariance. How many are they together for $d = 50$? What does that say about the
# number of data points you need?
#
# <details><summary>Answer</summary>
#
# $50 + 1275 = 1325$. With 50 data points or fewer the covariance cannot even be positive
# definite: the centred points span less than 50 directions, and the ellipse is flat in the
# others. That failure comes back in lesson 06, where one component of a mixture catches too few
# points.
#
# </details>
#
# ## What you did
#
# You saw that a covariance matrix is an ellipse: eigenvectors for its axes, square roots of
# eigenvalues for their lengths. You wrote the log density and the maximum-likelihood fit, drew
# samples, and made the object refuse what is not a mean or a covariance. In lesson 05, a mixture
# will hold several objects of your class, and will call their `log_pdf` and `set_cov` thousands
# of times.
#
# **You are here:** mixtures → Jensen's bound → EM in one dimension → **a Gaussian class** ✓ →
# a mixture class → practice
