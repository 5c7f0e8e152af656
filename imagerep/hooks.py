"""Progress, cancellation and threads of long computations."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from imagerep.errors import MeasurementCancelled

ProgressHook = Callable[[float, str], None]
"""Called with the fraction done, 0 to 1, and what is being done."""

StopHook = Callable[[], bool]
"""Asked between tasks; True cancels."""

CHUNK = 1 << 19
"""Elements that a task holds: 4 MB of complex64, about a core's share of cache."""


def n_cores() -> int:
    """Number of processor cores that this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Hooks:
    """Progress and cancellation over a part of a computation."""

    progress: ProgressHook | None = None  # Called with the fraction done and a text
    should_stop: StopHook | None = None  # Asked between tasks; True cancels
    start: float = 0.0  # The part of the whole that these hooks report on
    stop: float = 1.0

    def report(self, fraction: float, text: str) -> None:
        """Report the fraction of this part that is done; raises MeasurementCancelled on request."""
        if self.should_stop is not None and self.should_stop():
            raise MeasurementCancelled("cancelled")
        if self.progress is not None:
            self.progress(self.start + fraction * (self.stop - self.start), text)

    def part(self, start: float, stop: float) -> Hooks:
        """Hooks for a part of this part, between two fractions of it."""
        width = self.stop - self.start
        return Hooks(
            self.progress, self.should_stop, self.start + start * width, self.start + stop * width
        )

    def parts(self, n: int) -> list[Hooks]:
        """Hooks for each of n equal parts of this part."""
        return [self.part(number / n, (number + 1) / n) for number in range(n)]


def run_chunks(
    work: Callable[[slice], None],
    chunks: Sequence[slice],
    hooks: Hooks,
    text: str,
    workers: int | None = None,
) -> None:
    """Run independent tasks in threads, as many as there are cores unless `workers` says.

    `work` must release the interpreter lock to gain from several cores. Progress is reported after
    every chunk; where the hooks cancel, tasks under way are finished first. The calling thread
    takes no lock that is written in Python: Ctrl+C in the middle of that would leave it locked, and
    the threads waiting for it.
    """
    workers = min(workers or n_cores(), len(chunks))
    if workers <= 1:
        for done, chunk in enumerate(chunks):
            hooks.report(done / len(chunks), text)
            work(chunk)
        hooks.report(1.0, text)
        return
    left: queue.SimpleQueue[slice] = queue.SimpleQueue()
    ended: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
    for chunk in chunks:
        left.put(chunk)

    def take() -> None:
        with suppress(queue.Empty):
            while True:
                chunk = left.get_nowait()
                try:
                    work(chunk)
                except BaseException as error:
                    ended.put(error)
                else:
                    ended.put(None)

    threads = [threading.Thread(target=take, name="imagerep", daemon=True) for _ in range(workers)]
    try:
        for thread in threads:
            thread.start()
        for done in range(len(chunks)):
            error = ended.get()
            if error is not None:
                raise error
            hooks.report((done + 1) / len(chunks), text)
    finally:
        with suppress(queue.Empty):
            while True:
                left.get_nowait()
        for thread in threads:
            if thread.is_alive():
                thread.join()


def chunked(length: int, size: int) -> list[slice]:
    """Cut a range into slices of at most `size`."""
    size = max(1, size)
    starts: Iterable[int] = range(0, length, size)
    return [slice(start, min(start + size, length)) for start in starts]
