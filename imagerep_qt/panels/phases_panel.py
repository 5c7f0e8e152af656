"""List of the phases."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from imagerep.image.label_text import label_text, labels_text
from imagerep.image.segmentation import Phase
from imagerep_qt.panels.context import Context
from imagerep_qt.panels.quantity_box import QuantityBox
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import PhaseItem, State
from imagerep_qt.session.merging import LEAST_PHASES, by_label
from imagerep_qt.widgets.card import Card
from imagerep_qt.widgets.labels import Muted

_VALUE, _NAME, _FRACTION = range(3)
_LABEL_ROLE = Qt.ItemDataRole.UserRole
_MOST_ROWS = 7
_SWATCH_PX = 14
_LONGEST_LABELS = 15
"""Longest labels of a merged phase, in characters; longer ones would hide name and fraction."""


class PhasesPanel(Card):
    """Colour, label, name and fraction of every phase; a click chooses the one to measure."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._context = context
        self._shown: tuple[PhaseItem, ...] = ()
        self._has_room = True
        tree = self._tree = QTreeWidget(self)
        tree.setColumnCount(3)
        tree.setHeaderLabels([self.tr("Phase"), self.tr("Name"), self.tr("Fraction")])
        tree.setRootIsDecorated(False)
        tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        tree.setUniformRowHeights(True)
        tree.setAccessibleName(self.tr("Phases"))
        tree.setToolTip(
            self.tr(
                "Click a phase to measure it. Untick what is no part of the sample, such as the "
                "surroundings. Double-click a name to change it. Merge phases by the right button."
            )
        )
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_FRACTION, QHeaderView.ResizeMode.ResizeToContents)
        self._hint = Muted(
            context.theme, self.tr("Click the phase to measure; untick what is no sample."), self
        )
        self.column.addWidget(tree)
        self.column.addWidget(self._hint)
        self.quantity = QuantityBox(context, self)
        self.column.addWidget(self.quantity)
        tree.currentItemChanged.connect(self._chosen)
        tree.itemDoubleClicked.connect(self._edit)
        tree.itemChanged.connect(self._changed)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._show_menu)
        context.theme.changed.connect(self._redraw)

    def show_state(self, state: State) -> None:
        self.quantity.show_state(state)
        if state.phases != self._shown:
            self._shown = state.phases
            self._redraw()

    def set_room(self, has_room: bool) -> None:
        """Leave the hint out where there is little room."""
        self._has_room = has_room
        self._hint.setVisible(len(self._shown) > 1 and has_room)

    def merge_chosen(self) -> None:
        """Offer what the chosen phase can be merged with, or split into, by a menu."""
        item = self._tree.currentItem()
        if item is not None:
            menu, label = QMenu(self), item.data(_VALUE, _LABEL_ROLE)
            self._fill_merging(menu, label)
            self._add_splitting(menu, label)
            place = self._tree.visualItemRect(item).bottomLeft()
            menu.popup(self._tree.viewport().mapToGlobal(place))

    def rename_chosen(self) -> None:
        """Edit the name of the chosen phase."""
        item = self._tree.currentItem()
        if item is not None:
            self._edit(item, _NAME)

    def _redraw(self) -> None:
        tree = self._tree
        tree.blockSignals(True)
        while tree.topLevelItemCount() > len(self._shown):
            tree.takeTopLevelItem(tree.topLevelItemCount() - 1)
        while tree.topLevelItemCount() < len(self._shown):
            item = QTreeWidgetItem(tree)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        every = sorted((label, p.colour) for p in self._shown for label in p.labels)
        colours = self._context.theme.phase_colours([Phase(one, 0, 0.0, rgb) for one, rgb in every])
        for index, phase in enumerate(self._shown):
            row = tree.topLevelItem(index)
            if row is not None:
                self._fill(row, phase, colours[phase.label])
        tree.blockSignals(False)
        rows = min(max(len(self._shown), 1), _MOST_ROWS)
        height = tree.sizeHintForRow(0) if self._shown else self.fontMetrics().height() + 6
        head = tree.header().sizeHint().height() + 4
        tree.setMinimumHeight(head + height)  # a low window scrolls them
        tree.setMaximumHeight(head + rows * height)
        self._hint.setVisible(len(self._shown) > 1 and self._has_room)

    def _fill(self, item: QTreeWidgetItem, phase: PhaseItem, colour: QColor) -> None:
        colours = self._context.theme.colours
        fraction = self._context.numbers.percent(phase.fraction)
        if phase.excluded:
            fraction = self.tr("excluded")
        item.setData(_VALUE, _LABEL_ROLE, phase.label)
        edge = colours.colour("on_accent" if phase.chosen else "border")
        ticked = Qt.CheckState.Unchecked if phase.excluded else Qt.CheckState.Checked
        item.setCheckState(_VALUE, ticked)
        item.setIcon(_VALUE, _swatch(colour, edge, self.devicePixelRatioF()))
        words = Wording(self._context.numbers)
        labels = labels_text(phase.labels, " + ")
        is_long = len(labels) > _LONGEST_LABELS
        item.setText(_VALUE, f"{label_text(phase.label)} …" if is_long else labels)
        item.setToolTip(_VALUE, labels if is_long else "")
        name = phase.name or words.colour_names(phase.labels) or self.tr("unnamed")
        item.setText(_NAME, name)
        is_plain = phase.name and not phase.excluded
        role = "on_accent" if phase.chosen else "text" if is_plain else "muted"
        item.setForeground(_NAME, QBrush(colours.colour(role)))
        for column in (_VALUE, _FRACTION):  # the tick takes the colour of the text
            muted = QBrush(colours.colour("muted")) if phase.excluded else None
            item.setData(column, Qt.ItemDataRole.ForegroundRole, muted)
        item.setText(_FRACTION, fraction)
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        item.setTextAlignment(_FRACTION, alignment)
        described = self.tr("Phase {label}, {fraction}")
        described = described.format(label=labels, fraction=fraction)
        item.setData(_VALUE, Qt.ItemDataRole.AccessibleTextRole, described)
        if phase.chosen:
            self._tree.setCurrentItem(item)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._context.session.choose_phase(item.data(_VALUE, _LABEL_ROLE))
            self._redraw()  # an excluded phase is not chosen

    def _edit(self, item: QTreeWidgetItem, column: int) -> None:
        index = self._tree.indexOfTopLevelItem(item)
        self._tree.blockSignals(True)
        item.setText(_NAME, self._shown[index].name)
        self._tree.blockSignals(False)
        self._tree.editItem(item, _NAME)

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        session, label = self._context.session, item.data(_VALUE, _LABEL_ROLE)
        if column == _NAME:
            session.rename_phase(label, item.text(_NAME))
        elif column == _VALUE:
            session.set_excluded(label, item.checkState(_VALUE) is Qt.CheckState.Unchecked)
        self._redraw()

    def _swatch_of(self, label: int) -> QIcon:
        rows = (self._tree.topLevelItem(index) for index in range(len(self._shown)))
        found = (row.icon(_VALUE) for row in rows if row and row.data(_VALUE, _LABEL_ROLE) == label)
        return next(found, QIcon())

    def _show_menu(self, place: QPoint) -> None:
        item = self._tree.itemAt(place)
        if item is None:
            return
        session, label = self._context.session, item.data(_VALUE, _LABEL_ROLE)
        is_excluded = item.checkState(_VALUE) is Qt.CheckState.Unchecked
        menu = QMenu(self)
        measure = menu.addAction(
            self.tr("&Measure this phase"), partial(session.choose_phase, label)
        )
        measure.setEnabled(not is_excluded)
        menu.addAction(self.tr("&Rename…"), partial(self._edit, item, _NAME))
        text = (
            self.tr("&Take it to be part of the sample")
            if is_excluded
            else self.tr("&Exclude it from the sample")
        )
        menu.addAction(text, partial(session.set_excluded, label, not is_excluded))
        if not is_excluded:
            merging = menu.addMenu(self.tr("Mer&ge with"))
            self._fill_merging(merging, label)
            merging.setEnabled(not merging.isEmpty())
        self._add_splitting(menu, label)
        menu.popup(self._tree.viewport().mapToGlobal(place))

    def _fill_merging(self, menu: QMenu, label: int) -> None:
        """Offer the phases that a phase can be merged with; two have to be left."""
        session = self._context.session
        kept = [item for item in session.state.phases if not item.excluded]
        for item in kept if len(kept) > LEAST_PHASES else ():
            if item.label != label:
                action = menu.addAction(
                    self._swatch_of(item.label),
                    f"{labels_text(item.labels, ' + ')}  {item.name}".strip().replace("&", "&&"),
                )
                action.triggered.connect(partial(session.merge_phases, label, item.label))

    def _add_splitting(self, menu: QMenu, label: int) -> None:
        labels = by_label(self._context.session.state.merged).get(label, ())
        if labels:
            text = self.tr("&Split into {phases}").format(phases=labels_text(labels))
            menu.addAction(text, partial(self._context.session.split_phase, label))


def _swatch(colour: QColor, border: QColor, ratio: float) -> QIcon:
    """Coloured disc."""
    pixmap = QPixmap(QSize(_SWATCH_PX, _SWATCH_PX) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1.0))
    painter.setBrush(colour)
    painter.drawEllipse(1, 1, _SWATCH_PX - 2, _SWATCH_PX - 2)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # otherwise the style tints it
    return icon
