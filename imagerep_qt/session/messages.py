"""Messages of the app: a stable code with values, whose text comes from a catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

CATALOGUE = {
    "as-written": "{text}",
    "duplicate-file": "“{name}” is open more than once.",
    "duplicate-file.hint": (
        "Copies count as new images and make the error too small: remove one, or give each a "
        "crop of its own."
    ),
    "duplicate-pixels": "“{name}” is a copy of “{other}”.",
    "duplicate-pixels.hint": (
        "Copies count as new images and make the error too small: remove one of them."
    ),
    "overlapping-crops": (
        "“{name}” is a copy of “{other}”, and their crops share {percent} % of the smaller one."
    ),
    "overlapping-crops.hint": (
        "Pixels in both count twice and make the error too small: crop them apart."
    ),
    "overlapping-crops-of-a-file": (
        "“{name}” is open twice, and its crops share {percent} % of the smaller one."
    ),
    "overlapping-crops-of-a-file.hint": (
        "Pixels in both count twice and make the error too small: crop them apart."
    ),
    "file-changed": "“{name}” has changed since the session was saved.",
    "file-changed.hint": "The results are those of the file as it is now.",
    "slices-are-images": "The {n} slices of “{name}” are treated as images.",
    "slices-are-images.hint": "The other files are images too.",
    "slices-are-a-volume": "The {n} slices of “{name}” are treated as a volume.",
    "slices-are-a-volume.hint": (
        "The file does not say so. Are they separate images of the material instead?"
    ),
    "out-of-memory": "There is not enough memory for this image.",
    "out-of-memory.hint": "Crop it, or close other programs and try again.",
    "file-out-of-memory": "There is not enough memory to read “{name}”.",
    "file-out-of-memory.hint": "Close other programs, or crop the file.",
    "internal-error": "Something went wrong inside the program ({kind}: {error}).",
    "internal-error.hint": "Your images are unharmed. Please report it with the image, if you can.",
    "nothing-dropped": "Nothing arrived of what was dropped.",
    "nothing-dropped.hint": "Try once more, or choose Open images in the File menu.",
    "no-plot": "No plot is shown.",
    "no-plot.hint": "Choose Image size, Likelihood, Correlation or Spectrum first.",
    "file-written": "“{name}” was written to {folder}.",
    "reading": "Reading",
    "reading-file": "Reading {name}",
    "preparing": "Preparing",
    "measuring": "Measuring",
    "stage-of": "{title}: {stage}",
    "phase": "Phase {label}",
}
"""English texts by code; ``code.hint`` says what to do about ``code``."""


@dataclass(frozen=True)
class Message:
    """A text for people, as a code and values; a value may be another message."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    catalogue: ClassVar[Mapping[str, str]] = CATALOGUE

    @property
    def template(self) -> str:
        """English text with placeholders for the values."""
        return self.catalogue[self.code]

    @property
    def text(self) -> str:
        """English text."""
        return self.template.format(**self.values)

    def __str__(self) -> str:
        return self.text
