"""How well one segmented image represents its material.

From one segmented micrograph or volume: the phase fraction with a confidence interval for the
material, and the image size that a target precision needs.

>>> import numpy as np
>>> import imagerep
>>> cells = np.random.default_rng(0).random((50, 50)) < 0.4
>>> image = np.kron(cells, np.ones((12, 12), bool))
>>> result = imagerep.measure(image)
>>> print(f"{result.characteristic_length_scale_px:.1f} px")
13.3 px

Source: A. Dahari, R. Docherty, S. Kench, S. J. Cooper, "Prediction of microstructural
representativity from a single image".
"""

import importlib
from typing import TYPE_CHECKING, Any

from imagerep._version import __version__

if TYPE_CHECKING:
    from imagerep.calibration import Calibration
    from imagerep.comparison import disagreement, measure_methods
    from imagerep.correlation import two_point_correlation
    from imagerep.errors import (
        CalibrationError,
        EngineError,
        ImageLimitError,
        ImageReadError,
        ImageRepError,
        MeasurementCancelled,
        MissingPackageError,
        NotSegmentedError,
        OutputError,
        ParameterError,
        PhaseNotFoundError,
        SegmentationError,
        SinglePhaseError,
    )
    from imagerep.estimate import MeasurementWarning
    from imagerep.images import (
        RawImage,
        ReadLimits,
        find_images,
        load,
        read,
        read_many,
        read_slices,
        write_tiff,
    )
    from imagerep.length_scale import RadialCorrelation
    from imagerep.measurement import Likelihood, Measurement
    from imagerep.measuring import measure, measure_phases
    from imagerep.segmentation import Phase, Segmentation
    from imagerep.sizing import RecommendedSize, size_for
    from imagerep.subdivision import subdivision_estimate
    from imagerep.uncertainty import ConfidenceInterval, Uncertainty, model_error

__all__ = [
    "Calibration",
    "CalibrationError",
    "ConfidenceInterval",
    "EngineError",
    "ImageLimitError",
    "ImageReadError",
    "ImageRepError",
    "Likelihood",
    "Measurement",
    "MeasurementCancelled",
    "MeasurementWarning",
    "MissingPackageError",
    "NotSegmentedError",
    "OutputError",
    "ParameterError",
    "Phase",
    "PhaseNotFoundError",
    "RadialCorrelation",
    "RawImage",
    "ReadLimits",
    "RecommendedSize",
    "Segmentation",
    "SegmentationError",
    "SinglePhaseError",
    "Uncertainty",
    "__version__",
    "disagreement",
    "find_images",
    "load",
    "measure",
    "measure_methods",
    "measure_phases",
    "model_error",
    "read",
    "read_many",
    "read_slices",
    "size_for",
    "subdivision_estimate",
    "two_point_correlation",
    "write_tiff",
]

_MODULES = {
    "Calibration": "calibration",
    "CalibrationError": "errors",
    "ConfidenceInterval": "uncertainty",
    "disagreement": "comparison",
    "EngineError": "errors",
    "find_images": "images",
    "ImageLimitError": "errors",
    "ImageReadError": "errors",
    "ImageRepError": "errors",
    "Likelihood": "measurement",
    "load": "images",
    "measure": "measuring",
    "measure_methods": "comparison",
    "measure_phases": "measuring",
    "Measurement": "measurement",
    "MeasurementCancelled": "errors",
    "MeasurementWarning": "estimate",
    "MissingPackageError": "errors",
    "model_error": "uncertainty",
    "NotSegmentedError": "errors",
    "OutputError": "errors",
    "ParameterError": "errors",
    "Phase": "segmentation",
    "PhaseNotFoundError": "errors",
    "RadialCorrelation": "length_scale",
    "RawImage": "images",
    "read": "images",
    "read_many": "images",
    "read_slices": "images",
    "ReadLimits": "images",
    "RecommendedSize": "sizing",
    "Segmentation": "segmentation",
    "SegmentationError": "errors",
    "SinglePhaseError": "errors",
    "size_for": "sizing",
    "subdivision_estimate": "subdivision",
    "two_point_correlation": "correlation",
    "Uncertainty": "uncertainty",
    "write_tiff": "images",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: scipy alone takes longer than a window to open."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names, loaded or not."""
    return sorted({*globals(), *__all__})
