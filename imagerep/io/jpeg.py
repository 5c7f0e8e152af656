"""What the headers of JPEG data declare."""

from __future__ import annotations

_FRAMES = (frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}) | {0xF7}
"""Markers of a frame: those of JPEG, and that of JPEG-LS."""


def jpeg_pixels(data: bytes) -> int | None:
    """Number of pixels that JPEG data declare, which decoders allocate; None where they do not."""
    where = 2
    while where + 9 <= len(data) and data[where] == 0xFF:
        marker = data[where + 1]
        if marker == 0xFF:
            where += 1
            continue
        length = int.from_bytes(data[where + 2 : where + 4], "big")
        if marker in _FRAMES:
            height = int.from_bytes(data[where + 5 : where + 7], "big")
            width = int.from_bytes(data[where + 7 : where + 9], "big")
            return height * width
        where += 2 + length
    return None
