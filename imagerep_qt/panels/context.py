"""What every panel is given."""

from __future__ import annotations

from dataclasses import dataclass

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.phrases import Phrases
from imagerep_qt.session import Session
from imagerep_qt.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """The session, the look, and how numbers are written."""

    session: Session  # Takes wishes
    theme: Theme  # Look of the app
    numbers: NumberFormat  # How numbers are written

    @property
    def phrases(self) -> Phrases:
        """Says in the language of the app what the estimator and the session said."""
        return Phrases(self.numbers)
