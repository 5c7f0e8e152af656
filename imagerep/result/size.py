"""How large an image a target precision needs.

Source: Dahari et al., Algorithm 2 and section 3.4.2.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from imagerep.calibration import Calibration
from imagerep.errors import ParameterError
from imagerep.root import find_root
from imagerep.shapes import diameter_over_side
from imagerep.two_point.uncertainty import TwoPointUncertainty
from imagerep.uncertainty import Uncertainty

LARGEST_FACTOR = 1e12
"""Ratio of the sides beyond which no size is given; of the volumes, its cube."""

_SHORTEST_PX, _LONGEST_PX = 1e-4, 1e9
"""Characteristic length scales beyond which a length is a mistake."""

_SMALLEST_WIDTH = 1e-300
"""What a half-width that has vanished counts as."""
_PRECISION = 1e-12
"""Of the logarithm of a factor."""
_SECANT_STEPS = 8


@dataclass(frozen=True, slots=True)
class RecommendedSize:
    """Size of an image that meets a target.

    Attributes
    ----------
    n_pixels : float
        Pixels or voxels in all.
    side_px : float
        Side of a square or cube of that many pixels.
    diameter_px : float or None
        Diameter of a circle of that many pixels, or of a cylinder as high as wide, where the
        sample is round.
    shape_px : tuple of float
        Sides that keep the aspect ratio of the (first) image.
    volume_ratio : float
        `n_pixels` over the measured number of pixels.
    additional_images : int
        How many more images like the measured ones are needed; 0 where the target is met.
    area : float or None
        Area, or volume, of that many pixels in the square, or cube, of `unit`.
    side, diameter : float or None
        `side_px` and `diameter_px` in `unit`, by the geometric mean of the voxel's sides.
    shape : tuple of float or None
        `shape_px` in `unit`.
    unit : str or None
        Unit of length.
    relative_error, absolute_error : float
        The target: half-width of the interval, over the measured value and as such.
    confidence_level : float
        Confidence level of the target.
    is_reached : bool
        Whether what was measured is enough.
    """

    n_pixels: float
    side_px: float
    diameter_px: float | None
    shape_px: tuple[float, ...]
    volume_ratio: float
    additional_images: int
    area: float | None
    side: float | None
    diameter: float | None
    shape: tuple[float, ...] | None
    unit: str | None
    relative_error: float
    absolute_error: float
    confidence_level: float
    is_reached: bool


def check_target(relative_error: float | None, absolute_error: float | None) -> None:
    """Check that exactly one target is given, and that it is a positive finite number."""
    given = [error for error in (relative_error, absolute_error) if error is not None]
    if len(given) != 1:
        raise ParameterError("number-of-targets", n_given=len(given))
    if not (math.isfinite(given[0]) and given[0] > 0):
        raise ParameterError("target-not-positive", target=given[0])


@lru_cache(maxsize=256)
def recommended_size(
    uncertainty: Uncertainty,
    value: float,
    shapes: tuple[tuple[int, ...], ...],
    n_measured: int,
    calibration: Calibration | None,
    *,
    relative_error: float | None,
    absolute_error: float | None,
    confidence_level: float,
    hold_model_error: bool,
    is_round: bool = False,
) -> RecommendedSize:
    """Size that meets a target (Algorithm 2).

    The latest answers are kept: a window asks for the same one in several places.
    """
    check_target(relative_error, absolute_error)
    target = absolute_error if absolute_error is not None else 0.0
    if relative_error is not None:
        target = relative_error * abs(value)
    ndim = len(shapes[0])
    n_images = len(shapes)
    share = n_measured / sum(math.prod(shape) for shape in shapes)

    def at(shape_factor: float, images_factor: float) -> float:
        other = uncertainty.rescaled(shape_factor, images_factor, hold_model_error=hold_model_error)
        return other.half_width(confidence_level)

    factor = required_factor(lambda scale: at(scale, 1.0), target)
    is_reached = at(1.0, 1.0) <= target
    images = n_images
    if not is_reached:
        ratio = required_factor(
            lambda more: at(1.0, more), target, LARGEST_FACTOR**3, guess=factor**ndim
        )
        images = math.ceil(n_images * ratio * (1 - 1e-12))
    n_pixels = n_measured * factor**ndim
    # One image of all the pixels needed, of the shape of the first.
    own = (n_pixels / share / math.prod(shapes[0])) ** (1.0 / ndim)
    shape_px = tuple(side * own for side in shapes[0])
    side_px = n_pixels ** (1.0 / ndim)
    diameter_px = side_px * diameter_over_side(ndim) if is_round else None
    voxel = None if calibration is None else calibration.mean_voxel_size
    return RecommendedSize(
        n_pixels=n_pixels,
        side_px=side_px,
        diameter_px=diameter_px,
        shape_px=shape_px,
        volume_ratio=n_pixels / n_measured,
        additional_images=images - n_images,
        area=None if voxel is None else n_pixels * math.prod([voxel] * ndim),
        side=None if voxel is None else side_px * voxel,
        diameter=None if voxel is None or diameter_px is None else diameter_px * voxel,
        shape=None
        if calibration is None
        else tuple(a * b for a, b in zip(shape_px, calibration.voxel_size, strict=True)),
        unit=None if calibration is None else calibration.unit,
        relative_error=target / abs(value) if value else math.inf,
        absolute_error=target,
        confidence_level=confidence_level,
        is_reached=is_reached,
    )


def size_for(
    phase_fraction: float,
    characteristic_length_scale_px: float,
    ndim: int,
    *,
    relative_error: float | None = None,
    absolute_error: float | None = None,
    confidence_level: float = 0.95,
) -> float:
    """Pixels or voxels that a target needs, before any image is taken.

    Parameters
    ----------
    phase_fraction : float
        Expected phase fraction, between 0 and 1.
    characteristic_length_scale_px : float
        Known or expected characteristic length scale; for features of one size, their size is a
        first guess (a checkerboard of random squares has exactly the side of a square).
    ndim : int
        2 or 3.
    relative_error, absolute_error : float, optional
        Exactly one target.
    confidence_level : float, optional
        Between 0 and 1, both excluded.

    Returns
    -------
    float
        Number of pixels or voxels.

    Raises
    ------
    ParameterError
        If an argument is out of range.
    """
    if not 0.0 < phase_fraction < 1.0:
        raise ParameterError("phase-fraction-out-of-range", phase_fraction=phase_fraction)
    if not (math.isfinite(characteristic_length_scale_px) and characteristic_length_scale_px > 0):
        raise ParameterError("length-not-positive", length=characteristic_length_scale_px)
    if not _SHORTEST_PX <= characteristic_length_scale_px <= _LONGEST_PX:
        raise ParameterError(
            "length-beyond-range", what="characteristic length scale",
            length=characteristic_length_scale_px,
        )  # fmt: skip
    if ndim not in (2, 3):
        raise ParameterError("ndim-out-of-range", ndim=ndim)
    check_target(relative_error, absolute_error)
    target = absolute_error if absolute_error is not None else 0.0
    if relative_error is not None:
        target = relative_error * phase_fraction
    start = (10.0 * characteristic_length_scale_px) ** ndim
    one = TwoPointUncertainty(phase_fraction, characteristic_length_scale_px, start, ndim)
    factor = required_factor(lambda scale: one.rescaled(scale).half_width(confidence_level), target)
    return start * factor**ndim


def required_factor(
    half_width: Callable[[float], float],
    target: float,
    largest: float = LARGEST_FACTOR,
    guess: float | None = None,
) -> float:
    """Factor at which a falling half-width meets a target; `guess` is tried first."""

    @cache
    def miss(log_factor: float) -> float:
        width = half_width(math.exp(log_factor))
        return math.log(max(width, _SMALLEST_WIDTH) / target)

    limit = math.log(largest)
    found = _crossing(miss, limit, None if guess is None else math.log(guess))
    if found is None:
        raise ParameterError("no-finite-size", target=target)
    return math.exp(found)


def _crossing(miss: Callable[[float], float], limit: float, guess: float | None) -> float | None:
    """A logarithm within the limits at which a falling function is zero."""
    # An error falls about as the sides grow, so that the secant starts almost at the solution.
    at, before = 0.0, miss(0.0)
    missed, met = (at, None) if before > 0 else (None, at)
    trial = before if guess is None else guess
    for _ in range(_SECANT_STEPS):
        if abs(trial) > limit or trial == at:
            break
        now = miss(trial)
        if now > 0 and (missed is None or trial > missed):
            missed = trial
        elif now <= 0 and (met is None or trial < met):
            met = trial
        if now == before:
            break
        at, before, trial = trial, now, trial - now * (trial - at) / (now - before)
        if abs(trial - at) <= _PRECISION:
            return trial
    if missed is None or met is None or missed >= met:
        ends = _ends(miss, limit)
        if ends is None:
            return None
        missed, met = ends
    return find_root(miss, missed, met, _PRECISION)


def _ends(miss: Callable[[float], float], limit: float) -> tuple[float, float] | None:
    """Logarithms within the limits, one of 0, between which a falling function changes its sign."""
    is_missed = miss(0.0) > 0
    end = math.log(2.0) if is_missed else -math.log(2.0)
    while (miss(end) > 0) == is_missed:
        end *= 2.0
        if abs(end) > limit:
            return None
    return (0.0, end) if is_missed else (end, 0.0)
