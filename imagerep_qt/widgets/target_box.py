"""Field of a target: a percentage, or a number of any size."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox

_DIGITS = 3
"""Significant digits of a number."""
_PERCENT = "\u202f%"


class TargetBox(QDoubleSpinBox):
    """Percentages with fixed decimals, or numbers without zeros at their end."""

    def show_percent(self, decimals: int) -> None:
        """Take percentages."""
        self.setSuffix(_PERCENT)
        self.setDecimals(decimals)
        self.setStepType(QAbstractSpinBox.StepType.DefaultStepType)

    def show_numbers(self, smallest: float) -> None:
        """Take numbers from a smallest one on."""
        self.setSuffix("")
        self.setDecimals(max(0, _DIGITS - 1 - math.floor(math.log10(smallest))))
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)

    def textFromValue(self, value: float) -> str:
        """Text without zeros at its end, of a number."""
        text: str = super().textFromValue(value)
        point = self.locale().decimalPoint()
        if self.suffix() or point not in text:
            return text
        return text.rstrip("0").removesuffix(point)
