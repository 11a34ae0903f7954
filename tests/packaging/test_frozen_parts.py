"""What goes into the frozen program: by name, on every system."""

import re
import subprocess
import sys
from pathlib import Path

import frozen_parts
import pytest
import version_resource

from app.cli import selftest

CHECKOUT = Path(__file__).resolve().parents[2]
QT = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/platforms/libqxcb.so",
        f"{QT}/platforms/libqoffscreen.so",
        r"PySide6\plugins\platforms\qwindows.dll",
        f"{QT}/imageformats/libqjpeg.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6WaylandClient.so.6",
        "PySide6/Qt6Core.dll",
        f"{QT}/multimedia/libffmpegmediaplugin.so",
        r"PySide6\plugins\multimedia\ffmpegmediaplugin.dll",
        "PySide6/QtMultimedia.abi3.so",
        "PySide6/Qt/lib/libQt6Multimedia.so.6",
        "PySide6/Qt/lib/libavcodec.so.63",
        "PySide6/avcodec-63.dll",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",  # with these the plugin of cameras is linked
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt6Network.dll",
        "PIL/_avif.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_what_the_program_uses_is_kept(name: str) -> None:
    assert frozen_parts.is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        r"PySide6\opengl32sw.dll",
        f"{QT}/platformthemes/libqgtk3.so",
        f"{QT}/imageformats/libqpdf.so",
        f"{QT}/qmltooling/libqmldbg_server.so",
        f"{QT}/multimedia/libwindowsmediaplugin.so",
        f"{QT}/tls/libqopensslbackend.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6QmlMeta.so.6",
        r"PySide6\Qt6Quick.dll",
        r"PySide6\Qt6OpenGL.dll",
        "PySide6/Qt/lib/libQt6QuickControls2.so.6",
        "PySide6/Qt/lib/libQt6QmlCompiler.so.6",
        "PySide6/Qt/lib/libQt6OpenGLWidgets.so.6",
        "PySide6/Qt/lib/libQt6MultimediaQuick.so.6",
        "PySide6/Qt/lib/libQt6MultimediaWidgets.so.6",
        "PySide6/Qt6NetworkAuth.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "icuuc.dll",
    ],
)
def test_what_it_does_not_use_is_left_out(name: str) -> None:
    assert not frozen_parts.is_wanted(name)


def test_libraries_of_linux_are_left_to_linux() -> None:
    assert not frozen_parts.is_wanted("libxcb-cursor.so.0", "/usr/lib/x86_64-linux-gnu/libxcb-cursor.so.0")


@pytest.mark.parametrize("library", ["libcups.so.2", "libstdc++.so.6", "libgcc_s.so.1", "libzstd.so.1"])
def test_also_what_qt_is_built_upon_is_left_to_linux(library: str) -> None:
    assert not frozen_parts.is_wanted(library, f"/usr/lib/x86_64-linux-gnu/{library}")


@pytest.mark.parametrize("library", ["libssl.so.3", "libz.so.1", "libpython3.11.so.1.0", "libuuid.so.1.3.0"])
def test_libraries_that_python_is_built_upon_travel_along(library: str) -> None:
    assert frozen_parts.is_wanted(library, f"/usr/lib/x86_64-linux-gnu/{library}")


def test_no_module_of_the_program_imports_what_is_left_out() -> None:
    program = Path(__file__).resolve().parents[2] / "app"
    imports = {
        name
        for file in program.rglob("*.py")
        for name in re.findall(r"^\s*(?:from|import) ([\w.]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert imports & set(frozen_parts.UNWANTED_MODULES) == set()


BLOCKED = """
import importlib, sys
for name in {unwanted!r}:
    sys.modules[name] = None
for name in {libraries!r}:
    importlib.import_module(name)
"""


def test_every_library_works_without_what_is_left_out() -> None:
    unwanted = [name for name in frozen_parts.UNWANTED_MODULES if not name.startswith(("PySide6", "PIL"))]
    script = BLOCKED.format(unwanted=unwanted, libraries=list(selftest.LIBRARIES))
    tried = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr


def test_the_version_resource_has_four_numbers() -> None:
    text = version_resource.text_for("1.2.3")
    assert "filevers=(1, 2, 3, 0)" in text
    assert "'ProductVersion', '1.2.3'" in text


def test_every_folder_of_resources_that_the_program_reads_ships_and_is_looked_for_by_the_self_test() -> None:
    folders = {folder.name for folder in (CHECKOUT / "resources").iterdir() if folder.is_dir()}
    assert set(frozen_parts.SHIPPED_RESOURCES) == folders - {"pictures"} == set(selftest.KINDS)


def test_our_own_translations_ship_and_what_they_are_made_from_does_not() -> None:
    assert frozen_parts.is_wanted("resources/translations/counterscan_es.qm")
    assert not frozen_parts.is_wanted(r"resources\translations\counterscan_es.ts")
