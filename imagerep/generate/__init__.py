"""Random microstructures whose statistics are known.

Every generator returns a window of an unbounded, stationary material, so the phase fraction of a
window scatters about the one asked for exactly as that of a micrograph about its material's.
"""

from imagerep.generate.boolean import (
    boolean_model,
    boolean_model_covariance,
    boolean_model_length_scale,
)
from imagerep.generate.gaussian import gaussian_field, gaussian_field_covariance
from imagerep.generate.mosaics import random_checkerboard, voronoi_cells

__all__ = [
    "boolean_model",
    "boolean_model_covariance",
    "boolean_model_length_scale",
    "gaussian_field",
    "gaussian_field_covariance",
    "random_checkerboard",
    "voronoi_cells",
]
