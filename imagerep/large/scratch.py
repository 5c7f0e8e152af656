"""The scratch folder: intermediate results that survive an interruption."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from imagerep.errors import MeasurementCancelled, OutputError, SegmentationError
from imagerep.hooks import Hooks, chunked, run_chunks
from imagerep.large.made_folder import make, remove_if_made
from imagerep.large.whole_files import cannot_write, replacing

_MARK = "in-progress"
_PLAN = "plan.json"
COUNTS = "counts-*.bin"
"""Names of the files that keep what was counted."""

FOLDERS = "imagerep-*"
"""Names of the folders of measurements in a scratch folder."""

DEFAULT_FOLDER = ".imagerep-scratch"
"""Scratch folder of the command line, in the current folder, unless another is named."""

QUICK_BYTES = 256 << 20
"""What a folder holds that is deleted at once: disks take a second for some GB."""

_DISCARDED = "discarded-imagerep-"


@dataclass(frozen=True, slots=True)
class Scratch:
    """A scratch folder in use; make one with :func:`open_scratch`.

    Attributes
    ----------
    folder : Path
        The folder.
    is_kept : bool
        Whether it stays after a failure, for resuming.
    threads : int
        Threads that delete it.
    """

    folder: Path
    is_kept: bool
    threads: int = 1

    @classmethod
    def create(cls, base: Path | None, identity: str, *, resume: bool, threads: int = 1) -> Self:
        """Make or reopen the scratch folder of one measurement.

        Parameters
        ----------
        base : Path or None
            Where to make it; None for a temporary folder.
        identity : str
            Tells this measurement from others.
        resume : bool
            Reopen it.
        threads : int
            Threads that delete it.

        Returns
        -------
        Scratch

        Raises
        ------
        OutputError
            If it cannot be made, or an unfinished measurement lies there and is not resumed.
        """
        try:
            if base is None:
                folder = Path(tempfile.mkdtemp(prefix="imagerep-", dir=temporary_folder()))
            else:
                digest = hashlib.sha256(identity.encode()).hexdigest()[:16]
                folder = base.resolve() / f"imagerep-{digest}"
                if folder.exists() and not resume:
                    raise OutputError(
                        f"An unfinished measurement of this image lies in “{folder}”.",
                        "Continue it by resuming, or delete that folder.",
                    )
                make(folder)
                for aside in folder.parent.glob(f"{_DISCARDED}*"):
                    # Of a program that was ended while it deleted this.
                    cls(aside, is_kept=True).remove_in_background()
            (folder / _MARK).touch()
        except OSError as error:
            raise cannot_write(base or temporary_folder(), error) from error
        return cls(folder, base is not None, threads)

    def plan(self) -> dict[str, Any] | None:
        """How an interrupted measurement was cut into pieces.

        Returns
        -------
        dict or None
            None for a new one.
        """
        path = self.folder / _PLAN
        if not path.exists():
            return None
        try:
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            return None
        return found

    def save_plan(self, plan: dict[str, Any]) -> None:
        """Write down how the measurement is cut into pieces.

        Parameters
        ----------
        plan : dict
            Anything that JSON holds.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        with replacing(self.folder / _PLAN) as file:
            file.write(memoryview(json.dumps(plan).encode()))

    def holds_work(self) -> bool:
        """Whether there is anything in it that is worth resuming.

        Returns
        -------
        bool
        """
        return self.plan() is not None or any(self.folder.glob(COUNTS))

    def stop(self) -> None:
        """Tell pieces of work under way, also those of other processes, to give up."""
        (self.folder / _MARK).unlink(missing_ok=True)

    def free_bytes(self) -> int:
        """Free space, in bytes, that of our own earlier files and of discarded ones included."""
        folders = [self.folder, *self.folder.parent.glob(f"{_DISCARDED}*")]
        return shutil.disk_usage(self.folder).free + sum(map(_size, folders))

    def discard(self) -> None:
        """Delete the folder; a large one in the background, so that nobody waits for the disk."""
        if _size(self.folder) < QUICK_BYTES:
            self.remove()
            return
        self.stop()
        aside = self.folder.with_name(f"{_DISCARDED}{uuid.uuid4().hex}")
        discarded = self
        with suppress(OSError):  # another program looks into it
            discarded = replace(self, folder=self.folder.rename(aside))
        discarded.remove_in_background()

    def remove_in_background(self) -> None:
        """Delete the folder while other work goes on; the program does not end before."""
        try:
            threading.Thread(target=self.remove, name="imagerep-scratch").start()
        except RuntimeError:  # the program ends, and no thread starts
            self.remove()

    def remove(self) -> None:
        """Delete the folder with all that is in it."""
        self.stop()
        with suppress(OSError, RuntimeError):
            # Large files take the system a while; at the end of the program no thread starts.
            paths = list(self.folder.iterdir())

            def unlink(one: slice) -> None:
                paths[one.start].unlink()

            run_chunks(unlink, chunked(len(paths), 1), Hooks(), "deleting", self.threads)
        shutil.rmtree(self.folder, ignore_errors=True)
        remove_if_made(self.folder.parent)


@contextmanager
def open_scratch(
    base: Path | None, identity: str, *, resume: bool, threads: int = 1
) -> Iterator[Scratch]:
    """Scratch folder that is removed when the work is done.

    Parameters
    ----------
    base, identity, resume, threads
        As for :meth:`Scratch.create`.

    Yields
    ------
    Scratch
        After a failure the folder stays where `base` was given, with what is worth resuming in
        it; else it is removed too, as it is for an image that cannot be measured at all.

    Raises
    ------
    OutputError
        As :meth:`Scratch.create`.
    """
    scratch = Scratch.create(base, identity, resume=resume, threads=threads)
    try:
        yield scratch
    except BaseException as error:
        scratch.stop()
        if not scratch.is_kept:
            # Who has cancelled is not kept waiting.
            scratch.remove_in_background()
        elif isinstance(error, SegmentationError) or not scratch.holds_work():
            scratch.remove()
        raise
    scratch.discard()


def _size(folder: Path) -> int:
    """Bytes of the files in a folder, from which others may just be deleted."""
    total = 0
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                total += path.stat().st_size
    return total


def temporary_folder() -> Path:
    """Where temporary scratch folders are made: on a disk where the usual place may be memory.

    Returns
    -------
    Path
    """
    chosen = any(os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    large = Path("/var/tmp")  # noqa: S108 - the folder in it is made by mkdtemp
    if not chosen and sys.platform.startswith("linux") and os.access(large, os.W_OK):
        return large
    return Path(tempfile.gettempdir())


def check_stop(folder: Path) -> None:
    """Give up if the measurement has been stopped; called between pieces of work.

    Parameters
    ----------
    folder : Path
        The scratch folder.

    Raises
    ------
    MeasurementCancelled
        If it has.
    """
    if not (folder / _MARK).exists():
        raise MeasurementCancelled("The measurement was cancelled.")
