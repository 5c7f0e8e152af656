"""A figure caption and a methods paragraph to copy, in English or German."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTranslator

from imagerep import __version__
from imagerep.result.statement import citation
from imagerep_qt.figures.charts import Shown
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import FOLDER
from imagerep_qt.panels.wording import extent
from imagerep_qt.quantity_text import quantity_name
from imagerep_qt.session.choices import PHASE_FRACTION, POINTS

if TYPE_CHECKING:
    from imagerep.result.comparison import Comparison
    from imagerep.result.measurement import Measurement

_CONTEXT = "Publication"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for Qt's `lupdate`; it is translated by :class:`Writer` only."""
    return text


_CAPTIONS = {
    "image-size": QT_TRANSLATE_NOOP(
        "Publication",
        "Error of the fraction of phase {phase} (half the width of the {level} confidence "
        "interval) against the side of the imaged region, as predicted by the {method}. Blue: "
        "{size}, {value}. Dashed: target error; green: the size that it needs{needed}.",
    ),
    "likelihood": QT_TRANSLATE_NOOP(
        "Publication",
        "Likelihood of the fraction of phase {phase} in the material, from {size}, by the "
        "{method}. Dashed: the fraction that was measured, {value}. Shaded: the {level} "
        "confidence interval, between {interval}.",
    ),
    "correlation": QT_TRANSLATE_NOOP(
        "Publication",
        "Radial two-point correlation of phase {phase}: the probability that two points at this "
        "distance both lie in the phase, from {size}. Dashed: φ and r₀, up to which features are "
        "correlated; dotted: φ², and the characteristic length scale, {length}.",
    ),
    "spectrum": QT_TRANSLATE_NOOP(
        "Publication",
        "Radial power spectrum of phase {phase} from {size} (dots: means over rings, with their "
        "standard deviation) and its fit with two standard deviations. The value at infinite "
        "wavelength (green) sets the {level} confidence interval of the phase fraction, "
        "between {interval}.",
    ),
}

_CAPTIONS_OF_QUANTITY = {
    "image-size": QT_TRANSLATE_NOOP(
        "Publication",
        "{quantity}: error (half the width of the {level} confidence interval) against the side of "
        "the imaged region, as predicted by the {method}. Blue: {size}, {value}. Dashed: target "
        "error; green: the size that it needs{needed}.",
    ),
    "likelihood": QT_TRANSLATE_NOOP(
        "Publication",
        "{quantity}: likelihood of the material's value, from {size}, by the {method}. Dashed: the "
        "value that was measured, {value}. Shaded: the {level} confidence interval, between "
        "{interval}.",
    ),
    "spectrum": QT_TRANSLATE_NOOP(
        "Publication",
        "{quantity}: radial power spectrum from {size} (dots: means over rings, with their "
        "standard deviation) and its fit with two standard deviations. The value at infinite "
        "wavelength (green) sets the {level} confidence interval, between {interval}.",
    ),
}

_COMPARISON = QT_TRANSLATE_NOOP(
    "Publication",
    "Phase fractions of {n} materials with {level} confidence intervals, from all images of a "
    "material together (dots; n: number of images) by the {method}. Ticks: single images.",
)

_COMPARISON_OF_QUANTITY = QT_TRANSLATE_NOOP(
    "Publication",
    "{quantity}: {n} materials with {level} confidence intervals, from all images of a material "
    "together (dots; n: number of images) by the {method}. Ticks: single images.",
)

_NEEDED = QT_TRANSLATE_NOOP("Publication", ", {size}")

_METHODS = {
    "two-point": QT_TRANSLATE_NOOP(
        "Publication",
        "How well the images represent the material was predicted by the method of Dahari et al. "
        "[1], as implemented in ImageRep {version}. From the two-point correlation function of "
        "phase {phase}, its characteristic length scale is {length}. The phase fraction of {size} "
        "is {fraction}; with {level} confidence, that of the material lies between {interval} "
        "(± {error} relative to the value), assuming perfect segmentation.{needed}",
    ),
    "spectral": QT_TRANSLATE_NOOP(
        "Publication",
        "How well the images represent the material, a question posed by Dahari et al. [1], was "
        "predicted by the spectral method of ImageRep {version}: the spectral density of phase "
        "{phase} at zero frequency, which gives the variance of its fraction. Its characteristic "
        "length scale is {length}. The phase fraction of {size} is {fraction}; with {level} "
        "confidence, that of the material lies between {interval} (± {error} relative to the "
        "value), assuming perfect segmentation.{needed}",
    ),
}

_METHODS_OF_QUANTITY = QT_TRANSLATE_NOOP(
    "Publication",
    "How well the images represent the material, a question posed by Dahari et al. [1], was "
    "predicted by the {short_method} of ImageRep {version}, which extends it to every sum over the "
    "image. {quantity}: {fraction} in {size}. With {level} confidence, the value of the material "
    "lies between {interval}, assuming perfect segmentation.{needed}",
)

_SIZE_NEEDED = QT_TRANSLATE_NOOP(
    "Publication", " An error of {target} at this confidence needs {size}."
)
_SCATTER = QT_TRANSLATE_NOOP(
    "Publication", " The interval takes the scatter between the images into account."
)
_ONE_IMAGE = QT_TRANSLATE_NOOP("Publication", "an image of {size}")
_ONE_VOLUME = QT_TRANSLATE_NOOP("Publication", "a volume of {size}")
_IMAGES = QT_TRANSLATE_NOOP("Publication", "{n} images of {size}")
_IMAGES_OF_SIZES = QT_TRANSLATE_NOOP("Publication", "{n} images of different sizes")
_VOXELS = QT_TRANSLATE_NOOP("Publication", "voxels")
_POINTS = QT_TRANSLATE_NOOP("Publication", "± {value} percentage points")
_AND = QT_TRANSLATE_NOOP("Publication", "{low} and {high}")
_METHOD = {
    "two-point": QT_TRANSLATE_NOOP("Publication", "two-point method (Dahari et al.)"),
    "spectral": QT_TRANSLATE_NOOP("Publication", "spectral method (ImageRep)"),
}

_SHORT_METHOD = {
    "two-point": QT_TRANSLATE_NOOP("Publication", "two-point method"),
    "spectral": QT_TRANSLATE_NOOP("Publication", "spectral method"),
}

NUMBERS = {"en": NumberFormat(".", ","), "de": NumberFormat(",", ".")}
"""Formats of numbers in the languages of the texts."""


@dataclass(slots=True)
class Writer:
    """Writes texts in a language, whichever the app speaks."""

    language: str
    _translator: QTranslator | None = None

    def __post_init__(self) -> None:
        if self.language != "en":
            translator = QTranslator()
            if translator.load(f"imagerep_{self.language}", str(FOLDER)):
                self._translator = translator

    @property
    def numbers(self) -> NumberFormat:
        """Format of numbers."""
        return NUMBERS[self.language]

    def caption(self, kind: str, shown: Shown) -> str:
        """Caption of a figure: what it shows, method, phase, value, level and size."""
        needed = self._needed(shown)
        values = self._values(shown)
        values["needed"] = self._say(_NEEDED).format(size=needed) if needed else ""
        is_fraction = shown.measurement.quantity == PHASE_FRACTION
        captions = _CAPTIONS if is_fraction else _CAPTIONS_OF_QUANTITY
        return self._say(captions[kind]).format(**values)

    def methods(self, shown: Shown) -> str:
        """Paragraph for the section on methods, with what to cite for it."""
        measurement, numbers = shown.measurement, self.numbers
        needed = self._needed(shown)
        values = self._values(shown)
        values["needed"] = ""
        if measurement.n_images > 1:
            values["needed"] += self._say(_SCATTER)
        if needed:
            target = f"± {numbers.level(shown.target.value)}"
            if not shown.target.relative and shown.target.unit != POINTS:
                target = f"± {shown.text(numbers).target(shown.target.value)}"
            elif not shown.target.relative:
                value = numbers.significant(100 * shown.target.value, 2)
                target = self._say(_POINTS).format(value=value)
            values["needed"] += self._say(_SIZE_NEEDED).format(target=target, size=needed)
        is_fraction = measurement.quantity == PHASE_FRACTION
        template = _METHODS[measurement.method] if is_fraction else _METHODS_OF_QUANTITY
        text = self._say(template).format(**values)
        return f"{text}\n\n[1] {citation()}"

    def comparison(self, found: Comparison, level: float) -> str:
        """Caption of the intervals of materials."""
        measurement = found.materials[0].measurement
        method, is_fraction = measurement.method, measurement.quantity == PHASE_FRACTION
        return self._say(_COMPARISON if is_fraction else _COMPARISON_OF_QUANTITY).format(
            quantity=quantity_name(measurement.label, self._translate),
            n=len(found.materials),
            level=self.numbers.level(level),
            method=self._say(_METHOD[method]),
        )

    def _say(self, text: str) -> str:
        return self._translate(_CONTEXT, text)

    def _translate(self, context: str, text: str) -> str:
        if self._translator is None:
            return text
        return self._translator.translate(context, text) or text

    def _values(self, shown: Shown) -> dict[str, str]:
        measurement, level, numbers = shown.measurement, shown.level, self.numbers
        low, high = measurement.confidence_interval(level)
        error = measurement.absolute_error(level)
        text, between = shown.text(numbers), self._say(_AND)
        if text.is_fraction:
            ends = numbers.interval(low, high).split("–")
            interval = between.format(low=ends[0], high=ends[-1])
        else:
            mark = between.format(low="", high="")
            interval = f"{numbers.together(mark, (high - low) / 2, low, high)} {text.unit}".rstrip()
        return {
            "phase": shown.phase,
            "quantity": "" if text.is_fraction else shown.title_by(self._translate),
            "short_method": self._say(_SHORT_METHOD[measurement.method]),
            "level": numbers.level(level),
            "method": self._say(_METHOD[measurement.method]),
            "size": self._size(measurement),
            "value": text.plus_minus(measurement.value, error),
            "fraction": text.rounded(measurement.value, error),
            "interval": interval,
            "error": numbers.percent(measurement.relative_error(level), 2),
            "length": numbers.length_px(
                measurement.characteristic_length_scale_px, measurement.calibration
            ),
            "version": __version__,
        }

    def _size(self, measurement: Measurement) -> str:
        numbers, n = self.numbers, measurement.n_images
        unit = self._say(_VOXELS) if measurement.ndim == 3 else "px"
        shape, calibration = measurement.shape, measurement.calibration
        size = f"{numbers.shape(shape)} {unit}{numbers.in_units(shape, calibration)}"
        if n == 1:
            return self._say(_ONE_VOLUME if measurement.ndim == 3 else _ONE_IMAGE).format(size=size)
        if len(set(measurement.shapes)) > 1:
            return self._say(_IMAGES_OF_SIZES).format(n=n)
        return self._say(_IMAGES).format(n=n, size=size)

    def _needed(self, shown: Shown) -> str:
        """Size that the target needs; empty where none is needed or can be told."""
        from imagerep_qt.session.results import recommended_size

        measurement = shown.measurement
        size = recommended_size(measurement, shown.level, shown.target)
        if size is None or size.is_reached or measurement.is_doubtful:
            return ""
        unit = self._say(_VOXELS) if measurement.ndim == 3 else "px"
        mark, n_lengths, length_px, length = extent(size)
        pixels = f"{mark}{self.numbers.shape([length_px] * n_lengths)} {unit}"
        if length is None or size.unit is None:
            return pixels
        return f"{mark}{self.numbers.sides([length] * n_lengths, size.unit)} ({pixels})"
