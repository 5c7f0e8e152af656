"""The current image and its tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imagerep.calibration import Calibration
from imagerep_qt.panels.context import Context
from imagerep_qt.session import Entry, State
from imagerep_qt.widgets.directions import directions
from imagerep_qt.widgets.image.canvas_keys import CanvasKeys
from imagerep_qt.widgets.image.image_view import ImageView

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement


class ImagePanel(QWidget):
    """Shows the current image, and passes clicks, crops and thresholds to the session."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session = context.session
        self.view = ImageView(context.theme, context.numbers, self)
        self._keys = CanvasKeys(
            self.view.canvas, self.view.crop_tool.box, self.view.slices.slider, context.theme
        )
        self._shown: Entry | None = None
        self._phase: int | None = None
        self._measurement: Measurement | None = None
        self._shows_directions = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.phase_clicked.connect(session.choose_phase)
        self.view.crop_changed.connect(session.set_crop)
        self._keys.escaped.connect(self._escape)
        self.view.threshold_accepted.connect(session.set_threshold)
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
        elif before.calibration != entry.calibration:
            self.view.set_calibration(_calibration(entry))
        self.view.slices.enable_kind(entry.is_stack)
        self.view.slices.set_apart(entry.edits.apart)
        crop = entry.edits.crop
        if crop != self.view.crop:
            self.view.set_crop(crop)
        threshold = entry.edits.threshold
        if threshold is not None and (before is None or before.edits.threshold != threshold):
            self.view.set_threshold(threshold)
        if self._phase != state.phase or before is None or before.image is not entry.image:
            self._phase = state.phase
            self.view.set_phase(state.phase)
        measurement = state.result.measurement if state.result else None
        if measurement is not self._measurement:
            self._measurement = measurement
            self._mark()

    def begin_crop(self) -> None:
        """Start drawing a crop, with the keyboard as well."""
        self.view.set_crop_editing(True)
        self.view.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_directions(self, shown: bool) -> None:
        """Draw directional length scales where there are any, or only the characteristic one."""
        self._shows_directions = shown
        self._mark()

    def picture(self, max_side_px: int = 1600) -> QImage:
        """Picture of the image as it is shown."""
        return self.view.picture(max_side_px)

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
