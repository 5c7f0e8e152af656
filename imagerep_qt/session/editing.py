"""What a person does to the images, all of which can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from imagerep.calibration import Calibration
from imagerep.errors import ImageRepError
from imagerep_qt.session.choices import METHODS, Change, Mode
from imagerep_qt.session.collection import Collection
from imagerep_qt.session.copies import cropped_together
from imagerep_qt.session.holder import StateHolder
from imagerep_qt.session.inputs import Bounds, Edits, Entry


class Editing(StateHolder):
    """The half of a session that changes what is measured."""

    def __init__(self) -> None:
        super().__init__()
        self._collection = Collection()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All images, in their order."""
        return self._collection.entries

    def set_included(self, key: int, included: bool) -> None:
        """Measure the image of a key, or leave it out."""
        entry = self._collection.get(key)
        if entry is not None and entry.edits.included is not included:
            self._edit(Change.SELECTION, [key], lambda edits: replace(edits, included=included))

    def set_crop(self, bounds: Bounds | None) -> None:
        """Measure a part of the current image and of others of its shape; None: all of it."""
        current = self._state.current
        if current is not None and current.edits.crop != bounds:
            keys = [entry.key for entry in cropped_together(current, self.entries)]
            self._edit(Change.CROP, keys, lambda edits: replace(edits, crop=bounds))

    def set_apart(self, apart: bool) -> None:
        """Take the slices of stacks for separate images of the material, or for a volume."""
        current = self._state.current
        if current is None:
            return
        one = self._state.mode is Mode.ONE_MATERIAL
        stacks = [e for e in (self.entries if one else [current]) if e.is_stack]
        if any(entry.edits.apart is not apart for entry in stacks):
            keys = [entry.key for entry in stacks]
            self._edit(Change.SLICES, keys, lambda edits: replace(edits, apart=apart))

    def set_threshold(self, value: float | None) -> None:
        """Segment the current greyscale image: pixels from the value up are phase 1."""
        current = self._state.current
        if current is not None and current.image.grey is not None:
            self._edit(
                Change.THRESHOLD, [current.key], lambda edits: replace(edits, threshold=value)
            )

    def set_calibration(self, calibration: Calibration | None, *, all_images: bool = True) -> None:
        """Give the voxel size by hand, of all images or the current one; None: the file's."""
        current = self._state.current
        if current is not None:
            keys = [e.key for e in self.entries] if all_images else [current.key]
            self._edit(
                Change.CALIBRATION, keys, lambda edits: replace(edits, calibration=calibration)
            )

    def choose_phase(self, label: int) -> None:
        """Measure another phase."""
        if label != self._state.phase and any(p.label == label for p in self._state.phases):
            self._collection.choose(label, self._state.phase)
            self._refresh(modified=True)

    def wish_phase(self, label: int) -> None:
        """Say which phase to measure before there is an image."""
        self._collection.wish = label
        self._refresh()

    def rename_phase(self, label: int, name: str) -> None:
        """Name a phase; an empty name takes it away."""
        if name.strip() != self._collection.names.get(label, ""):
            self._collection.rename(label, name.strip(), self._state.phase)
            self._refresh(modified=True)

    def choose_method(self, method: str) -> None:
        """Measure by another of `METHODS`; the other's answer stays at hand."""
        if method != self._collection.method and method in METHODS:
            self._collection.choose_method(method, self._state.phase)
            self._refresh(modified=not self._state.is_empty)

    def undo(self) -> None:
        """Take the last change back."""
        self._collection.undo(self._state.phase)
        self._refresh(modified=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._collection.redo(self._state.phase)
        self._refresh(modified=True)

    def _edit(self, change: Change, keys: Sequence[int], edit: Callable[[Edits], Edits]) -> None:
        try:
            self._collection.edit(change, keys, edit, self._state.phase)
        except ImageRepError as error:
            self.report(error)
        else:
            self._refresh(modified=True)

    def _refresh(self, *, modified: bool = False) -> None:
        raise NotImplementedError
