# ---
# jupyter:
#   lesson:
#     minutes: 10
# ---

# %% [markdown]
# # 00 · Welcome: EM at work
#
# In this notebook you watch EM find two groups in real data. Then you answer a first small exercise,
# and learn your way about.
#
# **After it you can**
#
# - say what EM is given, and what it finds;
# - answer an exercise, check it, and open a hint;
# - read an error message from the right end;
# - hand in a notebook that runs from top to bottom.
#
# **You need** about {minutes} minutes. Nothing in this notebook is graded.
#
# **You are here:** **welcome** → mixtures → Jensen's bound → EM in one dimension → a Gaussian class →
# a mixture class → practice
#
# **At hand in every lesson:** [glossary](../00-welcome/glossary.md) ·
# [formulas](../00-welcome/formulas.md)
#
# To run a **cell**, click into it and press *Shift* and *Enter* together. Begin with this one:

# %% readonly="setup"
import numpy as np

from emlab import check, data, explore_recording, figures, hint, progress

# %% [markdown]
# ## 1. Two kinds of eruption
#
# Old Faithful is a geyser. Here are 272 of its eruptions: how many minutes each took, and how many
# minutes passed until the next.

# %%
X = data.old_faithful()
print("shape:", X.shape)
print("the first three eruptions:\n", X[:3])

# %%
figures.eruptions()

# %% [markdown]
# You see two groups at once. But nobody told the computer that there are two kinds of eruption: no
# column of `X` says which kind a row is.
#
# **EM** (expectation-maximisation) finds such groups. It is given the points, the number of groups
# and a first guess. It finds where each group lies, how it is spread, its share of the points, and
# for every point, how probably it belongs to each group.
#
# Below is a recording. Each group is an ellipse, and a round has two halves. The **E-step** asks of
# every point which ellipse it probably came from, and colours it so. The **M-step** moves each ellipse
# to the points that are now its own.
#
# **Predict, then look.** The first guess is bad: both ellipses lie across both groups. Will EM find
# the groups all the same? Then press *Step* a few times, or ▶ to let it play.

# %%
explore_recording()

# %% [markdown]
# Six of its rounds, side by side:

# %%
figures.recorded_rounds()

# %% [markdown]
# It found them. The first round lays both ellipses over all the points. Until round ten hardly
# anything seems to happen; then the ellipses part, and soon they stand still. The curve is the **log-likelihood**: it says how well the ellipses explain the points.
# It rose in every round, and lessons 02 and 03 show that it can never fall. In lesson 05 your own code
# moves the ellipses.
#
# **Think.** EM was told to look for two groups. What would it find if it were told to look for three?
#
# <details><summary>Answer</summary>
#
# Three. EM shares the points out among as many groups as you ask for, and explains them even a little
# better. How many there are is a question of its own, for lesson 06.
#
# </details>
#
# ## 2. A first exercise
#
# How long does an eruption take on average? Every exercise looks like this one: a task, folded hints,
# a cell for your answer, and a check.
#
# ### Practice: `warm_up` (no points)
#
# Return the mean of the numbers in `x`. For example, `warm_up(np.array([1.0, 2.0, 6.0]))` is `3.0`.
# Replace the line `raise NotImplementedError` with your code, run the cell, then the check below it.

# %% [markdown] hints="warm_up"
# You need two things: what the numbers add up to, and how many they are. Which numpy function gives
# the first?
#
# ---
# With $N$ numbers $x_1, \dots, x_N$, the mean is $\frac1N \sum_{n=1}^N x_n$.
#
# ---
# ```python
# return np.sum(...) / ...
# ```

# %% practice="solutions.welcome:warm_up"

# %% [markdown]
# The check holds no answers: it tests what must be true of every right one. A ✗ costs nothing, so try
# it: return `x[0]`, run both cells, and read what the check says. Then make it right again.
#
# The hints unfold above your answer. In a cell of its own, this opens them one after the other:

# %%
hint("warm_up")

# %% [markdown]
# And `solution("warm_up")`, from `emlab` too, shows the explained solution where the solutions are
# installed. It asks for a try first.
#
# Now use your function:

# %%
mean = warm_up(X[:, 0])
print("mean length of an eruption:", round(mean, 2), "minutes")
print("eruptions within 0.2 minutes of it:", np.sum(np.abs(X[:, 0] - mean) < 0.2), "of", len(X))

# %% [markdown]
# Hardly any eruption takes as long as the mean. One number for both kinds describes neither. A
# description with two parts is called a **mixture**, and lesson 01 begins there.
#
# ## 3. When Python complains
#
# Errors come to everybody. Read the **last line first**: the kind of error, and what was wrong.
#
# ```text
# ----> 3     return x - np.ones(3)
# ValueError: operands could not be broadcast together with shapes (272,) (3,)
# ```
#
# Two arrays do not fit together, and their shapes are named. Then go upwards to the arrow (`---->`)
# at the line that was running; of several, take the last at a line that *you* wrote.
#
# ## 4. Save, run all, hand in
#
# - **Save** with *Ctrl+S* (*Cmd+S* on a Mac). What Python remembers is not saved: after a break,
#   choose *Run > Run All Cells*.
# - **Before you hand in,** choose *Kernel > Restart Kernel and Run All Cells…*: does everything work
#   from the top? Then save.
# - **Hand in** the notebook under its own name. If your JupyterLab has a menu *Nbgrader*, choose
#   *Assignment List* there and press *Submit*; if not, do as your teacher says.
# - **Leave the cells in place.** Add cells as you like, but do not delete or split those for your
#   answers. Locked cells come back by themselves before grading.
# - **Points** stand beside each exercise. Each is judged by itself: a mistake in one costs nothing in
#   the next, a partly right answer earns a part, and any right way counts. A person reads two proofs.
#
# ## 5. One notation for everything
#
# No need to learn these now: they stand on the [formula sheet](../00-welcome/formulas.md) too.
#
# {notation}
#
# ## 6. The way ahead
#
# - **01 Mixtures.** What a mixture is, and how to fit one when the labels are known.
# - **02 Jensen's bound.** They are not known: a floor under the log-likelihood that touches it.
# - **03 EM in one dimension.** Lift the floor, climb it, again and again.
# - **04 A Gaussian class.** Ellipses, and a class that knows their density.
# - **05 A mixture class.** EM for data of any dimension.
# - **06 Practice.** What goes wrong with real data, and Old Faithful again.
#
# Each takes about an hour. `progress()` shows how far you have come:

# %%
progress()

# %% [markdown]
# ## What you did
#
# You watched EM find two groups that nobody had named. You wrote a function, checked it, and opened a
# hint. You read an error message from its end, and know what to do before you hand in.
#
# **You are here:** **welcome** ✓ → mixtures → Jensen's bound → EM in one dimension →
# a Gaussian class → a mixture class → practice
