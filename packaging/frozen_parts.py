"""What of Qt, Python and the system goes into the frozen program: plain rules over the names of files.

The names are those that PyInstaller gives to what it collects, relative to the program's folder; on every system the
rules see them with forward slashes. A plugin is kept because something in `app` needs it, never because it is there.
"""

import re
from collections.abc import Iterable

UNWANTED_MODULES = [
    # Qt beyond windows, pictures of icons, printing and cameras (these import QtNetwork)
    *(
        f"PySide6.Qt{name}"
        for name in ("OpenGL", "OpenGLWidgets", "Qml", "Quick", "Sql", "Designer", "MultimediaWidgets")
    ),
    # Pillow's windows
    *(f"PIL.{name}" for name in ("ImageQt", "ImageTk", "ImageShow", "ImageGrab")),
    # what libraries import for their own command lines, tests and builds
    *("tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "distutils", "setuptools", "pkg_resources", "pip"),
    *("unittest", "doctest", "pydoc", "pdb", "curses", "readline", "numpy", "rich", "click", "pygments"),
    *("fontTools", "olefile", "numpy.typing"),
    # Only together: without its parser cffi is still taken by the keyring of Windows, which then finds no store.
    *("cffi", "pycparser"),
]
"""Never imported by the program: PyInstaller finds them by guessing."""

KEPT_PLUGINS = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "platformthemes": ("xdgdesktopportal",),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("bradient", "adwaita"),
    "styles": ("modernwindowsstyle", "macstyle"),
    "iconengines": ("svgicon",),
    "imageformats": ("svg", "ico", "jpeg", "gif", "tiff", "webp", "icns"),  # what may lie on the clipboard
    "printsupport": ("cupsprintersupport",),
    "multimedia": ("ffmpegmediaplugin",),
}
"""By folder, without `lib`, without the `q` of most, without ending."""

KEPT_TRANSLATIONS = ("qtbase_en", "qtbase_es")
"""Qt's own words, in the languages that the program speaks."""

SHIPPED_RESOURCES = ("fonts", "icons", "program", "release", "selftest", "sounds", "translations")
"""The folders of `resources` that the program reads; its pictures are for the README."""

_PLUGIN = re.compile(r"(?:^|/)plugins/([^/]+)/(?:lib)?([^/]+?)\.(?:so|dll|dylib)$")
_TRANSLATION = re.compile(r"(?:^|/)translations/([^/]+)\.qm$")
_OF_CAMERAS = r"(Network(\.so\.6|\.dll|\.dylib)|OpenGL(\.so\.6|\.dylib))$"
"""The plugin of cameras is linked with these; on Linux also with Qt Quick, which `hollow.py` takes the place of."""
_NEVER = re.compile(
    r"(?:^|/)("
    r"opengl32sw\.dll|d3dcompiler_\d+\.dll"  # software OpenGL, 25 MB that widgets never ask for
    r"|(lib)?Qt6(?!" + _OF_CAMERAS + r")"
    r"(Qml|Quick|VirtualKeyboard|Pdf|Network|Sql|OpenGL|Multimedia[A-Z]|"
    r"WlShellIntegration|EglFSDeviceIntegration|EglFsKmsSupport)[A-Za-z0-9]*(\.so\.6|\.dll|\.dylib)?"
    r"|Qt(VirtualKeyboard|Pdf|Sql|OpenGLWidgets|MultimediaWidgets|MultimediaQuick)"  # frameworks of macOS
    r"|(icuuc|mscms|bcryptprimitives)\.dll"  # Windows' own; a stand-in for one must not travel
    r")$"
)
_OF_PYTHON = re.compile(r"^lib(python3|crypto|ssl|sqlite3|ffi|expat|lzma|bz2|z|uuid|mpdec)[-.0-9]*\.so")


def is_wanted(name: str, source: str = "") -> bool:
    """Does this file belong into the program? `source` is where it was found, empty where it does not matter."""
    name, source = name.replace("\\", "/"), source.replace("\\", "/")
    if _NEVER.search(name):
        return False
    if name.startswith("resources/"):
        return not name.endswith(".ts")  # what translators write; the program reads what is made of it
    plugin = _PLUGIN.search(name)
    if plugin is not None:
        return plugin[2].removeprefix("q") in KEPT_PLUGINS.get(plugin[1], ())
    translation = _TRANSLATION.search(name)
    if translation is not None:
        return translation[1] in KEPT_TRANSLATIONS
    return not is_of_linux(source) or bool(_OF_PYTHON.match(name.rpartition("/")[2]))


def is_of_linux(source: str) -> bool:
    """Was it taken from the system's own library folders? Then Debian's package brings it, and mends it.

    What Python is built upon is the exception: its versions differ between the systems that the program runs on. The
    library of C++ is none: drivers of graphics ask for the system's own, and break with an older one.
    """
    return bool(re.match(r"(/usr)?/lib(64|32)?/", source)) and ".so" in source and "/lib-dynload/" not in source


def wanted(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of PyInstaller's (name, source, kind), those that belong into the program."""
    return [entry for entry in entries if is_wanted(entry[0], entry[1])]
