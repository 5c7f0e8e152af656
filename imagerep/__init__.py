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
    from imagerep.comparing import compare
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
    from imagerep.result.comparison import Comparison, Difference, ImageOfMaterial, Material
    from imagerep.result.joint import JointMeasurement, JointRegion
    from imagerep.result.measurement import Likelihood, Measurement
    from imagerep.result.methods import disagreement
    from imagerep.result.size import RecommendedSize, size_for
    from imagerep.segmentation_uncertainty.alternatives import (
        SegmentationComparison,
        compare_segmentations,
    )
    from imagerep.segmentation_uncertainty.audit_estimate import AuditEstimate
    from imagerep.segmentation_uncertainty.audit_file import read_audit, write_audit
    from imagerep.segmentation_uncertainty.boundary import (
        BoundaryDisplacement,
        boundary_displacement,
    )
    from imagerep.segmentation_uncertainty.confusion import ConfusionTable
    from imagerep.segmentation_uncertainty.contribution import SegmentationUncertainty
    from imagerep.segmentation_uncertainty.point_audit import (
        AuditPoint,
        PointAudit,
        Stratum,
        audit_points,
    )
    from imagerep.segmentation_uncertainty.probability_maps import (
        CalibrationBin,
        ProbabilityComparison,
        compare_probabilities,
    )
    from imagerep.segmentation_uncertainty.threshold_sensitivity import (
        Threshold,
        ThresholdSensitivity,
        threshold_sensitivity,
    )
    from imagerep.two_point.covariance import two_point_correlation
    from imagerep.two_point.length_scale import RadialCorrelation
    from imagerep.two_point.subdivision import subdivision_estimate
    from imagerep.two_point.uncertainty import model_error
    from imagerep.uncertainty import ConfidenceInterval, Uncertainty

__all__ = [
    "AuditEstimate",
    "AuditPoint",
    "BoundaryDisplacement",
    "Calibration",
    "CalibrationBin",
    "CalibrationError",
    "Comparison",
    "ConfidenceInterval",
    "ConfusionTable",
    "Content",
    "Difference",
    "EngineError",
    "GreyImage",
    "ImageLimitError",
    "ImageOfMaterial",
    "ImageReadError",
    "ImageRepError",
    "JointMeasurement",
    "JointRegion",
    "Likelihood",
    "Material",
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
    "PointAudit",
    "ProbabilityComparison",
    "RadialCorrelation",
    "RawLayout",
    "ReadLimits",
    "RecommendedSize",
    "Resources",
    "Segmentation",
    "SegmentationComparison",
    "SegmentationError",
    "SegmentationUncertainty",
    "SinglePhaseError",
    "Source",
    "Stratum",
    "Threshold",
    "ThresholdSensitivity",
    "Uncertainty",
    "__version__",
    "audit_points",
    "boundary_displacement",
    "circle",
    "compare",
    "compare_probabilities",
    "compare_segmentations",
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
    "read_audit",
    "read_many",
    "read_slices",
    "size_for",
    "subdivision_estimate",
    "ternary",
    "threshold_sensitivity",
    "two_point_correlation",
    "write_audit",
    "write_tiff",
]

_NAMES = {
    "calibration": ("Calibration",),
    "comparing": ("compare",),
    "errors": (
        "CalibrationError", "EngineError", "ImageLimitError", "ImageReadError",
        "ImageRepError", "MeasurementCancelled", "MissingPackageError", "NotSegmentedError",
        "OutputError", "ParameterError", "PhaseNotFoundError", "SegmentationError",
        "SinglePhaseError",
    ),
    "image.domain": ("circle",),
    "image.grey": ("GreyImage",),
    "image.reading": ("read", "read_many", "read_slices"),
    "image.segmentation": ("Phase", "Segmentation"),
    "image.write_tiff": ("write_tiff",),
    "io.dataset": ("Content",),
    "io.find": ("find_images",),
    "io.limits": ("ReadLimits",),
    "io.opening": ("contents", "open_image", "open_images"),
    "io.raw": ("RawLayout",),
    "io.source": ("Source",),
    "joint": ("measure_joint",),
    "measures.quantities": ("quantity_names",),
    "measuring": ("measure", "measure_methods", "measure_phases"),
    "messages": ("MeasurementWarning", "Message"),
    "resources": ("Resources",),
    "result.comparison": ("Comparison", "Difference", "ImageOfMaterial", "Material"),
    "result.joint": ("JointMeasurement", "JointRegion"),
    "result.measurement": ("Likelihood", "Measurement"),
    "result.methods": ("disagreement",),
    "result.size": ("RecommendedSize", "size_for"),
    "result.ternary": ("ternary",),
    "segmentation_uncertainty.alternatives": ("SegmentationComparison", "compare_segmentations"),
    "segmentation_uncertainty.audit_estimate": ("AuditEstimate",),
    "segmentation_uncertainty.audit_file": ("read_audit", "write_audit"),
    "segmentation_uncertainty.boundary": ("BoundaryDisplacement", "boundary_displacement"),
    "segmentation_uncertainty.confusion": ("ConfusionTable",),
    "segmentation_uncertainty.contribution": ("SegmentationUncertainty",),
    "segmentation_uncertainty.point_audit": ("AuditPoint", "PointAudit", "Stratum", "audit_points"),
    "segmentation_uncertainty.probability_maps": (
        "CalibrationBin", "ProbabilityComparison", "compare_probabilities",
    ),
    "segmentation_uncertainty.threshold_sensitivity": (
        "Threshold", "ThresholdSensitivity", "threshold_sensitivity",
    ),
    "two_point.covariance": ("two_point_correlation",),
    "two_point.length_scale": ("RadialCorrelation",),
    "two_point.subdivision": ("subdivision_estimate",),
    "two_point.uncertainty": ("model_error",),
    "uncertainty": ("ConfidenceInterval", "Uncertainty"),
}  # fmt: skip
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


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
