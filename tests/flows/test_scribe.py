"""The journal: who did what, when, to which record and image; never a name; and it holds no page up."""

import sqlite3
from pathlib import Path

import pytest

from app.domain.facts import GalleryPictureReady, ImagesSaved, Purpose
from app.domain.journal import Deed, JournalEntry
from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind
from app.flows import delivery
from app.flows.counter import Counter
from app.flows.scribe import NOT_WRITTEN
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, Ground, drawn, until

NAMED = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria")


def journal_of(ground: Ground) -> list[JournalEntry]:
    return ground.do(lambda counter: list(counter.sessions.need().store.journal.entries()))


def deeds_of(ground: Ground) -> list[Deed]:
    return [entry.note.deed for entry in journal_of(ground)]


def noted(ground: Ground, deed: Deed) -> list[tuple[str, str, str]]:
    """Who, the record's ID and the image of each such row."""
    notes = [entry.note for entry in journal_of(ground) if entry.note.deed is deed]
    return [(note.who, note.record_id, note.image) for note in notes]


def test_the_way_of_a_page_is_written_down(ground: Ground) -> None:
    ground.add(drawn())
    ground.desk.pick(NAMED)
    (entry,) = ground.house.run(lambda counter: counter.dispatch.queue_all(NAMED))
    done = ground.settled(entry)
    assert done.receipt is not None
    assert noted(ground, Deed.RECORD_PICKED) == [("maria", "pat_12345", "")]
    assert noted(ground, Deed.PAGE_QUEUED) == [("maria", "pat_12345", entry.id)]
    assert noted(ground, Deed.PAGE_SENT) == [("maria", "pat_12345", entry.id)]
    assert noted(ground, Deed.PAGE_DELIVERED) == [("maria", "pat_12345", done.receipt.image_id)]


def test_each_attempt_is_a_row(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.RESET_BEFORE_COMMIT, method="POST"))
    entry = ground.settled(ground.send())
    assert len(noted(ground, Deed.PAGE_SENT)) == entry.sends == 2


def test_a_refusal_and_a_drop_are_written_down(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.STATUS, method="POST", status=400))
    entry = ground.settled(ground.send())
    ground.desk.drop(entry.id)
    assert noted(ground, Deed.PAGE_REFUSED) == noted(ground, Deed.PAGE_DROPPED) == [("maria", "pat_12345", entry.id)]


def test_pages_that_are_taken_back_are_written_down_and_not_as_dropped(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S="60")
    ground.add(drawn())
    (entry,) = ground.house.run(lambda counter: counter.dispatch.queue_all(PATIENT))
    ground.desk.recall([entry.id])
    assert noted(ground, Deed.PAGE_RECALLED) == [("maria", "pat_12345", entry.id)]
    assert noted(ground, Deed.PAGE_DROPPED) == []


def test_looking_and_saving_are_written_down_each_once(ground: Ground, tmp_path: Path) -> None:
    ground.settled(ground.send())
    (tile,) = ground.gallery_of(PATIENT).tiles
    ground.desk.refresh_gallery()
    ground.desk.want_gallery_picture(tile.key, Purpose.THUMBNAIL, 100)
    ground.facts.wait_for(GalleryPictureReady, lambda fact: fact.purpose is Purpose.THUMBNAIL)
    ground.desk.want_gallery_picture(tile.key, Purpose.LARGE, 1000)
    ground.facts.wait_for(GalleryPictureReady, lambda fact: fact.purpose is Purpose.LARGE)
    ground.desk.save_images([tile.key], tmp_path / "saved")
    ground.facts.wait_for(ImagesSaved)
    assert noted(ground, Deed.GALLERY_VIEWED) == [("maria", "pat_12345", "")]
    assert noted(ground, Deed.IMAGE_VIEWED) == [("maria", "pat_12345", tile.image_id)]
    assert noted(ground, Deed.IMAGE_SAVED) == [("maria", "pat_12345", tile.image_id)]


def test_start_and_end_are_written_down(make_ground: MakeGround) -> None:
    make_ground().close()
    assert deeds_of(make_ground()) == [Deed.PROGRAM_STARTED, Deed.PROGRAM_ENDED, Deed.PROGRAM_STARTED]


def test_what_becomes_of_a_desk_that_was_left_is_written_down(make_ground: MakeGround) -> None:
    first = make_ground()
    first.add(drawn())
    first.desk.pick(PATIENT)
    first.close()
    second = make_ground()
    second.desk.restore_draft()
    assert noted(second, Deed.DRAFT_RESTORED) == [("maria", "pat_12345", "")]
    second.close()
    third = make_ground()
    third.desk.discard_draft()
    assert noted(third, Deed.DRAFT_DROPPED) == [("maria", "pat_12345", "")]


def test_a_new_key_and_a_new_store_are_written_down_without_the_key(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    ground = make_ground(COUNTERSCAN_URL=None, COUNTERSCAN_API_KEY=None)
    ground.desk.connect_store(practice.url, practice.key)
    assert until(lambda: ground.do(lambda counter: counter.sessions.current is not None))
    assert until(lambda: Deed.STORE_CONNECTED in deeds_of(ground))
    ground.desk.enter_key(practice.key)
    assert until(lambda: Deed.KEY_CHANGED in deeds_of(ground))


def test_who_is_scanning_stands_beside_who_sits_there(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_USER_ID="usr_7")
    ground.desk.pick(PATIENT)
    assert noted(ground, Deed.RECORD_PICKED) == [("maria (usr_7)", "pat_12345", "")]


def test_the_journal_of_a_day_is_whole(make_ground: MakeGround) -> None:
    first = make_ground()
    first.settled(first.send())
    first.close()
    second = make_ground()
    assert second.do(lambda counter: counter.sessions.need().store.journal.verify()).is_whole


def test_a_move_that_cannot_be_written_down_leaves_no_row_in_the_journal(ground: Ground) -> None:
    """They are one transaction: a journal that told of a sending that was not begun would not be true."""
    ground.do(lambda counter: setattr(counter.courier, "is_paused", True))
    queued = ground.send()

    def refused(counter: Counter) -> None:
        database = counter.sessions.need().store.database
        with database.writing() as connection:
            connection.execute(
                "CREATE TRIGGER head_stays BEFORE INSERT ON about WHEN NEW.name = 'journal_head'"
                " BEGIN SELECT RAISE(ROLLBACK, 'cut off'); END"
            )
        with pytest.raises(sqlite3.IntegrityError):
            counter.courier.ledger.write(delivery.begun(queued))
        with database.writing() as connection:
            connection.execute("DROP TRIGGER head_stays")

    ground.do(refused)
    assert (noted(ground, Deed.PAGE_SENT), ground.kept(queued).stage) == ([], Stage.QUEUED)


def test_a_journal_that_cannot_be_written_is_told_once_and_holds_nothing_up(
    ground: Ground, practice: PracticeStore
) -> None:
    (database,) = ground.home.rglob("counter.db")
    with sqlite3.connect(database) as connection:
        connection.execute("ALTER TABLE journal RENAME TO gone")
        connection.execute("CREATE VIEW journal AS SELECT number, at_us, private, hash FROM gone")
    connection.close()
    assert ground.settled(ground.send()).stage is Stage.DELIVERED
    assert ground.settled(ground.send()).stage is Stage.DELIVERED
    assert len(practice.uploaded_images()) == 2
    assert list(ground.problems()).count(NOT_WRITTEN) == 1
