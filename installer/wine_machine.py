"""A Debian with Wine in a folder, for ``check_windows``: Windows programs run in it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUITE = "trixie"
PACKAGES = (
    "wine", "wine64", "wine32:i386", "nsis", "gcc-mingw-w64-x86-64-win32", "xvfb", "xdotool",
    "x11-apps", "netpbm", "locales", "fonts-dejavu-core", "fonts-noto-cjk",
)  # fmt: skip
"""Wine 10, for the 32-bit setup as well; what compiles the setup and Wine's missing libraries; a
screen, and what looks at it."""

LOCALES = ("ja_JP.UTF-8", "ru_RU.UTF-8", "de_DE.UTF-8")
"""Wine takes the code page from the locale: 932, 1251, 1252."""

TOOLS = {"debootstrap": "debootstrap", "unshare": "util-linux", "nsenter": "util-linux"}
"""Programs that are needed here, and their packages in Debian and Ubuntu."""

NATIVE = ("icuuc", "mscms", "ucrtbase")
"""Libraries made by ``wine/build_libraries.sh`` that replace Wine's own."""


_TRIES = 3
_WAIT = "\nwhile :; do sleep 3600 & wait $!; done"
"""The first process of the namespace takes in what others have left."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who uses Windows programs.

    Attributes
    ----------
    name : str
        Also that of the Windows user.
    number : int
        User and group id.
    home : Path
        Folder with the Wine prefix, the same inside and outside.
    """

    name: str
    number: int
    home: Path

    @property
    def drive_c(self) -> Path:
        """The user's drive C."""
        return self.home / ".wine" / "drive_c"

    @property
    def local_app_data(self) -> Path:
        """The user's folder for programs and their data."""
        return self.drive_c / "users" / self.name / "AppData" / "Local"


def make_root(cache: Path) -> Path:
    """Install Debian with Wine into a folder, once.

    Parameters
    ----------
    cache : Path
        Folder for it; it takes about 3 GB.

    Returns
    -------
    Path
        The root folder; one of the same recipe is used again.
    """
    recipe = hashlib.sha256(repr((SUITE, PACKAGES, LOCALES)).encode()).hexdigest()[:12]
    root = cache / f"debian-{recipe}"
    if root.exists():
        return root
    cache.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="debian-", dir=cache))
    draft.chmod(0o755)
    try:
        command = ["debootstrap", "--variant=minbase", "--include=ca-certificates", SUITE]
        _quietly([*command, str(draft)])
        _install(draft)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    draft.rename(root)
    return root


def _install(root: Path) -> None:
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    locales = "".join(f"{name} UTF-8\n" for name in LOCALES)
    steps = (
        "mount -t proc proc /proc\n"
        "echo force-unsafe-io > /etc/dpkg/dpkg.cfg.d/quick\n"  # what is cut off is not kept
        "dpkg --add-architecture i386\n"
        "apt-get update\n"
        f"apt-get install -y --no-install-recommends {' '.join(PACKAGES)}\n"
        f"printf '{locales}' > /etc/locale.gen && locale-gen\n"
        "apt-get clean\n"
        "rm -rf /usr/share/doc /usr/share/man /var/lib/apt/lists/*\n"
    )
    inside = ["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-exc", steps]
    _quietly(["unshare", "--mount", "--propagation", "private", *inside])


def _quietly(command: Sequence[str]) -> None:
    """Run a command whose output matters only where it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        text = done.stdout.decode(errors="replace")
        raise SystemExit(f"FAILED ({done.returncode}): {' '.join(command)[:200]}\n{text[-4000:]}")


class Machine:
    """The root, running: with /proc, /sys, /dev, and folders that lie at the same place inside.

    Parameters
    ----------
    root : Path
        From :func:`make_root`.
    shared : sequence of Path
        Folders that are seen inside, at the same path.
    libraries : Path
        Folder with what ``wine/build_libraries.sh`` made; filled by :meth:`build_libraries`.
    limit_s : float, optional
        Seconds after which a program is taken to hang, and is ended.

    Notes
    -----
    Everything inside ends when it is stopped: it has a process namespace of its own.
    """

    def __init__(
        self, root: Path, shared: Sequence[Path], libraries: Path, limit_s: float = 1200.0
    ) -> None:
        self.root = root
        self.limit_s = limit_s
        self.display = ":0"
        self.log: list[str] = []
        self.libraries = libraries
        mounts = ["mount -t proc proc proc", "mount -t sysfs sys sys", "mount --rbind /dev dev"]
        for path in shared:
            (root / path.relative_to("/")).mkdir(parents=True, exist_ok=True)
            mounts.append(f"mount --bind '{path}' '.{path}'")
        script = " && ".join([f"cd '{root}'", *mounts, "echo ready"]) + _WAIT
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        self._process = subprocess.Popen(
            [*namespaces, "--propagation", "private", "sh", "-c", script], stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        if self._process.stdout.readline().strip() != b"ready":
            raise SystemExit("FAILED: the root's file systems cannot be mounted (not root?)")
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        self._inner = children.read_text().split()[0]

    def stop(self) -> None:
        """End everything that runs inside."""
        self._process.kill()
        self._process.wait()

    def command(
        self, user: User | None, arguments: Sequence[str], environment: Mapping[str, str]
    ) -> list[str]:
        """Command that runs another inside.

        Parameters
        ----------
        user : User or None
            Who; None is root.
        arguments : sequence of str
            Program and arguments, for example ``wine``, a program of Windows, its arguments.
        environment : mapping of str to str
            Variables beside those that Wine needs.

        Returns
        -------
        list of str
        """
        variables = {
            "HOME": str(user.home) if user else "/root",
            "USER": user.name if user else "root",
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "DISPLAY": self.display,
            "WINEDEBUG": "-all",
            # No menus in the host's desktop, no .NET, no web browser; our libraries before Wine's.
            "WINEDLLOVERRIDES": f"winemenubuilder.exe,mscoree,mshtml=d;{','.join(NATIVE)}=n,b",
            **environment,
        }
        pairs = [f"{name}={value}" for name, value in variables.items()]
        who = [f"--userspec={user.number}:{user.number}"] if user else []
        enter = ["nsenter", "--target", self._inner, "--mount", "--pid"]
        return [*enter, "chroot", *who, str(self.root), "env", "-i", *pairs, *arguments]

    def start(
        self, user: User | None, *arguments: str, **environment: str
    ) -> subprocess.Popen[bytes]:
        """Start a command inside, its output in one pipe.

        Parameters
        ----------
        user : User or None
            Who; None is root.
        *arguments : str
            Program and arguments.
        **environment : str
            Variables.

        Returns
        -------
        Popen
        """
        return subprocess.Popen(
            self.command(user, arguments, environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(
        self, user: User | None, *arguments: str, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command inside to its end, or to the limit; its code is then 124.

        Parameters
        ----------
        user : User or None
            Who; None is root.
        *arguments : str
            Program and arguments.
        **environment : str
            Variables.

        Returns
        -------
        CompletedProcess
            Output and errors apart, as bytes.
        """
        limited = ["timeout", "--kill-after=10", f"{self.limit_s:g}", *arguments]
        try:
            return subprocess.run(
                self.command(user, limited, environment),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=self.limit_s + 60,
            )
        except subprocess.TimeoutExpired as late:  # services of Wine stay, and hold the pipes
            return subprocess.CompletedProcess(
                late.cmd, 124, late.stdout or b"", late.stderr or b""
            )

    def build_libraries(self, import_library: Path, dll: str) -> None:
        """Make the libraries that Wine and the packaged Python lack.

        Parameters
        ----------
        import_library : Path
            Python's ``python3.lib``.
        dll : str
            Name of the DLL that has its functions, for example ``"python313"``.
        """
        self.libraries.mkdir(parents=True, exist_ok=True)
        script = str(HERE / "wine" / "build_libraries.sh")
        done = self.run(None, "sh", script, str(self.libraries), str(import_library), dll)
        if done.returncode:
            raise SystemExit(f"FAILED: {script}\n{done.stderr.decode(errors='replace')}")

    def add_user(self, user: User) -> None:
        """Make a user with a Wine prefix.

        Parameters
        ----------
        user : User
            The user, whose name may be any.
        """
        passwd = self.root / "etc" / "passwd"
        known = [
            line
            for line in passwd.read_text(encoding="utf-8").splitlines()
            if line.split(":")[2] != str(user.number)
        ]
        entry = f"{user.name}:x:{user.number}:{user.number}::{user.home}:/bin/sh"
        passwd.write_text("\n".join([*known, entry, ""]), encoding="utf-8")
        system = user.drive_c / "windows" / "system32"
        for _ in range(_TRIES):
            self.end_programs(user)
            shutil.rmtree(user.home, ignore_errors=True)
            user.home.mkdir(parents=True)
            os.chown(user.home, user.number, user.number)
            said = self.run(user, "wineboot", "--init").stderr.decode(errors="replace")
            self.settle(user)
            # Now and then it ends before the 32-bit part, without which the setup cannot start.
            if (system.with_name("syswow64") / "kernel32.dll").exists():
                break
        else:
            raise SystemExit(f"FAILED: no Wine prefix was made for {user.name}\n{said}")
        for path in self.libraries.glob("*.dll"):
            if path.name != "python3.dll":
                shutil.copy(path, system)

    def settle(self, user: User) -> None:
        """Wait until the registry is written: Wine's server goes when its last program has gone.

        Parameters
        ----------
        user : User
            Whose.
        """
        self.run(user, "wineserver", "--wait")

    def end_programs(self, user: User) -> None:
        """End every Windows program of a user.

        Parameters
        ----------
        user : User
            Whose.
        """
        self.run(user, "wineserver", "--kill")
        self.settle(user)

    @contextmanager
    def screen(self, size: str) -> Iterator[None]:
        """A screen for windows, as long as the context lasts.

        Parameters
        ----------
        size : str
            In pixels, for example ``"1600x1000"``.

        Yields
        ------
        None
        """
        number = 90 + len(self.log)
        self.log.append(size)
        self.display = f":{number}"
        (self.root / "tmp" / ".X11-unix").mkdir(mode=0o1777, exist_ok=True)
        # A check that was stopped leaves its screen's lock in the cached root.
        (self.root / "tmp" / f".X{number}-lock").unlink(missing_ok=True)
        options = ["-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
        server = self.start(None, "Xvfb", self.display, *options)
        for _ in range(100):
            if self.run(None, "xdotool", "getmouselocation").returncode == 0:
                break
            time.sleep(0.1)
        else:
            raise RuntimeError(f"no screen of {size} pixels: Xvfb does not answer")
        try:
            yield
        finally:
            server.terminate()
            server.wait()

    def picture(self, path: Path) -> None:
        """Save what the screen shows as PNG.

        Parameters
        ----------
        path : Path
            The file, in a shared folder.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        pipe = 'xwd -root -silent | xwdtopnm 2>/dev/null | pnmtopng 2>/dev/null > "$0"'
        done = self.run(None, "sh", "-c", pipe, str(path))
        if done.returncode or not path.stat().st_size:
            raise SystemExit(f"FAILED: no picture {path}: {done.stderr.decode(errors='replace')}")


def windows_path(path: Path) -> str:
    """Name of a file outside of drive C for Windows programs.

    Parameters
    ----------
    path : Path
        Absolute.

    Returns
    -------
    str
        On Wine's drive Z.
    """
    return "Z:" + str(path).replace("/", "\\")
