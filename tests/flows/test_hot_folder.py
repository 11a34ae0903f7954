"""The hot folder in the window: files come to the desk by themselves, whole, once, and only then are put away."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.capture_shelf import WatchedFolder
from app.domain.facts import ProblemMet
from app.domain.hot_folder import CHANGED_AFTER, AfterTaking, FileState
from app.domain.journal import Deed
from app.domain.records import RecordKind
from app.flows.counter import Counter
from app.flows.desk_keeper import NOT_KEPT
from app.flows.hot_watch import FileReport
from app.practice.server import PracticeStore
from app.system.settings import Settings, load
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, Ground, drawn, drawn_pages, until

MANY = 40  # rows that no page of the database has room left for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that a scanner writes into."""
    made = tmp_path / "scans"
    made.mkdir()
    return made


@pytest.fixture
def watching(make_ground: MakeGround, folder: Path) -> Ground:
    """A window whose settings name that folder."""
    return make_ground(COUNTERSCAN_HOT_FOLDER=str(folder))


def view(ground: Ground) -> WatchedFolder:
    found = ground.do(lambda counter: counter.hot_folder.view)
    assert found is not None
    return found


def shows(ground: Ground, holds: Callable[[WatchedFolder], bool]) -> bool:
    return until(lambda: holds(view(ground)))


def lies_in(folder: Path, name: str) -> bool:
    return until(lambda: (folder / name).exists())


def titles(ground: Ground) -> list[str]:
    return [row.title for row in ground.rows]


def test_files_come_to_the_desk_and_are_moved_once_they_are_in_the_draft(watching: Ground, folder: Path) -> None:
    (folder / "card.jpg").write_bytes(drawn())
    (folder / "fax.tif").write_bytes(drawn_pages(3, "TIFF"))
    (folder / "half.jpg").write_bytes(drawn()[:-9])
    (folder / "notes.tmp").write_bytes(b"another program's")
    assert lies_in(folder / "done", "card.jpg")
    assert lies_in(folder / "done", "fax.tif")
    assert len(watching.pages) == 4
    draft = watching.do(lambda counter: counter.sessions.need().store.drafts.load())
    assert draft is not None
    assert draft.items == watching.pages
    assert sorted(path.name for path in folder.iterdir()) == ["done", "half.jpg", "notes.tmp"]
    assert view(watching) == WatchedFolder(str(folder), taken=2)


def test_the_same_content_again_is_only_moved(watching: Ground, folder: Path) -> None:
    (folder / "card.jpg").write_bytes(drawn())
    assert lies_in(folder / "done", "card.jpg")
    (folder / "the same.jpg").write_bytes(drawn())
    assert lies_in(folder / "done", "the same.jpg")
    assert titles(watching) == ["card.jpg"]
    deeds = watching.do(lambda counter: [row.note.deed for row in counter.sessions.need().store.journal.entries()])
    assert Deed.FILE_TAKEN_BEFORE in deeds


def test_a_start_after_a_kill_finds_the_file_taken_and_only_moves_it(
    make_ground: MakeGround, folder: Path, tmp_path: Path
) -> None:
    """Killed between the draft and the move: the file lies there still, and its pages wait to be brought back."""
    first = make_ground(COUNTERSCAN_HOT_FOLDER=str(folder), COUNTERSCAN_HOT_FOLDER_AFTER="leave")
    (folder / "card.jpg").write_bytes(drawn())
    first.wait_for_desk(lambda view: len(view.rows) == 1)
    first.close()
    again = make_ground(COUNTERSCAN_HOT_FOLDER=str(folder))
    assert lies_in(folder / "done", "card.jpg")
    again.desk.restore_draft()
    again.wait_for_desk(lambda view: len(view.rows) == 1)
    assert titles(again) == ["card.jpg"]


def test_what_is_left_lying_is_taken_once_however_often_it_is_started(make_ground: MakeGround, folder: Path) -> None:
    others = {"COUNTERSCAN_HOT_FOLDER": str(folder), "COUNTERSCAN_HOT_FOLDER_AFTER": "leave"}
    (folder / "card.jpg").write_bytes(drawn())
    first = make_ground(**others)
    first.wait_for_desk(lambda view: len(view.rows) == 1)
    first.close()
    again = make_ground(**others)
    assert until(lambda: again.do(lambda counter: counter.hot_folder.is_at_rest))
    assert again.rows == ()
    assert (folder / "card.jpg").exists()


def test_what_is_to_be_deleted_goes_once_it_is_safe(make_ground: MakeGround, folder: Path) -> None:
    ground = make_ground(COUNTERSCAN_HOT_FOLDER=str(folder), COUNTERSCAN_HOT_FOLDER_AFTER="delete")
    (folder / "card.jpg").write_bytes(drawn())
    ground.wait_for_desk(lambda view: len(view.rows) == 1)
    assert until(lambda: not list(folder.iterdir()))


def test_a_share_that_goes_away_is_told_and_its_return_storms_nobody(watching: Ground, folder: Path) -> None:
    (folder / "card.jpg").write_bytes(drawn())
    assert lies_in(folder / "done", "card.jpg")
    away = folder.with_name("away")
    folder.rename(away)
    assert shows(watching, lambda now: not now.is_there and now.problem is not None)
    for name in ("one.jpg", "two.jpg"):  # a share that comes back tells of all its files anew
        (away / name).write_bytes(drawn())
    away.rename(folder)
    assert shows(watching, lambda now: now.is_there and now.problem is None)
    assert lies_in(folder / "done", "two.jpg")
    assert titles(watching) == ["card.jpg"]


def test_a_file_stays_until_its_pages_are_on_the_disk(watching: Ground, folder: Path) -> None:
    """The disk is full: the pages are shown, their original stays, and both come right when there is room."""

    def give_room(pages: int) -> None:
        def given(counter: Counter) -> None:
            counter.sessions.need().store.database.rows(f"PRAGMA max_page_count = {pages}")

        watching.do(given)

    give_room(1)
    (folder / "fax.tif").write_bytes(drawn_pages(MANY, "TIFF"))
    watching.wait_for_desk(lambda view: len(view.rows) == MANY)
    assert shows(watching, lambda now: now.taken == 1)
    assert (folder / "fax.tif").exists()
    give_room(1_000_000)
    assert lies_in(folder / "done", "fax.tif")
    assert len(watching.pages) == MANY
    assert watching.problems() == [NOT_KEPT]


def test_practising_takes_no_file_of_a_real_patient(make_ground: MakeGround, folder: Path) -> None:
    ground = make_ground(practise=True, COUNTERSCAN_HOT_FOLDER=str(folder))
    assert ground.do(lambda counter: counter.hot_folder.view) is None


def test_files_for_a_record_are_sent_without_a_desk(
    make_ground: MakeGround, folder: Path, practice: PracticeStore
) -> None:
    ground, told = make_ground(), list[FileReport]()
    (folder / "card.jpg").write_bytes(drawn())
    (folder / "torn.jpg").write_bytes(drawn()[:-9])
    ground.do(lambda counter: counter.hot_folder.begin(folder, AfterTaking.MOVE, counter.send_to(PATIENT), told.append))
    assert practice.wait_for_uploads(1)
    assert lies_in(folder / "done", "card.jpg")
    assert [(report.name, report.state) for report in told] == [("card.jpg", FileState.TAKEN)]
    assert [image.links for image in practice.uploaded_images()] == [{"patient_id": PATIENT.id}]
    assert ground.rows == ()
    assert len(list(ground.home.rglob("*.blob"))) == 1
    assert PATIENT.kind is RecordKind.PATIENT


def test_the_settings_say_which_folder_and_what_becomes_of_its_files(tmp_path: Path) -> None:
    assert (Settings().hot_folder, Settings().hot_folder_after) == ("", AfterTaking.MOVE)
    environ = {"COUNTERSCAN_HOT_FOLDER": str(tmp_path), "COUNTERSCAN_HOT_FOLDER_AFTER": "leave"}
    found = load(tmp_path, environ)
    assert (found.hot_folder, found.hot_folder_after) == (str(tmp_path), AfterTaking.LEAVE)


def test_a_file_that_is_written_on_after_it_was_taken_is_told_because_pages_may_be_missing(
    watching: Ground, folder: Path
) -> None:
    (folder / "card.jpg").write_bytes(drawn())
    assert lies_in(folder / "done", "card.jpg")
    with (folder / "done" / "card.jpg").open("ab") as late:
        late.write(b"more")
    told = watching.facts.wait_for(ProblemMet)
    assert (told.problem.title, told.problem.detail) == (CHANGED_AFTER.title, "card.jpg")
