"""Images of a session with their edits, and what is measured of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from imagerep.calibration import Calibration
from imagerep.errors import ImageRepError
from imagerep.hooks import Hooks
from imagerep.messages import Message
from imagerep_qt.session.audit import Audit
from imagerep_qt.session.images import Bounds, Image
from imagerep_qt.session.opening import Opening
from imagerep_qt.session.origins import Origin
from imagerep_qt.session.quantities import FieldsOf

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from imagerep.image.segmentation import Segmentation
    from imagerep.io.source import Source

Corners = tuple[tuple[float, float], ...]
"""Polygon in the planes of an image: (y, x) of its corners, in pixels of the whole image."""

LEAST_CORNERS = 3

Outline = Literal["circle", "ellipse"] | Corners
"""Part of a crop that is the sample, in every plane: the circle of a tomogram, which ends where its
surroundings begin, the ellipse inscribed in the crop, or a polygon."""


@dataclass(frozen=True, slots=True)
class Edits:
    """Edits of one image, all of which can be undone."""

    included: bool = True
    threshold: float | None = None  # smallest grey value of phase 1
    upper_threshold: float | None = None  # smallest grey value of phase 2; None for two phases
    crop: Bounds | None = None  # None for the whole image
    calibration: Calibration | None = None  # set by the user; None for the file's
    apart: bool = False  # whether slices are separate images of the material
    outline: Outline | None = None  # None for all of the crop
    exclude: tuple[int, ...] = ()  # labels that are not sample, ascending
    mask: Path | None = None  # file that is not zero where the sample is
    nearest: bool = False  # whether it is agreed that values between phases are their edges
    objects: bool = False  # whether labels above 0 number objects, which together are phase 1

    @property
    def thresholds(self) -> tuple[float, ...]:
        """Those that are given, ascending."""
        given = self.threshold, self.upper_threshold
        return tuple(value for value in given if value is not None)

    def with_thresholds(self, value: float | None, upper: float | None) -> Edits:
        """These with other thresholds."""
        return replace(self, threshold=value, upper_threshold=upper)

    def of_whole_image(self) -> Edits:
        """These without crop, outline and mask."""
        return replace(self, crop=None, outline=None, mask=None)

    def with_excluded(self, labels: Iterable[int], excluded: bool) -> Edits:
        """These with some labels left out of the sample, or taken into it again."""
        given = {int(label) for label in labels}
        found = {*self.exclude} | given if excluded else {*self.exclude} - given
        return replace(self, exclude=tuple(sorted(found)))


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One image of the session."""

    key: int  # unique in a session
    origin: Origin
    image: Image
    edits: Edits = Edits()
    prepared: Segmentation | None = None  # thresholded, cropped and calibrated, once computed
    audit: Audit | None = None  # of one of its segmentations; not an edit
    # everything that the measurement of this image depends on
    fingerprint: tuple[object, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        read = self.origin.checksum or self.origin.pixels
        edits = replace(self.edits, included=True, calibration=None)
        object.__setattr__(self, "fingerprint", (self.key, read, edits, self.calibration))

    @property
    def segmentation(self) -> Segmentation | None:
        """What is known of its phases: `prepared`, or the image as it was read."""
        return self.prepared or self.image.segmentation

    @property
    def needs_threshold(self) -> bool:
        """Whether it has grey values and no threshold yet."""
        return self.image.segmentation is None and self.edits.threshold is None

    @property
    def is_read_again(self) -> bool:
        """Whether what is still to be done to it reads it once more."""
        edits = self.edits
        is_changed = (
            any(one is not None for one in (edits.crop, edits.outline, edits.mask))
            or edits.objects
            or self.image.segmentation is None
        )
        return self.prepared is None and is_changed and not self.image.is_in_memory

    def is_read_for(self, fields: FieldsOf | None) -> bool:
        """Whether it is read once more to sum local fields."""
        if fields is None or self.image.is_in_memory:
            return False
        found = None if self.is_read_again else self.segmentation
        return found is None or not found.has_fields(fields(found.ndim, found.calibration))

    @property
    def calibration(self) -> Calibration | None:
        """Voxel size set by the user, or that of the file."""
        read = self.image.calibration
        if self.edits.apart:
            read = read or self.image.slice_calibration
        return self.edits.calibration or read

    @property
    def ndim(self) -> int:
        """Number of axes of what is measured: 2 for separate slices."""
        return 2 if self.edits.apart else len(self.image.shape)

    @property
    def is_stack(self) -> bool:
        """Whether its slices can be separate images."""
        return len(self.image.shape) == 3 and self.image.is_in_memory

    @property
    def n_images(self) -> int:
        """Number of images to measure: that of separate slices, else 1."""
        return self.image.shape[0] if self.ndim < len(self.image.shape) else 1

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of what is measured, after cropping."""
        crop = self.edits.crop
        return self.image.shape if crop is None else tuple(stop - start for start, stop in crop)

    @property
    def n_pixels(self) -> int:
        """Number of pixels or voxels of what is measured."""
        return math.prod(self.shape)

    @property
    def block_side(self) -> int:
        """Side of the blocks that it is, or will be, measured from; 1 for all its pixels."""
        if not self.is_read_again:
            return 1 if self.segmentation is None else self.segmentation.block_side
        from imagerep.resources import Resources

        resources = Resources()
        return 1 if resources.holds(self.n_pixels, 1) else resources.block_side(self.shape)

    def edited(self, edits: Edits) -> Entry:
        """Entry with other edits."""
        same = replace(edits, included=True) == replace(self.edits, included=True)
        return replace(self, edits=edits, prepared=self.prepared if same else None)

    def prepare(self, hooks: Hooks | None = None, fields: FieldsOf | None = None) -> Entry:
        """Entry with `prepared` computed; one that does not fit in memory with local fields."""
        reading = hooks or Hooks()
        if fields is not None and self.is_read_for(fields):
            share = 0.5 if self.is_read_again else 0.0
            ready = self.prepare(reading.part(0.0, share))
            found = ready.prepared
            if found is None:
                return ready
            wanted = fields(found.ndim, found.calibration)
            return replace(ready, prepared=found.with_fields(wanted, reading.part(share, 1.0)))
        if self.prepared is not None or self.needs_threshold:
            return self
        return replace(self, prepared=_prepare(self, reading))

    def parts(self) -> tuple[Segmentation, ...]:
        """Segmentations to measure: `prepared`, or each of its slices."""
        whole = self.prepared
        if whole is None:
            return ()
        return whole.slices() if self.edits.apart else (whole,)


def shown_domain(entry: Entry) -> NDArray[np.bool_] | None:
    """Which pixels of its overview are the sample by file, mask and excluded labels; None for all.

    The mask of an image that does not fit in memory is not shown.
    """
    import numpy as np

    overview, edits = entry.image.overview, entry.edits
    domain = overview.domain
    if edits.mask is not None and entry.image.is_in_memory:
        from imagerep.io.opening import open_image

        try:
            inside = np.asarray(open_image(edits.mask).read() != 0)
        except ImageRepError:  # it is reported where the image is prepared
            inside = np.ones(overview.shape, np.bool_)
        if inside.shape == overview.shape:
            domain = inside if domain is None else domain & inside
    if edits.exclude and entry.image.segmentation is not None:
        kept = ~np.isin(overview.values, edits.exclude)
        domain = kept if domain is None else domain & kept
    return domain


def _prepare(entry: Entry, hooks: Hooks) -> Segmentation:
    edits, calibration = entry.edits, entry.calibration
    found, grey = entry.image.segmentation, entry.image.grey
    if found is None:
        from imagerep.image.reading import segment

        assert grey is not None  # noqa: S101 - one of both is there
        source = replace(
            grey.source, calibration=calibration and calibration.for_ndim(grey.source.ndim)
        )
        found = segment(_restricted(source, edits), threshold=edits.thresholds, hooks=hooks)
    else:
        if calibration is not found.calibration:
            found = found.with_calibration(calibration)
        if any(one is not None for one in (edits.mask, edits.crop, edits.outline)):
            found = found.changed(lambda source: _restricted(source, edits), hooks)
        found = _agreed(found, edits, hooks)
    excluded = set(edits.exclude) & set(found.phase_labels)
    return found.exclude(sorted(excluded)) if excluded else found


def _restricted(source: Source, edits: Edits) -> Source:
    """An image within its mask, crop and outline."""
    from imagerep.image.domain import with_circle, with_ellipse, with_mask, with_polygon
    from imagerep.io.opening import open_image

    outline, crop = edits.outline, edits.crop
    if edits.mask is not None:
        source = with_mask(source, open_image(edits.mask))
    if crop is not None:
        source = source.crop(crop)
    if outline == "circle":
        return with_circle(source)
    if outline == "ellipse":
        return with_ellipse(source)
    if outline is None:
        return source
    top, left = (0, 0) if crop is None else (crop[-2][0], crop[-1][0])
    return with_polygon(source, [(y - top, x - left) for y, x in outline])


def _agreed(found: Segmentation, edits: Edits, hooks: Hooks) -> Segmentation:
    """A segmentation without the doubts about its values that the user has settled."""
    doubts = {doubt.code: doubt for doubt in found.doubts}
    nearest = doubts.get("edge-values") if edits.nearest else None
    if nearest is not None:
        del doubts["edge-values"]
        note = Message("snapped", values=nearest.values["phases"])
        found = replace(found, notes=(*found.notes, note))
    if edits.objects:
        from imagerep.image.values import positive

        doubts.pop("object-labels", None)
        found = replace(found, doubts=tuple(doubts.values()))
        if any(label not in (0, 1) for label in found.phase_labels):
            found = found.changed(positive, hooks)
            return replace(
                found, doubts=tuple(d for d in found.doubts if d.code != "object-labels")
            )
    return replace(found, doubts=tuple(doubts.values()))


def present_files(entries: Iterable[Entry]) -> dict[Opening, set[Path]]:
    """Files of images that are still there, by how they were opened."""
    found: dict[Opening, set[Path]] = {}
    for entry in entries:
        path = entry.origin.path
        if path is not None and path.exists():
            found.setdefault(entry.origin.opening, set()).add(path)
    return found
