"""Segmented images: labels, phases and calibration, with every check of the input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.calibration import Calibration
from imagerep.errors import PhaseNotFoundError, SegmentationError
from imagerep.labels import as_labels, count_labels, squeezed
from imagerep.shapes import axes_text

MAX_PHASES = 16
"""Most values that an image may hold and still count as segmented, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a segmentation.

    Attributes
    ----------
    label : int
        Value of its pixels.
    count : int
        Number of its pixels.
    fraction : float
        `count` over the number of pixels, 0 to 1.
    colour : tuple of int or None
        Red, green and blue, 0 to 255, where the file was a colour image.
    """

    label: int
    count: int
    fraction: float
    colour: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Segmentation:
    """A segmented image or volume; make one with :meth:`from_array`.

    Attributes
    ----------
    labels : ndarray of integer, shape (ny, nx) or (nz, ny, nx)
        Phase label of every pixel; read-only, C-contiguous.
    phases : tuple of Phase
        The phases present, by ascending label.
    calibration : Calibration or None
        Voxel size, one value an axis, where known.
    name : str
        Name for people, usually the file's.
    """

    labels: NDArray[Any]
    phases: tuple[Phase, ...]
    calibration: Calibration | None = None
    name: str = ""
    notes: tuple[str, ...] = field(default=())

    @classmethod
    def from_array(
        cls,
        array: ArrayLike,
        *,
        calibration: Calibration | None = None,
        name: str = "",
        max_phases: int = MAX_PHASES,
        colours: dict[int, tuple[int, int, int]] | None = None,
        notes: Sequence[str] = (),
    ) -> Self:
        """Check an array of labels and count its phases.

        Parameters
        ----------
        array : array_like of bool, integer or whole-numbered float, 2D or 3D
            Labels; axes of length one are dropped. The data are not copied where they need not be.
        calibration : Calibration, optional
            Voxel size.
        name : str, optional
            Name for people.
        max_phases : int, optional
            Most values the array may hold.
        colours : dict, optional
            Colour of each label.
        notes : sequence of str, optional
            What was done to the image on its way here (crop, threshold), for reports.

        Returns
        -------
        Segmentation

        Raises
        ------
        SegmentationError
            If the array is empty, has not two or three axes, or holds NaN or complex values.
        NotSegmentedError
            If it holds more than `max_phases` values, or fractional ones.
        CalibrationError
            If the calibration has a wrong number of axes.
        """
        what = f"“{name}”" if name else "The image"
        labels = as_labels(squeezed(np.asarray(array), what), what)
        counts = count_labels(labels, max_phases, what)
        phases = tuple(
            Phase(label, count, count / labels.size, (colours or {}).get(label))
            for label, count in sorted(counts.items())
        )
        if calibration is not None:
            calibration = _of_kept_axes(calibration, np.shape(array)).for_ndim(labels.ndim)
        return cls(_read_only(labels), phases, calibration, name, tuple(notes))

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""
        return tuple(int(side) for side in self.labels.shape)

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return self.labels.ndim

    @property
    def size(self) -> int:
        """Number of pixels or voxels."""
        return int(self.labels.size)

    @property
    def is_boolean(self) -> bool:
        """Whether the labels are False and True."""
        return self.labels.dtype == np.bool_

    @property
    def phase_labels(self) -> tuple[int, ...]:
        """Labels of the phases present, ascending."""
        return tuple(phase.label for phase in self.phases)

    def count(self, label: int) -> int:
        """Number of pixels of a label.

        Parameters
        ----------
        label : int
            Label of the phase; it may be absent.

        Returns
        -------
        int
        """
        return sum(phase.count for phase in self.phases if phase.label == label)

    def phase(self, label: int) -> Phase:
        """Phase of a label.

        Parameters
        ----------
        label : int
            Label of the phase.

        Returns
        -------
        Phase

        Raises
        ------
        PhaseNotFoundError
            If no pixel has that label.
        """
        for phase in self.phases:
            if phase.label == label:
                return phase
        listed = ", ".join(map(str, self.phase_labels))
        what = f"“{self.name}”" if self.name else "the image"
        raise PhaseNotFoundError(
            f"There is no phase {label} in {what}.", f"Its phases are {listed}."
        )

    def mask(self, label: int) -> NDArray[np.bool_]:
        """Pixels of one phase.

        Parameters
        ----------
        label : int
            Label of the phase; it may be absent, as happens in a stack of images.

        Returns
        -------
        ndarray of bool, of the image's shape
            True where the pixel belongs to the phase; read-only.
        """
        if self.labels.dtype == np.bool_:
            return _read_only(self.labels if label == 1 else ~self.labels)
        return _read_only(self.labels == label)

    def crop(self, bounds: Sequence[tuple[int, int]]) -> Segmentation:
        """Part of the image inside a rectangle or box.

        Parameters
        ----------
        bounds : sequence of (start, stop)
            First pixel and the pixel after the last, along each axis in array order. For a volume,
            two pairs mean (y, x) and keep every slice.

        Returns
        -------
        Segmentation
            With the phases counted anew.

        Raises
        ------
        SegmentationError
            If the box is empty or reaches outside the image.
        """
        pairs = [(0, side) for side in self.shape[: self.ndim - len(bounds)]]
        pairs += [(int(start), int(stop)) for start, stop in bounds]
        inside = len(pairs) == self.ndim and all(
            0 <= start < stop <= side for (start, stop), side in zip(pairs, self.shape, strict=True)
        )
        if not inside:
            raise SegmentationError(
                f"The crop {list(bounds)} does not fit an image of {axes_text(self.shape)} px.",
                "Give first and last pixel along each axis, inside the image.",
            )
        part = self.labels[tuple(slice(start, stop) for start, stop in pairs)]
        span = ", ".join(f"{start}:{stop}" for start, stop in pairs)
        colours = {phase.label: phase.colour for phase in self.phases if phase.colour}
        return Segmentation.from_array(
            part,
            calibration=self.calibration,
            name=self.name,
            max_phases=max(MAX_PHASES, len(self.phases)),
            colours=colours,
            notes=(*self.notes, f"cropped to [{span}]"),
        )


def _of_kept_axes(calibration: Calibration, shape: tuple[int, ...]) -> Calibration:
    """Calibration of an image of which an axis of length one is dropped."""
    sizes = calibration.voxel_size
    if not len(sizes) == len(shape) == 3 or 1 not in shape:
        return calibration
    dropped = shape.index(1)
    return Calibration(sizes[:dropped] + sizes[dropped + 1 :], calibration.unit)


def _read_only(array: NDArray[Any]) -> NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view
