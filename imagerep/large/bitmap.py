"""Images of two phases held as bits, so that what has been counted is not decoded once more."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import EngineError
from imagerep.large.cutting import slab_depth
from imagerep.large.resources import FIXED_BYTES, Resources
from imagerep.large.sources import Box, Source

HELD_SHARE = 0.3
"""Share of the memory that bits may fill: in 4 GB, those of 2000^3 voxels fit."""


@dataclass(frozen=True, slots=True, eq=False)
class Bitmap:
    """An image of two phases, a bit a pixel.

    Attributes
    ----------
    bits : ndarray of uint8, shape (..., ceil(sides[-1] / 8))
        Packed along the last axis; a bit is set where the label is `label`.
    label : int
        One of the two labels.
    """

    bits: NDArray[np.uint8]
    label: int

    def phase(self, label: int, rows: slice) -> NDArray[np.uint8]:
        """Some rows of one of the two phases.

        Parameters
        ----------
        label : int
            Label of the phase.
        rows : slice
            Range along the first axis.

        Returns
        -------
        ndarray of uint8, shape (rows, ..., ceil(sides[-1] / 8))
            Bits after the last pixel of a line are of any value.
        """
        return self._of(label, self.bits[rows])

    def mask(self, label: int, box: Box) -> NDArray[np.bool_]:
        """Part of one of the two phases.

        Parameters
        ----------
        label : int
            Label of the phase.
        box : tuple of slice
            The part.

        Returns
        -------
        ndarray of bool
        """
        lines = np.unpackbits(self._of(label, self.bits[box[:-1]]), axis=-1)
        return lines[..., box[-1]].view(np.bool_)

    def _of(self, label: int, bits: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return bits if label == self.label else np.invert(bits)


class BitmapMaker:
    """Packs an image while it is counted, by threads of this process.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._shape = shape
        self._bits: NDArray[np.uint8] | None = np.empty((*shape[:-1], -(-shape[-1] // 8)), np.uint8)
        self._labels: set[int] = set()
        self._label: int | None = None
        self._filled = 0
        self._lock = threading.Lock()

    def put(self, box: Box, labels: NDArray[Any], present: set[int]) -> None:
        """Pack a part of the image; nothing once there are more than two labels.

        Parameters
        ----------
        box : tuple of slice
            The part.
        labels : ndarray of bool or integer
            Its labels.
        present : set of int
            Which labels these are.
        """
        with self._lock:
            self._labels |= present
            if self._label is None:
                self._label = max(present)
            if len(self._labels) > 2 or not self._is_whole_bytes(box[-1]):
                self._bits = None
            bits, label = self._bits, self._label
            self._filled += labels.size
        if bits is not None:
            is_plain = label == 1 and present <= {0, 1}
            place = (*box[:-1], slice(box[-1].start // 8, -(-box[-1].stop // 8)))
            bits[place] = np.packbits(labels if is_plain else labels == label, axis=-1)

    def _is_whole_bytes(self, part: slice) -> bool:
        ends = (part.start, part.stop)
        return all(end % 8 == 0 or end == self._shape[-1] for end in ends)

    def finished(self) -> Bitmap | None:
        """The image as bits.

        Returns
        -------
        Bitmap or None
            None where there are not two labels, or parts are missing.
        """
        if self._bits is None or self._label is None or len(self._labels) != 2:
            return None
        if self._filled != math.prod(self._shape):
            return None
        return Bitmap(self._bits, self._label)


def bitmap_fits(source: Source, resources: Resources) -> bool:
    """Whether the bits of an image may be held by the process that measures it.

    Parameters
    ----------
    source : Source
        The image.
    resources : Resources
        What may be used.

    Returns
    -------
    bool
        False where other processes measure it, or too little memory would be left for that.
    """
    if resources.workers is not None or resources.scheduler is not None:
        return False
    n_bytes = math.prod(source.shape[:-1]) * -(-source.shape[-1] // 8)
    free = resources.memory_bytes - FIXED_BYTES
    if n_bytes > HELD_SHARE * free:
        return False
    n_threads = resources.n_threads
    try:
        slab_depth(source, (free - n_bytes) // n_threads, n_threads)
    except EngineError:
        return False
    return True
