"""Session files: the images by path and checksum, with all choices of the user."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from imagerep.calibration import Calibration
from imagerep.files import write_text
from imagerep_qt.session.audit import Audit, audit_from_dict, audit_to_dict
from imagerep_qt.session.choices import (
    METHODS,
    PHASE_FRACTION,
    POINTS,
    Mode,
    QuantityChoice,
    Target,
)
from imagerep_qt.session.history import Settings
from imagerep_qt.session.inputs import LEAST_CORNERS, Edits, Entry, Outline
from imagerep_qt.session.merging import Labels
from imagerep_qt.session.messages import AppError
from imagerep_qt.session.opening import Opening
from imagerep_qt.session.origins import unreadable
from imagerep_qt.session.session import Session
from imagerep_qt.session.state import State

FORMAT = "imagerep-session"
VERSION = 3
READ_VERSIONS = (1, 2, VERSION)
"""Version 1 tells nothing of a domain, version 2 of phases that are merged."""
SUFFIX = ".imagerep"
MAX_BYTES = 16 << 20
"""Largest session file that is read; an image takes about half a kilobyte."""


class SessionFileError(AppError):
    """A file is not a session that can be opened."""


def save(session: Session, path: Path) -> None:
    """Write a session."""
    without_file = [entry.origin.name for entry in session.entries if entry.origin.path is None]
    if without_file:
        raise SessionFileError("image-without-file", name=without_file[0])
    text = json.dumps(to_dict(session, path.parent), indent=2, ensure_ascii=False) + "\n"
    write_text(path, text, overwrite=True)
    session.set_saved(path)


def to_dict(session: Session, folder: Path) -> dict[str, Any]:
    """Content of a session file."""
    state = session.state
    return {
        "format": FORMAT,
        "version": VERSION,
        "mode": state.mode.value,
        "phase": state.phase,
        "quantity": {"name": state.quantity.name, "others": state.quantity.others},
        "method": state.method,
        "phase_names": {
            "+".join(map(str, labels)): name
            for labels, name in session.settings.names.items()
            if name
        },
        "merged": state.merged,
        "confidence_level": state.confidence_level,
        "target": {
            "value": state.target.value,
            "relative": state.target.relative,
            "unit": state.target.unit,
        },
        "images": [_image(entry, folder, state) for entry in session.entries],
    }


def _image(entry: Entry, folder: Path, state: State) -> dict[str, Any]:
    path, edits = entry.origin.path, entry.edits
    assert path is not None  # noqa: S101 - refused by `save`
    return {
        "path": str(path),
        "relative_path": _relative(path, folder),
        "sha256": entry.origin.checksum,
        "opening": entry.origin.opening.to_dict(),
        "included": edits.included,
        "threshold": edits.threshold,
        "upper_threshold": edits.upper_threshold,
        "crop": edits.crop,
        "calibration": edits.calibration
        and {"voxel_size": edits.calibration.voxel_size, "unit": edits.calibration.unit},
        "apart": edits.apart,
        "audit": audit_to_dict(entry.audit, folder),
        "outline": edits.outline,
        "exclude": edits.exclude,
        "mask": edits.mask and str(edits.mask),
        "relative_mask": edits.mask and _relative(edits.mask, folder),
        "nearest": edits.nearest,
        "objects": edits.objects,
        "shown": state.current is not None and state.current.key == entry.key,
    }


def _relative(path: Path, folder: Path) -> str | None:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return None


def load(session: Session, path: Path) -> None:
    """Open a saved session, closing what is open."""
    try:
        saved = json.loads(_text(path))
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise _not_a_session(path) from error
    if not isinstance(saved, dict) or saved.get("format") != FORMAT:
        raise _not_a_session(path)
    if saved.get("version") not in READ_VERSIONS:
        raise SessionFileError("session-of-newer-version", name=path.name)
    try:
        _restore(session, saved, path)
    except (AttributeError, KeyError, OSError, OverflowError, TypeError, ValueError) as error:
        raise _not_a_session(path) from error


def _text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES >> 20
        raise SessionFileError("session-too-large", name=path.name, limit=limit, suffix=SUFFIX)
    return content.decode("utf-8")


def _not_a_session(path: Path) -> SessionFileError:
    return SessionFileError("not-a-session", name=path.name, suffix=SUFFIX)


def _restore(session: Session, saved: dict[str, Any], path: Path) -> None:
    mode = Mode(saved["mode"])
    phase = None if saved["phase"] is None else int(saved["phase"])
    names = {_labels(text.split("+")): str(name) for text, name in saved["phase_names"].items()}
    merged = tuple(_labels(group) for group in saved.get("merged", ()))
    if len(set(sum(merged, ()))) < sum(map(len, merged)):
        raise ValueError("a label that is merged twice")
    method = str(saved.get("method", METHODS[0]))
    if method not in METHODS:
        raise SessionFileError("session-of-unknown-method", name=path.name, method=method)
    quantity = _quantity(saved.get("quantity", {}), path)
    target = Target(
        float(saved["target"]["value"]),
        bool(saved["target"]["relative"]),
        str(saved["target"].get("unit", POINTS)),
    )
    level = float(saved["confidence_level"])
    if not (0 < level < 1 and 0 < target.value < math.inf):
        raise ValueError("a level or target out of range")
    opened: dict[Opening, dict[Path, list[Edits]]] = {}
    checksums, shown = {}, None
    audits: list[tuple[Path, Edits, Audit]] = []
    for image in saved["images"]:
        file = _found(image["path"], image.get("relative_path"), path.parent)
        opening = Opening.of_dict(image.get("opening", {}))
        one = _edits(image, path.parent)
        opened.setdefault(opening, {}).setdefault(file, []).append(one)
        checksums[file] = str(image["sha256"])
        audit = audit_from_dict(image.get("audit"), path.parent)
        if audit is not None:
            audits.append((file, one, audit))
        if image.get("shown"):
            shown = file, one
    session.close_all()
    session.restore(Settings({}, phase, names, method, quantity, merged), mode)
    session.set_confidence(level)
    session.set_target(target)
    last = len(opened) - 1
    for index, (opening, edits) in enumerate(opened.items()):
        done = _finish(session, path, shown, audits) if index == last else None
        session.open(edits, edits=edits, checksums=checksums, opening=opening, done=done)


def _labels(saved: Iterable[Any]) -> Labels:
    return tuple(sorted(map(int, saved)))


def _quantity(saved: dict[str, Any], path: Path) -> QuantityChoice:
    from imagerep.measures.quantities import quantity_names

    name = str(saved.get("name", PHASE_FRACTION))
    if name not in quantity_names():
        raise SessionFileError("session-of-unknown-quantity", name=path.name, quantity=name)
    return QuantityChoice(name, tuple(int(label) for label in saved.get("others", ())))


def _finish(
    session: Session,
    path: Path,
    shown: tuple[Path, Edits] | None,
    audits: Sequence[tuple[Path, Edits, Audit]],
) -> Callable[[], None]:
    def finish() -> None:
        for entry in session.entries:
            for file, edits, audit in audits:
                if (entry.origin.path, entry.edits) == (file, edits):
                    session.set_audit(entry.key, audit)
            if (entry.origin.path, entry.edits) == shown:
                session.select(entry.key)
        session.set_saved(path)

    return finish


def _found(path: Any, relative: Any, folder: Path) -> Path:
    if relative:
        beside = Path(os.path.normpath(folder.absolute() / str(relative)))
        if beside.exists():
            return beside
    return Path(str(path))


def _edits(image: dict[str, Any], folder: Path) -> Edits:
    mask, outline = image.get("mask"), image.get("outline")
    crop, calibration = image["crop"], image["calibration"]
    threshold, upper = image["threshold"], image.get("upper_threshold")
    return Edits(
        included=bool(image["included"]),
        apart=bool(image.get("apart", False)),
        threshold=None if threshold is None else float(threshold),
        upper_threshold=None if upper is None or threshold is None else float(upper),
        crop=None if crop is None else _bounds(crop),
        calibration=None
        if calibration is None
        else Calibration(tuple(map(float, calibration["voxel_size"])), str(calibration["unit"])),
        outline=None if outline is None else _outline(outline),
        exclude=tuple(sorted(int(label) for label in image.get("exclude", ()))),
        mask=None if mask is None else _found(mask, image.get("relative_mask"), folder),
        nearest=bool(image.get("nearest", False)),
        objects=bool(image.get("objects", False)),
    )


def _outline(outline: Any) -> Outline:
    if outline == "circle" or outline == "ellipse":
        kind: Outline = outline
        return kind
    corners = tuple((float(y), float(x)) for y, x in outline)
    if len(corners) < LEAST_CORNERS or not all(map(math.isfinite, sum(corners, ()))):
        raise ValueError("an outline that is no polygon")
    return corners


def _bounds(crop: Any) -> tuple[tuple[int, int], ...]:
    bounds = tuple((int(start), int(stop)) for start, stop in crop)
    if len(bounds) not in (2, 3) or any(not 0 <= start < stop for start, stop in bounds):
        raise ValueError("a crop that is no rectangle")
    return bounds
