"""What was counted of some rows of an image, or of all; and the files that keep it."""

from __future__ import annotations

import hashlib
import io
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.block_sums import BlockSums
from imagerep.errors import OutputError
from imagerep.hooks import Hooks
from imagerep.large.scratch import COUNTS
from imagerep.large.sources import Box, Source
from imagerep.large.whole_files import replacing

_FORMAT = 1
_DIGEST_BYTES = hashlib.sha256().digest_size

Stamp = tuple[int, int, str]
"""First row, the row after the last, and the source's stamp of these rows when they were read."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Phases of some rows, or of all.

    Attributes
    ----------
    pixels : dict of int to int
        Number of pixels by label.
    blocks : dict of int to BlockSums
        Pixels in every block, by label; empty where they were not asked for.
    sample : list of (box, ndarray)
        Pixels for a preview, and where they lie in it; empty where they were not asked for.
    stamps : tuple of (int, int, str)
        What tells whether the rows have changed since; empty where nothing is to be kept, or
        that cannot be told.
    """

    pixels: dict[int, int]
    blocks: dict[int, BlockSums]
    sample: list[tuple[Box, NDArray[Any]]]
    stamps: tuple[Stamp, ...] = ()


def counts_path(folder: Path, rows: slice) -> Path:
    """File of what was counted of some rows.

    Parameters
    ----------
    folder : Path
        Scratch folder.
    rows : slice
        Range along the first axis.

    Returns
    -------
    Path
    """
    return folder / COUNTS.replace("*", f"{rows.start}-{rows.stop}")


def known_rows(folder: Path, n_rows: int) -> list[slice]:
    """Rows of which a folder keeps what was counted, by the names of its files.

    Parameters
    ----------
    folder : Path
        Scratch folder.
    n_rows : int
        Rows of the image.

    Returns
    -------
    list of slice
        Ascending, without overlap.
    """
    ends = set()
    for path in folder.glob(COUNTS):
        found = re.fullmatch(r"\w+-(\d+)-(\d+)", path.stem)
        if found:
            ends.add((int(found[1]), int(found[2])))
    rows: list[slice] = []
    for start, stop in sorted(ends):
        if (rows[-1].stop if rows else 0) <= start < stop <= n_rows:
            rows.append(slice(start, stop))
    return rows


def save(path: Path, counted: Counted, source: Source) -> None:
    """Keep what was counted; where that cannot be written, it is only not kept.

    Parameters
    ----------
    path : Path
        The file, from :func:`counts_path`.
    counted : Counted
        With its stamps and without a sample.
    source : Source
        The image.
    """
    about = {
        "format": _FORMAT,
        "image": source.identity,
        "pixels": [[int(label), int(n)] for label, n in counted.pixels.items()],
        "stamps": counted.stamps,
        "block_px": _block_px(counted),
    }
    arrays: dict[str, Any] = {str(label): sums.counts for label, sums in counted.blocks.items()}
    content = io.BytesIO()
    np.savez(content, about=np.array(json.dumps(about)), **arrays)
    data = content.getbuffer()
    with suppress(OutputError), replacing(path) as file:
        file.write(memoryview(hashlib.sha256(data).digest()))
        file.write(data)


def load(path: Path, source: Source, block_px: int | None) -> Counted | None:
    """What was counted earlier.

    Parameters
    ----------
    path : Path
        The file, from :func:`counts_path`.
    source : Source
        The image.
    block_px : int or None
        Side of the blocks that are wanted.

    Returns
    -------
    Counted or None
        None where there is no such file, or it is damaged, of another image, or without these
        blocks. Whether the image has changed since, its stamps tell.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data[_DIGEST_BYTES:]).digest() != data[:_DIGEST_BYTES]:
        return None
    with np.load(io.BytesIO(data[_DIGEST_BYTES:]), allow_pickle=False) as content:
        about = json.loads(str(content["about"]))
        if about["format"] != _FORMAT or about["image"] != source.identity:
            return None
        if block_px is not None and about["block_px"] != block_px:
            return None
        stamps = tuple((start, stop, text) for start, stop, text in about["stamps"])
        pixels = dict(about["pixels"])
        blocks = {}
        if block_px is not None:
            rows = slice(stamps[0][0], stamps[-1][1])
            for label in pixels:
                blocks[label] = BlockSums(source.shape, block_px, rows)
                blocks[label].counts[...] = content[str(label)]
    return Counted(pixels, blocks, [], stamps)


def stamp_of(source: Source, rows: slice) -> Stamp | None:
    """What tells later whether some rows have changed.

    Parameters
    ----------
    source : Source
        The image.
    rows : slice
        Range along the first axis.

    Returns
    -------
    (int, int, str) or None
        None where that cannot be told.
    """
    box = (rows, *(slice(0, side) for side in source.shape[1:]))
    try:
        text = source.stamp(box)
    except OSError:  # reading says it better
        return None
    return None if text is None else (rows.start, rows.stop, text)


def is_unchanged(counted: Counted, source: Source, hooks: Hooks) -> bool:
    """Whether the rows are still what they were when they were counted.

    Parameters
    ----------
    counted : Counted
        What was counted.
    source : Source
        The image.
    hooks : Hooks
        Cancellation.

    Returns
    -------
    bool
    """
    for start, stop, text in counted.stamps:
        hooks.report(0.0, "counting the phases")
        if stamp_of(source, slice(start, stop)) != (start, stop, text):
            return False
    return True


def _block_px(counted: Counted) -> int | None:
    return next((sums.block_px for sums in counted.blocks.values()), None)
