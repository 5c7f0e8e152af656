"""How far a phase fraction moves where every boundary is displaced by a part of a pixel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from imagerep.configurations import all_inside, configurations, n_configurations, pixel_states
from imagerep.errors import ParameterError
from imagerep.image.segmentation import Segmentation
from imagerep.measures.phase_fraction import PhaseFraction
from imagerep.measures.tables import boundary_table
from imagerep.messages import Message
from imagerep.phase_choice import PhaseChoice, chosen_phase
from imagerep.segmentation_uncertainty.contribution import (
    SegmentationUncertainty,
    standard_error_of_range,
)

HALF_A_PIXEL = 0.5
"""By which boundaries are displaced unless told otherwise: a pixel on a boundary holds both phases,
and no segmentation of whole pixels can place the boundary within it."""

MOST_NEIGHBOURHOODS = 1 << 18
"""Neighbourhoods from which the density of boundaries is counted: enough for two digits of it, in
milliseconds, however large the image is."""

NEIGHBOURHOODS_TOGETHER = 1 << 11
"""Neighbourhoods that are looked at in one go, where a layer has fewer."""


@dataclass(frozen=True, slots=True)
class BoundaryDisplacement:
    """Change of a phase fraction where the whole boundary is displaced.

    Made by :func:`imagerep.boundary_displacement`.

    Attributes
    ----------
    phase : tuple of int
        Labels of the phase.
    phase_fraction : float
        Phase fraction as segmented.
    boundary_density_px : float
        Length of the boundary per area in 2D, surface per volume in 3D, in 1/px.
    displacement_px : float
        Displacement, in px.
    """

    phase: tuple[int, ...]
    phase_fraction: float
    boundary_density_px: float
    displacement_px: float

    @property
    def change(self) -> float:
        """Phase fraction that the displacement adds or takes away."""
        return self.boundary_density_px * self.displacement_px

    @property
    def uncertainty(self) -> SegmentationUncertainty:
        """The same where every displacement up to this one, in or out, is as likely.

        It holds boundaries that are all displaced alike, and nothing else: no phase taken for
        another, no features that are not seen.
        """
        value, change = self.phase_fraction, self.change
        error = standard_error_of_range(value, value - change, value + change)
        origin = Message("origin-boundary", displacement=self.displacement_px)
        return SegmentationUncertainty(self.phase, error, 0.0, origin)


def boundary_displacement(
    image: Segmentation, phase: PhaseChoice = None, *, displacement_px: float = HALF_A_PIXEL
) -> BoundaryDisplacement:
    """Tell how far a phase fraction moves where every boundary is displaced.

    Boundaries are segmented to a pixel at best. The phase fraction changes by the density of the
    boundary times the displacement (Steiner's formula to first order).

    Parameters
    ----------
    image : Segmentation
        Image in memory.
    phase : int, collection of int or "nonzero", optional
        As for :func:`imagerep.measure`.
    displacement_px : float, optional
        Displacement, in px.

    Returns
    -------
    BoundaryDisplacement

    Raises
    ------
    ImageLimitError
        If the image is not in memory.
    SegmentationError
        If the phase is missing, unnamed or alone.
    ParameterError
        If the displacement is not a positive number.

    Examples
    --------
    >>> import numpy as np
    >>> import imagerep
    >>> image = np.zeros((100, 100), bool)
    >>> image[20:80, 20:80] = True
    >>> found = imagerep.boundary_displacement(imagerep.Segmentation.from_array(image))
    >>> print(f"{found.phase_fraction:.2f} ± {found.change:.3f}")
    0.36 ± 0.012
    """
    if not (math.isfinite(displacement_px) and displacement_px > 0):
        raise ParameterError("displacement-not-positive", displacement=displacement_px)
    chosen = chosen_phase([image], phase)
    labels = (chosen,) if isinstance(chosen, int) else chosen
    fraction = PhaseFraction(labels).phase_fraction([image])
    return BoundaryDisplacement(labels, fraction, boundary_density(image, labels), displacement_px)


def half_pixel_change(images: Sequence[Segmentation], labels: tuple[int, ...]) -> float | None:
    """Change of the phase fraction of images together where boundaries lie half a pixel off."""
    if not all(image.is_in_memory for image in images):
        return None
    total = sum(boundary_density(image, labels) * image.n_domain for image in images)
    return HALF_A_PIXEL * total / sum(image.n_domain for image in images)


def boundary_density(image: Segmentation, labels: tuple[int, ...]) -> float:
    """Boundary per area or volume in 1/px, from pairs of rows or slices all over the image."""
    values, domain = image.labels, image.domain
    n_layers = image.shape[0] - 1
    in_layer = math.prod(side - 1 for side in image.shape[1:])
    n_together = min(n_layers, -(-NEIGHBOURHOODS_TOGETHER // in_layer))
    step = n_together * max(1, -(-n_layers * in_layer // MOST_NEIGHBOURHOODS))
    starts = np.arange((n_layers - n_together) % step // 2, n_layers, step)
    layers = (starts[:, None] + np.arange(n_together + 1)).ravel()
    layers = layers[layers <= n_layers]
    are_next = np.diff(layers) == 1
    numbers = configurations(pixel_states(values[layers], (labels,)), 1)[are_next]
    if domain is not None:
        numbers = numbers[all_inside(domain[layers])[are_next]]
    counts = np.bincount(numbers.reshape(-1), minlength=n_configurations(1, image.ndim))
    n_inside = int(counts.sum())
    return float(counts @ boundary_table((1.0,) * image.ndim)) / max(n_inside, 1)
