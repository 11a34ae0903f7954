"""A ZIP is opened within bounds: every file in it in its order, and what can't be read says why at its own place."""

import asyncio
import io
import zipfile
from datetime import datetime

import pytest

from app.domain.errors import PackedFiles, UnreadableFile
from app.domain.pages import ArchiveMember
from app.imaging import archive
from app.imaging.archive import members
from app.imaging.survey import survey
from tests.imaging.imaging_files import corners, saved
from tests.runtime.rooms import darkroom


def zipped(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with these files in this order."""
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", packing) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return paper.getvalue()


def names_in(source: bytes) -> list[str]:
    return [member.name for member in members(source)]


def problem_of(member: ArchiveMember) -> str:
    assert member.problem is not None
    return member.problem.title


def refusal_of(source: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        members(source)
    return caught.value.problem.title


def test_a_zip_is_told_from_a_page() -> None:
    with pytest.raises(PackedFiles):
        survey(zipped({"a.jpg": b"a"}))


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_file_comes_out_as_it_went_in(packing: int) -> None:
    files = {"a.jpg": saved(corners(), "JPEG"), "b.png": saved(corners(), "PNG"), "c.txt": b""}
    assert {member.name: member.content for member in members(zipped(files, packing))} == files


def test_files_come_in_natural_order_folder_by_folder() -> None:
    source = zipped({"b/page 10.jpg": b"x", "b/page 9.jpg": b"x", "B/Page 1.jpg": b"x", "a/z.jpg": b"x"})
    assert names_in(source) == ["z.jpg", "Page 1.jpg", "page 9.jpg", "page 10.jpg"]


@pytest.mark.parametrize("path", ["../../etc/scan.jpg", "C:\\Users\\x\\scan.jpg", "/scan.jpg", "a\x07/..//scan\n.jpg"])
def test_of_a_path_the_last_name_alone_is_used(path: str) -> None:
    entry = zipfile.ZipInfo("placeholder")
    entry.filename = path
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w") as packed:
        packed.writestr(entry, b"x")
    assert names_in(paper.getvalue()) == ["scan.jpg"]


def test_what_systems_leave_in_zips_is_left_out() -> None:
    source = zipped({"__MACOSX/._a.jpg": b"x", "a/.DS_Store": b"x", "Thumbs.db": b"x", "~$a.docx": b"x", "a.jpg": b"x"})
    assert names_in(source) == ["a.jpg"]


def test_a_file_knows_when_it_was_changed() -> None:
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w") as packed:
        packed.writestr(zipfile.ZipInfo("a.jpg", (2024, 3, 5, 10, 0, 0)), b"x")
    (member,) = members(paper.getvalue())
    assert member.modified is not None
    assert member.modified.astimezone().replace(tzinfo=None) == datetime(2024, 3, 5, 10, 0)  # noqa: DTZ001  local


def test_a_zip_in_a_zip_is_opened_and_one_in_that_is_not() -> None:
    inner = zipped({"c.jpg": b"c", "deep.zip": zipped({"d.jpg": b"d"})})
    found = members(zipped({"a.jpg": b"a", "b.zip": inner}))
    assert [member.name for member in found] == ["a.jpg", "c.jpg", "deep.zip"]
    assert "another" in problem_of(found[2])


def test_an_office_document_is_a_file_and_no_zip() -> None:
    word = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    (member,) = members(zipped({"letter.docx": word}))
    assert (member.name, member.content) == ("letter.docx", word)


def locked_zip() -> bytes:
    """A ZIP whose first file says that it is locked."""
    whole = bytearray(zipped({"a.jpg": b"x" * 50, "b.jpg": b"y" * 50}, zipfile.ZIP_STORED))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def test_a_locked_file_says_so_and_the_others_come_out() -> None:
    locked, whole = members(locked_zip())
    assert "password" in problem_of(locked)
    assert whole.content == b"y" * 50


def test_a_damaged_file_says_so_and_the_others_come_out() -> None:
    source = zipped({"a.jpg": b"x" * 50, "b.jpg": b"y" * 50}, zipfile.ZIP_STORED).replace(b"x" * 50, b"x" * 49 + b"z")
    torn, whole = members(source)
    assert "damaged" in problem_of(torn)
    assert whole.content == b"y" * 50


def test_a_file_packed_in_an_unknown_way_says_so() -> None:
    whole = bytearray(zipped({"a.jpg": b"x" * 50}, zipfile.ZIP_STORED))
    whole[8] = whole[whole.index(b"PK\x01\x02") + 10] = 9  # Deflate64, which Windows writes for large files
    (member,) = members(bytes(whole))
    assert "unusual" in problem_of(member)


def test_a_zip_of_more_files_than_allowed_is_refused() -> None:
    assert "500 files" in refusal_of(zipped({f"{number}.jpg": b"x" for number in range(archive.MAX_MEMBERS + 1)}))


def test_files_in_zips_in_a_zip_count_together() -> None:
    inner = zipped({f"{number}.jpg": b"x" for number in range(300)})
    assert "500 files" in refusal_of(zipped({"a.zip": inner, "b.zip": inner}))


def test_a_zip_that_swells_beyond_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1_000_000)
    assert "MB" in refusal_of(zipped({"a.bmp": bytes(700_000), "b.bmp": bytes(700_000)}))


def test_a_file_that_swells_more_than_any_page_says_so() -> None:
    (member,) = members(zipped({"a.bmp": bytes(40_000_000)}, zipfile.ZIP_BZIP2))
    assert "larger" in problem_of(member)


@pytest.mark.parametrize("source", [zipped({}), zipped({"__MACOSX/a": b"x"}), zipped({"a/": b""})])
def test_a_zip_without_a_file_says_so(source: bytes) -> None:
    assert "no file" in refusal_of(source)


@pytest.mark.parametrize("share", [0.2, 0.6, 0.97])
def test_a_torn_zip_is_refused(share: float) -> None:
    whole = zipped({"a.jpg": bytes(range(256)) * 9, "b.jpg": bytes(range(256)) * 9}, zipfile.ZIP_STORED)
    assert "damaged" in refusal_of(whole[: int(len(whole) * share)])


def test_a_torn_zip_inside_a_zip_says_so_at_its_own_place() -> None:
    first, second = members(zipped({"a.zip": zipped({"x.jpg": b"x"})[:60], "b.jpg": b"b"}))
    assert "damaged" in problem_of(first)
    assert second.content == b"b"


def test_a_member_that_asks_for_gigabytes_to_be_unpacked_says_so_and_the_others_go_on() -> None:
    source = bytearray(zipped({"a.jpg": b"a" * 900, "b.jpg": b"b"}, zipfile.ZIP_LZMA))
    dictionary = (
        source.index(b"a.jpg") + len(b"a.jpg") + 5
    )  # behind version, length of what follows, and one byte of it
    source[dictionary : dictionary + 4] = b"\xff\xff\xff\xff"

    async def found() -> tuple[ArchiveMember, ...]:
        async with darkroom() as room:
            members_in: tuple[ArchiveMember, ...] = await room.run("app.imaging.archive:members", bytes(source))
            return members_in

    first, second = asyncio.run(found())
    assert "unusual way" in problem_of(first)
    assert second.content == b"b"
