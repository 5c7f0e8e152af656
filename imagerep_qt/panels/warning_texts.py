"""Explanations and short names of warnings, by their code."""

from __future__ import annotations

from imagerep_qt.language import translate


def explanation(code: str) -> str:
    """What a warning means and what to do; empty for an unknown code."""
    texts = {
        "small-image": translate(
            "Why",
            "The method was validated on images with sides of 200 pixels and more. In a "
            "smaller image the correlation is known too poorly, and the true error may be "
            "larger than stated. Measure a larger image, or several images together.",
        ),
        "large-features": translate(
            "Why",
            "The method was validated for characteristic length scales up to 70 pixels. Of "
            "larger features, few fit into the image. Use a lower magnification or a "
            "larger image; if the image is oversampled, bin its pixels.",
        ),
        "few-features": translate(
            "Why",
            "The image contains few independent regions of this phase, so that the error "
            "itself is known only roughly. Treat it as a first estimate, and measure more "
            "of the material.",
        ),
        "rare-phase": translate(
            "Why",
            "The phase is so rare that its likelihood is no longer symmetric, as the "
            "method assumes. The upper end of the interval may be too low. Measure more of "
            "the material.",
        ),
        "unequal-voxels": translate(
            "Why",
            "The pixels are not square, or the voxels are not cubes. The method works in "
            "pixels, so that lengths along the axes differ. Resample the image to equal "
            "sides for lengths that are valid in all directions; phase fraction and error "
            "are valid as they are.",
        ),
        "no-decay": translate(
            "Why",
            "The correlation does not decay within half of the shortest side: the features "
            "are as large as the image, or there is a gradient or a periodic pattern "
            "across it. The method assumes that distant parts of the material are "
            "independent.",
        ),
        "methods-disagree": translate(
            "Why",
            "Both methods estimate how much the phase fraction varies between images of "
            "this size; one sums the correlation over distances, the other extrapolates "
            "the spectrum to long wavelengths. They disagree where the image contains too "
            "little information. In packed and periodic structures the spectral method is "
            "usually right, because it accounts for the regular distances of the features. "
            "Where features are nearly as large as the image, neither is reliable; take "
            "the wider interval and measure more of the material.",
        ),
        "methods-disagree-on-quantity": translate(
            "Why",
            "The spectral method extrapolates how the image varies to long wavelengths, the "
            "two-point method sums its correlation over distances, and was fitted to phase "
            "fractions. Of surfaces, curvature and Euler numbers its error is half to one and a "
            "half times what it should be. Rely on the spectral method, and measure more of the "
            "material where the image holds few features.",
        ),
        "coarse-pixels": translate(
            "Why",
            "Surfaces are counted by lines between neighbouring pixels, which miss what is thinner "
            "than a pixel, and join what nearly touches. That is the same in every image of the "
            "material, so that no number of images tells it. Measure at a higher magnification; "
            "the documentation says by how much values are off.",
        ),
        "fitted-to-phase-fractions": translate(
            "Why",
            "The two-point method knows its own error from phase fractions of 77 materials. The "
            "fields of other quantities are mostly noise but for what matters. Choose the spectral "
            "method.",
        ),
        "assumes-isotropy": translate(
            "Why",
            "A section tells the length of boundaries in its plane. The area of the surfaces "
            "follows from it for materials that look the same in all directions, or in the mean "
            "over sections of all directions. Otherwise measure a volume, or say how the section "
            "lies.",
        ),
        "lags-truncated": translate(
            "Why",
            "Only distances up to half of the shortest side can be used. If the "
            "correlation extends further, the length scale, and with it the error, is "
            "underestimated.",
        ),
        "fallback-subdivision": translate(
            "Why",
            "The correlation of this image gave no usable length scale. It was estimated "
            "from the variation of the phase fraction between parts of the image instead, "
            "which tends to underestimate the error.",
        ),
        "stabilised": translate(
            "Why",
            "The length scale from the correlation and the one from parts of the image disagreed "
            "by more than a factor of three, and the correlation was pulled towards agreement.",
        ),
    }
    return texts.get(code, "")


def short_name(code: str) -> str:
    """Name of a warning, for the table."""
    names = {
        "small-image": translate("Doubt", "small image"),
        "large-features": translate("Doubt", "large features"),
        "few-features": translate("Doubt", "few features"),
        "rare-phase": translate("Doubt", "rare phase"),
        "unequal-voxels": translate("Doubt", "unequal voxels"),
        "no-decay": translate("Doubt", "no decay"),
        "lags-truncated": translate("Doubt", "truncated lags"),
        "fallback-subdivision": translate("Doubt", "by subdivision"),
        "stabilised": translate("Doubt", "stabilised"),
        "methods-disagree": translate("Doubt", "methods disagree"),
        "methods-disagree-on-quantity": translate("Doubt", "methods disagree"),
        "coarse-pixels": translate("Doubt", "coarse pixels"),
        "fitted-to-phase-fractions": translate("Doubt", "fitted to fractions"),
        "assumes-isotropy": translate("Doubt", "if isotropic"),
        "outside-suspected": translate("Doubt", "not sample?"),
        "bar-suspected": translate("Doubt", "bar?"),
        "edge-values": translate("Doubt", "edge values"),
        "object-labels": translate("Doubt", "objects"),
        "labels-differ": translate("Doubt", "labels differ"),
        "fields-disagree": translate("Doubt", "images disagree"),
        "neighbouring-slices": translate("Doubt", "neighbouring slices"),
        "gradient": translate("Doubt", "gradient"),
        "not-all-measured": translate("Doubt", "not all measured"),
    }
    return names.get(code, code.replace("-", " "))
