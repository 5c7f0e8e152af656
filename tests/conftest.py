"""What all tests share: without Qt's system libraries, everything but the app is tested."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# The same examples every time where a failure would stop a release; new ones everywhere else.
settings.register_profile("imagerep", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("imagerep")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _qt_problem() -> str:
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return str(error)
    return ""


QT_PROBLEM = _qt_problem()
IS_CI = os.environ.get("CI", "").lower() in ("1", "true")
collect_ignore = ["qt"] if QT_PROBLEM else []


def pytest_plugin_registered(manager: pytest.PytestPluginManager) -> None:
    """Keep pytest-qt from importing what cannot be imported."""
    if QT_PROBLEM and manager.has_plugin("pytest-qt"):
        if IS_CI:
            raise pytest.UsageError(f"Qt cannot be imported ({QT_PROBLEM}).")
        manager.unregister(name="pytest-qt")


def pytest_report_header() -> list[str]:
    """Say that the app's tests are left out, and how to have them."""
    if not QT_PROBLEM:
        return []
    return [
        f"The tests of the app are left out: Qt cannot be imported ({QT_PROBLEM}).",
        "On Debian or Ubuntu, .ci/run as root installs the libraries that Qt needs.",
    ]
