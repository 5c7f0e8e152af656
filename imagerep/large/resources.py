"""What a computation out of core may use: memory, workers, scratch space."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from pathlib import Path

from imagerep.errors import ParameterError
from imagerep.hooks import n_workers

_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12,
          "ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40}  # fmt: skip

DEFAULT_SHARE = 0.5
"""Share of the machine's memory that is used unless told otherwise."""

UNKNOWN_MEMORY = 4 * 10**9
"""What is used where the system does not tell how much memory there is, in bytes."""


def parse_bytes(text: str | float) -> int:
    """Number of bytes from text such as "4GB" or "512 MiB".

    Parameters
    ----------
    text : str or number
        A number, or a number and a unit.

    Returns
    -------
    int

    Raises
    ------
    ParameterError
        If it is not a positive number of bytes.
    """
    found = re.fullmatch(r"\s*([\d.]+(?:e\d+)?)\s*([kmgt]i?)?b?\s*", str(text).lower())
    try:
        value = float(found[1]) * _UNITS[found[2] or ""] if found else math.nan
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 1):
        raise ParameterError(f"“{text}” is not an amount of memory.", "Give one such as 4GB.")
    return int(value)


def machine_memory() -> int:
    """Memory of this machine, or of what the process is confined to.

    Returns
    -------
    int
        In bytes.
    """
    try:
        from distributed.system import MEMORY_LIMIT
    except ImportError:
        try:
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        except (AttributeError, ValueError, OSError):
            return UNKNOWN_MEMORY
    return int(MEMORY_LIMIT)


@dataclass(frozen=True, slots=True)
class Resources:
    """What a computation out of core may use.

    Parameters
    ----------
    memory : int, str or None
        Bound of the memory, as a number of bytes or as text such as "4GB"; half of the machine's
        unless given. It is that of this process, of all `workers` together, or of each worker of
        a `scheduler`.
    threads : int or None
        Threads of this process; all cores unless given.
    workers : int or None
        Processes of one thread each that do the work in place of threads; a worker that dies is
        replaced. They are started for the measurement.
    scheduler : str or None
        Address of a dask.distributed scheduler whose workers do the work.
    scratch : Path, str or None
        Folder for intermediate results, on a fast disk, and with a scheduler one that all workers
        see. What an interrupted measurement leaves there can be resumed. Unless given, a
        temporary folder that is removed in every case.
    resume : bool
        Continue an interrupted measurement from its scratch folder.
    in_memory : bool or None
        Load the image (True) or not (False); unless given, it is loaded where it fits.
    """

    memory: int | str | None = None
    threads: int | None = None
    workers: int | None = None
    scheduler: str | None = None
    scratch: Path | str | None = None
    resume: bool = False
    in_memory: bool | None = None

    def __post_init__(self) -> None:
        if self.memory is not None:
            object.__setattr__(self, "memory", parse_bytes(self.memory))
        for what in ("threads", "workers"):
            number = getattr(self, what)
            if number is not None and number < 1:
                raise ParameterError(f"The number of {what} is below 1.", "Give at least one.")
        ways = ("threads", "workers", "scheduler")
        given = [what for what in ways if getattr(self, what) is not None]
        if len(given) > 1:
            raise ParameterError(
                f"The {given[0]} and the {given[1]} exclude each other.",
                "Give threads of this process, a number of worker processes, or a scheduler.",
            )
        if self.resume and self.scratch is None:
            raise ParameterError(
                "Resuming needs the scratch folder of the interrupted measurement.",
                "Name it.",
            )

    @property
    def memory_bytes(self) -> int:
        """Bound of the memory, in bytes."""
        if isinstance(self.memory, int):
            return self.memory
        return int(DEFAULT_SHARE * machine_memory())

    @property
    def n_threads(self) -> int:
        """Number of threads of this process."""
        return self.threads or n_workers()

    def holds(self, n_pixels: int, itemsize: int) -> bool:
        """Whether an image of this size is to be measured in memory.

        Parameters
        ----------
        n_pixels : int
            Pixels or voxels.
        itemsize : int
            Bytes of one.

        Returns
        -------
        bool
        """
        if self.in_memory is not None:
            return self.in_memory
        if self.scheduler is not None or self.workers is not None:
            return False
        return FIXED_BYTES + n_pixels * (itemsize + IN_MEMORY_BYTES) <= self.memory_bytes


FIXED_BYTES = 300 * 10**6
"""Memory of the interpreter with the libraries, rounded up."""

IN_MEMORY_BYTES = 10
"""Bytes a voxel that a measurement in memory takes beside the labels, at its peak: the spectrum
4, the mask 1, and up to 4 for a window of all lags with what is made of it."""
