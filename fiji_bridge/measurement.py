"""Measure a snapshot of an ImageJ image; needs no Java."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fiji_bridge.errors import ImageError
from fiji_bridge.messages import FijiMessage
from fiji_bridge.options import METHODS, CommandOptions
from fiji_bridge.phase_rules import segment
from fiji_bridge.presentation import Presentation, present
from fiji_bridge.segmented_image import PhaseChoice, SegmentedImage
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.errors import ParameterError, SegmentationError
from imagerep.hooks import Hooks

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

Progress = Callable[[float, str], None]
ShouldStop = Callable[[], bool]

_CHEAP_PIXELS = 1 << 25
"""Up to so many pixels the slower method is measured beside the faster one: a few seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What one run gives.

    Attributes
    ----------
    presentation : Presentation
        What ImageJ shows.
    results : tuple of (PhaseChoice, Measurement)
        What was measured.
    options : CommandOptions
        With which confidence level and target.
    others : tuple of Measurement
        The same by the other method; empty where that would take much longer.
    """

    presentation: Presentation
    results: tuple[tuple[PhaseChoice, Measurement], ...]
    options: CommandOptions
    others: tuple[Measurement, ...] = ()


def measure_snapshot(
    snapshot: ImageSnapshot,
    options: CommandOptions | None = None,
    *,
    segmented: SegmentedImage | None = None,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Outcome:
    """Measure an image by the rules of ImageJ.

    Parameters
    ----------
    snapshot : ImageSnapshot
        The image.
    options : CommandOptions, optional
        Confidence level, target error, phase, stack mode.
    segmented : SegmentedImage, optional
        The image with the rules applied, where that was done already for the same stack mode.
    progress, should_stop : callable, optional
        As for `imagerep.measure`.

    Returns
    -------
    Outcome

    Raises
    ------
    ImageRepError
        If the image or the options cannot be used.
    """
    from imagerep.measuring import TIME_SHARE

    options = options or CommandOptions()
    if segmented is None:
        segmented = segment(snapshot, options.stack)
    phases = segmented.select(options.phase, flip=options.flip)
    hooks = Hooks(progress, should_stop)
    other = next(name for name in METHODS if name != options.method)
    n_pixels = sum(part.size for part in segmented.segmentations)
    is_cheap = other == "spectral" or n_pixels <= _CHEAP_PIXELS
    share = TIME_SHARE[options.method] if is_cheap else 1.0
    found = _measure(segmented, phases, options.method, hooks.part(0, share))
    others: list[Measurement] = []
    if is_cheap:
        with contextlib.suppress(SegmentationError, ParameterError):  # what suits one method alone
            others = _measure(segmented, phases, other, hooks.part(share, 1))
            found = [_doubted(*pair) for pair in zip(found, others, strict=True)]
    results = list(zip(phases, found, strict=True))
    shown = present(snapshot, segmented, results, options, others)
    if not is_cheap:
        shown = replace(shown, log=(*shown.log, FijiMessage("other-method", method=other).text))
    return Outcome(shown, tuple(results), options, tuple(others))


def _doubted(measurement: Measurement, other: Measurement) -> Measurement:
    """With a warning, where the other method says something else."""
    from imagerep.result.methods import disagreement

    doubt = disagreement(measurement, other)
    if doubt is None:
        return measurement
    return replace(measurement, warnings=(*measurement.warnings, doubt))


def _measure(
    segmented: SegmentedImage, phases: tuple[PhaseChoice, ...], method: str, hooks: Hooks
) -> list[Measurement]:
    from imagerep.measuring import measure, measure_phases

    images, report, stop = segmented.segmentations, hooks.report, hooks.should_stop
    try:
        if len(phases) == 1:
            phase = phases[0].label
            return [measure(images, phase, method=method, progress=report, should_stop=stop)]
        labels = [label for one in phases for label in one.labels]
        found = measure_phases(images, labels, method=method, progress=report, should_stop=stop)
    except SegmentationError as error:
        if error.code != "volume-too-thin":
            raise
        raise ImageError("stack-too-thin", **error.values) from error
    return list(found.values())
