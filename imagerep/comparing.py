"""`compare()`: several materials, each of one or more images, side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Unpack

from imagerep.errors import (
    ImageRepError,
    MeasurementCancelled,
    ParameterError,
    SegmentationError,
)
from imagerep.given_images import Images, as_grey_images, as_segmentations
from imagerep.hooks import Hooks, ProgressHook, StopHook
from imagerep.image.label_text import as_labels, labels_text
from imagerep.image.reading import ReadOptions, read, read_grey, read_slices
from imagerep.image.same_labels import with_same_labels
from imagerep.io.materials import FilesOfMaterial, files_of_material, find_materials, unique
from imagerep.measures.quantities import PHASE_FRACTION
from imagerep.measuring import RECOMMENDED, check_methods, measure
from imagerep.measuring_quantities import Phases, fields_asked, is_grey, names_of
from imagerep.messages import MeasurementWarning
from imagerep.phase_choice import NONZERO, PhaseChoice, labels_of
from imagerep.result.comparison import Comparison, ImageOfMaterial, Material, sorted_by_value
from imagerep.result.measurement import Measurement

Refused = Callable[[str, ImageRepError], None]
"""Called with the name of what cannot be read or measured, and why; it may raise the error."""

READING_SHARE = 0.4
"""Share of the time that reading takes, about."""


def compare(
    materials: str | PathLike[str] | Mapping[str, Images | Measurement],
    phase: PhaseChoice = None,
    *,
    quantity: str = "phase-fraction",
    between: Iterable[PhaseChoice] | None = None,
    over: PhaseChoice = None,
    method: str = RECOMMENDED,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
    **options: Unpack[ReadOptions],
) -> Comparison:
    """Measure several materials, and compare them.

    The images of a material are measured together, with the scatter between them, and each on its
    own.

    Parameters
    ----------
    materials : path-like, or mapping of str to images or Measurement
        A folder whose subfolders are one material each, with all images in and below them; or by
        the name of each material its images as for :func:`measure`, a folder, a pattern, or what
        was measured already.
    phase, quantity, between, over, method, progress, should_stop
        As for :func:`measure`; one quantity.
    **options
        Of reading files, as for :func:`imagerep.read`.

    Returns
    -------
    Comparison
        Materials sorted by value, the largest first; see :meth:`Comparison.differences`.

    Raises
    ------
    ImageRepError
        As :func:`measure`; ParameterError where there are fewer than two materials,
        SegmentationError where they were not measured of the same phase or quantity.

    Examples
    --------
    >>> import numpy as np
    >>> import imagerep
    >>> rng = np.random.default_rng(0)
    >>> def image(fraction):
    ...     return np.kron(rng.random((60, 60)) < fraction, np.ones((6, 6), bool))
    >>> found = imagerep.compare({"A": [image(0.4) for _ in range(3)], "B": image(0.3)})
    >>> [one.name for one in found.materials]
    ['A', 'B']
    >>> difference, = found.differences()
    >>> difference.probability_greater > 0.99
    True
    """
    check_methods((method,))
    question = Question(names_of(quantity)[0], Phases.of(phase, between, over), method)
    hooks = Hooks(progress, should_stop)
    if isinstance(materials, Mapping):
        return compare_materials(materials, question, options, hooks)
    found = find_materials([materials])
    return compare_materials(
        {one.name: one for one in found.materials}, question, options, hooks,
        warnings=found.warnings,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is measured of every material."""

    quantity: str
    phases: Phases
    method: str

    @property
    def is_grey(self) -> bool:
        """Whether it is the mean of grey values."""
        return is_grey((self.quantity,))

    def measured(self, images: Sequence[Any], hooks: Hooks) -> Measurement:
        """Images of one material measured together."""
        return measure(
            list(images), self.phases.phase, quantity=self.quantity, between=self.phases.between,
            over=self.phases.over, method=self.method, progress=hooks.report,
            should_stop=hooks.should_stop,
        )  # fmt: skip


def compare_materials(
    materials: Mapping[str, Any],
    question: Question,
    options: ReadOptions,
    hooks: Hooks,
    *,
    warnings: Sequence[MeasurementWarning] = (),
    refused: Refused | None = None,
    slices: bool = False,
) -> Comparison:
    """Measure materials, and compare them; what is refused is left out, or raises."""
    if len(materials) < 2:
        raise ParameterError("too-few-materials", n=len(materials))
    measured: list[Material] = []
    masks = True
    parts = hooks.parts(len(materials))
    for (name, given), part in zip(materials.items(), parts, strict=True):
        if isinstance(given, Measurement):
            measured.append(Material(name, given))
            masks = False
            continue
        try:
            found, is_mask = _material(name, given, question, options, part, refused, slices)
        except ImageRepError as error:
            if refused is None or isinstance(error, MeasurementCancelled):
                raise
            refused(name, error)
            continue
        measured.append(found)
        masks = masks and is_mask
    if len(measured) < 2:
        raise ParameterError("too-few-materials", n=len(measured))
    if masks and question.phases.labels is None:  # 1 among 0 and 1 is 255 among 0 and 255
        measured = [_of_phase(one, measured[0].measurement.phase) for one in measured]
    return comparison(measured, warnings)


def comparison(
    materials: Sequence[Material], warnings: Sequence[MeasurementWarning] = ()
) -> Comparison:
    """Comparison of measured materials; refuses what cannot be compared."""
    first = materials[0].measurement
    for one in materials[1:]:
        other = one.measurement
        is_fraction = first.quantity == PHASE_FRACTION.name
        for what, here, there in (
            ("quantity", first.quantity, other.quantity),
            ("unit", first.unit or "none", other.unit or "none"),
            ("method", first.method, other.method),
            ("number of axes", 0 if is_fraction else first.ndim, 0 if is_fraction else other.ndim),
            ("phase", _phases(first), _phases(other)),
        ):
            if here != there:
                raise SegmentationError(
                    "materials-differ", name=materials[0].name, other_name=one.name, what=what,
                    value=here, other_value=there,
                )  # fmt: skip
    told = list(warnings)
    for one in materials[1:]:
        voxel, other_voxel = first.calibration, one.measurement.calibration
        if voxel is None or other_voxel is None or voxel.agrees_with(other_voxel):
            continue
        told.append(
            MeasurementWarning(
                "materials-differ-in-voxel-size", material=materials[0].name, voxel=voxel.text,
                other=one.name, other_voxel=other_voxel.text,
            )
        )  # fmt: skip
        break
    return sorted_by_value(materials, told)


def _phases(one: Measurement) -> str:
    phases = (as_labels(one.phase), *one.other_phases)
    return ", ".join(labels_text(labels, "+") for labels in phases)


def _material(
    name: str,
    given: Any,
    question: Question,
    options: ReadOptions,
    hooks: Hooks,
    refused: Refused | None,
    slices: bool,
) -> tuple[Material, bool]:
    """A material measured, and whether its images are masks of 0 and one other label."""
    reading, measuring = hooks.part(0.0, READING_SHARE), hooks.part(READING_SHARE, 1.0)
    files = given if isinstance(given, FilesOfMaterial) else _files(name, given)
    if files is not None:
        names, images = _read(files, question, options, reading, refused, slices)
    else:
        images = _opened(given, question, reading)
        names = unique([one.name for one in images])
    if not question.is_grey:
        images = list(with_same_labels(images, question.phases.labels))
    share = 0.5 if len(images) > 1 else 1.0
    together = question.measured(images, measuring.part(0.0, share))
    each = []
    for number, (one, image) in enumerate(zip(names, images, strict=True)):
        done = number / len(images)
        part = measuring.part(share + (1 - share) * done, 1.0)
        alone = together if len(images) == 1 else _alone(image, question, part)
        value = _share(image, together) if alone is None else alone.value
        each.append(
            ImageOfMaterial(one, value, None if alone is None else replace(alone, name=one))
        )
    labels = set() if question.is_grey else set(labels_of(images))
    is_mask = len(labels) == 2 and min(labels) == 0
    return Material(name, replace(together, name=name), tuple(each)), is_mask


def _files(name: str, given: Any) -> FilesOfMaterial | None:
    """Files that are named; None where images are given otherwise."""
    several = given if isinstance(given, list | tuple) else [given]
    if not all(isinstance(one, str | PathLike) for one in several):
        return None
    return files_of_material(name, [Path(fspath(one)) for one in several])


def _read(
    files: FilesOfMaterial,
    question: Question,
    options: ReadOptions,
    hooks: Hooks,
    refused: Refused | None,
    slices: bool,
) -> tuple[list[str], list[Any]]:
    reading = ReadOptions(**options)
    reading.setdefault("objects", question.phases.phase == NONZERO)
    reading["fields"] = fields_asked(
        (question.quantity,), question.phases, options.get("calibration")
    )
    names: list[str] = []
    images: list[Any] = []
    parts = hooks.parts(len(files.paths))
    for name, path, part in zip(files.names, files.paths, parts, strict=True):
        reading["hooks"] = part
        try:
            found: Sequence[Any]
            if question.is_grey:
                found = read_grey(path, slices=slices, **reading)
            else:
                found = read_slices(path, **reading) if slices else (read(path, **reading),)
        except ImageRepError as error:
            if refused is None or isinstance(error, MeasurementCancelled):
                raise
            refused(f"{files.name}/{name}", error)
            continue
        is_one = len(found) == 1
        names += [name if is_one else f"{name} ({k})" for k in range(1, len(found) + 1)]
        images += found
    if not images:
        raise SegmentationError("no-image")
    return names, images


def _opened(given: Any, question: Question, hooks: Hooks) -> list[Any]:
    if question.is_grey:
        return as_grey_images(given, hooks)[0]
    return list(as_segmentations(given, hooks, objects=question.phases.phase == NONZERO)[0])


def _alone(image: Any, question: Question, hooks: Hooks) -> Measurement | None:
    """One image of several; None where it alone tells nothing, as it shows one phase only."""
    try:
        return question.measured([image], hooks)
    except SegmentationError:
        return None


def _share(image: Any, together: Measurement) -> float:
    """Phase fraction of an image that alone tells nothing; NaN of other quantities."""
    if together.quantity != PHASE_FRACTION.name:
        return math.nan
    labels = set(as_labels(together.phase))
    return math.fsum(one.fraction for one in image.phases if one.label in labels)


def _of_phase(material: Material, phase: int | tuple[int, ...]) -> Material:
    """The same masks with the label of another material's."""
    images = tuple(
        one if one.measurement is None
        else replace(one, measurement=replace(one.measurement, phase=phase))
        for one in material.images
    )  # fmt: skip
    return replace(material, measurement=replace(material.measurement, phase=phase), images=images)
