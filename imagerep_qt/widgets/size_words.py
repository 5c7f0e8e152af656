"""What the scale-bar view says about sizes and errors, in the locale's format."""

from __future__ import annotations

import html
import math
import re
from typing import TYPE_CHECKING

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.theme import Colours
from imagerep_qt.widgets.size_curve import SizeCurve

if TYPE_CHECKING:
    from imagerep.measurement import Measurement


class SizeWords:
    """Sentences about one measurement and its curve.

    Parameters
    ----------
    numbers : NumberFormat
        How numbers are written.
    measurement : Measurement
        What was measured.
    curve : SizeCurve
        Its curve.
    relative : bool
        Whether errors are relative.
    """

    def __init__(
        self, numbers: NumberFormat, measurement: Measurement, curve: SizeCurve, relative: bool
    ) -> None:
        self._numbers = numbers
        self._measurement = measurement
        self._curve = curve
        self._relative = relative

    def more_images(self, volume_ratio: float) -> int:
        """Images like the measured ones that are still to be taken.

        Parameters
        ----------
        volume_ratio : float
            Pixels wanted over pixels measured.

        Returns
        -------
        int
        """
        n = float(self._measurement.n_images)
        return max(0, math.ceil(n * volume_ratio - n - 1e-9))

    def error(self, log_error: float) -> str:
        """Error as people read it.

        Parameters
        ----------
        log_error : float
            Decimal logarithm of the error.

        Returns
        -------
        str
            For example ``"± 4.1 %"``.
        """
        value = self._numbers.percent(10**log_error, 2)
        return (
            f"± {value}"
            if self._relative
            else translate("SizeWords", "± {value} points").format(
                value=self._numbers.significant(100 * 10**log_error, 2)
            )
        )

    def target(self) -> str:
        """Name the target line."""
        value = 10**self._curve.target
        if self._relative:
            level = self._numbers.level(float(f"{value:.3g}"))
            return translate("SizeWords", "target ± {level}").format(level=level)
        return translate("SizeWords", "target {error}").format(error=self.error(self._curve.target))

    def side(self, log_side: float) -> str:
        """Side in pixels and units.

        Parameters
        ----------
        log_side : float
            Decimal logarithm of the side in pixels.

        Returns
        -------
        str
            For example ``"1,592 px (0.64 mm)"``.
        """
        side = 10**log_side
        calibration = self._measurement.calibration
        pixels = (
            translate("SizeWords", "{n} voxels")
            if self._measurement.ndim == 3
            else translate("SizeWords", "{n} px")
        )
        text = pixels.format(n=self._numbers.count(math.ceil(side - 1e-6)))
        if calibration is None:
            return text
        length = self._numbers.length(side * calibration.mean_voxel_size, calibration.unit)
        return f"{text} ({length})"

    def box(self, factor: float) -> str:
        """Square (cube) of the area of an image with sides longer than the measured one's.

        Parameters
        ----------
        factor : float
            Ratio of the sides.

        Returns
        -------
        str
        """
        measurement = self._measurement
        side = factor * math.prod(measurement.shape) ** (1 / measurement.ndim)
        shape = [side] * measurement.ndim
        pixels = (
            translate("SizeWords", "{shape} voxels")
            if measurement.ndim == 3
            else translate("SizeWords", "{shape} px")
        )
        text = pixels.format(shape=self._numbers.shape(shape))
        calibration = measurement.calibration
        if calibration is None:
            return text
        sides = [side * calibration.mean_voxel_size] * measurement.ndim
        return f"{text} ({self._numbers.sides(sides, calibration.unit)})"

    def reading(self, log_side: float, log_error: float, level: float) -> str:
        """Say what the size bar and this image give.

        Parameters
        ----------
        log_side, log_error : float
            Where the size bar meets the curve.
        level : float
            Confidence level.

        Returns
        -------
        str
            Rich text.
        """
        return translate(
            "SizeWords",
            "Side {side} gives <b>{error}</b>   ·   measured so far {now}   ·   {level} confidence",
        ).format(
            side=self.side(log_side),
            error=self.error(log_error),
            now=self.error(self._curve.measured[1]),
            level=self._numbers.level(level),
        )

    def caption(self, volume_ratio: float, n_more: int, colours: Colours) -> str:
        """Say what has been measured and what is still needed.

        Parameters
        ----------
        volume_ratio : float
            Pixels needed over pixels measured.
        n_more : int
            Images like the measured ones that are still to be taken.
        colours : Colours
            Of the marks.

        Returns
        -------
        str
            Rich text.
        """
        measurement = self._measurement
        n, cube = measurement.n_images, measurement.ndim == 3
        if n == 1:
            measured = translate("SizeWords", "Measured: {box}")
        elif cube:
            measured = translate("SizeWords", "Measured: {n} volumes, the first {box}")
        else:
            measured = translate("SizeWords", "Measured: {n} images, the first {box}")
        measured = measured.format(n=self._numbers.count(n), box=_unbroken(self.box(1.0)))
        ratio = volume_ratio * measurement.n_pixels / math.prod(measurement.shape)
        one = _unbroken(self.box(ratio ** (1 / measurement.ndim)))
        if n_more == 0:
            needed = translate("SizeWords", "Enough: {box} would do.").format(box=one)
        else:
            needed = self._more_text(n_more, cube).format(n=self._numbers.count(n_more), box=one)
        dot = '<span style="color:{colour}">{mark}</span> {text}'
        return "<br>".join(
            dot.format(colour=colour, mark=mark, text=html.escape(text))
            for colour, mark, text in (
                (colours.measured, "■", measured),
                (colours.needed, "▨" if n_more else "□", needed),
            )
        )

    def plain(self, rich: str) -> str:
        """Rich text without its marks, for screen readers.

        Parameters
        ----------
        rich : str
            From `caption`.

        Returns
        -------
        str
        """
        text = html.unescape(re.sub(r"<[^>]+>", " ", rich))
        return " ".join(re.sub("[■▨□]", " ", text).split())

    def _more_text(self, n_more: int, cube: bool) -> str:
        if cube and n_more == 1:
            return translate("SizeWords", "Needed: 1 more volume like this, or one of {box} in all")
        if cube:
            return translate(
                "SizeWords", "Needed: {n} more volumes like this, or one of {box} in all"
            )
        if n_more == 1:
            return translate("SizeWords", "Needed: 1 more image like this, or one of {box} in all")
        return translate("SizeWords", "Needed: {n} more images like this, or one of {box} in all")


def _unbroken(box: str) -> str:
    """Box whose pixels and whose lengths stay on one line each."""
    return box.replace(" ", "\u00a0").replace("\u00a0(", " (")
