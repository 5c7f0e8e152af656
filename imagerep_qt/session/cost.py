"""What a measurement will take, roughly, before it starts."""

from __future__ import annotations

import ctypes
import math
import os
import shutil
import sys
from collections.abc import Sequence

from imagerep_qt.session.choices import METHODS
from imagerep_qt.session.question import InParts, Question

BYTES_PER_PIXEL = {"two-point": 6.5, "spectral": 0.15}
"""Peak memory over the image itself: 400^3 voxels in `benchmarks/results/speed.json`."""
SECONDS_PER_MEGAPIXEL = {"two-point": 0.021, "spectral": 0.0005}
"""Time on two cores beside other work, as on most desks: 1000^3 voxels (spectral: 400^3) by
`benchmarks/speed.py`; on a quiet machine they took 6 s, a third of it."""
SECONDS_PER_MEGAPIXEL_IN_PARTS = {"two-point": 0.021, "spectral": 0.005}
"""The same for images on disk; 1000^3 to 2000^3 voxels took a quarter of it on a quiet machine, by
`benchmarks/scale.py`. The spectral method has mostly been answered when the phases are counted."""
ASK_ABOVE_SECONDS = 10.0
ASK_ABOVE_MEMORY_PART = 0.5
"""Share of this machine's memory above which a person is asked."""


def seconds_for(n_pixels: int, method: str) -> float:
    """Time that a measurement takes, roughly."""
    return n_pixels * SECONDS_PER_MEGAPIXEL[method] / 1e6


def seconds_in_parts(shapes: Sequence[tuple[int, ...]], method: str) -> float:
    """Time that a measurement of images that are larger than memory takes, roughly."""
    n_pixels = sum(math.prod(shape) for shape in shapes)
    return n_pixels * SECONDS_PER_MEGAPIXEL_IN_PARTS[method] / 1e6


def ask_before(n_pixels_largest: int, n_pixels: int, method: str = METHODS[0]) -> Question | None:
    """Question to ask before a long measurement."""
    memory = n_pixels_largest * BYTES_PER_PIXEL[method]
    seconds = seconds_for(n_pixels, method)
    available = memory_of_machine()
    too_large = available is not None and memory > ASK_ABOVE_MEMORY_PART * available
    if seconds <= ASK_ABOVE_SECONDS and not too_large:
        return None
    return Question(memory, available, seconds, n_pixels)


def ask_before_parts(shapes: Sequence[tuple[int, ...]], method: str) -> Question | None:
    """Question to ask before a long measurement of images that are larger than memory."""
    from imagerep.large.cutting import scratch_bytes
    from imagerep.large.scratch import temporary_folder

    n_pixels = sum(math.prod(shape) for shape in shapes)
    seconds = seconds_in_parts(shapes, method)
    if seconds <= ASK_ABOVE_SECONDS:
        return None
    scratch = 0.0
    if method == "two-point":
        scratch = float(max(scratch_bytes(shape) for shape in shapes))
    free = float(shutil.disk_usage(temporary_folder()).free)
    return Question(0.0, None, seconds, n_pixels, InParts(scratch, free))


def memory_of_machine() -> float | None:
    """Physical memory, in bytes."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return float(os.sysconf("SC_PAGE_SIZE")) * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None


def _windows_memory() -> float | None:
    kilobytes = ctypes.c_ulonglong(0)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent on other systems
    if not kernel.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes)):
        return None
    return kilobytes.value * 1024.0
