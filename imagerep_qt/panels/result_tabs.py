"""Tabs with the plots and the table; only the visible one is drawn."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTabWidget, QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.panels.table_panel import TablePanel
from imagerep_qt.panels.wording import (
    Wording,
    waits_for_threshold,
    why_no_result,
    why_no_target,
)
from imagerep_qt.session import Mode, State
from imagerep_qt.session.results import Work
from imagerep_qt.widgets.compact_tabs import show_all_tabs
from imagerep_qt.widgets.image.thumbnail import thumbnail
from imagerep_qt.widgets.plots.correlation_view import CorrelationView
from imagerep_qt.widgets.plots.image_size_view import ImageSizeView
from imagerep_qt.widgets.plots.likelihood_view import LikelihoodView
from imagerep_qt.widgets.plots.spectrum_view import SpectrumView

_MAX_THUMBNAILS = 12


class ResultTabs(QTabWidget):
    """Image size, likelihood, correlation, spectrum and table."""

    export_requested = Signal()
    """The user wants to export the table."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme, numbers = context.theme, context.numbers
        self.image_size = ImageSizeView(theme, numbers, self)
        self.likelihood = LikelihoodView(theme, numbers, self)
        self.correlation = CorrelationView(theme, numbers, self)
        self.spectrum = SpectrumView(theme, numbers, self)
        self.table = TablePanel(context, self)
        self._shown: dict[QWidget, tuple[object, ...]] = {}
        self._thumbnails_of: object = None
        self.setDocumentMode(True)
        show_all_tabs(self)
        for view, title, tip in (
            (
                self.image_size,
                self.tr("Ima&ge size"),
                self.tr("Which error an image of each size gives"),
            ),
            (
                self.likelihood,
                self.tr("&Likelihood"),
                self.tr("Where the value of the material lies, and how likely"),
            ),
            (
                self.correlation,
                self.tr("&Correlation"),
                self.tr("How far the phase is correlated with itself"),
            ),
            (
                self.spectrum,
                self.tr("Spect&rum"),
                self.tr("At which wavelengths the image varies, and its directions"),
            ),
            (self.table, "", ""),
        ):
            self._name(self.addTab(view, title), title, tip)
        self.tabBar().setAccessibleName(self.tr("Views of the result"))
        session = context.session
        for view in (self.correlation, self.spectrum):
            view.offer_taken.connect(session.measure_other)
        self.likelihood.confidence_changed.connect(session.set_confidence)
        self.image_size.target_changed.connect(self._target_dragged)
        self.table.export_requested.connect(self.export_requested)
        self.currentChanged.connect(lambda _: self.show_state(session.state))
        self._name_table(batch=False)

    def show_state(self, state: State) -> None:
        self._name_table(batch=state.mode is Mode.BATCH)
        visible = self.currentWidget()
        if visible is self.table:
            self.table.show_state(state)
        elif visible is not None:
            self.update_view(visible, state)

    def update_view(self, view: QWidget, state: State) -> None:
        """Update a plot, visible or not."""
        if isinstance(view, CorrelationView | SpectrumView):
            self._update_method(view, state)
            return
        measurement = state.result.measurement if state.result else None
        level, target = state.confidence_level, state.target
        missing = "" if measurement is not None else self._why_empty(state)
        if isinstance(view, ImageSizeView) and state.result is not None:
            missing = why_no_target(state.result)
        old = self._shown.get(view, (object(), None, None, None))
        self._shown[view] = (measurement, level, target, missing)
        if not isinstance(view, LikelihoodView | ImageSizeView):
            return
        if old[1] != level:
            view.set_confidence(level)
        if isinstance(view, ImageSizeView) and old[2] != target:
            view.set_target(target.value, target.relative)
        if missing or measurement is None:
            if old[3] != missing:
                view.set_missing(missing)
        elif old[0] is not measurement or old[3]:
            view.set_measurement(measurement)
            if isinstance(view, ImageSizeView):
                self._update_thumbnails(state)

    def _update_method(self, view: CorrelationView | SpectrumView, state: State) -> None:
        """Update a plot that shows what one method found, whichever is chosen."""
        method = "two-point" if isinstance(view, CorrelationView) else "spectral"
        measurement = state.measurement_by(method)
        missing = ("", "") if measurement is not None else self._missing(state, method)
        if state.result and isinstance(view, CorrelationView) and not state.quantity.is_fraction:
            measurement = None
            missing = self.tr("The two-point correlation belongs to the phase fraction."), ""
        if self._shown.get(view) == (measurement, missing):
            return
        self._shown[view] = (measurement, missing)
        if measurement is not None or not missing[0]:
            view.set_measurement(measurement)
        else:
            view.set_missing(*missing)

    def _missing(self, state: State, method: str) -> tuple[str, str]:
        """Why the other method has no answer, and the text of a button that helps."""
        if state.result is None:
            return self._why_empty(state), ""
        other = state.comparison
        if other is None or other.method != method:
            return "", ""
        words, failure = Wording(self._context.numbers), other.failure
        if failure is not None:
            return self._context.say_all(failure.message), self.tr("Try again")
        if other.work not in (Work.NOTHING, Work.CANCELLED):
            return self.tr("Measuring…"), ""
        text = self.tr("This belongs to the {method}, which takes about {time} here.")
        name, time = words.method_inside(method), words.duration(other.seconds)
        return text.format(method=name, time=time), self.tr("Measure it too")

    def _why_empty(self, state: State) -> str:
        """Why there is no plot; empty where the plot itself says it."""
        if waits_for_threshold(state) and state.work is Work.NOTHING:
            return self.tr("Set the threshold below the image first.")
        return why_no_result(state, self._context)

    def _update_thumbnails(self, state: State) -> None:
        if state.result is None:
            return
        measured = [image for image in state.images if image.included]
        if state.mode is Mode.BATCH and state.current is not None:
            measured = [image for image in measured if image.key == state.current.key]
        labels = state.labels_of(state.phase)
        shown = (tuple(id(image.segmentation) for image in measured), labels)
        if shown == self._thumbnails_of:
            return
        self._thumbnails_of = shown
        thumbnails: list[QImage] = [
            thumbnail(image.segmentation, labels, self._context.theme)
            for image in measured[:_MAX_THUMBNAILS]
            if image.segmentation is not None
        ]
        self.image_size.set_thumbnails(thumbnails)

    def _target_dragged(self, value: float) -> None:
        session = self._context.session
        session.set_target(replace(session.state.target, value=value))

    def _name_table(self, *, batch: bool) -> None:
        title = self.tr("&Batch") if batch else self.tr("&Phases")
        tip = self.tr("All images as a table") if batch else self.tr("All phases as a table")
        index = self.indexOf(self.table)
        if self.tabText(index) != title:
            self._name(index, title, tip)

    def _name(self, index: int, title: str, tip: str) -> None:
        """Give a tab its title, which also the tip says where the tab has no room for it."""
        self.setTabText(index, title)
        self.setTabToolTip(index, f"{title.replace('&', '')}: {tip}")
