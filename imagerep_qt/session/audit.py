"""Audits of the images of a session: points, answers, and the grey image they are seen in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imagerep.segmentation_uncertainty.point_audit import PointAudit


@dataclass(frozen=True, slots=True)
class Audit:
    """Points with their answers."""

    points: PointAudit
    grey_path: Path | None = None  # None where the image itself has grey values


def audit_to_dict(audit: Audit | None, folder: Path) -> dict[str, Any] | None:
    """Content of a session file."""
    if audit is None:
        return None
    points, path = audit.points, audit.grey_path
    return {
        "grey": None if path is None else str(path),
        "grey_relative": None if path is None else _relative(path, folder),
        "name": points.name,
        "shape": points.shape,
        "strata": [[one.label, one.n_pixels] for one in points.strata],
        "points": [[one.position, one.label, one.answer] for one in points.points],
    }


def audit_from_dict(saved: dict[str, Any] | None, folder: Path) -> Audit | None:
    """Audit of a session file; raises ValueError and its like where it makes no sense."""
    if saved is None:
        return None
    from imagerep.segmentation_uncertainty.point_audit import AuditPoint, PointAudit, Stratum

    shape = tuple(int(side) for side in saved["shape"])
    strata = tuple(Stratum(int(label), int(n)) for label, n in saved["strata"])
    labels = {one.label for one in strata}
    points = PointAudit(str(saved["name"]), shape, strata, ())
    for position, label, answer in saved["points"]:
        place = tuple(int(one) for one in position)
        inside = len(place) == len(shape) and all(
            0 <= one < side for one, side in zip(place, shape, strict=True)
        )
        if not inside or int(label) not in labels:
            raise ValueError("a point outside of the image")
        kept = answer if answer is None or answer == "?" else int(answer)
        point = AuditPoint(place, int(label), kept)
        points = PointAudit(points.name, shape, strata, (*points.points, point))
    return Audit(points, _found(saved, folder))


def _relative(path: Path, folder: Path) -> str | None:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return None


def _found(saved: dict[str, Any], folder: Path) -> Path | None:
    if saved.get("grey") is None:
        return None
    relative = saved.get("grey_relative")
    beside = folder.absolute() / str(relative) if relative else None
    return beside if beside is not None and beside.exists() else Path(str(saved["grey"]))
