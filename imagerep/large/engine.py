"""Runs independent pieces of work with Dask: in threads of this process, or on a cluster."""

from __future__ import annotations

import queue
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from imagerep.errors import EngineError, MeasurementCancelled
from imagerep.hooks import Hooks
from imagerep.large.optional import need
from imagerep.large.resources import FIXED_BYTES, Resources

Result = TypeVar("Result", covariant=True)

POLL_S = 0.2
"""How often a cancellation is looked for, in seconds."""

PATIENCE_S = 10.0
"""How long a scheduler may be out of reach before it counts as lost, in seconds."""

WORKER_SHARE = 0.6
"""Share of a worker's memory that its pieces may fill: Dask stops giving work at 0.7."""


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
        done: queue.Queue[tuple[int, Any, BaseException | None]] = queue.Queue()

        def one(number: int) -> None:
            done.put((number, tasks[number].run(), None))

        def all_of_them() -> None:
            graph = {("piece", number): (one, number) for number in range(len(tasks))}
            try:
                self._threaded.get(graph, list(graph), num_workers=self.n_workers)
            except BaseException as error:
                done.put((-1, None, error))

        thread = threading.Thread(target=all_of_them, name="imagerep-large", daemon=True)
        thread.start()
        try:
            yield from _collected(done, len(tasks), hooks, text, lambda: None)
        except BaseException:
            stop()
            thread.join()
            raise
        thread.join()


class ClusterEngine:
    """Workers of a dask.distributed scheduler.

    Parameters
    ----------
    client : distributed.Client
        Connection to the scheduler.
    memory : int or None
        Bound of the memory of a worker, in bytes; what the worker says unless given.
    """

    def __init__(self, client: Any, memory: int | None = None) -> None:
        self._client = client
        self._address = client.scheduler.address
        workers = client.scheduler_info(n_workers=-1)["workers"].values()
        if not workers:
            raise EngineError(
                f"The scheduler at {self._address} has no workers.",
                "Start some, and wait until they have joined.",
            )
        self.n_workers = sum(worker["nthreads"] for worker in workers)
        each = [
            WORKER_SHARE * (worker["memory_limit"] or float("inf")) / worker["nthreads"]
            for worker in workers
        ]
        bound = min(*each, float("inf") if memory is None else float(memory))
        self.task_bytes = int(min(bound, 1 << 40)) - FIXED_BYTES

    def run(
        self, tasks: Sequence[Task[Any]], hooks: Hooks, text: str, stop: Callable[[], None]
    ) -> Iterator[tuple[int, Any]]:
        """Run pieces of work, as :meth:`ThreadEngine.run`; a piece whose worker dies is repeated.

        Parameters
        ----------
        tasks, hooks, text, stop
            As for :meth:`ThreadEngine.run`.

        Yields
        ------
        number : int
            Which piece.
        result : object
            What its `run` returned.

        Raises
        ------
        EngineError
            If the scheduler is lost, or workers keep dying.
        MeasurementCancelled
            If the hooks say so.
        """
        done: queue.Queue[tuple[int, Any, BaseException | None]] = queue.Queue()
        run = uuid.uuid4().hex
        futures = []
        is_over = False

        def finished(number: int) -> Callable[[Any], None]:
            def put(future: Any) -> None:
                if is_over:
                    return
                if future.status == "finished":
                    done.put((number, future, None))
                elif future.status == "error":
                    done.put((number, None, future.exception(timeout=PATIENCE_S)))

            return put

        try:
            for number, task in enumerate(tasks):
                future = self._client.submit(_run, task, key=f"imagerep-{run}-{number}", pure=False)
                future.add_done_callback(finished(number))
                futures.append(future)
            watch = _Watch(self._client, self._address)
            for number, future in _collected(done, len(tasks), hooks, text, watch):
                try:
                    result = future.result(timeout=PATIENCE_S)
                except TimeoutError as error:
                    raise watch.lost() from error
                futures[number] = None
                yield number, result
        except BaseException as error:
            is_over = True
            stop()
            if self._client.status == "running":
                self._client.cancel([future for future in futures if future is not None])
            if isinstance(error, Exception):
                raise self._explained(error, hooks) from error
            raise

    def _explained(self, error: Exception, hooks: Hooks) -> Exception:
        """Error in the words of the person before the screen."""
        kind = type(error).__name__
        if kind == "KilledWorker":
            return EngineError(
                "Workers died again and again on one piece of the work.",
                "They are likely out of memory: give them more, or set a lower --memory.",
            )
        wanted = hooks.should_stop is not None and hooks.should_stop()
        if isinstance(error, MeasurementCancelled) and not wanted:
            return EngineError(
                "The workers do not see the scratch folder.",
                "Choose one on a disk that this computer and all workers share.",
            )
        if kind in ("CommClosedError", "FutureCancelledError", "CancelledError"):
            return _Watch(self._client, self._address).lost()
        return error


class _Watch:
    """Raises when the scheduler has been out of reach for too long."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._since: float | None = None

    def __call__(self) -> None:
        if self._client.status == "running":
            self._since = None
            return
        now = time.monotonic()
        self._since = self._since or now
        if self._client.status == "closed" or now - self._since > PATIENCE_S:
            raise self.lost()

    def lost(self) -> EngineError:
        """The error."""
        return EngineError(
            f"The scheduler at {self._address} no longer answers.",
            "What is done lies in the scratch folder: start the scheduler again and resume "
            "(--resume).",
        )


def _run(task: Task[Any]) -> Any:
    return task.run()


def _collected(
    done: queue.Queue[tuple[int, Any, BaseException | None]],
    n_tasks: int,
    hooks: Hooks,
    text: str,
    watch: Callable[[], None],
) -> Iterator[tuple[int, Any]]:
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
    memory = resources.memory_bytes
    if resources.scheduler is None:
        yield ThreadEngine(resources.n_workers, memory)
        return
    distributed = need("distributed", "to use a scheduler")
    try:
        client = distributed.Client(
            resources.scheduler, timeout=PATIENCE_S, set_as_default=False, name="imagerep"
        )
    except (OSError, ValueError, TypeError) as error:
        raise EngineError(
            f"There is no scheduler at “{resources.scheduler}”.",
            "Check the address, for example tcp://192.168.0.1:8786, and that it is running.",
        ) from error
    try:
        yield ClusterEngine(client, memory if resources.memory is not None else None)
    finally:
        client.close(timeout=POLL_S)
