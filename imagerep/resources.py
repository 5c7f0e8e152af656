"""What a measurement may use: memory, threads, worker processes, a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from imagerep.blocks import count_type
from imagerep.errors import EngineError, ParameterError
from imagerep.hooks import n_cores
from imagerep.io.source import READ_BYTES
from imagerep.memory import machine_memory, parse_bytes

DEFAULT_SHARE = 0.5
"""Share of the machine's memory that is used unless told otherwise."""

UNKNOWN_MEMORY = 4 * 10**9
"""What is used where the system does not tell how much memory there is, in bytes."""

FIXED_BYTES = 300 * 10**6
"""Memory of the interpreter with the libraries, rounded up."""

IN_MEMORY_BYTES = 10
"""Bytes a voxel that a measurement in memory takes beside the labels, at its peak: the spectrum
4, the mask 1, and up to 4 for a window of all lags with what is made of it."""

TASK_BYTES = 4 * READ_BYTES
"""Memory of a task that reads a box: what is read, decoded, compared and summed."""

LARGEST_SIDE_PX = 256
"""Blocks of images larger than memory are at most this long."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What a measurement may use.

    Parameters
    ----------
    memory : int, str or None
        Bound of the memory, as a number of bytes or as text such as "4GB"; half of the machine's
        unless given. It is that of this process, or of all `workers` together. An image that does
        not fit is measured from means over blocks, which are found in one pass.
    threads : int or None
        Threads of that pass; all cores unless given.
    workers : int or None
        Processes of one thread each that read the image in place of threads; a worker that dies is
        replaced.
    scheduler : str or None
        Address of a dask.distributed scheduler whose workers read the image.
    client : distributed.Client or None
        The same, where there is a connection already.
    in_memory : bool or None
        Load the image (True) or not (False); unless given, it is loaded where it fits.

    Raises
    ------
    ParameterError
        If a value makes no sense, or two exclude each other.
    """

    memory: int | str | None = None
    threads: int | None = None
    workers: int | None = None
    scheduler: str | None = None
    client: Any = None
    in_memory: bool | None = None

    def __post_init__(self) -> None:
        if self.memory is not None:
            object.__setattr__(self, "memory", parse_bytes(self.memory))
        for what in ("threads", "workers"):
            number = getattr(self, what)
            if number is not None and not 1 <= number <= 4096:
                raise ParameterError("number-out-of-range", what=what, number=number)
        ways = ("threads", "workers", "scheduler", "client")
        given = [what for what in ways if getattr(self, what) is not None]
        if len(given) > 1:
            raise ParameterError("ways-to-compute-exclude", one=given[0], other=given[1])
        if self.workers is not None:
            least = FIXED_BYTES + TASK_BYTES
            if self.memory_bytes // self.workers < least:
                raise EngineError(
                    "memory-too-small-for-workers", workers=self.workers,
                    memory=self.memory_bytes / 1e9, least=self.workers * least / 1e9,
                )  # fmt: skip

    @property
    def memory_bytes(self) -> int:
        """Bound of the memory, in bytes."""
        if isinstance(self.memory, int):
            return self.memory
        found = machine_memory()
        return UNKNOWN_MEMORY if found is None else int(DEFAULT_SHARE * found)

    @property
    def is_remote(self) -> bool:
        """Whether other processes read the image."""
        return any(way is not None for way in (self.workers, self.scheduler, self.client))

    @property
    def n_threads(self) -> int:
        """Number of threads of this process."""
        return self.threads or n_cores()

    def holds(self, n_pixels: int, itemsize: int) -> bool:
        """Whether an image of this size is to be measured in memory."""
        if self.in_memory is not None:
            return self.in_memory
        if self.is_remote:
            return False
        return FIXED_BYTES + n_pixels * (itemsize + IN_MEMORY_BYTES) <= self.memory_bytes

    def block_side(self, shape: tuple[int, ...], n_labels: int = 2) -> int:
        """Side of the smallest blocks, a power of two, that can be measured in the memory."""
        n_readers = 1 if self.is_remote else self.n_threads
        available = self.memory_bytes - FIXED_BYTES - n_readers * TASK_BYTES
        side = 2
        while side <= min(LARGEST_SIDE_PX, min(shape)):
            n_blocks = 1
            for length in shape:
                n_blocks *= max(1, length // side)
            itemsize = count_type(side ** len(shape))().itemsize
            # The transform works on float32 where it works on a mask in memory.
            if n_blocks * (IN_MEMORY_BYTES + 4 + n_labels * itemsize) <= available:
                return side
            side *= 2
        raise EngineError("memory-too-small", memory=self.memory_bytes / 1e9)
