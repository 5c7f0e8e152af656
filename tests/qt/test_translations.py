"""The translation files hold what the app can say, and the app says it."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import string
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from imagerep.errors import ImageReadError
from imagerep.messages import STAGES, MeasurementWarning, Message
from imagerep.result.statement import statement
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import FOLDER, install, locale_of
from imagerep_qt.messages import CONTEXT, WORDS, say, say_all, say_remedy, say_sentence
from imagerep_qt.session import AppMessage
from imagerep_qt.widgets.labels import BETWEEN

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(FOLDER.glob("*.ts"))
COMMAND = "uv run python resources/update_translations.py"
GERMAN = NumberFormat(",", ".")
FIELD = re.compile(r"\{(?:[\w:.,%]|\{\w+\})+\}|%n|%L\d")
"""A value in a text, with the digits that it is written with."""


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
def restored(qapp):
    before = QLocale()
    yield qapp
    install(qapp, QLocale("C"))
    QLocale.setDefault(before)


@pytest.fixture
def german(restored):
    install(restored, QLocale("de"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_hold_the_texts_of_the_source(path, tmp_path):
    updated = tmp_path / path.name
    shutil.copy(path, updated)
    updating().update(updated)
    before = {message[:2] for message in messages(path)}
    after = {message[:2] for message in messages(updated)}
    assert (after - before, before - after) == (set(), set()), f"new and gone texts: {COMMAND}"


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
                if not isinstance(call.args[1], ast.Constant):
                    assert path == ROOT / "imagerep_qt" / "messages.py", where
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
def test_translations_have_the_parts_of_their_source(path):
    """A line that is too narrow for all of a reading leaves out whole parts."""
    for context, source, forms, _ in messages(path):
        for form in filter(None, forms):
            assert form.count(BETWEEN) == source.count(BETWEEN), (context, source, form)


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


@pytest.mark.parametrize("name", ["a b.tif", "scan 1.5.tif", "{name}.tif"])
def test_values_are_put_into_the_translation(german, name):
    reading = AppMessage("reading-file", name=name)
    assert say(reading, GERMAN) == f"{name} wird gelesen"
    assert str(reading) == f"Reading {name}"
    stage = AppMessage("stage-of", title=AppMessage("phase", label=5), stage=reading)
    assert say(stage, GERMAN) == f"Phase 5: {name} wird gelesen"
    assert str(stage) == f"Phase 5: Reading {name}"
    assert say(AppMessage("stage-of", title=reading, stage=STAGES[0]), GERMAN).endswith(
        "wird gelesen: Lesen des Bildes"
    )


def test_numbers_in_messages_take_the_format_of_the_locale(monkeypatch):
    templates = {"length": ("“{name}” is {length:,.1f} {unit} long, {n} times, {share:.1%}.", "")}
    monkeypatch.setattr(AppMessage, "catalogue", templates)
    message = AppMessage("length", name="1.5", length=1234.56, unit="µm", n=3, share=0.1234)
    assert say(message, GERMAN) == "“1.5” is 1.234,6 µm long, 3 times, 12,3\u202f%."
    assert str(message) == "“1.5” is 1,234.6 µm long, 3 times, 12.3%."
    assert say_remedy(message, GERMAN) == ""
    assert say_all(message, GERMAN) == say(message, GERMAN)


def values_of(template):
    """Names of the values in a template, and the kind that each is formatted as."""
    found = {}
    for _, name, spec, _ in string.Formatter().parse(template):
        if name:
            found[name] = found.get(name, "") + spec
            found |= values_of(spec)
    return found


@pytest.mark.parametrize("message", [Message, AppMessage])
def test_every_message_can_be_said(german, message):
    """Its text has all values; in German it differs from English unless it has no words."""
    alike = set()
    for code, (text, remedy) in message.catalogue.items():
        first, last = values_of(text), values_of(remedy)
        specs = {name: first.get(name, "") + last.get(name, "") for name in first | last}
        values = {
            name: 7 if spec or "digits" in name else f"‹{name}›" for name, spec in specs.items()
        }
        one = message(code, **values)
        said = say_all(one, GERMAN)
        asked = {name for template in (text, remedy) for name in values_of(template)}
        assert all(str(values[name]) in said for name in asked if "digits" not in name), code
        if said == f"{one.text} {one.remedy}".strip():
            alike.add(code)
    assert alike <= {"as-written", "stage-of", "phase", "offer-array"}


def test_reasons_of_a_disagreement_are_translated_one_by_one(german):
    reasons = Message("reason-ordered"), Message("reason-elongated", ratio=2.54)
    warning = MeasurementWarning(
        "methods-disagree", method="two-point", points=8.21, length=15.8, other_method="spectral",
        other_points=1.3, other_length=2.64, reasons=reasons,
    )  # fmt: skip
    assert say(warning, GERMAN) == (
        "Die Zweipunktmethode gibt ± 8,2 Prozentpunkte und eine Längenskala von 15,8 px, die "
        "Spektralmethode ± 1,3 und 2,64 px. Ein wahrscheinlicher Grund: Die Merkmale sind gepackt "
        "oder periodisch angeordnet. Ein wahrscheinlicher Grund: Die Merkmale sind gestreckt "
        "(2,5-mal so lang wie breit). Bis ein größeres Bild vorliegt, ist das breitere Intervall "
        "die sichere Wahl."
    )


def test_words_that_are_values_are_translated_but_names_are_not(german):
    error = ImageReadError("unknown-format", name="text", kind="text")
    assert say(error.reason, GERMAN) == ("„text“ ist kein lesbares Bild: die Datei enthält Text.")
    assert all(QCoreApplication.translate(CONTEXT, word) != word for word in WORDS)


def words_in_messages():
    """What packages are needed for and what unread files hold, as the estimator puts it."""
    for path in (ROOT / "imagerep").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "need":
                yield from (arg.value for arg in node.args[1:2] if isinstance(arg, ast.Constant))
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_PURPOSE":
                yield node.value.value
            elif (
                path.name == "unread.py"
                and isinstance(node, ast.Constant)
                and str(node.value).startswith(("a ", "an "))
            ):
                yield node.value


def test_words_of_the_estimator_are_listed_for_translation():
    found = set(words_in_messages())
    assert len(found) > 20
    assert found <= set(WORDS)


def test_numbers_within_values_take_the_format_of_the_locale(german):
    warning = MeasurementWarning("unequal-voxels", sides="0.4 × 0.55", unit="µm")
    assert "(0,4 × 0,55 µm)" in say(warning, GERMAN)
    assert "von 1.2.3 um höchstens" not in say(warning, GERMAN)


@pytest.mark.parametrize(("language", "said"), [
    ("de", ("Das Bild ist leer (0 × 3).",
            "Die Labels passen nicht in den Arbeitsspeicher: das Bild.")),
    ("en", ("The image is empty (0 × 3).", "The labels of the image do not fit in memory.")),
])  # fmt: skip
def test_an_image_without_a_name_is_the_image(restored, language, said):
    install(restored, QLocale(language))
    empty = Message("image-empty", name="", shape="0 × 3")
    assert (say(empty, GERMAN), say(Message("labels-not-in-memory", name=""), GERMAN)) == said


def test_the_sentence_is_german_with_german_numbers(german):
    said = say(statement(0.418, 0.017, 0.95), GERMAN)
    assert said.startswith("Der Phasenanteil im segmentierten Bild beträgt 0,418.")
    assert "Konfidenz von 95,0\u202f%" in said
    assert said.endswith("0,418 ± 0,017).")
    said = say(statement(0.418, 0.00017, 0.9995, "spectral"), GERMAN)
    assert "Spektralmethode von ImageRep " in said
    assert "Konfidenz von 99,95\u202f%" in said
    assert said.endswith("0,41800 ± 0,00017).")


def test_the_sentence_in_english_is_that_of_the_estimator(restored, german):
    sentence = statement(0.418, 0.017, 0.95)
    assert say_sentence(sentence, GERMAN) == say(sentence, GERMAN) != sentence.text
    install(restored, QLocale("en"))
    assert say_sentence(sentence, GERMAN) == sentence.text


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
