"""Scanning with the real `scanimage`: what is asked for comes, whole, and nothing is left behind."""

import itertools
import os
from pathlib import Path

import pytest

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import (
    JobOpened,
    Mode,
    Region,
    Resolutions,
    ScanEnded,
    ScanEvent,
    Scanner,
    ScanNote,
    ScanOrder,
    ScanSettled,
    SheetProgressed,
    SheetScanned,
    Source,
)
from app.scanning.sane import batch, memory
from app.scanning.sane.driver import SaneDriver
from tests.scanning.sane.conftest import Configure
from tests.scanning.sane.feeder import FEEDER_SHEETS, Kept, left_behind

PIXELS = {Mode.COLOUR: "RGB", Mode.GRAY: "L", Mode.BW: "1"}
GLASS_MM = 200
STATUSES = {
    "UNSUPPORTED": Trouble.UNSUPPORTED,
    "CANCELLED": Trouble.CANCELLED,
    "DEVICE_BUSY": Trouble.BUSY,
    "INVAL": Trouble.SETTINGS_REJECTED,
    "EOF": Trouble.INCOMPLETE_PAGE,
    "JAMMED": Trouble.PAPER_JAM,
    "NO_DOCS": Trouble.FEEDER_EMPTY,
    "COVER_OPEN": Trouble.COVER_OPEN,
    "IO_ERROR": Trouble.COMMUNICATION_LOST,
    "NO_MEM": Trouble.DRIVER_CRASHED,
    "ACCESS_DENIED": Trouble.NOT_ALLOWED,
}


def scanned(order: ScanOrder, kept: Kept | None = None) -> tuple[ScanEnded, Kept]:
    kept = kept or Kept()
    ended = SaneDriver().scan(order, kept.press)
    assert ended.delivered == len(kept.pages)
    assert not left_behind()
    return ended, kept


def test_the_device_is_found_under_its_name(scanner: Scanner) -> None:
    assert (scanner.id, scanner.name, scanner.address) == ("sane:test:0", "frontend-tester", "test:0")


def test_both_sources_are_told_with_every_mode_and_resolution(scanner: Scanner) -> None:
    abilities = SaneDriver().abilities(scanner)
    assert [ability.source for ability in abilities.sources] == [Source.FLATBED, Source.FEEDER]
    for ability in abilities.sources:
        assert ability.modes == (Mode.COLOUR, Mode.GRAY, Mode.BW)
        assert ability.resolutions == Resolutions(lowest=75, highest=1200, step=1)
        assert (ability.width_mm, ability.height_mm) == (GLASS_MM, GLASS_MM)


@pytest.mark.parametrize(
    ("source", "mode", "dpi"),
    [
        *itertools.product((Source.FLATBED, Source.FEEDER), Mode, (75, 150, 300)),
        *itertools.product((Source.FLATBED,), Mode, (600,)),
    ],
)
def test_a_page_comes_as_it_was_asked_for(scanner: Scanner, source: Source, mode: Mode, dpi: int) -> None:
    ended, kept = scanned(ScanOrder(scanner, source, dpi, mode, max_pages=2))
    pages = 2 if source.is_fed else 1
    side = round(GLASS_MM / 25.4 * dpi)
    assert (ended.trouble, ended.delivered, ended.notes) == (None, pages, ())
    for image in kept.images:
        assert image.mode == PIXELS[mode]
        assert image.size == pytest.approx((side, side), abs=2)
        assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_the_finest_resolution_comes_whole(scanner: Scanner) -> None:
    region = Region(10, 20, 85.6, 54)
    _, kept = scanned(ScanOrder(scanner, Source.FLATBED, 1200, Mode.COLOUR, region=region))
    assert kept.images[0].size == pytest.approx((86 / 25.4 * 1200, 54 / 25.4 * 1200), abs=2)


@pytest.mark.parametrize("mode", Mode)
def test_t6_sixteen_bits_are_never_asked_for(configure: Configure, mode: Mode) -> None:
    _, kept = scanned(ScanOrder(configure(depth="16"), Source.FLATBED, 75, mode))
    assert [image.mode for image in kept.images] == [PIXELS[mode]]


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(
    ("picture", "extremes"), [("Solid black", (0, 0)), ("Solid white", (255, 255)), ("Grid", (0, 255))]
)
def test_black_stays_black(configure: Configure, mode: Mode, picture: str, extremes: tuple[int, int]) -> None:
    scanner = configure(test_picture=f'"{picture}"')
    _, kept = scanned(ScanOrder(scanner, Source.FLATBED, 75, mode))
    assert kept.images[0].convert("L").getextrema() == extremes


def test_the_feeder_is_emptied(scanner: Scanner) -> None:
    ended, kept = scanned(ScanOrder(scanner, Source.FEEDER, 75, Mode.GRAY))
    assert (ended.trouble, ended.delivered) == (None, FEEDER_SHEETS)
    assert len(kept.images) == FEEDER_SHEETS


def test_more_pages_wanted_than_there_are_is_no_trouble(scanner: Scanner) -> None:
    ended, _ = scanned(ScanOrder(scanner, Source.FEEDER, 75, Mode.GRAY, max_pages=FEEDER_SHEETS + 1))
    assert (ended.trouble, ended.delivered) == (None, FEEDER_SHEETS)


def test_the_glass_gives_one_page_and_no_endless_batch(scanner: Scanner) -> None:
    ended, _ = scanned(ScanOrder(scanner, Source.FLATBED, 75, Mode.GRAY, max_pages=50))
    assert (ended.trouble, ended.delivered) == (None, 1)


def test_t8_an_empty_feeder_is_told_as_such_though_scanimage_counts_a_page(configure: Configure) -> None:
    scanner = configure(read_status_code='"SANE_STATUS_NO_DOCS"')
    ended, kept = scanned(ScanOrder(scanner, Source.FEEDER, 75, Mode.GRAY))
    assert (ended.trouble, ended.delivered, kept.pages) == (Trouble.FEEDER_EMPTY, 0, [])


@pytest.mark.parametrize("source", [Source.FLATBED, Source.FEEDER])
@pytest.mark.parametrize("status", STATUSES)
def test_each_status_has_its_own_sentence(configure: Configure, status: str, source: Source) -> None:
    scanner = configure(read_status_code=f'"SANE_STATUS_{status}"')
    ended, _ = scanned(ScanOrder(scanner, source, 75, Mode.GRAY))
    assert (ended.trouble, ended.delivered) == (STATUSES[status], 0)


def test_no_two_statuses_share_a_sentence() -> None:
    assert len(set(STATUSES.values())) == len(STATUSES) == 11


def test_a_sheet_of_unknown_length_comes_whole(configure: Configure) -> None:
    scanner = configure(hand_scanner="true", test_picture='"Grid"')
    ended, kept = scanned(ScanOrder(scanner, Source.FEEDER, 75, Mode.COLOUR, max_pages=1))
    assert ended.trouble is None
    assert kept.images[0].height > 0


def test_a_device_of_three_passes_gives_one_picture(configure: Configure) -> None:
    scanner = configure(mode="Color", three_pass="true", test_picture='"Solid white"')
    ended, kept = scanned(ScanOrder(scanner, Source.FLATBED, 75, Mode.COLOUR))
    assert ended.trouble is None
    assert kept.images[0].getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize(
    "words",
    [
        {"read_limit": "true", "read_limit_size": "7"},
        {"non_blocking": "true"},
        {"select_fd": "true"},
        {"ppl_loss": "5"},
        {"fuzzy_parameters": "true"},
        {"invert_endianess": "true"},
    ],
    ids=lambda words: next(iter(words)),
)
def test_an_odd_device_gives_whole_pages(configure: Configure, words: dict[str, str]) -> None:
    _, kept = scanned(ScanOrder(configure(**words), Source.FEEDER, 75, Mode.COLOUR, max_pages=2))
    assert len(kept.images) == 2


def test_what_is_told_comes_in_its_order(scanner: Scanner) -> None:
    _, kept = scanned(ScanOrder(scanner, Source.FEEDER, 75, Mode.GRAY, max_pages=2))
    kinds = [type(event) for event in kept.events if not isinstance(event, SheetProgressed)]
    assert kinds == [ScanSettled, JobOpened, SheetScanned, SheetScanned]


def test_progress_is_told_of_each_sheet_and_not_too_often(configure: Configure) -> None:
    scanner = configure(read_delay="true", read_delay_duration="10000")
    _, kept = scanned(ScanOrder(scanner, Source.FEEDER, 200, Mode.GRAY, max_pages=2))
    told = [event for event in kept.events if isinstance(event, SheetProgressed)]
    assert {event.number for event in told} == {1, 2}
    shares = [(event.number, event.share or 0.0) for event in told]
    assert shares == sorted(shares)
    assert max(share for _, share in shares) > 0
    first_page = next(at for at, event in enumerate(kept.events) if isinstance(event, SheetScanned))
    assert {event.number for event in kept.events[first_page:] if isinstance(event, SheetProgressed)} == {2}


def test_a_resolution_that_is_not_there_becomes_the_nearest_and_is_told(scanner: Scanner) -> None:
    ended, kept = scanned(ScanOrder(scanner, Source.FLATBED, 50, Mode.GRAY))
    assert ended.notes == (ScanNote.OTHER_DPI,)
    assert kept.images[0].info["dpi"] == pytest.approx((75, 75), abs=0.1)


def test_without_a_named_source_the_glass_is_taken(scanner: Scanner) -> None:
    _, kept = scanned(ScanOrder(scanner, dpi=75))
    settled = next(event for event in kept.events if isinstance(event, ScanSettled))
    assert settled.order.source is Source.FLATBED


def test_a_source_that_is_not_there_is_refused(scanner: Scanner) -> None:
    with pytest.raises(ScanFailed) as failed:
        scanned(ScanOrder(scanner, Source.DUPLEX))
    assert failed.value.trouble is Trouble.UNSUPPORTED


def test_a_region_beyond_the_glass_is_refused(scanner: Scanner) -> None:
    with pytest.raises(ScanFailed) as failed:
        scanned(ScanOrder(scanner, Source.FLATBED, region=Region(150, 0, 100, 50)))
    assert failed.value.trouble is Trouble.UNSUPPORTED


def test_a_scanner_that_is_gone_is_told_as_such(scanner: Scanner, configure: Configure) -> None:
    gone = Scanner(scanner.id, scanner.name, scanner.road, "test:7")
    with pytest.raises(ScanFailed) as failed:
        scanned(ScanOrder(gone))
    assert failed.value.trouble is Trouble.NOT_FOUND
    assert "test:7" not in failed.value.problem.detail


def test_without_scanimage_nothing_is_found_and_a_scan_says_so(
    scanner: Scanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(SaneDriver().find(1.0)) == []
    with pytest.raises(ScanFailed) as failed:
        scanned(ScanOrder(scanner))
    assert failed.value.trouble is Trouble.NOT_FOUND


def test_no_page_is_put_on_a_disk_where_there_is_no_memory_for_it(
    scanner: Scanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\n")
    monkeypatch.setattr(memory, "_MOUNTS", mounts)
    with pytest.raises(ScanFailed) as failed:
        scanned(ScanOrder(scanner))
    assert failed.value.trouble is Trouble.STORAGE_FULL


def test_a_short_page_is_told_as_full_memory_where_there_is_no_room(
    configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "LEAST_ROOM_BYTES", 1 << 60)
    scanner = configure(read_status_code='"SANE_STATUS_EOF"')
    ended, _ = scanned(ScanOrder(scanner, Source.FEEDER, 75, Mode.GRAY))
    assert (ended.trouble, ended.delivered) == (Trouble.STORAGE_FULL, 0)


def test_the_program_sees_nothing_of_ours(scanner: Scanner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERSCAN_API_KEY", "secret")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/packed")
    seen: list[bytes] = []

    def look(kept: Kept, event: ScanEvent) -> None:
        if isinstance(event, SheetProgressed) and not seen:  # with its first words it surely runs
            job = next(event for event in kept.events if isinstance(event, JobOpened))
            seen.append(Path(f"/proc/{job.address.split(':')[1]}/environ").read_bytes())

    scanned(ScanOrder(scanner, Source.FEEDER, 75), Kept(look))
    names = {entry.partition(b"=")[0].decode() for entry in seen[0].split(b"\0") if entry}
    assert names <= {"PATH", "HOME", "SANE_CONFIG_DIR", "LC_ALL", "TMPDIR"}
    assert "SANE_CONFIG_DIR" in names
    assert os.environ["COUNTERSCAN_API_KEY"] == "secret"
