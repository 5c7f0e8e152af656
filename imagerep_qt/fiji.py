"""Images from Fiji and results into it, through the process that runs ImageJ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from imagerep.errors import ImageRepError
from imagerep_qt.language import translate
from imagerep_qt.session import AppError, Entry, Image, Mode, Notice, Result, Runner, Session
from imagerep_qt.session.choices import PHASE_RATIO
from imagerep_qt.session.notices import Severity, notice, notice_of_error
from imagerep_qt.session.runner import Hooks, Job, Receiver

if TYPE_CHECKING:
    from fiji_bridge.client import FijiClient
    from fiji_bridge.segmented_image import SegmentedImage
    from fiji_bridge.snapshot import ImageSnapshot

_LANE = "fiji"
_CLOSE_WAIT_S = 0.2


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where in ImageJ an image came from."""

    image_id: int
    snapshot: ImageSnapshot
    segmented: SegmentedImage
    images: list[Image] = field(default_factory=list)
    """What it became in the app."""

    def holds(self, entry: Entry) -> bool:
        """Whether an image of the app is this one, measured as it was in ImageJ."""
        edits = entry.edits
        is_edited = edits.crop is not None or edits.calibration is not None or edits.apart
        return not is_edited and any(entry.image is image for image in self.images)


@dataclass(slots=True)
class FijiLink:
    """Gets images from Fiji and shows results there; starts it where it does not run.

    Fiji is a process of its own that outlives the app: closing the link leaves it open.
    """

    session: Session  # Receives the images and the notices
    runner: Runner  # Waits for Fiji, away from the window
    embedded: bool = False  # Start the embedded ImageJ, whatever Fiji there is
    _client: FijiClient | None = None
    _origins: list[_Origin] = field(default_factory=list)
    _failure: Notice | None = None

    def get_image(self, *, replace_all: bool = False, mode: Mode | None = None) -> None:
        """Get the image that is active in Fiji, cut and segmented as ImageJ's rules say."""

        def job(hooks: Hooks) -> _Origin:
            from fiji_bridge.phase_rules import segment

            image_id, snapshot = self._connected().get_image()
            return _Origin(image_id, snapshot, segment(snapshot))

        def received(origin: _Origin) -> None:
            self._received(origin, replace_all, mode)

        self._run(job, received, notice("fiji-gets-image", Severity.INFORMATION))

    def show_result(self) -> None:
        """Show the result in Fiji: a row of its table, and the size needed over the image."""
        state = self.session.state
        key = state.current.key if state.current is not None else None
        entry = next((one for one in self.session.entries if one.key == key), None)
        if state.result is None or entry is None or entry.prepared is None:
            self._failed(AppError("no-result"))
            return
        result, phase = state.result, state.item_of(state.phase)
        name = phase.name if phase is not None else ""
        if len(result.phases) > 1:
            name = (" / " if state.quantity.name == PHASE_RATIO else ", ").join(result.phases)

        def job(hooks: Hooks) -> None:
            self._show(entry, result, name)

        self._run(
            job,
            lambda _: self.session.notify(notice("fiji-has-result", Severity.INFORMATION)),
            notice("fiji-shows-result", Severity.INFORMATION),
        )

    def close(self) -> None:
        """End the connection; Fiji stays open with its images."""
        self.runner.close(_CLOSE_WAIT_S)
        if self._client is not None:
            self._client.close()
            self._client = None

    def _connected(self) -> FijiClient:
        from fiji_bridge.client import FijiClient

        if self._client is not None:
            try:
                self._client.hello()
            except ImageRepError:
                self._client = None
        if self._client is None:
            self._client = FijiClient.start(embedded=self.embedded)
        return self._client

    def _show(self, entry: Entry, result: Result, name: str) -> None:
        from fiji_bridge.options import CommandOptions
        from fiji_bridge.presentation import choice_of, present, present_measurement, snapshot_of

        first = entry.parts()[0]
        if not first.is_in_memory:
            raise AppError("too-large-for-fiji", name=entry.origin.name)
        client, measurement = self._connected(), result.measurement
        target = result.target.value  # Fiji's is relative
        if not result.target.relative and measurement.value:
            target /= abs(measurement.value)
        options = CommandOptions(
            100 * result.confidence_level, 100 * target, quantity=measurement.quantity
        )
        open_ids = [number for number, _ in client.images()]
        held = (one for one in self._origins if one.image_id in open_ids and one.holds(entry))
        origin = next(held, None)
        if origin is None:
            shown = present_measurement(first, measurement, options, phase_name=name)
            client.show_result(shown, snapshot=snapshot_of(first))
            return
        measured = choice_of(measurement, name)
        shown = present(origin.snapshot, origin.segmented, [(measured, measurement)], options)
        client.show_result(shown, image_id=origin.image_id)

    def _received(self, origin: _Origin, replace_all: bool, mode: Mode | None) -> None:
        segmented = origin.segmented
        name = origin.snapshot.title or translate("Fiji", "Image from Fiji")
        shown = [entry.image for entry in self.session.entries]
        kept = [one for one in self._origins if any(i is s for i in one.images for s in shown)]
        self._origins = [*kept, origin]
        (label,) = segmented.select()[0].labels
        self.session.wish_phase(label)
        for number, one in enumerate(segmented.segmentations):
            title = name if len(segmented.segmentations) == 1 else f"{name} {number + 1}"
            # A stack of ImageJ always has a spacing, asked for or not: it tells nothing.
            image = Image(replace(one, name=title), is_volume=one.ndim == 2)
            origin.images.append(image)
            replaces = replace_all and number == 0
            self.session.add(image, title, replace_all=replaces, mode=mode)
        self.session.choose_phase(label)
        for note in segmented.notes:
            self.session.notify(notice("as-written", Severity.INFORMATION, text=note))

    def _run(self, job: Job, done: Callable[[Any], None], waiting: Notice) -> None:
        if self._failure is not None:
            self.session.dismiss(self._failure)
            self._failure = None
        self.session.notify(waiting)

        def arrived(value: Any) -> None:
            self.session.dismiss(waiting)
            done(value)

        def failed(error: Exception) -> None:
            self.session.dismiss(waiting)
            self._failed(error)

        def cancelled() -> None:
            self.session.dismiss(waiting)

        self.runner.submit(_LANE, job, Receiver(arrived, failed, cancelled))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ImageRepError):
            raise error
        self._failure = notice_of_error(error)
        self.session.notify(self._failure)
