"""Fiji from the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from imagerep_qt.panels.drop_zones import Place
from imagerep_qt.session import Mode
from tests.qt.user import last_notice


def test_fiji_is_asked_for_once(window, settings, tmp_path, monkeypatch):
    pytest.importorskip("fiji_bridge.fiji_folder")
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("fiji_bridge.fiji_folder.usual_places", lambda: ())
    asked, got = [], []
    monkeypatch.setattr(QMessageBox, "exec", lambda self: asked.append(self))
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda self: self.buttons()[answer_index[0]])
    monkeypatch.setattr("imagerep_qt.fiji.FijiLink.get_image", lambda self, **_: got.append(self))
    answer_index = [0]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(tmp_path))
    window.actions_.by_name["fiji_get"].trigger()
    assert "is not a Fiji folder" in last_notice(window.session)
    assert got == []

    plain = next(i for i, b in enumerate(asked[0].buttons()) if "plain" in b.text())
    answer_index[0] = plain
    window.actions_.by_name["fiji_get"].trigger()
    window.actions_.by_name["fiji_get"].trigger()
    assert len(got) == 2
    assert len(asked) == 2
    assert settings.fiji_was_asked


def test_an_image_of_fiji_is_asked_about_beside_others(measured, monkeypatch, qtbot):
    monkeypatch.setattr("imagerep_qt.dialogs.fiji_folder.settle_fiji", lambda *_: True)
    asked = []
    monkeypatch.setattr(
        "imagerep_qt.fiji.FijiLink.get_image", lambda self, **how: asked.append(how)
    )
    measured.actions_.by_name["fiji_get"].trigger()
    assert asked == []
    card = measured.drop_and_paste.zones.cards[Place.BATCH]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert asked == [{"replace_all": False, "mode": Mode.BATCH}]
    measured.session.close_all()
    measured.actions_.by_name["fiji_get"].trigger()
    assert asked[1] == {"replace_all": True, "mode": Mode.ONE_MATERIAL}


def test_imagerep_is_added_to_fiji_and_removed(window, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("fiji_bridge.fiji_folder.usual_places", lambda: ())
    home = tmp_path / "My ImageJ ü"
    home.mkdir()
    chosen = [""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: chosen[0])
    add, remove = (window.actions_.by_name[name] for name in ("fiji_add", "fiji_remove"))
    notices = window.session.state.notices
    add.trigger()  # the dialog was cancelled
    assert window.session.state.notices == notices
    chosen[0] = str(home)
    add.trigger()
    assert "is not a folder of Fiji or ImageJ" in last_notice(window.session)
    (home / "ij.jar").touch()
    add.trigger()
    assert str(home) in last_notice(window.session)
    assert (home / "plugins" / "ImageRep" / "measure-representativity.txt").is_file()
    remove.trigger()
    assert "no longer" in last_notice(window.session)
    assert sorted(home.iterdir()) == [home / "ij.jar"]
    remove.trigger()
    assert "is not installed in" in last_notice(window.session)
