"""Reads parts of Zarr arrays in the thread that asks, so that several read at a time.

Zarr hands all reading to one loop of its own and to threads beside it, where several readers wait
for each other: two threads read 1000^3 voxels 1.3 times as fast as one, and 1.9 times so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from imagerep.large.optional import need


class _SameThread(ThreadPoolExecutor):
    """Does at once, in the thread that asks, what is handed to it."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as error:
            done.set_exception(error)
        return done


def read_part(root: Path, component: str, part: tuple[int | slice, ...]) -> Any:
    """Read a part of an array.

    Parameters
    ----------
    root : Path
        Folder of the array, or of a group around it.
    component : str
        Path of the array in the group.
    part : tuple of int or slice
        One an axis.

    Returns
    -------
    ndarray or scalar
        Whatever Zarr raises, this does.
    """
    zarr = need("zarr", "to read Zarr")
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:  # as in a notebook: only one loop can run in a thread
        return zarr.open_array(root, path=component, mode="r")[part]
    opening = need("zarr.api.asynchronous", "to read Zarr").open_array

    async def read() -> Any:
        array = await opening(store=root, path=component, mode="r")
        return await array.getitem(part)

    async def settled() -> None:
        """Where a chunk is damaged, those of the other chunks still wait for their turn."""
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    loop = asyncio.new_event_loop()
    loop.set_default_executor(_SameThread(1))
    try:
        return loop.run_until_complete(read())
    finally:
        loop.run_until_complete(settled())
        loop.close()
