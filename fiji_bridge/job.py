"""Snapshot and options in, presentation out: all that a command does between pull and push."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fiji_bridge.options import METHODS, CommandOptions
from fiji_bridge.prepared import PreparedImage, Target
from fiji_bridge.presentation import Presentation, present
from fiji_bridge.rules import prepare
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.errors import ParameterError, SegmentationError
from imagerep.hooks import Hooks

if TYPE_CHECKING:
    from imagerep.measurement import Measurement

Progress = Callable[[float, str], None]
ShouldStop = Callable[[], bool]

_CHEAP_PIXELS = 1 << 25
"""Up to so many pixels the slower method is measured beside the faster one: a few seconds."""

_OWN_SHARE = {"two-point": 0.8, "spectral": 0.2}
"""Share of the progress of the method asked for; the two-point method is the slower one."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What one run gives.

    Attributes
    ----------
    presentation : Presentation
        What ImageJ shows.
    results : tuple of (Target, Measurement)
        What was measured.
    options : CommandOptions
        With which confidence level and target.
    others : tuple of Measurement
        The same by the other method; empty where that would take much longer.
    """

    presentation: Presentation
    results: tuple[tuple[Target, Measurement], ...]
    options: CommandOptions
    others: tuple[Measurement, ...] = ()


def run(
    snapshot: ImageSnapshot,
    options: CommandOptions | None = None,
    *,
    prepared: PreparedImage | None = None,
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
    prepared : PreparedImage, optional
        The image with the rules applied, where that was done already for the same stack mode.
    progress, should_stop : callable, optional
        As for `imagerep.measure`.

    Returns
    -------
    Outcome

    Raises
    ------
    ImageRepError
        If the image or the options cannot be used; each with a hint.
    """
    options = options or CommandOptions()
    if prepared is None:
        prepared = prepare(snapshot, options.stack)
    targets = prepared.targets(options.phase, flip=options.flip)
    hooks = Hooks(progress, should_stop)
    other = next(name for name in METHODS if name != options.method)
    n_pixels = sum(part.labels.size for part in prepared.segmentations)
    is_cheap = other == "spectral" or n_pixels <= _CHEAP_PIXELS
    share = _OWN_SHARE[options.method] if is_cheap else 1.0
    found = _measure(prepared, targets, options.method, hooks.part(0, share))
    others: list[Measurement] = []
    if is_cheap:
        with contextlib.suppress(SegmentationError, ParameterError):  # what suits one method alone
            others = _measure(prepared, targets, other, hooks.part(share, 1))
            found = [_doubted(*pair) for pair in zip(found, others, strict=True)]
    results = list(zip(targets, found, strict=True))
    shown = present(snapshot, prepared, results, options, others)
    if not is_cheap:
        shown = replace(shown, log=(*shown.log, f"Run it with method={other} to compare both."))
    return Outcome(shown, tuple(results), options, tuple(others))


def _doubted(measurement: Measurement, other: Measurement) -> Measurement:
    """With a warning, where the other method says something else."""
    from imagerep import disagreement

    doubt = disagreement(measurement, other)
    if doubt is None:
        return measurement
    return replace(measurement, warnings=(*measurement.warnings, doubt))


def _measure(
    prepared: PreparedImage, targets: tuple[Target, ...], method: str, hooks: Hooks
) -> list[Measurement]:
    import imagerep

    images: list[Any] = list(prepared.segmentations)
    labels = [target.label for target in targets]
    if targets[0].is_complement:
        images = [
            type(part).from_array(
                prepared.mask(targets[0], k), calibration=part.calibration, name=part.name
            )
            for k, part in enumerate(images)
        ]
        labels = [1]
    found = imagerep.measure_phases(
        images if len(images) > 1 else images[0],
        labels,
        method=method,
        progress=hooks.report,
        should_stop=hooks.should_stop,
    )
    return [found[label] for label in labels]
