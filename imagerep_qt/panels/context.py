"""What every panel needs."""

from __future__ import annotations

from dataclasses import dataclass

from imagerep.messages import Message
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.messages import say, say_all
from imagerep_qt.session import Session
from imagerep_qt.theme import Theme

_LONGEST_WORD = 24
"""Characters that a label takes in one line; more of a file name would widen the window."""


@dataclass(frozen=True, slots=True)
class Context:
    """The session, the look, and the format of numbers."""

    session: Session
    theme: Theme
    numbers: NumberFormat

    def say(self, message: Message | str) -> str:
        """Text of a message in the language of the app."""
        return breakable(say(message, self.numbers))

    def say_all(self, message: Message) -> str:
        """Text of a message, and what to do about it."""
        return breakable(say_all(message, self.numbers))


def breakable(text: str) -> str:
    """Text whose long words, such as names of files, can be broken anywhere."""
    return " ".join(
        word if len(word) <= _LONGEST_WORD else "\u200b".join(word) for word in text.split(" ")
    )
