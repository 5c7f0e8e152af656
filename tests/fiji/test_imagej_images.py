"""Images of a real ImageJ: each pixel type, LUT, threshold, selection, hyperstack, calibration."""

import numpy as np
import pytest

import imagerep
from fiji_bridge.errors import ImageJError
from fiji_bridge.imagej_images import current_image, pull
from fiji_bridge.imagej_results import draw_overlay
from fiji_bridge.measurement import measure_snapshot
from fiji_bridge.phase_rules import segment
from fiji_bridge.selection import selected_pixels
from imagerep.errors import NotSegmentedError

pytestmark = pytest.mark.xdist_group("imagej")


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("shape", [(7, 9), (3, 7, 9)])
def test_every_pixel_type_arrives_as_it_is(ij, make_image, dtype, shape):
    array = np.random.default_rng(0).integers(0, 256, shape).astype(dtype)
    if dtype == np.uint16:
        array += 65000
    snapshot = pull(ij, make_image(array, "ä"))
    assert snapshot.pixels.dtype == dtype
    np.testing.assert_array_equal(snapshot.pixels, array)
    assert snapshot.title == "ä"


def test_rgb_arrives_as_colours(ij, make_image):
    packed = np.array([[0xD55E00, 0x000000], [0x0072B2, 0xFFFFFF]], np.int32)
    snapshot = pull(ij, make_image(packed))
    assert snapshot.is_rgb
    assert snapshot.pixels[0, 0].tolist() == [0xD5, 0x5E, 0]
    assert [c.key for c in segment(snapshot).choices] == [
        "#000000", "#0072b2", "#d55e00", "#ffffff",
    ]  # fmt: skip


def test_colour_table_images_are_their_indices(ij, imagej, make_image, cells):
    image = make_image(cells)
    imagej.run(image, "Fire", "")
    np.testing.assert_array_equal(pull(ij, image).pixels, cells)


def test_signed_16_bit_shows_its_signed_values(ij, imagej, make_image):
    image = make_image(np.array([[32766, 32770], [32766, 32770]], np.uint16))
    image.getLocalCalibration().setSigned16BitCalibration()
    imagej.setRawThreshold(image, 32769, 32771)
    snapshot = pull(ij, image)
    assert snapshot.pixels.tolist() == [[-2, 2], [-2, 2]]
    assert snapshot.threshold == (1, 3)
    assert segment(snapshot).select()[0].fraction == 0.5


@pytest.mark.parametrize("black_background", [True, False])
@pytest.mark.parametrize("invert", [True, False])
def test_binary_phase_is_that_of_analyze_particles(
    ij, imagej, make_image, black_background, invert
):
    pixels = np.zeros((30, 30), np.uint8)
    pixels[4:10, 5:12] = 255
    image = make_image(pixels)
    ij.java("ij.Prefs").blackBackground = black_background
    if invert:
        image.getProcessor().invertLut()
    snapshot = pull(ij, image)
    assert snapshot.has_inverting_lut == invert
    assert snapshot.black_background == black_background
    table = ij.java("ij.measure.ResultsTable")()
    area = ij.java("ij.measure.Measurements").AREA
    ij.java("ij.plugin.filter.ParticleAnalyzer")(0, area, table, 0.0, 1e9).analyze(image)
    particles = sum(table.getValue("Area", k) for k in range(table.size()))
    segmented = segment(snapshot)
    mask = segmented.segmentations[0].mask(segmented.select()[0].label)
    # Analyze Particles fills or leaves the hole, but starts from the pixels of the phase.
    assert particles == pytest.approx(mask.sum(), abs=1)


def test_threshold_that_is_set_but_not_applied(ij, imagej, make_image):
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    image = make_image(grey)
    with pytest.raises(NotSegmentedError, match="Image > Adjust > Threshold"):
        segment(pull(ij, image))
    imagej.setThreshold(image, 64, 127)
    assert pull(ij, image).threshold == (64, 127)
    assert segment(pull(ij, image)).select()[0].fraction == 0.25
    wide = make_image(grey.astype(np.uint16) * 100)
    imagej.setThreshold(wide, 6400, 12700)
    assert segment(pull(ij, wide)).select()[0].fraction == 0.25
    real = make_image(grey.astype(np.float32) / 8)
    imagej.setThreshold(real, 8.0, 15.9)
    assert segment(pull(ij, real)).select()[0].fraction == 0.25
    assert pull(ij, real).threshold == (8.0, pytest.approx(15.9))


def _selection(ij, kind):
    roi, points = ij.java("ij.gui.Roi"), ij.java("ij.gui.PolygonRoi")

    def corners(xs, ys, how):
        return points(*(ij.to_java(np.array(v, np.float32)) for v in (xs, ys)), how)

    angle = np.linspace(0, 6, 60)
    if kind == "rounded rectangle":
        rounded = roi(10, 20, 90, 70)
        rounded.setCornerDiameter(40)
        return rounded
    shape = ij.java("ij.gui.ShapeRoi")
    two = shape(roi(10, 20, 60, 30)).or_(shape(roi(90, 70, 20, 60)))
    return {
        "rectangle": lambda: roi(10, 20, 180, 190),
        "rectangle over the border": lambda: roi(80, -30, 190, 230),
        "oval": lambda: ij.java("ij.gui.OvalRoi")(10, 20, 61, 60),
        "oval over the border": lambda: ij.java("ij.gui.OvalRoi")(-30, 190, 100, 90),
        "ellipse": lambda: ij.java("ij.gui.EllipseRoi")(30.0, 40.0, 180.0, 120.0, 0.4),
        "rotated rectangle": lambda: ij.java("ij.gui.RotatedRectRoi")(40.0, 40.0, 180.0, 90.0, 60),
        "polygon": lambda: corners([10, 70, 10], [20, 20, 80], roi.POLYGON),
        "freehand": lambda: corners(
            100 + (40 + 25 * np.sin(5 * angle)) * np.cos(angle),
            90 + (40 + 25 * np.sin(5 * angle)) * np.sin(angle), roi.FREEROI,
        ),
        "composite": lambda: two,
        "with a hole": lambda: shape(roi(10, 20, 90, 80)).not_(shape(roi(30, 40, 30, 20))),
        "inverse": lambda: shape(roi(0, 0, 240, 240)).xor(shape(roi(10, 20, 30, 40))),
        "line": lambda: ij.java("ij.gui.Line")(1, 1, 50, 50),
        "point": lambda: ij.java("ij.gui.PointRoi")(5.0, 5.0),
        "text": lambda: ij.java("ij.gui.TextRoi")(5, 5, "text"),
    }[kind]()  # fmt: skip


def _drawn(roi):
    """Pixels of the image that ImageJ says are inside."""
    yy, xx = np.mgrid[:240, :240]
    return np.vectorize(lambda x, y: bool(roi.contains(x, y)))(xx, yy)


AREAS = [
    "rectangle", "rectangle over the border", "rounded rectangle", "oval", "oval over the border",
    "ellipse", "rotated rectangle", "polygon", "freehand", "composite", "with a hole", "inverse",
]  # fmt: skip


@pytest.mark.parametrize("kind", AREAS)
def test_every_selection_counts_exactly_as_drawn(ij, imagej, make_image, cells, kind):
    image = make_image(cells)
    roi = _selection(ij, kind)
    image.setRoi(roi)
    drawn, snapshot = _drawn(roi), pull(ij, image)
    np.testing.assert_array_equal(selected_pixels(snapshot), drawn)
    outcome = measure_snapshot(snapshot)
    ((phase, measurement),) = outcome.results
    assert phase.name == "255"
    assert measurement.phase_fraction == np.count_nonzero(cells[drawn]) / drawn.sum()
    assert measurement.n_pixels == drawn.sum()
    direct = imagerep.measure(cells == 255, domain=drawn)
    assert measurement.phase_fraction == direct.phase_fraction
    percent = f"{100 * drawn.mean():.3g} % of the image"
    assert f"Measured inside the selection, {percent}." in outcome.presentation.log
    is_box = kind.startswith("rectangle")
    assert (percent in dict(outcome.presentation.rows[0])["Measured"]) != is_box
    measured = [
        one for one in outcome.presentation.overlay if one.name.endswith(" measured region")
    ]
    assert {one.kind for one in measured[:1]} == {"rectangle" if is_box else "outline"}


@pytest.mark.parametrize("kind", ["line", "point", "text"])
def test_a_selection_that_is_no_area_means_the_whole_image(ij, make_image, cells, kind):
    image = make_image(cells)
    image.setRoi(_selection(ij, kind))
    segmented = segment(pull(ij, image))
    assert "not an area" in segmented.notes[0].text
    assert segmented.segmentations[0].has_full_domain
    np.testing.assert_array_equal(segmented.segmentations[0].labels, cells)


def test_the_outline_of_the_selection_is_drawn(ij, make_image, cells):
    image = make_image(cells)
    roi = _selection(ij, "with a hole")
    image.setRoi(roi)
    draw_overlay(ij, image, measure_snapshot(pull(ij, image)).presentation.overlay)
    outer, hole = (
        one
        for one in image.getOverlay().toArray()
        if str(one.getName()) == "ImageRep measured region"
    )
    np.testing.assert_array_equal(_drawn(outer) & ~_drawn(hole), _drawn(roi))


def test_hyperstack_gives_active_channel_and_frame(ij, imagej, make_image):
    planes = np.arange(2 * 3 * 4, dtype=np.uint8)  # order: channel, then z, then frame
    array = np.broadcast_to(planes[:, None, None], (24, 5, 6)).astype(np.uint8)
    image = make_image(array)
    image.setDimensions(2, 3, 4)
    image.setOpenAsHyperStack(True)
    image.setPosition(2, 3, 4)
    snapshot = pull(ij, image)
    assert snapshot.shape == (3, 5, 6)
    assert snapshot.pixels[:, 0, 0].tolist() == [19, 21, 23]
    assert (snapshot.channel, snapshot.slice_number, snapshot.frame) == (2, 3, 4)
    assert (snapshot.n_channels, snapshot.n_frames) == (2, 4)


def test_channels_of_one_slice_are_no_volume(ij, make_image, cells):
    image = make_image(np.stack([cells, 255 - cells]))
    image.setDimensions(2, 1, 1)
    composite = ij.java("ij.CompositeImage")(image)
    composite.setC(2)
    np.testing.assert_array_equal(pull(ij, composite).pixels, 255 - cells)


def test_virtual_stack_is_read_slice_by_slice(ij, imagej, make_image, tmp_path):
    array = np.random.default_rng(0).integers(0, 2, (4, 6, 8)).astype(np.uint8)
    imagej.saveAsTiff(make_image(array), str(tmp_path / "s.tif"))
    virtual = imagej.openVirtual(str(tmp_path / "s.tif"))
    assert virtual.getStack().isVirtual()
    np.testing.assert_array_equal(pull(ij, virtual).pixels, array)


def test_calibration(ij, make_image, cells):
    image = make_image(np.stack([cells, cells]))
    calibration = image.getCalibration()
    calibration.setUnit("um")
    calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth = 0.5, 0.25, 2000.0
    calibration.setZUnit("nm")
    volume = segment(pull(ij, image)).segmentations[0]
    assert volume.calibration.unit == "µm"
    assert volume.calibration.voxel_size == pytest.approx((2, 0.25, 0.5))
    assert segment(pull(ij, make_image(cells))).segmentations[0].calibration is None


def test_nothing_of_the_image_changes(ij, imagej, make_image, cells):
    image = make_image(cells)
    image.setRoi(ij.java("ij.gui.OvalRoi")(10, 20, 60, 60))
    imagej.setThreshold(image, 100, 255)
    roi, lut = image.getRoi(), image.getProcessor().getLut().getBytes()
    before = (bytes(lut), str(roi), image.getProcessor().getMinThreshold(), image.changes)
    snapshot = pull(ij, image)
    snapshot.pixels[:] = 7
    lut = image.getProcessor().getLut().getBytes()
    after = (bytes(lut), str(image.getRoi()), image.getProcessor().getMinThreshold(), image.changes)
    assert after == before
    np.testing.assert_array_equal(pull(ij, image).pixels, cells)


def test_no_image_open(ij, imagej):
    with pytest.raises(ImageJError, match="No image is open"):
        current_image(ij)


def test_active_slice_and_its_label(ij, make_image):
    image = make_image(np.zeros((3, 4, 4), np.uint8))
    image.getStack().setSliceLabel("depth 12", 2)
    image.setSlice(2)
    snapshot = pull(ij, image)
    assert (snapshot.slice_number, snapshot.slice_label) == (2, "depth 12")
