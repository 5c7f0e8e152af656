"""Snapshot and options in, presentation out: all that a command does between pull and push."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fiji_bridge.options import CommandOptions
from fiji_bridge.prepared import PreparedImage, Target
from fiji_bridge.presentation import Presentation, present
from fiji_bridge.rules import prepare
from fiji_bridge.snapshot import ImageSnapshot

if TYPE_CHECKING:
    from imagerep.measurement import Measurement

Progress = Callable[[float, str], None]
ShouldStop = Callable[[], bool]


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
    """

    presentation: Presentation
    results: tuple[tuple[Target, Measurement], ...]
    options: CommandOptions


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
    results = list(zip(targets, _measure(prepared, targets, progress, should_stop), strict=True))
    return Outcome(present(snapshot, prepared, results, options), tuple(results), options)


def _measure(
    prepared: PreparedImage,
    targets: tuple[Target, ...],
    progress: Progress | None,
    should_stop: ShouldStop | None,
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
        progress=progress,
        should_stop=should_stop,
    )
    return [found[label] for label in labels]
