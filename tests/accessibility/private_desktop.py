"""A desktop of its own for one test: an X server without a screen, a session bus, and the bus of screen readers."""

import ctypes
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

BUS_LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
SCREEN = "1920x1080x24"
END_WAIT_S = 5.0
_SET_CHILD_SUBREAPER = 36  # of prctl(2)


@contextmanager
def private_desktop(folder: Path) -> Iterator[Mapping[str, str]]:
    """Start the servers; gives the environment for programs on this desktop. Everything started is ended again."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("COUNTERSCAN_", "QT_"))}
    environ |= {
        "XDG_RUNTIME_DIR": str(runtime),
        "HOME": str(folder),
        "GSETTINGS_BACKEND": "memory",
        "GIO_USE_VFS": "local",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LOGGING_RULES": "qt.accessibility.atspi=false",  # Qt remarks on newer questions that it can't answer
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    with _ending_orphans(), ExitStack() as started:
        environ["DISPLAY"] = ":" + started.enter_context(_server_that_tells(_x_server, environ, "display"))
        environ["DBUS_SESSION_BUS_ADDRESS"] = started.enter_context(_server_that_tells(_session_bus, environ, "bus"))
        launcher = next(path for path in BUS_LAUNCHERS if path.exists())
        started.enter_context(running([str(launcher), "--launch-immediately"], environ, folder / "at-spi.log"))
        yield environ


@contextmanager
def running(command: Sequence[str], environ: Mapping[str, str], log: Path) -> Iterator[psutil.Popen]:
    """A program that is asked to end, and waited for, when the context ends."""
    with log.open("wb") as output:
        program = psutil.Popen(command, env=dict(environ), stdout=output, stderr=subprocess.STDOUT)
        try:
            yield program
        finally:
            _end(program)


def _x_server(descriptor: int) -> list[str]:
    return ["Xvfb", "-displayfd", str(descriptor), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]


def _session_bus(descriptor: int) -> list[str]:
    return ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--print-address={descriptor}"]


@contextmanager
def _server_that_tells(command_for: Callable[[int], list[str]], environ: Mapping[str, str], name: str) -> Iterator[str]:
    """A server that writes one line into a descriptor once it can be used; gives the line."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as told:
        try:
            server = psutil.Popen(
                command_for(writing), env=dict(environ), pass_fds=(writing,), stderr=subprocess.DEVNULL
            )
        finally:
            os.close(writing)
        try:
            line = told.readline().strip()
            assert line, f"the {name} did not start"
            yield line
        finally:
            _end(server)


def _end(process: psutil.Process) -> None:
    try:
        process.terminate()
        process.wait(END_WAIT_S)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(END_WAIT_S)


@contextmanager
def _ending_orphans() -> Iterator[None]:
    """What the buses start on their own becomes our child instead of process 1's, and is ended with them."""
    prctl, this_process = ctypes.CDLL(None).prctl, psutil.Process()
    before = this_process.children()
    prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        for orphan in this_process.children():
            if orphan not in before:
                _end(orphan)
        prctl(_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
