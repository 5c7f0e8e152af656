"""
Threshold and audit: the other half of the error
================================================

All intervals so far took the segmentation for perfect. It is not: a threshold a few grey values
higher gives another porosity. This case puts a number on that half of the error, in two ways, and
adds it to that of sampling.
"""

import textwrap

import matplotlib.pyplot as plt
import numpy as np
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep.generate import boolean_model

# %%
# A grey image
# ------------
# Bright particles, blurred by the microscope and with its noise. The truth, which nobody has in
# the laboratory, is kept for the audit and for the check at the end.

truth = boolean_model((600, 600), phase_fraction=0.4, radius=8, seed=1)
noise = np.random.default_rng(1).normal(0, 12, truth.shape)
grey = np.clip(gaussian_filter(70 + 90.0 * truth, 1.5) + noise, 0, 255).astype(np.uint8)

chosen = 102
image = imagerep.Segmentation.from_array(grey >= chosen)
result = imagerep.measure(image)
print(f"{result.phase_fraction:.3f} ± {result.absolute_error():.3f} from sampling alone")

# %%
# How much hangs on the threshold
# -------------------------------
# The defensible thresholds are those of four common rules, and the one that was chosen. The right
# one may lie anywhere between the lowest and the highest.

found = imagerep.threshold_sensitivity(grey, chosen)
lowest, highest = found.defensible
print(f"one grey value more: {found.slope:+.4f}")
print(f"thresholds {lowest.threshold:.0f} to {highest.threshold:.0f}:", end=" ")
print(f"{lowest.phase_fraction:.3f} to {highest.phase_fraction:.3f}")

by_threshold = result.with_segmentation(found.uncertainty)
print(f"± {by_threshold.segmentation_error():.3f} from segmentation,", end=" ")
print(f"± {by_threshold.total_error():.3f} together")

# %%
# The segmentation is by far the larger half. A larger image would be a waste of time; what is
# needed is a better threshold, or somebody who looks.
#
# An audit
# --------
# A person looks at 200 random points of the grey image, without seeing the segmentation, and says
# which phase each is. In the app that is **Measure > Audit the segmentation…** and takes a
# quarter of an hour; here the person knows the truth.

audit = imagerep.audit_points(image, 200, seed=1)
for number, point in enumerate(audit.points):
    audit = audit.with_answer(number, int(truth[point.position]))
seen = audit.estimate()
print("segmented \\ seen\n", seen.confusion.counts)

by_audit = result.with_segmentation(seen.uncertainty)
print(f"{by_audit.corrected_value:.3f} ± {by_audit.total_error():.3f}:", end=" ")
print(f"± {by_audit.absolute_error():.3f} from sampling,", end=" ")
print(f"± {by_audit.segmentation_error():.3f} from segmentation")

# %%
# The audit does not only widen the interval, it moves it: it found that the particles were
# segmented too large.

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
part = np.s_[:150, :150]
left.imshow(grey[part], cmap="gray", interpolation="none")
left.contour(grey[part] >= chosen, [0.5], colors="tab:orange", linewidths=0.8)
near = np.array([p.position for p in audit.points if max(p.position) < 150])
left.plot(near[:, 1], near[:, 0], "+", color="cyan", markersize=10, label="points of the audit")
left.set(title="A corner of the image, segmented", xticks=[], yticks=[])
left.legend(loc="lower right")
rows = {
    "sampling alone": (result.phase_fraction, result.absolute_error()),
    "with thresholds": (by_threshold.corrected_value, by_threshold.total_error()),
    "with the audit": (by_audit.corrected_value, by_audit.total_error()),
}
for place, (value, error) in enumerate(rows.values()):
    right.errorbar(value, -place, xerr=error, fmt="o", capsize=5, color="tab:blue")
right.axvline(0.4, color="black", linestyle="--", linewidth=1, label="the material")
right.set_yticks([0, -1, -2], list(rows))
right.set(title="95 % intervals", xlabel="phase fraction", ylim=(-2.6, 0.6))
right.legend(loc="upper right")
plt.show()

# %%
# The decision
# ------------
# The interval of sampling alone does not hold the material's 0.40; both of the others do. Publish
# the one with the audit, and say so:

print(textwrap.fill(by_audit.statement(), 80))

# %%
# Would more points help? For ± 0.02 from segmentation it takes so many more:

print(seen.additional_points(absolute_error=0.02))
