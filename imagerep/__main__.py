"""The command line: `imagerep measure`, `phases`, `size` and `generate`."""

from __future__ import annotations

import click

from imagerep._version import __version__
from imagerep.cli.generate import generate_command
from imagerep.cli.measure import measure_command
from imagerep.cli.others import phases_command, size_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--self-test",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _, wanted: _self_test(context) if wanted else None,
    help="Check that this installation works, part by part, and exit.",
)
@click.version_option(__version__, prog_name="imagerep")
def main() -> None:
    """How well one segmented image represents its material."""


def _self_test(context: click.Context) -> None:
    from imagerep.self_test import run_checks

    is_good = run_checks(lambda check: click.echo(check.line()))
    context.exit(0 if is_good else 1)


for _command in (measure_command, phases_command, size_command, generate_command):
    main.add_command(_command)


if __name__ == "__main__":
    main(prog_name="imagerep")
