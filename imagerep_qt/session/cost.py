"""Estimated time and memory of a measurement, and the question before a long one."""

from __future__ import annotations

import ctypes
import math
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from imagerep_qt.session.request import Request

BYTES_PER_PIXEL = {"two-point": 6.5, "spectral": 0.15}
"""Peak memory beyond the image itself: 400^3 voxels in `benchmarks/results/speed.json`."""
SECONDS_PER_MEGAPIXEL = {"two-point": 0.021, "spectral": 0.0005}
"""On two cores with other programs running: 1000^3 voxels (spectral: 400^3) by
`benchmarks/speed.py`; an idle machine took 6 s, a third of it."""
SECONDS_PER_MEGAPIXEL_IN_PARTS = {"two-point": 0.021, "spectral": 0.005}
"""The same for images on disk; an idle machine took a quarter of it for 1000^3 to 2000^3 voxels, by
`benchmarks/scale.py`. The spectral method has mostly answered when the phases are counted."""
ASK_ABOVE_SECONDS = 10.0
ASK_ABOVE_MEMORY_FRACTION = 0.5


@dataclass(frozen=True, slots=True)
class ScratchSpace:
    """Disk space for images larger than memory, in bytes."""

    needed: float  # 0 where none is needed
    free: float


@dataclass(frozen=True, slots=True)
class Question:
    """Cost of a measurement that starts only once the user has agreed."""

    memory_bytes: float  # beyond the image itself
    memory_available_bytes: float | None
    seconds: float
    n_pixels: int
    scratch: ScratchSpace | None = None  # where images are larger than memory


def seconds_of(request: Request, method: str) -> float:
    """Estimated time of a measurement."""
    if request.in_parts:
        return seconds_in_parts(request.in_parts, method)
    return request.n_pixels * SECONDS_PER_MEGAPIXEL[method] / 1e6


def seconds_in_parts(shapes: Sequence[tuple[int, ...]], method: str) -> float:
    """Estimated time for images that are larger than memory."""
    n_pixels = sum(math.prod(shape) for shape in shapes)
    return n_pixels * SECONDS_PER_MEGAPIXEL_IN_PARTS[method] / 1e6


def question_about(requests: Sequence[Request], method: str) -> Question | None:
    """Question to ask before measurements; None where they are cheap."""
    if not requests:
        return None
    in_parts = [shape for request in requests for shape in request.in_parts]
    if in_parts:
        return question_in_parts(in_parts, method)
    n_pixels = sum(request.n_pixels for request in requests)
    memory = max(request.n_pixels_largest for request in requests) * BYTES_PER_PIXEL[method]
    seconds = sum(seconds_of(request, method) for request in requests)
    available = memory_of_machine()
    is_large = available is not None and memory > ASK_ABOVE_MEMORY_FRACTION * available
    if seconds <= ASK_ABOVE_SECONDS and not is_large:
        return None
    return Question(memory, available, seconds, n_pixels)


def question_in_parts(shapes: Sequence[tuple[int, ...]], method: str) -> Question | None:
    """Question to ask before measuring images that are larger than memory."""
    from imagerep.large.cutting import scratch_bytes
    from imagerep.large.scratch import temporary_folder

    seconds = seconds_in_parts(shapes, method)
    if seconds <= ASK_ABOVE_SECONDS:
        return None
    n_pixels = sum(math.prod(shape) for shape in shapes)
    needed = 0.0
    if method == "two-point":
        needed = float(max(scratch_bytes(shape) for shape in shapes))
    free = float(shutil.disk_usage(temporary_folder()).free)
    return Question(0.0, None, seconds, n_pixels, ScratchSpace(needed, free))


def memory_of_machine() -> float | None:
    """Physical memory in bytes; None where the system does not tell."""
    if sys.platform == "win32":
        kilobytes = ctypes.c_ulonglong(0)
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent on other systems
        if not kernel.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes)):
            return None
        return kilobytes.value * 1024.0
    try:
        return float(os.sysconf("SC_PAGE_SIZE")) * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None
