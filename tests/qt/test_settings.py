"""Settings of any content: what is stored makes no sense, and the window opens all the same."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QByteArray, QSettings

from imagerep_qt.session import InlineRunner
from imagerep_qt.settings import Settings
from imagerep_qt.widgets.labels import plain
from imagerep_qt.window.create import create_window

KEYS = ("recent", "theme", "language", "folder", "fiji_was_asked", "shows_directions",
        "confidence_level", "target", "target_is_relative", "method", "layout\\window")  # fmt: skip
VALUES = ("nan", "inf", "-1e300", "@Invalid()", "@ByteArray(junk)", "@Variant(\\0\\0\\x7f)",
          "x" * 5000, "a\\0b", "1, 2, 3", "~nosuchuser", "", "@Size(1 x)",
          "\\xff\\xfe")  # fmt: skip


def stored(tmp_path, value):
    path = tmp_path / "settings.ini"
    path.write_text("[General]\n" + "".join(f"{key}={value}\n" for key in KEYS[:-1])
                    + f"[layout]\nwindow={value}\n")  # fmt: skip
    return Settings(QSettings(str(path), QSettings.Format.IniFormat))


@pytest.mark.parametrize("value", VALUES)
def test_every_setting_has_a_value_that_makes_sense(tmp_path, value):
    settings = stored(tmp_path, value)
    assert settings.recent == []
    assert settings.theme == "system"
    assert settings.language == "system"
    assert isinstance(settings.folder, str)
    assert settings.fiji_was_asked is False
    assert math.isfinite(settings.confidence_level)
    assert math.isfinite(settings.target.value)
    assert isinstance(settings.layout("window"), QByteArray)


@pytest.mark.parametrize("value", ["nan", "-1e300", "x" * 5000, "@ByteArray(junk)"])
def test_the_window_opens(qtbot, qapp, tmp_path, value):
    window = create_window(qapp, InlineRunner(), stored(tmp_path, value), theme="light")
    qtbot.addWidget(window)
    assert 0 < window.session.state.confidence_level < 1


def test_names_of_files_are_no_markup():
    assert plain("a & b.tif\n2") == "a & b.tif\n2"
    assert plain("<b>x</b>\n2") == "<span>&lt;b&gt;x&lt;/b&gt;<br>2</span>"
