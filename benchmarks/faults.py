"""Faults of segmented images as people's work brings them, made on purpose."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Labels = NDArray[Any]


@dataclass(frozen=True)
class Faulty:
    """Images with a fault.

    Attributes
    ----------
    images : list of ndarray
        One, or several of one material.
    right : float or None
        Phase fraction of 255 (of what is above 0 for objects) that should be found despite it.
    """

    images: list[Labels]
    right: float | None = None


def grey(mask: NDArray[np.bool_]) -> Labels:
    """A mask as people save it."""
    return mask.astype(np.uint8) * np.uint8(255)


# --- outside: what surrounds the sample


def _grid(shape: tuple[int, int]) -> tuple[Labels, Labels]:
    y, x = np.mgrid[: shape[0], : shape[1]]
    return y + 0.5 - shape[0] / 2, x + 0.5 - shape[1] / 2


def circle(rng: Generator, shape: tuple[int, int]) -> NDArray[np.bool_]:
    y, x = _grid(shape)
    radius = rng.uniform(0.8, 1.0) * min(shape) / 2
    free = [side / 2 - radius for side in shape]
    y, x = y - rng.uniform(-1, 1) * free[0], x - rng.uniform(-1, 1) * free[1]
    return y**2 + x**2 <= radius**2


def ellipse(rng: Generator, shape: tuple[int, int]) -> NDArray[np.bool_]:
    y, x = _grid(shape)
    a, b = (rng.uniform(0.7, 1.0) * side / 2 for side in shape)
    return (y / a) ** 2 + (x / b) ** 2 <= 1


def frame(rng: Generator, shape: tuple[int, int]) -> NDArray[np.bool_]:
    width = int(rng.uniform(0.03, 0.1) * min(shape))
    inside = np.zeros(shape, bool)
    inside[width:-width, width:-width] = True
    return inside


def two_sides(rng: Generator, shape: tuple[int, int]) -> NDArray[np.bool_]:
    inside = np.zeros(shape, bool)
    inside[int(rng.uniform(0.05, 0.15) * shape[0]) :, int(rng.uniform(0.05, 0.15) * shape[1]) :] = 1
    return inside


def turned(rng: Generator, shape: tuple[int, int]) -> NDArray[np.bool_]:
    y, x = _grid(shape)
    angle = np.deg2rad(rng.uniform(4, 30))
    u, v = y * np.cos(angle) - x * np.sin(angle), y * np.sin(angle) + x * np.cos(angle)
    return (abs(u) < 0.49 * shape[0]) & (abs(v) < 0.49 * shape[1])


def wedge(rng: Generator, shape: tuple[int, int]) -> NDArray[np.bool_]:
    y, x = _grid(shape)
    return y + shape[0] / 2 > np.tan(np.deg2rad(rng.uniform(6, 15))) * (x + shape[1] / 2)


SURROUNDINGS: dict[str, Callable[[Generator, tuple[int, int]], NDArray[np.bool_]]] = {
    one.__name__: one for one in (circle, ellipse, frame, two_sides, turned, wedge)
}


def surrounded(rng: Generator, mask: NDArray[np.bool_]) -> Iterator[tuple[str, Faulty]]:
    """Every way to surround a sample, with a label of its own and with that of a phase."""
    for name, shape in SURROUNDINGS.items():
        inside = shape(rng, mask.shape)
        right = float(mask[inside].mean())
        own = np.where(inside, mask + np.uint8(1), 0).astype(np.uint8)
        yield f"{name}, own label", Faulty([own], right)
        yield f"{name}, label of a phase", Faulty([grey(mask & inside)], right)


# --- bars


def barred(rng: Generator, mask: NDArray[np.bool_]) -> Iterator[tuple[str, Faulty]]:
    """Data bars, scale bars and boxes."""
    height, width = mask.shape
    rarer = mask.mean() < 0.5
    band = mask.copy()
    top = height - int(rng.uniform(0.05, 0.15) * height)
    ground = bool(rng.integers(2))
    band[top:] = ground
    plain = band.copy()
    depth = height - top
    band[top + depth // 4 : top + depth // 2 + 1, width // 10 : width // 3] = not ground
    text = rng.random((depth // 3, width // 4)) < 0.4
    band[
        top + depth // 3 : top + depth // 3 + len(text), -width // 3 : -width // 3 + width // 4
    ] ^= text
    yield "data bar", Faulty([grey(band)], float(mask[:top].mean()))
    yield "plain band", Faulty([grey(plain)], float(mask[:top].mean()))
    scale = mask.copy()
    thick, long = (
        max(5, int(rng.uniform(0.012, 0.025) * height)),
        int(rng.uniform(0.2, 0.35) * width),
    )
    y, x = int(rng.uniform(0.8, 0.95) * height), int(rng.uniform(0.05, 0.6) * width)
    scale[y : y + thick, x : x + long] = rarer
    yield "scale bar", Faulty([grey(scale)], float(mask.mean()))
    box = mask.copy()
    depth, long = int(rng.uniform(0.07, 0.12) * height), int(rng.uniform(0.25, 0.4) * width)
    box[-depth:, -long:] = not rarer
    box[-3 * depth // 4 : -depth // 2, -7 * long // 8 : -long // 8] = rarer
    yield "box with a scale bar", Faulty([grey(box)], float(mask.mean()))


# --- values at edges


def resampled(rng: Generator, mask: NDArray[np.bool_]) -> Iterator[tuple[str, Faulty]]:
    """Resizing and turning with interpolation, JPEG, colours with antialiasing."""
    image, right = Image.fromarray(grey(mask)), float(mask.mean())
    kind = Image.Resampling
    for name, way, factor in (
        ("halved, averaging", kind.BOX, 0.5), ("0.7 times, bilinear", kind.BILINEAR, 0.7),
        ("1.5 times, bicubic", kind.BICUBIC, 1.5), ("twice, Lanczos", kind.LANCZOS, 2.0),
    ):  # fmt: skip
        size = [round(side * factor) for side in image.size]
        yield name, Faulty([np.asarray(image.resize(size, way))], right)
    for quality in (60, 75, 90, 98):
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality)
        yield f"JPEG {quality}", Faulty([np.asarray(Image.open(file))], right)
    turned = np.asarray(image.rotate(rng.uniform(2, 40), kind.BILINEAR))
    sides = [slice(int(0.25 * side), int(0.75 * side)) for side in mask.shape]
    yield "turned, bilinear", Faulty([turned[sides[0], sides[1]]])


# --- objects


def numbered(rng: Generator, mask: NDArray[np.bool_]) -> Iterator[tuple[str, Faulty]]:
    """One label an object."""
    labels, n = ndimage.label(mask)
    order = np.concatenate([[0], 1 + rng.permutation(n)])
    yield "in order", Faulty([labels.astype(np.uint16)], float(mask.mean()))
    yield "shuffled", Faulty([order[labels].astype(np.uint16)], float(mask.mean()))


# --- several images


def other_labels(rng: Generator, masks: list[NDArray[np.bool_]]) -> Iterator[tuple[str, Faulty]]:
    """One image with other labels than the rest."""
    right = float(np.mean(masks))
    usual = [grey(mask) for mask in masks]
    for name, odd in (
        ("0 and 1", masks[-1].astype(np.uint8)), ("1 and 2", masks[-1] + np.uint8(1)),
        ("boolean", masks[-1]),
    ):  # fmt: skip
        images = [*usual[:-1], odd]
        rng.shuffle(images)
        yield name, Faulty(images, right)


def swapped(rng: Generator, masks: list[NDArray[np.bool_]]) -> Iterator[tuple[str, Faulty]]:
    """One image with its phases swapped."""
    images = [grey(mask) for mask in masks]
    odd = int(rng.integers(len(images)))
    images[odd] = 255 - images[odd]
    yield "swapped", Faulty(images)


def neighbours(volume: NDArray[np.bool_], step: int, number: int) -> Faulty:
    """Slices of a volume as if they were fields."""
    return Faulty([grey(plane) for plane in volume[: step * number : step]])
