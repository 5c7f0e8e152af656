"""The commands in ImageJ's menu, for people and for macros."""

from __future__ import annotations

import logging
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fiji_bridge.connection import ImageJConnection
from fiji_bridge.dialog import MeasureDialog
from fiji_bridge.errors import FijiError, ImageJError
from fiji_bridge.imagej_images import current_image, pull
from fiji_bridge.measurement import Outcome
from fiji_bridge.options import CommandOptions, parse_macro
from fiji_bridge.report_file import parse_path, write_report
from fiji_bridge.session import ImageJSession
from imagerep.errors import ImageRepError, MeasurementCancelled

MENU = "ImageRep"
MEASURE = "Measure Representativity"
CLEAR = "Clear ImageRep Overlay"
COPY = "Copy ImageRep Sentence"
SAVE = "Save ImageRep Report..."

_LOG = logging.getLogger(__name__)
_LINE_LENGTH = 70


class Commands:
    """ImageRep's commands in one running ImageJ."""

    def __init__(self, session: ImageJSession) -> None:
        self.session = session
        self._connection: ImageJConnection = session.connection
        self._listener: Any = None
        self._handlers: dict[str, Callable[[str | None], None]] = {
            MEASURE: self._measure,
            CLEAR: lambda _: self.session.clear(),
            COPY: lambda _: self._copy(),
            SAVE: self._save,
        }

    def install(self) -> None:
        """Make the commands known to ImageJ, and add Plugins > ImageRep where it has a menu."""
        if self._listener is None:
            self._listener = self._connection.proxy(
                "ij.CommandListener", commandExecuting=self._on_command
            )
            self._connection.java("ij.Executer").addCommandListener(self._listener)
        if self._connection.window is not None:
            _add_menu(self._connection, tuple(self._handlers))

    def remove(self) -> None:
        """Stop listening; the menu stays until ImageJ ends."""
        if self._listener is not None:
            self._connection.java("ij.Executer").removeCommandListener(self._listener)
            self._listener = None

    def _on_command(self, command: Any) -> str | None:
        name = str(command)
        if name not in self._handlers:
            return name
        options = self._connection.java("ij.Macro").getOptions()
        if options is not None or self._in_macro():
            self._run(name, None if options is None else str(options))
        else:
            # ImageJ holds its list of listeners meanwhile: its other commands must not wait for us.
            threading.Thread(target=self._run, args=(name, None), daemon=True).start()
        return None

    def _in_macro(self) -> bool:
        interpreter = self._connection.java("ij.macro.Interpreter")
        return self._connection.is_headless or interpreter.getInstance() is not None

    def _is_quiet(self) -> bool:
        interpreter = self._connection.java("ij.macro.Interpreter")
        return self._connection.is_headless or bool(interpreter.isBatchMode())

    def _run(self, name: str, options: str | None) -> None:
        try:
            self._handlers[name](options)
        except MeasurementCancelled:
            self._status("ImageRep: cancelled")
        except ImageRepError as error:
            self._tell(str(error))
        except Exception as error:
            _LOG.exception("The command %s failed", name)
            kind = type(error).__name__
            self._tell(str(FijiError("command-failed", kind=kind, place="the console")))

    def _tell(self, text: str) -> None:
        imagej = self._connection.java("ij.IJ")
        imagej.showProgress(1.0)
        if self._is_quiet():
            imagej.log(f"ImageRep: {text}")
        else:
            imagej.error("ImageRep", "\n".join(textwrap.wrap(text, _LINE_LENGTH)))

    def _measure(self, macro: str | None) -> None:
        image = current_image(self._connection)
        snapshot = pull(self._connection, image)
        if macro is not None or self._is_quiet():
            self._work(image, parse_macro(macro or ""), snapshot=snapshot)
            return
        dialog = MeasureDialog(self._connection, image, snapshot)
        options = dialog.ask()
        if options is None:
            return
        self._record(options)
        self._work(image, options, snapshot=snapshot, segmented=dialog.segmented(options.stack))

    def _work(self, image: Any, options: CommandOptions, **known: Any) -> Outcome:
        imagej = self._connection.java("ij.IJ")
        imagej.resetEscape()

        def progress(fraction: float, what: str) -> None:
            imagej.showProgress(float(fraction))
            imagej.showStatus(f"ImageRep: {what}")

        outcome = self.session.measure(
            image,
            options,
            progress=progress,
            should_stop=lambda: bool(imagej.escapePressed()),
            **known,
        )
        imagej.showProgress(1.0)
        self._status("ImageRep: done")
        return outcome

    def _status(self, text: str) -> None:
        imagej = self._connection.java("ij.IJ")
        imagej.showProgress(1.0)
        imagej.showStatus(text)

    def _record(self, options: CommandOptions) -> None:
        recorder = self._connection.java("ij.plugin.frame.Recorder")
        if not recorder.record:
            return
        recorder.setCommand(MEASURE)
        for key, value in options.to_pairs():
            if value is None:
                recorder.recordOption(key)
            else:
                recorder.recordOption(key, value)
        recorder.saveCommand()

    def _copy(self) -> None:
        if self._connection.is_headless:
            raise ImageJError("clipboard-needs-windows")
        selection = self._connection.java("java.awt.datatransfer.StringSelection")(
            self._last().presentation.sentence
        )
        toolkit = self._connection.java("java.awt.Toolkit").getDefaultToolkit()
        toolkit.getSystemClipboard().setContents(selection, None)
        self._status("ImageRep: the sentence is in the clipboard")

    def _save(self, macro: str | None) -> None:
        last = self._last()
        if macro is not None:
            write_report(last, parse_path(macro), overwrite=False)
            return
        stem = Path(last.presentation.title).stem or "image"
        dialog = self._connection.java("ij.io.SaveDialog")(
            "Save ImageRep report", f"{stem}-representativity", ".json"
        )
        if dialog.getFileName() is None:
            return
        path = Path(str(dialog.getDirectory())) / str(dialog.getFileName())
        write_report(last, path, overwrite=True)  # the dialog has asked
        self._status(f"ImageRep: saved {path.name}")

    def _last(self) -> Outcome:
        if self.session.last is None:
            raise ImageJError("nothing-measured")
        return self.session.last


def _add_menu(connection: ImageJConnection, commands: tuple[str, ...]) -> None:
    """Add Plugins > ImageRep with its commands, once."""
    menus = connection.java("ij.Menus")
    bar = menus.getMenuBar()
    if bar is None:
        return
    plugins = _submenu(bar, "Plugins")
    if plugins is None:
        plugins = bar.getMenu(bar.getMenuCount() - 1)
    menu = _submenu(plugins, MENU)
    if menu is None:
        menu = connection.java("java.awt.Menu")(MENU)
        plugins.add(menu)
    present = {str(menu.getItem(k).getLabel()) for k in range(menu.getItemCount())}
    table = menus.getCommands()
    for command in commands:
        if command in present:
            continue
        item = connection.java("java.awt.MenuItem")(command)
        item.addActionListener(connection.window)
        menu.add(item)
        table.put(command, MENU)


def _submenu(parent: Any, label: str) -> Any:
    count = parent.getMenuCount() if hasattr(parent, "getMenuCount") else parent.getItemCount()
    items = (
        parent.getMenu(k) if hasattr(parent, "getMenuCount") else parent.getItem(k)
        for k in range(count)
    )
    return next((item for item in items if str(item.getLabel()) == label), None)
