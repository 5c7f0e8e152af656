"""From an ``ij.ImagePlus`` to a snapshot, by bulk transfers, changing nothing in ImageJ."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.connection import ImageJConnection
from fiji_bridge.errors import ImageJError
from fiji_bridge.snapshot import (
    SIGNED_16_OFFSET,
    ImageSnapshot,
    PixelCalibration,
    RegionOfInterest,
    as_signed,
)

_NO_THRESHOLD = -808080.0  # ij.process.ImageProcessor.NO_THRESHOLD


def current_image(connection: ImageJConnection) -> Any:
    """Image that is active in ImageJ."""
    image = connection.java("ij.WindowManager").getCurrentImage()
    if image is None:
        raise ImageJError("no-image-open")
    return image


def open_images(connection: ImageJConnection) -> list[Any]:
    """Images that are open in ImageJ."""
    manager = connection.java("ij.WindowManager")
    return [manager.getImage(number) for number in manager.getIDList() or ()]


def pull(connection: ImageJConnection, image: Any = None) -> ImageSnapshot:
    """Copy an image out of ImageJ with all that the rules need."""
    if image is None:
        image = current_image(connection)
    if image.getProcessor() is None or image.getWidth() == 0:
        raise ImageJError("image-without-pixels", title=str(image.getTitle()))
    is_rgb = image.getType() == connection.java("ij.ImagePlus").COLOR_RGB
    is_signed = bool(image.getCalibration().isSigned16Bit())
    channel, slice_number, frame = _position(image)
    pixels = _pixels(connection, image, channel, frame)
    if is_rgb:
        pixels = np.stack([(pixels >> shift).astype(np.uint8) for shift in (16, 8, 0)], axis=-1)
    elif is_signed:
        pixels = as_signed(pixels)
    threshold = None if is_rgb else _threshold(image)
    shown = threshold and _calibrated(image, threshold)
    if threshold is not None and pixels.dtype == np.int16:
        threshold = (threshold[0] - SIGNED_16_OFFSET, threshold[1] - SIGNED_16_OFFSET)
    return ImageSnapshot(
        pixels,
        title=str(image.getTitle()),
        is_rgb=is_rgb,
        has_inverting_lut=bool(image.isInvertedLut()),
        black_background=bool(connection.java("ij.Prefs").blackBackground),
        threshold=threshold,
        shown_threshold=shown,
        roi=_roi(connection, image.getRoi()),
        calibration=_calibration(image.getCalibration()),
        slice_number=slice_number,
        slice_label=str(image.getStack().getSliceLabel(image.getCurrentSlice()) or ""),
        channel=channel,
        frame=frame,
        n_channels=int(image.getNChannels()),
        n_frames=int(image.getNFrames()),
        zoom=1.0 if image.getCanvas() is None else float(image.getCanvas().getMagnification()),
    )


def _position(image: Any) -> tuple[int, int, int]:
    # getSlice() and its like stay behind in stacks that are no hyperstacks
    channel, slice_number, frame = image.convertIndexToPosition(image.getCurrentSlice())
    return int(channel), int(slice_number), int(frame)


def _pixels(connection: ImageJConnection, image: Any, channel: int, frame: int) -> NDArray[Any]:
    width, height, n_slices = image.getWidth(), image.getHeight(), image.getNSlices()
    stack = image.getStack()
    volume: NDArray[Any] | None = None
    for number in range(n_slices):
        at = image.getStackIndex(channel, number + 1, frame)
        plane = np.asarray(
            image.getProcessor().getPixels() if stack.size() == 1 else stack.getPixels(at)
        )
        if volume is None:
            volume = np.empty((n_slices, height, width), plane.dtype)
        volume[number] = plane.reshape(height, width)
    if volume is None:
        raise ImageJError("image-without-pixels", title=str(image.getTitle()))
    unsigned = {np.dtype(np.int8): np.uint8, np.dtype(np.int16): np.uint16}
    volume = volume.view(unsigned.get(volume.dtype, volume.dtype))
    return volume if n_slices > 1 else volume[0]


def _threshold(image: Any) -> tuple[float, float] | None:
    processor = image.getProcessor()
    low, high = float(processor.getMinThreshold()), float(processor.getMaxThreshold())
    return None if low == _NO_THRESHOLD else (low, high)


def _calibrated(image: Any, threshold: tuple[float, float]) -> tuple[float, float]:
    """Both ends by the density calibration (Analyze > Calibrate), as ImageJ shows them."""
    calibration = image.getCalibration()
    if not calibration.calibrated():
        return threshold
    low, high = (float(calibration.getCValue(end)) for end in threshold)
    return low, high


def _roi(connection: ImageJConnection, roi: Any) -> RegionOfInterest | None:
    if roi is None:
        return None
    bounds = roi.getBounds()
    place = (int(bounds.x), int(bounds.y), int(bounds.width), int(bounds.height))
    name = str(roi.getName() or "")
    if not roi.isArea() or roi.isDrawingTool():
        return RegionOfInterest(*place, is_area=False, name=name)
    mask = roi.getMask()
    if mask is None:
        return RegionOfInterest(*place, name=name)
    inside = np.asarray(mask.getPixels()).reshape(mask.getHeight(), mask.getWidth()) != 0
    return RegionOfInterest(*place, mask=inside, name=name)


def _calibration(calibration: Any) -> PixelCalibration:
    unit = str(calibration.getUnit() or "pixel")
    return PixelCalibration(
        float(calibration.pixelWidth),
        float(calibration.pixelHeight),
        float(calibration.pixelDepth),
        unit,
        str(calibration.getYUnit() or ""),
        str(calibration.getZUnit() or ""),
    )
