"""List of the images, with the switch between one material and a batch."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QIcon, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QWidget,
)

from imagerep_qt.panels.context import Context
from imagerep_qt.session import ImageItem, Mode, State
from imagerep_qt.session.one_volume import slices_among
from imagerep_qt.widgets.card import Card
from imagerep_qt.widgets.labels import Hint, heading, plain

_THUMBNAIL_PX = 44
_NEAR_TOP = QPoint(10, 4)
_BESIDE_TEXT_PX = _THUMBNAIL_PX + 36
"""Room that the tick and the thumbnail take, with the gaps."""
_KEY = Qt.ItemDataRole.UserRole
_NAME = Qt.ItemDataRole.UserRole + 1
_LINES = Qt.ItemDataRole.UserRole + 2
"""The line below the name, and a shorter one."""
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
"""The current image is the only one that Remove applies to."""


class ImageListPanel(Card):
    """The images: show, include or exclude, add and remove."""

    add_requested = Signal()
    """The user wants to add images."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._context = context
        self._icons: dict[int, tuple[Hashable, QIcon]] = {}
        self._blank = QPixmap(_THUMBNAIL_PX, _THUMBNAIL_PX)
        self._blank.fill(Qt.GlobalColor.transparent)
        self._drawing = QTimer(self, singleShot=True, interval=0)
        self._drawing.timeout.connect(self._draw_visible_thumbnails)
        self._shown: object = None
        self._filled: list[tuple[ImageItem, tuple[int, ...]]] = []
        self.column.addWidget(heading(self.tr("Images"), self))
        self._one = self._mode_button(
            self.tr("One material"),
            self.tr("All images show the same material: they are measured together."),
        )
        self._batch = self._mode_button(
            self.tr("Batch"), self.tr("Each image is a separate material with its own result.")
        )
        switch = QHBoxLayout()
        switch.setSpacing(0)
        group = QButtonGroup(self)
        for button in (self._one, self._batch):
            group.addButton(button)
            switch.addWidget(button, 1)
        self._summary = Hint(context.theme, "", self)
        images = self._list = QListWidget(self)
        images.setIconSize(QSize(_THUMBNAIL_PX, _THUMBNAIL_PX))
        images.setUniformItemSizes(True)
        images.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        images.setFrameShape(QListWidget.Shape.NoFrame)
        images.setSpacing(1)
        images.setMinimumHeight(_THUMBNAIL_PX // 2)
        images.setAccessibleName(self.tr("Images"))
        images.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        images.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        images.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._add = QPushButton(self.tr("Add…"), self)
        self._add.setToolTip(self.tr("Add images to the list"))
        self._remove = QPushButton(self.tr("Remove"), self)
        self._remove.setToolTip(self.tr("Remove the selected images from the list"))
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        self.column.addLayout(switch)
        self.column.addWidget(self._summary)
        self.column.addWidget(images, 1)
        self.column.addLayout(buttons)
        self._connect()

    def show_state(self, state: State) -> None:
        (self._one if state.mode is Mode.ONE_MATERIAL else self._batch).setChecked(True)
        current = state.current.key if state.current else None
        labels = state.labels_of(state.phase)
        shown = (state.images, labels, current, state.mode)
        if shown == self._shown:
            return
        self._shown = shown
        self._summary.setText(self._summary_of(state))
        self._list.blockSignals(True)
        while self._list.count() > len(state.images):
            self._list.takeItem(self._list.count() - 1)
        del self._filled[len(state.images) :]
        for index, image in enumerate(state.images):
            filled = image, labels
            if index == len(self._filled):
                self._filled.append(filled)
                self._fill(QListWidgetItem(self._list), image)
            elif self._filled[index] != filled:
                self._filled[index] = filled
                self._fill(self._list.item(index), image)
            if image.key == current and self._list.currentRow() != index:
                self._list.setCurrentRow(index, _ALONE)
        self._list.blockSignals(False)
        self._icons = {image.key: self._icons[image.key] for image in state.images
                       if image.key in self._icons}  # fmt: skip
        self._drawing.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the thumbnails that become visible."""
        super().resizeEvent(event)
        self._drawing.start()

    def remove_selected(self) -> None:
        self._context.session.remove([item.data(_KEY) for item in self._list.selectedItems()])

    def _connect(self) -> None:
        session = self._context.session
        self._one.clicked.connect(lambda: session.set_mode(Mode.ONE_MATERIAL))
        self._batch.clicked.connect(lambda: session.set_mode(Mode.BATCH))
        self._add.clicked.connect(self.add_requested)
        self._remove.clicked.connect(self.remove_selected)
        self._list.currentItemChanged.connect(self._selected)
        self._list.itemChanged.connect(self._checked)
        self._list.customContextMenuRequested.connect(self._show_menu)
        self._list.verticalScrollBar().valueChanged.connect(self._drawing.start)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_selected)
        self._context.theme.changed.connect(self._forget_icons)
        self._context.theme.changed.connect(self._mark_mode)
        self._mark_mode()

    def _show_menu(self, place: QPoint) -> None:
        item = self._list.itemAt(place)
        if item is None:
            return
        session, key = self._context.session, item.data(_KEY)
        keys = frozenset(one.data(_KEY) for one in self._list.selectedItems())
        slices = slices_among(session.entries, session.state.mode, keys)
        path = next(image.path for image in session.state.images if image.key == key)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = self.tr("&Measure as one volume")
        if slices:
            text = self.tr("&Measure as one volume of {n} slices").format(n=len(slices))
        join = menu.addAction(text, lambda: session.join_slices(keys))
        join.setEnabled(bool(slices))
        show = menu.addAction(self.tr("&Show in folder"), partial(_show_folder, path))
        show.setEnabled(path is not None)
        menu.addSeparator()
        remove = menu.addAction(self.tr("&Remove from the list"), self.remove_selected)
        remove.setShortcut(QKeySequence.StandardKey.Delete)
        menu.popup(self._list.viewport().mapToGlobal(place))

    def _mode_button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setCheckable(True)
        return button

    def _mark_mode(self) -> None:
        colours = self._context.theme.colours
        style = (
            f"QPushButton:checked {{ background: {colours.accent}; color: {colours.on_accent};"
            f" border: 1px solid {colours.accent}; border-radius: 3px; padding: 4px; }}"
        )
        for button in (self._one, self._batch):
            button.setStyleSheet(style)

    def _summary_of(self, state: State) -> str:
        n = sum(image.n_images for image in state.images if image.included)
        if state.mode is Mode.BATCH:
            n = sum(image.included for image in state.images)
            one = self.tr("1 image, a separate material")
            return one if n == 1 else self.tr("{n} images, a result for each").format(n=n)
        if n < 2:
            return self.tr("More images of the material make the error smaller.")
        return self.tr("{n} images, measured together").format(n=n)

    def _fill(self, item: QListWidgetItem, image: ImageItem) -> None:
        numbers = self._context.numbers
        is_cube = len(image.shape) == 3 and len(set(image.shape)) == 1
        shape = numbers.shape(image.shape[:1]) + "³" if is_cube else numbers.shape(image.shape)
        size = shape.replace(" × ", "×")
        details = [size]
        if image.needs_threshold:
            details.append(self.tr("needs a threshold"))
        elif image.phase_fraction is not None:
            details.insert(0, numbers.percent(image.phase_fraction))
        if image.n_images > 1:
            details.append(self.tr("separate images"))
        if image.is_cropped:
            details.append(self.tr("cropped"))
        doubts = image.segmentation.doubts if image.segmentation else ()
        if doubts:
            details[0] = f"⚠ {details[0]}"
        item.setData(_KEY, image.key)
        # The line is short: of more than two details, the size is shown in the tooltip only.
        brief = [d for d in details if d is not size] or details
        lines = " · ".join(details if len(details) < 3 else brief), " · ".join(brief)
        name = f"{image.folder}/{image.name}" if image.folder else image.name
        item.setData(_NAME, name)
        item.setData(_LINES, lines)
        item.setText(f"{name}\n{lines[0]}")
        said = [self._context.say(doubt) for doubt in doubts]
        details = [str(image.path or image.name), " · ".join(details), *said]
        item.setToolTip(plain("\n".join(details)))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if image.included else Qt.CheckState.Unchecked)
        item.setIcon(QIcon(self._blank))

    def _draw_visible_thumbnails(self) -> None:
        """Draw the thumbnails of visible rows only: hundreds would need much time and memory.

        Where a figure beside the size would be cut, the size is left out.
        """
        bottom = self._list.viewport().height()
        self._list.blockSignals(True)
        for row in range(max(0, self._list.indexAt(_NEAR_TOP).row()), self._list.count()):
            item = self._list.item(row)
            place = self._list.visualItemRect(item)
            if place.top() > bottom or row >= len(self._filled):
                break
            if place.bottom() >= 0:
                item.setIcon(self._icon(*self._filled[row]))
                line, brief = item.data(_LINES)
                room = self._list.viewport().width() - _BESIDE_TEXT_PX
                is_whole = self._list.fontMetrics().horizontalAdvance(line) <= room
                item.setText(f"{item.data(_NAME)}\n{line if is_whole else brief}")
        self._list.blockSignals(False)

    def _icon(self, image: ImageItem, labels: tuple[int, ...]) -> QIcon:
        from imagerep_qt.widgets.image.thumbnail import thumbnail

        segmentation = image.segmentation
        if segmentation is None or not labels:
            return QIcon()
        stamp = (id(segmentation), labels)
        known = self._icons.get(image.key)
        if known is None or known[0] != stamp:
            ratio = self.devicePixelRatioF()
            side = round(_THUMBNAIL_PX * ratio)
            pixmap = QPixmap.fromImage(thumbnail(segmentation, labels, self._context.theme, side))
            pixmap.setDevicePixelRatio(ratio)
            known = self._icons[image.key] = (stamp, QIcon(pixmap))
        return known[1]

    def _forget_icons(self) -> None:
        self._icons.clear()
        self._drawing.start()

    def _selected(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._context.session.select(item.data(_KEY))

    def _checked(self, item: QListWidgetItem) -> None:
        checked = item.checkState() is Qt.CheckState.Checked
        self._context.session.set_included(item.data(_KEY), checked)


def _show_folder(path: Path | None) -> None:
    if path is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
