"""Segmented images: which pixels are the sample, and of which phase each of them is."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.blocks import Blocks
from imagerep.calibration import Calibration
from imagerep.configurations import LocalField
from imagerep.errors import PhaseNotFoundError, SegmentationError
from imagerep.hooks import Hooks
from imagerep.image.domain import is_round, with_domain
from imagerep.image.doubts import image_doubts
from imagerep.image.field_sums import FieldSums
from imagerep.image.label_store import LabelStore, label_array, label_sums, read_only
from imagerep.image.label_text import labels_text
from imagerep.image.labels import MAX_PHASES, is_label
from imagerep.image.overview import Overview
from imagerep.image.values import labelled
from imagerep.io.source import Bounds, Colour, Source, in_memory
from imagerep.messages import MeasurementWarning, Message
from imagerep.resources import Resources

FieldsOfImage = Callable[[int, Calibration | None], Sequence[LocalField]]
"""Local fields that are wanted of an image, by its number of axes and its voxel size."""

ABOUT_VALUES = frozenset({"edge-values", "labels-differ", "object-labels"})
"""Doubts about the values of an image rather than a place in it."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a segmentation.

    Attributes
    ----------
    label : int
        Value of its pixels.
    count : int
        Number of its pixels inside the domain.
    fraction : float
        `count` over the number of pixels of the domain, 0 to 1.
    colour : tuple of int or None
        Red, green and blue, 0 to 255, where the file was a colour image.
    """

    label: int
    count: int
    fraction: float
    colour: Colour | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Segmentation:
    """A segmented image or volume; see :meth:`from_array` and :func:`imagerep.read`.

    Attributes
    ----------
    phases : tuple of Phase
        The phases present inside the domain, by ascending label.
    calibration : Calibration or None
        Voxel size, one value an axis, where known.
    name : str
        Name for people, usually the file's.
    notes : tuple of Message
        What was done to the image on its way here (crop, threshold, domain), for reports.
    doubts : tuple of MeasurementWarning
        What makes an answer about it doubtful: something that is likely no sample, values of edges,
        labels of objects. Each has its place and its remedy among its values.
    """

    phases: tuple[Phase, ...]
    calibration: Calibration | None
    name: str
    notes: tuple[Message, ...]
    doubts: tuple[MeasurementWarning, ...]
    _store: LabelStore
    _max_phases: int = MAX_PHASES
    _resources: Resources = field(default_factory=Resources)

    @classmethod
    def from_array(
        cls,
        array: ArrayLike,
        *,
        domain: ArrayLike | None = None,
        calibration: Calibration | None = None,
        name: str = "",
        max_phases: int = MAX_PHASES,
        colours: dict[int, Colour] | None = None,
        notes: Sequence[Message] = (),
    ) -> Self:
        """Check an array of labels and count its phases.

        Parameters
        ----------
        array : array_like of bool, integer or integral float, 2D or 3D
            Labels; axes of length one are dropped. The data are not copied where they need not be.
            NaN, and what a masked array masks, is outside the domain.
        domain : array_like of bool, optional
            True where a pixel is part of the sample, of the shape of `array`; every pixel unless
            given.
        calibration : Calibration, optional
            Voxel size.
        name : str, optional
            Name for people.
        max_phases : int, optional
            Most values the array may hold.
        colours : dict, optional
            Colour of each label.
        notes : sequence of Message, optional
            What was done to the image on its way here, for reports.

        Returns
        -------
        Segmentation

        Raises
        ------
        SegmentationError
            If the array is empty, has not two or three axes, holds infinite or complex values, or
            the domain is empty or has another shape.
        NotSegmentedError
            If it holds more than `max_phases` values, or fractional ones.
        CalibrationError
            If the calibration has a wrong number of axes.
        """
        values = np.ma.getdata(array) if np.ma.isMaskedArray(array) else np.asarray(array)
        shape = values.shape
        source = in_memory(values, name, calibration=_of_kept_axes(calibration, shape))
        source = replace(source, colours=colours or {}, notes=tuple(notes))
        if np.ma.isMaskedArray(array):
            source = with_domain(source, ~np.ma.getmaskarray(array))
        if domain is not None:
            source = with_domain(source, np.asarray(domain))
        source = labelled(source, max_phases=max_phases)
        return cls.of(source, Resources(in_memory=True), max_phases=max_phases)

    @classmethod
    def of(
        cls,
        source: Source,
        resources: Resources | None = None,
        *,
        max_phases: int = MAX_PHASES,
        hooks: Hooks | None = None,
        fields: FieldsOfImage | None = None,
    ) -> Self:
        """Take the values of a source as labels; an image that fits in memory is loaded.

        Of an image that does not fit, sums over blocks are found in one pass: of every label, and
        of the local fields asked for.
        """
        resources, hooks = resources or Resources(), hooks or Hooks()
        source = source.squeezed()
        calibration, notes = source.calibration, source.notes
        if calibration is not None and 1 < len(calibration.voxel_size) < source.ndim:
            calibration, notes = None, (*notes, Message("no-slice-spacing"))
        if calibration is not None:
            calibration = calibration.for_ndim(source.ndim)
        source = replace(source, calibration=calibration, notes=notes)
        store: LabelStore
        if resources.holds(source.size, source.itemsize):
            store, counts = label_array(source, max_phases, hooks)
        else:
            wanted = () if fields is None else fields(source.ndim, source.calibration)
            store, counts = label_sums(source, resources, max_phases, hooks, wanted)
            note = Message("read-in-parts", side=store.block_side)
            source = replace(source, notes=(*source.notes, note))
        return cls._counted(source, store, counts, max_phases, resources)

    @classmethod
    def _counted(
        cls,
        source: Source,
        store: LabelStore,
        counts: dict[int, int],
        max_phases: int,
        resources: Resources,
    ) -> Self:
        total = sum(counts.values())
        if total == 0:
            raise SegmentationError("domain-empty", name=source.name)
        notes = source.notes
        if total < source.size and not any(note.code.startswith("domain-") for note in notes):
            notes = (*notes, Message("domain-of-file", share=1.0 - total / source.size))
        phases = tuple(
            Phase(label, count, count / total, source.colours.get(label))
            for label, count in sorted(counts.items())
        )
        # Doubts about values come with the notes; they stay whatever part of the image is kept.
        doubts = tuple(note for note in notes if isinstance(note, MeasurementWarning))
        doubts += image_doubts(store.overview(), counts, source.name, source.scan_rows)
        notes = tuple(note for note in notes if not isinstance(note, MeasurementWarning))
        return cls(
            phases, source.calibration, source.name, notes, doubts, store, max_phases, resources
        )

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""
        return self._store.source.shape

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of pixels or voxels, those outside the domain included."""
        return math.prod(self.shape)

    @property
    def n_domain(self) -> int:
        """Number of pixels or voxels of the domain."""
        return sum(phase.count for phase in self.phases)

    @property
    def has_full_domain(self) -> bool:
        """Whether every pixel is part of the sample."""
        return self.n_domain == self.size

    @property
    def labels(self) -> NDArray[Any]:
        """Phase label of every pixel, read-only; raises ImageLimitError if not in memory."""
        return self._store.labels()

    @property
    def domain(self) -> NDArray[np.bool_] | None:
        """Pixels that are part of the sample, read-only; None where all are."""
        return self._store.domain

    @property
    def is_round(self) -> bool:
        """Whether the sample is a circle, or a cylinder along the first axis of a volume."""
        inside = self.overview.domain
        return inside is not None and is_round(inside)

    @property
    def overview(self) -> Overview:
        """Labels for pictures; coarser than the image where it is not in memory."""
        return self._store.overview()

    @property
    def is_in_memory(self) -> bool:
        """Whether the labels themselves are held, and no sums over blocks."""
        return self._store.block_side == 1

    @property
    def block_side(self) -> int:
        """Side of the smallest blocks that can be measured, in px: 1 in memory."""
        return self._store.block_side

    @property
    def is_boolean(self) -> bool:
        """Whether the labels are False and True."""
        return self._store.source.dtype == np.bool_

    @property
    def phase_labels(self) -> tuple[int, ...]:
        """Labels of the phases present, ascending."""
        return tuple(phase.label for phase in self.phases)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        labels = self.labels
        if dtype is not None and np.dtype(dtype) != labels.dtype:
            return labels.astype(dtype)
        return labels.copy() if copy else labels

    def __repr__(self) -> str:
        sides = " × ".join(map(str, self.shape))
        phases = ", ".join(f"{one.label}: {one.fraction:.4f}" for one in self.phases)
        name = f"{self.name!r}, " if self.name else ""
        return f"Segmentation({name}{sides} px, phases {{{phases}}})"

    def count(self, label: int | Collection[int]) -> int:
        """Number of pixels of a label, or of several; they may be absent."""
        labels = {label} if isinstance(label, int | np.integer) else set(label)
        return sum(phase.count for phase in self.phases if phase.label in labels)

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
        raise no_such_phase(label, self.phase_labels, self.name)

    def mask(self, label: int | Collection[int]) -> NDArray[np.bool_]:
        """Pixels of one phase or of several together.

        Parameters
        ----------
        label : int or collection of int
            Labels; they may be absent, as happens in a stack of images.

        Returns
        -------
        ndarray of bool, of the image's shape
            True where the pixel belongs to the phase and to the domain; read-only.
        """
        labels = (label,) if isinstance(label, int | np.integer) else tuple(label)
        mask = is_label(self.labels, labels)
        return read_only(mask if self.domain is None else mask & self.domain)

    def blocks(
        self, label: int | Collection[int], side: int | None = None, hooks: Hooks | None = None
    ) -> Blocks:
        """Sums of a phase and of the domain over blocks.

        Parameters
        ----------
        label : int or collection of int
            Label of the phase, or of several together.
        side : int, optional
            Side of a block in px, a multiple of `block_side`; `block_side` unless given.
        hooks : Hooks, optional
            Progress and cancellation.

        Returns
        -------
        Blocks
        """
        labels = (label,) if isinstance(label, int | np.integer) else tuple(label)
        totals = (self.count(labels), self.n_domain)
        return self._store.blocks(labels, side or self.block_side, totals, hooks or Hooks())

    def field_sums(
        self, fields: Sequence[LocalField], side: int | None = None, hooks: Hooks | None = None
    ) -> FieldSums:
        """Sums of local fields over blocks of a side (`block_side`) or of one that divides it."""
        return self._store.field_sums(fields, side or self.block_side, hooks or Hooks())

    def has_fields(self, fields: Sequence[LocalField]) -> bool:
        """Whether the sums of some local fields can be had without reading the image again."""
        return self._store.has_fields(fields)

    def with_fields(self, fields: Sequence[LocalField], hooks: Hooks | None = None) -> Segmentation:
        """The same image; where it is read in parts, sums of these fields are found in one pass."""
        return replace(self, _store=self._store.with_fields(fields, hooks or Hooks()))

    def crop(self, bounds: Bounds, hooks: Hooks | None = None) -> Segmentation:
        """Part of the image inside a rectangle or box.

        Parameters
        ----------
        bounds : sequence of (start, stop)
            First pixel and the pixel after the last, along each axis in array order. For a volume,
            two pairs mean (y, x) and keep every slice.
        hooks : Hooks, optional
            Progress and cancellation: an image that is not in memory is read again.

        Returns
        -------
        Segmentation
            With the phases counted again.

        Raises
        ------
        SegmentationError
            If the box is empty or reaches outside the image.
        """
        return self.changed(lambda source: source.crop(bounds), hooks)

    def changed(
        self, change: Callable[[Source], Source], hooks: Hooks | None = None
    ) -> Segmentation:
        """The labels as a source changes them, such as by a smaller domain, counted again."""
        source = self.as_source()
        source = replace(source, notes=(*self.notes, *source.notes))
        return self._again(change(source), hooks)

    def slices(self) -> tuple[Segmentation, ...]:
        """Slices of a volume as images of their own; the image itself if it has two axes."""
        if self.ndim == 2:
            return (self,)
        return tuple(self._again(one, None) for one in self.as_source().slices())

    def exclude(self, labels: int | Collection[int]) -> Segmentation:
        """The same image with the pixels of some labels outside the domain.

        Parameters
        ----------
        labels : int or collection of int
            Labels that are not sample.

        Returns
        -------
        Segmentation

        Raises
        ------
        PhaseNotFoundError
            If a label is not in the image.
        SegmentationError
            If nothing is left.
        """
        given = (labels,) if isinstance(labels, int | np.integer) else tuple(labels)
        for label in given:
            self.phase(label)
        counts = {one.label: one.count for one in self.phases if one.label not in given}
        note = Message("domain-excludes", labels=labels_text(given))
        notes = (*self.notes, *self._doubts_about_values(), note)
        source = replace(self._store.source, notes=notes, name=self.name)
        source = replace(source, calibration=self.calibration, colours=self._colours())
        store = self._store.excluding(given)
        return self._counted(source, store, counts, self._max_phases, self._resources)

    def relabelled(self, mapping: Mapping[int, int]) -> Segmentation:
        """The same image with other labels.

        Parameters
        ----------
        mapping : mapping of int to int
            New label of each label that changes; no two may become the same.

        Returns
        -------
        Segmentation
        """
        phases = [replace(one, label=mapping.get(one.label, one.label)) for one in self.phases]
        return replace(
            self,
            phases=tuple(sorted(phases, key=lambda one: one.label)),
            _store=self._store.relabelled(mapping),
        )

    def with_calibration(self, calibration: Calibration | None) -> Segmentation:
        """The same image with another voxel size."""
        return replace(self, calibration=calibration and calibration.for_ndim(self.ndim))

    def _colours(self) -> dict[int, Colour]:
        return {phase.label: phase.colour for phase in self.phases if phase.colour}

    def _doubts_about_values(self) -> tuple[MeasurementWarning, ...]:
        return tuple(one for one in self.doubts if one.code in ABOUT_VALUES)

    def as_source(self) -> Source:
        """Labels and domain as a source, to be cut or changed."""
        return replace(
            self._store.as_source(),
            calibration=self.calibration,
            name=self.name,
            colours=self._colours(),
            notes=self._doubts_about_values(),
        )

    def _again(self, source: Source, hooks: Hooks | None) -> Segmentation:
        most = max(self._max_phases, len(self.phases))
        return Segmentation.of(source, self._resources, max_phases=most, hooks=hooks)


def no_such_phase(label: int, labels: Sequence[int], name: str) -> PhaseNotFoundError:
    """Error of a phase that is not in an image."""
    return PhaseNotFoundError("no-such-phase", phase=label, name=name, labels=labels_text(labels))


def _of_kept_axes(calibration: Calibration | None, shape: tuple[int, ...]) -> Calibration | None:
    """Calibration of an image of which an axis of length one is dropped."""
    if calibration is None:
        return None
    sizes = calibration.voxel_size
    if not len(sizes) == len(shape) == 3 or 1 not in shape:
        return calibration
    dropped = shape.index(1)
    return Calibration(sizes[:dropped] + sizes[dropped + 1 :], calibration.unit)
