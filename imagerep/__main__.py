"""The command line: `imagerep measure`, `phases`, `size` and `generate`."""

from __future__ import annotations

import click

from imagerep._version import __version__
from imagerep.cli.generate import generate_command
from imagerep.cli.measure import measure_command
from imagerep.cli.others import phases_command, size_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="imagerep")
def main() -> None:
    """How well one segmented image represents its material."""


for _command in (measure_command, phases_command, size_command, generate_command):
    main.add_command(_command)


if __name__ == "__main__":
    main(prog_name="imagerep")
