"""Tabs that move together, and then cut their titles, before one would have to be scrolled to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QTabWidget, QWidget

from imagerep_qt.theme import STYLE

_CLOSE_PX = 8
"""Room beside the titles where there is too little for all."""


class _CloseTabs(QProxyStyle):
    """The style of the app with less room beside the titles in a narrow tab widget."""

    def __init__(self, tabs: QTabWidget) -> None:
        super().__init__(STYLE)
        self.setParent(tabs)
        self._tabs = tabs

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        room = super().pixelMetric(metric, option, widget)
        if metric is not QStyle.PixelMetric.PM_TabBarTabHSpace:
            return room
        bar = self._tabs.tabBar()
        titles = [bar.tabText(index).replace("&", "") for index in range(bar.count())]
        needed = sum(bar.fontMetrics().horizontalAdvance(title) + room for title in titles)
        return room if needed <= self._tabs.width() else _CLOSE_PX


def show_all_tabs(tabs: QTabWidget) -> None:
    """Have every tab in sight, however narrow the widget is."""
    tabs.tabBar().setStyle(_CloseTabs(tabs))
    tabs.setUsesScrollButtons(False)
    tabs.setElideMode(Qt.TextElideMode.ElideRight)
