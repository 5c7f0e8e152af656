"""Reading files in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.errors import ImageRepError, MeasurementCancelled
from imagerep.time_left import TimeLeft
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.images import Image
from imagerep_qt.session.messages import AppMessage
from imagerep_qt.session.notices import Notice, Severity, notice, notice_of_error
from imagerep_qt.session.opening import WHOLE_FILE, Opening
from imagerep_qt.session.origins import Origin, checksum, pixels_of
from imagerep_qt.session.results import Busy
from imagerep_qt.session.runner import Hooks, Job, Receiver, Runner, Stage, Task

if TYPE_CHECKING:
    from imagerep.image.overview import Overview

_LANE = "read"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Outcome of reading a file: an image, a preview while it is read, or an error."""

    origin: Origin
    image: Image | None
    error: Notice | None = None
    preview: Overview | None = None


def changed_since(loaded: Loaded, before: str | None) -> Notice | None:
    """What is told of a file that is another one than when its checksum was kept."""
    if not before or loaded.image is None or before == loaded.origin.checksum:
        return None
    changed = notice("file-changed", Severity.WARNING, name=loaded.origin.name)
    return replace(changed, file=loaded.origin.path)


@dataclass(slots=True)
class Reader:
    """Reads files in the background, one order after the other."""

    runner: Runner
    engine: Engine
    changed: Callable[[], None]
    busy: Busy | None = None
    _n_orders: int = 0
    _tasks: list[Task] = field(default_factory=list)

    def read(
        self,
        paths: Sequence[Path],
        opening: Opening,
        loaded: Callable[[Sequence[Loaded]], None],
        finished: Callable[[Exception | None], None],
    ) -> None:
        """Read files and folders; `loaded` is called with each batch of files that were read."""

        def end(error: Exception | None = None) -> None:
            self._n_orders -= 1
            if not self._n_orders:
                self.busy = None
            finished(error)

        time_left = TimeLeft()

        def progress(fraction: float, stage: Stage) -> None:
            preview = self.busy.preview if self.busy is not None else None
            self.busy = Busy(stage, fraction, time_left.seconds(fraction), preview)
            self.changed()

        def partial(batch: Sequence[Loaded]) -> None:
            if self.busy is not None:
                self.busy = replace(self.busy, preview=batch[-1].preview)
            read = [one for one in batch if one.preview is None]
            if read:
                loaded(read)
            else:
                self.changed()

        self._n_orders += 1
        self.busy = Busy(AppMessage("reading"), 0.0)
        receiver = Receiver(lambda _: end(), end, end, progress, partial)
        self._tasks = [task for task in self._tasks if not task.is_cancelled()]
        self._tasks.append(
            self.runner.submit(_LANE, reading_job(paths, opening, self.engine), receiver)
        )

    def cancel(self) -> None:
        """Stop reading; files that have been read stay."""
        for task in self._tasks:
            task.cancel()


def reading_job(paths: Sequence[Path], opening: Opening, engine: Engine) -> Job:
    """Job that reads files one after the other; each is a partial result."""

    def job(hooks: Hooks) -> int:
        is_one = opening != WHOLE_FILE  # of a folder, too
        files = list(paths) if is_one else _found(paths, engine, hooks)
        for index, path in enumerate(files):
            if hooks.should_stop():
                raise MeasurementCancelled("cancelled")
            hooks.partial(_read(path, opening, engine, _for_file(path, hooks, index, len(files))))
        return len(files)

    return job


def _found(paths: Sequence[Path], engine: Engine, hooks: Hooks) -> Sequence[Path]:
    """Files to read; paths at which there are none are told one by one."""
    try:
        return engine.find(paths)
    except ImageRepError as error:
        if len(paths) == 1:
            path = paths[0].absolute()
            failed = replace(notice_of_error(error), file=path)
            hooks.partial(Loaded(Origin(path.name, path), None, failed))
            return ()
    return [file for path in paths for file in _found([path], engine, hooks)]


def _for_file(path: Path, hooks: Hooks, index: int, n: int) -> Hooks:
    """Hooks that report the progress of one of several files, with its name."""

    def progress(fraction: float, _: Stage) -> None:
        hooks.progress((index + fraction) / n, AppMessage("reading-file", name=path.name))

    progress(0.0, "")
    return replace(hooks, progress=progress)


def _read(path: Path, opening: Opening, engine: Engine, hooks: Hooks) -> Loaded:
    origin = Origin(path.name, path, opening=opening)

    def preview(early: Overview) -> None:
        hooks.partial(Loaded(origin, None, preview=early))

    try:
        image = engine.read(
            path, opening, progress=hooks.progress, should_stop=hooks.should_stop, preview=preview
        )
        origin = replace(origin, pixels=pixels_of(image, path))
        if opening != WHOLE_FILE:
            origin = replace(origin, name=image.name or path.name)
        if image.is_in_memory and not path.is_dir():
            origin = replace(origin, checksum=checksum(opening.paths(path), hooks.should_stop))
    except MeasurementCancelled:
        raise
    except ImageRepError as error:
        return Loaded(origin, None, replace(notice_of_error(error), file=path))
    except MemoryError:
        return Loaded(origin, None, notice("file-out-of-memory", name=path.name))
    return Loaded(origin, image)
