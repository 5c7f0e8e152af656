"""Options of the command, as the dialog, a macro and Python give them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from fiji_bridge.errors import OptionError
from fiji_bridge.messages import FijiMessage
from fiji_bridge.segmented_image import StackMode
from imagerep.errors import ParameterError

PUBLISHED = "two-point"
"""The method of the paper."""

METHODS = ("spectral", PUBLISHED)
"""The methods of `imagerep.measure`, the default first; they load slowly."""

PHASE_FRACTION = "phase-fraction"
TABLE_TITLE, QUANTITIES_TITLE = "ImageRep results", "ImageRep quantities"
"""Titles of the tables of phase fractions, and of other quantities with their units."""

_TOKEN = re.compile(r"\s*([A-Za-z_]+)(?:=(\[[^\]]*\]|'[^']*'|\S*))?")
_LIMITS = {"confidence": (1, 100), "target": (0, 1000)}
_FLAGS = ("flip", "add")
_LIKELY_FRACTION = 0.1
"""A target error below so many per cent was probably meant as a fraction."""


@dataclass(frozen=True, slots=True)
class CommandOptions:
    """What to measure, how certain to be, and where the rows go."""

    confidence: float = 95.0  # Confidence level, %; up to 1 it is taken as a fraction
    target: float = 5.0  # Relative error of the phase fraction to be reached, %
    phase: str = ""  # Key of the phase, "all", or nothing for the one that the rules propose
    flip: bool = False  # Measure everything but the phase
    stack: StackMode = StackMode.VOLUME  # What of a stack is measured
    add: bool = False  # Add the frame to the ROI Manager too
    method: str = METHODS[0]  # By which method, one of METHODS
    quantity: str = PHASE_FRACTION  # Names of `imagerep.measure`, separated by commas; or "all"
    table: str = ""  # Title of the table, if not the usual one
    csv: str = ""  # File that the rows are added to as well
    # How doubtful values were taken; for the log
    notes: tuple[FijiMessage, ...] = field(default=(), init=False, compare=False)

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            methods = ", ".join(METHODS)
            raise ParameterError("no-such-method", method=self.method, methods=methods)
        notes = []
        if 0 < self.confidence < 1:
            given, percent = self.confidence, round(100 * self.confidence, 10)
            notes.append(FijiMessage("confidence-as-fraction", given=given, percent=percent))
            object.__setattr__(self, "confidence", percent)
        for key, (lowest, highest) in _LIMITS.items():
            value = getattr(self, key)
            if not lowest < value < highest:
                raise OptionError(f"{key}-out-of-range", value=value)
        if self.target < _LIKELY_FRACTION:
            meant = 100 * self.target
            notes.append(FijiMessage("target-doubtful", target=self.target, meant=meant))
        object.__setattr__(self, "notes", tuple(notes))

    @property
    def confidence_level(self) -> float:
        """Confidence level, 0 to 1."""
        return self.confidence / 100

    @property
    def relative_error(self) -> float:
        """Target error, 0 to 1."""
        return self.target / 100

    @property
    def is_fraction(self) -> bool:
        """Whether the phase fraction alone is measured."""
        return self.quantity == PHASE_FRACTION

    @property
    def table_title(self) -> str:
        """Title of the table that the rows go to."""
        return self.table or (TABLE_TITLE if self.is_fraction else QUANTITIES_TITLE)

    def to_pairs(self) -> list[tuple[str, str | None]]:
        """Keys and values as ImageJ's recorder takes them; None marks a key that stands alone."""
        pairs: list[tuple[str, str | None]] = [
            ("confidence", f"{self.confidence:g}"),
            ("target", f"{self.target:g}"),
        ]
        if self.phase:
            pairs.append(("phase", self.phase))
        pairs += [("method", self.method), ("stack", str(self.stack))]
        pairs += [] if self.is_fraction else [("quantity", self.quantity)]
        pairs += [(key, getattr(self, key)) for key in ("table", "csv") if getattr(self, key)]
        return pairs + [(name, None) for name in _FLAGS if getattr(self, name)]

    def to_macro(self) -> str:
        """Options as a macro writes them: ``"confidence=95 target=5 phase=255 flip"``."""
        return " ".join(
            key if value is None else f"{key}={_quoted(value)}" for key, value in self.to_pairs()
        )


def parse_macro(text: str) -> CommandOptions:
    """Options from the second argument of ``run("Measure Representativity", "…")``."""
    given: dict[str, Any] = {}
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise OptionError("options-not-readable", text=text)
        at = match.end()
        key, value = match.group(1).lower(), match.group(2)
        if value and value[0] in "['":
            value = value[1:-1]
        if key not in _KEYS:
            raise OptionError("no-such-option", key=key)
        if key in _FLAGS:
            given[key] = value is None or value.lower() not in ("0", "false", "no", "off")
        elif value is None:
            raise OptionError("option-without-value", key=key)
        elif key in _LIMITS:
            given[key] = _number(value, key)
        elif key == "stack":
            given[key] = StackMode.of(value)
        elif key in ("method", "quantity"):
            given[key] = value.lower()
        else:
            given[key] = value
    return CommandOptions(**given)


_KEYS = ("confidence", "target", "phase", "method", "quantity", "stack", "table", "csv", *_FLAGS)


def _quoted(text: str) -> str:
    return f"[{text}]" if " " in text or not text else text


def _number(text: str, key: str) -> float:
    try:
        return float(text.rstrip("%"))
    except ValueError:
        raise OptionError(f"{key}-not-a-number", text=text) from None
