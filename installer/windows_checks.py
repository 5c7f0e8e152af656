"""What ``check_windows`` tries on an installed ImageRep, each as a user would."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wine_machine import Machine, User, windows_path

SAMPLE = "_internal/imagerep/_samples/three_phase_2d.tif"
PHASE = "170"
SCREEN = (1600, 1000)
STRANGE_NAME = "größe µ × 試料"
"""In no code page as a whole."""

NOT_WRITTEN = 2
"""Exit code of a setup that cannot write its files."""

RUNNING = 3
"""Exit code of setup and uninstaller where a program of ImageRep runs."""

_WITH_AN_IMAGE = 200_000
"""Bytes of a PNG of the window with its image; the empty window has 34 kB."""
_USUAL = re.compile(
    r"(^windows/|/Temp/|^ProgramData/|/AppData/Local/(ImageRep|fontconfig|cache)/|/\.java/"
    r"|/AppData/(Roaming|LocalLow)/Microsoft/)"
)
"""Files that come and go with any program, and the user's own."""


@dataclass
class Report:
    """What was found.

    Attributes
    ----------
    faults : list of str
        What is not as it should be, a sentence each.
    """

    faults: list[str] = field(default_factory=list)

    def expect(self, is_so: bool, fault: str) -> None:
        """Note a fault, unless all is as it should be.

        Parameters
        ----------
        is_so : bool
            Whether it is.
        fault : str
            What is wrong otherwise.
        """
        if not is_so:
            print(f"   FAULT: {fault}", flush=True)
            self.faults.append(fault)


@dataclass(frozen=True, slots=True)
class Traces:
    """What is on a drive C and in its registry.

    Attributes
    ----------
    files : frozenset of str
        Files, but for those that come and go.
    keys : frozenset of str
        Lines of the registry that name ImageRep.
    """

    files: frozenset[str]
    keys: frozenset[str]


class Windows:
    """ImageRep on the Windows of one user.

    Parameters
    ----------
    machine : Machine
        Where it runs.
    user : User
        Whose.
    report : Report
        Where faults are noted.
    """

    def __init__(self, machine: Machine, user: User, report: Report) -> None:
        self._machine = machine
        self._user = user
        self._report = report
        self.before = Traces(frozenset(), frozenset())
        self.folder = user.local_app_data / "Programs" / "ImageRep"

    def setup(self, setup: Path, *options: str) -> int:
        """Run a setup without questions.

        Parameters
        ----------
        setup : Path
            The program.
        *options : str
            Its options.

        Returns
        -------
        int
            Its exit code.
        """
        return self._run(windows_path(setup), "/S", *options).returncode

    def uninstall(self, *, in_place: bool = False) -> int:
        """Run the uninstaller without questions, to its end.

        Parameters
        ----------
        in_place : bool, optional
            Do not let it copy itself elsewhere first: its exit code can be seen then, and it stays.

        Returns
        -------
        int
            Its exit code; 0 where it has copied itself.
        """
        program = self._c(self.folder / "uninstall.exe")
        options = [f"_?={self._c(self.folder)}"] if in_place else []
        code = self._run(program, "/S", *options).returncode
        if not in_place:
            self._wait(lambda: not (self.folder / "uninstall.exe").exists())
        return code

    def traces(self) -> Traces:
        """Look at the drive and the registry.

        Returns
        -------
        Traces
        """
        self._machine.settle(self._user)
        drive = self._user.drive_c
        files = {
            path.relative_to(drive).as_posix() for path in drive.rglob("*") if not path.is_dir()
        }
        keys = set()
        for name in ("user.reg", "system.reg"):
            key = ""
            for line in (drive.parent / name).read_text("utf-8", "replace").splitlines():
                key = line.partition("] ")[0] if line.startswith("[") else key
                if "imagerep" in f"{key}{line}".lower() and not line.startswith("#time"):
                    keys.add(f"{key} {line if not line.startswith('[') else ''}")
        return Traces(frozenset(f for f in files if not _USUAL.search(f)), frozenset(keys))

    def windows(self, name: str) -> list[tuple[int, int]]:
        """Sizes of the windows on the screen.

        Parameters
        ----------
        name : str
            Part of their titles.

        Returns
        -------
        list of (int, int)
            Width and height of each, in pixels.
        """
        search = ["search", "--onlyvisible", "--name", name, "getwindowgeometry", "--shell", "%@"]
        done = self._machine.run(None, "xdotool", *search)
        found = re.findall(r"WIDTH=(\d+)\s+HEIGHT=(\d+)", done.stdout.decode())
        return [(int(width), int(height)) for width, height in found]

    def check_left(self, before: Traces) -> None:
        """Check that uninstalling has left what was there before, and settings alone.

        Parameters
        ----------
        before : Traces
            From before the setup.
        """
        after = self.traces()
        files = sorted(after.files - before.files)
        settings = re.compile(r"\[Software\\\\ImageRep(\\\\ImageRep)?(\\\\|\s|$)")
        keys = sorted(key for key in after.keys - before.keys if not settings.match(key))
        print(f"   left: {files or 'no file'}, {keys or 'nothing in the registry'}")
        self._report.expect(not files, f"{len(files)} files are left: {files[:5]}")
        self._report.expect(not keys, f"the registry keeps {keys[:5]}")

    def check_installed(self, version: str) -> None:
        """Check that the programs, the menu and the list of programs have it.

        Parameters
        ----------
        version : str
            That should be installed.
        """
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        print(f"   {sum(p.stat().st_size for p in files) / 1e6:.0f} MB in {len(files)} files")
        for name in ("imagerep.exe", "imagerep-qt.exe", "imagerep-fiji.exe", "uninstall.exe"):
            self._report.expect((self.folder / name).is_file(), f"{name} is not installed")
        self._report.expect(not list(self.folder.rglob("old.dll")), "the older version is left")
        listed = self._keys(r"CurrentVersion\Uninstall\ImageRep")
        self._report.expect(version in listed, f"the list of programs has no {version}: {listed}")
        menu = self._user.drive_c.rglob("Start Menu/Programs/ImageRep.lnk")
        self._report.expect(bool(list(menu)), "the Start menu has no ImageRep")

    def check_self_test(self) -> None:
        """Run the self-test: every part, ImageJ as well."""
        done = self._program("imagerep.exe", "--self-test")
        text = done.stdout.decode("utf-8", "replace")
        print("   " + text.strip().replace("\n", "\n   "))
        lines = [line for line in text.splitlines() if line.strip()]
        is_good = len(lines) >= 6 and all(line.startswith("ok ") for line in lines)
        said = done.stderr.decode("utf-8", "replace")[-500:]
        self._report.expect(is_good and done.returncode == 0, f"the self-test fails: {said}")

    def check_measurement(self, expected: dict[str, object], locale: str) -> None:
        """Measure a file whose name no code page has, and write its results.

        Parameters
        ----------
        expected : dict
            The same measurement on Linux.
        locale : str
            Language, and with it the code page.
        """
        home = self._user.drive_c / "users" / self._user.name
        image = home / f"{STRANGE_NAME}.tif"
        image.write_bytes((self.folder / SAMPLE).read_bytes())
        table, plain = image.with_suffix(".csv"), image.with_suffix(".json")
        arguments = ["measure", self._c(image), "--phase", PHASE, "--force"]
        files = ["--csv", self._c(table), "--json", self._c(plain)]
        for options in (files, ["--json"]):
            done = self._program("imagerep.exe", *arguments, *options, LC_ALL=locale)
            said = done.stderr.decode("utf-8", "replace")[-300:]
            self._report.expect(done.returncode == 0, f"measure fails in {locale}: {said}")
        try:
            printed = json.loads(done.stdout.decode("utf-8"))
            written = json.loads(plain.read_text(encoding="utf-8"))
            mark = table.read_bytes()[:3]
        except (OSError, ValueError) as error:
            self._report.expect(False, f"the results are missing in {locale}: {error}")
            return
        self._report.expect(printed == written, f"printed and written differ in {locale}")
        self._report.expect(printed["name"] == image.name, f"{locale}: {printed['name']}")
        self._report.expect(mark == b"\xef\xbb\xbf", "the CSV has no mark for Excel")
        for key, value in expected.items():
            if isinstance(value, float):
                is_same = abs(printed[key] - value) <= 1e-9 * abs(value)
                self._report.expect(is_same, f"{key} is {printed[key]}, on Linux {value}")
        print(f"   {locale}: {printed['phase_fraction']:.4f}, as on Linux")
        for path in (image, table, plain):
            path.unlink(missing_ok=True)

    def check_window(self, dots_per_inch: int, picture: Path, locale: str = "C.UTF-8") -> None:
        """Open the window with a measured sample, look at its size, and picture it.

        Parameters
        ----------
        dots_per_inch : int
            Of the screen: 96 is 100 %.
        picture : Path
            PNG to write.
        locale : str, optional
            Language of the user.
        """
        key = r"HKCU\Control Panel\Desktop"
        scale = ["/v", "LogPixels", "/t", "REG_DWORD", "/d", str(dots_per_inch), "/f"]
        self._run("reg", "add", key, *scale)
        self._machine.settle(self._user)
        sample = self._c(self.folder / SAMPLE)
        started = time.monotonic()
        arguments = (sample, "--phase", PHASE)
        with self._running("imagerep-qt.exe", *arguments, LC_ALL=locale) as app:
            is_open = self._wait(lambda: bool(self.windows("ImageRep")) or app.poll() is not None)
            seconds = time.monotonic() - started
            is_measured = self._wait(lambda: self._is_settled(picture))
            windows = self.windows("ImageRep")
        self._report.expect(is_measured, f"nothing is measured at {dots_per_inch} dots an inch")
        self._report.expect(is_open and bool(windows), f"no window at {dots_per_inch} dots an inch")
        percent = round(100 * dots_per_inch / 96)
        for width, height in windows:
            print(f"   {percent} %: window of {width} × {height} px after {seconds:.1f} s")
            fits = width <= SCREEN[0] and height <= SCREEN[1]
            self._report.expect(fits, f"at {percent} % the window has {width} × {height} px")

    def check_refused(self, setup: Path) -> None:
        """Check that a setup fails where it may not write, and leaves nothing.

        Parameters
        ----------
        setup : Path
            The program.
        """
        before = self.traces()
        place = self.folder.parent
        place.mkdir(parents=True, exist_ok=True)
        os.chown(place, 0, 0)
        code = self.setup(setup)
        os.chown(place, self._user.number, self._user.number)
        print(f"   setup ends with {code}")
        self._report.expect(code == NOT_WRITTEN, f"where it may not write, setup ends with {code}")
        self.check_left(before)

    def check_running(
        self, setup: Path, is_there: Callable[[], bool], program: str, *arguments: str
    ) -> None:
        """Check that nothing is replaced or removed while a program runs.

        Parameters
        ----------
        setup : Path
            Of the same version.
        is_there : callable
            Whether the program shows that it runs.
        program : str
            Its name.
        *arguments : str
            With which it runs for a while.
        """
        before = self._content()
        with self._running(program, *arguments) as process:
            self._wait(lambda: is_there() or process.poll() is not None)
            self._report.expect(process.poll() is None, f"{program} has ended by itself")
            codes = self.setup(setup), self.uninstall(in_place=True)
            self._report.expect(process.poll() is None, f"{program} was ended")
        print(f"   {program}: setup ends with {codes[0]}, uninstaller with {codes[1]}")
        self._report.expect(codes == (RUNNING, RUNNING), f"{program} runs, and codes are {codes}")
        changed = before ^ self._content()
        self._report.expect(not changed, f"{program} runs, and {len(changed)} files have changed")

    def check_worker(self, setup: Path) -> None:
        """Check that the process that measures for Fiji, which nobody sees, is no obstacle.

        Parameters
        ----------
        setup : Path
            Of the same version.
        """
        endpoint = self._user.local_app_data / "ImageRep" / "fiji-worker.json"
        with self._running("imagerep-fiji.exe", "fiji-worker") as worker:
            self._report.expect(self._wait(endpoint.exists), "the worker does not start")
            code = self.setup(setup)
            self._report.expect(self._wait(lambda: worker.poll() is not None), "the worker stays")
        print(f"   with the worker of Fiji, setup ends with {code}")
        self._report.expect(code == 0, f"with the worker of Fiji setup ends with {code}")

    def _content(self) -> set[tuple[str, int, int]]:
        return {
            (str(path), path.stat().st_size, path.stat().st_mtime_ns)
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def _is_settled(self, picture: Path) -> bool:
        """Whether the window shows an image, and nothing moves in it any more."""
        self._machine.picture(picture)
        before = picture.read_bytes()
        time.sleep(5)
        self._machine.picture(picture)
        return picture.read_bytes() == before and len(before) > _WITH_AN_IMAGE

    def _keys(self, key: str) -> str:
        done = self._run("reg", "query", rf"HKCU\Software\Microsoft\Windows\{key}", "/s")
        return done.stdout.decode("utf-8", "replace")

    @contextmanager
    def _running(
        self, program: str, *arguments: str, **environment: str
    ) -> Iterator[subprocess.Popen[bytes]]:
        """A program that runs, and that is ended when the context is left."""
        command = ("wine", self._c(self.folder / program), *arguments)
        process = self._machine.start(self._user, *command, **environment)
        try:
            yield process
        finally:
            self._machine.end_programs(self._user)
            output, _ = process.communicate(timeout=self._machine.limit_s)
            if text := output.decode("utf-8", "replace").strip():
                print(f"   {program} said: {text[-1000:]}")

    def _program(
        self, name: str, *arguments: str, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        return self._run(self._c(self.folder / name), *arguments, **environment)

    def _run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return self._machine.run(self._user, "wine", *command, **environment)

    def _c(self, path: Path) -> str:
        """Name of a file on drive C for Windows programs."""
        return "C:\\" + str(path.relative_to(self._user.drive_c)).replace("/", "\\")

    def _wait(self, is_so: Callable[[], bool]) -> bool:
        end = time.monotonic() + self._machine.limit_s
        while not is_so() and time.monotonic() < end:
            time.sleep(0.2)
        return is_so()
