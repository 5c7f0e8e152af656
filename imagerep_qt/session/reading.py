"""Reading files in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.errors import ImageRepError, MeasurementCancelled
from imagerep.time_left import TimeLeft
from imagerep_qt.session.answers import Busy
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.images import Image
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.runner import Hooks, Job, Receiver, Runner, Task
from imagerep_qt.session.sources import Source, checksum, pixels_of

if TYPE_CHECKING:
    from imagerep.large import LargeSegmentation

LANE = "read"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file: an image, or a notice why there is none; before, a sight of it."""

    source: Source
    image: Image | None
    error: Notice | None = None
    sight: LargeSegmentation | None = None


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
        arrived: Callable[[Sequence[Loaded]], None],
        finished: Callable[[Exception | None], None],
    ) -> None:
        """Read files and folders."""

        def end(error: Exception | None = None) -> None:
            self._n_orders -= 1
            if not self._n_orders:
                self.busy = None
            finished(error)

        left = TimeLeft()

        def progress(fraction: float, text: str) -> None:
            sight = self.busy.sight if self.busy is not None else None
            self.busy = Busy(text, fraction, left.seconds(fraction), sight)
            self.changed()

        def parts(some: Sequence[Loaded]) -> None:
            if self.busy is not None:
                self.busy = replace(self.busy, sight=some[-1].sight)
            read = [loaded for loaded in some if loaded.sight is None]
            if read:
                arrived(read)
            else:
                self.changed()

        self._n_orders += 1
        self.busy = Busy("Reading", 0.0)
        receiver = Receiver(lambda _: end(), end, end, progress, parts)
        self._tasks = [task for task in self._tasks if not task.is_cancelled()]
        self._tasks.append(self.runner.submit(LANE, reading_job(paths, self.engine), receiver))

    def cancel(self) -> None:
        """Stop reading; files that have arrived stay."""
        for task in self._tasks:
            task.cancel()


def reading_job(paths: Sequence[Path], engine: Engine) -> Job:
    """Job that reads files one after the other; each arrives as a partial result."""

    def job(hooks: Hooks) -> int:
        files = engine.find(paths)
        for index, path in enumerate(files):
            if hooks.should_stop():
                raise MeasurementCancelled("Reading was stopped.")
            hooks.partial(_read(path, engine, _for_file(path, hooks, index, len(files))))
        return len(files)

    return job


def _for_file(path: Path, hooks: Hooks, index: int, n: int) -> Hooks:
    """Hooks that report on one of several files, and tell its name."""

    def progress(fraction: float, _: str) -> None:
        hooks.progress((index + fraction) / n, f"Reading {path.name}")

    progress(0.0, "")
    return replace(hooks, progress=progress)


def _read(path: Path, engine: Engine, hooks: Hooks) -> Loaded:
    source = Source(path.name, path)

    def seen(sight: LargeSegmentation) -> None:
        hooks.partial(Loaded(source, None, sight=sight))

    try:
        image = engine.read(path, progress=hooks.progress, should_stop=hooks.should_stop, seen=seen)
        source = replace(source, pixels=pixels_of(image, path))
        if image.large is None and not path.is_dir():
            source = replace(source, checksum=checksum(path, hooks.should_stop))
    except MeasurementCancelled:
        raise
    except ImageRepError as error:
        return Loaded(source, None, Notice(error.message, error.hint))
    except MemoryError:
        message = f"There is not enough memory to read “{path.name}”."
        return Loaded(source, None, Notice(message, "Close other programs, or crop the file."))
    return Loaded(source, image)
