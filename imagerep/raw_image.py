"""An image as it is in its file, on its way to a segmentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.colours import (
    Colour,
    colour_labels,
    dominant_colours,
    luminance,
    nearest_colours,
)
from imagerep.errors import NotSegmentedError, ParameterError, SegmentationError
from imagerep.segmentation import MAX_PHASES, Segmentation
from imagerep.segmenting import apply_threshold, dominant_values, nearest_values
from imagerep.shapes import axes_text

_LEAST_COVERAGE = 0.8
_LEAST_COVERAGE_COLOUR = 0.6  # JPEG halves the resolution of colour


@dataclass(frozen=True, slots=True, eq=False)
class RawImage:
    """Values of an image file, before it is decided what its phases are.

    Attributes
    ----------
    array : ndarray, shape (ny, nx) or (nz, ny, nx), with a last axis of 3 for colours
        Grey values, labels or red, green and blue; read-only, perhaps mapped from the file.
    is_colour : bool
        Whether the last axis of `array` holds red, green and blue.
    calibration : Calibration or None
        Voxel size where known; of (y, x) only, for a volume whose slice spacing is not.
    name : str
        Name for people, usually the file's.
    colours : dict
        Colour of each grey value, where the file has a palette.
    notes : tuple of str
        What was done or assumed so far.
    """

    array: NDArray[Any]
    is_colour: bool = False
    calibration: Calibration | None = None
    name: str = ""
    colours: dict[int, Colour] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""
        return tuple(int(side) for side in self.array.shape[: self.ndim])

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return self.array.ndim - self.is_colour

    @property
    def grey(self) -> NDArray[Any]:
        """Grey values, of `shape`; the luminance of a colour image."""
        return luminance(self.array) if self.is_colour else self.array

    def slices(self) -> tuple[RawImage, ...]:
        """Slices of a volume as images of their own.

        Returns
        -------
        tuple of RawImage
            One entry for each slice; the image itself if it has two axes.
        """
        if self.ndim == 2:
            return (self,)
        calibration = None if self.calibration is None else self.calibration.for_ndim(2)
        return tuple(
            replace(
                self, array=part, calibration=calibration, name=f"{self.name} [slice {index + 1}]"
            )
            for index, part in enumerate(self.array)
        )

    def crop(self, bounds: Sequence[tuple[int, int]]) -> RawImage:
        """Part of the image inside a rectangle or box.

        Parameters
        ----------
        bounds : sequence of (start, stop)
            First pixel and the pixel after the last, along each axis in array order. For a volume,
            two pairs mean (y, x) and keep every slice.

        Returns
        -------
        RawImage

        Raises
        ------
        SegmentationError
            If the box is empty or reaches outside the image.
        """
        try:
            given = [(int(start), int(stop)) for start, stop in bounds]
        except (TypeError, ValueError) as error:
            raise ParameterError(
                f"The crop {bounds!r} is not made of pairs of whole numbers.",
                "Give ((y0, y1), (x0, x1)).",
            ) from error
        pairs = [(0, side) for side in self.shape[: max(0, self.ndim - len(given))]] + given
        fits = len(pairs) == self.ndim and len(given) >= 2 and all(
            0 <= start < stop <= side for (start, stop), side in zip(pairs, self.shape, strict=True)
        )  # fmt: skip
        if not fits:
            raise SegmentationError(
                f"The crop {given} does not fit “{self.name}” of {axes_text(self.shape)} px.",
                "Give first and last pixel along each axis, inside the image.",
            )
        part = self.array[tuple(slice(start, stop) for start, stop in pairs)]
        span = ", ".join(f"{start}:{stop}" for start, stop in pairs)
        return replace(self, array=part, notes=(*self.notes, f"cropped to [{span}]"))

    def segmentation(self, *, max_phases: int = MAX_PHASES) -> Segmentation:
        """Take every value as the label of a phase.

        Parameters
        ----------
        max_phases : int, optional
            Most values that the image may hold.

        Returns
        -------
        Segmentation

        Raises
        ------
        NotSegmentedError
            If it holds more, or fractional ones.
        SegmentationError
            If its values cannot be labels.
        """
        labels, colours = self.array, self.colours
        try:
            if self.is_colour:
                labels, colours = colour_labels(self.array, self.name)
            return self._segmentation(labels, colours, max_phases)
        except NotSegmentedError as error:
            raise NotSegmentedError(
                error.message,
                "Segment it first, or give a threshold (--threshold 128) or snap it to its "
                "dominant values (--snap).",
                n_values=error.n_values,
            ) from error

    def threshold(self, threshold: float) -> Segmentation:
        """Segment by a threshold.

        Parameters
        ----------
        threshold : float
            Smallest grey value of the phase 1; everything below is the phase 0.

        Returns
        -------
        Segmentation
            Of bool.
        """
        labels = apply_threshold(self.grey, threshold, self.name)
        what = "luminance" if self.is_colour else "values"
        note = f"{what} from {threshold:g} up are phase 1"
        return self._segmentation(labels, {}, MAX_PHASES, note)

    def snap(
        self,
        values: int | Sequence[float] | None = None,
        *,
        max_phases: int = MAX_PHASES,
    ) -> Segmentation:
        """Segment by giving every pixel the nearest of the dominant values or colours.

        Parameters
        ----------
        values : int or sequence of float, optional
            Number of dominant values, decided by the histogram if not given; or the grey values
            themselves, which gives all images of a stack the same labels.
        max_phases : int, optional
            Most values that may be found.

        Returns
        -------
        Segmentation

        Raises
        ------
        NotSegmentedError
            If the histogram shows no clear dominant values.
        ParameterError
            If fewer than two values are asked for.
        """
        if not isinstance(values, Sequence):
            n_values, given = values, None
        else:
            n_values, given = len(set(values)), sorted({float(value) for value in values})
        if n_values is not None and n_values < 2:
            raise ParameterError(
                f"An image cannot be snapped to {n_values} value(s).", "Ask for two or more."
            )
        if self.is_colour and given is None:
            chosen, coverage = dominant_colours(self.array, n_values)
            self._check_snap(len(chosen), coverage, n_values, max_phases)
            labels, colours = nearest_colours(self.array, chosen)
            listed = ", ".join(map(str, chosen))
            return self._segmentation(
                labels, colours, len(chosen), f"snapped to the nearest of the colours {listed}"
            )
        grey = self.grey
        if given is None:
            given, coverage = dominant_values(grey, n_values, self.name)
            self._check_snap(len(given), coverage, n_values, max_phases)
        elif not np.isfinite(given).all():
            raise ParameterError("Values to snap to are not numbers.", "Give grey values.")
        listed = ", ".join(f"{value:g}" for value in given)
        return self._segmentation(
            nearest_values(grey, given, self.name),
            self.colours,
            len(given),
            f"snapped to the nearest of {listed}",
        )

    def _check_snap(
        self, n_found: int, coverage: float, n_wanted: int | None, max_phases: int
    ) -> None:
        if n_wanted is not None and n_found == n_wanted:
            return
        least = _LEAST_COVERAGE_COLOUR if self.is_colour else _LEAST_COVERAGE
        if n_wanted is None and 2 <= n_found <= max_phases and coverage >= least:
            return
        asked = "" if n_wanted is None else f" of the {n_wanted} asked for"
        raise NotSegmentedError(
            f"“{self.name}” cannot be snapped: {n_found} dominant values{asked} were found, around "
            f"which {100 * coverage:.0f} % of the pixels lie.",
            "Segment it first, or give a threshold, or the number of values to snap to.",
            n_values=n_found,
        )

    def _segmentation(
        self, labels: NDArray[Any], colours: dict[int, Colour], max_phases: int, note: str = ""
    ) -> Segmentation:
        notes = (*self.notes, note) if note else self.notes
        calibration = self.calibration
        n_axes = 2 if labels.ndim == 3 and 1 in labels.shape else labels.ndim
        if calibration is not None and 1 < len(calibration.voxel_size) < n_axes:
            calibration = None
            notes = (*notes, "the file tells the pixel size but not the slice spacing")
        return Segmentation.from_array(
            np.asarray(labels),
            calibration=calibration,
            name=self.name,
            max_phases=max_phases,
            colours=colours,
            notes=notes,
        )
