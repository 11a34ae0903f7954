"""Recall: for a few seconds an upload can be taken back, as if it had not been pressed."""

import shutil
from pathlib import Path

from app.domain.edits import Box
from app.domain.facts import DraftFound, OutboxChanged, PagesQueued, PagesRecalled
from app.domain.pages import DocumentKind, Side
from app.domain.parcels import OutboxEntry, Stage
from app.domain.shelves import Mark
from app.practice.server import PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, Ground, drawn, until

LONG = "60"
SHORT = "0.4"


def uploaded(ground: Ground, *file_names: str) -> tuple[OutboxEntry, ...]:
    """Pages of these names, queued for the patient by the button."""
    for number, name in enumerate(file_names):
        ground.add(drawn(shade=40 * number), name)
    ground.desk.pick(PATIENT)
    since = ground.facts.count
    ground.desk.upload()
    return ground.facts.wait_for(PagesQueued, since=since).entries


def names_on(ground: Ground) -> list[str]:
    return [page.imported.file_name for page in ground.pages]


def files_in_vault(ground: Ground) -> int:
    return len(list(ground.home.rglob("*.blob")))


def test_what_is_queued_waits_for_the_recall_time_and_leaves_then(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=SHORT)
    (entry,) = uploaded(ground, "a.jpg")
    assert entry.next_try is not None
    assert (entry.next_try - entry.queued_at).total_seconds() == float(SHORT)
    assert ground.settled(entry).stage is Stage.DELIVERED
    assert len(practice.uploaded_images()) == 1


def test_the_outbox_says_what_can_be_taken_back_and_until_when(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    (entry,) = uploaded(ground, "a.jpg")
    view = ground.facts.wait_for(OutboxChanged, lambda fact: len(fact.view.rows) == 1).view
    assert (view.recallable, view.rows[0].recall_until) == ((entry.id,), entry.next_try)


def test_pages_that_are_taken_back_lie_on_the_desk_as_they_were(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    ids = [ground.add(drawn(shade=30 * number), f"{number}.jpg").id for number in range(3)]
    ground.desk.turn(ids[:1], 1)
    ground.desk.crop(ids[1:2], Box(0, 0, 310, 320))
    ground.desk.label_kind(ids[2:], DocumentKind.ID_CARD)
    ground.desk.label_side(ids[2:], Side.BACK)
    before = ground.pages
    ground.desk.pick(PATIENT)
    ground.desk.upload()
    ground.facts.wait_for(PagesQueued)
    ground.desk.recall_last()
    assert ground.facts.wait_for(PagesRecalled).count == 3
    assert ground.pages == before
    assert ground.view.record == PATIENT
    assert (ground.entries(), practice.uploaded_images()) == ((), ())


def test_what_was_taken_back_is_fitted_still_and_can_be_sent(make_ground: MakeGround, practice: PracticeStore) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    (first,) = uploaded(ground, "a.jpg")
    ground.desk.recall([first.id])
    ground.facts.wait_for(PagesRecalled)
    assert [row.mark for row in ground.rows] == [Mark.FITS]
    (second,) = ground.house.run(lambda counter: counter.dispatch.queue_all(PATIENT))
    ground.desk.send_now()
    assert ground.settled(second).stage is Stage.DELIVERED
    assert [image.name for image in practice.uploaded_images()] == [second.name]


def test_one_page_of_a_set_can_be_taken_back_alone(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    entries = uploaded(ground, "a.jpg", "b.jpg")
    ground.desk.recall([entries[1].id])
    ground.facts.wait_for(PagesRecalled)
    assert names_on(ground) == ["b.jpg"]
    assert [entry.id for entry in ground.entries()] == [entries[0].id]


def test_the_last_set_is_taken_back_first_and_then_the_one_before(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    uploaded(ground, "a.jpg")
    uploaded(ground, "b.jpg")
    ground.desk.recall_last()
    assert names_on(ground) == ["b.jpg"]
    ground.desk.recall_last()
    assert sorted(names_on(ground)) == ["a.jpg", "b.jpg"]


def test_pages_that_stayed_or_came_since_keep_their_places(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    ground.desk.add_content(b"\xff\xd8 torn", "torn.jpg")
    ground.wait_for_desk(lambda view: len(view.rows) == 1)
    uploaded(ground, "a.jpg")
    ground.add(drawn(shade=200), "later.jpg")
    ground.desk.recall_last()
    assert [row.title for row in ground.rows] == ["torn.jpg", "a.jpg", "later.jpg"]


def test_pages_for_two_people_on_one_desk_are_for_nobody_until_a_person_says_so(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    uploaded(ground, "a.jpg")
    ground.desk.pick(ANOTHER_PATIENT)
    ground.add(drawn(shade=200), "theirs.jpg")
    ground.desk.recall_last()
    assert ground.view.record is None


def test_pages_that_return_to_an_empty_desk_bring_their_record(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    uploaded(ground, "a.jpg")
    ground.desk.pick(ANOTHER_PATIENT)
    ground.desk.recall_last()
    assert ground.view.record == PATIENT


def test_after_the_time_it_is_too_late(make_ground: MakeGround, practice: PracticeStore) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=SHORT)
    (entry,) = uploaded(ground, "a.jpg")
    ground.settled(entry)
    ground.desk.recall([entry.id])
    assert until(lambda: "Nothing can be taken back now" in ground.problems())
    assert (len(practice.uploaded_images()), ground.rows) == (1, ())


def test_after_the_time_it_is_too_late_though_nothing_could_be_sent(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    practice.offline = True
    ground = make_ground(COUNTERSCAN_RECALL_S=SHORT)
    (entry,) = uploaded(ground, "a.jpg")
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.recallable == (entry.id,))
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.rows != () and fact.view.recallable == ())
    ground.desk.recall([entry.id])
    assert until(lambda: "Nothing can be taken back now" in ground.problems())
    assert ground.kept(entry).stage is not Stage.DELIVERED


def test_send_now_sends_at_once_and_ends_the_recall_time(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    (entry,) = uploaded(ground, "a.jpg")
    ground.desk.send_now()
    assert ground.settled(entry).stage is Stage.DELIVERED
    assert ground.do(lambda counter: counter.recall.until()) == {}


def test_a_new_key_does_not_end_the_recall_time(make_ground: MakeGround, practice: PracticeStore) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=LONG)
    (entry,) = uploaded(ground, "a.jpg")
    ground.do(lambda counter: counter.courier.key_changed())
    assert list(ground.do(lambda counter: counter.recall.until())) == [entry.id]


def test_originals_stay_until_the_time_is_over_and_go_then(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S=SHORT)
    page_id = ground.add(drawn(size_px=(1600, 1700)), "a.jpg").id
    ground.desk.turn([page_id], 1)
    original = ground.pages[0].imported.blob
    ground.desk.pick(PATIENT)
    ground.desk.upload()
    ground.facts.wait_for(PagesQueued)

    def is_there() -> bool:
        return ground.do(lambda counter: counter.sessions.need().store.vault.has(original))

    assert is_there()
    assert until(lambda: not is_there())


def test_taken_back_pages_are_in_the_draft_and_no_longer_in_the_outbox(make_ground: MakeGround) -> None:
    first = make_ground(COUNTERSCAN_RECALL_S=LONG)
    uploaded(first, "a.jpg", "b.jpg")
    first.desk.recall_last()
    first.facts.wait_for(PagesRecalled)
    first.close()
    second = make_ground()
    assert second.facts.wait_for(DraftFound).page_count == 2
    assert second.entries() == ()


def test_after_a_crash_within_the_window_nothing_can_be_taken_back_and_the_page_goes_out_once(
    make_ground: MakeGround, practice: PracticeStore, tmp_path: Path
) -> None:
    first = make_ground(COUNTERSCAN_RECALL_S="3")
    (entry,) = uploaded(first, "a.jpg")
    left = tmp_path / "left"
    shutil.copytree(first.home, left, ignore=shutil.ignore_patterns("*.lock"))  # as it is without any farewell
    first.desk.recall_last()
    first.facts.wait_for(PagesRecalled)
    first.close()
    second = make_ground(COUNTERSCAN_HOME=str(left))
    second.desk.recall([entry.id])
    assert until(lambda: "Nothing can be taken back now" in second.problems())
    assert second.settled(entry).stage is Stage.DELIVERED
    assert ([image.name for image in practice.uploaded_images()], second.rows) == ([entry.name], ())


def test_a_set_whose_window_was_closed_leaves_with_the_next_start(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    first = make_ground(COUNTERSCAN_RECALL_S="1")
    (entry,) = uploaded(first, "a.jpg")
    first.close()
    second = make_ground()
    assert second.settled(entry).stage is Stage.DELIVERED
    assert len(practice.uploaded_images()) == 1
