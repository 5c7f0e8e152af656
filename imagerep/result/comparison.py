"""Several materials side by side: their intervals, and the differences between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Any

from imagerep.messages import MeasurementWarning
from imagerep.optional import new_axes
from imagerep.pooled import PooledUncertainty
from imagerep.result.difference import (
    SMALLEST_P,
    Distribution,
    adjusted,
    check_correction,
    level_of_each,
)
from imagerep.result.measurement import Measurement
from imagerep.spreadsheet import flat_row
from imagerep.uncertainty import ConfidenceInterval, Uncertainty


@dataclass(frozen=True, slots=True)
class ImageOfMaterial:
    """One image of a material.

    Attributes
    ----------
    name : str
        Name of the image, unique within the material.
    value : float
        Value of the quantity in this image; NaN where it has none.
    measurement : Measurement or None
        None where the image alone tells nothing, as it shows one phase only.
    """

    name: str
    value: float
    measurement: Measurement | None = field(compare=False)


@dataclass(frozen=True, slots=True)
class Material:
    """What was measured of one material.

    Attributes
    ----------
    name : str
        Unique among the materials compared.
    measurement : Measurement
        Of all images together.
    images : tuple of ImageOfMaterial
        Each image on its own.
    """

    name: str
    measurement: Measurement
    images: tuple[ImageOfMaterial, ...] = ()

    @property
    def value(self) -> float:
        """Value of the quantity in all images together."""
        return self.measurement.value

    @property
    def n_images(self) -> int:
        """Number of images."""
        return self.measurement.n_images

    @property
    def scatter(self) -> float | None:
        """Standard deviation between the images; None for one image."""
        values = [one.value for one in self.images if math.isfinite(one.value)]
        if len(values) < 2:
            return None
        mean = math.fsum(values) / len(values)
        return math.sqrt(math.fsum((one - mean) ** 2 for one in values) / (len(values) - 1))

    @property
    def scatter_ratio(self) -> float | None:
        """Scatter between the images over what their own errors explain; None for one image."""
        found = self.measurement.uncertainty
        return found.scatter.ratio if isinstance(found, PooledUncertainty) else None


@dataclass(frozen=True, slots=True)
class Difference:
    """Difference of two materials.

    Attributes
    ----------
    one, other : str
        Names of the materials, the one with the larger value first.
    value : float
        Value of `one` less that of `other`, in the quantity's unit.
    interval : ConfidenceInterval
        Interval of the difference.
    probability_greater : float
        Probability that `one` is greater than `other`; not corrected.
    p_value : float
        Twice the probability that the difference has the other sign, at most 1.
    adjusted_p_value : float
        The same, corrected for the number of comparisons where asked for.
    is_different : bool
        Whether the corrected p-value is at most 1 less the confidence level.
    is_doubtful : bool
        Whether the answer for one of the materials is doubtful.
    """

    one: str
    other: str
    value: float
    interval: ConfidenceInterval
    probability_greater: float
    p_value: float
    adjusted_p_value: float
    is_different: bool
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Materials side by side, the largest value first; made by :func:`imagerep.compare`.

    Attributes
    ----------
    materials : tuple of Material
        Sorted by value, descending.
    warnings : tuple of MeasurementWarning
        Doubts about comparing these materials; those about one are on its measurement.
    """

    materials: tuple[Material, ...]
    warnings: tuple[MeasurementWarning, ...] = ()

    @property
    def quantity(self) -> str:
        """Name of what was measured."""
        return self.materials[0].measurement.quantity

    @property
    def unit(self) -> str:
        """Unit of values and differences; empty for pure numbers."""
        return self.materials[0].measurement.unit

    def differences(
        self, confidence_level: float = 0.95, correction: str = "none"
    ) -> tuple[Difference, ...]:
        """Differences of every two materials.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.
        correction : {"none", "sidak", "holm"}, optional
            Correction for many comparisons. With ``"sidak"`` and ``"holm"`` all intervals hold
            together at this level (Šidák 1967). Holm's p-values (1979) are valid however the
            comparisons depend on each other, and mostly smaller than Šidák's: a difference may be
            significant though its simultaneous interval includes 0.

        Returns
        -------
        tuple of Difference
            Of the first material with all others, then of the second, and so on.

        Raises
        ------
        ParameterError
            If the level is out of range, or there is no such correction.
        """
        pairs = list(combinations(self.materials, 2))
        level = level_of_each(confidence_level, max(1, len(pairs)), check_correction(correction))
        known = [_distribution(one.measurement.uncertainty) for one in self.materials]
        found = []
        for (one, other), (here, there) in zip(pairs, combinations(known, 2), strict=True):
            greater = min(max(here.exceeds(there), SMALLEST_P / 2), 1 - SMALLEST_P / 2)
            p_value = min(1.0, 2 * min(greater, 1 - greater))
            interval = here.difference(there, level)
            found.append((one, other, interval, greater, p_value))
        p_values = adjusted([one[-1] for one in found], correction)
        return tuple(
            Difference(
                one.name,
                other.name,
                one.value - other.value,
                interval,
                greater,
                p_value,
                corrected,
                corrected <= 1 - confidence_level,
                one.measurement.is_doubtful or other.measurement.is_doubtful,
            )
            for (one, other, interval, greater, p_value), corrected in zip(
                found, p_values, strict=True
            )
        )

    def to_dict(
        self,
        confidence_level: float = 0.95,
        correction: str = "none",
        relative_error: float | None = 0.05,
    ) -> dict[str, Any]:
        """The comparison as plain values, ready for JSON.

        Parameters
        ----------
        confidence_level, correction
            As for :meth:`differences`.
        relative_error : float or None, optional
            Target for the recommended sizes.

        Returns
        -------
        dict
            ``materials``, each with what :meth:`Measurement.to_dict` gives and its ``images``;
            ``differences``; what was asked for.

        Raises
        ------
        ParameterError
            As :meth:`differences`.
        """
        return {
            "quantity": self.quantity,
            "value_unit": self.unit,
            "confidence_level": confidence_level,
            "correction": check_correction(correction),
            "materials": [
                _material(one, confidence_level, relative_error) for one in self.materials
            ],
            "differences": [
                _difference(one) for one in self.differences(confidence_level, correction)
            ],
            "warnings": [one.to_dict() for one in self.warnings],
        }

    def sheets(
        self, confidence_level: float = 0.95, correction: str = "none"
    ) -> dict[str, list[dict[str, Any]]]:
        """The comparison as tables for spreadsheets.

        Parameters
        ----------
        confidence_level, correction
            As for :meth:`differences`.

        Returns
        -------
        dict of str to list of dict
            ``"Materials"``, with a row for each material and for each of its images below it, and
            ``"Differences"``; lengths of an image in a column for each side.
        """
        plain = self.to_dict(confidence_level, correction)
        asked = {key: plain[key] for key in ("confidence_level", "correction")}
        materials = []
        for material in plain["materials"]:
            row = flat_row(material)
            name = row.pop("name")
            materials.append({"material": name, "image": "", **row})
            for image in material["images"] if material["n_images"] > 1 else ():
                row = flat_row(image)
                materials.append({"material": name, "image": row.pop("name"), **row})
        return {
            "Materials": materials,
            "Differences": [{**flat_row(one), **asked} for one in plain["differences"]],
        }

    def plot(self, ax: Any = None, confidence_level: float = 0.95, *, images: bool = True) -> Any:
        """Draw the intervals below each other (a forest plot).

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where to; a new figure unless given.
        confidence_level : float, optional
            Between 0 and 1, both excluded.
        images : bool, optional
            Whether each image is drawn as a dot beside the interval of its material.

        Returns
        -------
        matplotlib Axes

        Raises
        ------
        MissingPackageError
            If Matplotlib is not installed.
        """
        if ax is None:
            ax = new_axes((6.4, 1.2 + 0.35 * len(self.materials)))
        for place, one in enumerate(self.materials):
            low, high = one.measurement.confidence_interval(confidence_level)
            colour = "tab:orange" if one.measurement.is_doubtful else "tab:blue"
            ax.plot([low, high], [place, place], color=colour, linewidth=2, zorder=2)
            ax.plot([one.value], [place], "o", color=colour, zorder=3)
            values = [image.value for image in one.images] if images and one.n_images > 1 else []
            ax.plot(values, [place + 0.22] * len(values), "|", color="0.45", markersize=5)
        ax.set_yticks(range(len(self.materials)), [_label(one) for one in self.materials])
        ax.set_ylim(len(self.materials) - 0.5, -0.5)
        ax.grid(axis="x", color="0.9")
        ax.set_axisbelow(True)
        label = self.materials[0].measurement.label.text
        unit = f" ({self.unit})" if self.unit else ""
        ax.set_xlabel(f"{label}{unit}, {100 * confidence_level:.4g} % confidence intervals")
        return ax

    def __repr__(self) -> str:
        lines = [
            f"  {one.name}: {one.value:.4g} ± {one.measurement.absolute_error():.2g}"
            f"{self.unit and ' '}{self.unit} (95 %, n = {one.n_images})"
            for one in self.materials
        ]
        return "\n".join([f"<Comparison of {len(lines)} materials", *lines]) + ">"


def sorted_by_value(
    materials: Sequence[Material], warnings: Sequence[MeasurementWarning] = ()
) -> Comparison:
    """Comparison of materials in any order."""
    found = sorted(materials, key=lambda one: (-one.value, one.name))
    return Comparison(tuple(found), tuple(warnings))


@lru_cache(maxsize=128)
def _distribution(uncertainty: Uncertainty) -> Distribution:
    return Distribution.of(uncertainty)


def _label(material: Material) -> str:
    doubt = " !" if material.measurement.is_doubtful else ""
    return f"{material.name} (n = {material.n_images}){doubt}"


def _material(
    material: Material, confidence_level: float, relative_error: float | None
) -> dict[str, Any]:
    plain = material.measurement.to_dict(confidence_level, relative_error)
    return {
        "name": material.name,
        "scatter_between_images": material.scatter,
        "scatter_ratio": material.scatter_ratio,
        **{key: value for key, value in plain.items() if key != "name"},
        "images": [
            {
                **({} if one.measurement is None
                   else one.measurement.to_dict(confidence_level, relative_error)),
                "name": one.name,
                "value": one.value if math.isfinite(one.value) else None,
            }
            for one in material.images
        ],
    }  # fmt: skip


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "one": one.one,
        "other": one.other,
        "difference": one.value,
        "interval": list(one.interval),
        "probability_greater": one.probability_greater,
        "p_value": one.p_value,
        "adjusted_p_value": one.adjusted_p_value,
        "is_different": one.is_different,
        "is_doubtful": one.is_doubtful,
    }
