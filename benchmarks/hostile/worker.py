"""The process that makes inputs and reads them: whatever happens to it, the runner goes on."""

from __future__ import annotations

import io
import os
import resource
import shutil
import sys
import time
import traceback
import warnings
from pathlib import Path
from typing import Any

import numpy as np

MEMORY_BYTES = 4 << 30
SLOW_S = 10.0
FOUND = ("hang", "traceback", "bad answer")
"""Outcomes that must not be."""

Input = tuple[str, int]
"""Kind and number."""


def work(seed: int, inputs: list[Input], root: str, queue: Any) -> None:
    """Child process: make and read inputs one after the other, and say what each run gave."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    sys.stderr = io.StringIO()
    warnings.simplefilter("error")  # none may reach a user
    from benchmarks.hostile.doors import BadAnswer
    from benchmarks.hostile.kinds import KINDS

    for kind, number in inputs:
        folder = Path(root) / f"{kind.replace(' ', '-')}-{number}"
        folder.mkdir()
        os.environ["IMAGEREP_STATE"] = str(folder)
        rng = np.random.default_rng([seed, number, *kind.encode()])
        is_clean = True
        try:
            doors = list(KINDS[kind](rng, folder))
        except Exception:
            queue.put((kind, number, "made", "traceback", traceback.format_exc()))
            continue
        for name, door in doors:
            queue.put((kind, number, name, "begins", ""))
            started, text = time.process_time(), ""
            try:
                outcome = door()
            except BadAnswer as error:
                outcome, text = "bad answer", str(error)
            except BaseException:
                outcome, text = "traceback", traceback.format_exc()
            seconds = time.process_time() - started
            if seconds > SLOW_S:
                outcome, text = "hang", f"{seconds:.1f} s"
            is_clean &= outcome not in FOUND
            queue.put((kind, number, name, outcome, text))
        if is_clean:
            shutil.rmtree(folder, ignore_errors=True)
    queue.put(("", 0, "", "end", ""))
