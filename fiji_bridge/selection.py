"""Which rectangle of an image is measured: the rules for selections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.errors import ImageJError
from fiji_bridge.snapshot import ImageSnapshot


@dataclass(frozen=True, slots=True)
class Region:
    """Rectangle of pixels that is measured."""

    x: int  # In pixels of the image
    y: int
    width: int
    height: int
    is_whole: bool = True  # Whether it is the whole image
    note: str = ""  # What a user should know about it; empty where it is what was selected

    def cut(self, plane: NDArray[Any]) -> NDArray[Any]:
        """Part of one slice inside the region, as a view."""
        return plane[self.y : self.y + self.height, self.x : self.x + self.width]


def region_of(snapshot: ImageSnapshot) -> Region:
    """Rectangle to measure."""
    height, width = snapshot.shape[-2:]
    roi = snapshot.roi
    if roi is None:
        return Region(0, 0, width, height)
    if not roi.is_area:
        return Region(
            0, 0, width, height, note="The selection is not an area: the whole image is measured."
        )
    left, top = max(roi.x, 0), max(roi.y, 0)
    right, bottom = min(roi.x + roi.width, width), min(roi.y + roi.height, height)
    if right <= left or bottom <= top:
        raise ImageJError(
            "The selection lies outside the image.",
            "Move it onto the image, or remove it with Edit > Selection > Select None.",
        )
    note = ""
    if roi.mask is not None:
        mask = roi.mask[top - roi.y : bottom - roi.y, left - roi.x : right - roi.x]
        inner = largest_rectangle(mask)
        if inner is None:
            raise ImageJError(
                "The selection holds no pixel of the image.",
                "Draw a larger one, or remove it with Edit > Selection > Select None.",
            )
        if (inner[2], inner[3]) != (right - left, bottom - top):
            note = (
                "The selection is not a rectangle: the largest rectangle inside it "
                f"({inner[2]} × {inner[3]} px) is measured."
            )
        left, top = left + inner[0], top + inner[1]
        right, bottom = left + inner[2], top + inner[3]
    is_whole = (left, top, right, bottom) == (0, 0, width, height)
    return Region(left, top, right - left, bottom - top, is_whole, note)


def selected_pixels(snapshot: ImageSnapshot) -> NDArray[np.bool_] | None:
    """Pixels of a slice inside the selection exactly as drawn; None where no area is selected."""
    roi = snapshot.roi
    if roi is None or not roi.is_area:
        return None
    height, width = snapshot.shape[-2:]
    inside = np.zeros((height, width), np.bool_)
    left, top = max(roi.x, 0), max(roi.y, 0)
    right, bottom = max(min(roi.x + roi.width, width), 0), max(min(roi.y + roi.height, height), 0)
    mask = np.ones((roi.height, roi.width), np.bool_) if roi.mask is None else roi.mask
    inside[top:bottom, left:right] = mask[
        top - roi.y : bottom - roi.y, left - roi.x : right - roi.x
    ]
    return inside


def largest_rectangle(mask: NDArray[np.bool_]) -> tuple[int, int, int, int] | None:
    """Largest rectangle of true pixels, by area."""
    n_columns = mask.shape[1]
    columns = np.arange(n_columns)
    height = np.zeros(n_columns, np.int64)
    left = np.zeros(n_columns, np.int64)
    right = np.full(n_columns, n_columns, np.int64)
    best_area, best = 0, None
    for row, line in enumerate(np.asarray(mask, np.bool_)):
        gap_before = np.maximum.accumulate(np.where(line, -1, columns)) + 1
        gap_after = np.minimum.accumulate(np.where(line, n_columns, columns)[::-1])[::-1]
        height = np.where(line, height + 1, 0)
        left = np.where(line, np.maximum(left, gap_before), 0)
        right = np.where(line, np.minimum(right, gap_after), n_columns)
        area = height * (right - left)
        at = int(area.argmax())
        if area[at] > best_area:
            best_area = int(area[at])
            tall = int(height[at])
            best = (int(left[at]), row - tall + 1, int(right[at] - left[at]), tall)
    return best
