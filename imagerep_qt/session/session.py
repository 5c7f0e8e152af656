"""The view-model: every wish of a person is a method, every answer a new :class:`State`.

The methods say in one line what they do; what they change can be read in the `State`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from imagerep.errors import ImageRepError
from imagerep_qt.session import snapshot
from imagerep_qt.session.choices import Mode, Target
from imagerep_qt.session.comparing import comparison
from imagerep_qt.session.copies import Copies
from imagerep_qt.session.editing import Editing
from imagerep_qt.session.engine import Engine, EstimatorEngine
from imagerep_qt.session.images import Image
from imagerep_qt.session.inputs import Edits, Entry
from imagerep_qt.session.kept import Asked, Rows
from imagerep_qt.session.notices import Notice, Severity
from imagerep_qt.session.reading import Loaded, Reader
from imagerep_qt.session.request import Request
from imagerep_qt.session.runner import InlineRunner, Runner
from imagerep_qt.session.sources import Source, pixels_of
from imagerep_qt.session.state import State
from imagerep_qt.session.workload import Workload


class Session(Editing):
    """Images, settings and results of one window."""

    def __init__(self, runner: Runner | None = None, engine: Engine | None = None) -> None:
        super().__init__()
        self._runner = runner or InlineRunner()
        self._engine = engine or EstimatorEngine()
        self._work = Workload(self._runner, self._engine, self._news)
        self._reader = Reader(self._runner, self._engine, self._emit)
        self._table_wanted = False
        self._asked = Asked()
        self._rows = Rows()
        self._copies = Copies()

    # -- images

    def open(
        self,
        paths: Iterable[Path | str],
        *,
        replace_all: bool = False,
        mode: Mode | None = None,
        edits: Mapping[Path, Sequence[Edits]] | None = None,
        checksums: Mapping[Path, str] | None = None,
        done: Callable[[], None] | None = None,
    ) -> None:
        """Read files and folders, in the background.

        A file that fails leaves a notice and changes nothing else.
        """
        is_first = [True]

        def arrived(some: Sequence[Loaded]) -> None:
            with self._in_one_piece():
                for loaded in some:
                    path = loaded.source.path or Path()
                    self._check_unchanged(loaded, (checksums or {}).get(path))
                    for wanted in (edits or {}).get(path, (Edits(),)):
                        replacing = replace_all and is_first[0]
                        first = is_first[0]
                        if self._arrived(
                            loaded,
                            wanted,
                            mode if first else None,
                            replacing=replacing,
                            select=first,
                        ):
                            is_first[0] = False
                self._settle(modified=not is_first[0])

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
        loaded = Loaded(Source(name, pixels=pixels_of(image)), image)
        with self._in_one_piece():
            arrived = self._arrived(loaded, Edits(), mode, replacing=replace_all, select=True)
        self._refresh(modified=arrived)

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

    def set_confidence(self, level: float) -> None:
        """See :meth:`StateHolder.set_confidence`; work under way leaves the window its time."""
        self._runner.give_way()
        super().set_confidence(level)

    def set_target(self, target: Target) -> None:
        """See :meth:`StateHolder.set_target`; work under way leaves the window its time."""
        self._runner.give_way()
        super().set_target(target)

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
        self._ask_about_slices(entry, edits)
        if replacing:
            self._work.forget()
            self._state = replace(self._state, path=None)
        if select:
            self._state = replace(self._state, current=entry)
        return True

    def _ask_about_slices(self, entry: Entry, edits: Edits) -> None:
        name = entry.source.name
        if entry.edits.apart and not edits.apart:
            message = f"The {entry.n_images} slices of “{name}” are taken for images."
            self.notify(Notice(message, "The others are images too.", Severity.INFORMATION))
        elif entry.ndim == 3 and not entry.image.is_volume and edits == Edits():
            message = f"The {entry.image.shape[0]} slices of “{name}” are taken for a volume."
            hint = "The file does not say so. Are they separate images of the material instead?"
            self.notify(Notice(message, hint, Severity.INFORMATION, entry.key))

    def _requests(self) -> tuple[Request, ...]:
        return self._asked.of(self._state, self.entries, self._table_wanted)

    def _news(self, entries: Sequence[Entry]) -> None:
        if self._collection.note_prepared(entries):
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
        of_one = self.entries if self._state.mode is Mode.ONE_MATERIAL else ()
        notices = self._copies.among(self._state.notices, of_one)
        self._state = replace(self._state, notices=notices)

    def _complete(self, state: State) -> State:
        history = self._collection.history
        work = self._work
        state = snapshot.with_results(
            self._rows.updated(state, self.entries, work, self._table_wanted)
        )
        return replace(
            state,
            comparison=comparison(state, self._requests(), work.other, work.confirmed),
            busy=self._reader.busy or work.busy,
            undo=history.next_undo,
            redo=history.next_redo,
        )
