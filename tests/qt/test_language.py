"""Another language at once: every text is new, and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QFrame,
    QLabel,
    QListWidget,
    QTabWidget,
    QTreeWidget,
    QWidget,
)

from imagerep_qt.language import install
from imagerep_qt.session import InlineRunner
from imagerep_qt.session.notices import Severity, notice
from imagerep_qt.settings import Settings
from imagerep_qt.widgets.empty_page import EmptyPage
from imagerep_qt.window.create import create_window
from tests.qt.user import find, text_of

SAMPLES = "field_1.tif;field_2.tif;field_3.tif"


@pytest.fixture
def started(qtbot, tmp_path):
    """Starts a window in a language, with settings of its own."""
    locale = QLocale()

    def start(language):
        name = tmp_path / f"{language}-{len(list(tmp_path.iterdir()))}.ini"
        settings = Settings(QSettings(str(name), QSettings.Format.IniFormat))
        settings.language = language
        window = create_window(QApplication.instance(), InlineRunner(), settings, theme="light")
        qtbot.addWidget(window)
        window.resize(1280, 840)
        window.show()
        return window

    yield start
    install(QCoreApplication.instance(), locale, "en")


def settle():
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def speak(window, language):
    window.actions_.by_name[f"language_{language}"].trigger()
    settle()


def texts(window):
    """Everything that can be read in a window, also by a screen reader."""
    found = [window.windowTitle()]
    for part in window.findChildren(QWidget):
        found += [part.toolTip(), part.accessibleName(), part.accessibleDescription()]
        if isinstance(part, QLabel | QAbstractButton):
            of_page = isinstance(part.parent(), EmptyPage)
            if part.isHidden() or (of_page and not part.isVisibleTo(window)):
                continue  # what it said last
            found.append(part.text())
        elif isinstance(part, QComboBox):
            found += [part.itemText(k) for k in range(part.count())]
        elif isinstance(part, QTabWidget):
            found += [part.tabText(k) for k in range(part.count())]
        elif isinstance(part, QListWidget):
            found += [part.item(k).text() for k in range(part.count())]
        elif isinstance(part, QTreeWidget):
            found += [part.headerItem().text(k) for k in range(part.columnCount())]
    found += [action.text() for action in window.findChildren(QAction)]
    return sorted(text for text in found if text)


def shown_in(started, language):
    window = started(language)
    window.commands.open_sample(SAMPLES)
    window.actions_.by_name["view_likelihood"].trigger()
    settle()
    return window


def test_all_texts_change_and_the_result_stays(started):
    german = shown_in(started, "de")
    in_german = texts(german)
    window = shown_in(started, "en")
    in_english, result = texts(window), window.session.state.result
    speak(window, "de")
    assert window.session.state.result is result
    assert texts(window) == in_german
    value = text_of(german.workspace.result, "Phasenanteil und Fehler")
    assert "," in value
    assert text_of(window.workspace.result, "Phasenanteil und Fehler") == value
    speak(window, "en")
    assert window.session.state.result is result
    assert texts(window) == in_english


def test_what_was_done_and_what_is_seen_stay(started):
    window = started("en")
    window.commands.open_sample("volume_3d.tif")
    window.session.choose_phase(window.session.state.phases[0].label)
    window.session.set_confidence(0.99)
    view, work = window.workspace.image.view, window.workspace
    window.actions_.by_name["view_table"].trigger()
    view.slices.set_axis(1)
    view.slices.slider.setValue(17)
    view.bar.tint.setValue(35)
    view.set_crop_editing(True)
    settle()
    view.canvas.set_zoom(3.0)
    view.canvas.pan(0.1, -0.05)
    work.middle.setSizes([300, 420])
    work.tabs.table.order = (1, Qt.SortOrder.DescendingOrder)
    settle()
    area, state, sizes = view.canvas.area, window.session.state, work.middle.sizes()
    speak(window, "de")
    assert window.workspace is not work
    work, view = window.workspace, window.workspace.image.view
    assert work.tabs.currentWidget() is work.tabs.table
    assert work.tabs.table.order == (1, Qt.SortOrder.DescendingOrder)
    assert (view.plane.axis, view.plane.index) == (1, 17)
    assert view.bar.tint.value() == 35
    assert view.bar.crop.isChecked()
    assert work.middle.sizes() == sizes
    new = view.canvas.area  # the columns around it may have become wider
    assert new.width() == pytest.approx(area.width(), rel=0.1)
    assert (new.center() - area.center()).manhattanLength() < 0.05 * area.width()
    new = window.session.state
    assert [row.measurement for row in new.rows] == [row.measurement for row in state.rows]
    assert (new.result, new.undo, new.confidence_level) == (state.result, state.undo, 0.99)
    window.actions_.by_name["undo"].trigger()
    assert window.session.state.phase != state.phase


def test_the_window_goes_on_in_the_new_language(started, qtbot):
    window = started("en")
    speak(window, "de")
    assert window.start_page.isVisible()
    assert window.isAncestorOf(window.start_page)
    window.commands.open_sample("field_1.tif")
    assert text_of(window.workspace.result, "Phasenanteil und Fehler").startswith("25,2 ± ")
    for look in ("dark", "light"):  # nothing is left of the former window that would be told
        window.actions_.by_name[f"theme_{look}"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.tabs.currentIndex() == 1
    assert len(window.findChildren(type(window.menuBar()))) == 1
    assert window.actions_.languages["de"].isChecked()


def test_a_threshold_that_is_tried_out_stays(started, tmp_path):
    import numpy as np

    grey = np.random.default_rng(0).normal(120, 40, (200, 220)).clip(0, 255).astype(np.uint8)
    np.save(tmp_path / "grey.npy", grey)
    window = started("en")
    window.commands.open_paths([tmp_path / "grey.npy"], replace_all=True)
    window.workspace.image.view.set_threshold(93.0)
    speak(window, "de")
    assert window.workspace.image.view.threshold.value == 93.0


def menus_of(window):
    from PySide6.QtWidgets import QMenu

    yield window.menuBar()
    yield from window.menuBar().findChildren(QMenu)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_two_entries_of_a_menu_share_a_letter(started, language):
    for menu in menus_of(started(language)):
        keyed = [a.text() for a in menu.actions() if "&" in a.text() and a.isVisible()]
        letters = [text[text.index("&") + 1].casefold() for text in keyed]
        assert len(letters) == len(set(letters)), keyed


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_two_parts_of_the_window_share_a_letter(started, language):
    """Alt and the letter would go from one to the other instead of opening the menu."""
    window = shown_in(started, language)
    views = window.workspace.tabs
    keyed = [action.text() for action in window.menuBar().actions()]
    keyed += [views.tabText(k) for k in range(views.count())]
    keyed += [label.text() for label in window.findChildren(QLabel) if label.buddy() is not None]
    keyed += [button.text() for button in window.findChildren(QAbstractButton)]
    keyed = [text for text in keyed if "&" in text]
    letters = [text[text.index("&") + 1].casefold() for text in keyed]
    assert len(letters) == len(set(letters)), keyed
    assert len(letters) > 10


def test_a_name_stands_in_the_quotes_of_the_language(started):
    window = shown_in(started, "en")
    window.session.rename_phase(window.session.state.phase, "pore")
    assert find(window.workspace.result, QLabel, "Fraction of phase").text().endswith(" “pore”")
    speak(window, "de")
    assert find(window.workspace.result, QLabel, "Anteil der Phase").text().endswith(" „pore“")
    line = find(window, QListWidget, "Bilder").item(0).text()
    assert "25,2\u202f%" in line


def shown_notices(window):
    frames = window.notices.findChildren(QFrame, "notice")
    labels = [label for frame in frames for label in frame.findChildren(QLabel)]
    return [label.text().replace("\u200b", "") for label in labels]  # places to break a line


def test_notices_change_their_language(started, monkeypatch, tmp_path):
    window = started("en")
    window.commands.open_sample("field_1.tif")
    target = tmp_path / "field 1.5.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "*.csv"))
    window.exports.export_plot(None, "table")
    window.exports.export_table()
    window.session.notify(notice("fiji-has-result", Severity.INFORMATION))
    settle()
    english = shown_notices(window)
    assert english[1] == f"“{target.name}” was written to {tmp_path}."
    speak(window, "de")
    german = shown_notices(window)
    assert german == [
        "Es ist kein Diagramm zu sehen. Wählen Sie zuerst Bildgröße, Likelihood, Korrelation oder "
        "Spektrum.",
        f"„{target.name}“ wurde in {tmp_path} gespeichert.",
        "Das Ergebnis ist in Fiji zu sehen.",
    ]
    speak(window, "en")
    assert shown_notices(window) == english


@pytest.mark.parametrize("language", ["en", "de"])
def test_labels_have_room_for_their_underlined_letters(started, language):
    window = started(language)
    window.commands.open_sample("three_phase_2d.tif")
    labels = [label for label in window.findChildren(QLabel) if label.buddy() and label.isVisible()]
    assert len(labels) >= 5
    for label in labels:
        before, _, after = label.text().partition("&")
        metrics = label.fontMetrics()  # a letter underlined stands apart, without kerning
        needed = sum(map(metrics.horizontalAdvance, (before, after[:1], after[1:])))
        assert needed <= label.sizeHint().width(), label.text()
