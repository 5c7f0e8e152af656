"""Images that are read in parts and in memory, for several tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.ndimage import gaussian_filter

from imagerep import Resources, Segmentation
from imagerep.io.source import Source

IN_PARTS = Resources(memory="1GB", threads=2, in_memory=False)


def blobs(shape, sigma, seed=0, level=0.3):
    field = gaussian_filter(np.random.default_rng(seed).standard_normal(shape), sigma, mode="wrap")
    return field > level * field.std()


@dataclass(frozen=True)
class CountedPixels:
    """An array whose reads are written down."""

    array: Any
    sizes: list

    def read(self, box):
        values = np.array(self.array[box])
        self.sizes.append(values.size)
        return values


def source_of(array, chunks, sizes=None, **header):
    array = np.asarray(array)
    chunks = (chunks,) * array.ndim if isinstance(chunks, int) else chunks
    pixels = CountedPixels(array, [] if sizes is None else sizes)
    return Source(array.shape, array.dtype, pixels, chunks=chunks, **header)


def in_parts(array, chunks, resources=IN_PARTS, **options):
    return Segmentation.of(source_of(array, chunks), resources, **options)
