"""The spectral estimator: the variance of a measure from the spectrum at zero frequency.

The variance of a measure of an image of N pixels is ``S v / N``, where S is the spectral density of
its residual at zero frequency, normalised to mean one, and v the variance of a pixel, for a phase
phi (1 - phi). The modules follow the data:

- `block_size`: how large the blocks may be whose sums are analysed;
- `periodogram`: the squared Fourier coefficients of the block means;
- `modes`: those of low frequency, which tell about zero frequency;
- `anisotropy`: an ellipse that brings all directions to one radial variable;
- `smoothing`: a smooth curve through the logarithm of the spectrum, down to zero frequency;
- `long_features`: what the curve may be for fibres that are longer than the image;
- `streaks`: whether such features show, whatever the curve;
- `edges`: what the edges add where they cut the rows of a lattice;
- `unevenness`: whether features larger than those in the image must be reckoned with;
- `interval`: the confidence interval, given how well the curve is known at zero;
- `other_shapes`: the same for images of other shapes and sizes;
- `uncertainty`: all of these answered for any level, size and number of images;
- `analysis`: the assembly, from blocks to an uncertainty;
- `method`: the same for images, as `imagerep.measure` calls it.
"""

from imagerep.spectral.analysis import SpectralDiagnostics, SpectrumCurve
from imagerep.spectral.block_size import block_side
from imagerep.spectral.method import estimate
from imagerep.spectral.uncertainty import SpectralUncertainty

__all__ = [
    "SpectralDiagnostics",
    "SpectralUncertainty",
    "SpectrumCurve",
    "block_side",
    "estimate",
]
