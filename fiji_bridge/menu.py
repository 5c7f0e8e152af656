"""Plugins > ImageRep in ImageJ's menu bar."""

from __future__ import annotations

from typing import Any

from fiji_bridge.connection import ImageJConnection

MENU = "ImageRep"


def add_menu(connection: ImageJConnection, commands: tuple[str, ...]) -> None:
    """Add Plugins > ImageRep with its commands, once.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ, with its window.
    commands : tuple of str
        Names of the commands, as macros call them.
    """
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
