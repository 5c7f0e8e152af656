"""
Before the scan: how large and how many?
========================================

A day at the microscope is booked. How large must the image be so that the porosity is known to
within ± 5 % of its value? There are two ways to know beforehand: a rule of thumb from the size of
the features, and a small pilot image. The second is much better.
"""

import matplotlib.pyplot as plt
import numpy as np

import imagerep
from imagerep.generate import boolean_model

# %%
# A rule of thumb
# ---------------
# The characteristic length scale is the side of a square that counts as one independent
# observation, and it is of the order of the size of the features. Pores of about 8 µm and a
# porosity of about 30 % are all that is known so far. :func:`imagerep.size_for` counts in squares
# of whatever side is the unit, so that lengths in µm give an area in µm².

pore_size = 8.0  # µm
for target in (0.10, 0.05, 0.02):
    area = imagerep.size_for(0.3, pore_size, ndim=2, relative_error=target)
    print(f"± {target:.0%}: {np.sqrt(area):5.0f} µm a side")

# %%
# Half the error takes twice the side, and four times the area. If the pores are 12 µm wide in
# truth, the image has to be half as large again: the rule gives the order of magnitude, and it
# tells whether an hour or a week is needed.
#
# A pilot image
# -------------
# One small image, segmented, knows the length scale of this material. The pilot here is
# 120 × 120 µm, of a material of overlapping discs with a diameter of 8 µm.

pixel = 0.4  # µm


def micrograph(side, seed):
    """An image of the material with so many µm a side."""
    pixels = round(side / pixel)
    return boolean_model((pixels, pixels), phase_fraction=0.3, radius=4.0 / pixel, seed=seed)


pilot = imagerep.measure(micrograph(120, seed=4), voxel_size=pixel, unit="µm")
print(f"{pilot.phase_fraction:.3f} ± {pilot.absolute_error():.3f} (± {pilot.relative_error():.0%})")
print(f"characteristic length {pilot.characteristic_length_scale:.1f} µm")

# %%
# The pilot is far from ± 5 %, and it says what would be near enough:

size = pilot.recommended_size(relative_error=0.05)
print(f"one image of {size.side:.0f} × {size.side:.0f} µm")
print(f"or {1 + size.additional_images} images like the pilot")

# %%
# One or many? For the sampling error the area counts, not how it is cut: many small images, far
# apart, are as good as a large one, and tell in addition whether the material is the same
# everywhere (:doc:`fields_of_a_casting`).
#
# The scan
# --------
# With the side rounded up to the next 10 µm:

side = 10 * np.ceil(size.side / 10)
scan = imagerep.measure(micrograph(side, seed=5), voxel_size=pixel, unit="µm")
print(f"{scan.phase_fraction:.3f} ± {scan.absolute_error():.3f} (± {scan.relative_error():.1%})")

# %%
# The curve is what the pilot expects of larger images. It was drawn before the scan, and the
# scan's own error lies near it.

sides = np.geomspace(60, 1000, 60)
expected = pilot.error_at_size(sides / 120) / pilot.phase_fraction
targets = np.geomspace(0.02, 0.4, 40)
rule = [imagerep.size_for(0.3, pore_size, ndim=2, relative_error=one) for one in targets]
figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
axes.loglog(np.sqrt(rule), 100 * targets, ":", color="grey", label="rule of thumb, 8 µm")
axes.loglog(sides, 100 * expected, label="expected from the pilot")
axes.plot(120, 100 * pilot.relative_error(), "o", color="tab:blue", label="pilot")
axes.plot(side, 100 * scan.relative_error(), "s", color="tab:green", label="scan")
axes.axhline(5, color="tab:red", linewidth=1, label="target")
axes.set(title="Error against image size", xlabel="side of the image (µm)")
axes.set(ylabel="relative error, 95 % (%)", xlim=(60, 1000))
axes.set_xticks([60, 100, 200, 500, 1000], ["60", "100", "200", "500", "1,000"])
axes.set_yticks([2, 5, 10, 20, 50], ["2", "5", "10", "20", "50"])
axes.minorticks_off()
axes.legend()
plt.show()

# %%
# A pilot knows its own length scale to some 10 or 20 % only, so a scan may fall short of its
# target by as much. Then take one more image; nothing is lost.
