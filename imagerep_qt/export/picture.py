"""A plot made ready to be drawn for paper: nothing of the screen is left in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QPen

from imagerep_qt.widgets.axis import Axis
from imagerep_qt.widgets.drag_line import DragLine


@contextmanager
def as_a_picture(plot: pg.PlotWidget, ratio: float = 1.0) -> Iterator[None]:
    """Draw a plot without caches and grips, with lines as thick as on the screen."""
    ratio /= plot.devicePixelRatioF()  # what is drawn on the screen is that thick already
    with ExitStack() as undo:
        for item in plot.scene().items():
            undo.callback(item.setCacheMode, item.cacheMode())
            item.setCacheMode(item.CacheMode.NoCache)
            if isinstance(item, DragLine):
                undo.callback(item.show_grip, True)
                item.show_grip(False)
            for put, old, new in _changes(item, ratio):
                undo.callback(put, old)
                put(new)
        yield


def _changes(item: Any, ratio: float) -> Iterator[tuple[Callable[[Any], None], Any, Any]]:
    """What has to be another in a picture: how it is put, what it is now, what it becomes."""
    if isinstance(item, Axis):
        yield item.set_thickness, item.thickness, item.thickness * ratio
    elif isinstance(item, pg.InfiniteLine):
        yield partial(setattr, item, "currentPen"), item.currentPen, _thick(item.currentPen, ratio)
    elif isinstance(item, pg.PlotCurveItem | pg.ErrorBarItem | pg.ScatterPlotItem):
        pen = item.opts["pen"]
        yield partial(item.opts.__setitem__, "pen"), pen, _thick(pen, ratio)
    if isinstance(item, pg.ScatterPlotItem):
        cached = item.opts["useCache"]  # pictures of dots, in the pixels of the screen
        yield partial(item.opts.__setitem__, "useCache"), cached, False
        pens = item.data["pen"].copy()
        thick = np.array([_thick(pen, ratio) for pen in pens], dtype=object)
        yield partial(item.data["pen"].__setitem__, slice(None)), pens, thick


def _thick(pen: Any, ratio: float) -> Any:
    """Pen of a picture; what is no pen stays."""
    if not isinstance(pen, QPen):
        return pen
    thick = QPen(pen)
    thick.setWidthF(max(1.0, pen.widthF()) * ratio)
    return thick
