"""After a start what is queued is looked for before it is sent: it may have been sent from elsewhere."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.domain.facts import EntrySettled
from app.domain.parcels import OutboxEntry, Stage
from app.domain.records import Record, RecordKind
from app.flows import delivery
from app.flows.counter import Counter
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, Ground, drawn

ITEM = Record(RecordKind.ITEM, "item_1")


def pause(counter: Counter) -> None:
    counter.courier.is_paused = True


def put_away(make_ground: MakeGround, *records: Record) -> list[OutboxEntry]:
    """Entries that were queued, and the house closed before anything was sent."""
    first = make_ground()
    first.do(pause)
    entries = [first.entry(record) for record in records]
    first.queue(*entries)
    first.close()
    return entries


def copy(home: Path) -> None:
    """The home is another from now on: copied, with the old one taken away."""
    shutil.copytree(home, home.with_name("copy"))
    shutil.rmtree(home)
    home.with_name("copy").rename(home)


def home_of(environ: Mapping[str, str]) -> Path:
    return Path(environ["COUNTERSCAN_HOME"])


def listings(practice: PracticeStore) -> int:
    return sum(request.method == "GET" and "/images/" in request.path for request in practice.requests)


def posts(practice: PracticeStore) -> int:
    return sum(request.method == "POST" for request in practice.requests)


def test_what_waits_at_a_start_is_read_back_once_and_sent(make_ground: MakeGround, practice: PracticeStore) -> None:
    (entry,) = put_away(make_ground, PATIENT)
    second = make_ground()
    assert second.settled(entry).stage is Stage.DELIVERED
    methods = [r.method for r in practice.requests if "/images" in r.path]
    assert methods == ["GET", "POST", "GET"]


def test_many_pages_of_a_record_need_one_listing_before_they_are_sent(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    entries = put_away(make_ground, *[PATIENT] * 5)
    second = make_ground()
    for entry in entries:
        assert second.settled(entry).stage is Stage.DELIVERED
    assert (posts(practice), listings(practice)) == (5, 1 + 5)


def test_what_is_queued_after_the_start_is_sent_without_a_look(ground: Ground, practice: PracticeStore) -> None:
    ground.settled(ground.send())
    assert [r.method for r in practice.requests if "/images" in r.path] == ["POST", "GET"]


def test_what_was_sent_from_elsewhere_meanwhile_is_not_sent_again(
    make_ground: MakeGround, practice: PracticeStore, environ: dict[str, str]
) -> None:
    entries = put_away(make_ground, PATIENT, PATIENT)
    home = home_of(environ)
    shutil.copytree(home, home.with_name("image"))
    second = make_ground()
    receipts = [second.settled(entry).receipt for entry in entries]
    second.close()
    shutil.rmtree(home)
    home.with_name("image").rename(home)  # an image of the disk is put back
    third = make_ground()
    found = [third.settled(entry) for entry in entries]
    assert [entry.stage for entry in found] == [Stage.DELIVERED] * 2
    assert [e.receipt.image_id for e in found if e.receipt] == [r.image_id for r in receipts if r]
    assert len(practice.uploaded_images()) == 2


def test_what_was_sent_is_recognised_also_where_the_folder_cannot_be_told_from_the_old_one(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    first = make_ground()
    done = first.settled(first.send())
    again = replace(done, stage=Stage.QUEUED, receipt=None, next_try=None)  # as the whole machine set back holds it
    first.do(pause)
    first.desk.drop(done.id)
    first.do(lambda counter: counter.originals.keep(drawn()))
    first.do(lambda counter: counter.sessions.need().store.outbox.add([again]))
    first.close()
    found = make_ground().settled(again)
    assert (found.stage, posts(practice)) == (Stage.DELIVERED, 1)
    assert found.receipt is not None


def test_a_copy_settles_what_waits_by_the_whole_rule(
    make_ground: MakeGround, practice: PracticeStore, environ: dict[str, str]
) -> None:
    (entry,) = put_away(make_ground, PATIENT)
    copy(home_of(environ))
    third = make_ground()
    third.wait_for_entry(entry, lambda now: now.stage is Stage.CHECKING)
    assert third.settled(entry).stage is Stage.DELIVERED
    kinds = [request.method for request in practice.requests if "/images" in request.path]
    assert kinds.index("POST") > 1  # one listing that lacks it is not enough here
    assert len(practice.uploaded_images()) == 1


def test_at_home_a_page_that_drx_cannot_list_is_sent_as_usual(make_ground: MakeGround) -> None:
    (entry,) = put_away(make_ground, ITEM)
    assert make_ground().settled(entry).stage is Stage.DELIVERED


def test_in_a_copy_a_page_that_drx_cannot_list_waits_for_a_person(
    make_ground: MakeGround, practice: PracticeStore, environ: dict[str, str]
) -> None:
    (entry,) = put_away(make_ground, ITEM)
    copy(home_of(environ))
    third = make_ground()
    held = third.facts.wait_for(EntrySettled).entry
    assert (held.id, held.stage, held.doubtful, held.problem) == (
        entry.id,
        Stage.NEEDS_PERSON,
        True,
        delivery.FROM_ELSEWHERE,
    )
    third.desk.retry(entry.id)
    third.wait_for_entry(entry, lambda now: now.stage is Stage.DELIVERED)
    assert len(practice.uploaded_images()) == 1


def test_a_look_that_fails_sends_nothing(make_ground: MakeGround, practice: PracticeStore) -> None:
    (entry,) = put_away(make_ground, PATIENT)
    practice.faults.add(Fault(FaultKind.STATUS, status=500, method="GET", path_prefix="/api/v2/images/", times=2))
    second = make_ground()
    second.wait_for_entry(entry, lambda now: now.failures > 0)
    assert posts(practice) == 0
    second.desk.send_now()
    second.wait_for_entry(entry, lambda now: now.failures > 1)
    second.desk.send_now()
    assert second.settled(entry).stage is Stage.DELIVERED


def test_a_refused_page_that_a_person_tries_again_after_a_start_is_looked_for_first(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    first = make_ground()
    practice.faults.add(Fault(FaultKind.STATUS, status=400, method="POST"))
    entry = first.settled(first.send(ANOTHER_PATIENT))
    assert entry.stage is Stage.NEEDS_PERSON
    first.close()
    practice.requests.clear()
    second = make_ground()
    second.desk.retry(entry.id)
    second.wait_for_entry(entry, lambda now: now.stage is Stage.DELIVERED)
    assert [request.method for request in practice.requests if "/images" in request.path][:2] == ["GET", "POST"]
