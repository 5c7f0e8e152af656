"""How well one segmented image represents its material.

From one segmented micrograph or volume: the phase fraction with a confidence interval for the
material, and the image size that a target precision needs.

>>> import numpy as np
>>> import imagerep
>>> cells = np.random.default_rng(0).random((50, 50)) < 0.4
>>> image = np.kron(cells, np.ones((12, 12), bool))
>>> result = imagerep.measure(image)
>>> print(f"{result.characteristic_length_scale_px:.1f} px")
11.8 px

Source: A. Dahari, R. Docherty, S. Kench, S. J. Cooper, "Prediction of microstructural
representativity from a single image".
"""

import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Any

from imagerep._version import __version__

if TYPE_CHECKING:
    from imagerep import generate
    from imagerep.calibration import Calibration
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
    from imagerep.image.domain import circle
    from imagerep.image.grey import GreyImage
    from imagerep.image.reading import read, read_many, read_slices
    from imagerep.image.segmentation import Phase, Segmentation
    from imagerep.image.write_tiff import write_tiff
    from imagerep.io.dataset import Content
    from imagerep.io.find import find_images
    from imagerep.io.limits import ReadLimits
    from imagerep.io.opening import contents, open_image, open_images
    from imagerep.io.raw import RawLayout
    from imagerep.io.source import Source
    from imagerep.joint import measure_joint
    from imagerep.measures.quantities import quantity_names
    from imagerep.measuring import measure, measure_methods, measure_phases
    from imagerep.messages import MeasurementWarning, Message
    from imagerep.resources import Resources
    from imagerep.result.joint import JointMeasurement, JointRegion
    from imagerep.result.measurement import Likelihood, Measurement
    from imagerep.result.methods import disagreement
    from imagerep.result.size import RecommendedSize, size_for
    from imagerep.two_point.covariance import two_point_correlation
    from imagerep.two_point.length_scale import RadialCorrelation
    from imagerep.two_point.subdivision import subdivision_estimate
    from imagerep.two_point.uncertainty import model_error
    from imagerep.uncertainty import ConfidenceInterval, Uncertainty

__all__ = [
    "Calibration",
    "CalibrationError",
    "ConfidenceInterval",
    "Content",
    "EngineError",
    "GreyImage",
    "ImageLimitError",
    "ImageReadError",
    "ImageRepError",
    "JointMeasurement",
    "JointRegion",
    "Likelihood",
    "Measurement",
    "MeasurementCancelled",
    "MeasurementWarning",
    "Message",
    "MissingPackageError",
    "NotSegmentedError",
    "OutputError",
    "ParameterError",
    "Phase",
    "PhaseNotFoundError",
    "RadialCorrelation",
    "RawLayout",
    "ReadLimits",
    "RecommendedSize",
    "Resources",
    "Segmentation",
    "SegmentationError",
    "SinglePhaseError",
    "Source",
    "Uncertainty",
    "__version__",
    "circle",
    "contents",
    "disagreement",
    "find_images",
    "generate",
    "measure",
    "measure_joint",
    "measure_methods",
    "measure_phases",
    "model_error",
    "open_image",
    "open_images",
    "quantity_names",
    "read",
    "read_many",
    "read_slices",
    "size_for",
    "subdivision_estimate",
    "ternary",
    "two_point_correlation",
    "write_tiff",
]

_MODULES = {
    "Calibration": "calibration",
    "CalibrationError": "errors",
    "circle": "image.domain",
    "ConfidenceInterval": "uncertainty",
    "Content": "io.dataset",
    "contents": "io.opening",
    "disagreement": "result.methods",
    "EngineError": "errors",
    "find_images": "io.find",
    "GreyImage": "image.grey",
    "ImageLimitError": "errors",
    "ImageReadError": "errors",
    "ImageRepError": "errors",
    "JointMeasurement": "result.joint",
    "JointRegion": "result.joint",
    "Likelihood": "result.measurement",
    "measure": "measuring",
    "measure_joint": "joint",
    "measure_methods": "measuring",
    "measure_phases": "measuring",
    "Measurement": "result.measurement",
    "MeasurementCancelled": "errors",
    "MeasurementWarning": "messages",
    "Message": "messages",
    "MissingPackageError": "errors",
    "model_error": "two_point.uncertainty",
    "NotSegmentedError": "errors",
    "open_image": "io.opening",
    "open_images": "io.opening",
    "OutputError": "errors",
    "quantity_names": "measures.quantities",
    "ParameterError": "errors",
    "Phase": "image.segmentation",
    "PhaseNotFoundError": "errors",
    "RadialCorrelation": "two_point.length_scale",
    "read": "image.reading",
    "read_many": "image.reading",
    "read_slices": "image.reading",
    "RawLayout": "io.raw",
    "ReadLimits": "io.limits",
    "RecommendedSize": "result.size",
    "Resources": "resources",
    "Segmentation": "image.segmentation",
    "SegmentationError": "errors",
    "SinglePhaseError": "errors",
    "size_for": "result.size",
    "Source": "io.source",
    "subdivision_estimate": "two_point.subdivision",
    "ternary": "result.ternary",
    "two_point_correlation": "two_point.covariance",
    "Uncertainty": "uncertainty",
    "write_tiff": "image.write_tiff",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: scipy alone takes longer than a window to open."""
    value: ModuleType | Any
    if name == "generate":
        value = importlib.import_module(f"{__name__}.generate")
    elif name in _MODULES:
        value = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names only, loaded or not."""
    return sorted(__all__)
