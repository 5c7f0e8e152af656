"""An ImageJ image as plain data: what the rules need to know of it, without Java."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.errors import ImageJError

SIGNED_16_OFFSET = 32768
"""Of the raw values of a signed 16-bit image (ij.measure.Calibration.setSigned16BitCalibration)."""


def as_signed(pixels: NDArray[Any]) -> NDArray[Any]:
    """Values of a signed 16-bit image from its raw ones."""
    if pixels.dtype != np.uint16:
        return pixels
    return (pixels ^ np.uint16(SIGNED_16_OFFSET)).view(np.int16)


@dataclass(frozen=True, slots=True)
class PixelCalibration:
    """Spatial calibration as ImageJ holds it."""

    width: float = 1.0  # Size of a pixel along x, y and z, in unit, y_unit and z_unit
    height: float = 1.0
    depth: float = 1.0
    unit: str = "pixel"  # Unit of width; "pixel" where the image is not calibrated
    y_unit: str = ""  # Units of height and depth; empty where they are unit
    z_unit: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class RegionOfInterest:
    """A selection in an image."""

    x: int  # Bounds of the selection in pixels; they may reach outside the image
    y: int
    width: int
    height: int
    # bool, shape (height, width), or None: pixels inside the selection; None for a rectangle
    mask: NDArray[np.bool_] | None = None
    is_area: bool = True  # False for lines, points and angles
    name: str = ""  # Name of the selection, where it has one


@dataclass(frozen=True, slots=True, eq=False)
class ImageSnapshot:
    """An image of ImageJ at one moment."""

    # shape (ny, nx) or (nz, ny, nx), or with a last axis of 3 where `is_rgb`: values of the
    # active channel and frame; all slices
    pixels: NDArray[Any]
    title: str = ""  # Title of the image
    is_rgb: bool = False  # Whether the pixels are colours (uint8)
    has_inverting_lut: bool = False  # Whether the look-up table shows 0 as white
    black_background: bool = True  # Process > Binary > Options > Black background
    # Lowest and highest raw value inside a threshold that is set, applied or not
    threshold: tuple[float, float] | None = None
    # The same as ImageJ's Threshold window shows it: by the density calibration
    shown_threshold: tuple[float, float] | None = None
    roi: RegionOfInterest | None = None  # The selection
    calibration: PixelCalibration = PixelCalibration()  # Size of the pixels
    slice_number: int = 1  # Active slice, counted from 1
    slice_label: str = ""  # Label of the active slice
    channel: int = 1  # Position in a hyperstack, counted from 1, and its size
    frame: int = 1
    n_channels: int = 1
    n_frames: int = 1
    zoom: float = 1.0  # Screen pixels a pixel of the image; 1 where it is not shown

    def __post_init__(self) -> None:
        n_axes = self.pixels.ndim - (1 if self.is_rgb else 0)
        if n_axes not in (2, 3) or (self.is_rgb and self.pixels.shape[-1] != 3):
            shape = " × ".join(map(str, self.pixels.shape))
            raise ImageJError("image-shape", title=self.title, shape=shape)

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along (y, x) or (z, y, x)."""
        shape = self.pixels.shape[:-1] if self.is_rgb else self.pixels.shape
        return tuple(int(side) for side in shape)

    @property
    def is_stack(self) -> bool:
        """Whether there is more than one slice."""
        return self.n_slices > 1

    @property
    def n_slices(self) -> int:
        """Number of slices."""
        return self.shape[0] if len(self.shape) == 3 else 1

    def plane(self, number: int | None = None) -> NDArray[Any]:
        """Pixels of one slice."""
        if len(self.shape) == 2:
            return self.pixels
        plane: NDArray[Any] = self.pixels[(self.slice_number if number is None else number) - 1]
        return plane

    def to_meta(self) -> dict[str, Any]:
        """Everything but the arrays, as JSON can hold it."""
        return _plain(self) | {
            "threshold": self.threshold,
            "shown_threshold": self.shown_threshold,
            "roi": self.roi and _plain(self.roi),
            "calibration": _plain(self.calibration),
        }

    @classmethod
    def from_meta(
        cls,
        pixels: NDArray[Any],
        meta: Mapping[str, Any],
        roi_mask: NDArray[np.bool_] | None = None,
    ) -> Self:
        """Put a snapshot together again."""
        try:
            roi = meta.get("roi")
            return cls(
                pixels,
                threshold=_pair(meta.get("threshold")),
                shown_threshold=_pair(meta.get("shown_threshold")),
                roi=None
                if roi is None
                else RegionOfInterest(mask=roi_mask, **_typed(RegionOfInterest, roi)),
                calibration=PixelCalibration(
                    **_typed(PixelCalibration, meta.get("calibration") or {})
                ),
                **_typed(cls, meta),
            )
        except (AttributeError, LookupError, OverflowError, TypeError, ValueError) as error:
            raise ImageJError("image-not-described") from error


def _pair(values: Any) -> tuple[float, float] | None:
    return None if values is None else (float(values[0]), float(values[1]))


_PLAIN: dict[Any, type] = {"bool": bool, "int": int, "float": float, "str": str}


def _kinds(described: Any) -> dict[str, type]:
    """Fields of a description that are plain values, with their types."""
    return {one.name: _PLAIN[one.type] for one in fields(described) if one.type in _PLAIN}


def _plain(described: Any) -> dict[str, Any]:
    return {name: getattr(described, name) for name in _kinds(described)}


def _typed(described: Any, found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: kind(found[name]) for name, kind in _kinds(described).items() if name in found}
