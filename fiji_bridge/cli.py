"""The command ``imagerep-fiji``: ImageJ or Fiji in a process of its own, with our menu."""

from __future__ import annotations

import logging
import os
import sys
import time
from pathlib import Path

import click

from fiji_bridge import protocol
from fiji_bridge.check import check_embedded
from fiji_bridge.client import FijiClient
from fiji_bridge.errors import FijiConnectionError, FijiFolderError
from fiji_bridge.fiji_folder import check_folder, find_fiji
from fiji_bridge.macro.install import clear_preferences, install, remove
from imagerep.errors import ImageRepError

_LOOK_SECONDS = 0.2


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--fiji",
    type=click.Path(path_type=Path),
    help="Your Fiji folder; it is remembered. By default the remembered one or one in a usual "
    "place, or else the embedded ImageJ.",
)
@click.option("--embedded", is_flag=True, help="The embedded ImageJ, whatever Fiji there is.")
@click.option("--memory", help="Largest Java heap, for example 4g.")
@click.option(
    "--check", is_flag=True, help="Start the embedded ImageJ without windows, and say its version."
)
@click.option("--endpoint", type=click.Path(path_type=Path), hidden=True)
@click.pass_context
def main(
    context: click.Context,
    fiji: Path | None,
    embedded: bool,
    memory: str | None,
    check: bool,
    endpoint: Path | None,
) -> None:
    """Start Fiji or ImageJ with the menu Plugins > ImageRep; or add it to a Fiji of your own."""
    if context.invoked_subcommand is not None:
        return
    logging.basicConfig(level=logging.WARNING)
    if check:
        _leave(check_embedded())
    file = endpoint or protocol.endpoint_file()
    try:
        FijiClient.connect(file).close()
    except FijiConnectionError:
        pass
    else:
        click.echo("ImageJ with ImageRep is running already.")
        return
    try:
        folder = _folder(fiji, embedded)
        from fiji_bridge.java import on_gui_thread

        on_gui_thread(lambda: _run(folder, memory, file))
    except ImageRepError as error:
        click.echo(str(error), err=True)
        _leave(1)
    _leave(0)


@main.command("install")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def install_command(folder: Path | None) -> None:
    """Add ImageRep to your Fiji or ImageJ.

    FOLDER is the folder of Fiji or ImageJ; without it, Fiji is looked for in the usual places.
    """
    try:
        done = install(folder or _found())
    except ImageRepError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"ImageRep is in {done.folder} now: restart Fiji or ImageJ, and choose "
        "Plugins > ImageRep > Measure Representativity."
    )


@main.command("remove")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--preferences",
    is_flag=True,
    help="Forget the answers of the dialog in ImageJ's preferences, too; close ImageJ first.",
)
def remove_command(folder: Path | None, preferences: bool) -> None:
    """Remove ImageRep from your Fiji or ImageJ.

    The folder is then as it was. FOLDER is as for install.
    """
    try:
        done = remove(folder or _found())
        cleared = clear_preferences(done) if preferences else None
    except ImageRepError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"ImageRep is no longer in {done}.")
    if cleared is not None:
        click.echo(f"ImageRep's entries are no longer in {cleared}.")


def _found() -> Path:
    found = find_fiji()
    if found is None:
        raise FijiFolderError("no-fiji-found")
    return found.path


def _folder(fiji: Path | None, embedded: bool) -> Path | None:
    if embedded:
        return None
    if fiji is not None:
        return check_folder(fiji).path
    found = find_fiji()
    if found is None:
        click.echo("No Fiji was found: the embedded ImageJ is used (choose one with --fiji).")
        return None
    return found.path


def _run(folder: Path | None, memory: str | None, file: Path) -> None:
    from fiji_bridge.commands import Commands
    from fiji_bridge.connection import Mode
    from fiji_bridge.java import connect
    from fiji_bridge.server import Server
    from fiji_bridge.session import ImageJSession

    connection = connect(folder, Mode.GUI, memory)
    session = ImageJSession(connection)
    Commands(session).install()
    server = Server(session, file)
    server.start()
    try:
        while connection.window is not None:
            time.sleep(_LOOK_SECONDS)
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()


def _leave(code: int) -> None:
    """End at once: Java keeps a process alive while any of its windows or dialogs is open."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
