"""The only place that asks for the memory of the machine."""

from __future__ import annotations

import ctypes
import math
import os
import re
import sys
from pathlib import Path

from imagerep.errors import ParameterError

_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12,
          "ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40}  # fmt: skip
_CGROUP_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def parse_bytes(text: str | float) -> int:
    """Number of bytes in text such as ``"4GB"`` or ``"512 MiB"``."""
    found = re.fullmatch(r"\s*([\d.]+(?:e\d+)?)\s*([kmgt]i?)?b?\s*", str(text).lower())
    try:
        value = float(found[1]) * _UNITS[found[2] or ""] if found else math.nan
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and 1 <= value <= 1 << 62):
        raise ParameterError("not-an-amount-of-memory", text=text)
    return int(value)


def machine_memory() -> int | None:
    """Physical memory of this machine or the limit of its container, in bytes; None if unknown."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    return min([physical, *_container_limits()])


def _container_limits() -> list[int]:
    found = []
    for name in _CGROUP_LIMITS:
        try:
            found.append(int(Path(name).read_text(encoding="ascii")))
        except (OSError, ValueError):
            continue
    return [limit for limit in found if limit > 0]


def _windows_memory() -> int | None:
    kilobytes = ctypes.c_ulonglong(0)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent on other systems
    if not kernel.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes)):
        return None
    return kilobytes.value * 1024
