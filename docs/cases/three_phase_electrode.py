"""
Surface area and triple line of an electrode
============================================

In a solid oxide cell, the reaction takes place where pore, metal and ceramic meet: along the
triple line. Its length a volume, and the areas of the surfaces, come from a segmented volume like
the phase fractions do, and they need an interval just as much.
"""

import matplotlib.pyplot as plt
import numpy as np

import imagerep
from imagerep.generate import voronoi_cells

# %%
# The volume
# ----------
# Grains of pore, nickel and ceramic, 20 voxels of 50 nm wide: 1 µm. For such random cells all
# quantities of the material are known (see `The check`_).

PORE, NICKEL, CERAMIC = 0, 1, 2
fractions = (0.30, 0.30, 0.40)
labels = voronoi_cells((120, 120, 120), phase_fractions=fractions, cell_size=20, seed=8)
voxel = imagerep.Calibration((0.05, 0.05, 0.05), "µm")
electrode = imagerep.Segmentation.from_array(labels, calibration=voxel)

# %%
# Fractions, surfaces, triple line
# --------------------------------
# ``quantity`` names what is measured (:doc:`/measures` has them all), ``between`` the phases that
# a boundary or a line lies between.

measured = {
    "pore": imagerep.measure(electrode, PORE),
    "nickel": imagerep.measure(electrode, NICKEL),
    "surface of the pores": imagerep.measure(electrode, PORE, quantity="surface-density"),
    "nickel to pore": imagerep.measure(
        electrode, quantity="boundary-density", between=(NICKEL, PORE)
    ),
    "triple line": imagerep.measure(
        electrode, quantity="triple-line-density", between=(PORE, NICKEL, CERAMIC)
    ),
}
for name, one in measured.items():
    low, high = one.confidence_interval(0.95)
    print(
        f"{name:21} {one.value:.3f} {one.unit:6} {low:.3f} to {high:.3f}"
        f"  (± {one.relative_error():.0%})"
    )

# %%
# The volume is 6 µm wide, as many published ones are: a few grains across. All of them are known
# to between 10 and 40 % only, and an image that is large enough for one quantity need not be so
# for another.

figure, (left, right) = plt.subplots(
    1, 2, figsize=(9, 3.8), layout="constrained", width_ratios=(1, 1.4)
)
left.imshow(labels[60], cmap="gray", extent=(0, 6, 6, 0), interpolation="none")
left.set(title="Pore black, nickel grey, ceramic white", xlabel="µm", ylabel="µm")
left.title.set_fontsize("medium")
names = list(measured)[::-1]
right.barh(names, [100 * measured[name].relative_error() for name in names], color="tab:blue")
right.set(title="How well the volume represents each", xlabel="relative error, 95 % (%)")
right.title.set_fontsize("medium")
plt.show()

# %%
# The check
# ---------
# A tessellation of random points with :math:`\\lambda` cells a volume has cell walls of the area
# :math:`2.910 \\lambda^{1/3}` and edges of the length :math:`5.832 \\lambda^{2/3}` a volume (J.
# L. Meijering, *Philips Research Reports* 8 (1953) 270). A wall parts two given phases in a share
# of :math:`2 p_1 p_2`, and at an edge three phases meet in :math:`6 p_1 p_2 p_3`.

a, b, c = fractions
known = {
    "pore": a,
    "nickel": b,
    "surface of the pores": 2.910 * 2 * a * (1 - a),
    "nickel to pore": 2.910 * 2 * a * b,
    "triple line": 5.832 * 6 * a * b * c,
}
for name, value in known.items():
    low, high = measured[name].confidence_interval(0.95)
    print(f"{name:21} {value:.3f}  {'inside' if low < value < high else 'outside'}")

# %%
# The decision
# ------------
# A model of the cell takes the triple line as input. How large a volume gives it to within 5 %?

size = measured["triple line"].recommended_size(relative_error=0.05)
side = np.ceil(size.side)
print(f"a cube of {side:.0f} {size.unit}, {size.volume_ratio:.0f} times this volume")

# %%
# Two electrodes whose triple lines differ by less than their intervals allow have not been shown
# to differ, however many digits the measurement has.
