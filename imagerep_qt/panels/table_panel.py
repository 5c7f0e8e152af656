"""All phases of the material, or the whole batch, as a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from imagerep.spreadsheet import Separators
from imagerep_qt.panels.context import Context
from imagerep_qt.panels.table_model import KEY_ROLE, SORT_ROLE, TableModel
from imagerep_qt.session import Mode, State
from imagerep_qt.session.results import Work
from imagerep_qt.widgets.copy_table import CopyTable
from imagerep_qt.widgets.labels import Muted

_TURN_S = 0.01
"""Longest time to compute results for sorting before the window is updated."""


class TablePanel(QWidget):
    """Sortable table; a click on a row chooses its phase or its image."""

    export_requested = Signal()
    """The user wants to export the table."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = context.session
        self._numbers = context.numbers
        self._shown: object = None
        self._chosen: int | None = None
        self._model = TableModel(context.numbers)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(SORT_ROLE)
        self._sorted.setDynamicSortFilter(False)  # or every step of a slider would compute all rows
        self._sorting = QTimer(self, interval=0)
        self._sorting.timeout.connect(self._sort_on)
        table = self._table = CopyTable(self)
        table.setModel(self._sorted)
        table.horizontalHeader().moveSection(self._model.folder_column, 1)
        table.setColumnHidden(self._model.folder_column, True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.verticalHeader().hide()
        table.setAccessibleName(self.tr("Table of results"))
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(0)  # by the visible rows: the others are not computed
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.clicked.connect(self._clicked)
        table.copied.connect(self.copy)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        header.sortIndicatorChanged.connect(self._sort_by)
        self._summary = Muted(context.theme, "", self)
        self._export = QPushButton(self.tr("Export…"), self)
        self._export.setToolTip(self.tr("Write the table to a CSV, Excel or JSON file"))
        self._export.clicked.connect(self.export_requested)
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 6)
        line.addWidget(self._summary, 1)
        line.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(table, 1)
        column.addLayout(line)

    @property
    def order(self) -> tuple[int, Qt.SortOrder]:
        """Column that the table is sorted by, -1 for none, and direction."""
        header = self._table.horizontalHeader()
        return header.sortIndicatorSection(), header.sortIndicatorOrder()

    @order.setter
    def order(self, order: tuple[int, Qt.SortOrder]) -> None:
        self._table.horizontalHeader().setSortIndicator(*order)

    def show_state(self, state: State) -> None:
        shown = (state.rows, state.confidence_level, state.target, state.mode, state.quantity)
        if self.isHidden():
            return
        self._chosen = _chosen(state)
        if shown == self._shown:
            self._mark_chosen()
            return
        self._shown = shown
        self._model.set_state(state)
        self._table.setColumnHidden(self._model.folder_column, not self._model.has_folders)
        self._mark_chosen()
        self._sorting.start()
        done = sum(row.work is Work.DONE for row in state.rows)
        failed = sum(row.work is Work.FAILED for row in state.rows)
        if state.mode is Mode.BATCH:
            text = self.tr("Images measured: {done} of {n}").format(done=done, n=len(state.rows))
        else:
            text = self.tr("Phases measured: {done} of {n}").format(done=done, n=len(state.rows))
        if failed:
            text += self.tr(", {failed} failed: hover over one to see why").format(failed=failed)
        self._summary.setText(text)
        self._export.setEnabled(done > 0)

    def copy(self) -> None:
        """Copy the selected rows, or all where none is, as spreadsheets paste them."""
        from imagerep_qt.session.table_files import to_copy

        chosen = {index.data(KEY_ROLE) for index in self._table.selectionModel().selectedRows()}
        state = self._session.state
        keys = chosen or {row.key for row in state.rows}
        separators = Separators(decimal=self._numbers.decimal_point)
        QGuiApplication.clipboard().setText(to_copy(state, keys, separators))

    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("&Copy rows"), self.copy)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        every = menu.addAction(self.tr("Select &all"), self._table.selectAll)
        every.setShortcut(QKeySequence.StandardKey.SelectAll)
        menu.addSeparator()
        menu.addAction(self.tr("&Export…"), self.export_requested.emit)
        menu.popup(self._table.viewport().mapToGlobal(point))

    def showEvent(self, event: QShowEvent) -> None:
        """Measure all rows while the table is visible."""
        super().showEvent(event)
        self._session.want_table(True)
        self.show_state(self._session.state)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.want_table(False)

    def _sort_by(self, *_: object) -> None:
        self._sorting.start()

    def _sort_on(self) -> None:
        """Compute what sorting needs, a little at a time, and then sort."""
        header = self._table.horizontalHeader()
        column = header.sortIndicatorSection()
        if column > 0 and not self._model.compute(_TURN_S):
            return
        self._sorting.stop()
        self._sorted.sort(column, header.sortIndicatorOrder())
        self._mark_chosen()

    def _mark_chosen(self) -> None:
        """Select the row of the current image or phase."""
        table = self._table
        if self._chosen is None:
            table.clearSelection()
            return
        if table.currentIndex().isValid() and table.currentIndex().data(KEY_ROLE) == self._chosen:
            return
        for row in range(self._sorted.rowCount()):
            if self._sorted.index(row, 0).data(KEY_ROLE) == self._chosen:
                table.selectRow(row)
                return

    def _clicked(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        if self._session.state.mode is Mode.BATCH:
            self._session.select(key)
        else:
            self._session.choose_phase(key)


def _chosen(state: State) -> int | None:
    """Key of the row of the current image or phase."""
    if state.mode is Mode.BATCH:
        return state.current.key if state.current else None
    return state.phase
