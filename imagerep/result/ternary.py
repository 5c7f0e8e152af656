"""Phase fractions of three phases in a triangle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.image.label_text import label_text

TRIANGLE = ((0.0, 0.0), (1.0, 0.0), (0.5, math.sqrt(3) / 2))
"""Corners of a ternary diagram: only the first phase, the second, the third."""

COLOURS = ("#0072b2", "#b35900", "#00805d")
"""Of each phase's lines and figures; told apart by people who are colour-blind."""

STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
"""Distances between lines of equal fraction."""


WHOLE = 0.6
"""Radius about the middle that holds the whole triangle."""


def ternary(phase_fractions: ArrayLike) -> NDArray[np.float64]:
    """Places of phase fractions in a triangle whose corners are the single phases.

    Parameters
    ----------
    phase_fractions : array_like of float, shape (n, 3)
        They sum to 1.

    Returns
    -------
    ndarray of float64, shape (n, 2)
        x and y; the first phase is bottom left, the second bottom right, the third on top.
    """
    return np.asarray(np.asarray(phase_fractions, np.float64) @ np.array(TRIANGLE))


def draw_ternary(
    ax: Any,
    labels: Sequence[int],
    centre: NDArray[np.float64],
    edge: NDArray[np.float64],
    *,
    zoom: bool,
) -> None:
    """Draw a region about a point, with lines of equal fraction of every phase."""
    middle, reach = np.array([0.5, math.sqrt(3) / 6]), WHOLE
    if zoom:
        middle = ternary(centre[None])[0]
        reach = min(reach, 2.0 * float(np.abs(ternary(edge) - middle).max()))
    step = next((one for one in STEPS if one >= 0.3 * reach), STEPS[-1])
    for phase, colour in enumerate(COLOURS):
        for number in range(round(1 / step)):
            _draw_line(ax, phase, number * step, middle, reach, colour)
        ax.plot([], [], color=colour, label=f"phase {label_text(labels[phase])}")
    if reach == WHOLE:
        ax.plot(*np.array([*TRIANGLE, TRIANGLE[0]]).T, color="black", linewidth=1)
    ax.fill(*ternary(edge).T, alpha=0.3, color="#404040", linewidth=0)
    ax.plot(*ternary(centre[None]).T, marker="o", markersize=4, color="black")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=3, frameon=False)
    ax.set_xlim(middle[0] - 1.15 * reach, middle[0] + 1.15 * reach)
    ax.set_ylim(middle[1] - 1.15 * reach, middle[1] + 1.15 * reach)
    ax.set_aspect("equal")
    ax.set_axis_off()


def _draw_line(
    ax: Any, phase: int, fraction: float, middle: NDArray[np.float64], reach: float, colour: str
) -> None:
    """Line on which a phase has some fraction, as far as it is in view, with its figure."""
    ends = np.zeros((2, 3))
    ends[:, phase] = fraction
    # Towards the side that the phase's own figures are read at: bottom, right and left.
    ends[0, (phase + 1) % 3] = ends[1, (phase + 2) % 3] = 1 - fraction
    share = np.linspace(0, 1, 2001)[:, None]
    line = ternary((1 - share) * ends[0] + share * ends[1])
    line = line[np.hypot(*(line - middle).T) <= reach]
    # Near the edge of the round view, figures would meet those of the next phase.
    if len(line) < 2 or np.hypot(*(line.mean(axis=0) - middle)) > 0.8 * reach:
        return
    ax.plot(*line.T, color=colour, linewidth=0.6, alpha=0.7)
    outwards = line[0] - line[-1]
    ax.annotate(
        f"{fraction:.4g}", line[0], xytext=9 * outwards / np.hypot(*outwards),
        textcoords="offset points", ha="center", va="center", color=colour, fontsize=8,
    )  # fmt: skip
