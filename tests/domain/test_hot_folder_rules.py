"""The rules of a hot folder: what is meant, what is quiet, when it is looked at again, when a person is told."""

from dataclasses import replace

import pytest

from app.domain.hot_folder import (
    EXTENDED_QUIET_ON_SHARE_S,
    EXTENDED_QUIET_S,
    INCOMPLETE,
    LAST_RETRY_S,
    STUCK_AFTER_S,
    FileState,
    SeenFile,
    Watched,
    is_at_rest,
    is_due,
    is_quiet,
    is_skipped,
    is_stuck,
    looked_at,
    numbered,
    seen_again,
)

CARD = SeenFile("card.jpg", 1000, 5, 77)


def after(*sweeps: tuple[float, SeenFile]) -> Watched:
    """What is known after sweeps at these times."""
    file: Watched | None = None
    for now_s, seen in sweeps:
        file = seen_again(file, seen, now_s)
    assert file is not None
    return file


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.jpg",
        "~$letter.pdf",
        "scan.tmp",
        "SCAN.TMP",
        "scan.jpg.part",
        "x.crdownload",
        "Thumbs.db",
        "a.filepart",
    ],
)
def test_hidden_and_unfinished_files_are_not_meant(name: str) -> None:
    assert is_skipped(name)


@pytest.mark.parametrize("name", ["scan.jpg", "tmp.pdf", "part of it.tif", "without ending", "a.b.jpeg"])
def test_documents_are_meant(name: str) -> None:
    assert not is_skipped(name)


def test_a_file_is_quiet_when_two_sweeps_a_second_apart_see_the_same() -> None:
    assert not is_quiet(after((0, CARD)), 5, on_share=False)
    assert is_quiet(after((0, CARD), (1, CARD)), 1, on_share=False)


def test_two_sweeps_that_a_hint_made_follow_too_closely() -> None:
    assert not is_quiet(after((0, CARD), (0.2, CARD)), 0.2, on_share=False)


@pytest.mark.parametrize("change", [{"size_bytes": 1001}, {"modified_ns": 6}, {"identity": 78}])
def test_whatever_changes_about_it_begins_the_quiet_anew(change: dict[str, int]) -> None:
    changed = replace(CARD, **change)  # type: ignore[arg-type]  # fields that a test names
    assert not is_quiet(after((0, CARD), (1, CARD), (2, changed)), 2, on_share=False)
    assert is_quiet(after((0, CARD), (1, CARD), (2, changed), (3, changed)), 3, on_share=False)


@pytest.mark.parametrize("name", ["letter.pdf", "FAX.TIF", "fax.tiff"])
def test_what_is_extended_page_by_page_must_be_quiet_for_longer(name: str) -> None:
    file = after((0, SeenFile(name, 1, 1)), (1, SeenFile(name, 1, 1)))
    assert not is_quiet(file, EXTENDED_QUIET_S - 0.1, on_share=False)
    assert is_quiet(file, EXTENDED_QUIET_S, on_share=False)
    assert not is_quiet(file, EXTENDED_QUIET_ON_SHARE_S - 0.1, on_share=True)
    assert is_quiet(file, EXTENDED_QUIET_ON_SHARE_S, on_share=True)


def test_what_was_looked_at_in_vain_is_looked_at_again_at_growing_gaps() -> None:
    file, now_s, gaps = after((0, CARD), (1, CARD)), 1.0, []
    for _ in range(8):
        file = looked_at(file, FileState.INCOMPLETE, INCOMPLETE, now_s)
        assert not is_due(file, now_s, on_share=False)
        gaps.append(file.next_look_s - now_s)
        now_s = file.next_look_s
        assert is_due(file, now_s, on_share=False)
    assert gaps == sorted(gaps)
    assert gaps[-1] == LAST_RETRY_S


def test_what_is_over_is_not_looked_at_again_unless_it_changes() -> None:
    over = replace(looked_at(after((0, CARD), (1, CARD)), FileState.TAKEN, None, 1), is_over=True)
    assert not is_due(seen_again(over, CARD, 1000), 1000, on_share=False)
    changed = replace(CARD, size_bytes=1)
    assert is_due(seen_again(seen_again(over, changed, 1000), changed, 1001), 1001, on_share=False)


def test_a_file_that_stays_incomplete_is_shown_after_ten_minutes_also_while_it_changes() -> None:
    file = looked_at(after((0, CARD), (1, CARD)), FileState.INCOMPLETE, INCOMPLETE, 1)
    assert not is_stuck(file, STUCK_AFTER_S - 1)
    assert is_stuck(file, STUCK_AFTER_S)
    assert is_stuck(seen_again(file, replace(CARD, size_bytes=2), STUCK_AFTER_S), STUCK_AFTER_S)


def test_a_file_that_can_not_be_read_is_shown_when_it_lay_still_for_a_minute() -> None:
    file = looked_at(after((0, CARD), (1, CARD)), FileState.UNREADABLE, INCOMPLETE, 1)
    assert not is_stuck(file, 59)
    assert is_stuck(file, 60)


def test_a_file_is_at_rest_once_it_was_looked_at() -> None:
    file = after((0, CARD), (1, CARD))
    assert not is_at_rest(file)
    assert is_at_rest(looked_at(file, FileState.INCOMPLETE, INCOMPLETE, 1))


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert [numbered("card.jpg", number) for number in (1, 2, 3)] == ["card.jpg", "card 2.jpg", "card 3.jpg"]
    assert numbered("fax", 2) == "fax 2"
    assert numbered(".jpg", 2) == ".jpg 2"
