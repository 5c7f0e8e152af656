import math

import pytest

from imagerep_qt.formatting import NumberFormat, nice_length, rescale

EN = NumberFormat()
DE = NumberFormat(",", ".")
S = "\u202f"


@pytest.mark.parametrize(
    ("value", "decimals", "english", "german"),
    [
        (1234567.891, 2, "1,234,567.89", "1.234.567,89"),
        (0.5, 0, "0", "0"),
        (-0.04, 1, "0.0", "0,0"),
        (-3.25, 2, "−3.25", "−3,25"),
        (1278, -2, "1,300", "1.300"),
        (math.inf, 1, "∞", "∞"),
        (-math.inf, 1, "−∞", "−∞"),
        (math.nan, 1, "–", "–"),
    ],
)
def test_numbers_follow_the_locale(value, decimals, english, german):
    assert EN.number(value, decimals) == english
    assert DE.number(value, decimals) == german


def test_significant_digits():
    assert EN.significant(0.0086637, 2) == "0.0087"
    assert EN.significant(41.76581) == "41.8"
    assert EN.significant(999.96, 4) == "1,000"
    assert EN.significant(6823.4) == "6,820"
    assert EN.significant(2.345e9) == "2.35 × 10⁹"
    assert DE.significant(2.345e-7) == "2,35 × 10⁻⁷"
    assert EN.significant(0) == "0"


def test_value_and_error_have_matched_digits():
    assert EN.plus_minus(0.4176581246, 0.0172846) == "0.418 ± 0.017"
    assert DE.plus_minus(0.4176581246, 0.0172846) == "0,418 ± 0,017"
    assert EN.plus_minus(0.4176581246, 0.0996) == "0.42 ± 0.10"
    assert EN.plus_minus(0.4176, 0) == "0.418 ± 0.000"
    assert EN.plus_minus(123456, 1234) == "123,456 ± 1,234"
    assert EN.plus_minus(0.4, math.inf) == "0.400 ± ∞"
    assert DE.percent_plus_minus(0.4176581246, 0.0172846) == f"41,8 ± 1,7{S}%"
    assert EN.interval(0.4003735, 0.4349427) == f"40.0–43.5{S}%"


@pytest.mark.parametrize(
    ("level", "text"),
    [
        (0.95, "95"),
        (0.9999, "99.99"),
        (0.05, "5"),
        (0.953, "95.3"),
        (0.025, "2.5"),
        (0.9999996, "99.99996"),
        (1.0, "100"),
        (0.0, "0"),
        (0.6827, "68.3"),
    ],
)
def test_levels_are_short_and_never_rounded_to_certainty(level, text):
    assert EN.level(level) == f"{text}{S}%"


def test_lengths_take_the_prefix_that_suits():
    assert EN.length(1200, "µm") == "1.20 mm"
    assert EN.length(0.02, "µm") == "20.0 nm"
    assert EN.length(1000, "nm") == "1.00 µm"
    assert EN.length(12000, "inch") == "12,000 inch"
    assert DE.lengths((358.4, 1409.6), "µm") == "0,358 × 1,41 mm"
    assert rescale(0, "µm") == (1.0, "µm")
    assert EN.length(5e-7, "pm") == "5.00 × 10⁻⁷ pm"
    assert EN.shape((895.2, 1024.0000000001)) == "1,024 × 896"
    assert EN.shape((3.0, 40.0, 50.0)) == "50 × 40 × 3"
    assert DE.sides((358.4, 1409.6), "µm") == "1,41 × 0,358 mm"
    assert EN.count(12345678) == "1.23 × 10⁷"


@pytest.mark.parametrize(
    ("longest", "nice"), [(1, 1), (4.99, 2), (5, 5), (99, 50), (0.03, 0.02), (1e-7, 1e-7)]
)
def test_scale_bars_are_one_two_or_five(longest, nice):
    assert nice_length(longest) == pytest.approx(nice)


def test_the_locale_of_qt_is_understood():
    QLocale = pytest.importorskip("PySide6.QtCore").QLocale
    german = QLocale(QLocale.Language.German, QLocale.Country.Germany)
    assert NumberFormat.of(german) == DE
