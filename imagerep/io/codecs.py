"""Decoders that stop at a size: what they are given may claim to be of any other.

Most decoders of other libraries allocate whatever compressed data make them.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from typing import Any

import imagecodecs

_BLOSC = struct.Struct("<4xI4xI")
"""Header of Blosc: bytes decompressed, and bytes stored."""


def room(n_bytes: int) -> int:
    """Most bytes that `n_bytes` of values take in any step of their decoding."""
    return n_bytes + n_bytes // 16 + (1 << 12)


def inflate(data: Any, n_most: int) -> bytes:
    """Decode zlib or gzip."""
    return _to_end(zlib.decompressobj(47), data, n_most)


def bzip2(data: Any, n_most: int) -> bytes:
    """Decode bzip2."""
    return _to_end(bz2.BZ2Decompressor(), data, n_most)


def xz(data: Any, n_most: int) -> bytes:
    """Decode xz or LZMA."""
    return _to_end(lzma.LZMADecompressor(memlimit=1 << 28), data, n_most)


def zstandard(data: Any, n_most: int) -> Any:
    """Decode Zstandard."""
    return imagecodecs.zstd_decode(data, out=n_most)


def lz4(data: Any, n_most: int) -> Any:
    """Decode one block of LZ4."""
    return imagecodecs.lz4_decode(data, out=n_most)


def lz4_with_size(data: Any, n_most: int) -> Any:
    """Decode one block of LZ4 behind its size."""
    return lz4(data[4:], checked(struct.unpack_from("<I", data)[0], n_most))


def lzf(data: Any, n_most: int) -> Any:
    """Decode LZF."""
    return imagecodecs.lzf_decode(data, out=n_most)


def blosc(data: Any, n_most: int) -> Any:
    """Decode Blosc 1."""
    n_bytes, n_stored = _BLOSC.unpack_from(data)
    checked(n_stored, len(data))
    return imagecodecs.blosc_decode(data, numthreads=1, out=checked(n_bytes, n_most))


def checked(n_bytes: int, n_most: int) -> int:
    """Number of bytes that data claim to be, if that is allowed."""
    if n_bytes > n_most:
        raise ValueError(f"it claims to hold {n_bytes} bytes, more than its size")
    return n_bytes


def _to_end(decoder: Any, data: Any, n_most: int) -> bytes:
    found: bytes = decoder.decompress(data, n_most + 1)
    if len(found) > n_most or not decoder.eof:
        raise ValueError("it holds more than its size, or is cut off")
    return found
