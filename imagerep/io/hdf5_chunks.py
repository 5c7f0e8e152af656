"""Compressed chunks of HDF5, decompressed no further than to the size of a chunk.

HDF5's own filters and their plugins allocate whatever a chunk makes them: 0.5 MB that are to be
4 kB of pixels may fill gigabytes. Here a chunk is read as it is stored, and decoded into no more
than its declared size.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, product, repeat
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from imagerep.io import codecs
from imagerep.io.source import Box, full_box
from imagerep.optional import need

_BLOCKS = struct.Struct(">QI")
"""Decompressed bytes in all and in a block, before the blocks of LZ4 and Bitshuffle."""

_BLOCK = struct.Struct(">I")
_CHECKSUM_BYTES = 4


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a dataset: its registered number, its parameters and its name."""

    code: int
    values: tuple[int, ...]
    name: str

    @property
    def is_read(self) -> bool:
        """Whether it can be undone, here or by HDF5."""
        return self.code in _DECODERS or self.code in _OF_HDF5


def filters(dataset: Any) -> tuple[Filter, ...]:
    """Filters of an HDF5 dataset in the order in which they were applied."""
    properties = dataset.id.get_create_plist()
    found = map(properties.get_filter, range(properties.get_nfilters()))
    return tuple(
        Filter(code, tuple(values), name.decode("ascii", "replace"))
        for code, _, values, name in found
    )


def read_box(dataset: Any, box: Box) -> NDArray[Any]:
    """Values of a box of an HDF5 dataset; axes beyond the box are read whole."""
    box, applied = (*box, *full_box(dataset.shape[len(box) :])), filters(dataset)
    if not applied:
        return np.asarray(dataset[box])
    chunks = _Chunks.of(dataset, applied)
    values = np.empty([part.stop - part.start for part in box], chunks.dtype)
    starts = [
        range(part.start - part.start % side, part.stop, side)
        for part, side in zip(box, chunks.shape, strict=True)
    ]
    for corner in product(*starts):
        target, inside = [], []
        for part, start, side in zip(box, corner, chunks.shape, strict=True):
            low, high = max(part.start, start), min(part.stop, start + side)
            target.append(slice(low - part.start, high - part.start))
            inside.append(slice(low - start, high - start))
        values[tuple(target)] = chunks.read(corner)[tuple(inside)]
    return values


@dataclass(frozen=True, slots=True)
class _Chunks:
    """Chunks of a dataset, each of a shape and type.

    `is_plain` tells whether values are stored as NumPy has them, so that HDF5 need not convert
    them.
    """

    dataset: Any
    filters: tuple[Filter, ...]
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    is_plain: bool

    @classmethod
    def of(cls, dataset: Any, applied: tuple[Filter, ...]) -> _Chunks:
        types = need("h5py.h5t", "to read HDF5", "formats")
        dtype, stored = np.dtype(dataset.dtype), dataset.id.get_type()
        is_plain = bool(stored == types.py_create(dtype, logical=True))
        return cls(dataset, applied, tuple(dataset.chunks), dtype, is_plain)

    def read(self, corner: tuple[int, ...]) -> NDArray[Any]:
        """Values of the chunk at a corner, at least those that lie within the dataset."""
        n_bytes = math.prod(self.shape) * self.dtype.itemsize
        n_most = codecs.room(n_bytes)
        try:
            mask, data = self.dataset.id.read_direct_chunk(corner, out=np.empty(n_most, np.uint8))
        except (RuntimeError, OSError):  # it is not stored, and has the fill value
            return self._by_hdf5(corner)
        for number, one in reversed(list(enumerate(self.filters))):
            if mask >> number & 1:  # it was not applied to this chunk
                continue
            if one.code in _OF_HDF5:
                self._check_parameters(one)
                return self._by_hdf5(corner)
            data = _DECODERS[one.code](data, one.values, n_most)
        if len(data) != n_bytes:
            raise ValueError(f"a chunk of {n_bytes} bytes holds {len(data)}")
        if not self.is_plain:
            return self._by_hdf5(corner)
        values = np.frombuffer(data, self.dtype if self.dtype.kind != "b" else np.uint8)
        return values.reshape(self.shape)

    def _by_hdf5(self, corner: tuple[int, ...]) -> NDArray[Any]:
        """Chunk as HDF5 reads it, once it is known to be no larger than a chunk is."""
        box = tuple(
            slice(start, min(start + side, length))
            for start, side, length in zip(corner, self.shape, self.dataset.shape, strict=True)
        )
        return np.asarray(self.dataset[box])

    def _check_parameters(self, one: Filter) -> None:
        """Refuse a filter of HDF5 whose parameters are those of a chunk of another size."""
        if (*one.values[2:3], *one.values[4:5]) != (math.prod(self.shape), self.dtype.itemsize):
            raise ValueError(f"the filter {one.name} is for a chunk of another size")


def _plain(decode: Callable[[Any, int], Any], data: Any, _: Sequence[int], n_most: int) -> Any:
    return decode(data, n_most)


def _unshuffled(data: Any, values: Sequence[int], n_most: int) -> bytes:
    """Bytes of every value beside each other again, after all first, all second ones and so on."""
    size = values[0] if values else 1
    if not 0 < size <= len(data):
        return bytes(data)
    array = np.frombuffer(data, np.uint8)
    n_whole = len(array) - len(array) % size
    return array[:n_whole].reshape(size, -1).T.tobytes() + array[n_whole:].tobytes()


def _without_checksum(data: Any, values: Sequence[int], n_most: int) -> Any:
    data, stored = data[:-_CHECKSUM_BYTES], data[-_CHECKSUM_BYTES:]
    found = imagecodecs.h5checksum_fletcher32(data).to_bytes(_CHECKSUM_BYTES, "little")
    # HDF5 before 1.6.3 swapped the bytes on some machines, and it takes these still.
    swapped = bytes((found[1], found[0], found[3], found[2]))
    if bytes(stored) not in (found, swapped):
        raise ValueError("the checksum of a chunk is not that of its values")
    return data


def _lz4(data: Any, values: Sequence[int], n_most: int) -> bytes:
    n_bytes, n_block = _sizes(data, n_most)

    def decoded(block: Any, size: int) -> Any:
        return block if len(block) == size else codecs.lz4(block, size)

    sizes = (min(n_block, n_bytes - start) for start in range(0, n_bytes, n_block))
    return _joined(data, sizes, n_bytes, decoded)


def _bitshuffle(data: Any, values: Sequence[int], n_most: int) -> Any:
    """Bits of the values of a block beside each other again; blocks may be compressed as well."""
    size, n_values, codec, *_ = (*values[2:5], *(0, 0, 0)[len(values[2:5]) :])
    decode = {_BY_LZ4: codecs.lz4, _BY_ZSTANDARD: codecs.zstandard}.get(codec)
    if decode is not None:
        n_bytes, n_block = _sizes(data, n_most, size)
        n_values = n_block // size
        # The last block has a multiple of 8 values; what is left is stored as it is.
        n_last = (n_bytes // size) % n_values // 8 * 8 * size
        sizes = chain(repeat(n_block, n_bytes // size // n_values), [n_last] * (n_last > 0))
        data = _joined(data, sizes, n_bytes, decode)
    return imagecodecs.bitshuffle_decode(data, itemsize=size, blocksize=n_values)


def _sizes(data: Any, n_most: int, value_bytes: int = 1) -> tuple[int, int]:
    """Decompressed bytes of a chunk, and those of its blocks."""
    n_bytes, n_block = _BLOCKS.unpack_from(data)
    if not 0 < value_bytes <= n_block:
        raise ValueError("a chunk has blocks without a size")
    return codecs.checked(n_bytes, n_most), n_block


def _joined(
    data: Any, sizes: Iterable[int], n_bytes: int, decode: Callable[[Any, int], Any]
) -> bytes:
    """Decompressed blocks, and behind them what is not compressed."""
    found, place = bytearray(), _BLOCKS.size
    for size in sizes:
        (n_stored,) = _BLOCK.unpack_from(data, place)
        place += _BLOCK.size
        found += decode(data[place : place + n_stored], size)
        place += n_stored
    found += data[place : place + n_bytes - len(found)]
    return bytes(found)


_BY_LZ4, _BY_ZSTANDARD = 2, 3
"""What compresses the blocks of Bitshuffle, by its fifth parameter."""

_N_BIT, _SCALE_OFFSET = 5, 6
_OF_HDF5 = (_N_BIT, _SCALE_OFFSET)
"""Filters that HDF5 undoes: what they allocate is told by their parameters."""

_DECODERS: dict[int, Callable[[Any, Sequence[int], int], Any]] = {
    2: _unshuffled, 3: _without_checksum, 32004: _lz4, 32008: _bitshuffle,
    **{
        code: partial(_plain, decode)
        for code, decode in {
            1: codecs.inflate, 307: codecs.bzip2, 32000: codecs.lzf, 32001: codecs.blosc,
            32015: codecs.zstandard,
        }.items()
    },
}  # fmt: skip
"""What undoes each filter, by the number that the HDF Group registered it under."""
