"""Random sets with known densities, for several tests; centres are anywhere, on no lattice."""

from __future__ import annotations

import math

import numpy as np


def boolean_model(shape, phase_fraction, radius, rng):
    """Discs or balls of one radius about the points of a Poisson process; pixels are centres."""
    ndim = len(shape)
    volume = math.pi * radius**2 if ndim == 2 else 4 / 3 * math.pi * radius**3
    reach = math.ceil(radius) + 1
    outer = np.array(shape) + 2 * reach
    intensity = -math.log(1 - phase_fraction) / volume
    places = rng.random((rng.poisson(intensity * np.prod(outer)), ndim)) * outer
    mask = np.zeros(outer + 2 * reach + 2, bool)
    steps = np.arange(-reach, reach + 2)
    for place in places:
        first = np.floor(place).astype(int)
        squares = sum(part**2 for part in np.ix_(*(steps - rest for rest in place - first)))
        mask[tuple(slice(k, k + len(steps)) for k in first)] |= squares <= radius**2
    return mask[tuple(slice(2 * reach, 2 * reach + side) for side in shape)]


def boolean_densities(phase_fraction, radius, ndim):
    """Perimeter and Euler number (2D), or surface, curvature and Euler number (3D), a unit.

    R. E. Miles, Estimating aggregate and overall characteristics from thick sections by
    transmission microscopy, J. Microsc. 107 (1976); J. Ohser, F. Mücklich, 2000, section 2.4.
    """
    rest = 1 - phase_fraction
    if ndim == 2:
        intensity = -math.log(rest) / (math.pi * radius**2)
        perimeter = 2 * math.pi * radius
        euler = rest * (intensity - intensity**2 * perimeter**2 / (4 * math.pi))
        return rest * intensity * perimeter, euler
    intensity = -math.log(rest) / (4 / 3 * math.pi * radius**3)
    surface, curvature = 4 * math.pi * radius**2, 4 * math.pi * radius
    return (
        rest * intensity * surface,
        rest * (intensity * curvature - math.pi**2 * intensity**2 * surface**2 / 32),
        rest
        * (
            intensity
            - intensity**2 * curvature * surface / (4 * math.pi)
            + math.pi * intensity**3 * surface**3 / 384
        ),
    )
