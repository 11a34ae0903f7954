"""The frozen Linux program is made small without a change to what is run: symbols go, and Qt Quick is a hollow one."""

import ctypes
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import hollow
import pytest
import slim

INSTALLED = Path(sysconfig.get_path("purelib"))
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("ld") is None, reason="this is done on Linux, by binutils"
)


def laid_in(program: Path, library: str, folder: str = "") -> Path:
    """A library of the environment as one of a frozen program's."""
    source = next(INSTALLED.glob(library))
    target = program / "_internal" / folder / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    return target


def test_symbols_for_debuggers_go_and_what_is_loaded_stays_the_same(tmp_path: Path) -> None:
    library = laid_in(tmp_path, "watchfiles/_rust_notify.*.so")
    before, size = slim.loaded(library), library.stat().st_size
    saved_bytes = slim.strip_symbols(tmp_path)
    assert 0 < saved_bytes == size - library.stat().st_size
    assert slim.loaded(library) == before
    assert [path.name for path in library.parent.iterdir()] == [library.name]


def test_what_qt_and_ffmpeg_are_made_of_stays_as_it_came(tmp_path: Path) -> None:
    library = laid_in(tmp_path, "watchfiles/_rust_notify.*.so", "PySide6")
    before = library.read_bytes()
    assert slim.strip_symbols(tmp_path) == 0
    assert library.read_bytes() == before


def test_a_library_that_stripping_would_spoil_stays_as_it_came(tmp_path: Path) -> None:
    library = laid_in(tmp_path, "pyvips_binary.libs/libvips-*.so.*")
    before = library.read_bytes()
    assert slim.strip_symbols(tmp_path) == 0
    assert library.read_bytes() == before


def test_the_plugin_of_cameras_wants_no_more_of_qt_quick_than_the_hollow_one_has() -> None:
    plugin = INSTALLED / "PySide6" / "Qt" / "plugins" / "multimedia" / "libffmpegmediaplugin.so"
    said = subprocess.run(
        ["nm", "--dynamic", "--undefined-only", "--just-symbols", str(plugin)],
        capture_output=True,
        text=True,
        check=True,
    )
    asked = {name.partition("@")[0] for name in said.stdout.split()}
    families = ("QQuick", "QQml", "QJS", "QV4")
    wanted = {name for name in asked if any(family in name for family in families)}
    assert wanted == {name for names in hollow.NAMES.values() for name in names}


def test_the_hollow_libraries_can_be_loaded_and_have_the_names(tmp_path: Path) -> None:
    (tmp_path / hollow.PLACE).mkdir(parents=True)
    hollow.lay(tmp_path, tmp_path)
    for name, symbols in hollow.NAMES.items():
        library = ctypes.CDLL(str(tmp_path / hollow.PLACE / name))
        assert all(hasattr(library, symbol) for symbol in symbols)


def test_two_hollow_libraries_are_equal_in_every_bit(tmp_path: Path) -> None:
    for build in ("first", "second"):
        (tmp_path / build / hollow.PLACE).mkdir(parents=True)
        hollow.lay(tmp_path / build, tmp_path / build)
    for name in hollow.NAMES:
        first, second = (tmp_path / build / hollow.PLACE / name for build in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()
