"""The spectrum view, and directional length scales on the image and in words."""

import math

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep.calibration import Calibration
from imagerep.image.segmentation import Segmentation
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import DARK
from imagerep_qt.widgets.directions import Directions, directions, lengths_text, longest_text
from imagerep_qt.widgets.image.image_view import ImageView
from imagerep_qt.widgets.image.overlay import overlay_of
from imagerep_qt.widgets.planes import Plane
from imagerep_qt.widgets.plots.spectrum_curve import drawn_spectrum
from imagerep_qt.widgets.plots.spectrum_view import SpectrumView
from tests.qt.user import find, text_of
from tests.qt.widgets.plot_items import items


def field(shape, sigma, seed=0):
    noise = np.random.default_rng(seed).standard_normal(shape)
    smooth = gaussian_filter(noise, sigma, mode="wrap")
    return smooth > 0.3 * smooth.std()


def measured(shape, sigma, calibration=None, n_images=1):
    images = [
        Segmentation.from_array(field(shape, sigma, seed), calibration=calibration)
        for seed in range(n_images)
    ]
    return imagerep.measure(images, 1, method="spectral")


def zero_of(view):
    """Where infinite wavelength is marked."""
    marker = items(view.plot, pg.ScatterPlotItem)[1]
    return tuple(float(each[0]) for each in marker.getData())


def findings(view):
    """Values of the findings beside the plot, by title."""
    return {
        label.accessibleName(): label.text()
        for label in view.findings.findChildren(QLabel)
        if label.accessibleName()
    }


@pytest.fixture(scope="module")
def elongated():
    return measured((240, 300), (3, 6), Calibration((0.4, 0.4), "µm"))


class TestSpectrum:
    @pytest.fixture
    def view(self, theme, numbers, shown, elongated):
        view = shown(SpectrumView(theme, numbers))
        view.set_measurement(elongated)
        return view

    def test_zero_frequency_is_marked_where_the_curve_begins(self, view, elongated):
        spectrum = elongated.diagnostics.spectrum
        x, y = zero_of(view)
        assert y == pytest.approx(math.log10(spectrum.fit[0]))
        assert items(view.plot, pg.InfiniteLine)[0].value() == pytest.approx(y)
        assert items(view.plot, pg.PlotCurveItem)[0].getData()[1][0] == pytest.approx(y)
        assert x < math.log10(spectrum.frequency[0])
        assert len(items(view.plot, pg.ScatterPlotItem)[0].getData()[0]) == len(spectrum.power)

    def test_the_reading_says_what_follows(self, view, elongated, numbers):
        text = text_of(view, "Summary of the spectrum")
        assert numbers.significant(elongated.diagnostics.spectrum.fit[0]) in text
        assert numbers.significant(elongated.diagnostics.independent_cells) in text

    def test_the_axis_has_wavelengths_with_infinity_at_zero(self, view):
        bottom, (low, high) = view.plot.axis("bottom"), view.plot.viewRange()[0]
        ticks = bottom.tickValues(low, high, 500)
        infinity, labelled = ticks[0], ticks[1]
        assert bottom.tickStrings(infinity[1], 1.0, infinity[0]) == ["∞"]
        assert infinity[1] == [zero_of(view)[0]]
        texts = bottom.tickStrings(labelled[1], 1.0, labelled[0])
        assert [float(text) for text in texts] == pytest.approx(
            [10.0**-place for place in labelled[1]]
        )
        top = view.plot.axis("top")
        ticks = top.tickValues(low, high, 500)[1]
        texts = top.tickStrings(ticks[1], 1.0, ticks[0])
        assert [float(text) for text in texts] == pytest.approx(
            [0.4 * 10.0**-place for place in ticks[1]]
        )

    def test_findings_are_listed_and_explained(self, view, elongated):
        texts = findings(view)
        assert texts["Length scales by direction"].endswith("longest at 0°")
        assert texts["Order"].startswith("negligible")
        assert texts["Fourier modes used"] == f"{elongated.diagnostics.n_modes:,}"
        assert all(find(view, QLabel, title).toolTip() for title in texts)

    def test_a_narrow_view_leaves_the_room_to_the_plot(self, view, qtbot):
        assert find(view, QLabel, "Order").isVisible()
        view.resize(380, 300)
        qtbot.waitUntil(lambda: not find(view, QLabel, "Order").isVisible())
        view.resize(700, 300)
        qtbot.waitUntil(find(view, QLabel, "Order").isVisible)

    def test_theme_numbers_and_the_empty_state(self, view, theme, qtbot):
        theme.set_mode("dark")
        assert view.plot.grab().toImage().pixelColor(3, 3).name() == DARK.base
        view.set_numbers(NumberFormat(",", "."))
        assert "," in findings(view)["Order"]
        view.set_missing("It takes long.", "Do it")
        assert view.is_empty
        with qtbot.waitSignal(view.offer_taken):
            find(view, QPushButton, "Do it").click()
        view.set_measurement(None)
        assert view.is_empty
        assert not any(button.isVisible() for button in view.findChildren(QPushButton))

    def test_a_measurement_without_a_spectrum(self, view, make_measurement):
        view.set_measurement(make_measurement())
        assert view.is_empty

    def test_packed_structures_and_volumes_are_named(self, view):
        place = np.mgrid[:260, :260]
        lattice = np.random.default_rng(0).normal(0, 0.8, (2, 16, 16))
        lattice += np.mgrid[:16, :16] * 17 + 4
        image = np.zeros((260, 260), bool)
        for centre in lattice.reshape(2, -1).T:
            image |= ((place - centre[:, None, None]) ** 2).sum(axis=0) < 40
        view.set_measurement(imagerep.measure(image, method="spectral"))
        assert findings(view)["Order"].startswith("packed or periodic")
        view.set_measurement(measured((60, 64, 70), 3))
        assert "px³" in text_of(view, "Summary of the spectrum")
        assert findings(view)["Length scales by direction"] == "the same in all directions"


def test_the_curve_runs_smoothly_from_zero_to_the_lowest_frequency(elongated):
    spectrum = elongated.diagnostics.spectrum
    drawn = drawn_spectrum(spectrum)
    assert np.all(np.diff(drawn.curve_x) > 0)
    first = np.searchsorted(drawn.curve_x, drawn.first)
    assert drawn.curve[first] == pytest.approx(np.log10(spectrum.fit[1]))
    between = drawn.curve[: first + 1]
    assert np.all(np.diff(between) * np.sign(between[-1] - between[0]) >= -1e-12)
    assert np.all(drawn.low <= drawn.y)
    assert np.all(drawn.y <= drawn.high)
    assert drawn.x_range[0] < drawn.zero


def test_what_several_images_show_at_zero_is_drawn_there():
    drawn = drawn_spectrum(measured((120, 120), 3, n_images=6).diagnostics.spectrum)
    assert np.isfinite(drawn.x).all()
    assert np.isfinite(drawn.y).all()


class TestDirections:
    def test_only_where_they_are_more_than_chance(self, elongated, make_measurement):
        found = directions(elongated)
        assert found.unit == "µm"
        assert found.ratio == pytest.approx(2, rel=0.25)
        assert abs(found.axes[0][1]) == pytest.approx(1, abs=0.02)
        product = math.prod(found.lengths)
        assert product == pytest.approx(elongated.characteristic_length_scale**2)
        assert directions(measured((240, 300), 4)) is None
        assert directions(make_measurement()) is None
        assert directions(None) is None

    def test_unequal_voxels_are_stretched(self):
        """What is round in pixels is long where pixels are, and the other way round."""
        round_px = measured((300, 300), 4, Calibration((0.6, 0.3), "mm"))
        found = directions(round_px)
        assert found.ratio == pytest.approx(2, rel=0.1)
        assert abs(found.axes[0][0]) == pytest.approx(1, abs=0.02)
        assert directions(measured((300, 300), (3, 6), Calibration((0.6, 0.3), "mm"))) is None

    @pytest.mark.parametrize(("angle", "text"), [(30.0, "30°"), (150.0, "150°"), (0.0, "0°")])
    def test_an_image_shows_the_whole_ellipse(self, angle, text):
        """The angle is anticlockwise in words, as in geometry, and clockwise on the screen."""
        turn = math.radians(angle)
        along = (-math.sin(turn), math.cos(turn))
        found = Directions((8.0, 2.0), (along, (along[1], -along[0])), "µm", (0.5, 0.5))
        ellipse = found.section(Plane((100, 100)))
        assert (ellipse.long_px, ellipse.short_px) == pytest.approx((16, 4))
        assert -ellipse.angle_deg % 180 == pytest.approx(angle)
        assert longest_text(NumberFormat(), found) == f"longest at {text}"
        assert lengths_text(NumberFormat(), found) == "8.00 × 2.00 µm"

    def test_the_box_around_an_ellipse(self):
        found = Directions((8.0, 2.0), ((0.6, 0.8), (0.8, -0.6)), "px", (1.0, 1.0))
        ellipse = found.section(Plane((100, 100)))
        turn = np.linspace(0, 2 * np.pi, 2001)
        angle = math.radians(ellipse.angle_deg)
        x = 4 * np.cos(turn) * math.cos(angle) - np.sin(turn) * math.sin(angle)
        y = 4 * np.cos(turn) * math.sin(angle) + np.sin(turn) * math.cos(angle)
        assert ellipse.extent_px == pytest.approx((np.ptp(x), np.ptp(y)), rel=1e-5)

    def test_a_plane_cuts_the_ellipsoid(self):
        axes = ((1.0, 0.0, 0.0), (0.0, 0.6, 0.8), (0.0, 0.8, -0.6))
        found = Directions((9.0, 6.0, 3.0), axes, "px", (1.0, 1.0, 1.0))
        flat = found.section(Plane((50, 50, 50), 0, 7))
        assert (flat.long_px, flat.short_px) == pytest.approx((6, 3))
        assert flat.angle_deg % 180 == pytest.approx(math.degrees(math.atan2(0.6, 0.8)))
        upright = found.section(Plane((50, 50, 50), 2, 7))
        assert upright.long_px == pytest.approx(9)
        # Where the ellipse of y and x crosses the y axis: (3.6 / 36 + 6.4 / 9) / 10 = 1 / d^2.
        assert upright.short_px == pytest.approx((0.6**2 / 36 + 0.8**2 / 9) ** -0.5)
        assert abs(upright.angle_deg) == pytest.approx(90)
        assert longest_text(NumberFormat(), found) == "longest along z"

    def test_a_volume_names_the_nearest_axis(self):
        tilt = math.radians(20)
        along, other = (math.cos(tilt), math.sin(tilt), 0.0), (-math.sin(tilt), math.cos(tilt), 0.0)
        found = Directions((9.0, 6.0, 3.0), (along, other, (0.0, 0.0, 1.0)), "px", (1.0,) * 3)
        assert longest_text(NumberFormat(), found) == "longest at 20° to z"

    def test_they_take_the_place_of_the_square_on_the_image(
        self, theme, numbers, shown, elongated, micrometre
    ):
        view = shown(ImageView(theme, numbers))
        view.set_segmentation(Segmentation.from_array(field((240, 300), (3, 6))))
        view.set_calibration(micrometre)
        length = elongated.characteristic_length_scale_px
        view.set_characteristic_length(length)
        square = view.picture(600)
        assert view.canvas.overlay.ellipse is None
        view.set_characteristic_length(length, directions(elongated))
        overlay = view.canvas.overlay
        assert overlay.ellipse.long_px > overlay.ellipse.short_px
        assert overlay.length_text.startswith("length scales ")
        assert view.picture(600) != square

    def test_layers_have_a_ratio_and_no_lengths(self, numbers):
        """Periodic layers all but fill every area alike: no length follows from that."""
        edges = np.cumsum(np.random.default_rng(0).integers(8, 12, 40))
        layers = np.searchsorted(edges, np.arange(250)) % 2 == 0
        image = np.broadcast_to(layers[:, None], (250, 250)) ^ (
            np.random.default_rng(1).random((250, 250)) < 0.01
        )
        measurement = imagerep.measure(image, method="spectral")
        found = directions(measurement)
        assert not found.is_to_scale
        assert lengths_text(numbers, found).endswith(" : 1")
        assert longest_text(numbers, found) == "longest at 0°"
        assert overlay_of(numbers, Plane((250, 250)), None, 3.0, found).ellipse is None

    def test_the_mark_of_a_volume_is_that_of_the_plane(self, numbers):
        axes = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
        found = Directions((4.0, 2.0, 1.0), axes, "µm", (0.5, 0.5, 0.5))
        calibration = Calibration((0.5, 0.5, 0.5), "µm")
        flat, upright = (
            overlay_of(numbers, Plane((50, 50, 50), axis, 7), calibration, 4.0, found)
            for axis in (0, 1)
        )
        assert flat.length_text == "length scales in this plane 2.00 × 1.00 µm"
        assert upright.length_text == "length scales in this plane 4.00 × 1.00 µm"
        assert (upright.ellipse.long_px, upright.ellipse.short_px) == pytest.approx((8, 2))
