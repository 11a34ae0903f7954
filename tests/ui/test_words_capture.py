"""The words about scanners and scans, and the line that fills."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.capture_shelf import CaptureState, CaptureView, ScannerRow
from app.domain.profiles import Profile
from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import ScanNote, Source
from app.ui.controls.thin_progress import ThinProgress
from app.ui.words_capture import (
    ended_text,
    note_text,
    profile_name,
    running_note,
    running_text,
    scanner_line,
    settings_line,
    spoken_text,
    trouble_note,
)
from tests.ui.capture_samples import ASKING, BROTHER, OPEN, SCANNING, USB, WAITING
from tests.ui.page_samples import put_away


def test_a_sheet_is_announced_once_and_not_each_percent() -> None:
    said = {spoken_text(replace(SCANNING, share=share)) for share in (None, 0.0, 0.5, 1.0)}
    assert said == {"Scanning · page 4."}


def test_what_is_worth_knowing_is_said_with_the_first_sheet_only() -> None:
    noted = replace(SCANNING, notes=(ScanNote.NOT_ENCRYPTED,))
    assert "unencrypted" in spoken_text(replace(noted, page_count=0))
    assert "unencrypted" not in spoken_text(noted)


@pytest.mark.parametrize("view", [WAITING, ASKING])
def test_what_needs_a_person_is_said_whole(view: CaptureView) -> None:
    assert running_note(view) in spoken_text(view)
    assert running_text(view) in spoken_text(view)


@pytest.mark.parametrize("state", [state for state in CaptureState if state is not CaptureState.IDLE])
def test_every_state_of_a_scan_has_words_even_where_nothing_else_is_told(state: CaptureState) -> None:
    assert running_text(CaptureView(state=state))


@pytest.mark.parametrize(("share", "words"), [(-1.0, "0 %"), (0.999, "99 %"), (7.0, "100 %")])
def test_a_share_that_can_not_be_is_brought_into_its_bounds(share: float, words: str) -> None:
    assert running_text(replace(SCANNING, share=share)).endswith(words)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (None, "Turn the card over, or put the next one on"),
        (Profile("x", source=Source.FEEDER), "Put the next sheets into the feeder"),
        (Profile("x", source=Source.FLATBED), "Put the next sheet on"),
    ],
)
def test_the_next_sheet_is_asked_for_where_it_goes(profile: Profile | None, words: str) -> None:
    assert running_text(replace(ASKING, profile=profile)) == words


@pytest.mark.parametrize("note", list(ScanNote))
def test_every_note_has_a_sentence(note: ScanNote) -> None:
    assert len(note_text(note, 5)) > 20


@pytest.mark.parametrize(
    ("count", "trouble", "words"),
    [
        (5, None, "5 pages scanned"),
        (1, None, "1 page scanned"),
        (0, None, "Nothing was scanned"),
        (0, Trouble.CANCELLED, "The scan was stopped"),
        (2, Trouble.CANCELLED, "The scan was stopped. 2 pages are kept"),
    ],
)
def test_the_end_is_said_with_its_count(count: int, trouble: Trouble | None, words: str) -> None:
    assert ended_text(count, problem_of(trouble) if trouble is not None else None) == words


def test_trouble_without_a_page_speaks_of_none() -> None:
    assert trouble_note(0, problem_of(Trouble.OFFLINE)) == (
        "Switch it on, check its cable or network, then scan again."
    )


def test_only_the_network_is_called_encrypted_or_not() -> None:
    lines = [scanner_line(ScannerRow(scanner), is_chosen=False) for scanner in (BROTHER, OPEN, USB)]
    assert lines == ["Front counter · eSCL · encrypted", "Back office · eSCL · not encrypted", "WIA"]


def test_a_profile_of_the_camera_has_no_settings_of_a_scanner() -> None:
    assert settings_line(Profile("Porch", uses_camera=True)) == "Camera"


def test_a_profile_without_a_name_can_still_be_spoken_of() -> None:
    assert profile_name(Profile("  ")) == "No name"


@pytest.fixture
def line(qapp: QApplication) -> Iterator[ThinProgress]:
    line = ThinProgress("How far the scan is")
    line.show()
    assert QTest.qWaitForWindowExposed(line)
    yield line
    put_away(line)


def test_something_moves_only_where_nobody_knows_and_somebody_looks(line: ThinProgress) -> None:
    moved = [line.moves]
    line.show_share(0.5)
    moved.append(line.moves)
    line.show_share(None)
    moved.append(line.moves)
    line.hide()
    moved.append(line.moves)
    assert moved == [True, False, True, False]
