"""Tabs that move together, and then cut their titles, before one would have to be scrolled to."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QTabBar,
    QTabWidget,
    QWidget,
)

from imagerep_qt.theme import STYLE

_COMPACT_PX = 8
"""Room beside the titles where there is too little for all."""


class _CompactTabs(QProxyStyle):
    """The style of the app with less room beside the titles in a narrow tab widget.

    One for all windows, and as long as the app: Qt asks it while a window is taken down, and
    crashes where Python has already collected it.
    """

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        room = super().pixelMetric(metric, option, widget)
        if metric is not QStyle.PixelMetric.PM_TabBarTabHSpace or not isinstance(widget, QTabBar):
            return room
        titles = [widget.tabText(index).replace("&", "") for index in range(widget.count())]
        needed = sum(widget.fontMetrics().horizontalAdvance(title) + room for title in titles)
        tabs = widget.parentWidget()
        return room if tabs is None or needed <= tabs.width() else _COMPACT_PX


def show_all_tabs(tabs: QTabWidget) -> None:
    """Have every tab in sight, however narrow the widget is."""
    app = cast(QApplication, QApplication.instance())
    style = app.findChild(_CompactTabs)
    if style is None:
        style = _CompactTabs(STYLE)
        style.setParent(app)
    tabs.tabBar().setStyle(style)
    tabs.setUsesScrollButtons(False)
    tabs.setElideMode(Qt.TextElideMode.ElideRight)
