"""Texts of the help pages."""

from __future__ import annotations

from imagerep_qt.language import translate


def method_page() -> str:
    return translate(
        "Help",
        """
<h2>How far to trust the phase fraction of one image</h2>
<p>An image shows a small part of a material. Its phase fraction differs from that of the
material by chance, the more so the fewer features it holds. ImageRep estimates from the image
itself how large that difference may be, and how large an image has to be for a given error.</p>
<h3>What is done</h3>
<ol>
<li><b>Two-point correlation.</b> For every distance, the probability that two points at that
distance both lie in the phase. It starts at the phase fraction φ and falls to φ² where the points
are independent, at the distance <i>r</i>₀.</li>
<li><b>Characteristic length scale.</b> The correlation above φ², summed up to <i>r</i>₀, gives the
integral range. Its square root (cube root for volumes) is the characteristic length scale
<i>a</i>: a square or cube with this side counts as one independent observation.</li>
<li><b>Standard deviation.</b> An image with <i>N</i> pixels holds <i>N</i>/<i>aⁿ</i> independent
observations, so its phase fraction scatters with σ² = φ(1−φ) <i>aⁿ</i>/<i>N</i>.</li>
<li><b>Confidence.</b> σ itself is known only roughly. How roughly was found on 77 materials, for
images of many sizes. Taking that into account gives the likelihood of the material's phase
fraction, and the interval that holds it with the confidence that you choose.</li>
<li><b>Size needed.</b> The same calculation, run for larger images of the same material, gives the
size at which the error is as small as your target.</li>
</ol>
<h3>How to read the result</h3>
<p>“41.8 ± 1.7 %, 95 % confident” means: of one hundred such statements, about 95 hold for the
material. A target of ±5 % is a part of the phase fraction; in percentage points it is a part of the
whole image.</p>
<h3>Limits</h3>
<ul>
<li>The image is assumed to be <b>segmented without errors</b>; those of the segmentation come in
addition.</li>
<li>The image must be a <b>fair sample</b>: taken at random, not chosen for its features.</li>
<li>The material must look the same everywhere. <b>Periodic</b> structures, gradients and layers
break the method.</li>
<li>It was validated for sides of <b>200 pixels and more</b> and characteristic length scales of up
to <b>70 pixels</b>. Outside, results carry a warning.</li>
<li><b>Crop</b> data bars, scale bars and labels away first: they would count as features.</li>
<li>The phases are measured <b>one at a time</b>; the fractions of all phases still sum to one.</li>
</ul>
""",
    ) + translate(
        "Help",
        """
<h3>The spectral method</h3>
<p>The steps above are those of the published two-point method. The spectral method (menu Measure)
answers the same question from the Fourier spectrum: it extrapolates the power of ever longer waves
to infinite wavelength, which determines how much images differ. How certain that is follows from
this image alone: from how many long waves fit into it, and how well they agree.</p>
<p>Prefer it for small images (from about 100 pixels a side), elongated features, packed or
periodic structures and large volumes; cite the two-point method where a published one is required.
The other method's answer is always shown beside the result. Where they disagree, use the wider
interval until a larger image is available.</p>
""",
    )
