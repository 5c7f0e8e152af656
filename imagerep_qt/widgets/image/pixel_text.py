"""Texts below an image: the pixel under the mouse, the size of a crop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imagerep.calibration import Calibration
from imagerep.image.label_text import label_text
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.widgets.image.displayed_image import (
    DisplayedImage,
    calibrated_position,
    position_text,
)
from imagerep_qt.widgets.labels import BETWEEN
from imagerep_qt.widgets.planes import Plane, Span, domain_of


@dataclass(frozen=True, slots=True)
class PixelText:
    """Texts about a plane of an image."""

    numbers: NumberFormat
    shown: DisplayedImage
    plane: Plane
    calibration: Calibration | None

    def pixel(self, row: int, column: int) -> str:
        """Position of a pixel, with its phase or grey value."""
        position = self.plane.position(row, column)
        plane = self.plane.of(self.shown.overview)
        value: np.generic = plane[row, column]
        grey, phase = translate("ImageView", "grey value {v}"), translate("ImageView", "phase {v}")
        number = value.item()
        parts = [f"{position_text(position)} px"]
        place = calibrated_position(position, self.calibration)
        if place is not None:
            lengths, unit = place
            parts.append(", ".join(self.numbers.length(length, unit) for length in lengths))
        inside = domain_of(plane)
        if inside is not None and not inside[row, column]:
            parts.append(translate("ImageView", "not part of the sample"))
            return BETWEEN.join(parts)
        text = self.numbers.significant(number, 5) if isinstance(number, float) else number
        what = grey if self.shown.is_grey else phase
        if not self.shown.is_grey and isinstance(text, int):
            text = label_text(int(text))
        parts.append(what.format(v=text))
        return BETWEEN.join(parts)

    def crop(self, rows: Span, columns: Span) -> str:
        """Size of a rectangle."""
        height, width = rows[1] - rows[0], columns[1] - columns[0]
        size = f"{self.numbers.count(width)} × {self.numbers.count(height)} px"
        parts = [translate("ImageView", "Crop: {size}").format(size=size)]
        if self.calibration is not None:
            tall, wide = self.plane.voxel(self.calibration)
            unit = self.calibration.unit
            sides = width * wide, height * tall
            parts.append(" × ".join(self.numbers.length(side, unit) for side in sides))
        return BETWEEN.join(parts)

    def idle(self, *, draws: str | None) -> str:
        """Text while no pixel is under the mouse; `draws` is the shape that can be drawn."""
        if draws == "polygon":
            return translate(
                "ImageView",
                "Click the corners around what is to be measured, then the first one or Enter; or "
                "drag around it.",
            )
        if draws == "ellipse":
            return translate("ImageView", "Draw an ellipse around what is to be measured.")
        if draws is not None:
            return translate("ImageView", "Draw a rectangle around what is to be measured.")
        parts = []
        step, outside = self.shown.overview.step, self.shown.share_outside
        if step > 1:
            text = translate(
                "ImageView", "Larger than memory: one pixel in {n} along each axis is shown."
            )
            parts.append(text.format(n=step))
        if outside:
            text = translate("ImageView", "Hatched: not part of the sample ({share}).")
            share = self.numbers.percent(outside, 2)
            parts.append(text.format(share=share if step == 1 else f"≈ {share}"))
        return BETWEEN.join(parts)
