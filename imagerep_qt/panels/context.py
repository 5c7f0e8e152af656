"""What every panel needs."""

from __future__ import annotations

from dataclasses import dataclass

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.messages import say
from imagerep_qt.session import Message, Session
from imagerep_qt.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """The session, the look, and the format of numbers."""

    session: Session
    theme: Theme
    numbers: NumberFormat

    def say(self, *messages: Message | str) -> str:
        """Messages in the language of the app, one after the other."""
        return " ".join(say(message, self.numbers) for message in messages if message)
