"""Whether the embedded ImageJ works here."""

from __future__ import annotations

import click

from fiji_bridge.jars import installed_jars
from fiji_bridge.messages import FijiMessage
from imagerep.errors import ImageRepError
from imagerep.programs import bundle_folder

NOT_INSTALLED = 3
"""Exit code where the embedded ImageJ is not here; nothing is fetched to check it."""


def check_embedded() -> int:
    """Start the embedded ImageJ without windows, let it draw an image, and say its version."""
    bundle = bundle_folder()
    is_part = bundle is None or (bundle / "imagej_jars").is_dir()
    if not is_part or installed_jars() is None:
        click.echo(str(FijiMessage("imagej-not-installed")), err=True)
        return NOT_INSTALLED
    from fiji_bridge.java import connect

    try:
        ij = connect()
        image = ij.java("ij.IJ").createImage("check", "8-bit ramp", 256, 4, 1)
        mean = float(image.getStatistics().mean)
    except ImageRepError as error:
        click.echo(str(error), err=True)
        return 1
    if abs(mean - 127.5) > 0.5:  # a ramp of the values 0 to 255
        click.echo(str(FijiMessage("imagej-measures-wrongly", found=mean, right=127.5)), err=True)
        return 1
    click.echo(f"ImageJ {ij.version}")
    return 0
