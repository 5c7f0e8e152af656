"""`imagerep generate`: random microstructures with a known phase fraction, as TIFF files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.cli.common import sentences, visible
from imagerep.errors import OutputError, ParameterError
from imagerep.io.find import is_folder

_ENDINGS = (".tif", ".tiff")
_GREYS = range(256)


def _numbers(
    kind: Callable[[str], float],
) -> Callable[[click.Context, click.Parameter, str | None], tuple[float, ...] | None]:
    """Read numbers separated by commas or, as shapes are, by an x."""

    def read(
        context: click.Context, parameter: click.Parameter, value: str | None
    ) -> tuple[float, ...] | None:
        if value is None:
            return None
        try:
            parts = value.replace("×", ",").replace("x", ",").split(",")
            return tuple(kind(part.strip()) for part in parts)
        except ValueError:
            raise click.BadParameter(
                f"“{value}” is not made of numbers; separate them by commas."
            ) from None

    return read


@click.command("generate")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--model",
    type=click.Choice(["boolean", "gaussian", "voronoi", "checkerboard"]),
    default="boolean",
    show_default=True,
    help="Overlapping discs or spheres; a thresholded Gaussian field; Voronoi cells; square cells.",
)
@click.option(
    "--shape",
    callback=_numbers(int),
    default="600x600",
    show_default=True,
    metavar="YxX|ZxYxX",
    help="Number of pixels along each axis.",
)
@click.option(
    "--phase-fraction",
    callback=_numbers(float),
    default="0.3",
    show_default=True,
    metavar="F[,F...]",
    help="Expected phase fraction; for cells also those of several phases, as 0.5,0.3,0.2.",
)
@click.option(
    "--length",
    type=float,
    default=10.0,
    show_default=True,
    help="In pixels: radius of the discs, correlation length, or side of the cells.",
)
@click.option(
    "--anisotropy",
    callback=_numbers(float),
    metavar="A,A[,A]",
    help="Factors of the Gaussian field's length along each axis, as 1,4.",
)
@click.option("--seed", type=click.IntRange(min=0), help="For reproducible images.")
@click.option(
    "--count",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Number of images of the material; more than one are numbered.",
)
@click.option("--voxel-size", callback=_numbers(float), metavar="S[,S...]", help="Size of a pixel.")
@click.option("--unit", default="um", show_default=True, help="Unit of the voxel size.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
def generate_command(
    out: Path,
    model: str,
    shape: tuple[int, ...],
    phase_fraction: tuple[float, ...],
    length: float,
    anisotropy: tuple[float, ...] | None,
    seed: int | None,
    count: int,
    voxel_size: tuple[float, ...] | None,
    unit: str,
    force: bool,
) -> None:
    """Make images of a random material and write them to OUT, a .tif file."""
    with sentences():
        calibration = Calibration(voxel_size, unit).for_ndim(len(shape)) if voxel_size else None
        make = _generator(model, shape, phase_fraction, length, anisotropy)
        _check_outputs(out, count, force=force)
        if seed is None:
            seed = secrets.randbelow(2**32)
        rng = np.random.default_rng(seed)
        for path in _paths(out, count):
            image = _in_memory(make, rng)
            _write(path, _grey_values(image, len(phase_fraction)), calibration, force=force)
            found = _fractions(image, len(phase_fraction))
            click.echo(f"{visible(str(path))}: phase fraction {found}")
        click.echo(f"Seed {seed} makes the same again.")


def _generator(
    model: str,
    shape: tuple[int, ...],
    fractions: tuple[float, ...],
    length: float,
    anisotropy: tuple[float, ...] | None,
) -> Callable[[np.random.Generator], NDArray[Any]]:
    if anisotropy is not None and model != "gaussian":
        raise ParameterError("model-without-anisotropy", model=model)
    if len(fractions) > 1 and model in ("boolean", "gaussian"):
        raise ParameterError("model-of-two-phases", model=model, n_fractions=len(fractions))
    from imagerep import generate

    several = fractions if len(fractions) > 1 else fractions[0]
    match model:
        case "boolean":
            return lambda rng: generate.boolean_model(
                shape, phase_fraction=fractions[0], radius=length, seed=rng
            )
        case "gaussian":
            lengths = length if anisotropy is None else tuple(length * a for a in anisotropy)
            return lambda rng: generate.gaussian_field(
                shape, phase_fraction=fractions[0], length=lengths, seed=rng
            )
        case "voronoi":
            return lambda rng: generate.voronoi_cells(
                shape, phase_fractions=several, cell_size=length, seed=rng
            )
        case _:
            return lambda rng: generate.random_checkerboard(
                shape, phase_fractions=several, cell_size=length, seed=rng
            )


def _in_memory(
    make: Callable[[np.random.Generator], NDArray[Any]], rng: np.random.Generator
) -> NDArray[Any]:
    try:
        return make(rng)
    except MemoryError:
        raise ParameterError("does-not-fit-in-memory") from None


def _check_outputs(out: Path, count: int, *, force: bool) -> None:
    """Refuse existing files before anything is made."""
    if out.suffix.lower() not in _ENDINGS:
        raise OutputError("not-a-tiff-name", path=str(out))
    if not is_folder(out.parent):
        raise OutputError("no-such-folder", path=str(out.parent))
    if force:
        return
    # Of 100 million names each would have to be looked for: look at those that are there.
    for name in sorted(os.listdir(out.parent)):  # noqa: PTH208 - names, not paths
        if _is_output(name, out, count):
            raise OutputError("file-exists", path=str(out.parent / name))


def _is_output(name: str, out: Path, count: int) -> bool:
    if count == 1:
        return name == out.name
    number = name.removeprefix(f"{out.stem}_").removesuffix(out.suffix)
    is_number = number.isascii() and number.isdecimal() and 1 <= int(number[:20]) <= count
    return is_number and name == _numbered(out, int(number[:20]), count).name


def _paths(out: Path, count: int) -> Iterator[Path]:
    """Names of the images, one after the other: there may be very many."""
    if count == 1:
        yield out
        return
    for number in range(1, count + 1):
        yield _numbered(out, number, count)


def _numbered(out: Path, number: int, count: int) -> Path:
    return out.with_stem(f"{out.stem}_{number:0{len(str(count))}d}")


def _grey_values(image: NDArray[Any], n_fractions: int) -> NDArray[np.uint8]:
    if image.dtype == np.bool_:
        return image.astype(np.uint8) * np.uint8(255)
    greys = 255 * np.arange(1, n_fractions + 1) // n_fractions
    return np.asarray(greys.astype(np.uint8)[image])


def _fractions(image: NDArray[Any], n_fractions: int) -> str:
    labels = range(n_fractions) if n_fractions > 1 else [1]
    return " ".join(f"{np.count_nonzero(image == label) / image.size:.4f}" for label in labels)


def _write(
    path: Path, greys: NDArray[np.uint8], calibration: Calibration | None, *, force: bool
) -> None:
    from imagerep.image.segmentation import Segmentation
    from imagerep.image.write_tiff import write_tiff

    image = Segmentation.from_array(
        greys, calibration=calibration, name=path.name, max_phases=len(_GREYS)
    )
    write_tiff(path, image, overwrite=force, compress=True)
