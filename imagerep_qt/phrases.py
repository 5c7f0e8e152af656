"""Translates English texts that have no code yet.

They are sentences with the values already in them. `translations/core.json` lists all of them with
placeholders, as ``resources/update_translations.py`` finds them in the source. A sentence is
matched against the list, and its values are inserted into the translation.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import FOLDER, translate

CONTEXT = "Core"
"""Context of these texts in the translation files."""

_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"(?<![\w./\\-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\w/\\]|\.\d)")
_JOINT = re.compile(r"( and |, )")
_NAMES = {
    "name", "path", "file", "folder", "root", "parent", "chosen", "title", "installed",
    "executable", "found", "said", "address", "sample",
}  # fmt: skip
"""Values that are names of files and folders, whose dots are no decimal points."""
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class _Pattern:
    template: str
    regex: re.Pattern[str]
    verbatim: frozenset[str]

    @property
    def n_literal(self) -> int:
        return len(_FIELD.sub("", self.template))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Translates English texts that have no code yet."""

    numbers: NumberFormat

    def said(self, text: str) -> str:
        """Translation of a text."""
        return self._said(text, _DEEPEST)

    def sentence(self, text: str) -> str:
        """Translation of a quoted sentence, or exactly the sentence where there is none."""
        found = matched(text)
        if found is None or translate(CONTEXT, found[0].template) == found[0].template:
            return text
        return self.said(text)

    def _said(self, text: str, depth: int) -> str:
        found = matched(text)
        if found is None:
            head, colon, tail = text.rpartition(": ")
            if colon and depth and matched(tail) is not None:
                return f"{head}: {self._said(tail, depth - 1)}"
            return text
        pattern, values = found
        shown = {
            name: value if name in pattern.verbatim else self._value(value, depth)
            for name, value in values.items()
        }
        return _FIELD.sub(
            lambda field: shown.get(field[1], field[0]), translate(CONTEXT, pattern.template)
        )

    def _value(self, value: str, depth: int) -> str:
        if depth and matched(value) is not None:
            return self._said(value, depth - 1)
        items = _JOINT.split(value)
        if depth and len(items) > 1 and all(map(matched, items)):
            return "".join(self._said(item, depth - 1) for item in items)
        return _NUMBER.sub(self._number, value)

    def _number(self, found: re.Match[str]) -> str:
        whole, _, decimals = found[0].partition(".")
        whole = whole.replace(",", self.numbers.group_separator)
        return whole + (self.numbers.decimal_point + decimals if decimals else "")


@lru_cache(maxsize=1024)
def matched(text: str) -> tuple[_Pattern, dict[str, str]] | None:
    if not text:
        return None
    for pattern in _patterns():
        found = pattern.regex.fullmatch(text)
        if found is not None:
            return pattern, found.groupdict()
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    """All patterns, those with the most fixed text first."""
    templates = json.loads((FOLDER / "core.json").read_text(encoding="utf-8"))
    return tuple(
        sorted(map(_pattern, templates), key=lambda pattern: pattern.n_literal, reverse=True)
    )


def _pattern(template: str) -> _Pattern:
    parts = _FIELD.split(template)
    regex = "".join(
        f"(?P<{part}>.*?)" if index % 2 else re.escape(part) for index, part in enumerate(parts)
    )
    verbatim = {
        name
        for before, name in zip(parts[::2], parts[1::2], strict=False)
        if before.count("“") > before.count("”") or name.partition("_")[0] in _NAMES
    }
    return _Pattern(template, re.compile(regex, re.DOTALL), frozenset(verbatim))
