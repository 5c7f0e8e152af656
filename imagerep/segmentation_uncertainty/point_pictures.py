"""Pictures of audited points, for people who look at them without the app."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from imagerep.errors import ParameterError
from imagerep.image.values import grey
from imagerep.io.source import Source
from imagerep.segmentation_uncertainty.point_audit import AuditPoint, PointAudit
from imagerep.shapes import size_text

REACH_PX = 60
"""Pixels that are shown on either side of a point."""

ZOOM = 6
_GAP, _ARM = 3.0, 12.0
_MARK = 255, 220, 0


def check_grey(audit: PointAudit, source: Source) -> None:
    """Refuse a grey image of another size than the segmented one."""
    if source.shape != audit.shape:
        raise ParameterError(
            "audit-grey-shape", name=source.name, shape=size_text(source.shape),
            segmented=size_text(audit.shape),
        )  # fmt: skip


def point_picture(source: Source, point: AuditPoint) -> bytes:
    """PNG of the surroundings of a point in the grey image, whose pixel four marks point at."""
    plane = grey(source)
    *before, row, column = point.position
    rows, columns = (
        slice(max(0, at - REACH_PX), min(side, at + REACH_PX + 1))
        for at, side in zip((row, column), source.shape[-2:], strict=True)
    )
    box = (*(slice(one, one + 1) for one in before), rows, columns)
    values = plane.read(box).reshape(rows.stop - rows.start, columns.stop - columns.start)
    shown = Image.fromarray(_stretched(values))
    size = (shown.width * ZOOM, shown.height * ZOOM)
    picture = shown.resize(size, Image.Resampling.NEAREST).convert("RGB")
    draw = ImageDraw.Draw(picture)
    y, x = (row - rows.start + 0.5) * ZOOM, (column - columns.start + 0.5) * ZOOM
    for dy, dx in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        ends = [(x + k * dx * ZOOM, y + k * dy * ZOOM) for k in (_GAP, _ARM)]
        draw.line(ends, fill=(0, 0, 0), width=4)
        draw.line(ends, fill=_MARK, width=2)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _stretched(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Grey values with the contrast of what is shown, but for the outermost half percent."""
    numbers = np.nan_to_num(np.asarray(values, np.float64))
    low, high = np.percentile(numbers, [0.5, 99.5])
    scaled = (numbers - low) / max(high - low, np.finfo(float).tiny)
    return np.asarray(np.clip(scaled, 0, 1) * 255, np.uint8)
