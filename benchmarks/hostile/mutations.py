"""Damage to bytes, to the numbers of headers and to JSON."""

from __future__ import annotations

import copy
import json
import re
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np

INTERESTING = (0, 1, 2, 3, 4, 7, 8, 16, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 1 << 20,
               0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 30000, 65500)  # fmt: skip

NUMBERS = (b"0", b"-1", b"1", b"7", b"300", b"65536", b"2147483648", b"99999999999999999999",
           b"1e308", b"nan", b"inf", b"-0.0", b"1e-320", b"x", b"")  # fmt: skip

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 7, 255, 1 << 31, 1 << 63, -(1 << 70), 10**400, 0.5, -0.0,
    1e-320, 1e308, float("inf"), float("-inf"), float("nan"), "", "x", "0", "\0", "../..",
    "/dev/zero", "ü" * 300, "spectral", "single", [], [0], [[0, 1], [0, 1]], [[5, 2], [1, 1]],
    [1, 2, 3, 4, 5], {}, {"a": 1}, [[[[[[]]]]]],
)  # fmt: skip


def mutate(rng: np.random.Generator, files: list[bytes], index: int) -> bytes:
    data = bytearray(files[index])
    for _ in range(1 + int(rng.integers(0, 4))):
        if not data:
            break
        where = int(rng.integers(0, len(data)))
        if rng.random() < 0.4:
            where = int(rng.integers(0, min(len(data), 400)))
        match int(rng.integers(0, 9)):
            case 8:
                _mutate_number(rng, data)
            case 0:
                data[where] ^= 1 << int(rng.integers(0, 8))
            case 1:
                data[where] = int(rng.integers(0, 256))
            case 2:
                del data[where : where + int(rng.integers(1, 20))]
            case 3:
                data[where:where] = data[where : where + int(rng.integers(1, 20))]
            case 4:
                del data[where:]
            case 5:
                other = files[int(rng.integers(0, len(files)))]
                size = int(rng.integers(1, 64))
                start = int(rng.integers(0, max(1, len(other) - size)))
                data[where : where + size] = other[start : start + size]
            case 6:
                value = INTERESTING[int(rng.integers(0, len(INTERESTING)))]
                order = "<>"[int(rng.integers(0, 2))]
                kind = "HI"[int(rng.integers(0, 2))]
                value &= 0xFFFF if kind == "H" else 0xFFFFFFFF
                packed = struct.pack(order + kind, value)
                data[where : where + len(packed)] = packed
            case _:
                _mutate_tag(rng, data)
    return bytes(data)


def _mutate_number(rng: np.random.Generator, data: bytearray) -> None:
    """Change a number in the text of a header."""
    found = list(re.finditer(rb"(?<![0-9.])[0-9]+(?:\.[0-9]+)?", bytes(data[:4096])))
    if found:
        number = found[int(rng.integers(0, len(found)))]
        data[number.start() : number.end()] = NUMBERS[int(rng.integers(0, len(NUMBERS)))]


def _mutate_tag(rng: np.random.Generator, data: bytearray) -> None:
    """Change the type, count or value of an entry of the first directory of a classic TIFF."""
    if data[:4] not in (b"II*\0", b"MM\0*") or len(data) < 10:
        return
    order = "<" if data[:2] == b"II" else ">"
    (start,) = struct.unpack_from(order + "I", data, 4)
    if start + 2 > len(data):
        return
    (n_tags,) = struct.unpack_from(order + "H", data, start)
    if not 0 < n_tags < 100:
        return
    entry = start + 2 + 12 * int(rng.integers(0, n_tags))
    if entry + 12 > len(data):
        return
    value = INTERESTING[int(rng.integers(0, len(INTERESTING)))]
    match int(rng.integers(0, 6)):
        case 0:
            struct.pack_into(order + "H", data, entry + 2, int(rng.integers(0, 19)))
        case 1:
            struct.pack_into(order + "I", data, entry + 4, value)
        case _:
            struct.pack_into(order + "I", data, entry + 8, value)


def mutate_json(rng: np.random.Generator, data: Any) -> Any:
    """Change one to three places of a JSON value."""
    data = json.loads(json.dumps(data))
    for _ in range(1 + int(rng.integers(0, 3))):
        places = list(_places(data))
        if not places:
            return copy.deepcopy(VALUES[int(rng.integers(0, len(VALUES)))])
        holder, key = places[int(rng.integers(0, len(places)))]
        match int(rng.integers(0, 8)):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[f"{key}x"] = holder.pop(key)
            case 2 if isinstance(holder, list):
                holder.insert(key, holder[key])
            case 3:
                _, other = places[int(rng.integers(0, len(places)))]
                holder[key] = other
            case _:
                holder[key] = copy.deepcopy(VALUES[int(rng.integers(0, len(VALUES)))])
    return data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    keys = data.keys() if isinstance(data, dict) else range(len(data))
    for key in list(keys):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _places(data[key])


def damaged_text(rng: np.random.Generator, data: Any) -> bytes:
    if rng.random() < 0.8:
        return json.dumps(mutate_json(rng, data)).encode()
    return mutate(rng, [json.dumps(data).encode()], 0)
