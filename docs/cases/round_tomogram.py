"""
A round tomogram
================

A tomogram is a cylinder in a box: the corners of every slice are no sample. And it has hundreds
of slices, each of which is an image; are these hundreds of observations? This case shows what
either mistake costs.
"""

import matplotlib.pyplot as plt
import numpy as np

import imagerep
from imagerep.generate import gaussian_field

# %%
# The volume
# ----------
# Pores of a material with 40 % porosity, as reconstructed: what lies outside of the field of view
# is 0, as the solid is.

truth = 0.40
shape = (120, 160, 160)
inside = imagerep.circle(shape)
pores = gaussian_field(shape, phase_fraction=truth, length=8, seed=3) & inside

# %%
# Corners as sample
# -----------------
# Measured as it is, the box has a porosity that is too small by a fifth. The corners count as
# four huge pieces of solid, so that the interval becomes so wide that it says nothing.

box = imagerep.measure(pores)
print(f"{box.phase_fraction:.3f} ± {box.absolute_error():.3f}")

# %%
# The domain
# ----------
# A domain says which voxels are sample. :func:`imagerep.circle` makes that of a round tomogram;
# of a file, ``imagerep.read("scan.tif", circle=True)`` does the same, and on the command line
# ``--circle``.

cylinder = imagerep.measure(pores, domain=inside, voxel_size=0.5, unit="µm")
low, high = cylinder.confidence_interval(0.95)
print(f"{cylinder.phase_fraction:.3f} ± {cylinder.absolute_error():.3f}")
print(f"characteristic length {cylinder.characteristic_length_scale:.1f} µm")

# %%
# Slices as images
# ----------------
# One slice is an honest image of its own, with an honest, wide interval. All slices taken for
# independent images would have this one, much too narrow:

middle = imagerep.measure(pores[60], domain=inside[60])
pretended = middle.absolute_error() / np.sqrt(len(pores))
print(f"one slice: {middle.phase_fraction:.3f} ± {middle.absolute_error():.3f}")
print(f"{len(pores)} slices as if independent: ± {pretended:.4f}")
print(f"the volume: ± {cylinder.absolute_error():.4f}")

# %%
# Neighbouring slices show the same pores. The volume is worth as many slices as there are
# characteristic lengths along it, about:

worth = (middle.absolute_error() / cylinder.absolute_error()) ** 2
print(f"The volume is worth {worth:.0f} independent slices.")

# %%
# The porosity of each slice shows it: it wanders slowly, over many slices.

each = np.array([plane[disc].mean() for plane, disc in zip(pores, inside, strict=True)])
figure, (left, right) = plt.subplots(
    1, 2, figsize=(9, 3.8), layout="constrained", width_ratios=(1, 1.6)
)
shown = np.ma.masked_array(pores[60], ~inside[60])
left.imshow(shown, cmap="gray", interpolation="none")
left.set(title="The middle slice, pores white", xticks=[], yticks=[], facecolor="tab:orange")
right.plot(each, color="tab:blue", label="each slice")
right.axhspan(low, high, color="tab:green", alpha=0.3, label="95 % interval of the volume")
right.axhspan(
    each.mean() - pretended, each.mean() + pretended, color="tab:red", alpha=0.6,
    label="if slices were independent",
)  # fmt: skip
right.axhline(truth, color="black", linestyle="--", linewidth=1, label="the material")
right.set(title="Porosity along the axis", xlabel="slice", ylabel="porosity")
right.legend(fontsize="small")
plt.show()

# %%
# The decision
# ------------
# Measure a tomogram as a volume, within its circle. Slices are for when there is only one, or
# when they are so far apart that they show different pores; then ``imagerep.measure`` takes them
# as a list. What a larger volume would give is known as well:

size = cylinder.recommended_size(relative_error=0.02)
print(f"for ± 2 %: a volume {size.volume_ratio:.1f} times as large")
print(f"a cylinder {size.diameter:.0f} {size.unit} in diameter and as high")
