"""The translation files hold what the app can say, and the app says it."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import shutil
import string
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import FOLDER, install, locale_of
from imagerep_qt.messages import say
from imagerep_qt.phrases import Phrases, matched
from imagerep_qt.session.messages import CATALOGUE, Message

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(FOLDER.glob("*.ts"))
COMMAND = "uv run python resources/update_translations.py"
GERMAN = NumberFormat(",", ".")
FIELD = re.compile(r"\{\w+\}|%n|%L\d")


def updating():
    place = ROOT / "resources" / "update_translations.py"
    spec = importlib.util.spec_from_file_location("update_translations", place)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(path):
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - a file of this project
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")]
            yield (
                context.findtext("name"),
                message.findtext("source"),
                forms or [translation.text or ""],
                translation.get("type"),
            )


@pytest.fixture
def german(qapp):
    texts = {
        "Correlating": "Korrelieren",
        "{what} is empty (shape {shape}).": "{what} ist leer (Form {shape}).",
        "The image": "Das Bild",
        "The image is {size_text} px, too small to measure.": "{size_text} px sind zu wenig.",
    }

    class Words(QTranslator):
        def isEmpty(self):  # noqa: N802 - the name is Qt's
            return False

        def translate(self, context, source, disambiguation=None, n=-1):
            return texts.get(source, "") if context == "Core" else ""

    translator = Words()
    QCoreApplication.installTranslator(translator)
    yield Phrases(GERMAN)
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def restored(qapp):
    before = QLocale()
    yield qapp
    install(qapp, QLocale("C"))
    QLocale.setDefault(before)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_hold_the_texts_of_the_source(path, tmp_path):
    updated = tmp_path / path.name
    shutil.copy(path, updated)
    updating().update(updated)
    before = {message[:2] for message in messages(path)}
    after = {message[:2] for message in messages(updated)}
    assert (after - before, before - after) == (set(), set()), f"new and gone texts: {COMMAND}"


def test_the_list_of_core_texts_is_that_of_the_source():
    listed = json.loads((FOLDER / "core.json").read_text(encoding="utf-8"))
    assert listed == updating().core_texts(), COMMAND


def test_every_text_that_is_translated_in_the_code_is_found_by_lupdate():
    found = {(context, source) for path in FILES for context, source, *_ in messages(path)}
    sources = {source for _, source in found}
    for path in sorted((ROOT / "imagerep_qt").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            where = f"{path.name}:{call.lineno}"
            if name == "translate" and isinstance(call.func, ast.Name):
                if path.name in ("phrases.py", "messages.py"):
                    continue
                context, text = (argument.value for argument in call.args[:2])
                assert (context, text) in found, f"{where}: {COMMAND}"
            elif name == "tr":
                assert isinstance(call.args[0], ast.Constant), f"{where}: not a text"
                assert call.args[0].value in sources, f"{where}: lupdate reads no f-strings"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_translated(path):
    missing = [message for message in messages(path) if message[3] or not all(message[2])]
    listed = "\n".join(f"  {context}: {source}" for context, source, *_ in missing)
    assert not missing, (
        f"{len(missing)} texts have no translation yet. Write them into {path.name}, between the "
        f'<translation> tags (and take out type="unfinished"), then: {COMMAND}\n{listed}'
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_translations_have_the_places_of_their_source(path):
    for context, source, forms, _ in messages(path):
        wanted = set(FIELD.findall(source))
        for form in filter(None, forms):
            given = set(FIELD.findall(form))
            optional = {"{n}", "%n"} if len(forms) > 1 else set()
            assert given <= wanted, (context, source, form)
            assert wanted - given <= optional, (context, source, form)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_compiled_file_says_what_its_source_says(path):
    compiled = QTranslator()
    assert compiled.load(str(path.with_suffix(".qm")))
    stale = [
        source
        for context, source, forms, _ in messages(path)
        if (compiled.translate(context, source) or source) != forms[0]
    ]
    assert stale == [], COMMAND


def test_every_core_text_is_known_again_with_its_values():
    assert matched("") is None
    for template in json.loads((FOLDER / "core.json").read_text(encoding="utf-8")):
        names = re.findall(r"\{(\w+)\}", template)
        said = template
        for number, name in enumerate(names):
            said = said.replace(f"{{{name}}}", f"v{number}", 1)
        found = matched(said)
        assert found is not None, template
        again = found[0].template
        for name, value in found[1].items():
            again = again.replace(f"{{{name}}}", value)
        assert again == said, template


@pytest.mark.parametrize("name", ["a b.tif", "scan 1.5.tif", "{name}.tif"])
def test_values_are_put_into_the_translation(qapp, restored, name):
    install(qapp, QLocale("de"))
    reading = Message("reading-file", {"name": name})
    assert say(reading, GERMAN) == f"{name} wird gelesen"
    assert str(reading) == f"Reading {name}"
    stage = Message("stage-of", {"title": Message("phase", {"label": 5}), "stage": reading})
    assert say(stage, GERMAN) == f"Phase 5: {name} wird gelesen"
    assert str(stage) == f"Phase 5: Reading {name}"


def test_numbers_in_messages_take_the_format_of_the_locale(monkeypatch):
    templates = {"length": "“{name}” is {length:,.1f} {unit} long, {n} times."}
    monkeypatch.setattr(Message, "catalogue", templates)
    message = Message("length", {"name": "1.5", "length": 1234.56, "unit": "µm", "n": 3})
    assert say(message, GERMAN) == "“1.5” is 1.234,6 µm long, 3 times."
    assert str(message) == "“1.5” is 1,234.6 µm long, 3 times."


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_message_can_be_said(qapp, restored, code):
    """In German it differs from English unless it has no words; hints have no other values."""
    fields = {name for _, name, _, _ in string.Formatter().parse(CATALOGUE[code]) if name}
    of_message = CATALOGUE[code.removesuffix(".hint")]
    assert fields <= {name for _, name, _, _ in string.Formatter().parse(of_message) if name}
    values = {name: f"‹{name}›" for name in fields}
    install(qapp, QLocale("de"))
    said = say(Message(code, values), GERMAN)
    assert all(value in said for value in values.values())
    same = {"as-written", "stage-of", "phase"}
    assert (said == str(Message(code, values))) == (code in same)


def test_enumerations_are_translated_part_by_part(qapp, restored):
    install(qapp, QLocale("de"))
    warning = (
        "The two-point method gives ± 8.2 percentage points and a length scale of 15.8 px, the "
        "spectral method ± 1.3 and 2.64 px. A likely reason: its features are packed or arranged "
        "periodically and its features are nearly as large as the image. Until a larger image is "
        "at hand, the wider interval is the safe choice."
    )
    assert Phrases(GERMAN).said(warning) == (
        "Die Zweipunktmethode gibt ± 8,2 Prozentpunkte und eine Längenskala von 15,8 px, die "
        "Spektralmethode ± 1,3 und 2,64 px. Ein wahrscheinlicher Grund: seine Merkmale sind "
        "gepackt oder periodisch angeordnet und seine Merkmale sind fast so groß wie das Bild. "
        "Bis ein größeres Bild vorliegt, ist das breitere Intervall die sichere Wahl."
    )


def test_the_sentence_is_german_with_german_numbers(qapp, restored):
    from imagerep.result.statement import statement

    install(qapp, QLocale("de"))
    said = Phrases(GERMAN).sentence(statement(0.418, 0.017, 0.95))
    assert said.startswith("Der Phasenanteil im segmentierten Bild beträgt 0,418.")
    assert "Konfidenz von 95,0\u202f%" in said
    assert said.endswith("0,418 ± 0,017).")


def test_values_that_are_texts_are_translated_too(german):
    assert german.said("The image is empty (shape (0, 3)).") == "Das Bild ist leer (Form (0, 3))."


def test_numbers_take_the_format_of_the_locale_but_names_do_not():
    said = Phrases(GERMAN).said
    warning = (
        "The shortest side, 1,234 px, holds only 2.5 characteristic lengths (100 px); with fewer "
        "than 5 the image says little about its own representativity."
    )
    assert said(warning).startswith("The shortest side, 1.234 px, holds only 2,5 character")
    assert said("“0.5” does not exist.") == "“0.5” does not exist."
    assert said("There is no folder /data 1.5 um/a.") == "There is no folder /data 1.5 um/a."
    assert said("Something new, 0.5 wide.") == "Something new, 0.5 wide."


def test_a_sentence_without_a_translation_stays_exactly_as_it_is():
    from imagerep.result.statement import statement

    assert Phrases(GERMAN).sentence(statement(0.418, 0.017, 0.95)) == statement(0.418, 0.017, 0.95)


def test_the_language_brings_numbers_and_the_texts_of_qt(restored):
    install(restored, QLocale("de_AT"))
    assert QLocale().decimalPoint() == ","
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    install(restored, QLocale("en_GB"))
    assert QLocale().decimalPoint() == "."
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_language_may_be_another_than_that_of_the_numbers(restored):
    install(restored, QLocale("de_CH"), "en")
    assert QLocale().name() == "de_CH"
    assert QCoreApplication.translate("Menu", "&File") == "&File"
    install(restored, QLocale("en_GB"), "de")
    assert QLocale().decimalPoint() == "."
    assert QCoreApplication.translate("Menu", "&File") == "&Datei"


def test_a_language_that_is_not_the_systems_brings_its_own_habits(monkeypatch):
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("de_CH")))
    assert locale_of("system").name() == "de_CH"
    assert locale_of("de").name() == "de_CH"
    assert locale_of("en").language() is QLocale.Language.English


def test_what_the_window_says_can_be_translated(qapp, qtbot, tmp_path):

    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QAbstractButton, QWidget

    from imagerep_qt.session import InlineRunner
    from imagerep_qt.settings import Settings
    from imagerep_qt.window.create import create_window

    class Marked(QTranslator):
        def isEmpty(self):  # noqa: N802 - the name is Qt's
            return False

        def translate(self, context, source, disambiguation=None, n=-1):
            return f"⟦{source}⟧"

    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    translator = Marked()
    QCoreApplication.installTranslator(translator)
    try:
        window = create_window(qapp, InlineRunner(), Settings(store), theme="light", locale="en_GB")
        QCoreApplication.installTranslator(translator)
        qtbot.addWidget(window)
        window.show()
        window.commands.open_sample("volume_3d.tif")
        window.drop_and_paste.zones.ask(lambda place: None)
        said = {}
        for thing in [*window.findChildren(QAction), *window.findChildren(QWidget)]:
            if isinstance(thing, QAction | QAbstractButton):
                said[thing.text()] = thing
            said[thing.toolTip()] = thing
            if isinstance(thing, QWidget):
                said[thing.accessibleName()] = thing
    finally:
        QCoreApplication.removeTranslator(translator)
    names = {"English", "Deutsch", "ImageRep", "volume_3d.tif"}
    plain = [
        text
        for text in said
        if re.search("[A-Za-z]{2}", text) and "⟦" not in text and text not in names
    ]
    assert plain == [], [said[text] for text in plain]
