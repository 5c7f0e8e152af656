"""Explanations of the doubts that a result carries, by their code."""

from __future__ import annotations

from imagerep_qt.language import translate


def why(code: str) -> str:
    """Explanation of a doubt."""
    texts = {
        "small-image": translate(
            "Why",
            "The method was validated on images with sides of 200 pixels and more. In a smaller "
            "image the correlation is known too badly, and the true error may be larger than the "
            "one given. Measure a larger image, or several images together.",
        ),
        "large-features": translate(
            "Why",
            "The method was validated for characteristic length scales up to 70 pixels. With "
            "larger features few of them fit into the image. Use a lower magnification or a "
            "larger image; if the image is oversampled, bin its pixels.",
        ),
        "few-features": translate(
            "Why",
            "The image holds few independent regions of this phase, so that the error itself is "
            "known only roughly. Treat it as a first guess, and measure more of the material.",
        ),
        "rare-phase": translate(
            "Why",
            "The phase is so rare that its likelihood is not symmetric any more, as the method "
            "assumes. The upper end of the interval may lie too low. Measure more of the material.",
        ),
        "unequal-voxels": translate(
            "Why",
            "The pixels are not square or the voxels are not cubes. The method counts in pixels, "
            "so that lengths along the axes differ. Resample the image to equal sides for lengths "
            "that hold in all directions; phase fraction and error hold as they are.",
        ),
        "no-decay": translate(
            "Why",
            "The correlation does not die away within half of the shortest side: the features are "
            "as large as the image, or there is a gradient or a periodic pattern across it. The "
            "method assumes that distant parts of the material are independent.",
        ),
        "methods-disagree": translate(
            "Why",
            "Both methods ask how much the phase fraction scatters between images of this size; "
            "one sums the correlation over distances, the other reads the spectrum at long "
            "wavelengths. They part where the image shows little of it. In packed and periodic "
            "structures the spectral method is usually right: it sees that the features keep "
            "their distance. Where features are nearly as large as the image, neither can know; "
            "take the wider interval and measure more of the material.",
        ),
        "lags-truncated": translate(
            "Why",
            "Only distances up to half of the shortest side can be used. Where the correlation "
            "reaches further, the length scale, and with it the error, come out too small.",
        ),
        "fallback-subdivision": translate(
            "Why",
            "The correlation of this image gave no usable length scale. It was taken from how "
            "the phase fraction varies between parts of the image instead, which tends to give "
            "too small an error.",
        ),
        "stabilised": translate(
            "Why",
            "The length scale from the correlation and the one from parts of the image disagreed "
            "by more than a factor of three, and the correlation was pulled towards agreement.",
        ),
    }
    return texts.get(code, "")


def in_short(code: str) -> str:
    """Name of a doubt, for a column."""
    names = {
        "small-image": translate("Doubt", "small image"),
        "large-features": translate("Doubt", "large features"),
        "few-features": translate("Doubt", "few features"),
        "rare-phase": translate("Doubt", "rare phase"),
        "unequal-voxels": translate("Doubt", "unequal voxels"),
        "no-decay": translate("Doubt", "no decay"),
        "lags-truncated": translate("Doubt", "short reach"),
        "fallback-subdivision": translate("Doubt", "by subdivision"),
        "stabilised": translate("Doubt", "stabilised"),
        "methods-disagree": translate("Doubt", "methods disagree"),
    }
    return names.get(code, code.replace("-", " "))
