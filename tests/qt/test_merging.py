"""Phases that are taken to be one: measured as their union, in every image, and split again."""

import csv
import json
from datetime import datetime

import numpy as np
import pytest
import tifffile
from PySide6.QtWidgets import QMenu, QTreeWidget

import imagerep
from imagerep.image.label_text import label_of_colour, label_of_text
from imagerep.samples import sample_path
from imagerep_qt.export.report_html import Picture, ReportHtml
from imagerep_qt.figures.charts import CHARTS, Shown
from imagerep_qt.figures.texts import Writer
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import Mode, QuantityChoice, Session, session_file
from imagerep_qt.session.choices import Change
from imagerep_qt.session.results import Work
from imagerep_qt.session.table_files import to_csv, to_json
from tests.qt.test_window_quantities import title
from tests.qt.user import find, headline, text_of

SAMPLE = sample_path("three_phase_2d.tif")


def rows(session):
    """Labels and name of every phase, and whether it is part of the sample."""
    return [(one.labels, one.name, not one.excluded) for one in session.state.phases]


def four_phases(path, seed=0, labels=(0, 1, 2, 3)):
    rng = np.random.default_rng(seed)
    coarse = rng.choice(np.array(labels, np.uint8), (40, 50), p=np.ones(len(labels)) / len(labels))
    tifffile.imwrite(path, np.kron(coarse, np.ones((6, 6), np.uint8)))
    return path


@pytest.fixture
def session(tmp_path):
    session = Session()
    session.open([four_phases(tmp_path / "a.tif")])
    return session


def fraction(path, *labels):
    return float(np.isin(tifffile.imread(path), labels).mean())


@pytest.mark.parametrize("method", ["spectral", "two-point"])
@pytest.mark.parametrize(
    ("quantity", "asked"),
    [
        (QuantityChoice(), {}),
        (QuantityChoice("perimeter-density"), {"quantity": "perimeter-density"}),
        (
            QuantityChoice("boundary-density", (2,)),
            {"quantity": "boundary-density", "between": ((1, 3), 2)},
        ),
        (QuantityChoice("phase-ratio", (1, 2)), {"quantity": "phase-ratio", "over": (1, 2, 3)}),
    ],
)
def test_the_union_is_measured_as_by_the_library(session, tmp_path, method, quantity, asked):
    session.choose_method(method)
    session.merge_phases(3, 1)
    session.choose_quantity(quantity)
    found = session.state.result
    wanted = imagerep.measure(imagerep.read(tmp_path / "a.tif"), (1, 3), method=method, **asked)
    assert found.measurement.phase == wanted.phase == (1, 3)
    assert found.measurement.value == wanted.value
    assert found.interval == wanted.confidence_interval(0.95)
    assert found.statement.text.replace("1 + 3 + 2", "1 + 2 + 3") == wanted.statement()
    assert " + 3" in found.statement.text


def test_names_split_and_undo(session):
    session.rename_phase(1, "pores")
    session.merge_phases(3, 1)
    assert rows(session) == [((0,), "", True), ((1, 3), "pores + 3", True), ((2,), "", True)]
    assert session.state.phase == 1
    assert session.state.undo is Change.MERGING
    session.rename_phase(1, "voids")
    assert session.state.result.statement.text.startswith("The phase fraction of voids in")
    session.merge_phases(1, 2)
    assert [labels for labels, _, _ in rows(session)] == [(0,), (1, 2, 3)]
    session.undo()
    assert rows(session)[1] == ((1, 3), "voids", True)
    session.split_phase(3)
    assert rows(session)[1] == ((1,), "pores", True)
    assert session.state.phase == 3
    session.undo()
    session.undo()
    session.undo()
    assert [labels for labels, _, _ in rows(session)] == [(0,), (1,), (2,), (3,)]
    session.redo()
    assert rows(session)[1][0] == (1, 3)


def test_two_phases_are_left(session):
    session.merge_phases(0, 1)
    session.merge_phases(0, 2)
    assert [one.labels for one in session.state.phases] == [(0, 1, 2), (3,)]
    session.merge_phases(0, 3)
    assert [one.labels for one in session.state.phases] == [(0, 1, 2), (3,)]
    (told,) = session.state.notices
    assert told.message.text.startswith("The phases 0, 1, 2, 3 cannot be merged")
    session.set_excluded(3, True)
    assert rows(session)[1] == ((3,), "", True)


def test_a_merged_phase_is_excluded_as_one_and_in_part(session, tmp_path):
    path = tmp_path / "a.tif"
    session.merge_phases(1, 3)
    session.set_excluded(1, True)
    assert rows(session) == [((0,), "", True), ((1, 3), "", False), ((2,), "", True)]
    assert session.entries[0].edits.exclude == (1, 3)
    session.set_excluded(3, False)
    assert session.entries[0].edits.exclude == ()
    # Only one of both is no sample, as a doubt may say: the other one is still measured.
    entry = session.entries[0]
    session.open([path], edits={path: [entry.edits.with_excluded((3,), True)]}, replace_all=True)
    session.merge_phases(1, 2)
    session.merge_phases(1, 3)
    assert ((1, 2), "", True) in rows(session)
    assert ((3,), "", False) in rows(session)
    session.choose_phase(1)
    kept = 1 - fraction(path, 3)
    found = session.state.result.measurement
    assert found.phase_fraction == pytest.approx(fraction(path, 1, 2) / kept)


def test_a_session_keeps_what_is_merged(session, tmp_path):
    session.rename_phase(3, "cracks")
    session.merge_phases(1, 3)
    session.rename_phase(1, "voids")
    session_file.save(session, tmp_path / "s.imagerep")
    again = Session()
    session_file.load(again, tmp_path / "s.imagerep")
    assert rows(again) == rows(session)
    assert again.state.result.measurement.value == session.state.result.measurement.value
    again.split_phase(1)
    assert ((3,), "cracks", True) in rows(again)
    saved = json.loads((tmp_path / "s.imagerep").read_text("utf-8"))
    saved["merged"] = [[1, 3], [3, 2]]
    (tmp_path / "s.imagerep").write_text(json.dumps(saved), "utf-8")
    with pytest.raises(session_file.SessionFileError):
        session_file.load(Session(), tmp_path / "s.imagerep")
    old = {**saved, "version": 2, "phase_names": {"3": "cracks"}}
    del old["merged"]
    (tmp_path / "old.imagerep").write_text(json.dumps(old), "utf-8")
    session_file.load(again, tmp_path / "old.imagerep")
    assert ((3,), "cracks", True) in rows(again)


def test_all_images_of_a_batch_have_it(session, tmp_path):
    """An image without one of the labels has the others."""
    paths = {
        "a.tif": tmp_path / "a.tif",
        "b.tif": four_phases(tmp_path / "b.tif", 1),
        "c.tif": four_phases(tmp_path / "c.tif", 2, (0, 1, 2)),
        "d.tif": four_phases(tmp_path / "d.tif", 3, (0, 2)),
    }
    session.open(list(paths.values())[1:])
    session.set_mode(Mode.BATCH)
    session.select(session.entries[0].key)
    session.merge_phases(1, 3)
    found = {row.name: row for row in session.state.rows}
    for name in ("a.tif", "b.tif", "c.tif"):
        value = found[name].measurement.phase_fraction
        assert value == pytest.approx(fraction(paths[name], 1, 3))
        (item,) = [one for one in session.state.images if one.name == name]
        assert item.phase_fraction == pytest.approx(value)
    assert found["d.tif"].work is Work.FAILED  # it has neither, as of a phase that is not merged
    table = csv.DictReader(to_csv(session.state).split("\n"))
    assert [line["phase"] for line in table] == ["1+3", "1+3", "1", "1+3"]
    plain = json.loads(to_json(session.state))
    assert [line["phase"] for line in plain] == [[1, 3], [1, 3], 1, [1, 3]]


def test_images_of_one_material_are_merged_together(session, tmp_path):
    other = four_phases(tmp_path / "b.tif", 1, (0, 1, 2))
    session.open([other])
    session.merge_phases(1, 3)
    shares = [fraction(path, 1, 3) for path in (tmp_path / "a.tif", other)]
    assert session.state.result.measurement.phase_fraction == pytest.approx(np.mean(shares))


def test_dark_and_bright_of_a_grey_image(tmp_path):
    grey = np.random.default_rng(0).integers(0, 256, (30, 40)).astype(np.uint8)
    tifffile.imwrite(tmp_path / "grey.tif", np.kron(grey, np.ones((5, 5), np.uint8)))
    session = Session()
    session.open([tmp_path / "grey.tif"])
    session.set_threshold(80, 160)
    session.merge_phases(0, 2)
    found = session.state.result.measurement
    assert found.phase == (0, 2)
    assert found.phase_fraction == pytest.approx(np.mean((grey < 80) | (grey >= 160)))
    session.set_threshold(120)
    assert [one.labels for one in session.state.phases] == [(0,), (1,)]


def menu_of(window, label):
    """Context menu of a phase."""
    tree = find(window, QTreeWidget, "Phases")
    for index in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(index)
        if item.text(0) == label:
            tree.customContextMenuRequested.emit(tree.visualItemRect(item).center())
    (menu,) = [one for one in window.workspace.phases.findChildren(QMenu) if one.isVisible()]
    return menu


def act(menu, text):
    (action,) = [one for one in menu.actions() if one.text().replace("&", "").startswith(text)]
    return action


def colours_of(window):
    """Colours that the pixels of each label have, with the strongest tint."""
    view = window.workspace.image.view
    view.bar.tint.setValue(view.bar.tint.maximum())
    picture = view.picture(4000, overlay=False)
    labels = tifffile.imread(SAMPLE)
    height, width = labels.shape
    found = {}
    for label in np.unique(labels):
        row, column = np.argwhere(labels == label)[500]
        x = int((column + 0.5) * picture.width() / width)
        found[int(label)] = picture.pixel(x, int((row + 0.5) * picture.height() / height))
    return found


def test_by_the_menu_and_in_all_that_is_shown(measured):
    window, session = measured, measured.session
    menu = menu_of(window, "170")
    merging = act(menu, "Merge with").menu()
    act(merging, "255").trigger()
    menu.close()
    wanted = imagerep.measure(imagerep.read(SAMPLE), (170, 255))
    assert title(window) == "Fraction of phase 170 + 255"
    assert headline(window).startswith(f"{100 * wanted.value:.1f} ± ")
    sentence = text_of(window.workspace.sentence, "Sentence for a paper")
    assert sentence == wanted.statement()
    tree = find(window, QTreeWidget, "Phases")
    assert [tree.topLevelItem(k).text(0) for k in range(2)] == ["85", "170 + 255"]
    session.rename_phase(170, "solids")
    assert title(window) == "Fraction of phase “solids”"
    shown = colours_of(window)
    assert shown[170] == shown[255] != shown[85]
    session.choose_phase(85)
    window.workspace.image.view.phase_clicked.emit(255)  # a pixel of either one
    assert session.state.phase == 170
    again = menu_of(window, "170 + 255")
    assert not act(again, "Merge with").isEnabled()  # two phases are left
    act(again, "Split into 170, 255").trigger()
    again.close()
    assert len(session.state.phases) == 3


def test_the_key_offers_the_same(measured):
    window = measured
    window.session.choose_phase(85)
    action = window.actions_.by_name["merge_phase"]
    assert action.isEnabled()
    action.trigger()
    (menu,) = [one for one in window.workspace.phases.findChildren(QMenu) if one.isVisible()]
    act(menu, "255").trigger()
    menu.close()
    assert [one.labels for one in window.session.state.phases] == [(85, 255), (170,)]
    assert action.isEnabled()  # to split it
    window.session.choose_phase(170)
    assert not action.isEnabled()


def written(state):
    """Texts of report, figure, caption, methods and table about what was measured."""
    numbers = NumberFormat()
    words, measurement = Wording(numbers), state.result.measurement
    phase = words.measured_phase(measurement, state.phases)
    phases = words.measured_phases(measurement, state.phases)
    shown = Shown(measurement, state.confidence_level, state.target, phase, phases)
    page = ReportHtml(numbers).html(state, Picture("x", 1, 1), datetime(2026, 1, 2))
    writer = Writer("en")
    return [
        page, shown.note(numbers), writer.caption("likelihood", shown), writer.methods(shown),
        str(CHARTS["likelihood"](shown, numbers)), to_csv(state),
    ]  # fmt: skip


def test_exports_say_which_phases(session):
    session.merge_phases(1, 3)
    session.rename_phase(1, "voids")
    session.want_table(True)
    page, note, caption, methods, _, table = written(session.state)
    assert "Phase fraction of phase 1 + 3 “voids”" in page
    for text in (note, caption, methods):
        assert "1 + 3 “voids”" in text
    lines = {line["phase"]: line["phase_name"] for line in csv.DictReader(table.split("\n"))}
    assert lines == {"0": "", "1+3": "voids", "2": ""}


def test_colours_are_never_integers(tmp_path):
    colours = [(220, 30, 30), (30, 220, 30), (30, 30, 220)]
    path = tmp_path / "rgb.tif"
    chosen = tifffile.imread(four_phases(tmp_path / "a.tif", labels=(0, 1, 2)))
    tifffile.imwrite(path, np.array(colours, np.uint8)[chosen], photometric="rgb")
    red, green, blue = map(label_of_colour, colours)
    assert label_of_text("#dc1e1e") == red
    session = Session()
    session.open([path])
    session.want_table(True)
    for quantity in (QuantityChoice(), QuantityChoice("phase-ratio", (green, blue))):
        session.choose_phase(red)
        session.choose_quantity(quantity)
        for text in written(session.state):
            assert "1220030030" not in text
            assert "1030220030" not in text
        assert "#dc1e1e" in to_csv(session.state)
    session.choose_quantity(QuantityChoice())
    session.merge_phases(red, blue)
    assert "#1e1edc + #dc1e1e" in session.state.result.statement.text
    session.merge_phases(red, green)
    assert "1220030030" not in session.state.notices[-1].message.text
    with pytest.raises(imagerep.errors.PhaseNotFoundError, match="#dc1e1e"):
        imagerep.measure(imagerep.read(path), 7)
    by_text = imagerep.measure(imagerep.read(path), "#1e1edc+#dc1e1e")
    assert by_text.value == session.state.result.measurement.value
    assert "#1e1edc + #dc1e1e" in repr(by_text)
