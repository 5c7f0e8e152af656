"""Results as people and programs read them: the sentence, the citation, JSON and CSV."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from imagerep._version import __version__
from imagerep.errors import ParameterError

if TYPE_CHECKING:
    from imagerep.measurement import Measurement

CITATION_TEXT = (
    "A. Dahari, R. Docherty, S. Kench, S. J. Cooper, “Prediction of Microstructural "
    "Representativity From A Single Image”, Advanced Science (2025), doi:10.1002/advs.202414149."
)
"""The paper of the method."""

CITATION_BIBTEX = """@article{dahari2025representativity,
  title   = {Prediction of Microstructural Representativity From A Single Image},
  author  = {Dahari, Amir and Docherty, Ronan and Kench, Steve and Cooper, Samuel J.},
  journal = {Advanced Science},
  year    = {2025},
  doi     = {10.1002/advs.202414149},
}"""
"""The paper of the method, for a bibliography."""

SOFTWARE_BIBTEX = f"""@software{{imagerep,
  title   = {{ImageRep}},
  author  = {{{{The ImageRep developers}}}},
  version = {{{__version__}}},
  note    = {{Spectral method}},
}}"""
"""This software, whose spectral method is described in its documentation only."""


def citation(method: str = "two-point") -> str:
    """What to cite for results of a method.

    Parameters
    ----------
    method : str, optional
        Name of the method.

    Returns
    -------
    str
        The paper; where its method is not the one used, this software first.
    """
    if method == "two-point":
        return CITATION_TEXT
    return (
        f"The {method} method of ImageRep {__version__} (described in its documentation), for the "
        f"question posed and first answered by: {CITATION_TEXT}"
    )


def citation_bibtex(method: str = "two-point") -> str:
    """What to cite for results of a method, for a bibliography.

    Parameters
    ----------
    method : str, optional
        Name of the method.

    Returns
    -------
    str
        One entry or two, as in :func:`citation`.
    """
    return CITATION_BIBTEX if method == "two-point" else f"{SOFTWARE_BIBTEX}\n\n{CITATION_BIBTEX}"


def decimals(error: float, least: int = 3) -> int:
    """Decimals that show two significant digits of an error.

    Parameters
    ----------
    error : float
        The error.
    least : int, optional
        Fewest decimals, the paper's three.

    Returns
    -------
    int
        At most 12.
    """
    if not (math.isfinite(error) and error > 0):
        return least
    return min(12, max(least, 1 - math.floor(math.log10(error))))


def statement(
    phase_fraction: float,
    absolute_error: float,
    confidence_level: float,
    method: str = "two-point",
) -> str:
    """The sentence of the paper (section 5), with the numbers filled in.

    Where the method is not the paper's, the sentence names the method instead.

    Parameters
    ----------
    phase_fraction : float
        Phase fraction of the image.
    absolute_error : float
        Half-width of the interval.
    confidence_level : float
        Between 0 and 1.
    method : str, optional
        Name of the method.

    Returns
    -------
    str
    """
    model = "the 'ImageRep' model proposed by Dahari et al."
    if method != "two-point":
        model = f"the {method} method of ImageRep {__version__}"
    digits = decimals(absolute_error)
    relative = 100 * absolute_error / phase_fraction
    percent = f"{100 * confidence_level:.10g}"
    percent = percent if "." in percent else f"{percent}.0"
    return (
        f"The phase fraction in the segmented image is {phase_fraction:.{digits}f}. Assuming "
        f"perfect segmentation, {model} suggests that we "
        f"can be {percent}% confident that the material's phase fraction is within "
        f"{relative:.{decimals(relative, 1)}f}% of this value "
        f"(i.e. {phase_fraction:.{digits}f} ± {absolute_error:.{digits}f})."
    )


def to_dict(
    measurement: Measurement,
    confidence_level: float = 0.95,
    target_relative_error: float | None = 0.05,
    *,
    target_absolute_error: float | None = None,
    hold_model_error: bool = False,
) -> dict[str, Any]:
    """A measurement as plain values, ready for JSON.

    Parameters
    ----------
    measurement : Measurement
        The measurement.
    confidence_level : float, optional
        Between 0 and 1, both excluded.
    target_relative_error : float or None, optional
        Target for the recommended size; ignored where an absolute one is given.
    target_absolute_error : float, optional
        The same as a half-width.
    hold_model_error : bool, optional
        As in :meth:`Measurement.recommended_size`.

    Returns
    -------
    dict
        Lengths in px, and in the unit where the voxel size is known; fractions 0 to 1. The
        recommended size is None where no finite one meets the target.

    Raises
    ------
    ParameterError
        If the level is out of range.
    """
    interval = measurement.confidence_interval(confidence_level)
    warnings = [{"code": one.code, "text": one.message} for one in measurement.warnings]
    relative = None if target_absolute_error is not None else target_relative_error
    try:
        size = measurement.recommended_size(
            relative,
            confidence_level,
            absolute_error=target_absolute_error,
            hold_model_error=hold_model_error,
        )
    except ParameterError as error:
        if relative is not None and not (math.isfinite(relative) and relative > 0):
            raise
        size = None
        warnings.append({"code": "no-finite-size", "text": str(error)})
    calibration, found = measurement.calibration, measurement.diagnostics
    return {
        "name": measurement.name,
        "phase": measurement.phase,
        "method": measurement.method,
        "n_images": measurement.n_images,
        "shape_px": list(measurement.shape),
        "n_pixels": measurement.n_pixels,
        "phase_fraction": measurement.phase_fraction,
        "characteristic_length_scale_px": measurement.characteristic_length_scale_px,
        "characteristic_length_scale": measurement.characteristic_length_scale,
        "standard_deviation": measurement.standard_deviation,
        "model_error": measurement.model_error,
        "confidence_level": confidence_level,
        "interval": [interval.low, interval.high],
        "absolute_error": measurement.absolute_error(confidence_level),
        "relative_error": measurement.relative_error(confidence_level),
        "target_relative_error": None if size is None else size.relative_error,
        "target_absolute_error": None if size is None else size.absolute_error,
        "target_is_reached": None if size is None else size.is_reached,
        "recommended_side_px": None if size is None else size.side_px,
        "recommended_shape_px": None
        if size is None
        else [math.ceil(side - 1e-9) for side in size.shape_px],
        "recommended_n_pixels": None if size is None else size.n_pixels,
        "recommended_side": None if size is None else size.side,
        "recommended_shape": None if size is None or size.shape is None else list(size.shape),
        "volume_ratio": None if size is None else size.volume_ratio,
        "additional_images": None if size is None else size.additional_images,
        "voxel_size": None if calibration is None else list(calibration.voxel_size),
        "unit": None if calibration is None else calibration.unit,
        "diagnostics": None if found is None else found.to_dict(),
        "warnings": warnings,
        "statement": measurement.statement(confidence_level),
    }
