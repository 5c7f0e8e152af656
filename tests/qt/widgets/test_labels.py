"""Small parts of panels."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imagerep_qt.widgets.labels import Headline


@pytest.fixture
def headline(qtbot):
    column = QWidget()
    qtbot.addWidget(column)
    line = Headline((1.2, 1.6, 2.2), column)
    QVBoxLayout(column).addWidget(line)
    column.resize(240, 80)
    column.show()
    yield line
    column.close()


def advance(line: Headline) -> int:
    return QFontMetrics(line.font()).horizontalAdvance(line.text())


def test_a_headline_shrinks_to_its_column_and_grows_again(headline):
    headline.setText("25.0 %")
    large, height = headline.font(), headline.height()
    headline.setText("25.00000 ± 0.00092 %")
    assert headline.font().pointSizeF() < large.pointSizeF()
    assert advance(headline) <= headline.width()
    assert headline.height() == height
    headline.setText("25.0 %")
    assert headline.font() == large


def test_a_headline_never_makes_its_column_wider(headline):
    column = headline.parentWidget()
    before = column.minimumSizeHint().width()
    headline.setText("25.00000 ± 0.00092 % " * 4)
    assert column.minimumSizeHint().width() == before
    small = headline.font().pointSizeF()
    column.resize(1600, 80)
    assert headline.font().pointSizeF() > small
