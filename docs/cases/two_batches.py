"""
Two batches: do they differ?
============================

A supplier changed a furnace. Micrographs of a batch before and of one after show 27 % and 30 % of
a phase. Is that the furnace, or just another spot on the specimen? The images alone can answer,
even where there is only one of each.
"""

import matplotlib.pyplot as plt

import imagerep
from imagerep.generate import gaussian_field

# %%
# One image of each
# -----------------
# Both materials are made here with the same structure and, in truth, 27 % and 31 % of the phase.


def micrograph(phase_fraction, seed):
    """One field of a batch."""
    return gaussian_field((400, 400), phase_fraction=phase_fraction, length=9, seed=seed)


before = [micrograph(0.27, seed) for seed in (21, 22, 23, 24, 25, 26)]
after = [micrograph(0.31, seed) for seed in (31, 32, 33, 34, 35, 36)]

single = imagerep.compare({"before": before[0], "after": after[0]})
for one in single.materials:
    print(f"{one.name}: {one.value:.3f} ± {one.measurement.absolute_error():.3f}")

# %%
# The errors of two images are independent. The interval of their difference is therefore wider
# than either, but narrower than the sum of both; that two intervals overlap does not say that the
# materials are alike.

(difference,) = single.differences()
low, high = difference.interval
print(f"{difference.one} less {difference.other}: {difference.value:.3f}, {low:.3f} to {high:.3f}")
print(f"probability that {difference.one} has more: {difference.probability_greater:.3f}")
print("different at 95 %:", difference.is_different)

# %%
# Zero lies in the interval: one image of each does not decide. This is no proof that the batches
# are the same. How many images would decide it?
#
# How many images
# ---------------
# To see a difference of 0.04, the interval of the difference should be half as wide: ± 0.02,
# which is ± 0.02 / √2 for each batch.

needed = single.materials[0].measurement.recommended_size(absolute_error=0.02 / 2**0.5)
print(f"{1 + needed.additional_images} images of each batch")

# %%
# Six images of each
# ------------------
# Six are taken, to be on the safe side.

several = imagerep.compare({"before": before, "after": after})
(difference,) = several.differences()
low, high = difference.interval
print(f"{difference.one} less {difference.other}: {difference.value:.3f}, {low:.3f} to {high:.3f}")
print(f"p-value: {difference.p_value:.2g}, different at 95 %: {difference.is_different}")

# %%
# The scatter between the images of a batch is looked at, too. A ratio near 1 says that they
# scatter as much as each image alone leads one to expect, so that a batch is the same material
# throughout.

for one in several.materials:
    print(f"{one.name}: scatter {one.scatter_ratio:.1f} × what was expected")

figure, axes = plt.subplots(2, 2, figsize=(9, 5.6), layout="constrained", height_ratios=(1.5, 1))
for ax, image, name in zip(axes[0], (before[0], after[0]), ("Before", "After"), strict=True):
    ax.imshow(image, cmap="gray", interpolation="none")
    ax.set(title=f"{name} (one field of six)", xticks=[], yticks=[])
for ax, found, title in zip(axes[1], (single, several), ("One image", "Six images"), strict=True):
    found.plot(ax)
    ax.set(title=f"{title} of each batch", xlim=(0.2, 0.4))
plt.show()

# %%
# The decision
# ------------
# With six images each the whole interval is above zero: the furnace, or whatever else changed
# between the batches, made a difference. The interval of the difference is what to report. A
# p-value says that there is one, not how large it is.
#
# Of many batches, some pairs differ by chance: then take ``differences(correction="holm")``.
