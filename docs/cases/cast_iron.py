"""
Cast iron: how unrepresentative?
================================

Most questions are how near an image is to its material. The opposite can be asked as well: how
far off is it, probably? The paper does it for graphite in a blackheart cast iron (Dahari et al.,
section 5.2): the image has 0.261 ± 0.048 of graphite with 95 % confidence, and it is a coin toss
whether the material is further from 0.261 than 6 % of it. Here is the same for an image with
about as much graphite and about as few nodules.
"""

import matplotlib.pyplot as plt
import numpy as np

import imagerep
from imagerep.generate import boolean_model

# %%
# The image
# ---------
# Dark nodules, some hundred of them.

image = boolean_model((480, 640), phase_fraction=0.26, radius=18, seed=1)
result = imagerep.measure(image)
print(f"{result.phase_fraction:.3f} ± {result.absolute_error(0.95):.3f} at 95 %")

# %%
# The tails
# ---------
# :meth:`imagerep.Measurement.tails` gives the band outside of which the material lies with some
# probability. With 50 % these are the quartiles of the likelihood: a coin toss.

low, high = result.tails(0.5)
off = 1 - low / result.phase_fraction
print(f"With 50 % probability the material is below {low:.3f} or above {high:.3f}:")
print(f"the image is off by more than {off:.1%} of its value.")

# %%
# Other odds need no new measurement.

for probability in (0.9, 0.5, 0.25, 0.05):
    low, high = result.tails(probability)
    print(f"{probability:4.0%}: below {low:.3f} or above {high:.3f}")

# %%
# In the figure, the shaded tails hold half of the likelihood, as Figure 6 of the paper draws it.

low, high = result.tails(0.5)
curve = result.likelihood()
is_tail = (curve.phase_fraction < low) | (curve.phase_fraction > high)
figure, (left, right) = plt.subplots(
    1, 2, figsize=(9, 3.7), layout="constrained", width_ratios=(1.15, 1)
)
left.imshow(image, cmap="gray_r", interpolation="none")
left.set(title="Graphite black", xticks=[], yticks=[])
right.plot(curve.phase_fraction, curve.density, color="tab:blue")
right.fill_between(
    curve.phase_fraction, np.where(is_tail, curve.density, np.nan), color="tab:orange", alpha=0.5,
    label="a coin toss",
)  # fmt: skip
right.axvline(result.phase_fraction, linestyle="--", linewidth=1, label="the image")
right.set(title="Likelihood of the material's fraction", xlabel="graphite", ylabel="likelihood")
right.set_ylim(bottom=0)
right.legend(loc="upper left")
plt.show()

# %%
# The decision
# ------------
# A density or a strength that is computed from the graphite of this image carries that error on.
# If a change of 5 % of the fraction matters, the odds are bad:

within = result.probability_within(0.05)
print(f"probability to be within 5 %: {within:.0%}")
size = result.recommended_size(relative_error=0.05)
print(f"for 95 %: {1 + size.additional_images} such images")
