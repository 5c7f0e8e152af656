"""Messages in the language and the number format of the app."""

from __future__ import annotations

import string

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.phrases import Phrases
from imagerep_qt.session.messages import Message

CONTEXT = "Messages"
"""Context of the templates in the translation files."""


def say(message: Message | str, numbers: NumberFormat) -> str:
    """Text of a message; texts of the estimator that have no code yet are recognised."""
    if isinstance(message, str):
        return Phrases(numbers).said(message)
    template = translate(CONTEXT, message.template)
    return _LocalFormatter(numbers).vformat(template, (), message.values)


def say_sentence(text: str, numbers: NumberFormat) -> str:
    """Sentence to quote: translated, or exactly as it is where there is no translation."""
    return Phrases(numbers).sentence(text)


class _LocalFormatter(string.Formatter):
    """Formats as `str.format` does, with numbers as in the locale and messages translated."""

    def __init__(self, numbers: NumberFormat) -> None:
        self._numbers = numbers

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, Message):
            return say(value, self._numbers)
        text = format(value, format_spec)
        return self._numbers.localised(text) if isinstance(value, int | float) else text
