"""Geometry and numbers of the views, without Qt."""

import math

import numpy as np
import pytest

from imagerep.calibration import Calibration
from imagerep.image.segmentation import Segmentation
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.session.choices import CONFIDENCE_LIMITS
from imagerep_qt.widgets.image.colour_table import grey_table, label_colours, label_table
from imagerep_qt.widgets.image.displayed_image import (
    DisplayedImage,
    calibrated_position,
    position_text,
)
from imagerep_qt.widgets.image.histogram import histogram
from imagerep_qt.widgets.image.overlay_layout import mark_side, scale_bar
from imagerep_qt.widgets.image.tiles import (
    OUTSIDE,
    GreyCode,
    LabelCode,
    coded,
    places_of,
    stride_for,
    subsample,
    tiles_in,
)
from imagerep_qt.widgets.planes import Plane, full_bounds
from imagerep_qt.widgets.plots.likelihood_view import level_of
from imagerep_qt.widgets.plots.picture_layout import arrange
from imagerep_qt.widgets.plots.size_curve import size_curve
from imagerep_qt.widgets.plots.ticks import linear_ticks, log_ticks, tick_text
from tests.qt.user import whole

EN = NumberFormat()


class TestTicks:
    @pytest.mark.parametrize("most", [2, 5, 12])
    @pytest.mark.parametrize(
        ("low", "high"), [(226, 5000), (3, 3.4), (1e-3, 1e9), (0.004, 0.9), (1, 10), (5.1, 5.9)]
    )
    def test_log_ticks_lie_inside_and_are_not_too_many(self, low, high, most):
        labelled, plain = log_ticks(low, high, most)
        assert all(low * (1 - 1e-9) <= tick <= high * (1 + 1e-9) for tick in labelled + plain)
        assert len(labelled) <= max(2 * most, 4)
        assert labelled == sorted(labelled)

    @pytest.mark.parametrize(("low", "high"), [(100, 5623), (178, 7000), (99, 1001), (300, 3000)])
    def test_a_short_log_axis_has_several_numbers(self, low, high):
        assert len(log_ticks(low, high, 4)[0]) >= 3

    @pytest.mark.parametrize(("low", "high"), [(0.99, 100.5), (1.05, 101)])
    def test_decades_at_the_ends_are_not_all(self, low, high):
        assert {5, 10, 20} <= set(log_ticks(low, high, 4)[0])

    def test_linear_ticks(self):
        assert linear_ticks(0, 10, 5) == (pytest.approx([0, 2, 4, 6, 8, 10]), 2)
        assert linear_ticks(3, 3, 5) == ([3], 1.0)
        assert linear_ticks(-0.011, 0.011, 4)[1] == pytest.approx(0.01)

    def test_texts(self):
        assert tick_text(0.30000000000000004, 0.1, EN) == "0.3"
        assert tick_text(2000, 0, EN) == "2,000"
        assert tick_text(0.05, 0, EN) == "0.05"
        assert tick_text(1e9, 0, EN) == "1 × 10⁹"


class TestPicture:
    def inside(self, picture, width, height):
        for f in picture.frames:
            assert f.x >= -1e-6
            assert f.y - f.depth >= -1e-6
            assert f.x + f.width + f.depth <= width + 1e-6
            assert f.y + f.height <= height + 1e-6

    @pytest.mark.parametrize("n_more", [0, 1, 3, 17, 300, 10**6, 10**12])
    @pytest.mark.parametrize("shape", [(100, 100), (100, 900), (64, 64, 64), (10, 90, 40)])
    def test_all_is_drawn_inside_and_to_scale(self, shape, n_more):
        ratio = 1 + n_more if n_more else 0.4
        picture = arrange(shape, 1, n_more, ratio, 300, 200)
        self.inside(picture, 300, 200)
        measured = [f for f in picture.frames if f.kind == "measured"]
        needed = [f for f in picture.frames if f.kind == "needed"]
        assert len(measured) == 1
        assert measured[0].width == pytest.approx(picture.scale * shape[-1])
        if picture.is_one:
            side = (ratio * math.prod(shape)) ** (1 / len(shape))
            assert needed[0].width / measured[0].width == pytest.approx(side / shape[-1])
            assert needed[0].height == needed[0].width
        else:
            assert len(needed) == n_more
            assert all(f.width == measured[0].width for f in needed)

    def test_images_do_not_overlap(self):
        frames = arrange((60, 80), 3, 8, 11 / 3, 400, 300).frames
        for i, a in enumerate(frames):
            for b in frames[:i]:
                apart = abs(a.x - b.x) >= a.width or abs(a.y - b.y) >= a.height
                assert apart

    def test_needed_is_a_square_whatever_the_shape_of_the_image(self):
        picture = arrange((50, 200), 1, 10**6, 10**6 + 1, 400, 300)
        needed, measured = picture.frames
        assert picture.is_one
        assert needed.width == needed.height
        share = measured.width * measured.height / (needed.width * needed.height)
        assert share == pytest.approx(1 / (10**6 + 1))

    def test_what_would_have_been_enough_is_part_of_the_first_image(self):
        *_, enough = arrange((100, 100), 1, 0, 0.25, 300, 300).frames
        assert enough.kind == "enough"
        assert enough.width == pytest.approx(150)
        assert all(f.kind == "measured" for f in arrange((10, 10), 9, 0, 0.9, 300, 300).frames)
        *_, first, enough = arrange((100, 400), 1, 0, 0.25, 400, 300).frames
        assert (enough.width, enough.height) == (first.height, first.height)
        *_, first, enough = arrange((100, 400), 1, 0, 0.5, 400, 300).frames
        assert (enough.width, enough.height) == (2 * first.height, first.height)

    def test_a_circle_lies_in_the_middle(self):
        *_, first, enough = arrange((100, 100), 1, 0, 0.25, 300, 300, is_round=True).frames
        assert enough.width == pytest.approx(150)
        assert enough.x + enough.width / 2 == pytest.approx(first.x + first.width / 2)
        assert enough.y + enough.height / 2 == pytest.approx(first.y + first.height / 2)
        needed, measured = arrange((50, 50), 1, 10**6, 10**6, 400, 300, is_round=True).frames
        assert measured.width / needed.width == pytest.approx(1 / 1000)
        assert measured.x + measured.width / 2 == pytest.approx(needed.x + needed.width / 2)
        assert measured.y + measured.height / 2 == pytest.approx(needed.y + needed.height / 2)

    def test_no_room(self):
        assert arrange((10, 10), 1, 3, 4, 0, 50).frames == ()
        assert arrange((10, 10), 1, 3, 0, 50, 50).frames == ()


class TestPlanes:
    def test_planes_are_views(self):
        array = np.arange(24).reshape(2, 3, 4)
        for axis in range(3):
            plane = Plane((2, 3, 4), axis, 1)
            view = plane.of(whole(array))
            assert np.shares_memory(view.values, array)
            assert view.shape == (plane.height, plane.width)
            row, column = plane.height - 1, 1
            assert view[row, column] == array[plane.position(row, column)]
        flat = whole(array[0])
        assert Plane((3, 4)).of(flat) is flat
        assert Plane((3, 4)).position(2, 1) == (2, 1)

    def test_a_crop_keeps_the_axis_that_is_not_seen(self):
        plane = Plane((10, 20, 30), 1, 5)
        bounds = plane.with_crop(((0, 10), (2, 18), (0, 30)), (1, 9), (3, 40))
        assert bounds == ((1, 9), (2, 18), (3, 30))
        assert plane.crop(bounds) == ((1, 9), (3, 30))
        assert Plane((10, 20)).with_crop(None, (-3, 10), (0, 25)) is None
        assert full_bounds(((1, 5), (0, 3)), (7, 9, 9)) == ((0, 7), (1, 5), (0, 3))
        assert full_bounds(((0, 9), (0, 9)), (7, 9, 9)) is None

    def test_voxels_and_positions(self):
        calibration = Calibration((3.0, 1.0, 2.0), "µm")
        assert Plane((5, 5, 5), 1).voxel(calibration) == (3.0, 2.0)
        assert Plane((5, 5)).voxel(None) == (1.0, 1.0)
        assert position_text((1, 2, 3)) == "x 3, y 2, z 1"
        assert calibrated_position((0, 1, 2), calibration) == ((5.0, 1.5, 1.5), "µm")


class TestTiles:
    def test_every_pixel_is_in_one_tile(self):
        plane = np.arange(700 * 1300).reshape(700, 1300)
        for stride in (1, 2, 4):
            seen = np.concatenate(
                [
                    coded(whole(plane), np.asarray, places_of(stride, *key)).ravel()
                    for key in tiles_in(0, 0, 1300, 700, plane.shape, stride)
                ]
            )
            assert sorted(seen) == sorted(plane[::stride, ::stride].ravel())

    def test_only_what_is_seen_is_read(self):
        keys = list(tiles_in(600, 600, 700, 650, (20_000, 20_000), 1))
        assert keys == [(1, 1)]
        assert list(tiles_in(-500, -500, -1, -1, (100, 100), 1)) == []

    @pytest.mark.parametrize(
        ("ratio", "stride"), [(0.1, 1), (1, 1), (1.99, 1), (2, 2), (25, 16), (0, 1)]
    )
    def test_strides_are_powers_of_two(self, ratio, stride):
        assert stride_for(ratio) == stride

    def test_codes(self):
        labels = np.array([[85, 170], [255, 85]], np.uint8)
        assert LabelCode((85, 170, 255))(labels).tolist() == [[0, 1], [2, 0]]
        wide = labels.astype(np.int32) * 1000
        assert LabelCode((85_000, 170_000, 255_000))(wide).tolist() == [[0, 1], [2, 0]]
        assert LabelCode((0, 1))(labels > 100).tolist() == [[0, 1], [1, 0]]
        grey = GreyCode.of(whole(np.linspace(-1, 3, 5000).reshape(50, 100)))
        assert grey(np.array([[-9.0, 9.0, np.nan]])).tolist() == [[0, 255, 0]]
        assert grey.position(1.0) == pytest.approx(127.5, abs=0.1)
        assert GreyCode.of(whole(labels))(labels) is labels
        assert GreyCode.of(whole(labels), stretches=True).low == 85
        flat = GreyCode.of(whole(np.full((4, 4), 7.0)))
        assert flat.high > flat.low
        assert GreyCode.of(whole(np.full((4, 4), np.nan))).high == 1.0

    def test_what_is_no_sample_has_a_code_and_no_colour_of_its_own(self):
        labels, domain = np.array([[0, 9], [1, 0]], np.uint8), np.array([[1, 0], [1, 0]], bool)
        image = Segmentation.from_array(labels, domain=domain)
        shown = DisplayedImage.of_labels(image)
        codes = coded(shown.overview, shown.code, places_of(1, 0, 0))
        assert codes.tolist() == [[0, OUTSIDE], [1, OUTSIDE]]
        assert shown.table((1,), (), (1, 1, 1), 1.0)[OUTSIDE] == 0
        assert shown.share_outside == 0.5

    def test_a_sample_is_bounded(self):
        assert subsample(whole(np.zeros((3000, 3000))), 10_000).size <= 10_000
        assert subsample(whole(np.zeros((3, 4)))).size == 12
        domain = np.arange(12).reshape(3, 4) < 5
        assert subsample(whole(np.arange(12).reshape(3, 4), domain)).tolist() == [0, 1, 2, 3, 4]


class TestColours:
    def test_labels_are_greys_apart_or_their_own(self):
        greys = label_colours(3)
        assert np.all(np.diff(greys[:, 0]) > 50)
        assert label_colours(2, [(1, 2, 3), (4, 5, 6)]).tolist() == [[1, 2, 3], [4, 5, 6]]
        assert label_colours(2, [(1, 2, 3), None])[0, 0] != 1

    def test_only_the_chosen_is_tinted(self):
        plain = label_table(label_colours(3), (), (230, 159, 0), 1.0)
        tinted = label_table(label_colours(3), (1,), (230, 159, 0), 1.0)
        assert (plain != tinted).nonzero()[0].tolist() == [1]
        assert tinted[1] == 0xFFE69F00
        assert label_table(label_colours(3), (1,), (230, 159, 0), 0.0)[1] == plain[1]

    def test_a_threshold_tints_at_least_that_value(self):
        table = grey_table([99.5], (1,), (0, 0, 0), 1.0)
        assert table[99] == 0xFF636363
        assert table[100] == 0xFF000000
        assert grey_table([1e9], (1,), (0, 0, 0), 1.0)[255] == 0xFFFFFFFF
        dark = grey_table([99.5], (0,), (0, 0, 0), 1.0)
        assert dark[99] == 0xFF000000
        assert dark[100] == 0xFF646464
        assert grey_table([], (1,), (0, 0, 0), 1.0)[255] == 0xFFFFFFFF
        middle = grey_table([99.5, 200], (1,), (0, 0, 0), 1.0)
        assert [middle[k] & 0xFF for k in (99, 100, 199, 200)] == [99, 0, 0, 200]

    def test_a_missing_phase_is_not_tinted(self):
        shown = DisplayedImage.of_labels(Segmentation.from_array(np.array([[0, 1], [1, 0]])))
        table = shown.table((7,), (), (1, 1, 1), 1.0)
        assert (table == shown.table((), (), (1, 1, 1), 1.0)).all()
        assert shown.aspect((100.0, 1.0)) == 50.0


class TestHistogram:
    def test_fractions_are_exact_for_whole_numbers(self):
        image = np.array([[0, 10, 10], [20, 20, 20]], np.uint8)
        result = histogram(whole(image))
        assert result.fraction_from(10) == pytest.approx(5 / 6)
        assert result.fraction_from(10.5) == pytest.approx(3 / 6)
        assert result.fraction_from(21) == 0
        assert result.fraction_from(-5) == 1

    def test_otsu_parts_two_peaks(self):
        rng = np.random.default_rng(3)
        image = np.where(rng.random((200, 200)) < 0.3, 180.0, 60.0) + rng.normal(0, 12, (200, 200))
        for array in (image, image.clip(0, 255).astype(np.uint8), (image * 200).astype(np.uint16)):
            result = histogram(whole(array))
            assert result.fraction_from(result.otsu()) == pytest.approx(0.3, abs=0.02)

    def test_only_the_sample_is_counted(self):
        image, domain = np.array([[0, 10, 10], [20, 20, 20]], np.uint8), np.eye(2, 3) > 0
        assert histogram(whole(image, domain)).fraction_from(10) == 0.5
        cropped = histogram(whole(image, domain), ((0, 2), (1, 3)))
        assert cropped.fraction_from(10) == 1.0

    def test_strange_images(self):
        assert histogram(whole(np.full((3, 3), np.nan))).fraction_from(0) == 0
        assert histogram(whole(np.full((3, 3), 7))).otsu() == 7
        assert histogram(whole(np.full((3, 3), 7.5))).fraction_from(7.5) == 1
        big = histogram(whole(np.zeros((5000, 5000), np.uint8)))
        assert big.is_sample
        ramp = np.arange(60_000, dtype=np.uint16).reshape(200, 300)
        edges, counts = histogram(whole(ramp)).coarse()
        assert len(counts) <= 256
        assert counts.sum() == 60_000
        assert len(edges) == len(counts) + 1


class TestOverlay:
    @pytest.mark.parametrize("zoom", [0.01, 0.3, 1.0, 7.0, 60.0])
    def test_the_bar_is_as_long_as_it_says(self, zoom):
        bar = scale_bar(800, zoom, 0.4, "µm", EN)
        number, unit = bar.text.replace(",", "").split()
        micrometres = float(number) * {"nm": 1e-3, "µm": 1, "mm": 1e3}[unit]
        assert bar.length_px == pytest.approx(micrometres / 0.4 * zoom)
        assert 0.08 * 800 <= bar.length_px <= 0.28 * 800 * (1 + 1e-9)
        assert math.isclose(float(number) / 10 ** math.floor(math.log10(float(number))) % 1, 0)

    def test_without_a_calibration_it_is_in_pixels(self):
        assert scale_bar(1000, 1.0, None, None, EN).text == "200 px"
        assert scale_bar(0, 1.0, None, None, EN) is None

    def test_the_mark_is_to_scale_or_left_out(self):
        assert mark_side(20, 2.0, 500) == 40
        assert mark_side(1, 0.1, 500) == 2
        assert mark_side(300, 2.0, 500) is None


class TestSizeCurve:
    @pytest.mark.parametrize("relative", [True, False])
    def test_points_lie_on_the_measurement(self, make_measurement, relative):
        m = make_measurement()
        unit = m.phase_fraction if relative else 1.0
        curve = size_curve(m, 0.95, 0.02, relative=relative)
        side, error = curve.measured
        assert 10**side == pytest.approx(math.sqrt(m.n_pixels))
        assert 10**error == pytest.approx(m.absolute_error(0.95) / unit)
        exact = m.error_at_size(10 ** (curve.log_side - side), 0.95) / unit
        assert 10**curve.log_error == pytest.approx(exact, rel=2e-3)
        assert curve.recommended.absolute_error == pytest.approx(0.02 * unit)
        assert curve.volume_ratio(side) == pytest.approx(1)
        for low, value, high in (
            (curve.side_range[0], math.log10(curve.recommended.side_px), curve.side_range[1]),
            (curve.error_range[0], curve.target, curve.error_range[1]),
            (curve.error_range[0], error, curve.error_range[1]),
        ):
            assert low <= value <= high

    def test_small_changes_leave_the_axes(self, make_measurement):
        m = make_measurement()
        first = size_curve(m, 0.95, 0.02, relative=True)
        second = size_curve(m, 0.96, 0.021, relative=True, keep=first)
        assert (first.side_range, first.error_range) == (second.side_range, second.error_range)

    @pytest.mark.parametrize("target", [1e-5, 1e-9, 1e-15, 50.0])
    def test_extreme_targets(self, make_measurement, target):
        curve = size_curve(make_measurement(0.001, 60.0, (100, 100)), 0.9999, target, relative=True)
        assert np.isfinite(curve.log_error).all()
        assert curve.side_range[1] - curve.side_range[0] < 13

    def test_no_error_no_curve(self, make_measurement):
        assert size_curve(make_measurement(length=0.0), 0.95, 0.05, relative=True) is None


def test_levels_invert_the_half_width(make_measurement):
    for fraction in (0.4177, 0.004):
        m = make_measurement(fraction)
        for level in (0.55, 0.9, 0.951, 0.9991):
            assert level_of(m, m.absolute_error(level)) == pytest.approx(level, abs=1e-4)
        assert level_of(m, 0.0) == CONFIDENCE_LIMITS[0]
        assert level_of(m, 5.0) == CONFIDENCE_LIMITS[1]
