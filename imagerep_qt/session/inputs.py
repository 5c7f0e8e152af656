"""Images of a session with their edits, and what is measured of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from imagerep.calibration import Calibration
from imagerep.hooks import Hooks
from imagerep.segmentation import Segmentation
from imagerep.segmenting import apply_threshold
from imagerep_qt.session.images import AnySegmentation, Bounds, Image
from imagerep_qt.session.in_parts import prepare_in_parts
from imagerep_qt.session.sources import Source


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
    source: Source
    image: Image
    edits: Edits = Edits()
    prepared: AnySegmentation | None = None  # thresholded, cropped and calibrated, once computed

    @property
    def needs_threshold(self) -> bool:
        """Whether it has grey values and no threshold yet."""
        return self.image.segmentation is None and self.edits.threshold is None

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
        return len(self.image.shape) == 3 and self.image.large is None

    @property
    def n_images(self) -> int:
        """Number of images to measure: that of separate slices, else 1."""
        return self.image.shape[0] if self.ndim < len(self.image.shape) else 1

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

    def parts(self) -> tuple[AnySegmentation, ...]:
        """Segmentations to measure: `prepared`, or each of its slices."""
        whole = self.prepared
        if whole is None:
            return ()
        if self.ndim == whole.ndim or not isinstance(whole, Segmentation):
            return (whole,)
        calibration = whole.calibration and whole.calibration.for_ndim(2)
        return tuple(
            Segmentation.from_array(
                labels,
                calibration=calibration,
                name=f"{whole.name} [{number}]",
                max_phases=len(whole.phases),
            )
            for number, labels in enumerate(whole.labels, start=1)
        )


def _prepare(entry: Entry, hooks: Hooks) -> AnySegmentation:
    segmentation, edits = entry.image.segmentation, entry.edits
    if entry.image.large is not None:
        return prepare_in_parts(entry.image, edits.threshold, edits.crop, entry.calibration, hooks)
    assert segmentation is None or isinstance(segmentation, Segmentation)  # noqa: S101
    if segmentation is None:
        assert isinstance(entry.image.grey, np.ndarray)  # noqa: S101 - one of both is there
        assert edits.threshold is not None  # noqa: S101 - asked by prepare
        segmentation = Segmentation.from_array(
            apply_threshold(entry.image.grey, edits.threshold, entry.source.name),
            name=entry.source.name,
            notes=(f"values from {edits.threshold:g} up are phase 1",),
        )
    if entry.calibration is not segmentation.calibration:
        calibration = entry.calibration and entry.calibration.for_ndim(segmentation.ndim)
        segmentation = replace(segmentation, calibration=calibration)
    if edits.crop is not None:
        segmentation = segmentation.crop(edits.crop)
    return segmentation
