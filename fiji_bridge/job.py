"""Snapshot and options in, presentation out: all that a command does between pull and push."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fiji_bridge.options import CommandOptions
from fiji_bridge.presentation import Presentation, present
from fiji_bridge.rules import PreparedImage, Target, prepare
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
    results: list[tuple[Target, Measurement]] = []
    for number, target in enumerate(targets):
        report = _share(progress, number, len(targets), target.name)
        results.append((target, _measure(prepared, target, report, should_stop)))
    return Outcome(present(snapshot, prepared, results, options), tuple(results), options)


def _measure(
    prepared: PreparedImage,
    target: Target,
    progress: Progress | None,
    should_stop: ShouldStop | None,
) -> Measurement:
    import imagerep

    images: list[Any] = list(prepared.segmentations)
    label: int | None = target.label
    if target.is_complement:
        images = [
            type(part).from_array(
                prepared.mask(target, k), calibration=part.calibration, name=part.name
            )
            for k, part in enumerate(images)
        ]
        label = 1
    return imagerep.measure(
        images if len(images) > 1 else images[0],
        phase=label,
        progress=progress,
        should_stop=should_stop,
    )


def _share(progress: Progress | None, number: int, total: int, name: str) -> Progress | None:
    if progress is None:
        return None
    prefix = f"phase {name}: " if total > 1 else ""

    def report(fraction: float, what: str) -> None:
        progress((number + fraction) / total, prefix + what)

    return report
