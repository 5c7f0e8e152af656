"""What is likely no sample: surroundings, bars, numbered objects; with their place and remedy."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

import imagerep
from imagerep import Resources, Segmentation
from imagerep.generate import boolean_model, gaussian_field
from imagerep.image.reading import segment
from imagerep.io.source import in_memory


def material(shape=(400, 400), seed=0, fraction=0.3):
    return gaussian_field(shape, phase_fraction=fraction, length=6, seed=seed)


def disc(shape, middle, radius):
    y, x = np.ogrid[: shape[0], : shape[1]]
    return (y + 0.5 - middle[0]) ** 2 + (x + 0.5 - middle[1]) ** 2 <= radius**2


def doubts(labels, **options):
    return {doubt.code: doubt.values for doubt in segment(in_memory(labels), **options).doubts}


def test_a_material_is_not_doubted():
    for seed in range(5):
        mask = material(seed=seed)
        assert not doubts(mask)
        assert not doubts(mask + 2 * material(seed=seed + 50).astype(np.uint8))
    assert not doubts(boolean_model((300, 500), phase_fraction=0.6, radius=6, seed=1))


def test_the_background_of_a_round_core_is_excluded():
    mask, inside = material(), disc((400, 400), (200, 200), 195)
    labels = np.where(inside, 1 + mask, 0).astype(np.uint8)
    found = doubts(labels)["outside-suspected"]
    assert found["label"] == 0
    assert found["exclude"] == (0,)
    assert found["region"] == ((0, 400), (0, 400))
    assert found["share"] == pytest.approx(1 - inside.mean(), abs=0.01)
    image = segment(in_memory(labels), exclude=found["exclude"])
    assert not image.doubts
    assert image.phase(2).fraction == pytest.approx(mask[inside].mean())
    assert not doubts(labels, circle=True)


def test_a_background_with_the_label_of_a_phase_needs_the_circle():
    inside = disc((400, 400), (200, 200), 198)
    found = doubts(material() & inside)["outside-suspected"]
    assert found["circle"] is True
    assert "exclude" not in found
    assert found["option"] == "--circle"


@settings(max_examples=20, deadline=None)
@given(st.integers(3, 40), st.integers(0, 40), st.booleans())
def test_a_frame_is_cropped_to_what_it_holds(width, extra, is_own):
    mask = material((500, 400), seed=3)
    rows, columns = slice(width, 500 - width - extra), slice(width, 400 - width)
    labels = np.zeros(mask.shape, np.uint8)
    labels[rows, columns] = mask[rows, columns] + np.uint8(is_own)
    found = doubts(labels)["outside-suspected"]
    (first, last), (left, right) = found["crop"]
    inside = (first >= width, last <= rows.stop, left >= width, right <= 400 - width)
    assert all(inside)
    kept = (last - first) * (right - left)
    assert kept > 0.9 * (rows.stop - width) * (400 - 2 * width)
    assert ("exclude" in found) == is_own
    assert "circle" not in found


@pytest.mark.parametrize(("fraction", "radius"), [(0.2, 5), (0.6, 5), (0.35, 9)])
@pytest.mark.parametrize("turn", [0, 0.7])
def test_an_ellipse_is_no_circle(fraction, radius, turn):
    """The circle would keep its corners, and with them a wrong phase fraction without a doubt."""
    y, x = np.mgrid[:500, :500] - 249.5
    u, v = y * np.cos(turn) - x * np.sin(turn), y * np.sin(turn) + x * np.cos(turn)
    inside = (u / 250) ** 2 + (v / 215) ** 2 <= 1
    mask = boolean_model((500, 500), phase_fraction=fraction, radius=radius, seed=2)
    found = doubts(mask & inside)["outside-suspected"]
    assert "circle" not in found
    kept = tuple(slice(first, last) for first, last in found["crop"])
    assert inside[kept].all()


@pytest.mark.parametrize("fraction", [0.2, 0.6])
def test_a_circle_beside_the_middle_is_not_the_circle_of_a_tomogram(fraction):
    inside = disc((400, 400), (182, 206), 180)
    mask = boolean_model((400, 400), phase_fraction=fraction, radius=5, seed=3)
    found = doubts(mask & inside)["outside-suspected"]
    assert "circle" not in found
    kept = tuple(slice(first, last) for first, last in found["crop"])
    assert inside[kept].all()


def test_a_box_is_cropped_off_with_the_bar_in_it():
    mask = material((300, 420), seed=0)
    mask[272:, 270:] = False
    mask[279:286, 288:401] = True
    found = doubts(mask)["bar-suspected"]
    assert found["crop"] == ((0, 272), (0, 420))
    assert not segment(in_memory(mask), crop=found["crop"]).doubts


def test_what_is_outside_already_is_not_doubted():
    inside = disc((400, 400), (180, 210), 150)
    mask = material()
    for labels in (
        np.ma.masked_array(mask, ~inside),
        np.where(inside, mask, np.nan).astype(np.float32),
    ):
        assert not Segmentation.from_array(labels).doubts


def test_a_cylinder_in_a_volume():
    volume = gaussian_field((60, 150, 150), phase_fraction=0.4, length=4, seed=1)
    inside = disc((150, 150), (75, 75), 72)
    found = doubts(np.where(inside, volume + 1, 0).astype(np.uint8))["outside-suspected"]
    assert found["exclude"] == (0,)
    assert len(found["region"]) == 3


def test_surroundings_of_an_image_that_is_read_in_parts():
    inside = disc((2000, 2000), (1000, 1000), 980)
    labels = np.where(inside, 1 + material((2000, 2000)), 0).astype(np.uint8)
    image = segment(in_memory(labels), resources=Resources(in_memory=False))
    assert not image.is_in_memory
    assert {doubt.code for doubt in image.doubts} == {"outside-suspected"}


@pytest.mark.parametrize("label", [False, True])
def test_a_data_bar_is_cropped_off(label):
    mask = material((400, 600), seed=2)
    whole = mask.copy()
    mask[350:] = label
    mask[362:380, 40:160] = not label
    found = doubts(mask)["bar-suspected"]
    assert found["region"] == ((350, 400), (0, 600))
    assert found["crop"] == ((0, 350), (0, 600))
    assert found["option"] == "--crop 0:350,0:600"
    image = segment(in_memory(mask), crop=found["crop"])
    assert not image.doubts
    assert image.phase(1).fraction == whole[:350].mean()


def test_a_band_along_any_side():
    for turns in range(4):
        mask = material((400, 500), seed=4)
        mask[360:] = False
        mask = np.rot90(mask, turns)
        found = doubts(mask)["bar-suspected"]
        kept = tuple(slice(first, last) for first, last in found["crop"])
        assert mask[kept].size == 360 * 500
        assert mask[kept].mean() == pytest.approx(np.rot90(mask, -turns)[:360].mean())


def test_a_band_opposite_to_rows_that_are_no_sample():
    mask = material((200, 240), seed=4)
    inside = np.ones(mask.shape, bool)
    inside[175:] = False
    mask[:20] = False
    found = Segmentation.from_array(np.ma.masked_array(mask, ~inside)).doubts
    assert [doubt.code for doubt in found] == ["bar-suspected"]
    assert found[0].values["region"] == ((0, 20), (0, 240))


@settings(max_examples=15, deadline=None)
@given(st.integers(6, 16), st.integers(140, 300), st.integers(0, 480), st.integers(0, 200))
def test_a_scale_bar_is_found_where_it_is(height, length, top, left):
    mask = material((500, 500), seed=5)
    top = min(top, 500 - height)
    mask[top : top + height, left : left + length] = True
    (first, last), (start, stop) = doubts(mask)["bar-suspected"]["region"]
    # Above, below and at its ends, what touches it may have its label.
    assert abs(first - top) <= 20
    assert abs(last - top - height) <= 20
    is_solid = np.append(mask[top : top + height].all(axis=0), False)
    solid = left - int(np.argmin(is_solid[left::-1])) + 1, left + int(np.argmin(is_solid[left:]))
    assert solid[0] - 2 <= start <= left + 0.15 * length
    assert left + 0.85 * length <= stop <= solid[1] + 2


def test_a_rectangle_of_its_own_label_is_excluded():
    labels = material((300, 300)).astype(np.uint8)
    labels[200:, :120] = 255
    found = doubts(labels)["outside-suspected"]
    assert found["exclude"] == (255,)
    assert found["region"] == ((200, 300), (0, 120))


def test_fibres_in_all_directions_are_no_scale_bars():
    rng = np.random.default_rng(0)
    image = np.zeros((600, 600), bool)
    y, x = np.mgrid[:600, :600]
    angles = [0.0, np.pi / 2, *rng.uniform(0, np.pi, 150)]
    for angle in angles:
        middle = rng.uniform(0, 600, 2)
        u = (x - middle[0]) * np.cos(angle) + (y - middle[1]) * np.sin(angle)
        v = -(x - middle[0]) * np.sin(angle) + (y - middle[1]) * np.cos(angle)
        image |= (abs(u) < 60) & (abs(v) < 3)
    assert "bar-suspected" not in doubts(image)


def test_objects_that_are_numbered_are_one_phase():
    mask = boolean_model((400, 400), phase_fraction=0.2, radius=6, seed=3)
    labels, n_objects = ndimage.label(mask)
    assert n_objects > 16
    image = Segmentation.from_array(labels)
    (doubt,) = image.doubts
    assert doubt.code == "object-labels"
    assert doubt.values["n_objects"] == n_objects
    assert doubt.values["phase"] == "nonzero"
    assert image.phase(1).fraction == mask.mean()
    assert not segment(in_memory(labels), objects=True).doubts
    with pytest.raises(imagerep.PhaseNotFoundError) as caught:
        imagerep.measure(labels, 7)
    assert caught.value.code == "phase-is-an-object"


def test_a_few_numbered_objects_stay_apart():
    labels = np.zeros((200, 200), np.uint8)
    for k in range(8):
        labels[20 + 20 * k : 30 + 20 * k, 30 + 15 * k : 50 + 15 * k] = k + 1
    one, every = imagerep.measure(labels, 3), imagerep.measure(labels, "nonzero")
    assert [doubt.code for doubt in one.doubts] == ["object-labels"]
    assert not every.doubts
    assert every.phase_fraction == pytest.approx((labels > 0).mean())


def test_phases_and_grey_values_are_no_objects():
    rng = np.random.default_rng(1)
    cells = np.kron(rng.integers(0, 8, (50, 50)), np.ones((8, 8), int))
    assert "object-labels" not in doubts(cells)
    ramp = np.broadcast_to(np.arange(256) // 2, (200, 256))
    with pytest.raises(imagerep.NotSegmentedError):
        segment(in_memory(ramp))
    smooth = ndimage.gaussian_filter(rng.standard_normal((300, 300)), 8)
    grey = np.clip(60 + 4000 * smooth, 0, 255).astype(np.uint8)
    with pytest.raises(imagerep.NotSegmentedError):
        segment(in_memory(grey))


@pytest.mark.parametrize(("seed", "radius"), [(2, 7), (5, 7), (9, 12)])
@pytest.mark.parametrize("fraction", [0.02, 0.08])
def test_dilute_pores_are_not_surrounded(seed, radius, fraction):
    for k in range(12):
        image = boolean_model(
            (500, 500), phase_fraction=fraction, radius=radius, seed=100 * seed + k
        )
        assert "outside-suspected" not in doubts(image)


@pytest.mark.parametrize("fraction", [0.03, 0.08])
def test_a_round_core_of_dilute_pores_needs_the_circle(fraction):
    inside = disc((500, 500), (250, 250), 250)
    pores = boolean_model((500, 500), phase_fraction=fraction, radius=7, seed=4)
    found = doubts(pores & inside)["outside-suspected"]
    assert found["option"] == "--circle"
    assert not doubts(pores & inside, circle=True)


def with_text(mask, top, left, height, width, ground):
    """A box with words and a scale bar in it."""
    picture = Image.fromarray(mask.astype(np.uint8) * np.uint8(255))
    draw = ImageDraw.Draw(picture)
    draw.fontmode = "1"
    draw.rectangle((left, top, left + width - 1, top + height - 1), fill=ground)
    font = ImageFont.load_default(size=height // 2)
    draw.text((left + width // 4, top + 1), "100 nm", fill=255 - ground, font=font)
    y, x = top + height - 12, left + 12
    draw.rectangle((x, y, left + width - 13, y + 5), fill=255 - ground)
    return np.asarray(picture)


@pytest.mark.parametrize("ground", [0, 255])
@pytest.mark.parametrize(
    ("top", "left", "height", "width"),
    [(552, 0, 48, 800), (0, 0, 48, 800), (538, 8, 54, 224), (8, 568, 54, 224), (546, 0, 54, 300)],
)
def test_bars_with_words_at_any_border_and_corner(top, left, height, width, ground):
    for mask in (
        material((600, 800), seed=2),
        boolean_model((600, 800), phase_fraction=0.6, radius=10, seed=1),
    ):
        image = with_text(mask, top, left, height, width, ground)
        (first, last), (start, stop) = doubts(image)["bar-suspected"]["region"]
        assert first < top + height
        assert last > top
        assert start < left + width
        assert stop > left
        if width == 800:
            assert (first, last, start, stop) == (top, top + height, 0, 800)


@pytest.mark.parametrize("ground", [0, 255])
def test_a_data_bar_in_cells(ground):
    """Lines between cells with two rows of words each, and a scale bar across the last cell."""
    height, width, top = 660, 900, 610
    mask = ndimage.gaussian_filter(np.random.default_rng(5).standard_normal((height, width)), 1)
    picture = Image.fromarray(((mask > 0) * 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    draw.fontmode = "1"
    font = ImageFont.load_default(size=16)
    draw.rectangle((0, top, width, height), fill=ground)
    edges = [0, 110, 220, 290, 400, 480, 560, width]
    for left, right in pairwise(edges):
        draw.line((left, top, left, height), fill=255 - ground)
        if right < width:
            draw.text((left + 6, top + 3), "HFW", fill=255 - ground, font=font)
            draw.text((left + 6, top + 26), "414", fill=255 - ground, font=font)
    draw.line((560, top + 25, width, top + 25), fill=255 - ground)
    draw.rectangle((620, top + 12, 840, top + 14), fill=255 - ground)
    image = np.asarray(picture)
    found = doubts(image)["bar-suspected"]
    assert found["crop"] == ((0, top), (0, width))


def test_a_band_below_a_rare_phase():
    mask = boolean_model((500, 500), phase_fraction=0.04, radius=10, seed=3)
    mask[440:] = True
    mask[455:475, 50:150] = False
    assert doubts(mask)["bar-suspected"]["region"] == ((440, 500), (0, 500))


def test_a_scale_bar_in_a_fine_rough_material():
    rng = np.random.default_rng(3)
    rough = ndimage.gaussian_filter(rng.standard_normal((500, 500)), 1) > 0
    rough[440:448, 300:440] = True
    (first, last), (start, stop) = doubts(rough)["bar-suspected"]["region"]
    assert abs(first - 440) <= 2
    assert abs(last - 448) <= 2
    assert abs(start - 300) <= 12
    assert abs(stop - 440) <= 12


def test_a_label_of_its_own_along_two_sides_is_excluded():
    labels = material((400, 400)) + np.uint8(1)
    labels[:60] = 0
    labels[:, :20] = 0
    found = doubts(labels)
    assert found["outside-suspected"]["exclude"] == (0,)
    assert "bar-suspected" not in found
