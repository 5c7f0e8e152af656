"""The window of an audit: one point after the other, answered by a key each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QColor, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from imagerep.errors import ImageRepError
from imagerep.image.label_text import label_text
from imagerep.image.overview import Overview
from imagerep.segmentation_uncertainty.audit_estimate import AuditEstimate
from imagerep.segmentation_uncertainty.point_audit import CANNOT_TELL, Answer, PointAudit
from imagerep_qt.audit.point_view import PointView
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.labels import Muted, heading
from imagerep_qt.widgets.screen import fit_to_screen

MOST_KEYS = 9
_SIDE = 290
_MORE = 100

_Key = Qt.Key
_CANNOT_TELL_KEYS = (_Key.Key_0, _Key.Key_Question)


class AuditWindow(QDialog):
    """Shows points of the grey image without what was segmented, and takes answers."""

    def __init__(
        self,
        points: PointAudit,
        grey: Overview,
        offset: tuple[int, ...],
        names: dict[int, str],
        *,
        theme: Theme,
        numbers: NumberFormat,
        confidence_level: float,
        phase: tuple[int, ...],
        answered: Callable[[PointAudit], None],
        extended: Callable[[PointAudit, int], PointAudit],
        export: Callable[[PointAudit], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._points, self._offset, self._names = points, offset, names
        self._numbers, self._level, self._phase = numbers, confidence_level, phase
        self._answered, self._extended = answered, extended
        self._number = self._first_open()
        self.setWindowTitle(self.tr("Audit of “{name}”").format(name=points.name))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.view = PointView(theme, self)
        self.view.set_image(grey)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self._side(theme, export))
        self.resize(1000, 680)
        fit_to_screen(self)
        self._show_point()

    @property
    def points(self) -> PointAudit:
        """The points with their answers."""
        return self._points

    @property
    def number(self) -> int:
        """Number of the point that is shown, from 0; that of all points after the last one."""
        return self._number

    def answer(self, answer: Answer) -> None:
        """Answer the point that is shown, and show the next one without an answer."""
        if self._number >= len(self._points.points):
            return
        self._points = self._points.with_answer(self._number, answer)
        self._number = next(
            (
                k
                for k in range(self._number + 1, len(self._points.points))
                if self._points.points[k].answer is None
            ),
            self._first_open(),
        )
        self._answered(self._points)
        self._show_point()

    def back(self) -> None:
        """Show the point before, with its answer taken back."""
        if self._number == 0:
            return
        self._number -= 1
        if self._points.points[self._number].answer is not None:
            self._points = self._points.with_answer(self._number, None)
            self._answered(self._points)
        self._show_point()

    def add_points(self) -> None:
        """Draw more points."""
        self._points = self._extended(self._points, _MORE)
        self._number = self._first_open()
        self._answered(self._points)
        self._show_point()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        labels = self._points.labels
        if key in _CANNOT_TELL_KEYS or event.text() == "?":
            self.answer(CANNOT_TELL)
        elif _Key.Key_1 <= key <= _Key.Key_9:
            place = key - _Key.Key_1
            if place < len(labels):
                self.answer(labels[place])
        elif key == _Key.Key_Backspace:
            self.back()
        elif key in (_Key.Key_Plus, _Key.Key_Equal):
            self.view.step_zoom(1)
        elif key in (_Key.Key_Minus, _Key.Key_Underscore):
            self.view.step_zoom(-1)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.accept()
        event.accept()

    def _side(self, theme: Theme, export: Callable[[PointAudit], None]) -> QWidget:
        side = QWidget(self)
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        self._title = heading("", side)
        self._title.setAccessibleName(self.tr("Which point"))
        self._bar = QProgressBar(side)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._place = Muted(theme, "", side)
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addWidget(self._place)
        column.addSpacing(6)
        self._question = heading(self.tr("What is in the middle of the cross?"), side)
        self._question.setWordWrap(True)
        column.addWidget(self._question)
        self._choices: list[QPushButton] = []
        for place, label in enumerate(self._points.labels[:MOST_KEYS]):
            name = self._name(label)
            button = self._choice(f"{place + 1}", name, label, column)
            button.setIcon(self._swatch(label))
            self._choices.append(button)
        self._choices.append(self._choice("0", self.tr("Cannot tell"), CANNOT_TELL, column))
        self._back = self._button(self.tr("⌫   Back"), self.back, column)
        column.addSpacing(10)
        self._so_far = Muted(theme, "", side, role="text")
        self._so_far.setAccessibleName(self.tr("Result of the audit so far"))
        column.addWidget(self._so_far)
        column.addStretch(1)
        hint = self.tr(
            "+ and − zoom. Answer by what you see; not knowing how it was segmented is the point "
            "of it. Stop at any time: the points are in random order, and the answers are kept."
        )
        column.addWidget(Muted(theme, hint, side))
        self._more = self._button(
            self.tr("{n} more points").format(n=_MORE), self.add_points, column
        )
        self._button(self.tr("Export as CSV…"), lambda: export(self._points), column)
        self._button(self.tr("Close"), self.close, column)
        return side

    def _choice(self, key: str, name: str, answer: Answer, column: QVBoxLayout) -> QPushButton:
        button = self._button(f"{key}   {name}", lambda: self.answer(answer), column)
        button.setAccessibleName(name)
        return button

    def _button(self, text: str, call: Callable[[], object], column: QVBoxLayout) -> QPushButton:
        button = QPushButton(text.replace("&", "&&"))
        button.setStyleSheet("text-align: left; padding: 6px 10px;")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: call())
        column.addWidget(button)
        return button

    def _first_open(self) -> int:
        points = self._points.points
        return next((k for k, one in enumerate(points) if one.answer is None), len(points))

    def _show_point(self) -> None:
        points, n = self._points.points, len(self._points.points)
        is_over = self._number >= n
        self._bar.setRange(0, n)
        self._bar.setValue(self._points.n_answered)
        self._more.setVisible(is_over)
        self._back.setEnabled(self._number > 0)
        for widget in (self._question, *self._choices):
            widget.setVisible(not is_over)
        numbers = self._numbers
        if is_over:
            text = self.tr("All {n} points are answered.").format(n=numbers.count(n))
            self._title.setText(text)
            self._place.setText("")
        else:
            text = self.tr("Point {number} of {n}").format(
                number=numbers.count(self._number + 1), n=numbers.count(n)
            )
            self._title.setText(text)
            place = self._placed(points[self._number].position)
            names = zip("xyz", reversed(place), strict=False)
            self._place.setText(", ".join(f"{name} {numbers.count(at)}" for name, at in names))
            self.view.set_position(place)
        self._show_result()

    def _show_result(self) -> None:
        """The error so far; the corrected fraction only at the end, since it sways."""
        try:
            there = [label for label in self._phase if label in self._points.labels]
            found = self._points.estimate(there or None)
        except ImageRepError:
            self._so_far.setText("")
            return
        numbers = self._numbers
        half = found.uncertainty.half_width(self._level)
        error = numbers.percent(half, 2)
        if self._number < len(self._points.points):
            self._so_far.setText(
                self.tr("Error of the segmentation so far: ± {error} percentage points").format(
                    error=error.replace("\u202f%", "")
                )
            )
            return
        text = self.tr("Segmented: {segmented}\nSeen: {seen}").format(
            segmented=numbers.percent(found.phase_fraction),
            seen=numbers.percent_plus_minus(found.corrected_fraction, half),
        )
        lines = [text, *self._mistaken(found)]
        if found.n_cannot_tell:
            unclear = self.tr("Cannot tell: {n}, counted half")
            lines.append(unclear.format(n=numbers.count(found.n_cannot_tell)))
        lines += ["", self._more_text(found)]
        self._so_far.setText("\n".join(lines))

    def _mistaken(self, found: AuditEstimate) -> list[str]:
        """Which phase was taken for which, a line each."""
        table = found.confusion
        return [
            self.tr("{seen} segmented as {segmented}: {n}").format(
                seen=self._name(seen),
                segmented=self._name(segmented),
                n=self._numbers.count(int(table.counts[i, j])),
            )
            for i, segmented in enumerate(table.rows)
            for j, seen in enumerate(table.columns)
            if segmented != seen and table.counts[i, j]
        ]

    def _more_text(self, found: AuditEstimate) -> str:
        """How many more points halve the error."""
        half = found.uncertainty.half_width(self._level) / 2
        more = found.additional_points(half, self._level)
        if more is None:
            return self.tr("More points cannot halve the error: too many cannot be told.")
        return self.tr("Further points for half the error: about {n}").format(
            n=self._numbers.count(more)
        )

    def _name(self, label: int) -> str:
        return self._names.get(label) or self.tr("Phase {label}").format(label=label_text(label))

    def _swatch(self, label: int) -> QIcon:
        """Mean grey value of a phase, to tell by which key it is meant."""
        codes = [
            int(self.view.code_at(self._placed(one.position)))
            for one in self._points.points
            if one.label == label
        ]
        level = round(sum(codes) / max(len(codes), 1))
        picture = QPixmap(16, 16)
        picture.fill(QColor(level, level, level))
        return QIcon(picture)

    def _placed(self, position: tuple[int, ...]) -> tuple[int, ...]:
        """A position in the grey image."""
        return tuple(one + first for one, first in zip(position, self._offset, strict=True))

    def sizeHint(self) -> QSize:
        return QSize(1000, 680)
