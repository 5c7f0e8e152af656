"""Scratch files past the file cache of the system, where they are too large for it.

What is written through the cache has to be given memory first, and a second thread gains nothing
of that: transforming the slabs of 1500^3 voxels took two threads 23 s, with 30 s of processor time
in the system. A disk takes the same data directly in a fraction of it.
"""

from __future__ import annotations

import mmap
import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

ALIGNMENT = 4096
"""What the system may want memory, places in a file, and lengths to be multiples of, in bytes."""

BUFFER_BYTES = 8 << 20
"""What is written at a time."""

CACHED_SHARE = 0.25
"""Share of the machine's memory that files may fill and still go through the cache: Linux holds
back who writes where about a fifth waits for the disk."""

_DIRECT: int = getattr(os, "O_DIRECT", 0)


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


def allows_direct(folder: Path) -> bool:
    """Whether files in a folder can be written and read past the cache.

    Parameters
    ----------
    folder : Path
        The folder.

    Returns
    -------
    bool
    """
    if not _DIRECT:
        return False
    probe = folder / "direct"
    wanted = bytes(range(100))
    try:
        with DirectWriter(probe) as file:
            file.write(memoryview(wanted))
        found = bytearray(len(wanted))
        with Reader(probe, len(wanted), direct=True) as reader:
            reader.fill(0, memoryview(found))
    except OSError:
        return False
    finally:
        probe.unlink(missing_ok=True)
    return bytes(found) == wanted


class DirectWriter:
    """File that is written from the beginning to the end, while the next bytes are made.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    OSError
        If it cannot be written, or not directly.
    """

    def __init__(self, path: Path) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _DIRECT
        self._file = os.open(path, flags, 0o666)
        self._buffer, self._other = (memoryview(mmap.mmap(-1, BUFFER_BYTES)) for _ in range(2))
        self._filled = self._length = 0
        self._disk = ThreadPoolExecutor(1)
        self._pending: Future[None] | None = None

    def write(self, data: memoryview) -> int:
        """Write bytes after the last ones.

        Parameters
        ----------
        data : memoryview of bytes
            The bytes.

        Returns
        -------
        int
            Their number.
        """
        done = 0
        while done < len(data):
            count = min(len(data) - done, BUFFER_BYTES - self._filled)
            self._buffer[self._filled : self._filled + count] = data[done : done + count]
            self._filled += count
            done += count
            if self._filled == BUFFER_BYTES:
                self._flush()
        return done

    def _flush(self) -> None:
        """Hand what is there to the disk, once that is done with what came before."""
        self._wait()
        whole = -(-self._filled // ALIGNMENT) * ALIGNMENT
        self._pending = self._disk.submit(self._to_disk, self._buffer[:whole])
        self._length += self._filled
        self._filled = 0
        self._buffer, self._other = self._other, self._buffer

    def _to_disk(self, data: memoryview) -> None:
        done = 0
        while done < len(data):
            done += os.write(self._file, data[done:])

    def _wait(self) -> None:
        if self._pending is not None:
            self._pending.result()
            self._pending = None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write the rest, and close."""
        try:
            if kind is None:
                self._flush()
                self._wait()
                os.ftruncate(self._file, self._length)
        finally:
            self._disk.shutdown()
            os.close(self._file)


class Reader:
    """File of which parts are read.

    Parameters
    ----------
    path : Path
        The file.
    largest : int, optional
        Bytes of the largest part that is read directly.
    direct : bool, optional
        Whether past the cache.

    Raises
    ------
    OSError
        If it cannot be read, or not directly.
    """

    def __init__(self, path: Path, largest: int = 0, *, direct: bool = False) -> None:
        more = _DIRECT if direct else 0
        self._file = open(  # noqa: SIM115 - Path.open has no opener
            path, "rb", buffering=0, opener=lambda name, flags: os.open(name, flags | more)
        )
        size = -(-largest // ALIGNMENT) * ALIGNMENT + ALIGNMENT
        self._buffer = memoryview(mmap.mmap(-1, size)) if direct else None

    def fill(self, start: int, target: memoryview) -> None:
        """Read a part.

        Parameters
        ----------
        start : int
            Place of the first byte in the file.
        target : memoryview of bytes
            Receives the part.

        Raises
        ------
        EOFError
            If the file ends before.
        """
        if self._buffer is None:
            self._read(start, target, len(target))
            return
        skipped = start % ALIGNMENT
        wanted = skipped + len(target)
        whole = -(-wanted // ALIGNMENT) * ALIGNMENT
        self._read(start - skipped, self._buffer[:whole], wanted)
        target[:] = self._buffer[skipped:wanted]

    def _read(self, start: int, into: memoryview, wanted: int) -> None:
        self._file.seek(start)
        if (self._file.readinto(into) or 0) < wanted:
            raise EOFError(f"{self._file.name} ends early")

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._file.close()
