"""The spectral estimator: the variance of the phase fraction from the spectrum at zero frequency.

The variance of the phase fraction of an image of N pixels is ``S phi (1 - phi) / N``, where S is
the spectral density of the phase at zero frequency, normalised to mean one. The modules follow
the data:

- `blocks`: one pass over the image, to the means of square or cubic blocks;
- `periodogram`: the squared Fourier coefficients of the block means;
- `modes`: those of low frequency, which tell about zero frequency;
- `anisotropy`: an ellipse that brings all directions to one radial variable;
- `smoothing`: a smooth curve through the logarithm of the spectrum, down to zero frequency;
- `long_features`: what the curve may be for fibres that are longer than the image;
- `edges`: what the edges add where they cut the rows of a lattice;
- `unevenness`: whether features larger than those in the image must be reckoned with;
- `interval`: the confidence interval, given how well the curve is known at zero;
- `other_shapes`: the same for images of other shapes and sizes;
- `uncertainty`: all of these answered for any level, size and number of images;
- `analysis`: the assembly, for arrays of any kind;
- `method`: the same for segmentations, as `imagerep.measure` calls it.
"""

from imagerep.spectral.analysis import (
    SpectralDiagnostics,
    SpectralResult,
    SpectrumCurve,
    analyse,
)
from imagerep.spectral.blocks import block_side
from imagerep.spectral.method import estimate
from imagerep.spectral.uncertainty import SpectralUncertainty

__all__ = [
    "SpectralDiagnostics",
    "SpectralResult",
    "SpectralUncertainty",
    "SpectrumCurve",
    "analyse",
    "block_side",
    "estimate",
]
