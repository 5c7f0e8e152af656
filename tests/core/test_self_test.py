"""The self-test: what it says of an installation that works, lacks parts, or is broken."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

import imagerep.self_test as self_test
from imagerep.__main__ import main
from imagerep.errors import ImageReadError
from imagerep.self_test import Verdict, run_checks

NAMES = list(self_test._CHECKS)
QUICK = ("measurement", "formats", "results")


def found(name):
    shown = []
    is_good = run_checks(shown.append)
    return is_good, next(check for check in shown if check.name == name)


@pytest.fixture
def only(monkeypatch):
    """Function that leaves one check alone in place."""

    def leave(name, check=None):
        check = check or self_test._CHECKS[name]
        monkeypatch.setattr(self_test, "_CHECKS", {name: check})

    return leave


@pytest.mark.parametrize("name", QUICK)
def test_the_parts_of_every_installation_work(name, only):
    only(name)
    is_good, check = found(name)
    assert is_good
    assert check.verdict is Verdict.OK, check


def test_a_wrong_number_is_noticed(only, monkeypatch):
    only("measurement")
    monkeypatch.setattr(self_test, "_PIXELS", self_test._PIXELS - 1)
    is_good, check = found("measurement")
    assert not is_good
    assert check.detail == "two_phase_2d.tif has 113,410 pixels of phase 255; counted 113,411."


def test_a_wrong_interval_is_noticed(only, monkeypatch):
    only("measurement")
    monkeypatch.setattr(self_test, "_MATERIAL", 0.5)
    assert not found("measurement")[0]


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (ImageReadError("empty-file", name="a"), "“a” is an empty file. Copy or save it again."),
        (ImportError("no module named x"), "ImportError: no module named x"),
    ],
)
def test_errors_become_lines(error, detail, only):
    def check():
        raise error

    only("part", check)
    is_good, outcome = found("part")
    assert not is_good
    assert outcome.line() == f"FAILED         part          {detail}"


@pytest.mark.parametrize(("name", "module"), [("window", "PySide6"), ("ImageJ", "jpype")])
def test_optional_parts_may_be_missing(name, module, only, monkeypatch):
    only(name)
    real = self_test.find_spec
    monkeypatch.setattr(self_test, "find_spec", lambda n: None if n == module else real(n))
    is_good, check = found(name)
    assert is_good
    assert check.verdict is Verdict.MISSING


@pytest.mark.parametrize(
    ("code", "verdict"), [(0, Verdict.OK), (3, Verdict.MISSING), (1, Verdict.FAILED)]
)
def test_imagej_is_judged_by_its_exit_code(code, verdict, only, monkeypatch):
    pytest.importorskip("jpype", reason="the extra “fiji” is not installed")
    only("ImageJ")
    script = f"import sys; sys.stdout.write('ImageJ 1.54p'); sys.exit({code})"
    monkeypatch.setattr(self_test, "program", lambda *_: [sys.executable, "-c", script])
    is_good, check = found("ImageJ")
    assert check.verdict is verdict
    assert is_good is (code != 1)


def test_a_program_that_crashes_or_hangs_is_a_failure(only, monkeypatch):
    pytest.importorskip("PySide6", reason="the extra “gui” is not installed")
    only("window")
    crash = [sys.executable, "-c", "import os; os.abort()"]
    monkeypatch.setattr(self_test, "program", lambda *_: crash)
    assert found("window")[1].verdict is Verdict.FAILED
    monkeypatch.setattr(self_test, "_TIMEOUT_S", 0.2)
    hang = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(self_test, "program", lambda *_: hang)
    assert found("window")[1].detail == "it did not end within 0.2 s"


def test_the_option_prints_a_line_each_and_sets_the_exit_code(monkeypatch):
    def broken():
        raise RuntimeError("no")

    monkeypatch.setattr(self_test, "_CHECKS", {"one": lambda: "fine", "two": broken})
    done = CliRunner().invoke(main, ["--self-test"])
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "ok             one           fine",
        "FAILED         two           RuntimeError: no",
    ]
    monkeypatch.setattr(self_test, "_CHECKS", {"one": lambda: "fine"})
    assert CliRunner().invoke(main, ["--self-test"]).exit_code == 0
