"""Changes of the edits of an image, as functions of them. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from imagerep_qt.session.inputs import Edits

Edit = Callable[[Edits], Edits]


def thresholding(value: float | None, upper: float | None) -> Edit:
    """Use one threshold, or two."""
    return lambda edits: replace(edits, threshold=value, upper_threshold=upper)


def excluding(labels: Iterable[int], excluded: bool) -> Edit:
    """Take labels to be no part of the sample, or to be part of it again."""
    given = {int(label) for label in labels}

    def edit(edits: Edits) -> Edits:
        found = {*edits.exclude, *given} if excluded else {*edits.exclude} - given
        return replace(edits, exclude=tuple(sorted(found)))

    return edit
