"""Derives the state from the images, the user's choices and the answers; pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from imagerep.image.label_text import as_labels, label_text, labels_text
from imagerep.messages import MeasurementWarning
from imagerep.shapes import size_text
from imagerep_qt.session.choices import Mode, QuantityChoice
from imagerep_qt.session.folders import folders_of, names_apart
from imagerep_qt.session.history import Settings
from imagerep_qt.session.images import Image
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.merging import Labels, by_label
from imagerep_qt.session.messages import AppError, AppMessage, AppWarning
from imagerep_qt.session.quantities import chosen, has_row, offers, unit_of
from imagerep_qt.session.request import Request
from imagerep_qt.session.results import Result, Row, Work, result_of
from imagerep_qt.session.state import ImageItem, PhaseItem, State, named_parts

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

_OF_THRESHOLDS = 0, 1, 2
"""Phases that a grey image may have."""


def check_same_ndim(others: Sequence[Entry], image: Image, name: str, mode: Mode) -> None:
    """Refuse a volume among the images of one material, and vice versa."""
    if mode is Mode.BATCH or not others:
        return
    if len(image.shape) != others[0].ndim:
        is_volume = len(image.shape) == 3
        code = "volume-among-images" if is_volume else "image-among-volumes"
        raise AppError(code, name=name, size=size_text(image.shape))


def labels_of(entries: Sequence[Entry]) -> frozenset[int]:
    """Labels of all phases."""
    found = (entry.segmentation for entry in entries)
    return frozenset(
        label for segmentation in found if segmentation for label in segmentation.phase_labels
    )


def with_inputs(
    state: State,
    entries: Sequence[Entry],
    settings: Settings,
) -> State:
    """State whose lists, current image, phase and quantity follow from the images."""
    by_key = {entry.key: entry for entry in entries}
    current = by_key.get(state.current.key) if state.current else None
    if current is None and entries:
        current = entries[-1]
    shown = [entry for entry in entries if entry.edits.included]
    if state.mode is Mode.BATCH or not shown:
        shown = [current] if current else []
    preferred = settings.phase
    phases = _phases(shown, settings.names, settings.merged)
    phase = _chosen_phase(phases, preferred)
    if phase is None and any(e.image.segmentation is None and not e.needs_threshold for e in shown):
        # The threshold is still applied in the background.
        phase = preferred if preferred in _OF_THRESHOLDS else 1
    measured = entries if state.mode is Mode.BATCH else shown
    labels = [item.label for item in phases if not item.excluded] or [0, 1]
    offered = offers({entry.ndim for entry in measured}, labels, phase) if shown else ()
    quantity = chosen(settings.quantity, offered)
    return replace(
        state,
        current=current,
        quantity=quantity,
        quantities=state.quantities if offered == state.quantities else offered,
        unit=unit_of(quantity, shown[0].ndim, shown[0].calibration) if shown else state.unit,
        images=_image_items(
            entries,
            by_label(settings.merged).get(phase, (phase,)) if phase is not None else (),
            state,
        ),
        merged=settings.merged,
        phases=tuple(replace(item, chosen=item.label == phase) for item in phases),
        phase=phase,
        calibration=current.calibration if current else None,
    )


def requests(
    state: State, entries: Sequence[Entry], table: bool, former: Sequence[Request] = ()
) -> list[Request]:
    """Measurements that a state needs, the most urgent first.

    Of a batch, those of images that are as they were for `former` stay the same objects.
    """
    ready = tuple(e for e in entries if e.edits.included and not e.needs_threshold)
    if not ready or state.phase is None:
        return []
    merged = by_label(state.merged)
    if state.mode is Mode.ONE_MATERIAL:
        others = [
            item.label
            for item in state.phases
            if table and item.label != state.phase and not item.excluded
            and has_row(state.quantity, item.label)
        ]  # fmt: skip
        return [
            Request(
                ready,
                label,
                AppMessage("phase", label=labels_text(state.labels_of(label), " + ")),
                state.quantity,
                state.quantity.groups(label, merged),
            )
            for label in (state.phase, *others)
        ]
    current = state.current.key if state.current else None
    first = sorted(ready, key=lambda entry: entry.key != current)
    usual = state.quantity.groups(state.phase, merged)
    known = {request.entries[0].key: request for request in former}
    return [_single(one, state.phase, usual, state.quantity, known.get(one.key)) for one in first]


def with_result(state: State) -> State:
    """State with the result for the chosen phase, or for the current image of a batch."""
    current = state.current.key if state.current else None
    wanted = state.phase if state.mode is Mode.ONE_MATERIAL else current
    row = next((row for row in state.rows if row.key == wanted), None)
    return replace(
        state,
        work=row.work if row else Work.NOTHING,
        failure=row.error if row else None,
        result=_result(state, row),
    )


def not_all_measured(mode: Mode, entries: Sequence[Entry]) -> MeasurementWarning | None:
    """Doubt where chosen images of one material have no segmentation yet."""
    chosen = [entry for entry in entries if entry.edits.included]
    n_missing = sum(entry.needs_threshold for entry in chosen)
    if mode is Mode.BATCH or not 0 < n_missing < len(chosen):
        return None
    n = len(chosen)
    return AppWarning("not-all-measured", n_measured=n - n_missing, n_chosen=n, n_missing=n_missing)


def _phases(
    entries: Sequence[Entry], names: Mapping[Labels, str], merged: Sequence[Labels]
) -> list[PhaseItem]:
    """Phases of some images; of merged ones, what is excluded is a phase apart."""
    counts: dict[int, int] = {}
    excluded: set[int] = set()
    colours: dict[int, tuple[int, int, int] | None] = {}
    for entry, mapping in zip(entries, _mappings(entries), strict=True):
        segmentation = entry.segmentation
        for phase in segmentation.phases if segmentation else ():
            label = mapping.get(phase.label, phase.label)
            counts[label] = counts.get(label, 0) + phase.count
            colours[label] = colours.get(label) or phase.colour
        whole = entry.image.segmentation
        for phase in whole.phases if whole and entry.edits.exclude else ():
            if phase.label in entry.edits.exclude:
                excluded.add(phase.label)
                colours[phase.label] = colours.get(phase.label) or phase.colour
    counts = {label: n for label, n in counts.items() if label not in excluded}
    total = sum(counts.values())
    groups = by_label(merged)
    found: dict[tuple[Labels, bool], list[int]] = {}
    for label in sorted({*counts, *excluded}) if total else ():
        found.setdefault((groups.get(label, (label,)), label in excluded), []).append(label)
    return [
        PhaseItem(
            tuple(labels),
            _name(group, names),
            sum(counts.get(label, 0) for label in labels) / total,
            colours[labels[0]],
            chosen=False,
            excluded=is_excluded,
        )
        for (group, is_excluded), labels in found.items()
    ]


def _name(labels: Labels, names: Mapping[Labels, str]) -> str:
    """Name of a phase; of merged ones without one, the names of these."""
    single = [names.get((label,), "") for label in labels]
    if names.get(labels) or not any(single):
        return names.get(labels, "")
    return " + ".join(name or label_text(one) for one, name in zip(labels, single, strict=True))


def _mappings(entries: Sequence[Entry]) -> list[dict[int, int]]:
    """What the labels of images of one material are read as, where they differ."""
    if len(entries) < 2:
        return [{} for _ in entries]
    from imagerep.image.same_labels import label_mappings  # with numpy and the segmentation

    found = [entry.segmentation for entry in entries]
    return [
        mapping or {}
        for mapping in label_mappings([one.phase_labels if one else () for one in found])
    ]


def _chosen_phase(phases: Sequence[PhaseItem], preferred: int | None) -> int | None:
    phases = [phase for phase in phases if not phase.excluded]
    if not phases:
        return None
    found = next((phase.label for phase in phases if preferred in phase.labels), None)
    if found is not None:
        return found
    from imagerep.phase_choice import proposed_phase  # with numpy and the segmentation

    return proposed_phase({phase.label: phase.fraction for phase in phases})


def _image_items(entries: Sequence[Entry], phase: Labels, former: State) -> tuple[ImageItem, ...]:
    """Rows of the list of images; those that are as they were stay the same objects."""
    known = {item.key: item for item in former.images}
    chosen = [e for e in entries if e.edits.included] if former.mode is Mode.ONE_MATERIAL else []
    read_as = {e.key: one for e, one in zip(chosen, _mappings(chosen), strict=True)}
    folders = folders_of([entry.origin.path for entry in entries])
    names = names_apart(folders, [entry.origin.name for entry in entries])

    def item_of(entry: Entry, folder: str, name: str) -> ImageItem:
        old, fraction = known.get(entry.key), _fraction(entry, phase, read_as.get(entry.key, {}))
        if old is not None and old.entry is entry and (
            (old.folder, old.name, old.phase_fraction) == (folder, name, fraction)
        ):  # fmt: skip
            return old
        return ImageItem(
            key=entry.key,
            name=name,
            path=entry.origin.path,
            shape=entry.image.shape,
            included=entry.edits.included,
            needs_threshold=entry.needs_threshold,
            is_cropped=entry.edits.crop is not None,
            phase_fraction=fraction,
            segmentation=entry.segmentation,
            folder=folder,
            n_images=entry.n_images,
            entry=entry,
        )

    return tuple(map(item_of, entries, folders, names))


def _fraction(entry: Entry, phase: Labels, read_as: Mapping[int, int]) -> float | None:
    segmentation = entry.segmentation
    if segmentation is None or not phase:
        return None
    return sum(p.fraction for p in segmentation.phases if read_as.get(p.label, p.label) in phase)


def _names(measurement: Measurement, phases: Sequence[PhaseItem]) -> tuple[str, ...]:
    """Names of the phases of a measurement; of several phases, labels where they have none."""
    groups = (as_labels(measurement.phase), *measurement.other_phases)
    if len(groups) == 1:
        return (next((item.name for item in phases if item.labels == groups[0]), ""),)
    return tuple(
        " + ".join(name or labels_text(part, " + ") for part, name in named_parts(group, phases))
        for group in groups
    )


def _single(
    entry: Entry,
    phase: int,
    groups: tuple[Labels, ...],
    quantity: QuantityChoice,
    former: Request | None,
) -> Request:
    if entry.image.segmentation is None:
        labels = entry.segmentation.phase_labels if entry.segmentation else ()
        if not any(label in labels for label in groups[0]):
            phase, groups = 1, quantity.groups(1)
    if former is not None and former.entries[0] is entry and (
        (former.phase, former.groups, former.quantity) == (phase, groups, quantity)
    ):  # fmt: skip
        return former
    return Request(
        (entry,), phase, AppMessage("as-written", text=entry.origin.name), quantity, groups
    )


def _result(state: State, row: Row | None) -> Result | None:
    known = state.result
    if row is None or row.measurement is None:
        return None
    names = _names(row.measurement, state.phases)
    if (
        known is not None
        and known.measurement is row.measurement
        and known.missing == row.missing
        and known.phases == names
        and known.confidence_level == state.confidence_level
        and known.target == state.target
    ):
        return known
    return result_of(
        row.measurement,
        state.confidence_level,
        state.target,
        missing=row.missing,
        phases=names,
    )


def material_of(state: State, entries: Sequence[Entry]) -> list[Entry]:
    """Images of one material with the current one, those that are left out excepted."""
    kept = [e for e in entries if e.edits.included] if state.mode is Mode.ONE_MATERIAL else []
    return kept or ([state.current] if state.current is not None else [])
