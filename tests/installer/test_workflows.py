"""The workflows: what runs is pinned, may do little, and ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")

GITHUB = Path(__file__).parents[2] / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
RUNNERS = {
    "ubuntu-22.04", "ubuntu-24.04", "windows-2022", "windows-2025", "macos-15", "macos-15-intel",
    "macos-26", "macos-26-intel",
}  # fmt: skip
"""Images that exist and are not about to go (README of actions/runner-images, August 2026)."""


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request):
    return yaml.safe_load(request.param.read_text(encoding="utf-8"))


def _steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_actions_are_pinned_by_their_hash(workflow):
    for step in _steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]), step["uses"]


def test_one_action_has_one_hash_that_names_its_version():
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: ([\w/-]+)@(\w+) # (v\d+\.\d+\.\d+)\n", text))
    assert len(pins) == len({action for action, _, _ in pins})
    assert text.count("uses: ") == len(re.findall(r"uses: [\w/-]+@\w+ # v\d+\.\d+\.\d+\n", text))


def test_every_job_ends_and_may_only_read_unless_it_says_why(workflow):
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert 0 < job["timeout-minutes"] <= 60, name
        for permission in job.get("permissions", {}):
            assert permission in {"contents", "pages", "id-token"}


def test_the_checkout_leaves_no_credentials(workflow):
    for step in _steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_runner_images_exist(workflow):
    for name, job in workflow["jobs"].items():
        images = job.get("strategy", {}).get("matrix", {}).get("os") or [job["runs-on"]]
        assert set(images) <= RUNNERS, name


def test_what_a_stranger_can_name_is_no_part_of_a_script(workflow):
    """A branch or title in ``${{ }}`` would be run as shell."""
    for step in _steps(workflow):
        assert not re.search(r"\$\{\{\s*github\.(event|head_ref|ref_name)", step.get("run", ""))


def test_forms_of_issues_can_be_read():
    for path in [*GITHUB.rglob("*.yml"), GITHUB.parent / ".pre-commit-config.yaml"]:
        assert yaml.safe_load(path.read_text(encoding="utf-8")), path.name
