"""Workers of dask.distributed: those of a scheduler, or processes started for one measurement."""

from __future__ import annotations

import logging
import queue
import signal
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any

from imagerep.errors import EngineError, MeasurementCancelled
from imagerep.hooks import Hooks
from imagerep.large.engine import POLL_S, Results, Task, collected
from imagerep.large.optional import need
from imagerep.large.resources import FIXED_BYTES

PATIENCE_S = 10.0
"""How long a scheduler may be out of reach before it counts as lost, in seconds."""

WORKER_SHARE = 0.6
"""Share of a worker's memory that its pieces may fill: Dask stops giving work at 0.7."""

_KEEP_MEMORY = {
    "MALLOC_TRIM_THRESHOLD_": 256 << 20,
    "MALLOC_MMAP_THRESHOLD_": 32 << 20,
    "OMP_NUM_THREADS": 1,
    "MKL_NUM_THREADS": 1,
    "OPENBLAS_NUM_THREADS": 1,
}
"""Environment of worker processes. Dask has them give every 64 kB back to the system at once, which
then clears them anew: 1500^3 voxels took two processes 38 s so, and 75 s of processor time."""


class ClusterEngine:
    """Workers of a dask.distributed scheduler.

    Parameters
    ----------
    client : distributed.Client
        Connection to the scheduler.
    memory : int or None
        Bound of the memory of a worker, in bytes; what the worker says unless given.
    """

    shares_memory = False

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
        done: Results = queue.SimpleQueue()
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
            for number, future in collected(done, len(tasks), hooks, text, watch):
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


@contextmanager
def connected(address: str, memory: int | None) -> Iterator[ClusterEngine]:
    """Engine of a scheduler.

    Parameters
    ----------
    address : str
        Of the scheduler.
    memory : int or None
        Bound of the memory of a worker, in bytes; what the worker says unless given.

    Yields
    ------
    ClusterEngine

    Raises
    ------
    EngineError
        If the scheduler cannot be reached, or has no workers.
    """
    distributed = need("distributed", "to use a scheduler")
    try:
        client = distributed.Client(
            address, timeout=PATIENCE_S, set_as_default=False, name="imagerep"
        )
    except (OSError, ValueError, TypeError) as error:
        raise EngineError(
            f"There is no scheduler at “{address}”.",
            "Check the address, for example tcp://192.168.0.1:8786, and that it is running.",
        ) from error
    try:
        yield ClusterEngine(client, memory)
    finally:
        client.close(timeout=POLL_S)


@contextmanager
def own_cluster(n_workers: int, memory: int) -> Iterator[str]:
    """Worker processes on this computer, for as long as they are needed.

    Parameters
    ----------
    n_workers : int
        Number of processes, of one thread each.
    memory : int
        Bound of the memory of all together, in bytes.

    Yields
    ------
    str
        Address of their scheduler.

    Raises
    ------
    EngineError
        If they cannot be started.
    """
    distributed = need("distributed", "to start worker processes")
    kept = {"distributed.nanny.pre-spawn-environ": _KEEP_MEMORY}
    try:
        with _without_interrupts(), need("dask.config", "to start workers").set(kept):
            cluster = distributed.LocalCluster(
                n_workers=n_workers,
                threads_per_worker=1,
                memory_limit=memory // n_workers,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
    except (OSError, RuntimeError, TimeoutError) as error:
        raise EngineError(
            f"{n_workers} worker processes cannot be started ({error}).",
            "Use threads. A script starts processes only under if __name__ == '__main__'.",
        ) from error
    try:
        yield cluster.scheduler_address
    finally:
        cluster.close(timeout=PATIENCE_S)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Have the processes that are started, and the thread that starts them, not see Ctrl+C."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it lets interrupts through again where it is started later
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
