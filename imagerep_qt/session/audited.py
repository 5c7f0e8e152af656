"""Measurements corrected by the audit of their image, and the grey image that an audit needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.errors import ParameterError
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.runner import Hooks, Job

if TYPE_CHECKING:
    from imagerep.image.overview import Overview
    from imagerep.result.measurement import Measurement


def audited(measurement: Measurement | None, entries: tuple[Entry, ...]) -> Measurement | None:
    """Measurement of one image, corrected by its audit where that fits and has enough answers."""
    audit = entries[0].audit if len(entries) == 1 else None
    segmentation = entries[0].segmentation
    if measurement is None or audit is None or segmentation is None or measurement.n_images > 1:
        return measurement
    if not audit.points.fits(segmentation):
        return measurement
    try:
        return measurement.with_segmentation(audit.points.estimate(measurement.phase).uncertainty)
    except ParameterError:  # too few answers yet
        return measurement


def grey_job(path: Path) -> Job:
    """Job that reads the grey values of a file, for pictures."""

    def job(hooks: Hooks) -> Overview:
        from imagerep.hooks import Hooks as ReadingHooks
        from imagerep.image.overview import read_overview
        from imagerep.image.values import grey
        from imagerep.io.opening import open_image
        from imagerep.resources import Resources

        reading = ReadingHooks(hooks.progress, hooks.should_stop)
        return read_overview(grey(open_image(path).squeezed()), Resources(), reading)

    return job
