"""Options of the command, as the dialog, a macro and Python give them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from fiji_bridge.segmented_image import StackMode
from imagerep.errors import ParameterError

METHODS = ("two-point", "spectral")
"""The methods of `imagerep.measure`, the default first."""

_TOKEN = re.compile(r"\s*([A-Za-z_]+)(?:=(\[[^\]]*\]|'[^']*'|\S*))?")
_NUMBERS = {"confidence": "confidence level", "target": "target error"}
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
    table: str = ""  # Title of the table, if not the usual one
    csv: str = ""  # File that the rows are added to as well
    # How doubtful values were taken; for the log
    notes: tuple[str, ...] = field(default=(), init=False, compare=False)

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ParameterError(
                f"There is no method “{self.method}”.", f"Choose one of: {', '.join(METHODS)}."
            )
        notes = []
        if 0 < self.confidence < 1:
            notes.append(f"The confidence level {self.confidence:g} is taken as a fraction: ")
            object.__setattr__(self, "confidence", round(100 * self.confidence, 10))
            notes[-1] += f"{self.confidence:g} %."
        for key, lowest, highest, example in (("confidence", 1, 100, 95), ("target", 0, 1000, 5)):
            value = getattr(self, key)
            if not lowest < value < highest:
                raise ParameterError(
                    f"The {_NUMBERS[key]} is {value:g} %.",
                    f"Give a number over {lowest} and under {highest}, for example {example}.",
                )
        if self.target < _LIKELY_FRACTION:
            notes.append(
                f"The target error is {self.target:g} %, which few images reach. "
                f"For {100 * self.target:g} % write target={100 * self.target:g}."
            )
        object.__setattr__(self, "notes", tuple(notes))

    @property
    def confidence_level(self) -> float:
        """Confidence level, 0 to 1."""
        return self.confidence / 100

    @property
    def relative_error(self) -> float:
        """Target error, 0 to 1."""
        return self.target / 100

    def to_pairs(self) -> list[tuple[str, str | None]]:
        """Keys and values as ImageJ's recorder takes them; None marks a key that stands alone."""
        pairs: list[tuple[str, str | None]] = [
            ("confidence", f"{self.confidence:g}"),
            ("target", f"{self.target:g}"),
        ]
        if self.phase:
            pairs.append(("phase", self.phase))
        pairs += [("method", self.method), ("stack", str(self.stack))]
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
            raise ParameterError(f"The options “{text}” cannot be read.", _HELP)
        at = match.end()
        key, value = match.group(1).lower(), match.group(2)
        if value and value[0] in "['":
            value = value[1:-1]
        if key not in _KEYS:
            raise ParameterError(f"There is no option “{key}”.", _HELP)
        if key in _FLAGS:
            given[key] = value is None or value.lower() not in ("0", "false", "no", "off")
        elif value is None:
            raise ParameterError(f"The option “{key}” has no value.", _HELP)
        elif key in _NUMBERS:
            given[key] = _number(value, _NUMBERS[key])
        elif key == "stack":
            given[key] = StackMode.of(value)
        elif key == "method":
            given[key] = value.lower()
        else:
            given[key] = value
    return CommandOptions(**given)


_KEYS = ("confidence", "target", "phase", "method", "stack", "table", "csv", *_FLAGS)
_HELP = "The options are: confidence=95 target=5 phase=255 method=two-point stack=volume flip add."


def _quoted(text: str) -> str:
    return f"[{text}]" if " " in text or not text else text


def _number(text: str, what: str) -> float:
    try:
        return float(text.rstrip("%"))
    except ValueError:
        raise ParameterError(
            f"The {what} “{text}” is not a number.", "Give it in %, for example 95."
        ) from None
