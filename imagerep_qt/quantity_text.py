"""Values of a quantity as text: phase fractions in percent, all others in their unit."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imagerep.messages import Message
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.messages import say, say_by
from imagerep_qt.session.choices import PHASE_FRACTION

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class QuantityText:
    """Writes values and errors of one quantity."""

    numbers: NumberFormat  # Format of numbers
    label: Message | None = None  # Name of the quantity; None for the phase fraction
    unit: str = ""  # Its unit; empty for pure numbers

    @classmethod
    def of(cls, measurement: Measurement, numbers: NumberFormat) -> QuantityText:
        """Of what was measured."""
        if measurement.quantity == PHASE_FRACTION:
            return cls(numbers)
        return cls(numbers, measurement.label, measurement.unit)

    @property
    def is_fraction(self) -> bool:
        """Whether it is the phase fraction."""
        return self.label is None

    @property
    def factor(self) -> float:
        """Of values to the numbers that are shown."""
        return 100.0 if self.is_fraction else 1.0

    @property
    def name(self) -> str:
        """Name of the quantity, inside a sentence."""
        if self.label is None:
            return translate("Quantity", "phase fraction")
        return say(self.label, self.numbers)

    def value(self, value: float, digits: int = 3) -> str:
        """A value with some significant digits."""
        if self.is_fraction:
            return self.numbers.percent(value, digits)
        return self._with_unit(self.numbers.significant(value, digits))

    def bare(self, value: float) -> str:
        """A value without its unit, where that follows."""
        return self.value(value) if self.is_fraction else self.numbers.significant(value)

    def plus_minus(self, value: float, error: float) -> str:
        """A value and its error."""
        if self.is_fraction:
            return self.numbers.percent_plus_minus(value, error)
        return self._with_unit(self.numbers.together(" ± ", error, value, error))

    def rounded(self, value: float, error: float) -> str:
        """A value with digits that fit its error."""
        if self.is_fraction:
            return self.numbers.percent(value)
        return self._with_unit(self.numbers.together("", error, value))

    def target(self, value: float) -> str:
        """A target in the unit, with no more digits than it needs."""
        digits = next((n for n in (1, 2) if math.isclose(value, float(f"{value:.{n - 1}e}"))), 3)
        return self.value(value, digits)

    def error(self, error: float) -> str:
        """An error, without its sign."""
        return self.value(error, 2)

    def interval(self, low: float, high: float) -> str:
        """An interval; the ends may be negative."""
        if self.is_fraction:
            return self.numbers.interval(low, high)
        to = translate("Quantity", " to ")
        return self._with_unit(self.numbers.together(to, 0.5 * abs(high - low), low, high))

    def _with_unit(self, text: str) -> str:
        text = text.replace(" × ", f"{_NO_BREAK}×{_NO_BREAK}")
        return f"{text}{_NO_BREAK}{self.unit}" if self.unit else text


def value_axis(text: QuantityText) -> str:
    """Name of the axis of the material's values."""
    if text.is_fraction:
        return translate("Figure", "phase fraction of the material (%)")
    label = translate("Figure", "{quantity} of the material").format(quantity=text.name)
    return f"{label} ({text.unit})" if text.unit else label


def quantity_name(label: Message, translate: Callable[[str, str], str]) -> str:
    """Name of a quantity at the start of a line; in any language."""
    return capitalised(say_by(label, translate))


def quantity_title(
    label: Message,
    phases: Sequence[str],
    *,
    is_ratio: bool,
    translate: Callable[[str, str], str] = translate,
) -> str:
    """Name of a quantity other than the phase fraction, with its phases; in any language."""
    quantity = quantity_name(label, translate)
    if is_ratio:
        return translate("Quantity", "{quantity}: {part} over {whole}").format(
            quantity=quantity, part=phases[0], whole=phases[1]
        )
    if len(phases) > 1:
        return translate("Quantity", "{quantity} of phases {phases}").format(
            quantity=quantity, phases=", ".join(phases)
        )
    return translate("Quantity", "{quantity} of phase {phase}").format(
        quantity=quantity, phase=phases[0]
    )


def capitalised(text: str) -> str:
    """Text with a capital first letter."""
    return text[:1].upper() + text[1:]
