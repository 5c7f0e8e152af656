"""What the image view shows: an array, how it is encoded and coloured. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.large import LargeSegmentation
from imagerep.large.preview import Preview
from imagerep.segmentation import Segmentation
from imagerep_qt.widgets.image.colour_table import Rgb, grey_table, label_colours, label_table
from imagerep_qt.widgets.image.tiles import GreyCode, LabelCode
from imagerep_qt.widgets.planes import Pixels


@dataclass(frozen=True, slots=True, eq=False)
class DisplayedImage:
    """An array to show."""

    array: Pixels  # Labels or grey values
    code: LabelCode | GreyCode  # Turns pixels into 0 to 255
    colours: NDArray[np.float64]  # Colours of the labels; empty for a greyscale image

    @classmethod
    def of_labels(cls, segmentation: Segmentation | LargeSegmentation) -> DisplayedImage:
        """Show a segmentation."""
        phases = segmentation.phases
        colours = label_colours(len(phases), [phase.colour for phase in phases])
        return cls(labels_of(segmentation), LabelCode(segmentation.phase_labels), colours)

    @classmethod
    def of_grey(cls, array: Pixels) -> DisplayedImage:
        """Show a greyscale image."""
        return cls(array, GreyCode.of(array), np.empty((0, 3)))

    @property
    def step(self) -> int:
        """Every how many pixels it is shown: 1 but for images larger than memory."""
        return self.array.step if isinstance(self.array, Preview) else 1

    @property
    def is_grey(self) -> bool:
        """Whether it has grey values instead of labels."""
        return isinstance(self.code, GreyCode)

    def rank(self, label: int | None) -> int | None:
        """Place of a label among all."""
        if not isinstance(self.code, LabelCode) or label not in self.code.labels:
            return None
        return self.code.labels.index(label)

    def table(
        self, phase: int | None, threshold: float | None, tint: Rgb, alpha: float
    ) -> NDArray[np.uint32]:
        """Colours of the codes."""
        if isinstance(self.code, GreyCode):
            first = None if threshold is None else self.code.position(threshold)
            return grey_table(first, tint, alpha, is_bright=phase != 0)
        return label_table(self.colours, self.rank(phase), tint, alpha)

    def aspect(self, voxel: tuple[float, float]) -> float:
        """Height over width of a pixel."""
        return min(max(voxel[0] / voxel[1], 0.02), 50.0)


def labels_of(segmentation: Segmentation | LargeSegmentation) -> Pixels:
    """Labels to show."""
    if isinstance(segmentation, Segmentation):
        return segmentation.labels
    assert segmentation.preview is not None  # noqa: S101 - the session asks for one
    return segmentation.preview


def position_text(position: tuple[int, ...]) -> str:
    """Position as people read it."""
    names = "xyz"
    return ", ".join(f"{names[k]} {value}" for k, value in enumerate(reversed(position)))


def calibrated_position(
    position: tuple[int, ...], calibration: Calibration | None
) -> tuple[tuple[float, ...], str] | None:
    """Middle of a pixel in units."""
    if calibration is None:
        return None
    sizes = zip(position, calibration.voxel_size, strict=True)
    return tuple((index + 0.5) * size for index, size in sizes)[::-1], calibration.unit
