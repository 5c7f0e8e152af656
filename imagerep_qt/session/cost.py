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
BYTES_PER_PIXEL_LOCAL = {"two-point": 19.0, "spectral": 3.8}
SECONDS_PER_MEGAPIXEL_LOCAL = {"two-point": 0.06, "spectral": 0.011}
"""The same of quantities that are counted by neighbourhoods: chord length and surface density of
200^3 voxels and 3000^2 pixels, which takes the more; larger images are summed over blocks first."""
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
    is_local = request.quantity.is_local
    each = (SECONDS_PER_MEGAPIXEL_LOCAL if is_local else SECONDS_PER_MEGAPIXEL)[method]
    return (reading + request.n_blocks * each) / 1e6


def _memory_of(request: Request, method: str) -> float:
    is_local = request.quantity.is_local
    each = (BYTES_PER_PIXEL_LOCAL if is_local else BYTES_PER_PIXEL)[method]
    return request.n_pixels_largest * each


def question_about(requests: Sequence[Request], method: str) -> Question | None:
    """Question to ask before measurements; None where they are cheap."""
    if not requests:
        return None
    memory = max(_memory_of(request, method) for request in requests)
    seconds = sum(seconds_of(request, method) for request in requests)
    available = machine_memory()
    is_large = available is not None and memory > ASK_ABOVE_MEMORY_FRACTION * available
    if seconds <= ASK_ABOVE_SECONDS and not is_large:
        return None
    n_pixels = sum(request.n_pixels for request in requests)
    in_parts = any(request.n_blocks < request.n_pixels for request in requests)
    return Question(memory, available, seconds, n_pixels, in_parts)
