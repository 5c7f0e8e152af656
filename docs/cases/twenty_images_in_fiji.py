"""
Twenty images by a Fiji macro
=============================

Twenty segmented images lie in a folder, and the rest of the analysis runs in Fiji. The command of
:doc:`/fiji` works in macros as it does in the menu: each image gets a row, in the table and, in
full precision, in a file. This page shows the macro, and what its rows are good for.
"""

import matplotlib.pyplot as plt
import numpy as np

import imagerep
from imagerep.generate import boolean_model

# %%
# The macro
# ---------
# Save it as ``measure_all.ijm``, and drop it on Fiji.
#
# .. code-block:: java
#
#    folder = getDirectory("Where are the images?");
#    files = getFileList(folder);
#    setBatchMode(true);
#    for (i = 0; i < files.length; i++) {
#        if (endsWith(files[i], ".tif")) {
#            open(folder + files[i]);
#            // Filters, crops, thresholds: whatever else your macro does to an image.
#            run("Measure Representativity",
#                "phase=255 confidence=95 target=5 csv=[" + folder + "rows.csv]");
#            close();
#        }
#    }
#
# In batch mode nothing waits for an answer: an image that cannot be measured gives a line in the
# log. Where nothing else is done to the images, one line does it all:
#
# .. code-block:: java
#
#    run("Measure Folder", "folder=[/my/images/] phase=255");
#
# The rows
# --------
# Every row has the fraction with the ends of its interval. Python gives the same numbers for the
# same images, which here are made of a material with 20 % of discs.

truth = 0.20
rng = np.random.default_rng(20)
images = [boolean_model((300, 300), phase_fraction=truth, radius=6, seed=rng) for _ in range(20)]
rows = [imagerep.measure(image) for image in images]
for number, row in enumerate(rows[:3], 1):
    low, high = row.confidence_interval(0.95)
    print(f"image {number:2}: {row.phase_fraction:.4f}  {low:.4f} to {high:.4f}")

# %%
# How many hold the truth?
# ------------------------
# Of intervals with 95 % confidence about one in twenty misses the material. Which one nobody can
# tell in the laboratory, where the dashed line is not known.

ends = np.array([row.confidence_interval(0.95) for row in rows])
holds = (ends[:, 0] < truth) & (truth < ends[:, 1])
print(f"{holds.sum()} of {len(rows)} intervals hold the material's fraction")

# %%
# All together
# ------------
# Twenty images of one material are measured together as a list, in the app as one sample.

together = imagerep.measure(images)
print(f"{together.phase_fraction:.4f} ± {together.absolute_error():.4f}")

figure, axes = plt.subplots(figsize=(8, 3.8), layout="constrained")
values = np.array([row.phase_fraction for row in rows])
number = np.arange(1, 21)
for chosen, colour, name in ((holds, "tab:blue", "holds"), (~holds, "tab:red", "misses")):
    if chosen.any():
        axes.errorbar(
            number[chosen], values[chosen], yerr=np.abs(ends[chosen].T - values[chosen]),
            fmt="o", capsize=3, color=colour, label=f"{name} the material",
        )  # fmt: skip
axes.errorbar(
    22, together.phase_fraction, yerr=together.absolute_error(), fmt="s", capsize=5,
    color="tab:green", label="all together",
)  # fmt: skip
axes.axhline(truth, color="black", linestyle="--", linewidth=1)
axes.set(title="Twenty images with 95 % intervals", ylabel="phase fraction")
axes.set_xticks([1, 5, 10, 15, 20, 22], ["1", "5", "10", "15", "20", "all"])
axes.set(xlabel="image", ylim=(0.13, 0.29))
axes.legend(ncols=3, loc="upper left")
plt.show()

# %%
# The decision
# ------------
# Do not average the twenty half-widths, nor take one image's for that of the mean: the error of
# the mean is smaller by about the square root of twenty, and this is what the measurement of all
# together gives. It also says when the images scatter more than one material's should
# (:doc:`fields_of_a_casting`).

ratio = np.mean([row.absolute_error() for row in rows]) / together.absolute_error()
print(f"{ratio:.1f} times smaller than that of one image")
