"""The periodic covariance of an image that stays on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.hooks import Hooks
from imagerep.large.bitmap import Bitmap
from imagerep.large.columns import ColumnTask, RowTask
from imagerep.large.cutting import first_lag, largest_lag, scratch_bytes
from imagerep.large.direct import goes_direct
from imagerep.large.engine import Engine, Task
from imagerep.large.held import Held
from imagerep.large.lags import is_kept
from imagerep.large.plan import Plan
from imagerep.large.scratch import Scratch
from imagerep.large.sharing import shared_out
from imagerep.large.sources import Source
from imagerep.large.spectra import Moved, SlabTask
from imagerep.large.strips import Layout, slab_path
from imagerep.large.whole_files import is_complete

_PARTS = (0.0, 0.6, 0.95, 1.0)
"""Ends of the three passes in time, as measured on volumes of 1000^3 and 1500^3."""


class OutOfCoreCovariance:
    """Periodic covariance of one phase, transformed through a scratch folder.

    What `imagerep.correlation.PeriodicCovariance` does in memory, by the same three passes: every
    slab along all axes but the first, written to disk; every column along the first axis, there
    and back, of which only the lags asked for are kept; these back along the other axes.

    Parameters
    ----------
    source : Source
        The image.
    phase : int
        Label of the phase.
    phase_fraction : float
        Its phase fraction.
    engine : Engine
        What does the work.
    scratch : Scratch
        Where the spectra go.
    memory : int
        Bound of the memory of this process, in bytes; it bounds the window of lags.
    bitmap : Bitmap, optional
        The image as bits, in place of reading it; for an engine in this process.
    """

    def __init__(
        self,
        source: Source,
        phase: int,
        phase_fraction: float,
        engine: Engine,
        scratch: Scratch,
        memory: int,
        bitmap: Bitmap | None = None,
    ) -> None:
        self.shape = source.shape
        self.phase_fraction = phase_fraction
        self.moved = Moved()
        self._source, self._phase, self._bitmap = source, phase, bitmap
        self._engine, self._scratch, self._memory = engine, scratch, memory
        earlier = scratch.plan()
        if earlier is not None:
            self.plan = Plan.from_dict(earlier)
        else:
            self.plan = Plan.make(
                source,
                task_bytes=engine.task_bytes,
                disk_bytes=scratch.free_bytes(),
                n_workers=engine.n_workers,
                lag=first_lag(self.shape),
                direct=goes_direct(scratch.folder, scratch_bytes(self.shape)),
            )
            scratch.save_plan(self.plan.to_dict())

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.shape)

    @property
    def variance(self) -> float:
        """Variance of a pixel, phi (1 - phi) = C(0)."""
        return self.phase_fraction * (1.0 - self.phase_fraction)

    @property
    def largest_common_lag(self) -> int:
        """Half the shortest side: the largest lag that every axis has."""
        return min(self.shape) // 2

    @property
    def n_threads(self) -> int:
        """As many as work on the image in this process; one where other processes do."""
        return self._engine.n_workers if self._engine.shares_memory else 1

    def looks(self, first: int) -> tuple[int, ...]:
        """Lags up to which to look in turn until the correlation has settled.

        Parameters
        ----------
        first : int
            The first.

        Returns
        -------
        tuple of int
            Each twice the one before; the last is the largest common lag, or the largest whose
            window the memory holds.
        """
        last = max(first, min(self.largest_common_lag, largest_lag(self.ndim, self._memory)))
        found = [first]
        while found[-1] < last:
            found.append(min(2 * found[-1], last))
        return tuple(found)

    def window(self, lags: int, hooks: Hooks | None = None) -> NDArray[np.float32]:
        """Covariance at all lags of a box around zero.

        Parameters
        ----------
        lags : int
            Largest lag; at most half the shortest side.
        hooks : Hooks, optional
            Progress and cancellation.

        Returns
        -------
        ndarray of float32, shape (lags + 1, 2 lags + 1[, 2 lags + 1])
            Lags 0..lags along the first axis, -lags..lags along the others.

        Raises
        ------
        ValueError
            If the lag is larger than half the shortest side.
        MeasurementCancelled
            If the hooks say so.
        """
        if not 0 <= lags <= self.largest_common_lag:
            raise ValueError(f"lag {lags} reaches beyond half of the sides {self.shape}")
        hooks = hooks or Hooks()
        n_groups = len(self.plan.groups)
        is_shared = self._engine.shares_memory
        held = Held.make(self.plan, lags, self._memory) if is_shared else Held()
        for group in range(n_groups):
            part = hooks.part(_PARTS[2] * group / n_groups, _PARTS[2] * (group + 1) / n_groups)
            self._group(group, lags, held, part)
        return self._back(lags, held, hooks.part(_PARTS[2], 1.0))

    def _group(self, group: int, lag: int, held: Held, hooks: Hooks) -> None:
        """First and second pass over the blocks of a group; what is already there is kept."""
        folder, plan, engine = self._scratch.folder, self.plan, self._engine
        blocks = plan.blocks(group)
        if held.lags is None:
            blocks = [one for one in blocks if not is_kept(plan, lag, folder, one)]
        if blocks:
            n_threads = engine.n_workers if engine.shares_memory else 0
            shares = shared_out(plan, blocks, n_threads)
            slabs = self._missing_slabs(group)
            if len(slabs) == len(plan.slabs):
                held.make_place(plan, group, shares[:n_threads], self._memory)
            tasks = [self._slab(group, slab, held) for slab in slabs]
            self._run(tasks, hooks.part(0.0, _PARTS[1] / _PARTS[2]), "transforming slabs")
            columns = [ColumnTask(plan, group, share, lag, folder, held) for share in shares]
            self._run(columns, hooks.part(_PARTS[1] / _PARTS[2], 1.0), "correlating columns")
            held.blocks.clear()
        if len(plan.groups) > 1:
            for slab in range(len(plan.slabs)):
                slab_path(folder, group, slab).unlink(missing_ok=True)

    def _missing_slabs(self, group: int) -> list[int]:
        folder, plan = self._scratch.folder, self.plan
        return [
            slab
            for slab, (start, stop) in enumerate(plan.slabs)
            if not is_complete(
                slab_path(folder, group, slab), Layout(plan, group, stop - start).size
            )
        ]

    def _slab(self, group: int, slab: int, held: Held) -> SlabTask:
        return SlabTask(
            self._source,
            self._phase,
            self.phase_fraction,
            self.plan,
            group,
            slab,
            self._scratch.folder,
            held,
            self._bitmap,
        )

    def _run(self, tasks: Sequence[Task[Moved]], hooks: Hooks, text: str) -> None:
        for _, moved in self._engine.run(tasks, hooks, text, self._scratch.stop):
            self.moved += moved

    def _back(self, lag: int, held: Held, hooks: Hooks) -> NDArray[np.float32]:
        engine, folder = self._engine, self._scratch.folder
        rows = self.plan.rows(lag, engine.n_workers, engine.task_bytes)
        shape = (lag + 1, *(2 * lag + 1 for _ in self.shape[1:]))
        target = held.window(lag)
        target = np.empty(shape, np.float32) if target is None else target.reshape(shape)
        shared = target if engine.shares_memory else None
        tasks: list[Task[Any]] = [
            RowTask(self.plan, span, lag, folder, held, shared) for span in rows
        ]
        for number, (found, moved) in engine.run(
            tasks, hooks, "inverse transform", self._scratch.stop
        ):
            if found is not None:
                target[slice(*rows[number])] = found.reshape(len(found), *target.shape[1:])
            self.moved += moved
        return target
