"""Measuring in the background by one method: answers that are known, and the job under way."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from imagerep.errors import ImageRepError, MeasurementCancelled
from imagerep.hooks import Hooks as CoreHooks
from imagerep.hooks import ProgressHook
from imagerep.time_left import TimeLeft
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.merging import Labels
from imagerep_qt.session.messages import AppMessage
from imagerep_qt.session.notices import Notice, notice_of_error
from imagerep_qt.session.quantities import fields_of
from imagerep_qt.session.request import Request
from imagerep_qt.session.results import Busy, Work
from imagerep_qt.session.runner import Hooks, Job, Receiver, Runner, Stage, Task

if TYPE_CHECKING:
    from imagerep.image.segmentation import Segmentation
    from imagerep.result.measurement import Measurement

Listener: TypeAlias = Callable[[Sequence[Entry]], None]

READING_SHARE = 0.8
"""Fraction of the progress in which images larger than memory are read once more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Outcome of a request, with the entries as they were prepared for it."""

    key: Hashable
    outcome: Measurement | Notice
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class Measurer:
    """Stores the answers of one method, and runs one job for those that are missing."""

    runner: Runner
    engine: Engine
    method: str
    changed: Listener
    busy: Busy | None = None
    _changes: list[Hashable] = field(default_factory=list)
    """Keys of the requests whose answer or state may have changed after that of all."""
    _version_of_all: int = 0
    _answers: dict[Hashable, Measurement | Notice] = field(default_factory=dict)
    _refused: set[Hashable] = field(default_factory=set)
    _under_way: deque[Hashable] = field(default_factory=deque)
    _wanted: list[Request] = field(default_factory=list)
    _task: Task | None = None
    _generation: int = 0
    _time_left: TimeLeft = field(default_factory=TimeLeft)

    @property
    def version(self) -> int:
        """Increases whenever an answer, or the state of a request, may have changed."""
        return self._version_of_all + len(self._changes)

    def changes_since(self, version: int) -> list[Hashable] | None:
        """Keys of what may have changed since a version; None for everything."""
        first = version - self._version_of_all
        return self._changes[first:] if first >= 0 else None

    def want(self, requests: Sequence[Request]) -> None:
        """Measure what is missing of some requests, the most urgent first.

        A job under way continues as long as its current request is the most urgent one.
        """
        self._wanted = list(requests)
        missing = self._missing()
        continues = missing and self._under_way and self._under_way[0] == missing[0].key
        if self._task is not None and continues:
            return
        if self.busy is not None:
            self._stop()
        if missing:
            self._start(missing)

    def answer(self, request: Request) -> Measurement | Notice | None:
        """Measurement, or why there is none; None while it is not known."""
        return self._answers.get(request.key)

    def work(self, request: Request) -> Work:
        """How far a request is."""
        answer = self._answers.get(request.key)
        if answer is not None:
            return Work.FAILED if isinstance(answer, Notice) else Work.DONE
        if request.key in self._refused:
            return Work.CANCELLED
        if self._under_way and self._under_way[0] == request.key:
            return Work.RUNNING
        return Work.WAITING

    def refuse(self, requests: Sequence[Request]) -> None:
        """Stop, and do not measure what is still missing."""
        self._refused.update(r.key for r in requests if r.key not in self._answers)
        self._stop()

    def retry(self) -> None:
        """Allow what was refused or failed to be measured again."""
        self._refused.clear()
        for key in [key for key, answer in self._answers.items() if isinstance(answer, Notice)]:
            del self._answers[key]
        self._change_all()

    def forget(self) -> None:
        """Stop, and drop all answers."""
        self._stop()
        self._answers.clear()
        self._refused.clear()
        self._wanted.clear()

    def _change_all(self) -> None:
        self._version_of_all = self.version + 1
        self._changes.clear()

    def _missing(self) -> list[Request]:
        answers, refused = self._answers, self._refused
        return [one for one in self._wanted if one.key not in answers and one.key not in refused]

    def _stop(self) -> None:
        self._generation += 1
        self._change_all()
        if self._task is not None:
            self._task.cancel()
        self._task, self._under_way, self.busy = None, deque(), None

    def _start(self, requests: list[Request]) -> None:
        generation = self._generation
        self._change_all()
        self._under_way = deque(request.key for request in requests)
        self.busy, self._time_left = Busy(AppMessage("measuring"), 0.0), TimeLeft()

        def current(call: Callable[..., None]) -> Callable[..., None]:
            """Drop what a job reports after another one has replaced it."""

            def guarded(*arguments: object) -> None:
                if generation == self._generation:
                    call(*arguments)

            return guarded

        receiver = Receiver(
            done=current(self._on_done),
            failed=current(self._on_failure),
            cancelled=current(self._on_cancel),
            progress=current(self._on_progress),
            partial=current(self._on_answers),
        )
        job = measuring_job(requests, self.engine, self.method)
        task = self.runner.submit(f"measure {self.method}", job, receiver)
        if generation == self._generation and self._under_way:
            self._task = task

    def _on_progress(self, fraction: float, stage: Stage) -> None:
        self.busy = Busy(stage, fraction, self._time_left.seconds(fraction))
        self.changed(())

    def _on_answers(self, answers: Sequence[Answer]) -> None:
        for answer in answers:
            self._answers[answer.key] = answer.outcome
            with contextlib.suppress(ValueError):
                self._under_way.remove(answer.key)
            self._changes.append(answer.key)
        if self._under_way:  # that one runs now
            self._changes.append(self._under_way[0])
        self.changed([entry for answer in answers for entry in answer.entries])

    def _on_done(self, *_: object) -> None:
        self._change_all()
        self._task, self._under_way, self.busy = None, deque(), None
        missing = self._missing()
        if missing:
            self._generation += 1
            self._start(missing)
        self.changed(())

    def _on_cancel(self) -> None:
        self.refuse(self._wanted)
        self.changed(())

    def _on_failure(self, error: Exception) -> None:
        for key in self._under_way:
            self._answers[key] = notice_of_error(error)
        self._on_done()


def measuring_job(requests: Sequence[Request], engine: Engine, method: str) -> Job:
    """Job that measures one request after the other; each answer is a partial result."""

    def job(hooks: Hooks) -> None:
        for index, request in enumerate(requests):
            if hooks.should_stop():
                raise MeasurementCancelled("cancelled")
            hooks.partial(_measure(request, engine, method, hooks, index, len(requests)))

    return job


def _measure(
    request: Request, engine: Engine, method: str, hooks: Hooks, index: int, n: int
) -> Answer:
    def progress(fraction: float, stage: Stage) -> None:
        if request.title is not None and n > 1:
            stage = AppMessage("stage-of", title=request.title, stage=stage)
        hooks.progress((index + fraction) / n, stage)

    progress(0.0, AppMessage("preparing"))
    entries = request.entries
    try:
        entries, measuring = _prepared(request, progress, hooks)
        images = [part for entry in entries for part in entry.parts()]
        outcome: Measurement | Notice = engine.measure(
            images,
            _groups_in(images, request),
            method,
            quantity=request.quantity,
            progress=measuring,
            should_stop=hooks.should_stop,
        )
    except MeasurementCancelled:
        raise
    except (ImageRepError, MemoryError) as error:
        outcome = notice_of_error(error)
    return Answer(request.key, outcome, entries)


def _groups_in(images: Sequence[Segmentation], request: Request) -> list[Labels]:
    """Labels of a request; of merged phases those that are there, where there are any."""
    there = {label for image in images for label in image.phase_labels}
    return [tuple(label for label in group if label in there) or group for group in request.groups]


def _prepared(
    request: Request, progress: ProgressHook, hooks: Hooks
) -> tuple[tuple[Entry, ...], ProgressHook]:
    """Prepare the entries of a request; with the progress hook for what follows."""
    entries, fields = request.entries, fields_of(request.quantity, request.groups)
    is_read = any(entry.is_read_again or entry.is_read_for(fields) for entry in entries)
    share = READING_SHARE if is_read else 0.0
    whole = CoreHooks(progress, hooks.should_stop)
    parts = whole.part(0.0, share).parts(len(entries))
    ready = tuple(entry.prepare(part, fields) for entry, part in zip(entries, parts, strict=True))
    return ready, whole.part(share, 1.0).report
