"""A running ImageJ, as the rest of the bridge uses it; `fiji_bridge.java` makes it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.errors import JavaError

_SHOW_SECONDS, _POLL_SECONDS = 30.0, 0.05


class Mode(StrEnum):
    """Whether ImageJ has windows."""

    HEADLESS = "headless"
    INTERACTIVE = "interactive"
    GUI = "gui"


@dataclass(frozen=True, slots=True)
class Settings:
    """With what ImageJ was started; a process cannot change it."""

    # Fiji folder; None for the embedded ImageJ, or for a gateway that was handed in
    folder: Path | None
    headless: bool  # Whether there are no windows
    # Largest Java heap, as "4g"; None for Java's own choice, a quarter of the memory
    memory: str | None


class ImageJConnection:
    """A running ImageJ."""

    def __init__(self, settings: Settings, jpype: Any, gateway: Any = None) -> None:
        self.settings = settings
        self._jpype = jpype
        self.gateway = gateway

    @property
    def version(self) -> str:
        """Version of ImageJ 1, for example ``"1.54p"``."""
        return str(self.java("ij.ImageJ").VERSION)

    @property
    def is_headless(self) -> bool:
        """Whether windows cannot be shown."""
        return bool(self.java("java.awt.GraphicsEnvironment").isHeadless())

    @property
    def window(self) -> Any:
        """ImageJ's main window (an ``ij.ImageJ``); None while none is seen.

        ImageJ2 holds a hidden one before its user interface is shown.
        """
        window = self.java("ij.IJ").getInstance()
        return window if window is not None and window.isVisible() else None

    def java(self, name: str) -> Any:
        """Java class of a name."""
        return self._jpype.JClass(name)

    def proxy(self, interface: str, **methods: Callable[..., Any]) -> Any:
        """Java object whose methods are Python functions."""
        return self._jpype.JProxy(interface, dict=methods)

    def to_java(self, values: NDArray[Any]) -> Any:
        """Java array of numbers with the values of an array."""
        kinds = {
            "uint8": (self._jpype.JByte, np.int8),
            "uint16": (self._jpype.JShort, np.int16),
            "int32": (self._jpype.JInt, np.int32),
            "float32": (self._jpype.JFloat, np.float32),
        }
        kind, dtype = kinds[values.dtype.name]
        flat = np.ascontiguousarray(values).reshape(-1)
        return self._jpype.JArray(kind)(flat.view(dtype))

    def show(self) -> None:
        """Show ImageJ's main window."""
        if self.is_headless:
            raise JavaError("imagej-is-headless")
        try:
            if self.window is None and self.gateway is not None:
                self.gateway.ui().showUI()
            elif self.window is None:
                imagej = self.java("ij.ImageJ")
                imagej(imagej.STANDALONE)
        except self._jpype.JException as error:
            raise JavaError("window-does-not-open", reason=str(error).splitlines()[0]) from error
        end = time.monotonic() + _SHOW_SECONDS
        while self.window is None:
            if time.monotonic() > end:
                raise JavaError("window-does-not-appear")
            time.sleep(_POLL_SECONDS)
        self.window.exitWhenQuitting(False)  # else it would end this process too
