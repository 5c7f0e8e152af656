"""
A volume larger than memory on two workers
==========================================

A tomogram of 2000³ voxels has 8 GB, and what a measurement computes from it has several times as
much. ImageRep reads such a volume once, in parts, and measures it from means over blocks. Here is
how, on a volume small enough to check the answer against.
"""

import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import zarr

import imagerep
from imagerep.generate import gaussian_field

# %%
# The volume
# ----------
# A Zarr array of chunks, as large volumes are mostly kept. A chunk is what is read at a time.

pores = gaussian_field((192, 192, 192), phase_fraction=0.35, length=8, seed=6)
folder = tempfile.TemporaryDirectory()
path = Path(folder.name) / "tomogram.zarr"
array = zarr.create_array(path, shape=pores.shape, chunks=(64, 64, 64), dtype="u1")
array[:] = pores

# %%
# Less memory
# -----------
# :class:`imagerep.Resources` says what a measurement may use. A volume that does not fit is read
# in parts by itself. This small one would fit, so that it has to be asked for with
# ``in_memory=False``; two threads read it.

big = imagerep.Resources(memory="4GB")
print(f"2000³ voxels in 4 GB: blocks of {big.block_side((2000, 2000, 2000))} voxels a side")
resources = imagerep.Resources(memory="1GB", threads=2, in_memory=False)
print(f"this volume: blocks of {resources.block_side(pores.shape)} voxels a side")
parts = imagerep.measure(imagerep.read(path, resources=resources), phase=1)
print(f"in parts: {parts.phase_fraction:.6f} ± {parts.absolute_error():.4f}")

# %%
# The whole volume in memory gives the same: the fraction to the last digit, since every voxel is
# counted, and nearly the same error, as its blocks lose only lags that are shorter than a block.

whole = imagerep.measure(pores)
print(f"whole:    {whole.phase_fraction:.6f} ± {whole.absolute_error():.4f}")

# %%
# Two workers
# -----------
# Threads share one process. Where decoding is slow, processes are faster: ``workers=2`` starts
# two, which read the file themselves, and replaces one that dies. A script that starts processes
# needs the usual guard:
#
# .. code-block:: python
#
#    import imagerep
#
#    if __name__ == "__main__":
#        resources = imagerep.Resources(memory="4GB", workers=2)
#        image = imagerep.read("tomogram.zarr", resources=resources)
#        print(imagerep.measure(image, phase=1).statement())
#
# and on the command line
#
# .. code-block:: sh
#
#    imagerep measure tomogram.zarr --phase 1 --memory 4GB --workers 2
#
# The workers may be on other computers as well, where all of them see the file (:doc:`/large`).
#
# What blocks keep
# ----------------
# The mean of a volume is the mean of the means of its blocks. The fine structure is lost in them;
# how far the fraction wanders from place to place is not, and the error follows from that.

side = 8
blocks = pores.reshape([n for length in pores.shape for n in (length // side, side)])
means = blocks.mean(axis=(1, 3, 5))
print(np.isclose(means.mean(), pores.mean()))

figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3.9), layout="constrained")
left.imshow(pores[96], cmap="gray", interpolation="none")
left.set(title="A slice of the volume", xticks=[], yticks=[])
right.imshow(means[96 // side], cmap="gray", vmin=0, vmax=1, interpolation="none")
right.set(title=f"Means over blocks of {side} voxels", xticks=[], yticks=[])
plt.show()
folder.cleanup()

# %%
# The decision
# ------------
# Was it worth scanning so large a volume? A quarter of the side would have given this error:

quarter = float(parts.error_at_size(0.25))
print(f"± {quarter:.3f} instead of ± {parts.absolute_error():.3f}")
