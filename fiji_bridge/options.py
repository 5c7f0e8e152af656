"""Options of the command, as the dialog, a macro and Python give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fiji_bridge.prepared import StackMode
from imagerep.errors import ParameterError

METHODS = ("two-point", "spectral")
"""The methods of `imagerep.measure`, the default first."""

_TOKEN = re.compile(r"\s*([A-Za-z_]+)(?:=(\[[^\]]*\]|'[^']*'|\S*))?")
_NUMBERS = {"confidence": "confidence level", "target": "target error"}


@dataclass(frozen=True, slots=True)
class CommandOptions:
    """What to measure, and how sure to be.

    Attributes
    ----------
    confidence : float
        Confidence level, %.
    target : float
        Relative error of the phase fraction to be reached, %.
    phase : str
        Key of the phase, ``"all"``, or nothing for the one that the rules propose.
    flip : bool
        Measure everything but the phase.
    stack : StackMode
        What of a stack is measured.
    add : bool
        Add the frame to the ROI Manager too.
    method : str
        By which method, one of `METHODS`.
    """

    confidence: float = 95.0
    target: float = 5.0
    phase: str = ""
    flip: bool = False
    stack: StackMode = StackMode.VOLUME
    add: bool = False
    method: str = METHODS[0]

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ParameterError(
                f"There is no method “{self.method}”.", f"Choose one of: {', '.join(METHODS)}."
            )
        for key, highest in (("confidence", 100.0), ("target", 1000.0)):
            value = getattr(self, key)
            if not 0 < value < highest:
                raise ParameterError(
                    f"The {_NUMBERS[key]} is {value:g} %.",
                    f"Give a number over 0 and under {highest:g}.",
                )

    @property
    def confidence_level(self) -> float:
        """Confidence level, 0 to 1."""
        return self.confidence / 100

    @property
    def relative_error(self) -> float:
        """Target error, 0 to 1."""
        return self.target / 100

    def to_pairs(self) -> list[tuple[str, str | None]]:
        """Keys and values as ImageJ's recorder takes them.

        Returns
        -------
        list of (str, str or None)
            None marks a key that stands alone.
        """
        pairs: list[tuple[str, str | None]] = [
            ("confidence", f"{self.confidence:g}"),
            ("target", f"{self.target:g}"),
        ]
        if self.phase:
            pairs.append(("phase", self.phase))
        pairs += [("method", self.method), ("stack", str(self.stack))]
        return pairs + [(name, None) for name in ("flip", "add") if getattr(self, name)]

    def to_macro(self) -> str:
        """Write the options as a macro gives them.

        Returns
        -------
        str
            For example ``"confidence=95 target=5 phase=255 method=two-point stack=volume"``.
        """
        return " ".join(
            key if value is None else f"{key}={_quoted(value)}" for key, value in self.to_pairs()
        )


def parse_macro(text: str, defaults: CommandOptions | None = None) -> CommandOptions:
    """Read the options of ``run("Representativity...", "…")``.

    Parameters
    ----------
    text : str
        ``key=value`` pairs and words, values with spaces in square brackets.
    defaults : CommandOptions, optional
        What is not named.

    Returns
    -------
    CommandOptions

    Raises
    ------
    ParameterError
        If a key is unknown or a value makes no sense.
    """
    base = defaults or CommandOptions()
    given: dict[str, Any] = {"confidence": base.confidence, "target": base.target}
    given |= {"phase": base.phase, "stack": base.stack, "flip": base.flip, "add": base.add}
    given["method"] = base.method
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ParameterError(f"The options “{text}” cannot be read.", _HELP)
        at = match.end()
        key, value = match.group(1).lower(), match.group(2)
        if value is not None and value[:1] in "['" and value:
            value = value[1:-1]
        if key not in given:
            raise ParameterError(f"There is no option “{key}”.", _HELP)
        if key in ("flip", "add"):
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
