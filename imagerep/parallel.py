"""Runs independent tasks with Dask, in threads of this process or on workers of a scheduler."""

from __future__ import annotations

import logging
import queue
import signal
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

from imagerep.errors import EngineError
from imagerep.hooks import Hooks
from imagerep.optional import need
from imagerep.resources import Resources

POLL_S = 0.2
"""How often a cancellation is looked for, in seconds."""

PATIENCE_S = 10.0
"""How long a scheduler may be out of reach before it counts as lost, in seconds."""

_KEEP_MEMORY = {
    "MALLOC_TRIM_THRESHOLD_": 256 << 20,
    "MALLOC_MMAP_THRESHOLD_": 32 << 20,
    "OMP_NUM_THREADS": 1,
    "MKL_NUM_THREADS": 1,
    "OPENBLAS_NUM_THREADS": 1,
}
"""Environment of worker processes. Dask has them give every 64 kB back to the system at once, which
then clears them anew: 1500^3 voxels took two processes 38 s so, and 75 s of processor time."""

Task = Callable[[], Any]
_Results = queue.SimpleQueue[tuple[Any, BaseException | None]]
"""Results and errors of tasks that have ended. A `queue.Queue` is locked in Python: Ctrl+C in the
middle of that leaves it locked for ever, and the tasks with it."""


def run_tasks(
    tasks: Sequence[Task], resources: Resources, hooks: Hooks, stage: str
) -> Iterator[Any]:
    """Results of tasks as they come, in any order.

    Tasks can be pickled and repeated without harm. Raises EngineError where workers or their
    scheduler are lost, MeasurementCancelled if the hooks say so, and what a task raises.
    """
    if not resources.is_remote:
        yield from _in_threads(tasks, resources.n_threads, hooks, stage)
        return
    with connected(resources) as client:
        yield from _on_workers(tasks, client, hooks, stage)


def _in_threads(tasks: Sequence[Task], n_threads: int, hooks: Hooks, stage: str) -> Iterator[Any]:
    threaded = need("dask.threaded", "to measure images larger than memory")
    done: _Results = queue.SimpleQueue()
    stop = threading.Event()

    def one(number: int) -> None:
        if not stop.is_set():
            done.put((tasks[number](), None))

    def all_of_them() -> None:
        graph = {f"task-{number}": (one, number) for number in range(len(tasks))}
        with ThreadPoolExecutor(n_threads) as pool:  # its end is that of all tasks
            try:
                threaded.get(graph, list(graph), pool=pool)
            except BaseException as error:
                done.put((None, error))

    thread = threading.Thread(target=all_of_them, name="imagerep-tasks", daemon=True)
    try:
        thread.start()
        yield from _collected(done, len(tasks), hooks, stage, lambda: None)
    finally:
        stop.set()
        if thread.is_alive():
            thread.join()


def _collected(
    done: _Results, n_tasks: int, hooks: Hooks, stage: str, watch: Callable[[], None]
) -> Iterator[Any]:
    """Results as they come, with progress, cancellation and a look at the scheduler in between."""
    for finished in range(n_tasks):
        while True:
            hooks.report(finished / n_tasks, stage)
            watch()
            try:
                result, error = done.get(timeout=POLL_S)
            except queue.Empty:
                continue
            break
        if error is not None:
            raise error
        yield result
    hooks.report(1.0, stage)


def _on_workers(tasks: Sequence[Task], client: Any, hooks: Hooks, stage: str) -> Iterator[Any]:
    done: _Results = queue.SimpleQueue()
    run, futures, is_over = uuid.uuid4().hex, {}, False
    address = client.scheduler.address

    def finished(future: Any) -> None:
        if not is_over:  # finished, failed, or lost again by now: its result tells
            done.put((future, None))

    try:
        for number, task in enumerate(tasks):
            future = client.submit(task, key=f"imagerep-{run}-{number}", pure=False)
            future.add_done_callback(finished)
            futures[future.key] = future
        watch = _Watch(client, address)
        for number, future in enumerate(_collected(done, len(tasks), hooks, stage, watch)):
            while future.key in futures:
                try:
                    result = future.result(timeout=PATIENCE_S)
                except TimeoutError as error:
                    if future.status == "error":  # of the file, not of the answer
                        raise
                    if future.status != "lost":  # with its worker, and found again by another
                        raise EngineError("scheduler-lost", address=address) from error
                    hooks.report(number / len(tasks), stage)
                    watch()
                else:
                    del futures[future.key]
            yield result
    except BaseException as error:
        is_over = True
        if client.status == "running":
            client.cancel(list(futures.values()))
        kind = type(error).__name__
        if kind == "KilledWorker":
            raise EngineError("workers-died") from error
        if kind in ("CommClosedError", "FutureCancelledError", "CancelledError"):
            raise EngineError("scheduler-lost", address=address) from error
        raise


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
            raise EngineError("scheduler-lost", address=self._address)


@contextmanager
def connected(resources: Resources) -> Iterator[Any]:
    """Client of a scheduler: that of the resources, or of worker processes started for this."""
    if resources.client is not None:
        yield resources.client
        return
    distributed = need("distributed", "to use worker processes")
    if resources.scheduler is None:
        with _own_cluster(resources) as cluster, distributed.Client(
            cluster, timeout=PATIENCE_S, set_as_default=False, name="imagerep"
        ) as client:  # fmt: skip
            yield client
        return
    address = resources.scheduler
    try:
        _knock(distributed, address)
        client = distributed.Client(
            address, timeout=PATIENCE_S, set_as_default=False, name="imagerep"
        )
    except (OSError, ValueError, TypeError, RuntimeError, ImportError) as error:
        raise EngineError("no-scheduler", address=address) from error
    try:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise EngineError("scheduler-without-workers", address=address)
        yield client
    finally:
        with suppress(TimeoutError):  # on a busy machine; the result, or error, stands
            client.close(timeout=POLL_S)


def _knock(distributed: Any, address: str) -> None:
    """Raise where nobody speaks at an address: Dask's client without an answer ends noisily."""
    import asyncio  # like the tracker below, only for workers: a tenth of the time of a start

    core = need("distributed.comm.core", "to reach workers")
    arguments = distributed.Security().get_connection_args("client")

    async def connect() -> None:
        channel = await core.connect(address, timeout=PATIENCE_S, **arguments)
        await channel.close()

    with ThreadPoolExecutor(1) as pool:  # a notebook has a loop in its own thread
        pool.submit(asyncio.run, asyncio.wait_for(connect(), 2 * PATIENCE_S)).result()


@contextmanager
def _own_cluster(resources: Resources) -> Iterator[Any]:
    """Worker processes on this computer, that nobody else can give work: TLS with a new key."""
    distributed = need("distributed", "to start worker processes")
    n_workers = resources.workers or 1
    kept = {"distributed.nanny.pre-spawn-environ": _KEEP_MEMORY}
    # The name of Dask's own folder is known to every user of the computer.
    folder = tempfile.TemporaryDirectory(prefix="imagerep-", ignore_cleanup_errors=True)
    try:
        with _without_interrupts(), need("dask.config", "to start workers").set(kept):
            cluster = distributed.LocalCluster(
                n_workers=n_workers,
                threads_per_worker=1,
                memory_limit=resources.memory_bytes // n_workers,
                protocol="tls://",
                security=distributed.Security.temporary(),
                host="127.0.0.1",
                dashboard_address=None,
                worker_dashboard_address=None,
                local_directory=folder.name,
                silence_logs=logging.CRITICAL,
            )
    except (ImportError, OSError, RuntimeError) as error:
        folder.cleanup()
        raise EngineError("workers-not-started", n_workers=n_workers, reason=str(error)) from error
    try:
        yield cluster
    finally:
        with suppress(TimeoutError):
            cluster.close(timeout=PATIENCE_S)
        folder.cleanup()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Have the processes that are started, and the thread that starts them, not see Ctrl+C."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it lets interrupts through again where it is started later
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
