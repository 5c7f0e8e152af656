"""Phase labels as text; those of colours as design programs write these."""

from __future__ import annotations

import re
from collections.abc import Iterable

COLOUR_LABEL_BASE = 1_000_000_000
"""Labels of colours start here; red, green and blue follow in three decimal digits each."""

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def label_of_colour(colour: tuple[int, int, int]) -> int:
    """Phase label of a colour, the same in every image.

    Parameters
    ----------
    colour : tuple of int
        Red, green and blue, 0 to 255.

    Returns
    -------
    int
        The grey value of a grey; otherwise `COLOUR_LABEL_BASE` plus the decimal digits RRRGGGBBB,
        so that pure red is 1255000000.

    Examples
    --------
    >>> label_of_colour((85, 85, 85)), label_of_colour((255, 128, 0))
    (85, 1255128000)
    """
    red, green, blue = colour
    if red == green == blue:
        return red
    return COLOUR_LABEL_BASE + red * 1_000_000 + green * 1_000 + blue


def colour_of_label(label: int) -> tuple[int, int, int] | None:
    """Colour of a label of :func:`label_of_colour`; None for greys and other labels."""
    digits = label - COLOUR_LABEL_BASE
    colour = digits // 1_000_000, digits // 1_000 % 1_000, digits % 1_000
    return colour if digits >= 0 and max(colour) <= 255 else None


def colour_text(colour: tuple[int, int, int]) -> str:
    """A colour as design programs and web pages write it: ``"#ff8000"``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def as_labels(phase: int | tuple[int, ...]) -> tuple[int, ...]:
    """Labels of a phase, one or several."""
    return (phase,) if isinstance(phase, int) else phase


def label_text(label: int) -> str:
    """A phase label for people; of a colour, its :func:`colour_text`."""
    colour = colour_of_label(label)
    return str(label) if colour is None else colour_text(colour)


def labels_text(labels: Iterable[int], mark: str = ", ") -> str:
    """Several labels for people."""
    return mark.join(map(label_text, labels))


def label_of_text(text: str) -> int:
    """Label of what :func:`label_text` makes of it; raises ValueError for other texts.

    Examples
    --------
    >>> label_of_text("#ff8000"), label_of_text("85")
    (1255128000, 85)
    """
    text = text.strip()
    if not _COLOUR.fullmatch(text):
        return int(text)
    code = int(text[1:], 16)
    return label_of_colour((code >> 16, code >> 8 & 255, code & 255))
