"""Measure a snapshot of an ImageJ image; needs no Java."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fiji_bridge.errors import ImageError, OptionError
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

ALL = "all"
"""Every quantity that one phase has."""

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
    if not options.phase:
        segmented = segmented.unconfirmed()
    phases = segmented.select(options.phase, flip=options.flip)
    hooks = Hooks(progress, should_stop)
    other = next(name for name in METHODS if name != options.method)
    n_pixels = sum(part.size for part in segmented.segmentations)
    is_cheap = other == "spectral" or n_pixels <= _CHEAP_PIXELS
    share = TIME_SHARE[options.method] if is_cheap else 1.0
    names = _quantities(options.quantity, segmented.segmentations[0].ndim)
    measured = _measure(segmented, phases, names, options.method, hooks.part(0, share))
    found = [measurement for _, measurement in measured]
    others: list[Measurement] = []
    if is_cheap:
        with contextlib.suppress(SegmentationError, ParameterError):  # what suits one method alone
            again = _measure(segmented, phases, names, other, hooks.part(share, 1))
            others = [measurement for _, measurement in again]
            found = [_doubted(*pair) for pair in zip(found, others, strict=True)]
    results = [(phase, one) for (phase, _), one in zip(measured, found, strict=True)]
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


def _quantities(text: str, ndim: int) -> list[str]:
    """Names of quantities that one phase has."""
    from imagerep.measures.quantities import quantity_names, quantity_of

    names: list[str] = []
    for name in (part.strip() for part in text.split(",")):
        if name == ALL:
            names += quantity_names(ndim, 1)
        elif quantity_of(name, ndim).n_phases == 1:
            names.append(name)
        else:
            raise OptionError("quantity-of-several-phases", quantity=name)
    return list(dict.fromkeys(names))


def _measure(
    segmented: SegmentedImage,
    phases: tuple[PhaseChoice, ...],
    names: list[str],
    method: str,
    hooks: Hooks,
) -> list[tuple[PhaseChoice, Measurement]]:
    from imagerep.measuring import measure, measure_phases

    images, stop = segmented.segmentations, hooks.should_stop
    try:
        if len(phases) == 1:
            one = phases[0]
            found = measure(
                images, one.label, quantity=names, method=method, progress=hooks.report,
                should_stop=stop,
            )  # fmt: skip
            return [(one, measurement) for measurement in found.values()]
        labels = [label for one in phases for label in one.labels]
        results: list[tuple[PhaseChoice, Measurement]] = []
        for name, part in zip(names, hooks.parts(len(names)), strict=True):
            each = measure_phases(
                images, labels, quantity=name, method=method, progress=part.report,
                should_stop=stop,
            )  # fmt: skip
            results += zip(phases, each.values(), strict=True)
    except SegmentationError as error:
        if error.code != "volume-too-thin":
            raise
        raise ImageError("stack-too-thin", **error.values) from error
    return results
