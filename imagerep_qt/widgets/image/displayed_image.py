"""An image with its encoding and colours for display. Free of Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.image.overview import Overview
from imagerep.image.segmentation import Segmentation
from imagerep_qt.widgets.image.colour_table import Rgb, grey_table, label_colours, label_table
from imagerep_qt.widgets.image.tiles import GreyCode, LabelCode


@dataclass(frozen=True, eq=False)
class DisplayedImage:
    """Labels or grey values to display."""

    overview: Overview  # labels or grey values
    code: LabelCode | GreyCode  # encodes pixels as 0 to 255
    colours: NDArray[np.float64]  # of the labels; empty for a greyscale image

    @classmethod
    def of_labels(cls, segmentation: Segmentation) -> DisplayedImage:
        """Labels of a segmentation."""
        phases = segmentation.phases
        colours = label_colours(len(phases), [phase.colour for phase in phases])
        return cls(segmentation.overview, LabelCode(segmentation.phase_labels), colours)

    @classmethod
    def of_grey(cls, overview: Overview, *, stretches: bool = False) -> DisplayedImage:
        """Greyscale image; `stretches` as of `GreyCode.of`."""
        return cls(overview, GreyCode.of(overview, stretches=stretches), np.empty((0, 3)))

    @cached_property
    def share_outside(self) -> float:
        """Share of the pixels that are not part of the sample."""
        domain = self.overview.domain
        return 0.0 if domain is None else 1.0 - float(np.mean(domain))

    @property
    def is_grey(self) -> bool:
        return isinstance(self.code, GreyCode)

    def rank(self, label: int | None) -> int | None:
        """Rank of a label; None where it is absent."""
        if not isinstance(self.code, LabelCode) or label not in self.code.labels:
            return None
        return self.code.labels.index(label)

    def table(
        self, labels: Sequence[int], thresholds: Sequence[float], tint: Rgb, alpha: float
    ) -> NDArray[np.uint32]:
        """Colour of each code, with the pixels of some labels tinted."""
        if isinstance(self.code, GreyCode):
            places = [self.code.position(one) for one in thresholds]
            return grey_table(places, labels, tint, alpha)
        ranks = (self.rank(label) for label in labels)
        return label_table(self.colours, [r for r in ranks if r is not None], tint, alpha)

    def aspect(self, voxel: tuple[float, float]) -> float:
        """Height of a pixel relative to its width, within reasonable limits."""
        return min(max(voxel[0] / voxel[1], 0.02), 50.0)


def position_text(position: tuple[int, ...]) -> str:
    """Position as text, x first."""
    names = "xyz"
    return ", ".join(f"{names[k]} {value}" for k, value in enumerate(reversed(position)))


def calibrated_position(
    position: tuple[int, ...], calibration: Calibration | None
) -> tuple[tuple[float, ...], str] | None:
    """Centre of a pixel in calibrated units, x first."""
    if calibration is None:
        return None
    sizes = zip(position, calibration.voxel_size, strict=True)
    return tuple((index + 0.5) * size for index, size in sizes)[::-1], calibration.unit
