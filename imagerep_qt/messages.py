"""Messages in the language and the number format of the app."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from imagerep.image.label_text import label_text
from imagerep.messages import LABELS, STAGES, Message
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate

CONTEXT = "Messages"
"""Context of the templates in the translation files."""

NO_NAME = "the image"
"""What an image without a name is called, in place of its empty quotation marks."""

WORDS = (
    "two-point", "spectral",
    "Permission denied", "No such file or directory", "No space left on device", "Is a directory",
    "Not a directory", "Read-only file system", "File name too long", "Input/output error",
    "File exists", "Disk quota exceeded", "Operation not permitted",
    "a 7z archive", "a BZIP2 archive", "a GZIP archive", "a RAR archive",
    "a ZIP archive", "a Zstandard archive", "an XZ archive", "an Office document", "a PDF document",
    "a Gatan DM3 file", "a Gatan DM4 file", "a JPEG 2000 image", "a Leica LIF file",
    "a Nikon ND2 file", "a Scanco file", "a VGStudio project", "a ZEISS CZI file",
    "a ZEISS Xradia file", "an Olympus OIR file", "a microscope's project or Office file",
    "a video", "text", "something unknown",
    "Dragonfly or XMReconstructor", "Fiji (File > Import > Bio-Formats) or DigitalMicrograph",
    "Fiji (File > Import > Bio-Formats) or LAS X", "Fiji or ImageMagick",
    "Fiji (File > Import > Bio-Formats) or NIS-Elements",
    "Fiji (File > Import > Bio-Formats) or ZEN", "VGStudio (export as RAW with a .vgi file)",
    "to read DICOM", "to read HDF5", "to read MRC", "to read NIfTI", "to read NRRD",
    "to read PBM, PGM and PPM", "to read Zarr", "to plot", "for images larger than memory",
    "to measure images larger than memory", "to start workers", "to start worker processes",
    "to use worker processes", "to reach workers", "to write Excel workbooks",
)  # fmt: skip
"""Values of messages that are words: methods, what systems answer, what files hold and which
program converts them, what a package is needed for."""

_NAMES = {"name", "other_name", "other", "path", "file", "folder", "text", "title"}
"""Values that are said as they are."""

_NUMBERS = {
    "voxel", "other_voxel", "sides", "sizes", "values", "value", "low", "high", "level", "relative",
}  # fmt: skip
"""Values that are texts with numbers in them."""

_DECIMAL = re.compile(r"\d+\.\d+")


def say(message: Message | str, numbers: NumberFormat) -> str:
    """Text of a message; a string is one of the fixed texts of progress."""
    if isinstance(message, str):
        return translate(CONTEXT, message)
    return _filled(message.catalogue[message.code][0], message.values, numbers)


def say_by(message: Message, translate: Callable[[str, str], str]) -> str:
    """Text of a message without numbers to format, by a translator of its own."""
    return translate(CONTEXT, message.catalogue[message.code][0]).format(**message.values)


def say_remedy(message: Message, numbers: NumberFormat) -> str:
    """What to do about a message; may be empty."""
    return _filled(message.catalogue[message.code][1], message.values, numbers)


def say_all(message: Message, numbers: NumberFormat) -> str:
    """Text of a message and what to do about it."""
    return f"{say(message, numbers)} {say_remedy(message, numbers)}".strip()


def say_sentence(message: Message, numbers: NumberFormat) -> str:
    """Sentence to quote: translated, or exactly the estimator's where there is no translation."""
    template = message.catalogue[message.code][0]
    is_english = translate(CONTEXT, template) == template
    return message.text if is_english else say(message, numbers)


def _filled(template: str, values: Mapping[str, Any], numbers: NumberFormat) -> str:
    if not template:
        return ""
    text = _LocalFormatter(numbers).vformat(translate(CONTEXT, template), (), values)
    without_name = text.replace("“”", "„“").replace("„“", translate(CONTEXT, NO_NAME))
    return without_name[:1].upper() + without_name[1:] if without_name != text else text


class _LocalFormatter(string.Formatter):
    """Formats as `str.format` does, with numbers as in the locale and messages translated."""

    def __init__(self, numbers: NumberFormat) -> None:
        self._numbers = numbers

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        value = super().get_value(key, args, kwargs)
        if key in LABELS and isinstance(value, int):
            return label_text(value)
        if not isinstance(value, str) or key in _NAMES:
            return value
        if key in _NUMBERS:
            return _DECIMAL.sub(lambda found: self._numbers.localised(found[0]), value)
        return translate(CONTEXT, value) if value in WORDS or value in STAGES else value

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, Message):
            return say(value, self._numbers)
        if isinstance(value, tuple) and value and all(isinstance(one, Message) for one in value):
            return ". ".join(say(one, self._numbers) for one in value)
        text = format(value, format_spec)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return text
        number, percent, _ = text.partition("%")
        return self._numbers.localised(number) + ("\u202f%" if percent else "")
