"""The view-model: the user's actions are its methods, and every change publishes a `State`."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from imagerep.calibration import Calibration
from imagerep.errors import ImageRepError
from imagerep.image.label_text import labels_text
from imagerep.messages import MeasurementWarning
from imagerep_qt.session import resolve
from imagerep_qt.session.audit import Audit
from imagerep_qt.session.audited import grey_job
from imagerep_qt.session.choices import (
    CONFIDENCE_LIMITS,
    LEVEL_DECIMALS,
    METHODS,
    Change,
    Mode,
    QuantityChoice,
    Target,
    TargetMemory,
    other_method,
)
from imagerep_qt.session.collection import Collection
from imagerep_qt.session.duplicates import DuplicateNotices, cropped_together
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.history import Settings
from imagerep_qt.session.images import Bounds, Image
from imagerep_qt.session.inputs import Edits, Entry, Outline, present_files
from imagerep_qt.session.merging import LEAST_PHASES, Labels, by_label, joined, parted
from imagerep_qt.session.messages import AppError
from imagerep_qt.session.methods import Methods
from imagerep_qt.session.missing import MissingFiles
from imagerep_qt.session.notices import Notice, Severity, notice_of_error
from imagerep_qt.session.one_volume import (
    about_slices,
    about_volume,
    edits_of,
    opening_of,
    slices_among,
)
from imagerep_qt.session.opening import WHOLE_FILE, Opening
from imagerep_qt.session.origins import Origin, pixels_of
from imagerep_qt.session.reading import Loaded, Reader, changed_since
from imagerep_qt.session.remedies import Remedy, entry_of, mended
from imagerep_qt.session.request import Request
from imagerep_qt.session.runner import InlineRunner, Receiver, Runner
from imagerep_qt.session.state import State
from imagerep_qt.session.table_rows import RequestCache, TableRows

if TYPE_CHECKING:
    from imagerep.image.overview import Overview


Listener: TypeAlias = Callable[[State], None]


class Session:
    """Images, settings and results of one window."""

    def __init__(self, runner: Runner | None = None, engine: Engine | None = None) -> None:
        self._runner = runner or InlineRunner()
        engine = engine or Engine()
        self._collection = Collection()
        self._methods = Methods(self._runner, engine, self._on_prepared)
        self._reader = Reader(self._runner, engine, self._publish)
        self._requests_cache = RequestCache()
        self._rows = TableRows()
        self._targets = TargetMemory()
        self._duplicates = DuplicateNotices()
        self._is_table_wanted = False
        self._state = State()
        self._listeners: list[Listener] = []
        self._n_deferrals = 0
        self._failed_edit: Notice | None = None
        self._waiting: list[Callable[[], None]] = []
        self._missing = MissingFiles()

    # -- state and listeners

    @property
    def state(self) -> State:
        """The latest state."""
        return self._state

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All images, in their order."""
        return self._collection.entries

    @property
    def settings(self) -> Settings:
        """The choices that can be undone, as they were made."""
        return self._collection.settings

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener(state)`` with the present state, and with every new one."""
        self._listeners.append(listener)
        listener(self._state)

    def unsubscribe(self, listener: Listener) -> None:
        """Stop calling a listener."""
        self._listeners.remove(listener)

    # -- images

    def open(
        self,
        paths: Iterable[Path | str],
        *,
        replace_all: bool = False,
        mode: Mode | None = None,
        edits: Mapping[Path, Sequence[Edits]] | None = None,
        checksums: Mapping[Path, str] | None = None,
        opening: Opening = WHOLE_FILE,
        done: Callable[[], None] | None = None,
    ) -> None:
        """Read files and folders in the background.

        A file that fails adds a notice and changes nothing else. With `replace_all`, the images
        that are open are closed once the first new one is read. `edits` and `checksums` come from a
        saved session: a file that was open more than once has several edits. `opening` says which
        image of a file is meant, where it holds several.
        """
        is_first = True

        def loaded(batch: Sequence[Loaded]) -> None:
            nonlocal is_first
            with self._deferred():
                for one in batch:
                    path = one.origin.path or Path()
                    if one.image is None and edits is not None and not path.exists():
                        checksum = (checksums or {}).get(path)
                        self._tell(self._missing.add(one, edits.get(path, ()), opening, checksum))
                        continue
                    self._tell(changed_since(one, (checksums or {}).get(path)))
                    for wanted in (edits or {}).get(path, (Edits(),)):
                        if self._add(
                            one,
                            wanted,
                            mode if is_first else None,
                            replacing=replace_all and is_first,
                            select=is_first,
                        ):
                            is_first = False
                self._resolve(modified=not is_first)

        def finished(error: Exception | None) -> None:
            if error is not None:
                self.report(error)
            self._publish()
            self._after_drawing(opened)

        def opened() -> None:
            if done is not None:
                done()
            self._update()

        self._reader.read([Path(path) for path in paths], opening, loaded, finished)
        self._publish()

    def locate(self, path: Path, found: Path) -> None:
        """Open a missing file of a session, and others that are beside it, by where it is now."""
        for old, new, missing in self._missing.found(path, found):
            self._drop_notices(methodcaller("is_about", old))
            edits, checksums = {new: missing.edits}, {new: missing.checksum}
            self.open([new], edits=edits, checksums=checksums, opening=missing.opening)

    def add(
        self, image: Image, name: str, *, replace_all: bool = False, mode: Mode | None = None
    ) -> None:
        """Add an image from memory: from the clipboard or from another program."""
        loaded = Loaded(Origin(name, pixels=pixels_of(image)), image)
        with self._deferred():
            is_added = self._add(loaded, Edits(), mode, replacing=replace_all, select=True)
            self._resolve(modified=is_added)
        self._after_drawing(self._update)

    def remove(self, keys: Iterable[int]) -> None:
        """Close images."""
        keys = set(keys)
        gone = {e.origin.path for e in self.entries if e.key in keys} - {None}
        self._drop_notices(lambda one: one.stack in keys or one.file in gone)
        self._collection.remove(keys)
        if self._collection.entries:
            self._update(modified=True)
        else:
            self.close_all()

    def close_all(self) -> None:
        """Close all images and drop the results; confidence and target are kept."""
        self._methods.forget()
        self._collection.clear()
        old = self._state
        self._state = State(
            mode=old.mode, method=old.method, confidence_level=old.confidence_level,
            target=old.target, notices=old.notices,
        )  # fmt: skip
        self._update()

    def select(self, key: int) -> None:
        """Show an image."""
        entry = self._collection.get(key)
        if entry is not None:
            self._state = replace(self._state, current=entry)
            self._update()

    def step_image(self, step: int) -> None:
        """Show the next or a previous image; the list wraps around."""
        keys = [image.key for image in self._state.images]
        if self._state.current is not None and keys:
            self.select(keys[(keys.index(self._state.current.key) + step) % len(keys)])

    def set_mode(self, mode: Mode) -> None:
        """Treat the images as one material, or as a batch."""
        if mode is not self._state.mode:
            self._state = replace(self._state, mode=mode)
            self._update(modified=True)

    # -- edits, which can be undone

    def set_included(self, key: int, included: bool) -> None:
        """Include an image in the measurement, or leave it out."""
        entry = self._collection.get(key)
        if entry is not None and entry.edits.included is not included:
            self._edit(Change.SELECTION, [key], lambda edits: replace(edits, included=included))

    def set_crop(self, bounds: Bounds | None, outline: Outline | None = None) -> None:
        """Crop the current image and others of its shape; None measures the whole image.

        An outline within the crop leaves the rest of it outside the sample.
        """
        current = self._state.current
        if current is not None and (current.edits.crop, current.edits.outline) != (bounds, outline):
            keys = [entry.key for entry in cropped_together(current, self.entries)]
            self._edit(
                Change.CROP, keys, lambda edits: replace(edits, crop=bounds, outline=outline)
            )

    def use_whole_image(self) -> None:
        """Remove crop, outline and mask of the current image and others of its shape."""
        current = self._state.current
        if current is not None:
            keys = [entry.key for entry in cropped_together(current, self.entries)]
            self._edit(Change.CROP, keys, Edits.of_whole_image)

    def set_excluded(self, label: int, excluded: bool) -> None:
        """Take a phase to be no part of the sample, or to be part of it again."""
        labels, phases = self._state.labels_of(label), self._state.phases
        n_left = sum(not item.excluded and label not in item.labels for item in phases)
        if excluded and n_left < LEAST_PHASES:
            self._refuse(AppError("phase-not-excluded", label=labels_text(labels, " + ")))
        else:
            keys = [e.key for e in self._material()]
            self._edit(Change.DOMAIN, keys, lambda edits: edits.with_excluded(labels, excluded))

    def merge_phases(self, label: int, other: int) -> None:
        """Take two phases, in all images, to be one."""
        labels = (*self._state.labels_of(label), *self._state.labels_of(other))
        if sum(not item.excluded for item in self._state.phases) <= LEAST_PHASES:
            self._refuse(AppError("phases-not-merged", labels=labels_text(labels)))
        else:
            self._merge(joined(self._state.merged, labels), label)

    def split_phase(self, label: int) -> None:
        """Take what was merged to be phases of their own again."""
        self._merge(parted(self._state.merged, label), label)

    def set_mask(self, path: Path | None) -> None:
        """Measure where a file of the image's size is not zero; None for everywhere."""
        current = self._state.current
        if current is not None and current.edits.mask != path:
            shape = current.image.shape
            keys = [entry.key for entry in self._material() if entry.image.shape == shape]
            self._edit(Change.DOMAIN, keys, lambda edits: replace(edits, mask=path))

    def mend(self, remedy: Remedy, doubt: MeasurementWarning) -> None:
        """Mend a doubt about the result, in every image that has it."""
        entry = entry_of(doubt, self.entries)
        found = mended(remedy, doubt, self.entries, self._material())
        if found is not None:
            self._attempt_edit(lambda: self._collection.edit_each(*found, self._state.phase))
        elif remedy is Remedy.ONE_VOLUME and any(e.edits.apart for e in self.entries):
            self.set_apart(False)
        elif remedy is Remedy.ONE_VOLUME:
            self.join_slices()
        elif remedy is Remedy.SHOW and entry is not None:
            self.select(entry.key)
        elif remedy is Remedy.SAME_THRESHOLD:
            self.share_threshold()

    def join_slices(self, keys: Iterable[int] | None = None) -> None:
        """Put a volume in place of its slices: all that are measured, of a batch those of keys."""
        slices = slices_among(self.entries, self._state.mode, keys)
        if not slices:
            return
        path, opening = opening_of(slices)
        of_one = self._state.mode is Mode.ONE_MATERIAL
        gone = {entry.key for entry in (self.entries if of_one else slices)}

        def loaded(batch: Sequence[Loaded]) -> None:
            for one in batch:
                if one.image is not None:
                    entry = self._collection.join(gone, one.origin, one.image, edits_of(slices))
                    self._show_joined(entry, len(slices))
                elif one.error is not None:
                    self.notify(one.error)

        self._reader.read([path], opening, loaded, self._on_reread_end)
        self._publish()

    def _show_joined(self, entry: Entry | None, n: int) -> None:
        if entry is not None:
            self._state = replace(self._state, current=entry)
            self._resolve(modified=True)
            self.notify(about_volume(entry, n))

    def set_apart(self, apart: bool) -> None:
        """Treat the slices of stacks as separate images of the material, or as a volume."""
        current = self._state.current
        if current is None:
            return
        of_one = self._state.mode is Mode.ONE_MATERIAL
        stacks = [e for e in (self.entries if of_one else [current]) if e.is_stack]
        if any(entry.edits.apart is not apart for entry in stacks):
            keys = [entry.key for entry in stacks]
            self._edit(Change.SLICES, keys, lambda edits: replace(edits, apart=apart))

    def set_threshold(self, value: float | None, upper: float | None = None) -> None:
        """Segment the current greyscale image: values from `value` are phase 1, from `upper` 2."""
        current = self._state.current
        if current is not None and current.image.grey is not None:
            keys = [current.key]
            self._edit(Change.THRESHOLD, keys, lambda edits: edits.with_thresholds(value, upper))

    def set_audit(self, key: int, audit: Audit | None) -> None:
        """Keep the audit of an image; it is no edit, so that undoing one loses no answers."""
        self._collection.set_audit(key, audit)
        self._update(modified=True)

    def read_grey(self, path: Path, done: Callable[[Overview], None]) -> None:
        """Read the grey values of a file in the background; a failure is shown as a notice."""
        receiver = Receiver(done, self.report, lambda: None)
        self._runner.submit("grey", grey_job(path), receiver)

    def share_threshold(self) -> None:
        """Use the threshold of the current image, or of another, for all that need one."""
        current = self._state.current
        known = [e.edits for e in (current, *self.entries) if e is not None]
        shared = next((edits for edits in known if edits.threshold is not None), None)
        if shared is not None:
            keys = [e.key for e in self.entries if e.image.grey is not None and e.edits.included]
            self._edit(
                Change.THRESHOLD, keys,
                lambda edits: edits.with_thresholds(shared.threshold, shared.upper_threshold),
            )  # fmt: skip

    def set_calibration(self, calibration: Calibration | None) -> None:
        """Set the voxel size of all images; None restores the file's."""
        keys = [entry.key for entry in self.entries]
        if keys:
            self._edit(
                Change.CALIBRATION, keys, lambda edits: replace(edits, calibration=calibration)
            )

    def choose_phase(self, label: int) -> None:
        """Measure another phase, by one of its labels."""
        phase = self._state.item_of(label)
        if phase is not None and not phase.excluded and phase.label != self._state.phase:
            self._choose(Change.PHASE, phase=phase.label)

    def step_phase(self, step: int) -> None:
        """Measure the next or a previous phase; the list wraps around."""
        labels = [phase.label for phase in self._state.phases if not phase.excluded]
        if self._state.phase in labels:
            self.choose_phase(labels[(labels.index(self._state.phase) + step) % len(labels)])

    def wish_phase(self, label: int) -> None:
        """Prefer a phase before there is an image that has it."""
        self._collection.choices = replace(self._collection.choices, phase=label)
        self._update()

    def choose_quantity(self, quantity: QuantityChoice) -> None:
        """Measure another quantity of the phase."""
        if quantity != self._state.quantity:
            self._choose(Change.QUANTITY, quantity=quantity)

    def rename_phase(self, label: int, name: str) -> None:
        """Name a phase; an empty name removes the name."""
        labels = by_label(self._state.merged).get(label, (label,))
        names = self._collection.choices.names
        if name.strip() != names.get(labels, ""):
            self._choose(Change.PHASE_NAME, names={**names, labels: name.strip()})

    def choose_method(self, method: str) -> None:
        """Measure by one of `METHODS`; the other one's answer is kept."""
        if method != self._collection.choices.method and method in METHODS:
            self._choose(Change.METHOD, method=method)

    def switch_method(self) -> None:
        """Measure by the other method."""
        self.choose_method(other_method(self._state.method))

    def undo(self) -> None:
        """Revert the last change."""
        self._collection.undo(self._state.phase)
        self._update(modified=True)

    def redo(self) -> None:
        """Apply the last reverted change again."""
        self._collection.redo(self._state.phase)
        self._update(modified=True)

    # -- confidence and target, which need no new measurement

    def set_confidence(self, level: float) -> None:
        """Set the confidence level, within `CONFIDENCE_LIMITS`."""
        self._runner.pause_for_interaction()
        level = min(max(round(level, LEVEL_DECIMALS), CONFIDENCE_LIMITS[0]), CONFIDENCE_LIMITS[1])
        if level != self._state.confidence_level:
            self._state = replace(self._state, confidence_level=level, is_modified=True)
            self._publish()

    def set_target(self, target: Target) -> None:
        """Set the largest acceptable error, within its limits."""
        self._runner.pause_for_interaction()
        target = target.limited()
        if target != self._state.target:
            self._targets.keep(target, self._state.unit)
            self._state = replace(self._state, target=target, is_modified=True)
            self._publish()

    # -- measuring

    def want_table(self, wanted: bool) -> None:
        """Measure all phases, or only the chosen one."""
        if wanted is not self._is_table_wanted:
            self._is_table_wanted = wanted
            self._update()

    def measure(self) -> None:
        """Measure again what was cancelled or failed, and what has changed on the disk."""
        self._methods.retry()
        self._update()
        for opening, paths in present_files(self.entries).items():
            self._reader.read(sorted(paths), opening, self._on_reread, self._on_reread_end)
        self._publish()

    def _on_reread(self, batch: Sequence[Loaded]) -> None:
        for one in batch:
            if one.image is None or one.origin.path is None:
                if one.error is not None:
                    self.notify(one.error)
                continue
            path, origin, image = one.origin.path, one.origin, one.image
            self.attempt(partial(self._collection.reread, path, origin, image))

    def _on_reread_end(self, error: Exception | None) -> None:
        if error is not None:
            self.report(error)
        self._update()

    def measure_other(self) -> None:
        """Measure by the other method as well, however long that takes."""
        self._methods.confirmed.update(request.key for request in self._requests()[:1])
        self._methods.other.retry()
        self._update()

    def confirm(self) -> None:
        """Start the long measurement that the question is about."""
        self._methods.confirmed.update(request.key for request in self._requests())
        self._update()

    def cancel(self) -> None:
        """Stop reading and measuring, and withdraw the question."""
        self._reader.cancel()
        self._methods.refuse(self._requests())
        self._state = replace(self._state, question=None)
        self._publish()

    # -- notices

    def notify(self, notice: Notice) -> None:
        """Show a notice."""
        others = tuple(other for other in self._state.notices if other != notice)
        self._state = replace(self._state, notices=(*others, notice))
        self._publish()

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.notify(notice)

    def dismiss(self, notice: Notice | None = None) -> None:
        """Remove a notice, or all of them."""
        kept = tuple(n for n in self._state.notices if notice is not None and n != notice)
        self._state = replace(self._state, notices=kept)
        self._publish()

    def report(self, error: Exception) -> None:
        """Show an error as a notice; an unexpected one is also logged."""
        if not isinstance(error, ImageRepError):
            logging.getLogger(__name__).error("unexpected failure", exc_info=error)
        self.notify(notice_of_error(error))

    def attempt(self, work: Callable[[], object]) -> bool:
        """Call a function, showing an `ImageRepError` as a notice; returns whether it succeeded."""
        try:
            work()
        except ImageRepError as error:
            self.report(error)
            return False
        return True

    def take_waiting(self) -> list[Callable[[], None]]:
        """Calls that waited for a drawing, to be called after it."""
        waiting, self._waiting = self._waiting, []
        return waiting

    # -- files and the end

    def restore(self, choices: Settings, mode: Mode) -> None:
        """Restore the choices of a saved session, before its images are read."""
        self._collection.restore(choices)
        self._state = replace(self._state, mode=mode)
        self._publish()

    def set_saved(self, path: Path) -> None:
        """Remember the file of this session."""
        self._state = replace(self._state, path=path, is_modified=False)
        self._publish()

    def close(self, timeout_s: float = 0.5) -> bool:
        """Stop all work; returns whether it ended in time."""
        self._listeners.clear()
        self.cancel()
        return self._runner.close(timeout_s)

    # -- internals

    def _after_drawing(self, call: Callable[[], None]) -> None:
        """Call a function once the window is drawn, so that nothing is measured before."""
        self._waiting.append(call)
        self._runner.call_late(self._go_on)

    def _go_on(self) -> None:
        for call in self.take_waiting():
            call()

    def _choose(self, change: Change, /, **choices: Any) -> None:
        """Make other choices of `Settings`."""
        self._collection.choose(change, self._state.phase, **choices)
        self._update(modified=not self._state.is_empty)

    def _edit(self, change: Change, keys: Sequence[int], edit: Callable[[Edits], Edits]) -> None:
        self._attempt_edit(lambda: self._collection.edit(change, keys, edit, self._state.phase))

    def _attempt_edit(self, edit: Callable[[], object]) -> None:
        """Edit images; the notice about an edit that failed goes with the next one."""
        self._drop_notices(lambda notice: notice == self._failed_edit)
        self._failed_edit = None
        if self.attempt(edit):
            self._update(modified=True)
        elif self._state.notices:
            self._failed_edit = self._state.notices[-1]

    def _refuse(self, error: AppError) -> None:
        """Show why an edit cannot be, as if it had failed."""

        def fail() -> None:
            raise error

        self._attempt_edit(fail)

    def _drop_notices(self, is_over: Callable[[Notice], bool]) -> None:
        """Withdraw notices whose cause is gone."""
        kept = tuple(one for one in self._state.notices if not is_over(one))
        if len(kept) < len(self._state.notices):
            self._state = replace(self._state, notices=kept)

    def _material(self) -> list[Entry]:
        return resolve.material_of(self._state, self.entries)

    def _merge(self, merged: tuple[Labels, ...], label: int) -> None:
        if merged != self._state.merged:
            self._choose(Change.MERGING, merged=merged, phase=label)

    def _add(
        self, loaded: Loaded, edits: Edits, mode: Mode | None, *, replacing: bool, select: bool
    ) -> bool:
        """Add what was read; returns whether it is an image that can be measured."""
        if loaded.image is None:
            if loaded.error is not None:
                self.notify(loaded.error)
            return False
        mode = mode or self._state.mode
        if loaded.image.probability_max is not None and edits.threshold is None:
            edits = replace(edits, threshold=0.5 * loaded.image.probability_max)
        try:
            entry = self._collection.add(
                loaded.origin, loaded.image, edits, mode, replacing=replacing
            )
        except ImageRepError as error:
            self.report(error)
            return False
        self._state = replace(self._state, mode=mode)
        path = entry.origin.path
        self._drop_notices(
            lambda one: (
                path is not None
                and one.file == path
                and (replacing or one.severity is Severity.ERROR)
            )
        )
        if replacing:
            self._drop_notices(lambda one: one.stack is not None or one.file is not None)
            self._methods.forget()
            self._state = replace(self._state, path=None)
        self._tell(about_slices(entry, edits))
        if select:
            self._state = replace(self._state, current=entry)
        return True

    def _requests(self) -> tuple[Request, ...]:
        return self._requests_cache.of(self._state, self.entries, self._is_table_wanted)

    def _on_prepared(self, entries: Sequence[Entry]) -> None:
        if self._collection.take_prepared(entries):
            self._resolve()
            self._methods.renew(self._requests())
        self._publish()

    def _update(self, *, modified: bool = False) -> None:
        """Resolve the inputs, start what has to be measured, and publish."""
        self._resolve(modified=modified)
        is_read = self._reader.busy is None
        if is_read:
            self._state = replace(self._state, question=self._methods.ask(self._requests()))
            self._methods.start()
        self._publish()
        if is_read:
            self._methods.compare()

    def _resolve(self, *, modified: bool = False) -> None:
        collection = self._collection
        self._methods.method = collection.choices.method
        state = resolve.with_inputs(
            replace(self._state, method=collection.choices.method),
            collection.entries,
            collection.settings,
        )
        measured_together = self.entries if state.mode is Mode.ONE_MATERIAL else ()
        self._state = replace(
            state,
            is_modified=state.is_modified or modified,
            target=self._targets.of(state.unit),
            notices=self._duplicates.update(state.notices, measured_together),
        )

    @contextlib.contextmanager
    def _deferred(self) -> Iterator[None]:
        """Publish once, at the end."""
        self._n_deferrals += 1
        try:
            yield
        finally:
            self._n_deferrals -= 1
            self._publish()

    def _publish(self) -> None:
        if self._n_deferrals:
            return
        history, methods = self._collection.history, self._methods
        state = self._rows.updated(self._state, self.entries, methods, self._is_table_wanted)
        state = resolve.with_result(state)
        self._state = replace(
            state,
            comparison=methods.comparison(state, self._requests()),
            busy=self._reader.busy or methods.busy,
            undo=history.next_undo,
            redo=history.next_redo,
        )
        for listener in tuple(self._listeners):
            listener(self._state)
