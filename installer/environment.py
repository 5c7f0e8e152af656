"""The Python environment that is bundled: locked packages, without what is not needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from contents import ROOT, is_needed_plugin

EXTRAS = ("gui", "large", "fiji", "formats", "xlsx")
"""Optional dependencies that are bundled."""


def find_uv() -> str:
    """Program uv: that of the README, or of the PATH.

    Returns
    -------
    str
        Its path.
    """
    folder = ROOT / ".uv" / ("Scripts" if sys.platform == "win32" else "bin")
    found = shutil.which("uv", path=str(folder)) or shutil.which("uv") or os.environ.get("UV")
    if found is None:
        sys.exit("uv is needed: python3 -m venv .uv && .uv/bin/pip install uv")
    return found


def make_environment(folder: Path, python: str) -> Path:
    """Install the locked packages, and remove what PyInstaller should not see.

    Parameters
    ----------
    folder : Path
        Of the environment; made anew.
    python : str
        Version or path of the Python that is bundled.

    Returns
    -------
    Path
        The environment's Python.
    """
    shutil.rmtree(folder, ignore_errors=True)
    extras = [part for name in EXTRAS for part in ("--extra", name)]
    command = [find_uv(), "sync", "--quiet", "--frozen", "--no-default-groups", "--no-editable"]
    command += [*extras, "--group", "bundle", "--python", python, "--link-mode", "copy"]
    command += ["--reinstall-package", "imagerep"]  # uv does not see that its modules changed
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(folder)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    remove_plugins(site_packages(folder))
    return interpreter(folder)


def interpreter(folder: Path) -> Path:
    """The Python of an environment.

    Parameters
    ----------
    folder : Path
        Of the environment: a virtual one, or on Windows a whole Python.

    Returns
    -------
    Path
    """
    if sys.platform != "win32":
        return folder / "bin" / "python"
    inside = folder / "Scripts" / "python.exe"
    return inside if inside.exists() else folder / "python.exe"


def make_documentation(work: Path, python: str) -> None:
    """Build the documentation into the app's package, where Help > Documentation looks for it.

    Parameters
    ----------
    work : Path
        Folder for what building needs.
    python : str
        Version or path of the Python that runs the generator.
    """
    target = ROOT / "imagerep_qt" / "_help"
    shutil.rmtree(target, ignore_errors=True)
    command = [find_uv(), "run", "--quiet", "--frozen", "--no-default-groups", "--group", "docs"]
    command += ["--all-extras", "--python", python, "sphinx-build", "-q", "-E", "-W"]
    command += ["-d", str(work / "doctrees"), str(ROOT / "docs"), str(target)]
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(work / "docs-venv")}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    (target / ".buildinfo").unlink(missing_ok=True)


def site_packages(folder: Path) -> Path:
    """Where an environment's packages are.

    Parameters
    ----------
    folder : Path
        Of the environment.

    Returns
    -------
    Path
    """
    if sys.platform == "win32":
        return folder / "Lib" / "site-packages"
    return next((folder / "lib").glob("python3.*")) / "site-packages"


def remove_plugins(packages: Path) -> None:
    """Remove the plugins of Qt that are not bundled, before their libraries are looked up.

    One of them alone, the theme of GTK, would bring all of GTK.

    Parameters
    ----------
    packages : Path
        The folder site-packages.
    """
    for plugins in (packages / "PySide6" / "Qt" / "plugins", packages / "PySide6" / "plugins"):
        for file in plugins.rglob("*"):
            if file.is_file() and not is_needed_plugin(file.relative_to(plugins).as_posix()):
                file.unlink()
