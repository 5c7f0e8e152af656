"""``imagerep-fiji install`` and ``imagerep-fiji remove``."""

from __future__ import annotations

from pathlib import Path

import click

from fiji_bridge.errors import FijiFolderError
from fiji_bridge.fiji_folder import find_fiji
from fiji_bridge.macro.install import install, remove
from imagerep.errors import ImageRepError


@click.command("install")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def install_command(folder: Path | None) -> None:
    """Add ImageRep to the menu of your own Fiji or ImageJ.

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


@click.command("remove")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def remove_command(folder: Path | None) -> None:
    """Take ImageRep out of your Fiji or ImageJ, which is then as it was."""
    try:
        done = remove(folder or _found())
    except ImageRepError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"ImageRep is no longer in {done}.")


def _found() -> Path:
    found = find_fiji()
    if found is None:
        raise FijiFolderError(
            "No Fiji was found in the usual places.",
            "Name its folder: imagerep-fiji install FOLDER.",
        )
    return found.path
