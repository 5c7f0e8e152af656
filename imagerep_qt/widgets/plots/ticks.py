"""Positions and numbers of ticks. Free of Qt."""

from __future__ import annotations

import math

from imagerep_qt.formatting import NumberFormat, nice_length


def log_ticks(low: float, high: float, most: int) -> tuple[list[float], list[float]]:
    """Ticks of a logarithmic axis with and without a number."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    multiples = [
        (m, m * 10.0**k)
        for k in range(first, last + 1)
        for m in range(1, 10)
        if low <= m * 10.0**k <= high
    ]
    decades = [v for m, v in multiples if m == 1]
    half = [v for m, v in multiples if m in (1, 2, 5)]
    every = [v for _, v in multiples]
    # Nine ticks per decade are crowded at its end, so that they need twice the room.
    # Ticks at 1, 2 and 5 are evenly spaced: better close ones than a single number.
    # Two or three decades may lie at the very ends, where there is no room for numbers.
    room_of_half = (1.75 if len(decades) <= 3 else 1.5) * most
    choices = (every, most / 2), (half, room_of_half), (decades, most)
    labelled = next((t for t, room in choices if 2 <= len(t) <= max(room, 2)), None)
    if labelled is None:
        if len(decades) > most:
            step = math.ceil(len(decades) / max(most, 1))
            return decades[::step], decades
        labelled = linear_ticks(low, high, most)[0] if len(every) < 2 else half or every
    return labelled, [v for v in every if v not in labelled]


def linear_ticks(low: float, high: float, most: int) -> tuple[list[float], float]:
    """Ticks of a linear axis, and their spacing."""
    if not high > low:
        return [low], 1.0
    wanted = (high - low) / max(most, 1)
    spacing = nice_length(wanted)
    while spacing < wanted * (1 - 1e-9):
        spacing = nice_length(2.5 * spacing)
    first, last = math.ceil(low / spacing - 1e-9), math.floor(high / spacing + 1e-9)
    return [k * spacing for k in range(first, last + 1)], spacing


def tick_text(value: float, spacing: float, numbers: NumberFormat) -> str:
    """Number at a tick; a spacing of 0 stands for a logarithmic axis."""
    if spacing > 0:
        return numbers.number(value, max(0, -math.floor(math.log10(spacing) + 1e-9)))
    digits = next((d for d in (1, 2) if math.isclose(value, float(f"{value:.{d - 1}e}"))), 3)
    return numbers.significant(value, digits)
