"""The command line: tables, JSON, CSV, several files, refusals."""

import csv
import io
import json
import re
import subprocess
import sys

import numpy as np
import openpyxl
import pytest
import tifffile
from click.testing import CliRunner
from PIL import Image

import imagerep
from imagerep import write_tiff
from imagerep.__main__ import main
from imagerep.generate import gaussian_field
from imagerep.samples import sample_path
from tests.doubtful_images import DOUBTFUL


@pytest.fixture
def run():
    def call(*arguments):
        return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)

    return call


@pytest.fixture
def folder(tmp_path):
    for number in range(3):
        coarse = np.random.default_rng(number).random((30, 40)) < 0.4
        image = np.kron(coarse, np.ones((8, 8), np.uint8)) * np.uint8(255)
        segmentation = imagerep.Segmentation.from_array(
            image, calibration=imagerep.Calibration((0.5,), "um")
        )
        write_tiff(tmp_path / f"field {number} µ.tif", segmentation)
    return tmp_path


def test_json_of_one_image_is_the_library_s_answer(run):
    path = sample_path("three_phase_2d")
    found = run(
        "measure", path, "--phase", 85, "--confidence", 0.9, "--target-error", 0.02, "--json"
    )
    plain = json.loads(found.stdout)
    m = imagerep.measure(imagerep.read(path), 85)
    assert found.exit_code == 0
    assert plain["interval"] == list(m.confidence_interval(0.9))
    assert plain["recommended_side_px"] == m.recommended_size(0.02, 0.9).side_px
    assert plain["statement"] == m.statement(0.9)
    assert plain["unit"] == "µm"


def test_table_of_one_image(run):
    out = run("measure", sample_path("volume_3d")).stdout
    assert "Characteristic length" in out
    assert re.search(r"needed +(\d+) × \1 × \1 px", out)
    assert "suggests that we can be 95.0% confident" in out.replace("\n", "")


def test_all_phases(run):
    found = run("measure", sample_path("three_phase_2d"), "--phase", "all", "--json")
    rows = json.loads(found.stdout)
    assert [row["phase"] for row in rows] == [85, 170, 255]
    assert sum(row["phase_fraction"] for row in rows) == pytest.approx(1)


def test_folders_and_patterns_give_a_row_an_image_and_the_pooled_one(run, folder):
    for where in (folder, folder / "*.tif"):
        rows = json.loads(run("measure", where, "--pooled", "--json").stdout)
        assert [row["n_images"] for row in rows] == [1, 1, 1, 3]
        assert rows[3]["name"] == "all 3 images"
        assert rows[3]["phase_fraction"] == pytest.approx(
            np.mean([row["phase_fraction"] for row in rows[:3]])
        )
    out = run("measure", folder, "--pooled").stdout
    assert out.count("field") == 3
    assert "all 3 images" in out


def test_files_are_written_and_never_overwritten_unasked(run, folder, tmp_path):
    table, plain = tmp_path / "table.csv", tmp_path / "plain.json"
    arguments = ("measure", folder, "--csv", table, "--json", plain)
    assert run(*arguments).exit_code == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")  # or Excel takes it for the code page's
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert [float(row["phase_fraction"]) for row in rows] == [
        row["phase_fraction"] for row in json.loads(plain.read_text(encoding="utf-8"))
    ]
    before = table.read_bytes()
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "exists already" in refused.stderr
    assert table.read_bytes() == before
    assert run(*arguments, "--force", "--confidence", 0.5).exit_code == 0
    assert table.read_bytes() != before
    nowhere = run("measure", folder, "--csv", tmp_path / "no" / "table.csv")
    assert nowhere.exit_code == 2
    assert "There is no folder" in nowhere.stderr


def test_one_refused_image_does_not_stop_the_others(run, folder):
    (folder / "field 9.tif").write_bytes(b"no image")
    found = run("measure", folder, "--json")
    assert found.exit_code == 2
    assert len(json.loads(found.stdout)) == 3
    assert "field 9.tif" in found.stderr
    assert "Traceback" not in found.stderr


def test_threshold_crop_slices_and_voxel_size(run, tmp_path):
    grey = np.random.default_rng(0).integers(0, 256, (60, 80)).astype(np.uint8)
    path = tmp_path / "grey.npy"
    np.save(path, grey)
    refused = run("measure", path)
    assert refused.exit_code == 2
    assert "not segmented" in refused.stderr
    assert "--threshold" in refused.stderr
    found = run(
        "measure", path, "--threshold", 100, "--crop", "0:50,10:80",
        "--voxel-size", "2,1", "--unit", "nm", "--json",
    )  # fmt: skip
    plain = json.loads(found.stdout)
    assert plain["shape_px"] == [50, 70]
    assert plain["voxel_size"] == [2, 1]
    assert plain["phase_fraction"] == (grey[:50, 10:] >= 100).mean()
    between = run("measure", path, "--threshold", "80,160.5", "--phase", 1, "--json")
    found = json.loads(between.stdout)["phase_fraction"]
    assert found == ((grey >= 80) & (grey < 160.5)).mean()
    for wrong in ("160,80", "80,,160", "80,b"):
        refused = run("measure", path, "--threshold", wrong)
        assert refused.exit_code == 2
        assert wrong.replace(",", ", ") in refused.stderr or wrong in refused.stderr
    rows = json.loads(run("measure", sample_path("volume_3d"), "--slices", "--json").stdout)
    assert len(rows) == imagerep.read(sample_path("volume_3d")).shape[0]


def test_phases(run):
    found = run("phases", sample_path("three_phase_2d"), "--json")
    assert [one["phase"] for one in json.loads(found.stdout)["phases"]] == [85, 170, 255]
    assert "170" in run("phases", sample_path("three_phase_2d")).stdout


def test_size(run):
    found = run("size", "--phase-fraction", 0.4, "--length", 9, "--voxel-size", 0.5, "--unit", "um",
                "--target-error", 0.05, "--json")  # fmt: skip
    plain = json.loads(found.stdout)
    assert plain["recommended_side_px"] ** 2 == pytest.approx(
        imagerep.size_for(0.4, 18, 2, relative_error=0.05)
    )
    assert plain["recommended_side"] == pytest.approx(0.5 * plain["recommended_side_px"])
    assert "an area of" in run("size", "--phase-fraction", 0.4, "--feature-size", 9).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothere.tif"], "no file"),
        (["{two}", "--confidence", "95"], "0.95, not 95"),
        (["{two}", "--target-error", "0"], "positive"),
        (["{two}", "--target-error", "0.1", "--target-absolute-error", "0.1"], "2 targets"),
        (["{two}", "--phase", "pores"], "no label"),
        (["{two}", "--phase", "7"], "no phase 7"),
        (["{three}"], "Name one of 85, 170, 255"),
        (["{two}", "--crop", "1:2"], "rectangle"),
        (["{two}", "--crop", "0:5000,0:10"], "does not fit"),
        (["{two}", "--voxel-size", "2"], "belong together"),
        (["{two}", "--voxel-size", "a", "--unit", "um"], "numbers"),
        (["{two}", "--voxel-size", "-1", "--unit", "um"], "positive"),
        (["{two}", "--threshold", "3", "--snap"], "exclude each other"),
    ],
)
def test_refusals_are_one_sentence_and_exit_code_2(run, arguments, words):
    names = {"two": sample_path("two_phase_2d"), "three": sample_path("three_phase_2d")}
    found = run("measure", *(argument.format(**names) for argument in arguments))
    assert found.exit_code == 2
    assert words in found.stderr
    assert found.stderr.startswith("imagerep: ")
    assert found.stderr.count("\n") == 1


def test_help_and_version(run):
    assert imagerep.__version__ in run("--version").stdout
    for command in ("measure", "phases", "size", "generate"):
        assert run(command, "--help").exit_code == 0


def test_the_version_needs_no_numpy():
    """What can be interrupted before it is listened to is short."""
    code = (
        "import sys, imagerep.__main__; "
        "assert not {'numpy', 'scipy'} & set(sys.modules), 'loaded before it is needed'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_what_of_a_file_is_measured(run, tmp_path):
    phase = np.kron(np.random.default_rng(3).random((12, 12)) < 0.4, np.ones((8, 8), bool))
    volume = np.stack([np.roll(phase, shift, 1) for shift in range(9)]).astype(np.uint8)
    raw = tmp_path / "a.raw"
    raw.write_bytes(b"head" + volume.astype(">u2").tobytes())
    layout = "9x96x96,uint16,big,offset=4"
    found = run("measure", raw, "--raw", layout, "--page", 3, "--json")
    assert json.loads(found.stdout)["phase_fraction"] == pytest.approx(phase.mean())
    np.savez(tmp_path / "a.npz", labels=volume, grey=volume * 0.3)
    found = run("measure", tmp_path / "a.npz", "--dataset", "labels", "--json")
    row = json.loads(found.stdout)
    assert (row["shape_px"], row["name"]) == ([9, 96, 96], "a.npz [labels]")
    listed = json.loads(run("contents", tmp_path / "a.npz", "--json").stdout)
    assert [one["dataset"] for one in listed] == ["labels", "grey"]
    assert listed[0]["n_pages"] == 9
    assert "uint16" in run("contents", raw, "--raw", layout).stdout
    maps = np.stack([0.8 * phase + 0.1, 0.9 - 0.8 * phase], -1).astype(np.float32)
    np.save(tmp_path / "maps.npy", maps)
    for options in (("--channel", 0, "--threshold", 0.5), ("--most-probable", "--phase", 0)):
        row = json.loads(run("measure", tmp_path / "maps.npy", *options, "--json").stdout)
        assert row["phase_fraction"] == pytest.approx(phase.mean())
    refused = run("measure", tmp_path / "maps.npy")
    assert refused.exit_code == 2
    assert "probabilities of 2 classes" in refused.stderr


def round_core(seed=0, side=400):
    mask = imagerep.generate.gaussian_field((side, side), phase_fraction=0.3, length=5, seed=seed)
    inside = imagerep.circle(mask.shape)
    return np.where(inside, mask + np.uint8(1), 0).astype(np.uint8), mask[inside].mean()


def test_a_round_sample_needs_a_circle(run, tmp_path):
    labels, fraction = round_core()
    path = tmp_path / "core.tif"
    tifffile.imwrite(path, labels)
    command = ("measure", path, "--exclude", 0, "--phase", 2, "--voxel-size", 0.5, "--unit", "um")
    plain = json.loads(run(*command, "--json").stdout)
    assert plain["phase_fraction"] == fraction
    assert plain["recommended_area"] == pytest.approx(0.25 * plain["recommended_n_pixels"])
    assert plain["recommended_area"] == pytest.approx(
        np.pi / 4 * plain["recommended_diameter"] ** 2
    )
    assert plain["recommended_diameter"] == pytest.approx(0.5 * plain["recommended_diameter_px"])
    needed = re.search(r"needed +⌀ ([\d,]+) px \(⌀ [\d.]+ µm\), an area of", run(*command).stdout)
    assert int(needed[1].replace(",", "")) == np.ceil(plain["recommended_diameter_px"])
    square = json.loads(run("measure", path, "--crop", "100:300,100:300", "--json").stdout)
    assert square["recommended_diameter_px"] is None


def test_a_doubt_precedes_the_answer_and_strict_exits_with_3(run, tmp_path):
    path = tmp_path / "core.tif"
    tifffile.imwrite(path, round_core()[0])
    found = run("measure", path, "--phase", 2)
    assert found.exit_code == 0
    assert found.stdout.index("--exclude 0") < found.stdout.index("Phase fraction")
    assert run("measure", path, "--phase", 2, "--strict").exit_code == 3
    assert run("measure", path, "--phase", 2, "--exclude", 0, "--strict").exit_code == 0


def test_pooled_images_of_which_some_cannot_be_read(run, folder):
    (folder / "broken.tif").write_bytes(b"II*\0no image")
    found = run("measure", folder, "--pooled", "--json")
    assert found.exit_code == 2
    *each, together = json.loads(found.stdout)
    assert not any(one["is_doubtful"] for one in each)
    assert together["n_images"] == 3
    assert together["is_doubtful"]
    assert together["target_is_reached"] is None
    (doubt,) = [one for one in together["warnings"] if one["code"] == "not-all-measured"]
    assert "3 of 4" in doubt["text"]
    assert "broken.tif" in doubt["text"]
    assert doubt["remedy"]
    assert run("measure", folder, "--pooled", "--strict").exit_code == 3
    assert run("measure", folder, "--strict").exit_code == 2


def test_a_phase_of_a_colour_is_shown_with_it(run, tmp_path):
    mask = np.kron(np.random.default_rng(0).random((20, 25)) < 0.4, np.ones((8, 8), bool))
    colours = np.where(mask[..., None], (200, 30, 30), (20, 20, 220)).astype(np.uint8)
    path = tmp_path / "colours.png"
    Image.fromarray(colours).save(path)
    result = run("measure", path, "--phase", "#c81e1e")
    assert "#c81e1e" in result.output
    assert "1200030030" not in result.output


@pytest.mark.parametrize("case", DOUBTFUL.values(), ids=DOUBTFUL)
def test_every_doubt_is_in_every_output_until_its_remedy_is_taken(run, tmp_path, case):
    paths = case.saved(tmp_path)
    pooled = ["--pooled"] if len(paths) > 1 else []
    # Where every label is one object, naming one of them is no answer.
    phase = [] if case.code == "object-labels" else ["--phase", case.phase]
    command = ["measure", *paths, *pooled, *phase, "--target-error", 0.5]
    found = run(*command, "--json")
    row = json.loads(found.stdout)
    row = row[-1] if pooled else row
    (doubt,) = [one for one in row["warnings"] if one["is_doubt"]]
    assert doubt["code"] == case.code
    assert doubt["remedy"]
    assert row["is_doubtful"]
    assert row["target_is_reached"] is None
    shown = " ".join(run(*command).stdout.split())
    assert f"Doubtful: {doubt['text']} {doubt['remedy']}" in shown
    assert "reached already" not in shown
    assert ("!" in shown) if pooled else ("confidence, doubtful)" in shown)
    run(*command, f"--csv={tmp_path / 'rows.csv'}", f"--xlsx={tmp_path / 'rows.xlsx'}")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))[-1]
    assert written["is_doubtful"] == "True"
    assert case.code in written["warnings"].split()
    (heading, *_, last) = openpyxl.load_workbook(tmp_path / "rows.xlsx").active.values
    assert dict(zip(heading, last, strict=True))["is_doubtful"] is True
    assert run(*command, "--strict").exit_code == 3
    # Its remedy
    remedy = (case.option or case.by_hand).split()
    assert not case.option or case.option in doubt["remedy"]
    kept = [path for path in paths if path.stem != case.without]
    if case.option == "--volume":
        assert run(*command, *remedy).exit_code == 2  # a plane is no volume
        kept, pooled = [tmp_path], []
    mended = ["measure", *kept, *pooled, *phase, *remedy, "--strict"]
    found = run(*mended, "--json")
    assert found.exit_code == 0
    row = json.loads(found.stdout)
    row = row[-1] if pooled else row
    assert not row["is_doubtful"]
    assert row["phase_fraction"] == pytest.approx(case.right, abs=0.005)


def test_the_crop_of_a_doubt_about_several_images_mends_them_all(run, tmp_path):
    for seed, height in enumerate((20, 34)):
        mask = gaussian_field((300, 300), phase_fraction=0.3, length=6, seed=seed)
        mask[-height:] = False
        tifffile.imwrite(tmp_path / f"field{seed}.tif", mask.astype(np.uint8) * np.uint8(255))
    command = ("measure", tmp_path, "--pooled")
    (doubt,) = json.loads(run(*command, "--json").stdout)[-1]["warnings"][:1]
    assert doubt["text"].startswith("“field0.tif” (and 1 more) has a solid bar")
    assert doubt["option"] == "--crop 0:266,0:300"
    assert run(*command, *doubt["option"].split(), "--strict").exit_code == 0
