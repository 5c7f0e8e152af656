"""
One micrograph
==============

A segmented micrograph shows some fraction of a phase. The material has another one: a second
micrograph, taken beside the first, would show it. From the arrangement of the phase in one image
ImageRep tells how far apart the two may be.

In this case, the phase is a filler that a supplier limits to 35 % of the area. Does one image
show that the limit is met?
"""

import textwrap

import matplotlib.pyplot as plt

import imagerep
from imagerep.samples import sample_path

# %%
# The image
# ---------
# Every pixel of a segmented image has the label of its phase, here 0 or 255. The size of a pixel
# is read from the file.

image = imagerep.read(sample_path("two_phase_2d.tif"))
print(image.shape, image.phase_labels, image.calibration.text)

# %%
# Fraction and interval
# ---------------------
# One call measures the phase fraction and finds how representative it is. The result answers any
# level without measuring again.

result = imagerep.measure(image, phase=255)
low, high = result.confidence_interval(0.95)
print(f"{result.phase_fraction:.3f} ± {result.absolute_error(0.95):.3f}, {low:.3f} to {high:.3f}")
print("doubts:", [warning.code for warning in result.warnings] or "none")

# %%
# The sentence for a paper says what was assumed: the interval is about sampling alone, and takes
# the segmentation for perfect (:doc:`threshold_and_audit` is about the other half).

print(textwrap.fill(result.statement(0.95), 80))

# %%
# The figure
# ----------
# The likelihood says more than the two ends of an interval: values near the middle are more
# likely than those at the ends. The limit is drawn into it.

limit = 0.35
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
side = image.shape[0] * image.calibration.mean_voxel_size
left.imshow(image.mask(255), cmap="gray", extent=(0, side, side, 0), interpolation="none")
left.set(title="The filler, white", xlabel="µm", ylabel="µm")
result.plot(right)
right.axvline(limit, color="tab:red", label="limit")
right.set(title="Likelihood of the material's fraction")
right.legend()
plt.show()

# %%
# The decision
# ------------
# The whole interval lies below the limit. How sure that makes us is a number, too: the
# probability that the material's fraction is below the limit.

below = result.probability_between(0, limit)
print(f"probability that the limit is met: {below:.4f}")

# %%
# Had the limit been 32 %, the image would show a fraction below it and still decide nothing.

below_tight = result.probability_between(0, 0.32)
print(f"probability that a limit of 32 % is met: {below_tight:.2f}")

# %%
# What would decide it is a larger image, or more images like this one:

size = result.recommended_size(absolute_error=0.005)
print(f"for ± 0.005: {size.side:,.0f} {size.unit} a side, or {size.additional_images} more images")

# %%
# The image is a sample of a material with exactly 30 % of filler, which no one would know in the
# laboratory. It lies in the interval. Of a hundred such images, about 95 have an interval that
# holds it; that is what the 95 % promise (:doc:`/numbers`).
