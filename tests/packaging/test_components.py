"""Whatever travels with the program has a maker, a licence and its text; what has none stops the build."""

import json
import re
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

import components
import notices
import pytest
import sbom

CHECKOUT = Path(__file__).resolve().parents[2]
INSTALLED = Path(sysconfig.get_path("purelib"))
SHORTEST_LICENCE = 900  # MIT-0; less is a line that points elsewhere
OF_BUILDING_ALONE = {
    *("altgraph", "macholib", "packaging", "pefile", "pycparser", "pyinstaller", "pyinstaller-hooks-contrib"),
    *("setuptools", "pywin32-ctypes"),
}
"""What the lock holds for freezing alone."""


def shipped_here() -> list[str]:
    """The distributions of the lock that this system's program holds."""
    lock = (CHECKOUT / "packaging" / "package.lock").read_text(encoding="utf-8")
    found = re.findall(r"^([\w.-]+)==[^\s;]+ ?(;[^\\\n]*)?", lock, flags=re.MULTILINE)
    other = {"linux": ("win32", "darwin"), "win32": ("linux", "darwin"), "darwin": ("linux", "win32")}[sys.platform]
    elsewhere = re.compile("|".join(f"sys_platform == '{system}'" for system in other))
    return [name for name, marker in found if name not in OF_BUILDING_ALONE and not elsewhere.search(marker)]


@pytest.mark.parametrize("name", shipped_here())
def test_every_distribution_that_ships_has_a_licence_and_its_text(name: str) -> None:
    canonical = metadata.distribution(name).metadata["Name"]
    found = components.distribution(canonical, INSTALLED)
    assert found.licence
    assert max(len(text) for _, text in found.texts) > SHORTEST_LICENCE


def test_qt_ships_with_the_text_that_its_wheel_lacks() -> None:
    texts = dict(components.distribution("PySide6_Essentials", INSTALLED).texts)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["LGPL-3.txt"]


def libraries_of_ffmpeg() -> list[tuple[str, Path]]:
    found = sorted((INSTALLED / "PySide6").rglob("*avutil*")) + sorted((INSTALLED / "PySide6").rglob("*avcodec*"))
    return [(path.name, path) for path in found]


def test_ffmpeg_ships_under_the_licence_that_its_libraries_name() -> None:
    found = components.ffmpeg(libraries_of_ffmpeg())
    assert (found.name, found.licence) == ("ffmpeg", "LGPL-2.1-or-later")
    assert re.fullmatch(r"\d+\.\d+(\.\d+)?", found.version)
    assert "Version 2.1, February 1999" in dict(found.texts)["LGPL-2.1.txt"]


def test_an_ffmpeg_with_parts_under_another_licence_stops_the_build(tmp_path: Path) -> None:
    other = tmp_path / "libavcodec.so.63"
    other.write_bytes(b"FFmpeg version 9.0.1 license: GPL version 3 or later")
    with pytest.raises(components.NobodysFile, match=r"libavcodec\.so\.63"):
        components.ffmpeg([(other.name, other)])


def bundled(tmp_path: Path, *sources: Path) -> Path:
    path = tmp_path / "bundled.json"
    path.write_text(json.dumps([[source.name, str(source)] for source in sources]))
    return path


def test_a_library_that_nobody_is_known_to_have_made_stops_the_build(tmp_path: Path) -> None:
    stray = tmp_path / "libstray.so.1"
    with pytest.raises(components.NobodysFile, match=r"libstray\.so\.1"):
        components.components_of(bundled(tmp_path, stray), tmp_path)


def test_a_distribution_without_a_licence_text_stops_the_build(tmp_path: Path) -> None:
    papers = tmp_path / "careless-1.0.dist-info"
    papers.mkdir()
    (papers / "METADATA").write_text("Metadata-Version: 2.1\nName: careless\nVersion: 1.0\n")
    (papers / "RECORD").write_text("careless-1.0.dist-info/METADATA,,\n")
    with pytest.raises(components.NobodysFile, match="careless has no licence text"):
        components.distribution("careless", tmp_path)


@pytest.fixture
def two() -> list[components.Component]:
    """Two makers who share a text."""
    shared = ("MIT", "Permission is hereby granted, free of charge")
    return [
        components.Component("pypi", "natsort", "8.4.0", "MIT", (shared,)),
        components.Component("deb", "libssl3", "3.0.19-1~deb12u2", "see its copyright file", (shared,)),
    ]


def test_the_notices_hold_a_shared_text_once_and_refer_to_it_twice(two: list[components.Component]) -> None:
    text = notices.text_of(two, "0.1.0")
    assert text.count("Permission is hereby granted") == 1
    assert text.count("(text 1)") == 2


def test_the_bill_of_materials_names_each_part_by_its_address(two: list[components.Component]) -> None:
    document = json.loads(sbom.text_of(two, "0.1.0", 1_700_000_000))
    purls = [part["purl"] for part in document["components"]]
    assert purls == ["pkg:pypi/natsort@8.4.0", "pkg:deb/debian/libssl3@3.0.19-1~deb12u2"]
    assert document["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"


def test_the_bill_of_materials_is_the_same_for_the_same_parts(two: list[components.Component]) -> None:
    assert sbom.text_of(two, "0.1.0", 0) == sbom.text_of(two, "0.1.0", 0)
