"""Scratch files past the file cache of the system, where that is quicker.

What is written through the cache has to be given memory first, and a second thread gains nothing
of that: transforming the slabs of 1500^3 voxels took two threads 23 s, with 30 s of processor time
in the system. A fast disk takes the same data directly in a fraction of it.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

ALIGNMENT = 4096
"""What the system may want memory, places in a file, and lengths to be multiples of, in bytes."""

CACHED_SHARE = 0.25
"""Share of the machine's memory that files may fill and still go through the cache: Linux holds
back who writes where about a fifth waits for the disk."""

SMALL_BYTES = 1 << 30
"""Files that are smaller go through the cache on every disk: little is gained there."""

FAST_BYTES_S = 1e9
"""What a disk has to take in a second for files to go past a cache that would hold them: about
what two threads make of spectra in that time."""

PROBE_BYTES = 8 << 20

_DIRECT: int = getattr(os, "O_DIRECT", 0)


def goes_direct(folder: Path, n_bytes: int) -> bool:
    """Whether scratch files are to be written and read past the cache.

    Parameters
    ----------
    folder : Path
        Where they lie.
    n_bytes : int
        Bytes of all of them.

    Returns
    -------
    bool
    """
    if n_bytes < SMALL_BYTES and not is_too_large(n_bytes):
        return False
    speed = direct_speed(folder)
    return speed > 0.0 and (speed >= FAST_BYTES_S or is_too_large(n_bytes))


def is_too_large(n_bytes: int) -> bool:
    """Whether files are too large for the cache of this machine.

    Parameters
    ----------
    n_bytes : int
        Bytes of all of them.

    Returns
    -------
    bool
        False where the system does not tell how much memory there is.
    """
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return False
    return n_bytes > CACHED_SHARE * memory


def direct_speed(folder: Path) -> float:
    """How fast the disk of a folder takes what is written past the cache.

    Parameters
    ----------
    folder : Path
        The folder.

    Returns
    -------
    float
        In bytes a second; zero where files cannot be written and read past the cache.
    """
    if not _DIRECT:
        return 0.0
    probe = folder / "direct"
    wanted, found = aligned(PROBE_BYTES), aligned(PROBE_BYTES)
    wanted[:] = np.arange(PROBE_BYTES, dtype=np.uint8)
    seconds = []
    try:
        with open_file(probe, "wb", direct=True) as file:
            for _ in range(3):
                begun = time.perf_counter()
                write_at(file, 0, wanted)
                seconds.append(time.perf_counter() - begun)
        with open_file(probe, "rb", direct=True) as file:
            read_at(file, 0, found)
    except (OSError, EOFError):
        return 0.0
    finally:
        probe.unlink(missing_ok=True)
    return PROBE_BYTES / min(seconds) if np.array_equal(found, wanted) else 0.0


def up(length: int, multiple: int) -> int:
    """Least multiple that a length fits in.

    Parameters
    ----------
    length, multiple : int
        In bytes.

    Returns
    -------
    int
    """
    return -(-length // multiple) * multiple


def aligned(n_bytes: int) -> NDArray[np.uint8]:
    """Memory that files past the cache can be written from and read to.

    Parameters
    ----------
    n_bytes : int
        How much.

    Returns
    -------
    ndarray of uint8
        Of any content.
    """
    memory = np.empty(n_bytes + ALIGNMENT, np.uint8)
    first = -memory.ctypes.data % ALIGNMENT
    return memory[first : first + n_bytes]


def open_file(path: Path, mode: str, *, direct: bool) -> IO[bytes]:
    """Open a file without a buffer of its own.

    Parameters
    ----------
    path : Path
        The file.
    mode : {"rb", "wb"}
        For reading, or for writing anew.
    direct : bool
        Whether past the cache.

    Returns
    -------
    file object

    Raises
    ------
    OSError
        If that is not possible.
    """
    more = _DIRECT if direct else 0
    return open(
        path, mode, buffering=0, opener=lambda name, flags: os.open(name, flags | more, 0o666)
    )


def write_at(file: IO[bytes], place: int, data: NDArray[Any]) -> None:
    """Write to a place in a file.

    Parameters
    ----------
    file : file object
        The file.
    place : int
        Place of the first byte.
    data : contiguous ndarray
        What is written.

    Raises
    ------
    OSError
        If the disk is full, or cannot be written.
    """
    bytes_: Any = data.reshape(-1).view(np.uint8)
    left = memoryview(bytes_)
    file.seek(place)
    while left:
        left = left[file.write(left) :]


def read_at(file: IO[bytes], place: int, target: NDArray[Any]) -> None:
    """Read from a place in a file.

    Parameters
    ----------
    file : file object
        The file.
    place : int
        Place of the first byte.
    target : contiguous ndarray
        Receives the bytes.

    Raises
    ------
    EOFError
        If the file ends before.
    """
    bytes_: Any = target.reshape(-1).view(np.uint8)
    left = memoryview(bytes_)
    file.seek(place)
    while left:
        count = file.readinto(left)  # type: ignore[attr-defined]
        if not count:
            raise EOFError(f"{file.name} ends early")
        left = left[count:]
