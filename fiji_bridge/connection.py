"""A running ImageJ, as the rest of the bridge uses it; `fiji_bridge.java` makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.errors import JavaError


class Mode(StrEnum):
    """Whether ImageJ has windows."""

    HEADLESS = "headless"
    INTERACTIVE = "interactive"
    GUI = "gui"


@dataclass(frozen=True, slots=True)
class Settings:
    """With what ImageJ was started; a process cannot change it.

    Attributes
    ----------
    folder : Path or None
        Fiji folder; None for the embedded ImageJ, or for a gateway that was handed in.
    headless : bool
        Whether there are no windows.
    memory : str or None
        Largest Java heap, as ``"4g"``; None for Java's own choice, a quarter of the memory.
    """

    folder: Path | None
    headless: bool
    memory: str | None


class ImageJConnection:
    """A running ImageJ.

    Parameters
    ----------
    settings : Settings
        With what it was started.
    jpype : module
        By which Java is reached.
    gateway : object, optional
        PyImageJ's gateway, where ImageJ is Fiji's.
    """

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
        """ImageJ's main window (an ``ij.ImageJ``); None while there is none."""
        return self.java("ij.IJ").getInstance()

    def java(self, name: str) -> Any:
        """Java class of a name.

        Parameters
        ----------
        name : str
            Full name, for example ``"ij.IJ"``.

        Returns
        -------
        class
        """
        return self._jpype.JClass(name)

    def proxy(self, interface: str, **methods: Callable[..., Any]) -> Any:
        """Java object whose methods are Python functions.

        Parameters
        ----------
        interface : str
            Full name of a Java interface.
        **methods : callable
            One for each method of the interface that is called.

        Returns
        -------
        object
            To be handed to Java; Python must keep it as long as Java uses it.
        """
        return self._jpype.JProxy(interface, dict=methods)

    def to_numpy(self, array: Any) -> NDArray[Any]:
        """Values of a Java array of numbers, copied in one go.

        Parameters
        ----------
        array : Java array of byte, short, int, float or double

        Returns
        -------
        ndarray
            Java's bytes and shorts are signed: view them as needed.
        """
        return np.asarray(array)

    def to_java(self, values: NDArray[Any]) -> Any:
        """Java array of numbers with the values of an array.

        Parameters
        ----------
        values : ndarray of uint8, uint16, int32 or float32
            In C order.

        Returns
        -------
        Java array of byte, short, int or float
        """
        kinds = {
            "uint8": (self._jpype.JByte, np.int8),
            "uint16": (self._jpype.JShort, np.int16),
            "int32": (self._jpype.JInt, np.int32),
            "float32": (self._jpype.JFloat, np.float32),
        }
        kind, dtype = kinds[values.dtype.name]
        flat = np.ascontiguousarray(values).reshape(-1)
        return self._jpype.JArray(kind)(flat.view(dtype))

    def is_java_error(self, error: BaseException) -> bool:
        """Whether an exception came out of Java.

        Parameters
        ----------
        error : BaseException
            Any exception.

        Returns
        -------
        bool
        """
        return isinstance(error, self._jpype.JException)

    def show(self) -> None:
        """Show ImageJ's main window.

        Raises
        ------
        JavaError
            If there can be no windows.
        """
        if self.is_headless:
            raise JavaError(
                "ImageJ runs without windows here.",
                "Start it with mode=“gui” in a process that has a screen.",
            )
        if self.window is None and self.gateway is not None:
            self.gateway.ui().showUI()
        elif self.window is None:
            imagej = self.java("ij.ImageJ")
            imagej(imagej.STANDALONE)
        if self.window is not None:  # else it would end this process too
            self.window.exitWhenQuitting(False)
