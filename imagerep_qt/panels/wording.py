"""Results as text, for panels, tables and reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imagerep.image.label_text import as_labels, colour_of_label, labels_text
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.panels.context import Context
from imagerep_qt.quantity_text import QuantityText, capitalised
from imagerep_qt.session import PhaseItem, Result, State, Target
from imagerep_qt.session.merging import Labels
from imagerep_qt.session.results import Work, target_unit
from imagerep_qt.session.state import named_parts

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement
    from imagerep.result.size import RecommendedSize

Names = tuple[str, ...]

LEAST_RATIO = 0.95
"""A ratio of areas nearer to one is not worth saying."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Lengths, sizes, targets and methods as text."""

    numbers: NumberFormat

    def method(self, method: str) -> str:
        """Name of a method, at the start of a line."""
        return capitalised(self.method_inside(method))

    def method_inside(self, method: str) -> str:
        """Name of a method, inside a sentence."""
        names = {
            "two-point": translate("Wording", "two-point method"),
            "spectral": translate("Wording", "spectral method"),
        }
        return names.get(method, method)

    def short_method(self, method: str) -> str:
        """Name of a method, in a table."""
        names = {
            "two-point": translate("Wording", "two-point"),
            "spectral": translate("Wording", "spectral"),
        }
        return names.get(method, method)

    def about_method(self, method: str) -> str:
        """What a method does, and when to rely on it."""
        texts = {
            "two-point": translate(
                "Wording",
                "The published method: how far the phase is correlated with itself. Its own "
                "uncertainty was fitted to 77 materials. For images of 200 px a side and more.",
            ),
            "spectral": translate(
                "Wording",
                "How much the image varies over long distances, from its Fourier spectrum; how "
                "sure that is follows from this image. For small, elongated or packed structures "
                "and large volumes. Not published yet.",
            ),
        }
        return texts.get(method, "")

    def duration(self, seconds: float) -> str:
        """Approximate time."""
        if seconds < 90:
            return translate("Wording", "{n} s").format(n=max(1, round(seconds)))
        return translate("Wording", "{n} min").format(n=round(seconds / 60))

    def length_scale(self, measurement: Measurement) -> str:
        """Characteristic length scale in pixels, and in units where they are known."""
        length = measurement.characteristic_length_scale_px
        return self.numbers.length_px(length, measurement.calibration)

    def error(self, result: Result) -> str:
        """Error of what was measured, of the kind of the target."""
        if result.target.relative:
            return f"±{self.numbers.percent(result.relative_error, 2)}"
        text = QuantityText.of(result.measurement, self.numbers)
        if not text.is_fraction:
            return f"±{text.error(result.absolute_error)}"
        points = self.numbers.significant(100 * result.absolute_error, 2)
        return translate("Wording", "±{value} points").format(value=points)

    def target(
        self, target: Target, fraction: float | None = None, text: QuantityText | None = None
    ) -> str:
        """A target error; a relative one also in points, or in the unit, of a value."""
        value = self.numbers.level(target.value)
        if text is not None and not text.is_fraction:
            if not target.relative:
                return f"±{text.target(target.value)}"
            if fraction is None:
                return f"±{value}"
            return translate("Wording", "±{value} of {fraction} = {points}").format(
                value=value,
                fraction=text.bare(fraction),
                points=f"±{text.error(target.value * abs(fraction))}",
            )
        points = translate("Wording", "±{value} points")
        if not target.relative:
            return points.format(value=value.replace("\u202f%", ""))
        if fraction is None:
            return f"±{value}"
        return translate("Wording", "±{value} of {fraction} = {points}").format(
            value=value,
            fraction=self.numbers.percent(fraction),
            points=points.format(value=self.numbers.significant(100 * target.value * fraction, 2)),
        )

    def phases(self, groups: Iterable[Labels], phases: Sequence[PhaseItem]) -> Names:
        """Phases of a quantity by their names in quotation marks, or by their labels."""
        quoted = translate("ResultPanel", "“{name}”")
        return tuple(
            " + ".join(
                quoted.format(name=found) if found else labels_text(labels, " + ")
                for labels, name in named_parts(group, phases)
                for found in [name or self.colour_names(labels)]
            )
            for group in groups
        )

    def measured_phases(self, measurement: Measurement, phases: Sequence[PhaseItem]) -> Names:
        """The same of what was measured."""
        return self.phases((as_labels(measurement.phase), *measurement.other_phases), phases)

    def measured_phase(self, measurement: Measurement, phases: Sequence[PhaseItem]) -> str:
        """Labels of the phase that was measured, with its name where the user gave one."""
        labels = as_labels(measurement.phase)
        name = next((item.name for item in phases if item.labels == labels), "")
        quoted = translate("Report", " “{name}”").format(name=name) if name else ""
        return labels_text(labels, " + ") + quoted

    def colour_names(self, labels: Labels) -> str:
        """Names of the nearest common colours; empty where a label is no colour."""
        names = [self._colour_name(label) for label in labels]
        return " + ".join(names) if all(names) else ""

    def _colour_name(self, label: int) -> str:
        colour = colour_of_label(label)
        if colour is None:
            return ""
        names = {
            (255, 0, 0): translate("Wording", "red"),
            (0, 200, 0): translate("Wording", "green"),
            (0, 0, 255): translate("Wording", "blue"),
            (255, 255, 0): translate("Wording", "yellow"),
            (255, 0, 255): translate("Wording", "magenta"),
            (0, 255, 255): translate("Wording", "cyan"),
            (255, 140, 0): translate("Wording", "orange"),
            (128, 0, 128): translate("Wording", "purple"),
            (140, 80, 20): translate("Wording", "brown"),
            (255, 180, 200): translate("Wording", "pink"),
        }
        return min(
            names.items(),
            key=lambda pair: sum((a - b) ** 2 for a, b in zip(pair[0], colour, strict=True)),
        )[1]

    def size(self, size: RecommendedSize) -> str:
        """The size that is needed, in units where these are known.

        Sides of a square or cube; of a round sample, those of a circle or cylinder.
        """
        mark, n_lengths, _, length = extent(size)
        if length is None or size.unit is None:
            return self.size_in_pixels(size)
        return mark + self.numbers.sides([length] * n_lengths, size.unit)

    def size_in_pixels(self, size: RecommendedSize) -> str:
        """The size that is needed, in pixels."""
        mark, n_lengths, length_px, _ = extent(size)
        unit = translate("Wording", "voxels") if len(size.shape_px) == 3 else "px"
        return f"{mark}{self.numbers.size(length_px, n_lengths)} {unit}"

    def more_images(self, size: RecommendedSize, measurement: Measurement) -> str:
        """How many more images the target needs; empty for none."""
        n = size.additional_images
        volume = measurement.ndim == 3
        if size.is_reached or n == 0:
            return ""
        these = measurement.n_images > 1
        if n == 1 and volume:
            return (
                translate("Wording", "1 more volume like these")
                if these
                else translate("Wording", "1 more volume like this")
            )
        if n == 1:
            return (
                translate("Wording", "1 more image like these")
                if these
                else translate("Wording", "1 more image like this")
            )
        if volume and these:
            text = translate("Wording", "{n} more volumes like these")
        elif volume:
            text = translate("Wording", "{n} more volumes like this")
        elif these:
            text = translate("Wording", "{n} more images like these")
        else:
            text = translate("Wording", "{n} more images like this")
        return text.format(n=self.numbers.count(n))

    def size_detail(self, size: RecommendedSize, measurement: Measurement) -> str:
        """Size in pixels below that in units, number of images, ratio to what was measured."""
        more = self.more_images(size, measurement)
        if more:
            more = translate("Wording", "or {more}").format(more=more)
        pixels = self.size_in_pixels(size) if size.side is not None else ""
        kind = (
            translate("Wording", "the volume measured")
            if measurement.ndim == 3
            else translate("Wording", "the area measured")
        )
        is_alike = LEAST_RATIO < size.volume_ratio < 1 / LEAST_RATIO
        ratio = "" if is_alike else f"{self.numbers.significant(size.volume_ratio, 2)} × {kind}"
        return "\n".join(part for part in (pixels, more, ratio) if part)


def extent(size: RecommendedSize) -> tuple[str, int, float, float | None]:
    """Mark, number of lengths, and length in px and in units, of the size that is needed."""
    ndim = len(size.shape_px)
    if size.diameter_px is None:
        return "", ndim, size.side_px, size.side
    return "⌀ ", ndim - 1, size.diameter_px, size.diameter


def why_no_result(state: State, context: Context) -> str:
    """Why there is no result, and what to do."""
    if state.failure is not None:
        return context.say_all(state.failure.message)
    if state.question is not None:
        return translate("ResultPanel", "Waiting for your answer above.")
    if state.work is Work.CANCELLED:
        return translate("ResultPanel", "Cancelled: there is no result yet.")
    if state.work in (Work.RUNNING, Work.WAITING):
        return translate("ResultPanel", "Measuring…")
    if waits_for_threshold(state):
        return translate(
            "ResultPanel",
            "This image is not segmented. Drag the threshold below the image until it "
            "separates the phases, then press “Use this threshold”.",
        )
    if state.images and not any(image.included for image in state.images):
        return translate("ResultPanel", "All images are excluded. Tick one in the list.")
    return ""


def why_no_target(result: Result) -> str:
    """Why no size can be told for a target; empty where one can."""
    target, measurement = result.target, result.measurement
    if result.has_gradient:
        return translate(
            "Wording", "The phase fraction changes across the image: a size needed cannot be told."
        )
    if target.relative and not measurement.value:
        return translate(
            "Wording", "A value of zero has no relative error. Choose a target in its unit."
        )
    if not target.relative and target.unit != target_unit(measurement):
        return translate("Wording", "The target is in another unit. Choose a new one.")
    return ""


def waits_for_threshold(state: State) -> bool:
    """Whether the current image needs a threshold first."""
    return state.current is not None and state.current.needs_threshold
