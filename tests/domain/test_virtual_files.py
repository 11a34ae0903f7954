"""Virtual files: what is read out of a descriptor, and when bytes are not the file that was announced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.virtual_files import (
    Listing,
    Loss,
    VirtualFile,
    listed_ansi,
    listed_wide,
    loss_after,
    loss_before,
)
from tests.domain.descriptors import Described, group

PLAIN_NAMES = st.text(st.characters(exclude_characters="\0/\\", exclude_categories=["Cs"]), min_size=1, max_size=120)


def test_a_descriptor_is_592_bytes_a_file_and_332_in_the_old_form() -> None:
    two = (Described("a.pdf"), Described("b.pdf"))
    assert (len(group(*two)), len(group(*two, wide=False))) == (4 + 2 * 592, 4 + 2 * 332)


def test_names_sizes_and_places_are_read() -> None:
    listing = listed_wide(group(Described("Überweisung.pdf", 10_000), Described("b.tif", 5_000_000_000)))
    assert listing == Listing(
        (VirtualFile(0, "Überweisung.pdf", 10_000), VirtualFile(1, "b.tif", 5_000_000_000)), is_cut_off=False
    )


def test_the_old_form_is_read_in_its_code_page() -> None:
    listing = listed_ansi(group(Described("Größe.pdf", 7), wide=False), "cp1252")
    assert listing.files == (VirtualFile(0, "Größe.pdf", 7),)


def test_a_size_that_is_not_announced_is_none() -> None:
    assert listed_wide(group(Described("a.pdf"))).files == (VirtualFile(0, "a.pdf", None),)


def test_folders_are_told_and_keep_the_places_of_the_others() -> None:
    listing = listed_wide(group(Described("inner", is_folder=True), Described("inner\\a.pdf", 3)))
    assert [(file.index, file.name, file.is_folder) for file in listing.files] == [
        (0, "inner", True),
        (1, "a.pdf", False),
    ]


@pytest.mark.parametrize(
    ("announced", "name"),
    [
        ("..\\..\\Windows\\System32\\a.pdf", "a.pdf"),
        ("C:\\Users\\maria\\a.pdf", "a.pdf"),
        ("/etc/passwd", "passwd"),
        ("\\\\server\\share\\a.pdf", "a.pdf"),
        ("a.pdf\0.exe", "a.pdf"),
        ("..", ""),
        ("folder\\", ""),
        ("", ""),
    ],
)
def test_a_name_never_has_a_path(announced: str, name: str) -> None:
    assert listed_wide(group(Described(announced))).files[0].name == name


def test_a_descriptor_that_names_fewer_than_it_counts_says_so() -> None:
    listing = listed_wide(group(Described("a.pdf", 3), count=4_000_000_000))
    assert (len(listing.files), listing.is_cut_off) == (1, True)


def test_what_stands_behind_the_counted_ones_is_not_read() -> None:
    listing = listed_wide(group(Described("a.pdf"), Described("ghost.pdf"), count=1))
    assert ([file.name for file in listing.files], listing.is_cut_off) == (["a.pdf"], False)


@given(st.lists(st.builds(Described, PLAIN_NAMES, st.none() | st.integers(0, 2**64 - 1)), max_size=6))
def test_every_descriptor_is_read_as_it_was_written(files: list[Described]) -> None:
    read = listed_wide(group(*files)).files
    assert [(file.index, file.size_bytes) for file in read] == [(n, file.size) for n, file in enumerate(files)]
    assert all(file.name in ("", written.name.strip()) for file, written in zip(read, files, strict=True))


@given(st.binary(max_size=3000) | st.binary(max_size=2400).map(lambda rest: b"\x04\0\0\0" + rest))
def test_any_bytes_are_read_and_never_past_their_end(content: bytes) -> None:
    for listing, record in ((listed_wide(content), 592), (listed_ansi(content, "cp1252"), 332)):
        assert len(listing.files) * record + 4 <= max(len(content), 4)
        assert [file.index for file in listing.files] == list(range(len(listing.files)))
        assert not any(sign in file.name for file in listing.files for sign in "/\\\0")


@given(st.integers(0, 600 * 3), st.integers(0, 5))
def test_a_descriptor_cut_anywhere_loses_only_what_is_not_whole(length: int, count: int) -> None:
    whole = group(*(Described(f"{number}.pdf", number) for number in range(3)), count=count)
    listing = listed_wide(whole[:length])
    there = max(min(length, len(whole)) - 4, 0) // 592
    announced = int.from_bytes(whole[:length][:4], "little")
    assert len(listing.files) == min(there, announced)
    assert listing.is_cut_off == (announced > there)


# --- what came ------------------------------------------------------------------------------------------------------


def test_fewer_bytes_than_announced_are_no_file() -> None:
    assert loss_after(VirtualFile(0, "a.pdf", 10_000), bytes(1_000)) is Loss.CUT_SHORT


def test_padding_behind_the_announced_size_is_no_loss() -> None:
    assert loss_after(VirtualFile(0, "a.pdf", 10), bytes(16)) is None


@given(st.integers(1, 5_000), st.data())
def test_no_file_that_is_shorter_than_announced_is_ever_taken(size: int, data: st.DataObject) -> None:
    came = data.draw(st.integers(0, size - 1))
    assert loss_after(VirtualFile(0, "a.pdf", size), b"%" * came) is not None


@pytest.mark.parametrize(("size", "loss"), [(None, Loss.NOTHING_CAME), (7, Loss.NOTHING_CAME), (0, Loss.EMPTY)])
def test_nothing_that_came_is_told_from_an_empty_file(size: int | None, loss: Loss) -> None:
    assert loss_after(VirtualFile(0, "a.pdf", size), b"") is loss


def test_without_a_size_the_end_mark_tells() -> None:
    unsized = VirtualFile(0, "a.pdf")
    assert loss_after(unsized, b"%PDF-1.4 and no end") is Loss.CUT_SHORT
    assert loss_after(unsized, b"%PDF-1.4 and\n%%EOF\n") is None


@pytest.mark.parametrize(
    ("name", "loss"),
    [("Store.url", Loss.LINK), ("scan.LNK", Loss.LINK), ("Your fax.msg", Loss.MAIL), ("Your fax.eml", Loss.MAIL)],
)
def test_a_link_and_a_whole_mail_are_not_even_asked_for(name: str, loss: Loss) -> None:
    assert loss_before(VirtualFile(0, name, 3), 100) is loss


def test_more_than_there_is_room_for_is_not_even_asked_for() -> None:
    assert loss_before(VirtualFile(0, "a.pdf", 101), 100) is Loss.TOO_LARGE
    assert loss_before(VirtualFile(0, "a.pdf", 100), 100) is None
