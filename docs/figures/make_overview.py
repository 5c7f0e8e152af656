"""Draw the figure of the README from a sample: python docs/figures/make_overview.py [FILE]."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image, ImageDraw, ImageFont

import imagerep
from imagerep.samples import sample_path

SCALE = 2
WIDTH, HEIGHT = 900, 400
SIDE = 320
LEFT, TOP = 24, 44
INK, MUTED, GRID = "#1a1f26", "#59636e", "#d9dee4"
BLUE, PALE_BLUE, GREEN = "#0072b2", "#cfe4f2", "#00805d"
VOXEL_SIZE_UM = 0.4


class Sheet:
    """A drawing in points, `SCALE` pixels each."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), "white")
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, colour: str = INK, size: float = 13) -> None:
        """Write words whose upper left corner is at (x, y)."""
        font = ImageFont.truetype("DejaVuSans.ttf", size * SCALE)
        self._draw.text((x * SCALE, y * SCALE), words, colour, font)

    def lines(self, points: list[tuple[float, float]], colour: str, width: float = 1.5) -> None:
        """Join points."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, colour, round(width * SCALE), joint="curve")

    def area(self, points: list[tuple[float, float]], colour: str) -> None:
        """Fill a polygon."""
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], colour)

    def box(self, x: float, y: float, w: float, h: float, fill: str | None, edge: str) -> None:
        """Draw a rectangle."""
        corners = [x * SCALE, y * SCALE, (x + w) * SCALE, (y + h) * SCALE]
        self._draw.rectangle(corners, fill, edge, round(1.5 * SCALE))


def draw_image(sheet: Sheet, mask: np.ndarray) -> None:
    """The segmented image with its scale bar."""
    colours = np.array([(238, 241, 244), (0, 114, 178)], np.uint8)
    picture = Image.fromarray(colours[mask.astype(int)])
    picture = picture.resize((SIDE * SCALE, SIDE * SCALE), Image.Resampling.LANCZOS)
    sheet.text(LEFT, 16, "One segmented image")
    sheet.image.paste(picture, (LEFT * SCALE, TOP * SCALE))
    bar = 50 / VOXEL_SIZE_UM / mask.shape[1] * SIDE
    sheet.box(LEFT + 10, TOP + SIDE - 38, bar + 16, 28, "white", "white")
    sheet.lines([(LEFT + 18, TOP + SIDE - 16), (LEFT + 18 + bar, TOP + SIDE - 16)], INK, 3)
    sheet.text(LEFT + 18, TOP + SIDE - 35, "50 µm", size=12)


def draw_interval(sheet: Sheet, result: imagerep.Measurement) -> None:
    """The likelihood of the material's phase fraction with its interval."""
    x0, y0, width, height = 400, 190, 460, 120
    low, high = result.confidence_interval(0.95)
    curve = result.likelihood()
    start = result.phase_fraction - 0.04
    values = np.linspace(start, start + 0.08, 400)
    density = np.interp(values, curve.phase_fraction, curve.density)
    xs = x0 + (values - start) / 0.08 * width
    ys = y0 - density / density.max() * height
    inside = (values >= low) & (values <= high)
    points = list(zip(xs.tolist(), ys.tolist(), strict=True))
    shaded = [point for point, shown in zip(points, inside, strict=True) if shown]
    sheet.text(x0, 16, "What it says of the material")
    sheet.area([(shaded[0][0], y0), *shaded, (shaded[-1][0], y0)], PALE_BLUE)
    sheet.lines([(x0, y0), (x0 + width, y0)], GRID)
    sheet.lines(points, BLUE, 2)
    middle = x0 + width / 2
    sheet.lines([(middle, y0), (middle, y0 - height - 8)], INK)
    sheet.text(middle + 6, y0 - height - 14, f"measured {result.phase_fraction:.3f}", size=12)
    sheet.text(shaded[0][0] - 14, y0 + 6, f"{low:.3f}", BLUE, 12)
    sheet.text(shaded[-1][0] - 14, y0 + 6, f"{high:.3f}", BLUE, 12)
    sheet.text(x0, y0 + 28, f"95 % confidence: phase fraction {low:.3f} to {high:.3f}", MUTED, 12)


def draw_sizes(sheet: Sheet, result: imagerep.Measurement) -> None:
    """The measured and the needed image, side by side."""
    x0, base, measured = 400, 364, 80.0
    side = result.shape[0] * VOXEL_SIZE_UM
    needed = result.recommended_size(0.05).side_px * VOXEL_SIZE_UM
    drawn = measured * needed / side
    sheet.box(x0, base - measured, measured, measured, "#eef1f4", BLUE)
    sheet.box(x0 + 230, base - drawn, drawn, drawn, None, GREEN)
    sheet.text(x0 + measured + 10, base - 52, f"measured\n{side:.0f} µm wide", MUTED, 12)
    words = f"needed for ± 5 %\nof the phase fraction:\n{needed:.0f} µm wide"
    sheet.text(x0 + 240 + drawn, base - 60, words, GREEN, 12)


def main() -> None:
    """Draw the figure."""
    mask = tifffile.imread(sample_path("two_phase_2d")) == 255
    result = imagerep.measure(mask)
    sheet = Sheet()
    draw_image(sheet, mask)
    draw_interval(sheet, result)
    draw_sizes(sheet, result)
    default = Path(__file__).with_name("overview.png")
    sheet.image.quantize(64).save(sys.argv[1] if len(sys.argv) > 1 else default, optimize=True)


if __name__ == "__main__":
    main()
