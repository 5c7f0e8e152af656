"""Messages of the app, in the format of `imagerep.messages`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from imagerep.errors import ImageRepError
from imagerep.messages import MeasurementWarning, Message

_CROP_APART = "Pixels in both count twice and make the error too small: crop them apart."
_SESSIONS = "Sessions are saved by File, Save session, and end in {suffix}."

_NOTICES: dict[str, tuple[str, str]] = {
    "duplicate-file": (
        "“{name}” is open more than once.",
        "Copies count as new images and make the error too small: remove one, or give each a "
        "crop of its own.",
    ),
    "duplicate-pixels": (
        "“{name}” is a copy of “{other}”.",
        "Copies count as new images and make the error too small: remove one of them.",
    ),
    "overlapping-crops": (
        "“{name}” is a copy of “{other}”, and their crops share {percent} % of the smaller one.",
        _CROP_APART,
    ),
    "overlapping-crops-of-a-file": (
        "“{name}” is open twice, and its crops share {percent} % of the smaller one.",
        _CROP_APART,
    ),
    "file-changed": (
        "“{name}” has changed since the session was saved.",
        "The results are those of the file as it is now.",
    ),
    "slices-are-images": (
        "The {n} slices of “{name}” are treated as images.", "The other files are images too."
    ),
    "slices-are-a-volume": (
        "The {n} slices of “{name}” are treated as a volume.",
        "The file does not say so. Are they separate images of the material instead?",
    ),
    "images-are-a-volume": (
        "The {n} images are now the slices of one volume, “{name}”.",
        "Slices are taken to be as far apart as pixels are large. If they are not, untick “Same "
        "along all axes” under the voxel size.",
    ),
    "offer-array": ("{name}{size}, {dtype}", ""),
    "offer-labels": ("{name}labels, {size}, {dtype}", ""),
    "offer-channel": ("{name}channel {number}, {size}, {dtype}", ""),
    "offer-time": ("{name}time point {number}, {size}, {dtype}", ""),
    "offer-volume": ("{name}all of them as the slices of one volume", ""),
    "offer-class": ("{name}phase = class {number} above 50 %", ""),
    "offer-most-probable": ("{name}most probable class of every pixel", ""),
    "nothing-dropped": (
        "Nothing arrived of what was dropped.",
        "Try once more, or choose Open images in the File menu.",
    ),
    "no-plot": (
        "No plot is shown.", "Choose Image size, Likelihood, Correlation or Spectrum first."
    ),
    "file-written": ("“{name}” was written to {folder}.", ""),
    "fiji-gets-image": ("Getting the image from Fiji…", ""),
    "fiji-shows-result": ("Showing the result in Fiji…", ""),
    "fiji-has-result": ("The result is shown in Fiji.", ""),
    "fiji-menu-added": (
        "ImageRep is in the menu of the Fiji in {folder}.",
        "Restart Fiji, and choose Plugins > ImageRep > Measure Representativity.",
    ),
    "fiji-menu-removed": ("ImageRep is no longer in the Fiji in {folder}.", ""),
    "as-written": ("{text}", ""),
}  # fmt: skip

_ERRORS: dict[str, tuple[str, str]] = {
    "volume-among-images": (
        "“{name}” ({size}) is a volume, and the others are images.",
        "Images of one material have the same number of axes: open it on its own, or choose a "
        "batch.",
    ),
    "image-among-volumes": (
        "“{name}” ({size}) is an image, and the others are volumes.",
        "Images of one material have the same number of axes: open it on its own, or choose a "
        "batch.",
    ),
    "file-unreadable": (
        "“{name}” cannot be read: {reason}.",
        "Check that the file is there and that you may open it.",
    ),
    "no-image-on-clipboard": (
        "There is no image on the clipboard.", "Copy an image or image files first."
    ),
    "not-a-session": (
        "“{name}” is not a session of ImageRep, or it is damaged.", _SESSIONS
    ),
    "session-too-large": (
        "“{name}” is larger than the {limit} MiB that a session may have.",
        _SESSIONS + " Split a larger one into several.",
    ),
    "session-of-newer-version": (
        "“{name}” was saved by a newer version of ImageRep.", "Update ImageRep."
    ),
    "session-of-unknown-method": (
        "“{name}” uses a method (“{method}”) that this version does not have.", "Update ImageRep."
    ),
    "session-of-unknown-quantity": (
        "“{name}” measures a quantity (“{quantity}”) that this version does not have.",
        "Update ImageRep.",
    ),
    "image-without-file": (
        "“{name}” has no file of its own, so the session cannot name it.",
        "Save that image as a file and open it, or remove it, then save the session.",
    ),
    "phase-not-excluded": (
        "Phase {label} cannot be excluded: two phases have to be left.",
        "Of a single phase there is no fraction to measure.",
    ),
    "phases-not-merged": (
        "The phases {labels} cannot be merged: two phases have to be left.",
        "Of a single phase there is no fraction to measure.",
    ),
    "no-result": ("There is no result yet.", "Measure first."),
    "audit-needs-segmentation": (
        "“{name}” has no phases yet that could be audited.", "Choose a threshold first."
    ),
    "audit-of-separate-slices": (
        "The slices of “{name}” are separate images.",
        "Take them as a volume, or open the slice that you want to audit as a file of its own.",
    ),
    "audit-grey-size": (
        "“{name}” is {size} px, and the segmented image {segmented} px.",
        "Choose the grey image that was segmented.",
    ),
    "too-large-for-fiji": (
        "“{name}” is larger than memory and is not sent to Fiji.",
        "Crop it, or open the file itself in Fiji as a virtual stack.",
    ),
    "out-of-memory": (
        "There is not enough memory for this image.",
        "Crop it, or close other programs and try again.",
    ),
    "file-out-of-memory": (
        "There is not enough memory to read “{name}”.", "Close other programs, or crop the file."
    ),
    "internal-error": (
        "Something went wrong inside the program ({kind}: {error}).",
        "Your images are unharmed. Please report it with the image, if you can.",
    ),
}  # fmt: skip

_DOUBTS = {
    "not-all-measured": (
        "Measured are {n_measured} of the {n_chosen} chosen images. Without a threshold: "
        "{n_missing}.",
        "Use one threshold for all of them, or leave out those without.",
    ),
}

_PROGRESS = {
    "reading": "Reading",
    "reading-file": "Reading {name}",
    "preparing": "Preparing",
    "measuring": "Measuring",
    "stage-of": "{title}: {stage}",
    "phase": "Phase {label}",
}

CATALOGUE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {**_NOTICES, **_ERRORS, **_DOUBTS, **{code: (text, "") for code, text in _PROGRESS.items()}}
)
"""English text of every code, and what to do about it."""


class AppMessage(Message):
    """A message of the app."""

    __slots__ = ()

    catalogue: ClassVar[Mapping[str, tuple[str, str]]] = CATALOGUE


class AppWarning(MeasurementWarning):
    """A warning about a result that only the app can give."""

    __slots__ = ()

    catalogue: ClassVar[Mapping[str, tuple[str, str]]] = CATALOGUE


class AppError(ImageRepError):
    """What a user of the app can cause."""

    message_type = AppMessage
