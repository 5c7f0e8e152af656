"""The work of a measurement, as a job that a runner runs."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imagerep.errors import ImageRepError, MeasurementCancelled
from imagerep.hooks import Hooks as CoreHooks
from imagerep.hooks import ProgressHook
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.notices import Notice, as_notice
from imagerep_qt.session.request import Request
from imagerep_qt.session.runner import Hooks, Job

if TYPE_CHECKING:
    from imagerep.measurement import Measurement

READING_SHARE = 0.1
"""Share of the progress in which cropped images larger than memory are read for their phases."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request, and the entries as they were prepared for it."""

    key: Hashable
    outcome: Measurement | Notice
    entries: tuple[Entry, ...]


def measuring_job(requests: Sequence[Request], engine: Engine, method: str) -> Job:
    """Job that measures one request after the other; each answer is a partial result."""

    def job(hooks: Hooks) -> None:
        for index, request in enumerate(requests):
            if hooks.should_stop():
                raise MeasurementCancelled("The measurement was stopped.")
            hooks.partial(_measure(request, engine, method, hooks, (index, len(requests))))

    return job


def _measure(
    request: Request, engine: Engine, method: str, hooks: Hooks, place: tuple[int, int]
) -> Answer:
    index, n = place

    def progress(fraction: float, text: str) -> None:
        prefix = f"{request.title}: " if request.title and n > 1 else ""
        hooks.progress((index + fraction) / n, f"{prefix}{text}")

    progress(0.0, "Preparing")
    entries = request.entries
    try:
        entries, measuring = _prepared(entries, progress, hooks)
        images = [part for entry in entries for part in entry.parts()]
        outcome: Measurement | Notice = engine.measure(
            images, request.phase, method, progress=measuring, should_stop=hooks.should_stop
        )
    except MeasurementCancelled:
        raise
    except (ImageRepError, MemoryError) as error:
        outcome = as_notice(error)
    return Answer(request.key, outcome, entries)


def _prepared(
    entries: tuple[Entry, ...], progress: ProgressHook, hooks: Hooks
) -> tuple[tuple[Entry, ...], ProgressHook]:
    """Entries made ready, and the progress of what comes after."""
    n_read = sum(
        entry.image.large is not None
        and entry.prepared is None
        and (entry.edits.crop is not None or entry.image.segmentation is None)
        for entry in entries
    )
    share = READING_SHARE if n_read else 0.0
    whole = CoreHooks(progress, hooks.should_stop)
    ready = []
    for index, entry in enumerate(entries):
        part = whole.part(share * index / len(entries), share * (index + 1) / len(entries))
        ready.append(entry.prepare(part))
    return tuple(ready), whole.part(share, 1.0).report
