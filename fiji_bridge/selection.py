"""Which pixels of an image are measured: the rules for selections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.errors import ImageJError
from fiji_bridge.messages import FijiMessage
from fiji_bridge.snapshot import ImageSnapshot


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Pixels of a slice that are measured."""

    x: int  # Their bounds, in pixels of the image
    y: int
    width: int
    height: int
    # bool, shape (height, width): which of the pixels inside the bounds; None for all of them
    inside: NDArray[np.bool_] | None = None
    is_whole: bool = True  # Whether it is the whole image
    share: float = 1.0  # Share of the image's pixels, 0 to 1
    note: FijiMessage | None = None  # What a user should know about it

    @property
    def n_pixels(self) -> int:
        """Number of pixels of a slice."""
        return self.width * self.height if self.inside is None else int(self.inside.sum())

    @property
    def percent(self) -> dict[str, float]:
        """Share of the image, in %, as a value of messages."""
        return {"percent": 100 * self.share}

    def cut(self, plane: NDArray[Any]) -> NDArray[Any]:
        """Part of one slice inside the bounds, as a view."""
        return plane[self.y : self.y + self.height, self.x : self.x + self.width]


def region_of(snapshot: ImageSnapshot) -> Region:
    """Pixels to measure: those inside the selection, exactly as drawn."""
    height, width = snapshot.shape[-2:]
    selected = selected_pixels(snapshot)
    if selected is None:
        is_line = snapshot.roi is not None
        note = FijiMessage("selection-not-an-area") if is_line else None
        return Region(0, 0, width, height, note=note)
    if not selected.any():
        left, top, right, bottom = _bounds_in_image(snapshot)
        is_outside = right <= left or bottom <= top
        raise ImageJError("selection-outside" if is_outside else "selection-empty")
    region = region_inside(selected)
    note = None if region.is_whole else FijiMessage("measured-selection", **region.percent)
    return replace(region, note=note)


def region_inside(selected: NDArray[np.bool_]) -> Region:
    """Region of the pixels of a slice that are true, of which there are some."""
    rows, columns = (np.flatnonzero(selected.any(axis=axis)) for axis in (1, 0))
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    left, right = int(columns[0]), int(columns[-1]) + 1
    inside, share = selected[top:bottom, left:right], float(selected.mean())
    is_box = bool(inside.all())
    place = (left, top, right - left, bottom - top)
    return Region(*place, None if is_box else inside, share == 1.0, share)


def selected_pixels(snapshot: ImageSnapshot) -> NDArray[np.bool_] | None:
    """Pixels of a slice inside the selection exactly as drawn; None where no area is selected."""
    roi = snapshot.roi
    if roi is None or not roi.is_area:
        return None
    inside = np.zeros(snapshot.shape[-2:], np.bool_)
    left, top, right, bottom = _bounds_in_image(snapshot)
    if right > left and bottom > top:
        mask = np.ones((roi.height, roi.width), np.bool_) if roi.mask is None else roi.mask
        rows, columns = slice(top - roi.y, bottom - roi.y), slice(left - roi.x, right - roi.x)
        inside[top:bottom, left:right] = mask[rows, columns]
    return inside


def _bounds_in_image(snapshot: ImageSnapshot) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the selection, cut at the borders of the image."""
    roi, (height, width) = snapshot.roi, snapshot.shape[-2:]
    if roi is None:
        return 0, 0, width, height
    right, bottom = min(roi.x + roi.width, width), min(roi.y + roi.height, height)
    return max(roi.x, 0), max(roi.y, 0), right, bottom
