"""Runs independent pieces of work with Dask: in threads of this process, or on a cluster."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from imagerep.hooks import Hooks
from imagerep.large.optional import need
from imagerep.large.resources import FIXED_BYTES, Resources

Result = TypeVar("Result", covariant=True)

POLL_S = 0.2
"""How often a cancellation is looked for, in seconds."""

Results = queue.SimpleQueue[tuple[int, Any, BaseException | None]]
"""Number, result and error of pieces that have ended.

A `queue.Queue` is locked in Python: Ctrl+C in the middle of that leaves it locked for ever, and the
pieces with it.
"""


class Task(Protocol[Result]):
    """A piece of work that can be pickled, and repeated without harm."""

    def run(self) -> Result:
        """Do it."""


class Engine(Protocol):
    """Runs pieces of work and gives their results as they come."""

    @property
    def n_workers(self) -> int:
        """Number of pieces that run at a time."""

    @property
    def task_bytes(self) -> int:
        """Memory that a piece may fill, in bytes."""

    @property
    def shares_memory(self) -> bool:
        """Whether pieces run in this process, and may write into its arrays."""

    def run(
        self, tasks: Sequence[Task[Any]], hooks: Hooks, text: str, stop: Callable[[], None]
    ) -> Iterator[tuple[int, Any]]:
        """Run pieces of work; `stop` tells those under way to give up."""


class ThreadEngine:
    """Dask's threaded scheduler in this process.

    Parameters
    ----------
    n_workers : int
        Number of threads.
    memory : int
        Bound of the memory of the process, in bytes.
    """

    shares_memory = True

    def __init__(self, n_workers: int, memory: int) -> None:
        self._threaded = need("dask.threaded", "to measure images larger than memory")
        self.n_workers = n_workers
        self.task_bytes = (memory - FIXED_BYTES) // n_workers

    def run(
        self, tasks: Sequence[Task[Any]], hooks: Hooks, text: str, stop: Callable[[], None]
    ) -> Iterator[tuple[int, Any]]:
        """Run pieces of work.

        Parameters
        ----------
        tasks : sequence of Task
            The pieces.
        hooks : Hooks
            Progress and cancellation.
        text : str
            What is being done.
        stop : callable
            Tells pieces under way to give up.

        Yields
        ------
        number : int
            Which piece.
        result : object
            What its `run` returned.

        Raises
        ------
        MeasurementCancelled
            If the hooks say so.
        """
        done: Results = queue.SimpleQueue()

        def one(number: int) -> None:
            done.put((number, tasks[number].run(), None))

        def all_of_them() -> None:
            graph = {("piece", number): (one, number) for number in range(len(tasks))}
            with ThreadPoolExecutor(self.n_workers) as pool:  # its end is that of all pieces
                try:
                    self._threaded.get(graph, list(graph), pool=pool)
                except BaseException as error:
                    done.put((-1, None, error))

        thread = threading.Thread(target=all_of_them, name="imagerep-large", daemon=True)
        try:
            thread.start()
            yield from collected(done, len(tasks), hooks, text, lambda: None)
        except BaseException:
            stop()
            if thread.is_alive():
                thread.join()
            raise
        thread.join()


def collected(
    done: Results,
    n_tasks: int,
    hooks: Hooks,
    text: str,
    watch: Callable[[], None],
) -> Iterator[tuple[int, Any]]:
    """Results as they come, with progress told and cancellations looked for in between.

    Parameters
    ----------
    done : queue
        Number, result and error of each piece that ends.
    n_tasks : int
        Number of pieces.
    hooks : Hooks
        Progress and cancellation.
    text : str
        What is being done.
    watch : callable
        Called in between; may raise.

    Yields
    ------
    number : int
        Which piece.
    result : object
        What it returned.

    Raises
    ------
    MeasurementCancelled
        If the hooks say so.
    """
    for finished in range(n_tasks):
        while True:
            hooks.report(finished / n_tasks, text)
            watch()
            try:
                number, result, error = done.get(timeout=POLL_S)
            except queue.Empty:
                continue
            break
        if error is not None:
            raise error
        yield number, result
    hooks.report(1.0, text)


@contextmanager
def open_engine(resources: Resources) -> Iterator[Engine]:
    """Engine that the resources ask for.

    Parameters
    ----------
    resources : Resources
        What may be used.

    Yields
    ------
    Engine

    Raises
    ------
    MissingPackageError
        If Dask is not installed.
    EngineError
        If the scheduler cannot be reached.
    """
    if resources.workers is None and resources.scheduler is None:
        yield ThreadEngine(resources.n_threads, resources.memory_bytes)
        return
    from imagerep.large.cluster import connected, own_cluster

    if resources.scheduler is not None:
        memory = resources.memory_bytes if resources.memory is not None else None
        with connected(resources.scheduler, memory) as engine:
            yield engine
        return
    with (
        own_cluster(resources.workers or 1, resources.memory_bytes) as address,
        connected(address, None) as engine,
    ):
        yield engine
