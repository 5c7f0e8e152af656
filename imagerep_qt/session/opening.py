"""Which image of a file is opened, where it holds several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imagerep.messages import Message
from imagerep.shapes import size_text
from imagerep_qt.session.messages import AppMessage

if TYPE_CHECKING:
    from imagerep.io.dataset import Content
    from imagerep.io.raw import RawLayout

NEEDS_CHOICE = frozenset(
    {
        "several-datasets", "several-images", "several-channels", "several-times",
        "probability-maps",
    }
)  # fmt: skip
"""Codes of errors that a choice among the images of a file mends."""

NEEDS_LAYOUT = frozenset({"raw-not-described", "raw-too-short", "raw-too-long"})
"""Codes of errors that a description of the values of a file mends."""

MOST_OFFERED = 200
"""Most channels, time points and arrays that are listed."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Options of opening a file, as of :func:`imagerep.open_image`."""

    dataset: str | None = None
    channel: int | None = None
    time: int | None = None
    volume: bool = False
    most_probable: bool = False
    raw: RawLayout | None = None
    files: tuple[str, ...] = ()  # slices of a volume, from the folder of the first of them

    def options(self) -> dict[str, Any]:
        """Those that are given."""
        return {
            name: value
            for name in self.__slots__
            if name != "files" and (value := getattr(self, name)) not in (None, False)
        }

    def paths(self, path: Path) -> list[Path]:
        """Files that are opened by the path of the first one."""
        return [path.parent / name for name in self.files] or [path]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values."""
        plain = self.options()
        if self.files:
            plain["files"] = self.files
        if self.raw is not None:
            raw = self.raw
            plain["raw"] = {"shape": raw.shape, "dtype": raw.dtype.str, "offset": raw.offset}
        return plain

    @classmethod
    def of_dict(cls, plain: dict[str, Any]) -> Opening:
        """From plain values; raises TypeError or ValueError where they are none."""
        found = dict(plain)
        if "raw" in found:
            import numpy as np

            from imagerep.io.raw import RawLayout

            raw = found["raw"]
            offset = raw["offset"]
            found["raw"] = RawLayout(
                tuple(int(side) for side in raw["shape"]),
                np.dtype(str(raw["dtype"])),
                None if offset is None else int(offset),
            )
        if "files" in found:
            found["files"] = tuple(Path(name).as_posix() for name in found["files"])
        return cls(**found)


WHOLE_FILE = Opening()


@dataclass(frozen=True, slots=True)
class Offer:
    """One image of a file that can be opened."""

    text: Message
    opening: Opening


def offers(contents: Sequence[Content]) -> tuple[Offer, ...]:
    """Images of a file, labels first."""
    found: list[Offer] = []
    for one in sorted(contents, key=lambda content: not content.is_labels):
        found += _offers_of(one)
    return tuple(found[:MOST_OFFERED])


def _offers_of(content: Content) -> list[Offer]:
    dataset = content.dataset or None
    name = f"{content.dataset}: " if content.dataset else ""
    size = size_text([side for side in content.shape if side > 1])

    def offer(code: str, number: int = 0, **options: Any) -> Offer:
        text = AppMessage(code, name=name, size=size, dtype=content.dtype, number=number)
        return Offer(text, Opening(dataset, **options))

    if content.is_probability:
        classes = range(content.n_channels)
        return [
            offer("offer-most-probable", most_probable=True),
            *(offer("offer-class", k, channel=k) for k in classes),
        ]
    found: list[Offer] = []
    if content.n_channels > 1:
        found += [offer("offer-channel", k + 1, channel=k) for k in range(content.n_channels)]
    elif content.n_times > 1:
        found += [offer("offer-time", k + 1, time=k) for k in range(content.n_times)]
    if found:
        return [*found[:MOST_OFFERED], offer("offer-volume", volume=True)]
    return [offer("offer-labels" if content.is_labels else "offer-array")]
