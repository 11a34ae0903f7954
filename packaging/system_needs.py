"""What CounterScan needs from the system beyond Python: found by looking, named by package, installed where allowed.

Package names are Debian's and Ubuntu's. The lists were found with `ldd` on PySide6 6.12 in a Debian 12 that
held nothing but Python, and hold every library that Qt asks for itself, so that one look names all that is missing.
"""

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

PACKAGE_OF_QT_LIBRARY = {  # what `import PySide6.QtWidgets` needs, even where nothing is shown
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
PACKAGE_OF_CAMERA_LIBRARY = {  # QtMultimedia, its FFmpeg, and QtNetwork, which it is linked with
    "libpulse.so.0": "libpulse0",
    "libXrandr.so.2": "libxrandr2",
    "libXext.so.6": "libxext6",
    "libdrm.so.2": "libdrm2",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
PACKAGE_OF_X11_LIBRARY = {  # what a window on an X server needs besides
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
PACKAGE_OF_WAYLAND_LIBRARY = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# For the tests of the real window as a screen reader reads it, of a real keyring, of endurance, of scanners.
PLACES_OF_TOOL = {
    "xvfb": ("/usr/bin/Xvfb",),
    "dbus": ("/usr/bin/dbus-run-session",),
    "at-spi2-core": ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"),
    "gir1.2-atspi-2.0": (
        "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib",
        "/usr/lib/girepository-1.0/Atspi-2.0.typelib",
    ),
    "python3-pyatspi": ("/usr/lib/python3/dist-packages/pyatspi/__init__.py",),
    "gnome-keyring": ("/usr/bin/gnome-keyring-daemon",),
    "strace": ("/usr/bin/strace",),  # kills the program at a chosen system call
    "fuse3": ("/usr/bin/fusermount3",),  # mounts a disk that loses what was not flushed
    "sane-utils": ("/usr/bin/scanimage",),
    "sane-airscan": ("/usr/lib/*/sane/libsane-airscan.so.1", "/usr/lib/sane/libsane-airscan.so.1"),
}
SCANNING_TOOLS = ("sane-utils", "sane-airscan")
PLACES_OF_PEER = {"imagemagick": ("/usr/bin/convert",), "jpegoptim": ("/usr/bin/jpegoptim",)}
LONGEST_WAIT_S = 300  # for another apt-get
APT_LISTS = Path("/var/lib/apt/lists")


@dataclass(frozen=True, slots=True)
class Need:
    """One Debian package and the question whether what it brings is there."""

    package: str
    is_met: Callable[[], bool]


def is_loadable(soname: str) -> bool:
    """Whether the system's loader finds the library, wherever its distribution keeps it."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def library_needs(screen: str, loads: Callable[[str], bool] = is_loadable) -> list[Need]:
    """The libraries for a screen: "x11", "wayland" or "none"; nothing on any system but Linux.

    `loads` says whether a library can be loaded by its soname.
    """
    if not sys.platform.startswith("linux"):
        return []
    wanted = PACKAGE_OF_QT_LIBRARY | PACKAGE_OF_CAMERA_LIBRARY
    if screen == "x11":
        wanted |= PACKAGE_OF_X11_LIBRARY
    if screen == "wayland":
        wanted |= PACKAGE_OF_WAYLAND_LIBRARY
    return [Need(package, partial(loads, soname)) for soname, package in wanted.items()]


def tool_needs() -> list[Need]:
    """The programs that only the tests of the real window, of the keyring, of endurance and of scanners use."""
    if not sys.platform.startswith("linux"):
        return []
    return [Need(package, partial(_is_any_there, places)) for package, places in PLACES_OF_TOOL.items()]


def bench_needs() -> list[Need]:
    """The programs that the darkroom's benchmark compares itself with."""
    if not sys.platform.startswith("linux"):
        return []
    return [Need(package, partial(_is_any_there, places)) for package, places in PLACES_OF_PEER.items()]


def scanner_needs() -> list[Need]:
    """A virus scanner for its tests: 8 MB, but it brings a service, so it is installed for CI alone."""
    if not sys.platform.startswith("linux"):
        return []
    return [Need("clamav-daemon", partial(_is_any_there, ("/usr/sbin/clamd",)))]


def venv_need() -> Need:
    """Debian ships Python's own `venv` and `ensurepip` in a package apart."""
    is_default = Path(sys.executable).resolve() == Path("/usr/bin/python3").resolve()
    package = "python3-venv" if is_default else f"python3.{sys.version_info.minor}-venv"
    return Need(package, _can_make_environments)


def missing_packages(needs: Iterable[Need]) -> list[str]:
    """The packages of all needs that are not met, each once, in their order."""
    return list(dict.fromkeys(need.package for need in needs if not need.is_met()))


def may_install() -> bool:
    """Only as root and only with apt-get: nothing here ever calls sudo."""
    return sys.platform.startswith("linux") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> bool:
    """Install Debian packages without a question; the package lists are fetched where they are absent or outdated."""
    has_lists = any(APT_LISTS.glob("*_Packages*"))
    if has_lists and _apt_get("install", "--no-install-recommends", *packages):
        return True
    return _apt_get("update") and _apt_get("install", "--no-install-recommends", *packages)


def _apt_get(*words: str) -> bool:
    # A machine that was just started may be busy with its own updates; apt-get waits for these.
    quiet = ("-q", "-q", "-y", "-o", "Dpkg::Use-Pty=0", "-o", f"DPkg::Lock::Timeout={LONGEST_WAIT_S}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    finished = subprocess.run(
        ["apt-get", *quiet, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if finished.returncode != 0:  # what apt says while all goes well is hundreds of lines
        sys.stderr.write(finished.stdout.decode(errors="replace"))
    return finished.returncode == 0


def _is_any_there(places: Iterable[str]) -> bool:
    root = Path("/")
    return any(any(root.glob(place.lstrip("/"))) for place in places)


def _can_make_environments() -> bool:
    importlib.invalidate_caches()  # the package may have come a moment ago
    return importlib.util.find_spec("ensurepip") is not None
