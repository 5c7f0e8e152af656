"""Images of a session with their edits, and what is measured of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from imagerep.calibration import Calibration
from imagerep.hooks import Hooks
from imagerep_qt.session.audit import Audit
from imagerep_qt.session.images import Bounds, Image
from imagerep_qt.session.origins import Origin

if TYPE_CHECKING:
    from imagerep.image.segmentation import Segmentation


@dataclass(frozen=True, slots=True)
class Edits:
    """Edits of one image, all of which can be undone."""

    included: bool = True
    threshold: float | None = None  # smallest grey value of the bright phase
    crop: Bounds | None = None  # None for the whole image
    calibration: Calibration | None = None  # set by the user; None for the file's
    apart: bool = False  # whether slices are separate images of the material


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One image of the session."""

    key: int  # unique in a session
    origin: Origin
    image: Image
    edits: Edits = Edits()
    prepared: Segmentation | None = None  # thresholded, cropped and calibrated, once computed
    audit: Audit | None = None  # of one of its segmentations; not an edit

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
        is_changed = self.edits.crop is not None or self.image.segmentation is None
        return self.prepared is None and is_changed and not self.image.is_in_memory

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

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """Everything that the measurement of this image depends on."""
        edits = self.edits
        return (self.key, edits.threshold, edits.crop, self.calibration, edits.apart)

    def edited(self, edits: Edits) -> Entry:
        """Entry with other edits."""
        same = replace(edits, included=True) == replace(self.edits, included=True)
        return replace(self, edits=edits, prepared=self.prepared if same else None)

    def prepare(self, hooks: Hooks | None = None) -> Entry:
        """Entry with `prepared` computed."""
        if self.prepared is not None or self.needs_threshold:
            return self
        return replace(self, prepared=_prepare(self, hooks or Hooks()))

    def parts(self) -> tuple[Segmentation, ...]:
        """Segmentations to measure: `prepared`, or each of its slices."""
        whole = self.prepared
        if whole is None:
            return ()
        return whole.slices() if self.edits.apart else (whole,)


def _prepare(entry: Entry, hooks: Hooks) -> Segmentation:
    edits, calibration = entry.edits, entry.calibration
    found, grey = entry.image.segmentation, entry.image.grey
    if found is None:
        from imagerep.image.reading import segment

        assert grey is not None  # noqa: S101 - one of both is there
        source = replace(
            grey.source, calibration=calibration and calibration.for_ndim(grey.source.ndim)
        )
        return segment(source, threshold=edits.threshold, crop=edits.crop, hooks=hooks)
    if calibration is not found.calibration:
        found = found.with_calibration(calibration)
    return found if edits.crop is None else found.crop(edits.crop, hooks)
