"""The current image and its tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imagerep.calibration import Calibration
from imagerep_qt.panels.context import Context
from imagerep_qt.session import Entry, State
from imagerep_qt.session.inputs import shown_domain
from imagerep_qt.session.remedies import crop_in, entry_of, own_doubt, region_in
from imagerep_qt.widgets.directions import directions
from imagerep_qt.widgets.image.canvas_keys import CanvasKeys
from imagerep_qt.widgets.image.image_view import ImageView

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

_FOLLOW_MS = 200
"""How long after the last move of a threshold that is used the image is measured by it."""


class ImagePanel(QWidget):
    """Shows the current image, and passes clicks, crops and thresholds to the session."""

    numbers_wanted = Signal()
    """The user wants to crop by numbers."""
    mask_wanted = Signal()
    """The user wants to choose a mask."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        session = context.session
        self.view = ImageView(context.theme, context.numbers, self)
        self._keys = CanvasKeys(
            self.view.canvas, self.view.crop_tool, self.view.slices.slider, context.theme
        )
        self._shown: Entry | None = None
        self._phase: tuple[int, ...] = ()
        self._measurement: Measurement | None = None
        self._crop: object = None
        self._domain: object = (), None
        self._shows_directions = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.phase_clicked.connect(session.choose_phase)
        self.view.crop_changed.connect(session.set_crop)
        self.view.whole_wanted.connect(session.use_whole_image)
        bar = self.view.bar
        bar.circle_chosen.connect(lambda: session.set_crop(self.view.crop, "circle"))
        bar.numbers_chosen.connect(self.numbers_wanted)
        bar.mask_chosen.connect(self.mask_wanted)
        self._keys.escaped.connect(self._escape)
        self.view.threshold_accepted.connect(
            lambda value: session.set_threshold(value, self.view.threshold.upper)
        )
        self.view.threshold.shared.connect(self._share_threshold)
        self._following = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._following.timeout.connect(self._follow_threshold)
        self.view.threshold_changed.connect(self._threshold_moved)
        self.view.slices.apart_changed.connect(session.set_apart)

    def show_state(self, state: State) -> None:
        before, entry = self._shown, state.current
        self._shown = entry
        if entry is None:
            if before is not None:
                self.view.set_segmentation(None)
            return
        if before is None or before.image is not entry.image:
            self._show_image(entry)
            self._domain = (), None
        elif before.calibration != entry.calibration:
            self.view.set_calibration(_calibration(entry))
        self.view.slices.enable_kind(entry.is_stack)
        self.view.slices.set_apart(entry.edits.apart)
        self._show_domain(before, entry)
        thresholds = entry.edits.thresholds
        is_new = before is None or before.image is not entry.image
        if before is not None and before.key != entry.key:
            self._following.stop()
        if thresholds and (is_new or before is None or before.edits.thresholds != thresholds):
            self.view.set_threshold(*thresholds)
        grey = [image for image in state.images if image.entry and image.entry.image.grey]
        self.view.threshold.set_use(is_used=bool(thresholds), has_others=len(grey) > 1)
        phase = state.labels_of(state.phase)
        if self._phase != phase or before is None or before.image is not entry.image:
            self._phase = phase
            self.view.set_phase(*phase)
        measurement = state.result.measurement if state.result else None
        if measurement is not self._measurement:
            self._measurement = measurement
            self._mark()
        self._mark_doubt(state, entry)

    def _show_domain(self, before: Entry | None, entry: Entry) -> None:
        """Show crop, outline, mask and excluded phases."""
        edits, prepared = entry.edits, entry.prepared
        diameter = 0.0
        for note in prepared.notes if prepared is not None else ():
            if note.code == "domain-circle":
                diameter = float(note.values["diameter"])
        if edits.outline == "circle" and not diameter:
            diameter = float(min(entry.shape[-2:]))
        shown = edits.crop, edits.outline, diameter
        if before is None or shown != self._crop or (edits.crop, edits.outline) != (
            self.view.crop, self.view.outline,
        ):  # fmt: skip
            self._crop = shown
            self.view.set_crop(*shown)
        self.view.bar.whole.setEnabled(
            any(one is not None for one in (edits.crop, edits.outline, edits.mask))
        )
        domain = edits.exclude, edits.mask
        is_new = before is None or before.image is not entry.image
        if domain != self._domain or (is_new and any(domain)):
            self._domain = domain
            self.view.set_domain(shown_domain(entry))

    def _mark_doubt(self, state: State, entry: Entry) -> None:
        """Mark the first doubt of the result that has a place in this image."""
        for doubt in state.result.doubts if state.result else ():
            own = own_doubt(doubt.code, entry) or doubt
            region = region_in(own, entry) if entry_of(own, [entry]) is entry else None
            if region is None:
                continue
            if own.values.get("exclude"):
                self.view.set_doubt(label=own.values["label"])
            elif own.values.get("circle"):
                self.view.set_doubt(region, "circle")
            else:
                is_around = own.code == "outside-suspected"
                self.view.set_doubt(region, crop_in(own, entry) if is_around else None)
            return
        self.view.set_doubt()

    def _share_threshold(self, value: float) -> None:
        self._context.session.set_threshold(value, self.view.threshold.upper)
        self._context.session.share_threshold()

    def _threshold_moved(self) -> None:
        """Measure by the threshold that is shown, once one is used."""
        if self._shown is not None and self._shown.edits.threshold is not None:
            self._following.start()

    def _follow_threshold(self) -> None:
        values = self.view.threshold.values
        if self._shown is not None and self._shown.edits.thresholds != values:
            self._context.session.set_threshold(*values)

    def begin_crop(self) -> None:
        """Start drawing a crop, with the keyboard as well."""
        self.view.set_crop_editing(True)
        self.view.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_directions(self, shown: bool) -> None:
        """Draw directional length scales where there are any, or only the characteristic one."""
        self._shows_directions = shown
        self._mark()

    def picture(self, max_side_px: int = 1600, *, overlay: bool = True) -> QImage:
        """Picture of the image as it is shown, with scale bar and length scale or without."""
        return self.view.picture(max_side_px, overlay=overlay)

    def _escape(self) -> None:
        if not self.view.crop_tool.cancel():
            self.view.set_crop_editing(False)

    def _mark(self) -> None:
        measurement = self._measurement
        found = directions(measurement) if self._shows_directions else None
        length = measurement.characteristic_length_scale_px if measurement else None
        self.view.set_characteristic_length(length, found)

    def _show_image(self, entry: Entry) -> None:
        if entry.image.segmentation is not None:
            self.view.set_segmentation(entry.image.segmentation)
            self.view.set_calibration(_calibration(entry))
        else:
            self.view.set_grey(entry.image.overview, _calibration(entry))


def _calibration(entry: Entry) -> Calibration | None:
    return entry.calibration and entry.calibration.for_ndim(len(entry.image.shape))
