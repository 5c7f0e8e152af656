"""Images of one material whose labels differ: 0 and 1 among 0 and 255."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from imagerep.errors import SegmentationError
from imagerep.image.label_text import label_text, labels_text
from imagerep.image.segmentation import Segmentation
from imagerep.messages import MeasurementWarning


def with_same_labels(
    images: Sequence[Segmentation], wanted: Collection[int] | None
) -> tuple[Segmentation, ...]:
    """Images with the labels of most of them, and a doubt where labels were changed.

    An image whose labels are others, as many as most images have, has them read as theirs in
    ascending order. Labels may be absent from an image of several phases.

    Parameters
    ----------
    images : sequence of Segmentation
        Images of one material.
    wanted : collection of int, optional
        Labels that are measured; unless given, those of most images count.

    Raises
    ------
    SegmentationError
        If an image has none of the labels asked for, and it cannot be told which of its own they
        are.
    """
    usual = _usual(images, wanted)
    if usual is None or all(set(image.phase_labels) <= set(usual) for image in images):
        return tuple(images)
    found = []
    for image in images:
        labels = image.phase_labels
        has_wanted = wanted is not None and not set(wanted).isdisjoint(labels)
        if set(labels) <= set(usual) or set(labels) > set(usual):
            found.append(image)
        elif len(labels) == len(usual) and len(set(labels) & set(usual)) <= 1:
            found.append(_relabelled(image, dict(zip(labels, usual, strict=True)), usual))
        elif len(labels) == 1 and labels[0] > 0 and len(usual) == 2:
            found.append(_relabelled(image, {labels[0]: usual[-1]}, usual))
        elif has_wanted or wanted is None:
            found.append(image)
        else:
            raise SegmentationError(
                "labels-cannot-be-mapped", name=image.name, labels=_listed(labels),
                others=_listed(usual),
            )  # fmt: skip
    return tuple(found)


def _usual(
    images: Sequence[Segmentation], wanted: Collection[int] | None
) -> tuple[int, ...] | None:
    """Commonest labels of images that have those asked for."""
    sets = [image.phase_labels for image in images if len(image.phase_labels) > 1]
    if wanted is not None:
        sets = [one for one in sets if not set(wanted).isdisjoint(one)]
    if not sets:
        return None
    counts = Counter(sets)
    largest = max(counts, key=lambda one: (counts[one], len(one)))
    # A phase may be absent from most images.
    whole = [one for one in counts if set(one) > set(largest)]
    return max(whole, key=len, default=largest)


def _relabelled(
    image: Segmentation, mapping: dict[int, int], usual: tuple[int, ...]
) -> Segmentation:
    doubt = MeasurementWarning(
        "labels-differ",
        image=image.name,
        labels=_listed(mapping),
        others=_listed(usual),
        mapped=", ".join(
            f"{label_text(old)} → {label_text(new)}" for old, new in mapping.items() if old != new
        ),
        mapping=mapping,
        also="",
    )
    found = image.relabelled(mapping)
    return replace(found, doubts=(*found.doubts, doubt))


def _listed(labels: Collection[int]) -> str:
    return labels_text(labels)
