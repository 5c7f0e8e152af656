"""What a person put in: images, and what was done to each before it is measured."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import ImageReadError, MeasurementCancelled, SinglePhaseError
from imagerep.hooks import Hooks
from imagerep.segmentation import Segmentation
from imagerep.segmenting import apply_threshold

if TYPE_CHECKING:
    from imagerep.large import LargeImage, LargeSegmentation
    from imagerep.large.preview import Preview

AnySegmentation: TypeAlias = "Segmentation | LargeSegmentation"
"""A segmentation in memory or on disk."""

Bounds: TypeAlias = tuple[tuple[int, int], ...]
"""A crop: (start, stop) along each axis, in array order."""

_CHECKSUM_CHUNK = 1 << 22
_QUICK_BYTES = 16 << 20
"""Pixels that have a checksum within half a frame of the window."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an image came from.

    Attributes
    ----------
    name : str
        Name for people.
    path : Path or None
        Its file; None for an image from the clipboard or from another program.
    checksum : str
        SHA-256 of the file, or of the pixels without one, in hexadecimal; empty where unknown.
    """

    name: str
    path: Path | None = None
    checksum: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """An image as it was read: a segmentation, or grey values that need a threshold.

    Attributes
    ----------
    segmentation : Segmentation or LargeSegmentation or None
        Labels, where the file is segmented.
    grey : ndarray or Preview or None
        Grey values, where it is not.
    calibration : Calibration or None
        Voxel size that the file names.
    large : LargeImage or None
        The file itself, where it does not fit in memory.
    is_volume : bool
        False where the file does not tell whether its slices are a volume: it names no spacing.
    slice_calibration : Calibration or None
        Pixel size within a slice that such a file names, as that of a volume.
    """

    segmentation: AnySegmentation | None = None
    grey: NDArray[Any] | Preview | None = None
    calibration: Calibration | None = None
    large: LargeImage | None = None
    is_volume: bool = True
    slice_calibration: Calibration | None = None

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""
        if self.segmentation is not None:
            return self.segmentation.shape
        assert self.grey is not None  # noqa: S101 - one of the two is always there
        return tuple(int(side) for side in self.grey.shape)

    @property
    def size(self) -> int:
        """Number of pixels or voxels."""
        return math.prod(self.shape)


@dataclass(frozen=True, slots=True)
class Edits:
    """What was done to one image; all of it can be undone.

    Attributes
    ----------
    included : bool
        Whether it is measured.
    threshold : float or None
        Smallest grey value of the bright phase.
    crop : Bounds or None
        Part that is measured; None for the whole image.
    calibration : Calibration or None
        Voxel size given by hand; None for the file's.
    apart : bool
        Whether the slices of a stack are separate images of the material, and no volume.
    """

    included: bool = True
    threshold: float | None = None
    crop: Bounds | None = None
    calibration: Calibration | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One image of the session.

    Attributes
    ----------
    key : int
        Identity, never used twice in a session.
    source : Source
        Where it came from.
    image : Image
        What was read.
    edits : Edits
        What was done to it.
    prepared : Segmentation or LargeSegmentation or None
        What is measured: thresholded, cropped, calibrated. None while it is not made yet.
    """

    key: int
    source: Source
    image: Image
    edits: Edits = Edits()
    prepared: AnySegmentation | None = None

    @property
    def needs_threshold(self) -> bool:
        """Whether grey values wait for a threshold."""
        return self.image.segmentation is None and self.edits.threshold is None

    @property
    def calibration(self) -> Calibration | None:
        """Voxel size in force."""
        read = self.image.calibration
        if self.edits.apart:
            read = read or self.image.slice_calibration
        return self.edits.calibration or read

    @property
    def ndim(self) -> int:
        """Number of axes of what is measured: 2 where slices are images of their own."""
        return 2 if self.edits.apart else len(self.image.shape)

    @property
    def is_stack(self) -> bool:
        """Whether its slices can be images of their own."""
        return len(self.image.shape) == 3 and self.image.large is None

    @property
    def n_images(self) -> int:
        """Number of images that it stands for."""
        return self.image.shape[0] if self.ndim < len(self.image.shape) else 1

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """Everything that the measurement of this image depends on."""
        edits = self.edits
        return (self.key, edits.threshold, edits.crop, self.calibration, edits.apart)

    def edited(self, edits: Edits) -> Entry:
        """Entry with other edits.

        Parameters
        ----------
        edits : Edits
            The new ones.

        Returns
        -------
        Entry
            Not prepared, unless only its inclusion changed.
        """
        same = replace(edits, included=True) == replace(self.edits, included=True)
        return replace(self, edits=edits, prepared=self.prepared if same else None)

    def prepare(self, hooks: Hooks | None = None) -> Entry:
        """Entry with `prepared` made.

        Parameters
        ----------
        hooks : Hooks, optional
            Progress and cancellation, of images that do not fit in memory.

        Returns
        -------
        Entry
            Itself where it was made already, or where a threshold is missing.

        Raises
        ------
        SegmentationError
            If the crop does not fit.
        """
        if self.prepared is not None or self.needs_threshold:
            return self
        return replace(self, prepared=_prepare(self, hooks or Hooks()))

    def parts(self) -> tuple[AnySegmentation, ...]:
        """What is measured: `prepared`, or each of its slices.

        Returns
        -------
        tuple of Segmentation
            Empty while `prepared` is not made yet.
        """
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
        from imagerep_qt.session.in_parts import prepare_in_parts

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


def has_phases(image: Image, known_labels: frozenset[int], name: str) -> None:
    """Refuse an image that holds nothing to measure.

    Parameters
    ----------
    image : Image
        What was read.
    known_labels : frozenset of int
        Phases of the other images of the material: an image of a rare phase may lack it.
    name : str
        Name for people.

    Raises
    ------
    SinglePhaseError
        If it holds a single value, and that is no phase of the material.
    """
    if image.segmentation is not None:
        labels = frozenset(image.segmentation.phase_labels)
        if len(labels) > 1 or labels <= known_labels:
            return
        value = next(iter(labels))
    else:
        assert image.grey is not None  # noqa: S101
        grey = image.grey if isinstance(image.grey, np.ndarray) else image.grey.values
        if grey.min() < grey.max():
            return
        value = grey.reshape(-1)[0]
    raise SinglePhaseError(
        f"“{name}” holds a single value ({value}), so there is no phase to measure.",
        "Choose an image that shows two phases or more.",
    )


def content_checksum(image: Image) -> str:
    """SHA-256 of the pixels in hexadecimal; empty where that would hold up the window."""
    known = image.segmentation
    pixels = known.labels if isinstance(known, Segmentation) else image.grey
    if not isinstance(pixels, np.ndarray) or pixels.nbytes > _QUICK_BYTES:
        return ""
    return hashlib.sha256(np.ascontiguousarray(pixels).data).hexdigest()


def checksum(path: Path, should_stop: Callable[[], bool] | None = None) -> str:
    """SHA-256 of a file.

    Parameters
    ----------
    path : Path
        The file.
    should_stop : callable, optional
        Asked between pieces of the file.

    Returns
    -------
    str
        In hexadecimal.

    Raises
    ------
    ImageReadError
        If the file cannot be read.
    MeasurementCancelled
        If `should_stop` returned True.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_CHECKSUM_CHUNK):
                if should_stop is not None and should_stop():
                    raise MeasurementCancelled("Reading was stopped.")
                digest.update(piece)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise ImageReadError(
            f"“{path.name}” cannot be read ({reason.lower()}).",
            "Check that the file is there and that you may open it.",
        ) from error
    return digest.hexdigest()
