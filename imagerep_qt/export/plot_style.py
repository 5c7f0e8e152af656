"""Plots drawn for print instead of the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QPen

from imagerep_qt.widgets.plots.axis import Axis
from imagerep_qt.widgets.plots.drag_line import DragLine


@contextmanager
def for_print(plot: pg.PlotWidget, ratio: float = 1.0) -> Iterator[None]:
    """Draw a plot without caches and grips, with lines as thick as on the screen."""
    ratio /= plot.devicePixelRatioF()  # lines on the screen are that thick already
    with ExitStack() as undo:
        for item in plot.scene().items():
            undo.callback(item.setCacheMode, item.cacheMode())
            item.setCacheMode(item.CacheMode.NoCache)
            if isinstance(item, DragLine):
                undo.callback(item.show_grip, True)
                item.show_grip(False)
            for set_value, old, new in _changes(item, ratio):
                undo.callback(set_value, old)
                set_value(new)
        yield


def _changes(item: Any, ratio: float) -> Iterator[tuple[Callable[[Any], None], Any, Any]]:
    """Setters of what differs in print, with the value on the screen and in print."""
    if isinstance(item, Axis):
        yield item.set_thickness, item.thickness, item.thickness * ratio
    elif isinstance(item, pg.InfiniteLine):
        yield partial(setattr, item, "currentPen"), item.currentPen, _thick(item.currentPen, ratio)
    elif isinstance(item, pg.PlotCurveItem | pg.ErrorBarItem | pg.ScatterPlotItem):
        pen = item.opts["pen"]
        yield partial(item.opts.__setitem__, "pen"), pen, _thick(pen, ratio)
    if isinstance(item, pg.ScatterPlotItem):
        cached = item.opts["useCache"]  # rendered in the pixels of the screen
        yield partial(item.opts.__setitem__, "useCache"), cached, False
        pens = item.data["pen"].copy()
        thick = np.array([_thick(pen, ratio) for pen in pens], dtype=object)
        yield partial(item.data["pen"].__setitem__, slice(None)), pens, thick


def _thick(pen: Any, ratio: float) -> Any:
    """Pen for print; anything else is returned as it is."""
    if not isinstance(pen, QPen):
        return pen
    thick = QPen(pen)
    thick.setWidthF(max(1.0, pen.widthF()) * ratio)
    return thick
