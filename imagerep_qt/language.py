"""Language of texts and numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

Language = Literal["system", "en", "de"]
"""Languages to choose from."""

LANGUAGES: tuple[tuple[Language, str], ...] = (("en", "English"), ("de", "Deutsch"))

FOLDER = Path(__file__).parent / "translations"
"""Folder of the compiled translations."""

translate = QCoreApplication.translate
"""``translate(context, text)``; Qt's `lupdate` finds the texts by this name."""


def locale_of(language: Language) -> QLocale:
    """Locale of texts and numbers."""
    system = QLocale.system()
    if language == "system" or system.name().split("_")[0] == language:
        return system
    return QLocale(language)


def install(app: QCoreApplication, locale: QLocale, language: Language = "system") -> None:
    """Set the language of the app and the locale of its numbers."""
    spoken = locale.uiLanguages() if language == "system" else [language]
    code = (spoken or ["en"])[0].replace("_", "-").split("-")[0]
    QLocale.setDefault(locale)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    folders = {
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        "imagerep": str(FOLDER),
    }
    for name, folder in folders.items():
        translator = QTranslator(app)
        if translator.load(f"{name}_{code}", folder):
            app.installTranslator(translator)
