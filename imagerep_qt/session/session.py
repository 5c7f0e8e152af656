"""The view-model: every wish of a person is a method, every answer a new :class:`State`.

The methods say in one line what they do; what they change can be read in the `State`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from imagerep.calibration import Calibration
from imagerep.errors import ImageRepError
from imagerep_qt.session import snapshot
from imagerep_qt.session.collection import Collection
from imagerep_qt.session.comparing import comparison
from imagerep_qt.session.engine import Engine, EstimatorEngine
from imagerep_qt.session.holder import StateHolder
from imagerep_qt.session.inputs import Bounds, Edits, Entry, Image, Source
from imagerep_qt.session.measuring import Request
from imagerep_qt.session.reading import Loaded, Reader
from imagerep_qt.session.runner import InlineRunner, Runner
from imagerep_qt.session.state import (
    METHODS,
    Change,
    Mode,
    Notice,
    Severity,
    State,
)
from imagerep_qt.session.workload import Workload


class Session(StateHolder):
    """Images, settings and results of one window.

    Parameters
    ----------
    runner : Runner, optional
        Where long work runs.
    engine : Engine, optional
        Reads and measures.
    """

    def __init__(self, runner: Runner | None = None, engine: Engine | None = None) -> None:
        super().__init__()
        self._runner = runner or InlineRunner()
        self._engine = engine or EstimatorEngine()
        self._collection = Collection()
        self._work = Workload(self._runner, self._engine, self._news)
        self._reader = Reader(self._runner, self._engine, self._emit)
        self._table_wanted = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All images, in their order."""
        return self._collection.entries

    # -- images

    def open(
        self,
        paths: Iterable[Path | str],
        *,
        replace_all: bool = False,
        mode: Mode | None = None,
        edits: Mapping[Path, Edits] | None = None,
        checksums: Mapping[Path, str] | None = None,
        done: Callable[[], None] | None = None,
    ) -> None:
        """Read files and folders, in the background.

        A file that fails leaves a notice and changes nothing else.

        Parameters
        ----------
        paths : iterable of path
            Files and folders.
        replace_all : bool, optional
            Close the images that are open once the first new one is read.
        mode : Mode, optional
            What the images are to each other from then on; by default as it is.
        edits : mapping of Path to Edits, optional
            What is done to each at once, when a session is reopened.
        checksums : mapping of Path to str, optional
            What the files had; a notice tells where one has changed.
        done : callable, optional
            Called after the last file.
        """
        is_first = [True]

        def arrived(loaded: Loaded) -> None:
            path = loaded.source.path or Path()
            self._check_unchanged(loaded, (checksums or {}).get(path))
            wanted = (edits or {}).get(path, Edits())
            replacing = replace_all and is_first[0]
            first = is_first[0]
            if self._arrived(
                loaded, wanted, mode if first else None, replacing=replacing, select=first
            ):
                is_first[0] = False

        def finished(error: Exception | None) -> None:
            if error is not None:
                self.report(error)
            if done is not None:
                done()
            self._refresh()

        self._reader.read([Path(path) for path in paths], arrived, finished)
        self._emit()

    def add(
        self, image: Image, name: str, *, replace_all: bool = False, mode: Mode | None = None
    ) -> None:
        """Add an image that is in memory: from the clipboard or from another program."""
        loaded = Loaded(Source(name), image)
        self._arrived(loaded, Edits(), mode, replacing=replace_all, select=True)
        self._refresh()

    def remove(self, keys: Iterable[int]) -> None:
        """Close the images of some keys."""
        self._collection.remove(keys)
        if self._collection.entries:
            self._refresh(modified=True)
        else:
            self.close_all()

    def close_all(self) -> None:
        """Close every image and forget the results; confidence and target stay."""
        self._work.forget()
        self._collection.clear()
        old = self._state
        self._state = State(
            mode=old.mode,
            method=old.method,
            confidence_level=old.confidence_level,
            target=old.target,
            notices=old.notices,
        )
        self._refresh()

    def select(self, key: int) -> None:
        """Look at the image of a key."""
        entry = self._collection.get(key)
        if entry is not None:
            self._state = replace(self._state, current=entry)
            self._refresh()

    def set_mode(self, mode: Mode) -> None:
        """Say what several images are to each other."""
        if mode is not self._state.mode:
            self._state = replace(self._state, mode=mode)
            self._refresh(modified=True)

    # -- what can be undone

    def set_included(self, key: int, included: bool) -> None:
        """Measure the image of a key, or leave it out."""
        entry = self._collection.get(key)
        if entry is not None and entry.edits.included is not included:
            self._edit(Change.SELECTION, [key], lambda edits: replace(edits, included=included))

    def set_crop(self, bounds: Bounds | None) -> None:
        """Measure a part of the current image and of all others of its shape; None: all of it."""
        current = self._state.current
        if current is not None and current.edits.crop != bounds:
            shape = current.image.shape
            keys = [entry.key for entry in self.entries if entry.image.shape == shape]
            self._edit(Change.CROP, keys, lambda edits: replace(edits, crop=bounds))

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

    # -- work

    def want_table(self, wanted: bool) -> None:
        """Say whether all phases are wanted, not only the chosen one."""
        if wanted is not self._table_wanted:
            self._table_wanted = wanted
            self._refresh()

    def measure(self) -> None:
        """Start once more what was cancelled or failed."""
        self._work.retry()
        self._refresh()

    def measure_other(self) -> None:
        """Have the other method answer as well, however long that takes."""
        self._work.confirmed.update(request.key for request in self._requests()[:1])
        self._work.other.retry()
        self._refresh()

    def confirm(self) -> None:
        """Start the long measurement that was asked about."""
        self._work.confirmed.update(request.key for request in self._requests())
        self._refresh()

    def cancel(self) -> None:
        """Stop reading and measuring, and leave alone what waits for a yes."""
        self._reader.cancel()
        self._work.refuse(self._requests())
        self._state = replace(self._state, question=None)
        self._emit()

    def restore(self, phase: int | None, names: Mapping[int, str], mode: Mode, method: str) -> None:
        """Bring back the choices of a saved session, before its images are read."""
        self._collection.wish, self._collection.names = phase, dict(names)
        self._collection.method = method
        self._state = replace(self._state, mode=mode)
        self._emit()

    def close(self, timeout_s: float = 0.5) -> bool:
        """End all work; answers whether it ended in time."""
        self._listeners.clear()
        self.cancel()
        return self._runner.close(timeout_s)

    # -- inside

    def _check_unchanged(self, loaded: Loaded, before: str | None) -> None:
        if before and loaded.image is not None and before != loaded.source.checksum:
            message = f"“{loaded.source.name}” has changed since the session was saved."
            hint = "The results are those of the file as it is now."
            self.notify(Notice(message, hint, Severity.WARNING))

    def _arrived(
        self, loaded: Loaded, edits: Edits, mode: Mode | None, *, replacing: bool, select: bool
    ) -> bool:
        if loaded.image is None:
            if loaded.error is not None:
                self.notify(loaded.error)
            return False
        mode = mode or self._state.mode
        try:
            entry = self._collection.add(
                loaded.source, loaded.image, edits, mode, replacing=replacing
            )
        except ImageRepError as error:
            self.report(error)
            return False
        self._state = replace(self._state, mode=mode)
        if replacing:
            self._work.forget()
            self._state = replace(self._state, path=None)
        if select:
            self._state = replace(self._state, current=entry)
        self._settle(modified=True)
        self._emit()
        return True

    def _edit(self, change: Change, keys: Sequence[int], edit: Callable[[Edits], Edits]) -> None:
        try:
            self._collection.edit(change, keys, edit, self._state.phase)
        except ImageRepError as error:
            self.report(error)
        else:
            self._refresh(modified=True)

    def _requests(self) -> list[Request]:
        return snapshot.requests(self._state, self.entries, self._table_wanted)

    def _news(self, entries: Sequence[Entry]) -> None:
        self._collection.note_prepared(entries)
        self._settle()
        self._emit()

    def _refresh(self, *, modified: bool = False) -> None:
        self._settle(modified=modified)
        is_read = self._reader.busy is None
        if is_read:
            self._state = replace(self._state, question=self._work.ask(self._requests()))
            self._work.begin()
        self._emit()
        if is_read:
            self._work.compare()

    def _settle(self, *, modified: bool = False) -> None:
        collection = self._collection
        self._work.method = collection.method
        self._state = snapshot.settle(
            replace(self._state, method=collection.method),
            collection.entries,
            collection.names,
            collection.wish,
        )
        if modified:
            self._state = replace(self._state, is_modified=True)

    def _complete(self, state: State) -> State:
        history = self._collection.history
        work = self._work
        state = snapshot.with_results(
            state, self.entries, work.chosen, work.other, self._table_wanted
        )
        return replace(
            state,
            comparison=comparison(state, self._requests(), work.other, work.confirmed),
            busy=self._reader.busy or work.busy,
            undo=history.next_undo,
            redo=history.next_redo,
        )
