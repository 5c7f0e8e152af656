"""Files that are not read: what they are, and what converts them."""

from __future__ import annotations

from pathlib import Path

from imagerep.errors import ImageReadError

_BIO_FORMATS = "Fiji (File > Import > Bio-Formats)"
_CONVERTED: tuple[tuple[bytes, tuple[str, ...], str, str], ...] = (
    # first bytes, extensions (any where none), what it is, what converts it
    (b"ZISRAWFILE", (), "a ZEISS CZI file", f"{_BIO_FORMATS} or ZEN"),
    (b"\xda\xce\xbe\x0a", (), "a Nikon ND2 file", f"{_BIO_FORMATS} or NIS-Elements"),
    (b"\x00\x00\x00\x0cjP", (".nd2",), "a Nikon ND2 file", f"{_BIO_FORMATS} or NIS-Elements"),
    (b"\x70\x00\x00\x00", (".lif", ".lof", ".xlef"), "a Leica LIF file",
     f"{_BIO_FORMATS} or LAS X"),
    (b"OLYMPUSRAWFORMAT", (), "an Olympus OIR file", _BIO_FORMATS),
    (b"\xd0\xcf\x11\xe0", (".txm", ".txrm"), "a ZEISS Xradia file",
     "Dragonfly or XMReconstructor"),
    (b"\xd0\xcf\x11\xe0", (), "a microscope's project or Office file", _BIO_FORMATS),
    (b"\x00\x00\x00\x03", (".dm3",), "a Gatan DM3 file", f"{_BIO_FORMATS} or DigitalMicrograph"),
    (b"\x00\x00\x00\x04", (".dm4",), "a Gatan DM4 file", f"{_BIO_FORMATS} or DigitalMicrograph"),
    (b"", (".vgl",), "a VGStudio project", "VGStudio (export as RAW with a .vgi file)"),
    (b"", (".isq", ".aim", ".rsq"), "a Scanco file", _BIO_FORMATS),
    (b"\x00\x00\x00\x0cjP", (), "a JPEG 2000 image", "Fiji or ImageMagick"),
    (b"\xff\x4f\xff\x51", (), "a JPEG 2000 image", "Fiji or ImageMagick"),
    (b"RIFF", (), "a video", "Fiji (File > Import > AVI)"),
)  # fmt: skip
_ZIP = b"PK\x03\x04"
_ARCHIVES = {
    _ZIP: "a ZIP archive", b"\x1f\x8b": "a GZIP archive", b"BZh": "a BZIP2 archive",
    b"7z\xbc\xaf": "a 7z archive", b"Rar!": "a RAR archive", b"\xfd7zXZ": "an XZ archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
}  # fmt: skip
_OFFICE_SUFFIXES = (".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods")
"""Of documents that are ZIP archives."""
_KINDS = {b"%PDF": "a PDF document", b"{": "text", b"<": "text"}
_RAW_SUFFIXES = (".raw", ".vol", ".bin", ".img", ".zraw", ".rec", ".data")


def unread_kind(path: Path, start: bytes) -> ImageReadError:
    """Error that says what a file is that no reader takes, and what to do about it."""
    suffix = path.suffix.lower()
    for magic, suffixes, kind, program in _CONVERTED:
        if start.startswith(magic) and (suffix in suffixes if suffixes else magic):
            return ImageReadError("needs-converting", name=path.name, kind=kind, program=program)
    if suffix in _RAW_SUFFIXES:
        return ImageReadError("raw-not-described", name=path.name, n_bytes=path.stat().st_size)
    if start.startswith(_ZIP) and suffix in _OFFICE_SUFFIXES:
        return ImageReadError("unknown-format", name=path.name, kind="an Office document")
    for magic, kind in _ARCHIVES.items():
        if start.startswith(magic):
            return ImageReadError("still-packed", name=path.name, kind=kind)
    return ImageReadError("unknown-format", name=path.name, kind=_kind(start))


def _kind(start: bytes) -> str:
    for magic, kind in _KINDS.items():
        if start.startswith(magic):
            return kind
    if all(byte >= 32 or byte in b"\t\r\n\f" for byte in start):
        return "text"
    return "something unknown"
