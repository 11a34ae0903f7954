"""What comes in is looked through before it is opened, where the policy asks for that; the journal tells of it."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.journal import Deed
from app.domain.pages import BrokenFile, DeskPage
from app.domain.readings import Remark
from tests.flows.conftest import MakeGround
from tests.flows.ground import Ground, drawn
from tests.system.scanner_talks import TalkingScanner, talking_scanner

FOUND, CLEAN, STRANGE = b"stream: Eicar-Test FOUND\0", b"stream: OK\0", b"what?\0"


@pytest.fixture
def scanner() -> Iterator[TalkingScanner]:
    """A scanner that finds nothing until it is told to."""
    with talking_scanner(CLEAN) as scanner:
        yield scanner


def checking(make_ground: MakeGround, scanner: TalkingScanner, check: str) -> Ground:
    """A counter that has its files checked there."""
    return make_ground(COUNTERSCAN_MALWARE_CHECK=check, COUNTERSCAN_CLAMD_ADDRESS=scanner.address)


def journal(ground: Ground) -> list[tuple[Deed, str]]:
    """What is written there of files."""
    rows = ground.do(lambda counter: list(counter.sessions.need().store.journal.entries()))
    return [(row.note.deed, row.note.image) for row in rows if row.note.image.startswith("file ")]


def named(content: bytes) -> str:
    return f"file {hashlib.sha256(content).hexdigest()[:16]}"


def only_item(ground: Ground) -> DeskPage | BrokenFile:
    (row,) = ground.rows
    return row.item


def test_without_a_policy_nobody_is_asked(make_ground: MakeGround, scanner: TalkingScanner) -> None:
    checking(make_ground, scanner, "off").add(drawn())
    assert scanner.heard == []


@pytest.mark.parametrize("check", ["warn", "require"])
def test_a_clean_page_comes_in_like_any_other(make_ground: MakeGround, scanner: TalkingScanner, check: str) -> None:
    ground = checking(make_ground, scanner, check)
    row = ground.add(drawn())
    assert isinstance(row.item, DeskPage)
    assert (row.item.imported.not_checked, journal(ground)) == (False, [])


def test_the_scanner_gets_the_bytes_as_they_came(
    make_ground: MakeGround, scanner: TalkingScanner, tmp_path: Path
) -> None:
    page = tmp_path / "page.jpg"
    page.write_bytes(drawn())
    checking(make_ground, scanner, "warn").read(page)
    assert scanner.heard == [drawn()]


@pytest.mark.parametrize("check", ["warn", "require"])
def test_malware_is_refused_at_its_own_tile(make_ground: MakeGround, scanner: TalkingScanner, check: str) -> None:
    ground = checking(make_ground, scanner, check)
    scanner.answer = FOUND
    ground.add(drawn())
    item = only_item(ground)
    assert isinstance(item, BrokenFile)
    assert (item.problem.title, item.problem.detail) == ("This file is not safe", "Eicar-Test")


def test_nothing_of_malware_is_kept(make_ground: MakeGround, scanner: TalkingScanner) -> None:
    ground = checking(make_ground, scanner, "warn")
    scanner.answer = FOUND
    ground.add(drawn())
    assert list(ground.home.rglob("*.blob")) == []


def test_malware_is_never_opened_not_even_to_say_that_it_is_damaged(
    make_ground: MakeGround, scanner: TalkingScanner
) -> None:
    ground = checking(make_ground, scanner, "warn")
    scanner.answer = FOUND
    ground.add(b"no picture at all")
    item = only_item(ground)
    assert isinstance(item, BrokenFile)
    assert item.problem.title == "This file is not safe"


def test_malware_is_written_down_by_its_hash(make_ground: MakeGround, scanner: TalkingScanner) -> None:
    ground = checking(make_ground, scanner, "warn")
    scanner.answer = FOUND
    ground.add(drawn())
    assert journal(ground) == [(Deed.FILE_UNSAFE, named(drawn()))]


def test_the_other_files_of_a_drop_go_on(make_ground: MakeGround, tmp_path: Path) -> None:
    with talking_scanner(FOUND) as scanner:
        ground = checking(make_ground, scanner, "warn")
        bad, good = tmp_path / "1.jpg", tmp_path / "2.jpg"
        bad.write_bytes(drawn())
        good.write_bytes(drawn(shade=100))
        ground.read(bad)
        scanner.answer = CLEAN
        ground.read(good)
        assert [type(row.item) for row in ground.rows] == [BrokenFile, DeskPage]


def test_a_page_that_nobody_could_check_is_taken_and_marked(make_ground: MakeGround, scanner: TalkingScanner) -> None:
    ground = checking(make_ground, scanner, "warn")
    scanner.answer = STRANGE
    row = ground.add(drawn())
    assert Remark.NOT_CHECKED in row.remarks


def test_that_nobody_could_check_it_is_written_down(make_ground: MakeGround, scanner: TalkingScanner) -> None:
    ground = checking(make_ground, scanner, "warn")
    scanner.answer = STRANGE
    ground.add(drawn())
    assert journal(ground) == [(Deed.FILE_NOT_CHECKED, named(drawn()))]


def test_the_mark_is_still_there_after_a_restart(make_ground: MakeGround, scanner: TalkingScanner) -> None:
    first = checking(make_ground, scanner, "warn")
    scanner.answer = STRANGE
    first.add(drawn())
    first.close()
    second = checking(make_ground, scanner, "warn")
    second.desk.restore_draft()
    view = second.wait_for_desk(lambda view: len(view.rows) == 1)
    assert Remark.NOT_CHECKED in view.rows[0].remarks


def test_where_a_check_is_required_an_unchecked_page_is_refused_with_advice(
    make_ground: MakeGround, scanner: TalkingScanner
) -> None:
    ground = checking(make_ground, scanner, "require")
    scanner.answer = STRANGE
    ground.add(drawn())
    item = only_item(ground)
    assert isinstance(item, BrokenFile)
    assert item.problem.title == "This file could not be checked for viruses"
    assert "tell your IT" in item.problem.advice


def zipped(*pages: bytes) -> bytes:
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w") as archive:
        for number, page in enumerate(pages, 1):
            archive.writestr(f"{number}.jpg", page)
    return paper.getvalue()


def test_an_archive_is_looked_through_before_it_is_opened_and_then_what_was_in_it(
    make_ground: MakeGround, scanner: TalkingScanner
) -> None:
    archive = zipped(drawn())
    checking(make_ground, scanner, "warn").add(archive, "scans.zip")
    assert scanner.heard == [archive, drawn()]


def test_an_archive_with_malware_in_it_is_refused_whole(make_ground: MakeGround, scanner: TalkingScanner) -> None:
    ground = checking(make_ground, scanner, "warn")
    scanner.answer = FOUND
    ground.add(zipped(drawn(), drawn(shade=100)), "scans.zip")
    item = only_item(ground)
    assert isinstance(item, BrokenFile)
    assert (item.file_name, item.problem.title) == ("scans.zip", "This file is not safe")


def test_an_empty_file_is_called_empty_whatever_the_policy(make_ground: MakeGround, scanner: TalkingScanner) -> None:
    ground = checking(make_ground, scanner, "require")
    ground.add(b"")
    item = only_item(ground)
    assert isinstance(item, BrokenFile)
    assert item.problem.title == "This file is empty"
