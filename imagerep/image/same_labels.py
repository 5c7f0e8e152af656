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
    """
    labels = [image.phase_labels for image in images]
    usual = _usual(labels, wanted)
    found = []
    for image, mapping in zip(images, label_mappings(labels, wanted), strict=True):
        if mapping is None:
            raise SegmentationError(
                "labels-cannot-be-mapped", name=image.name, labels=labels_text(image.phase_labels),
                others=labels_text(usual or ()),
            )  # fmt: skip
        found.append(_relabelled(image, mapping, usual or ()) if mapping else image)
    return tuple(found)


def label_mappings(
    labels: Sequence[tuple[int, ...]], wanted: Collection[int] | None = None
) -> list[dict[int, int] | None]:
    """What the labels of each image are read as: empty for an image that is left as it is.

    None for one that has none of the labels asked for, where it cannot be told which they are.
    """
    usual = _usual(labels, wanted)
    if usual is None or all(set(one) <= set(usual) for one in labels):
        return [{} for _ in labels]
    return [_mapping(one, usual, wanted) for one in labels]


def _mapping(
    labels: tuple[int, ...], usual: tuple[int, ...], wanted: Collection[int] | None
) -> dict[int, int] | None:
    if set(labels) <= set(usual) or set(labels) > set(usual):
        return {}
    if len(labels) == len(usual) and len(set(labels) & set(usual)) <= 1:
        return dict(zip(labels, usual, strict=True))
    if len(labels) == 1 and labels[0] > 0 and len(usual) == 2:
        return {labels[0]: usual[-1]}
    has_wanted = wanted is None or not set(wanted).isdisjoint(labels)
    return {} if has_wanted else None


def _usual(
    labels: Sequence[tuple[int, ...]], wanted: Collection[int] | None
) -> tuple[int, ...] | None:
    """Commonest labels of images that have those asked for."""
    sets = [one for one in labels if len(one) > 1]
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
        labels=labels_text(mapping),
        others=labels_text(usual),
        mapped=", ".join(
            f"{label_text(old)} → {label_text(new)}" for old, new in mapping.items() if old != new
        ),
        mapping=mapping,
        also="",
    )
    found = image.relabelled(mapping)
    return replace(found, doubts=(*found.doubts, doubt))
