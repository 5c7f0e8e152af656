"""Measures of an image: ratios R = sum a / sum b of two local fields."""

from imagerep.measures.measure import Measure, MeasuredImage
from imagerep.measures.phase_fraction import PhaseFraction

__all__ = ["Measure", "MeasuredImage", "PhaseFraction"]
