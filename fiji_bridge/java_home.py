"""Which Java is used: found and checked by its files, before any of it runs."""

from __future__ import annotations

import os
import platform
import re
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from fiji_bridge.errors import JavaError
from imagerep.programs import is_bundled

MIN_JAVA = 11
"""Oldest Java that JPype can start."""

_MACHINES = {
    "amd64": "x86_64", "x64": "x86_64", "x86-64": "x86_64", "x86_64": "x86_64",
    "arm64": "aarch64", "aarch64": "aarch64",
    "i386": "x86", "i586": "x86", "i686": "x86", "x86": "x86", "x86_32": "x86",
}  # fmt: skip
_LIBRARIES = {
    "win32": "bin/server/jvm.dll",
    "darwin": "lib/server/libjvm.dylib",
}
_LINUX_LIBRARY = "lib/server/libjvm.so"
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class JavaHome:
    """A Java runtime on disk."""

    path: Path  # Its folder, as JAVA_HOME
    version: int  # Major version; 0 where its release file does not say
    machine: str  # Processor that it was built for; empty where its release file does not say

    @property
    def library(self) -> Path:
        """The file that is loaded into a process."""
        return self.path / _LIBRARIES.get(sys.platform, _LINUX_LIBRARY)


def this_machine() -> str:
    """Processor that this Python was built for."""
    machine = _machine(platform.machine())
    return "x86" if machine == "x86_64" and struct.calcsize("P") == 4 else machine


def read_java_home(path: Path) -> JavaHome | None:
    """Look at a folder that may be a Java runtime."""
    for home in (path, path / "Contents" / "Home"):
        if (home / _LIBRARIES.get(sys.platform, _LINUX_LIBRARY)).is_file():
            release = _release(home)
            return JavaHome(
                home, _major(release.get("JAVA_VERSION", "")), _machine(release.get("OS_ARCH", ""))
            )
    return None


def java_homes_in(folder: Path) -> tuple[JavaHome, ...]:
    """Runtimes in a folder, as Fiji's ``java`` is one, newest last."""
    found: list[JavaHome] = []
    level = [folder]
    for _ in range(_MAX_DEPTH):
        below: list[Path] = []
        for path in level:
            home = read_java_home(path)
            if home is not None:
                found.append(home)
            elif path.is_dir():
                below += sorted(p for p in path.iterdir() if p.is_dir() and not p.is_symlink())
        level = below
    return tuple(sorted(found, key=lambda home: home.version))


def embedded_java(installed: Path | None) -> JavaHome:
    """Choose the Java of the embedded ImageJ."""
    if installed is None:
        home = environment_java()
        if home is None:
            raise JavaError("no-java-bundled" if is_bundled() else "no-java")
        return check_java(home)
    home = read_java_home(installed)
    if home is None:
        raise JavaError("java-incomplete", path=str(installed))
    return check_java(home)


def environment_java() -> JavaHome | None:
    """Find the Java runtime that the variable JAVA_HOME names."""
    path = os.environ.get("JAVA_HOME")
    return read_java_home(Path(path)) if path else None


def check_java(home: JavaHome) -> JavaHome:
    """Refuse a Java that cannot be loaded into this process."""
    path, own = str(home.path), this_machine()
    if home.version and home.version < MIN_JAVA:
        raise JavaError("java-too-old", path=path, version=home.version, least=MIN_JAVA)
    if home.machine and home.machine != own:
        raise JavaError("java-for-other-processor", path=path, machine=home.machine, own=own)
    return home


def check_name(home: JavaHome) -> None:
    """Refuse a Java whose folder it cannot name itself: on Windows it knows one code page alone.

    That of the bundle's programs is UTF-8, which has all names; that of Python's is Windows' own.
    """
    if sys.platform == "win32":
        try:
            str(home.path).encode("mbcs")
        except UnicodeEncodeError:
            raise JavaError("java-path-not-readable", path=str(home.path)) from None


def _release(home: Path) -> dict[str, str]:
    try:
        text = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    return dict(re.findall(r'^(\w+)="?([^"\r\n]*)"?', text, re.MULTILINE))


def _major(version: str) -> int:
    match = re.match(r"(?:1\.)?(\d+)", version)
    return int(match.group(1)) if match else 0


def _machine(name: str) -> str:
    return _MACHINES.get(name.lower(), name.lower())
