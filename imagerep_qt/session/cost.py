"""Estimated time and memory of a measurement, and the question before a long one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imagerep.memory import machine_memory
from imagerep_qt.session.request import Request

BYTES_PER_PIXEL = {"two-point": 6.5, "spectral": 0.15}
"""Peak memory beyond the image itself: 400^3 voxels in `benchmarks/results/speed.json`."""
SECONDS_PER_MEGAPIXEL = {"two-point": 0.021, "spectral": 0.0005}
"""On two cores with other programs running: 1000^3 voxels (spectral: 400^3) by
`benchmarks/speed.py`; an idle machine took 6 s, a third of it. Of an image that does not fit in
memory, the pixels that count are its blocks."""
SECONDS_PER_MEGAPIXEL_READ = 0.003
"""To read an image that does not fit in memory, and sum it over blocks: 1.5 to 3 ns a voxel of a
file on a fast disk (`benchmarks/scale.py`, docs/large.md)."""
ASK_ABOVE_SECONDS = 10.0
ASK_ABOVE_MEMORY_FRACTION = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """Cost of a measurement that starts only once the user has agreed."""

    memory_bytes: float  # beyond the image itself
    memory_available_bytes: float | None
    seconds: float
    n_pixels: int
    in_parts: bool = False  # whether images do not fit in memory


def seconds_of(request: Request, method: str) -> float:
    """Estimated time of a measurement, with that to read images that do not fit in memory."""
    reading = request.n_pixels_read * SECONDS_PER_MEGAPIXEL_READ
    return (reading + request.n_blocks * SECONDS_PER_MEGAPIXEL[method]) / 1e6


def question_about(requests: Sequence[Request], method: str) -> Question | None:
    """Question to ask before measurements; None where they are cheap."""
    if not requests:
        return None
    memory = max(request.n_pixels_largest for request in requests) * BYTES_PER_PIXEL[method]
    seconds = sum(seconds_of(request, method) for request in requests)
    available = machine_memory()
    is_large = available is not None and memory > ASK_ABOVE_MEMORY_FRACTION * available
    if seconds <= ASK_ABOVE_SECONDS and not is_large:
        return None
    n_pixels = sum(request.n_pixels for request in requests)
    in_parts = any(request.n_blocks < request.n_pixels for request in requests)
    return Question(memory, available, seconds, n_pixels, in_parts)
