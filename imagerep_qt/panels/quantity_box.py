"""Choice of what is measured of the phase."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from imagerep.image.label_text import labels_text
from imagerep_qt.panels.about_quantities import about_quantity, short_name
from imagerep_qt.panels.context import Context
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import QuantityChoice, State
from imagerep_qt.session.choices import PHASE_RATIO
from imagerep_qt.session.quantities import Offer
from imagerep_qt.widgets.card import raise_fields

_LEAST_CHARACTERS = 8
"""Width of the lists in characters: a longer name is cut there, and whole in what opens."""


class QuantityBox(QWidget):
    """The quantity, and the further phases that it has."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wording = Wording(context.numbers)
        self._shown: object = None
        self._offers: tuple[Offer, ...] = ()
        self._quantity = self._list(self.tr("Quantity that is measured"))
        self._others = self._list("")
        self._others_label = QLabel(self)
        self._others_label.setBuddy(self._others)
        label = QLabel(self.tr("&Quantity"), self)
        label.setBuddy(self._quantity)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self._quantity, 0, 1)
        grid.addWidget(self._others_label, 1, 0)
        grid.addWidget(self._others, 1, 1)
        grid.setColumnStretch(1, 1)
        self._quantity.activated.connect(self._choose)
        self._others.activated.connect(self._choose_others)
        context.theme.changed.connect(self._raise)
        self._raise()

    def show_state(self, state: State) -> None:
        names = tuple((p.labels, p.name) for p in state.phases)
        shown = (state.quantities, state.quantity, state.phase, names)
        if shown == self._shown:
            return
        self._shown = shown
        self._offers = state.quantities
        self.setEnabled(bool(state.quantities))
        blockers = QSignalBlocker(self._quantity), QSignalBlocker(self._others)
        self._fill_quantities(state)
        self._fill_others(state)
        del blockers

    def focus(self) -> None:
        """Go to the list, for the keyboard."""
        self._quantity.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill_quantities(self, state: State) -> None:
        box = self._quantity
        box.clear()
        for offer in state.quantities:
            name = short_name(offer, self._context.numbers)
            about = about_quantity(offer.name)
            if not offer.others:
                needs = self.tr("{quantity} (needs {n} phases)")
                name = needs.format(quantity=name, n=offer.n_phases)
            box.addItem(name, offer.name)
            box.setItemData(box.count() - 1, about, Qt.ItemDataRole.ToolTipRole)
            model = box.model()
            if not offer.others and isinstance(model, QStandardItemModel):
                model.item(box.count() - 1).setEnabled(False)
        box.setCurrentIndex(max(0, box.findData(state.quantity.name)))
        about = about_quantity(state.quantity.name)
        box.setToolTip(f"{box.currentText()}: {about}" if state.quantities else "")
        _widen(box)

    def _fill_others(self, state: State) -> None:
        box, quantity = self._others, state.quantity
        offer = next((one for one in state.quantities if one.name == quantity.name), None)
        has_others = offer is not None and offer.n_phases > 1
        for widget in (box, self._others_label):
            widget.setVisible(has_others)
        box.clear()
        if offer is None or not has_others:
            return
        is_ratio = quantity.name == PHASE_RATIO
        self._others_label.setText(self.tr("over") if is_ratio else self.tr("with"))
        box.setAccessibleName(
            self.tr("What the phase is set in relation to")
            if is_ratio
            else self.tr("Further phases that it has")
        )
        box.setToolTip(box.accessibleName())
        for labels in offer.others:
            parts = [self._phase(state, label) for label in labels]
            box.addItem((" + " if is_ratio else ", ").join(parts), labels)
        box.setCurrentIndex(offer.others.index(quantity.others))
        _widen(box)

    def _phase(self, state: State, label: int) -> str:
        labels, item = state.labels_of(label), state.item_of(label)
        name = item.name if item is not None else ""
        return name or self._wording.colour_names(labels) or labels_text(labels, " + ")

    def _choose(self, index: int) -> None:
        name = self._quantity.itemData(index)
        offer = next((one for one in self._offers if one.name == name), None)
        if offer is not None and offer.others:
            now = self._context.session.state.quantity
            self._take(offer, now.others if now.name == name else offer.others[0])

    def _choose_others(self, index: int) -> None:
        name = self._context.session.state.quantity.name
        offer = next((one for one in self._offers if one.name == name), None)
        if offer is not None:
            self._take(offer, offer.others[index])

    def _take(self, offer: Offer, others: tuple[int, ...]) -> None:
        self._context.session.choose_quantity(QuantityChoice(offer.name, others))

    def _list(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LEAST_CHARACTERS)
        return box

    def _raise(self) -> None:
        raise_fields((self._quantity, self._others), self._context.theme)


def _widen(box: QComboBox) -> None:
    """Show long names whole in the list that opens."""
    view = box.view()
    view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width())
