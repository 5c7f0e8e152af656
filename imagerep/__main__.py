"""The command line: `imagerep measure`, `compare`, `audit`, `generate` and others."""

from __future__ import annotations

import errno
import importlib
import sys
import warnings
from typing import Any

import click

from imagerep._version import __version__
from imagerep.errors import ImageReadError, ImageRepError, OutputError
from imagerep.streams import give_up_output, prepare_streams

_MODULES = {
    "measure": "measure", "compare": "compare", "joint": "others", "phases": "others",
    "contents": "others", "audit": "segmentation", "thresholds": "segmentation",
    "agreement": "segmentation", "size": "others", "generate": "generate",
}  # fmt: skip


class _Commands(click.Group):
    """Commands that are imported when they are asked for.

    NumPy and SciPy are then loaded inside of what answers Ctrl+C, and not at all for ``--version``.
    """

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and end with a sentence where what is written does not arrive."""
        prepare_streams()
        try:
            try:
                return super().main(*args, **kwargs)
            finally:
                sys.stdout.flush()
        except OSError as error:
            give_up_output()
            if error.errno != errno.EPIPE:
                click.echo(f"imagerep: {_of_system(error)}", err=True)
            raise SystemExit(2) from None

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; Ctrl+C ends with a word and the exit code that shells expect."""
        try:
            with warnings.catch_warnings():
                if not sys.warnoptions:  # those of libraries are for who develops with them
                    warnings.simplefilter("ignore")
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("imagerep: Stopped.", err=True)
            ctx.exit(130)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        module = importlib.import_module(f"imagerep.cli.{_MODULES[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


def _of_system(error: OSError) -> ImageRepError:
    """What the system refused, as a sentence."""
    reason = (error.strerror or type(error).__name__).lower()
    if error.filename is None:
        return OutputError("output-not-shown", reason=reason)
    return ImageReadError("file-not-usable", path=str(error.filename), reason=reason)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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


if __name__ == "__main__":
    main(prog_name="imagerep")
