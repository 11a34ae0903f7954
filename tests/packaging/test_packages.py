"""The packages: their man page, their desktop entry, the MSI's identities, and what the installers promise."""

import configparser
import hashlib
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import deb
import digests
import manual_page
import msi
import pytest
import reproduce
import setup_exe
import stand_in_windows
from freeze import NotBuilt

from app.cli import manual
from app.domain.pages import MediaType

CHECKOUT = Path(__file__).resolve().parents[2]
LINUX = CHECKOUT / "packaging" / "linux"
LOCK_TEXT = (CHECKOUT / "packaging" / "package.lock").read_text(encoding="utf-8")
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


@pytest.mark.parametrize("command", manual.COMMANDS)
def test_the_man_page_tells_of_every_command(command: str) -> None:
    page = manual_page.text_of("0.1.0", 0)
    assert f"\n.SS {command}\n" in page
    assert f"usage: counterscan {command}" in page


def test_the_man_page_obeys_no_word_of_the_texts() -> None:
    assert manual_page._plain(".TH\n'so -x") == "\\&.TH\n\\&'so \\-x"


@pytest.mark.parametrize("media_type", MediaType)
def test_the_desktop_entry_offers_the_program_for_every_format(media_type: MediaType) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / "counterscan.desktop", encoding="utf-8")
    assert media_type.value in entry["Desktop Entry"]["MimeType"].split(";")


def test_the_software_centre_is_told_of_the_same_program() -> None:
    about = ElementTree.parse(LINUX / "app.counterscan.CounterScan.metainfo.xml").getroot()
    assert about.findtext("launchable") == "counterscan.desktop"
    assert about.findtext("project_license") == "AGPL-3.0-or-later"


def test_the_debian_package_recommends_what_reaches_scanners_at_a_cable() -> None:
    fields = dict(line.split(": ", 1) for line in deb.CONTROL.splitlines() if not line.startswith(" "))
    assert "sane-utils" in fields["Recommends"].split(", ")


def test_a_tenth_over_the_sizes_that_were_set_stops_the_build() -> None:
    sizes_mb = {"deb": 80, "setup.exe": 55}  # with cameras
    assert tuple(round(size * 1.1 * 1e6) for size in sizes_mb.values()) == (deb.MOST_BYTES, setup_exe.MOST_BYTES)


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """What looks like a frozen program for Windows."""
    folder = tmp_path / "CounterScan"
    (folder / "_internal" / "sub").mkdir(parents=True)
    names = ["_internal/python3.dll", "_internal/sub/a & b.txt", *setup_exe.WANTED[:-1]]
    for name in names:
        (folder / name).write_text(name)
    return folder


def test_a_file_keeps_its_identity_in_the_msi_over_the_versions(frozen: Path) -> None:
    before = msi.fragment_of(frozen)
    (frozen / "CounterScan.exe").write_text("the next version")
    assert msi.fragment_of(frozen) == before


def test_every_file_is_a_component_of_its_own_in_the_msi(frozen: Path) -> None:
    fragment = ElementTree.fromstring(msi.fragment_of(frozen))
    guids = [component.get("Guid") for component in fragment.iter(f"{WIX}Component")]
    referred = [reference.get("Id") for reference in fragment.iter(f"{WIX}ComponentRef")]
    assert len(set(guids)) == len(referred) == 6


def test_a_folder_that_is_no_program_for_windows_makes_no_installer(frozen: Path) -> None:
    (frozen / "THIRD-PARTY-NOTICES.txt").unlink()
    with pytest.raises(NotBuilt, match=r"THIRD-PARTY-NOTICES\.txt is missing"):
        setup_exe.check_payload(frozen)


def test_setup_removes_each_thing_that_it_puts_beside_the_program(frozen: Path) -> None:
    script = (CHECKOUT / "packaging" / "windows" / "counterscan.nsi").read_text(encoding="utf-8")
    uninstall = script.partition('Section "Uninstall"')[2]
    deleted = set(re.findall(r'Delete "\$INSTDIR\\([\w.-]+)"', uninstall.replace("${APP}", "CounterScan")))
    assert {path.name for path in frozen.iterdir() if path.is_file()} <= deleted
    emptied = set(re.findall(r'RMDir /r "\$INSTDIR\\([\w.-]+)"', uninstall))
    assert emptied == {"_internal", "policy"}


def test_the_digests_are_those_of_the_files_and_not_of_their_own_list(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"a")
    (tmp_path / digests.SUMS).write_text("old")
    assert digests.text_of(tmp_path) == f"{hashlib.sha256(b'a').hexdigest()}  a.deb\n"


def test_two_builds_that_differ_in_a_bit_or_a_right_are_told_apart(frozen: Path) -> None:
    first = reproduce.digests(frozen)
    (frozen / "CounterScan.exe").chmod(0o755)
    (frozen / "counterscan-cli.exe").write_text("other")
    assert reproduce.differences(first, reproduce.digests(frozen)) == ["CounterScan.exe", "counterscan-cli.exe"]


@pytest.mark.parametrize(
    "requirement", tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["dependency-groups"]["package"]
)
def test_what_freezing_asks_for_is_locked_with_hashes(requirement: str) -> None:
    name = re.split(r"[<>=]", requirement)[0]
    assert re.search(rf"^{name}==\S+ \\\n\s+--hash=sha256:[0-9a-f]{{64}}", LOCK_TEXT, flags=re.MULTILINE)


def test_what_is_frozen_is_what_was_tested() -> None:
    pin = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
    tested = dict(pin.findall((CHECKOUT / "packaging" / "dev.lock").read_text(encoding="utf-8")))
    frozen_pins = dict(pin.findall(LOCK_TEXT))
    assert {name: version for name, version in frozen_pins.items() if tested.get(name, version) != version} == {}


def test_the_lock_for_windows_has_no_conditions_and_nothing_of_other_systems() -> None:
    lock = stand_in_windows.lock_for_windows(LOCK_TEXT)
    assert "sys_platform" not in lock
    assert "pefile==" in lock
    assert "secretstorage==" not in lock
