"""Use the app and the command line, where every way out of this machine is shut and counted."""

import ipaddress
import socket
import sys
from pathlib import Path

ATTEMPTS = []
_NAMES = ("socket.getaddrinfo", "socket.gethostby", "urllib.", "http.client.")


def _is_local(address):
    if not isinstance(address, tuple):
        return True  # AF_UNIX
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] == "localhost"


def _watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        where = arguments[1]
        if where is not None and not _is_local(where):
            ATTEMPTS.append(f"{event} {where}")
            raise PermissionError("the network is shut")
    elif event.startswith(_NAMES) and not _is_local((str(arguments[0]), 0)):
        ATTEMPTS.append(f"{event} {arguments}")
        raise PermissionError("the network is shut")


sys.addaudithook(_watch)


def _check_the_watch():
    for way_out in (
        lambda: socket.create_connection(("192.0.2.1", 80), 0.1),
        lambda: socket.getaddrinfo("example.org", 80),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 9)),
    ):
        try:
            way_out()
        except PermissionError:
            continue
        raise SystemExit("the watch does not work")
    assert len(ATTEMPTS) == 3
    ATTEMPTS.clear()


def _use_the_command_line(folder):
    from click.testing import CliRunner

    from imagerep.__main__ import main
    from imagerep.samples import sample_path

    sample = str(sample_path("two_phase_2d.tif"))
    for arguments in (
        ["phases", sample],
        ["measure", sample, "--phase", "255", "--json"],
        ["generate", str(folder / "made.tif"), "--model", "checkerboard", "--shape", "64,64"],
        ["--help"],
    ):
        done = CliRunner().invoke(main, arguments)
        if arguments[0] != "generate" and done.exit_code:
            raise SystemExit(f"{arguments}: {done.output}")


def _use_the_window(folder):
    from imagerep_qt.self_check import check_window

    if check_window(folder) != 0:
        raise SystemExit("the window does not work")


def _loaded_network_libraries():
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return []
    return [line.split()[-1] for line in maps.read_text().splitlines() if "Qt6Network" in line]


if __name__ == "__main__":
    target = Path(sys.argv[1])
    _check_the_watch()
    _use_the_command_line(target)
    _use_the_window(target)
    if ATTEMPTS:
        raise SystemExit(f"reached for the network: {ATTEMPTS}")
    if found := _loaded_network_libraries():
        raise SystemExit(f"Qt's network library is loaded: {found}")
    sys.stdout.write("no network\n")
