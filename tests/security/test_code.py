"""What the code may not contain: pickles that are loaded, evaluated text, shells, the network."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = [
    pytest.param(path, id=str(path.relative_to(ROOT)))
    for package in ("imagerep", "imagerep_qt", "fiji_bridge")
    for path in sorted((ROOT / package).rglob("*.py"))
]
PICKLES = {"pickle", "_pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal", "joblib"}
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "xmlrpc", "requests", "urllib3",
           "httpx", "aiohttp", "webbrowser"}  # fmt: skip
EVALUATING = {"eval", "exec", "compile", "__import__"}


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def calls(path):
    """Name and node of every call, ``a.b.c(...)`` by its last name with the others before it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def keyword(node, name):
    return next((ast.unparse(k.value) for k in node.keywords if k.arg == name), None)


@pytest.mark.parametrize("path", MODULES)
def test_nothing_loads_pickles(path):
    assert not set(imports(path)) & PICKLES
    for name, node in calls(path):
        if name in ("np.load", "numpy.load"):
            assert keyword(node, "allow_pickle") == "False", f"line {node.lineno}"
        if name in ("np.save", "numpy.save"):
            assert keyword(node, "allow_pickle") in (None, "False"), f"line {node.lineno}"
        # Connections pickle what they send, unless it is bytes.
        last = name.rpartition(".")[2]
        assert last != "recv", f"line {node.lineno}: use recv_bytes"
        assert not name.startswith(("yaml.", "pd.read_pickle", "pandas.read_pickle")), name


@pytest.mark.parametrize("path", MODULES)
def test_nothing_evaluates_text_or_starts_a_shell(path):
    for name, node in calls(path):
        assert name not in EVALUATING, f"line {node.lineno}"
        assert name not in ("os.system", "os.popen"), f"line {node.lineno}"
        assert keyword(node, "shell") in (None, "False"), f"line {node.lineno}"


@pytest.mark.parametrize("path", MODULES)
def test_nothing_opens_the_network_itself(path):
    """Local channels are those of multiprocessing; ImageJ's jars are fetched by jgo."""
    assert not set(imports(path)) & NETWORK
    source = path.read_text(encoding="utf-8")
    assert "QtNetwork" not in source
