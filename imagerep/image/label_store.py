"""Labels of a segmentation: an array in memory, or sums over blocks of an image that is larger."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from imagerep.blocks import Blocks, BlockSums, full_sums, partial_sums
from imagerep.configurations import BoxSums, LocalField, sum_fields
from imagerep.errors import ImageLimitError
from imagerep.hooks import Hooks
from imagerep.image.domain import with_domain, without_labels
from imagerep.image.field_sums import (
    FieldAccumulator,
    FieldSums,
    array_field_sums,
    neighbourhoods,
)
from imagerep.image.labels import as_labels, check_number, count_labels, is_label
from imagerep.image.overview import (
    Overview,
    empty_overview,
    overview_step,
    sampled,
    with_domain_of,
)
from imagerep.io.source import (
    ArrayPixels,
    Box,
    Pixels,
    Source,
    full_box,
    in_memory,
    read_boxes,
)
from imagerep.parallel import run_tasks
from imagerep.resources import Resources

_CHUNK_ALWAYS = 1 << 30

SLAB_BYTES = 1 << 20
"""Bytes of labels that are summed at a time: about a core's own cache."""


class LabelStore(Protocol):
    """What a segmentation asks of its labels, wherever they are."""

    @property
    def source(self) -> Source:
        """The labels as an image, with the domain that its file has."""

    @property
    def domain(self) -> NDArray[np.bool_] | None:
        """Pixels that are the sample; None for all."""

    @property
    def block_side(self) -> int:
        """Side of the smallest blocks that can be had, in px."""

    def as_source(self) -> Source:
        """The labels as an image, to be cut or changed: its domain is the whole domain."""

    def labels(self) -> NDArray[Any]:
        """All labels; raises ImageLimitError where they are not in memory."""

    def blocks(
        self, labels: Collection[int], side: int, totals: tuple[int, int], hooks: Hooks
    ) -> Blocks:
        """Sums of the pixels of some labels and of the domain over blocks of a side."""

    def field_sums(self, fields: Sequence[LocalField], side: int, hooks: Hooks) -> FieldSums:
        """Sums of local fields over blocks of a side, or of one that divides it."""

    def has_fields(self, fields: Sequence[LocalField]) -> bool:
        """Whether their sums can be had without reading."""

    def with_fields(self, fields: Sequence[LocalField], hooks: Hooks) -> LabelStore:
        """Labels whose sums of some local fields are at hand, found in one pass."""

    def overview(self) -> Overview:
        """Labels for pictures."""

    def excluding(self, labels: Collection[int]) -> LabelStore:
        """Labels without those that are not sample."""

    def relabelled(self, mapping: Mapping[int, int]) -> LabelStore:
        """The same with other labels."""


@dataclass(frozen=True, slots=True, eq=False)
class _LabelArray:
    """Labels in memory."""

    source: Source
    domain: NDArray[np.bool_] | None = None

    @property
    def block_side(self) -> int:
        return 1

    def as_source(self) -> Source:
        return self.source if self.domain is None else with_domain(self.source, self.domain)

    def labels(self) -> NDArray[Any]:
        found: NDArray[Any] = self.source.read()
        return found

    def blocks(
        self, labels: Collection[int], side: int, totals: tuple[int, int], hooks: Hooks
    ) -> Blocks:
        values, domain, shape = self.labels(), self.domain, self.source.shape
        if side == 1:
            mask = is_label(values, labels)
            if domain is not None:
                mask = mask & domain
            return Blocks(mask, domain, 1, shape, *totals)
        in_phase = BlockSums(shape, side)
        inside = None if domain is None else BlockSums(shape, side)
        row_bytes = max(1, values[0].nbytes)
        thickness = max(1, SLAB_BYTES // (row_bytes * side)) * side
        for start in range(0, shape[0], thickness):
            hooks.report(start / shape[0], "summing over blocks")
            rows = slice(start, min(start + thickness, shape[0]))
            box = (rows, *full_box(shape[1:]))
            corner = (start // side, *(0 for _ in shape[1:]))
            mask = is_label(values[rows], labels)
            if domain is not None and inside is not None:
                mask = mask & domain[rows]
                inside.add(corner, partial_sums(domain[rows], box, side))
            in_phase.add(corner, partial_sums(mask, box, side))
        covered = None if inside is None else inside.values
        return Blocks(in_phase.values, covered, side, shape, *totals)

    def field_sums(self, fields: Sequence[LocalField], side: int, hooks: Hooks) -> FieldSums:
        return array_field_sums(self.labels(), self.domain, fields, side, hooks)

    def has_fields(self, fields: Sequence[LocalField]) -> bool:
        return True

    def with_fields(self, fields: Sequence[LocalField], hooks: Hooks) -> _LabelArray:
        return self

    def overview(self) -> Overview:
        return Overview(self.labels(), 1, self.source.shape, self.domain)

    def excluding(self, labels: Collection[int]) -> _LabelArray:
        outside = is_label(self.labels(), labels)
        domain = ~outside if self.domain is None else self.domain & ~outside
        return replace(self, domain=domain)

    def relabelled(self, mapping: Mapping[int, int]) -> _LabelArray:
        labels = read_only(_with_labels(self.labels(), mapping))
        return replace(
            self, source=replace(self.source, pixels=ArrayPixels(labels), dtype=labels.dtype)
        )


@dataclass(frozen=True, slots=True, eq=False)
class _LabelSums:
    """Sums of every label over blocks of an image that is not in memory, found in one pass."""

    source: Source  # The labels as an image, with its domain
    block_side: int  # Side of a block, in px
    # Pixels of each label in every whole block, of those in the domain
    sums: Mapping[int, NDArray[Any]]
    inside: NDArray[Any] | None  # Pixels of the domain in every block; None for all
    seen: Overview  # Labels at steps
    resources: Resources  # What may be used to read the image again
    # Sums of local fields that were found in the same pass, or in one of their own
    fields: FieldSums | None = None
    excluded: tuple[int, ...] = ()  # Labels that are not sample

    @property
    def domain(self) -> NDArray[np.bool_] | None:
        return None

    def as_source(self) -> Source:
        return without_labels(self.source, self.excluded) if self.excluded else self.source

    def labels(self) -> NDArray[Any]:
        raise ImageLimitError("labels-not-in-memory", name=self.source.name)

    def blocks(
        self, labels: Collection[int], side: int, totals: tuple[int, int], hooks: Hooks
    ) -> Blocks:
        found = [self.sums[label] for label in labels if label in self.sums]
        like = next(iter(self.sums.values()))
        total = found[0] if len(found) == 1 else sum(found, np.zeros_like(like))
        whole = Blocks(total, self.inside, self.block_side, self.source.shape, *totals)
        return whole.coarsened(side // self.block_side)

    def field_sums(self, fields: Sequence[LocalField], side: int, hooks: Hooks) -> FieldSums:
        found = self.with_fields(fields, hooks).fields
        assert found is not None  # noqa: S101 - there is at least one field
        return found

    def has_fields(self, fields: Sequence[LocalField]) -> bool:
        return self.fields is not None and set(fields) <= set(self.fields.fields)

    def with_fields(self, fields: Sequence[LocalField], hooks: Hooks) -> _LabelSums:
        wanted = tuple(dict.fromkeys(fields))
        if self.has_fields(wanted):
            return self
        side = self.block_side
        accumulator = FieldAccumulator(self.source.shape, wanted, side)
        tasks = [
            _FieldBox(self.source, box, side, wanted, self.excluded)
            for box in read_boxes(self.source)
        ]
        for box, part in run_tasks(tasks, self.resources, hooks, "summing over blocks"):
            if part is not None:
                accumulator.add(box, part)
        return replace(self, fields=accumulator.result())

    def overview(self) -> Overview:
        return self.seen

    def excluding(self, labels: Collection[int]) -> _LabelSums:
        volume = self.block_side**self.source.ndim
        kept = {label: sums for label, sums in self.sums.items() if label not in labels}
        like = next(iter(self.sums.values()))
        inside = self.inside
        if inside is None:
            inside = np.full(like.shape, volume, like.dtype)
        inside = inside - sum(
            (self.sums[label] for label in labels if label in self.sums), np.zeros_like(like)
        )
        domain = ~is_label(self.seen.values, labels)
        if self.seen.domain is not None:
            domain &= self.seen.domain
        return replace(
            self,
            sums=kept,
            inside=inside,
            seen=replace(self.seen, domain=domain),
            fields=None,
            excluded=(*self.excluded, *labels),
        )

    def relabelled(self, mapping: Mapping[int, int]) -> _LabelSums:
        seen = replace(self.seen, values=_with_labels(self.seen.values, mapping))
        source = self.as_source()  # labels that are excluded are so under their old names
        return replace(
            self,
            source=replace(
                source,
                pixels=_MappedPixels(source.pixels, dict(mapping)),
                dtype=seen.values.dtype,
            ),
            sums={mapping.get(label, label): sums for label, sums in self.sums.items()},
            seen=seen,
            fields=None,
            excluded=(),
        )


@dataclass(frozen=True, slots=True)
class _MappedPixels:
    """Labels of an image, some of them changed."""

    labels: Pixels
    mapping: dict[int, int]

    def read(self, box: Box) -> NDArray[Any]:
        return _with_labels(self.labels.read(box), self.mapping)


def _with_labels(labels: NDArray[Any], mapping: Mapping[int, int]) -> NDArray[Any]:
    """Labels of which some are changed; NaN stays."""
    new = np.array(list(mapping.values()))
    kind = np.result_type(
        np.uint8 if labels.dtype == np.bool_ else labels.dtype, np.min_scalar_type(new.min()),
        np.min_scalar_type(new.max()),
    )  # fmt: skip
    found = labels.astype(kind)
    for old, label in mapping.items():
        found[labels == old] = label
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """What a pass finds in one box: counts, sums from a corner on, a sample and its domain."""

    counts: dict[int, int]
    corner: tuple[int, ...]
    sums: dict[int, NDArray[Any]]
    place: Box
    sample: NDArray[Any]
    sampled_domain: NDArray[np.bool_] | None
    box: Box
    fields: BoxSums | None


@dataclass(frozen=True, slots=True)
class _FieldBox:
    """Sums local fields over blocks, of the neighbourhoods that begin in one box."""

    source: Source
    box: Box
    side: int
    fields: tuple[LocalField, ...]
    excluded: tuple[int, ...]

    def __call__(self) -> tuple[Box, BoxSums | None]:
        inner, reached = neighbourhoods(self.box, self.source.shape)
        if any(part.stop == part.start for part in inner):
            return inner, None
        labels, domain = _read(self.source, reached)
        if self.excluded:
            kept = ~is_label(labels, self.excluded)
            domain = kept if domain is None else domain & kept
        return inner, sum_fields(labels, domain, self.fields, inner, self.side)


@dataclass(frozen=True, slots=True)
class _SumBox:
    """Counts the labels of one box and sums them, and local fields, over blocks."""

    source: Source
    box: Box
    side: int
    max_phases: int
    step: int
    fields: tuple[LocalField, ...]

    def __call__(self) -> _Part:
        fields = None
        if self.fields:
            inner, reached = neighbourhoods(self.box, self.source.shape)
            labels, domain = _read(self.source, reached)
            if all(part.stop > part.start for part in inner):
                fields = sum_fields(labels, domain, self.fields, inner, self.side)
            own = tuple(slice(0, part.stop - part.start) for part in self.box)
            labels, domain = labels[own], None if domain is None else domain[own]
        else:
            labels, domain = _read(self.source, self.box)
        counts = count_labels(labels, self.max_phases, self.source.name, domain)
        corner = tuple(part.start // self.side for part in self.box)
        sums = {}
        present = sorted(counts, key=lambda label: counts[label])
        for label in present[:-1]:
            mask = is_label(labels, (label,))
            if domain is not None:
                mask = mask & domain
            sums[label] = partial_sums(mask, self.box, self.side)
        if present:  # the most frequent label is what is left
            inside = full_sums(self.box, self.side)
            if domain is not None:
                inside = partial_sums(domain, self.box, self.side)
            for found in sums.values():
                inside = inside - found
            sums[present[-1]] = inside
        place, sample = sampled(labels, self.box, self.step)
        kept = None if domain is None else sampled(domain, self.box, self.step)[1]
        return _Part(counts, corner, sums, place, sample, kept, self.box, fields)


def _read(source: Source, box: Box) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """Labels of a box and which of them are inside; None where all are."""
    labels, inside = as_labels(source.read(box), source.name)
    if source.domain is not None:
        given = source.domain.read(box)
        if not given.all():
            inside = given if inside is None else inside & given
    return labels, inside


def label_array(
    source: Source, max_phases: int, hooks: Hooks
) -> tuple[_LabelArray, dict[int, int]]:
    """Labels in memory, and the number of pixels of each."""
    values = source.load(hooks)
    labels, inside = as_labels(values, source.name)
    domain = source.load_domain()
    if domain is not None:
        inside = domain if inside is None else inside & domain
    counts = count_labels(labels, max_phases, source.name, inside)
    labels = read_only(labels)
    header = {
        "calibration": source.calibration, "colours": source.colours, "notes": source.notes,
        "scan_rows": source.scan_rows,
    }  # fmt: skip
    held = in_memory(labels, source.name, **header)
    return _LabelArray(held, None if inside is None else read_only(inside)), counts


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """View of an array that cannot be written."""
    view = array.view()
    view.flags.writeable = False
    return view


def label_sums(
    source: Source,
    resources: Resources,
    max_phases: int,
    hooks: Hooks,
    fields: Sequence[LocalField] = (),
) -> tuple[_LabelSums, dict[int, int]]:
    """Read an image once: pixels and sums of every label, an overview, sums of local fields."""
    n_bytes = math.prod(source.chunks) * source.dtype.itemsize
    if n_bytes > max(resources.memory_bytes, _CHUNK_ALWAYS):
        raise ImageLimitError(
            "chunk-beyond-memory",
            name=source.name,
            gigabytes=n_bytes / 1e9,
            memory=resources.memory_bytes / 1e9,
        )
    side = resources.block_side(source.shape)
    step = overview_step(source.shape, source.dtype.itemsize)
    counts: Counter[int] = Counter()
    sums: dict[int, BlockSums] = {}
    seen: Overview | None = None
    wanted = tuple(dict.fromkeys(fields))
    accumulator = FieldAccumulator(source.shape, wanted, side)
    tasks = [_SumBox(source, box, side, max_phases, step, wanted) for box in read_boxes(source)]
    for part in run_tasks(tasks, resources, hooks, "counting the phases"):
        counts.update(part.counts)
        check_number(counts, max_phases, source.name)
        for label, found in part.sums.items():
            if label not in sums:
                sums[label] = BlockSums(source.shape, side)
            sums[label].add(part.corner, found)
        if part.fields is not None:
            accumulator.add(neighbourhoods(part.box, source.shape)[0], part.fields)
        if seen is None:
            seen = empty_overview(source.shape, step, part.sample.dtype)
        seen.values[part.place] = part.sample
        if part.sampled_domain is not None:
            seen = with_domain_of(seen, part.place, part.sampled_domain)
    assert seen is not None  # noqa: S101 - every image has a box
    values = {label: one.values for label, one in sums.items()}
    inside = None
    if counts.total() < source.size:
        inside = sum(values.values(), np.zeros_like(BlockSums(source.shape, side).values))
    found_fields = accumulator.result() if wanted else None
    return _LabelSums(source, side, values, inside, seen, resources, found_fields), dict(counts)
