"""The embedded ImageJ: pinned jars, fetched once, verified always."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from fiji_bridge.errors import JavaError
from fiji_bridge.folders import jar_folder, private_folder
from imagerep.files import replacing
from imagerep.programs import bundle_folder, is_bundled

ENDPOINTS = ("net.imagej:ij:1.54p", "net.imagej:ij1-patcher:2.0.0")
"""ImageJ, and what lets its macros run without a screen, on Maven Central."""

CHECKSUMS = {
    "ij-1.54p.jar": "2e1a09961dfb41cee66ddc821b2577a41a072566ce45a49bae69267099741e20",
    "ij1-patcher-2.0.0.jar": "b68810263f9521ddb34bac272816613ebb71607775c1fc337079a0476c2b581a",
    "javassist-3.27.0-GA.jar": "0730bdb1547a5a3f458d60400d804078d80f329c5b5dbc2498a4e220de8f7013",
    "classgraph-4.8.162.jar": "ea30b2d5e29e89d52706bcecf7a6ae3b44682d4a1566a5f22b9453f9be2a970c",
}
"""SHA-256 of every jar of `ENDPOINTS` and of what they depend on."""


def embedded_jars() -> tuple[Path, ...]:
    """Jars of the embedded ImageJ, fetched from Maven Central the first time."""
    found = installed_jars()
    if found is not None:
        return found
    if is_bundled():
        raise JavaError("imagej-not-bundled")
    folder = jar_folder()
    _fetch(folder)
    return tuple(folder / name for name in CHECKSUMS)


def installed_jars() -> tuple[Path, ...] | None:
    """Jars of the embedded ImageJ, if they are here already."""
    bundle = bundle_folder()
    for folder in ([] if bundle is None else [bundle / "imagej_jars"]) + [jar_folder()]:
        if all(is_genuine(folder / name) for name in CHECKSUMS):
            return tuple(folder / name for name in CHECKSUMS)
    return None


def is_genuine(path: Path) -> bool:
    """Whether a jar is there and has the checksum that it should have."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == CHECKSUMS.get(path.name)


def _fetch(folder: Path) -> None:
    found = _resolve(folder)
    for name in CHECKSUMS:
        if name not in found:
            raise JavaError("jar-not-available", name=name)
        if not is_genuine(found[name]):
            raise JavaError("jar-not-genuine", name=name, path=str(found[name]))
        with replacing(private_folder(folder) / name, overwrite=True) as file:
            file.write(found[name].read_bytes())


def _resolve(folder: Path) -> dict[str, Path]:
    import jgo
    from jgo.maven import PythonResolver

    try:
        environment: Any = jgo.build(
            endpoint="+".join(ENDPOINTS),
            cache_dir=folder / "resolved",
            repositories={},
            resolver=PythonResolver(lenient=False),
        )
        folders = (environment.jars_dir, environment.modules_dir)
    except Exception as error:  # the resolver's own kinds and its network library's
        raise JavaError("imagej-not-downloaded", reason=type(error).__name__) from error
    return {path.name: path for place in folders for path in Path(place).glob("*.jar")}
