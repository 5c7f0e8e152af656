"""What is drawn in a plot."""

import pyqtgraph as pg

from imagerep_qt.widgets.plots.drag_line import DragLine
from imagerep_qt.widgets.plots.line_handle import LineHandle


def items(plot, kind):
    """Items of exactly a kind, in the order in which they were added."""
    return [item for item in plot.getPlotItem().items if type(item) is kind]


def lines(plot):
    """Lines to drag, by their place."""
    return sorted(items(plot, DragLine), key=lambda line: line.value())


def labels(plot):
    """Labels of lines that cannot be dragged."""
    return [line.label for line in items(plot, pg.InfiniteLine) if hasattr(line, "label")]


def marks(plot):
    """Values of the lines that cannot be dragged, by their label."""
    return {
        line.label.format: line.value()
        for line in items(plot, pg.InfiniteLine)
        if hasattr(line, "label")
    }


def handle(plot, name):
    """The keyboard's handle of a line."""
    found = plot.viewport().findChildren(LineHandle)
    return next(one for one in found if one.accessibleName().startswith(name))
