"""
Eight fields of a casting
=========================

Eight micrographs are taken all over a casting, and the porosity is not the same everywhere: where
the metal froze last there is more. ASTM E562 counts points in every field and takes the interval
from the scatter between fields. ImageRep knows from each image how much scatter to expect, and
sees that there is more than that.
"""

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import t

import imagerep
from imagerep.generate import boolean_model

# %%
# The fields
# ----------
# The porosity around each field differs: about 8 % with a standard deviation of 2 % over the
# casting. Each field is a sample of the material around it.

rng = np.random.default_rng(10)
local = rng.normal(0.08, 0.02, size=8)
fields = [
    boolean_model((500, 500), phase_fraction=porosity, radius=7, seed=rng) for porosity in local
]

# %%
# ASTM E562
# ---------
# A grid of 10 × 10 points is laid over each field; the share of points in pores is that field's
# estimate. The interval is that of Student's t for eight numbers.

grid = np.arange(25, 500, 50)
counted = np.array([field[np.ix_(grid, grid)].mean() for field in fields])
e562 = t.ppf(0.975, len(counted) - 1) * counted.std(ddof=1) / np.sqrt(len(counted))
print("points in pores (%):", (100 * counted).round().astype(int))
print(f"E562: {counted.mean():.3f} ± {e562:.3f}")

# %%
# Every pixel instead of 100 points
# ---------------------------------
# Each image alone gives a fraction and an interval for the material around it.

alone = [imagerep.measure(field) for field in fields]
for number, one in enumerate(alone, 1):
    print(f"field {number}: {one.phase_fraction:.3f} ± {one.absolute_error():.3f}")

# %%
# Measured together, the result says that the fields disagree: they differ by more than their own
# errors allow. The interval is widened by what was seen, so it is one for the casting.

casting = imagerep.measure(fields)
print(f"ImageRep: {casting.phase_fraction:.3f} ± {casting.absolute_error():.3f}")
for warning in casting.warnings:
    print(f"{warning.code}: {warning.text}")

# %%
# As if the casting were the same everywhere, the errors of the fields would add up to this:

if_uniform = np.sqrt(np.sum([one.absolute_error() ** 2 for one in alone])) / len(alone)
print(f"from the images alone: ± {if_uniform:.4f}")

# %%
# It is too small for the casting by far. No larger image of one place mends that, since the
# scatter is between places. More fields do.

figure, (left, right) = plt.subplots(
    1, 2, figsize=(9, 4.2), layout="constrained", width_ratios=(1, 1.7)
)
left.imshow(fields[0], cmap="gray_r", interpolation="none")
left.set(title="Field 1, pores black", xticks=[], yticks=[])
number = np.arange(1, 9)
right.errorbar(
    number, [100 * one.phase_fraction for one in alone],
    yerr=[100 * one.absolute_error() for one in alone], fmt="o", capsize=3, label="each field",
)  # fmt: skip
for place, value, error, colour in (
    (10, casting.phase_fraction, casting.absolute_error(), "tab:green"),
    (12, counted.mean(), e562, "tab:red"),
):
    right.errorbar(place, 100 * value, yerr=100 * error, fmt="s", capsize=5, color=colour)
right.axhline(8, color="grey", linewidth=1, linestyle="--", label="the casting")
right.set(title="Porosity with 95 % intervals", ylabel="porosity (%)", ylim=(0, None))
right.set_xticks([*number, 10, 12], [*map(str, number), "ImageRep", "E562"])
right.set_xlabel("field")
right.legend(loc="lower left")
plt.show()

# %%
# The decision
# ------------
# Eight fields tell the porosity of the casting to about a percentage point or two. The E562
# interval is wider, since 100 points tell less of a field than all its pixels; count every pixel
# and the two come near each other, as here scatter between places rules. In a casting without
# such scatter, eight numbers would still have to find it out from each other, and ImageRep would
# know it from the images.

all_pixels = np.array([one.phase_fraction for one in alone])
e562_pixels = t.ppf(0.975, 7) * all_pixels.std(ddof=1) / np.sqrt(8)
print(f"E562 with every pixel: {all_pixels.mean():.3f} ± {e562_pixels:.3f}")
