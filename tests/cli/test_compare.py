"""`imagerep compare`: folders of folders, tables, files, refusals."""

import csv
import io
import json

import numpy as np
import openpyxl
import pytest
from click.testing import CliRunner

import imagerep
from imagerep.__main__ import main


@pytest.fixture
def run():
    def call(*arguments):
        return CliRunner().invoke(main, ["compare", *map(str, arguments)], catch_exceptions=False)

    return call


@pytest.fixture
def folder(tmp_path):
    """Three materials of 2, 1 and 3 images; the names of the images are the same in all."""
    rng = np.random.default_rng(0)
    for name, fraction, n in (("alloy", 0.3, 2), ("=foam", 0.5, 1), ("rock/day 1", 0.4, 3)):
        (tmp_path / "set" / name).mkdir(parents=True)
        for k in range(n):
            image = np.kron(rng.random((40, 40)) < fraction, np.ones((5, 5), np.uint8))
            found = imagerep.Segmentation.from_array(
                image, calibration=imagerep.Calibration((0.5,), "um")
            )
            imagerep.write_tiff(tmp_path / "set" / name / f"f{k}.tif", found)
    return tmp_path / "set"


def test_json_is_the_library_s_answer(run, folder):
    plain = json.loads(run(folder, "--correction", "holm", "--confidence", 0.9, "--json").stdout)
    found = imagerep.compare(folder).to_dict(0.9, "holm")
    assert plain == json.loads(json.dumps(found))
    assert [one["name"] for one in plain["materials"]] == ["=foam", "rock", "alloy"]
    assert len(plain["differences"]) == 3


def test_the_table_has_a_line_for_each_material_and_image(run, folder):
    out = run(folder).stdout
    for words in ("day 1/f2.tif", "rock − alloy", "Probability of >", "not corrected"):
        assert words in out
    assert "Šidák" in run(folder, "--correction", "sidak").stdout


def test_tables_in_files(run, folder, tmp_path):
    table, book = tmp_path / "o.csv", tmp_path / "o.xlsx"
    assert run(folder, "--csv", table, "--xlsx", book, "--json").exit_code == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert [(one["material"], one["image"]) for one in rows] == [
        ("'=foam", ""), ("rock", ""), ("rock", "day 1/f0.tif"), ("rock", "day 1/f1.tif"),
        ("rock", "day 1/f2.tif"), ("alloy", ""), ("alloy", "f0.tif"), ("alloy", "f1.tif"),
    ]  # fmt: skip
    differences = list(
        csv.DictReader(io.StringIO((tmp_path / "o-differences.csv").read_text("utf-8-sig")))
    )
    found = imagerep.compare(folder)
    assert [float(one["interval_low"]) for one in differences] == [
        one.interval.low for one in found.differences()
    ]
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["Materials", "Differences"]
    lines = list(sheets["Materials"].values)
    assert lines[1][0] == "=foam"  # as text
    assert sheets["Materials"]["A2"].data_type == "s"
    assert lines[2][lines[0].index("recommended_shape_y_px")] == pytest.approx(
        found.materials[1].measurement.recommended_size(0.05).shape_px[0], abs=1
    )
    # Nothing is overwritten unasked, the second file of a CSV neither.
    table.unlink()
    again = run(folder, "--csv", table)
    assert again.exit_code == 2
    assert "o-differences.csv” exists" in again.stderr.replace("\n", " ")
    assert not table.exists()


def test_csv_of_a_country_with_decimal_commas(run, folder, tmp_path):
    run(folder, "--csv", tmp_path / "o.csv", "--csv-separators", "semicolon")
    rows = list(
        csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text("utf-8-sig")), delimiter=";")
    )
    assert float(rows[0]["value"].replace(",", ".")) == imagerep.compare(folder).materials[0].value


def test_an_xlsx_by_its_name(run, folder, tmp_path):
    assert run(folder, "--csv", tmp_path / "o.xlsx").exit_code == 0
    assert openpyxl.load_workbook(tmp_path / "o.xlsx").sheetnames == ["Materials", "Differences"]
    wrong = run(folder, "--xlsx", tmp_path / "o.ods")
    assert (wrong.exit_code, "ends in .xlsx" in wrong.stderr) == (2, True)


@pytest.mark.parametrize("suffix", ["pdf", "svg", "png"])
def test_a_plot(run, folder, tmp_path, suffix):
    pytest.importorskip("matplotlib")
    path = tmp_path / f"o.{suffix}"
    assert run(folder, "--plot", path).exit_code == 0
    start = {"pdf": b"%PDF", "svg": b"<?xml", "png": b"\x89PNG"}[suffix]
    assert path.read_bytes().startswith(start)


def test_several_folders_of_the_same_name(run, tmp_path, folder):
    (tmp_path / "other").mkdir()
    (folder / "alloy").rename(tmp_path / "other" / "rock")
    found = run(folder / "rock", tmp_path / "other" / "rock", "--json")
    names = {one["name"] for one in json.loads(found.stdout)["materials"]}
    assert names == {"set/rock", "other/rock"}


def test_what_is_refused_does_not_stop_the_others(run, folder):
    (folder / "rock" / "day 1" / "f1.tif").write_bytes(b"II*\0broken")
    found = run(folder, "--json")
    assert found.exit_code == 2
    assert "rock/day 1/f1.tif" in found.stderr
    rock = next(one for one in json.loads(found.stdout)["materials"] if one["name"] == "rock")
    assert rock["n_images"] == 2


def test_one_material_is_refused(run, folder):
    found = run(folder / "rock")
    assert found.exit_code == 2
    assert "one subfolder of images for each material" in found.stderr.replace("\n", " ")


def test_slices_are_images_of_a_material(run, tmp_path):
    rng = np.random.default_rng(0)
    for name, fraction in (("a", 0.3), ("b", 0.5)):
        (tmp_path / name).mkdir()
        stack = np.kron(rng.random((3, 40, 40)) < fraction, np.ones((1, 5, 5), np.uint8))
        imagerep.write_tiff(tmp_path / name / "s.tif", imagerep.Segmentation.from_array(stack))
    plain = json.loads(run(tmp_path, "--slices", "--json").stdout)
    assert [one["n_images"] for one in plain["materials"]] == [3, 3]
    assert [one["name"] for one in plain["materials"][0]["images"]] == [
        "s.tif (1)", "s.tif (2)", "s.tif (3)",
    ]  # fmt: skip
