"""The desk on disk: what was shown comes back after a close or a crash, asked once, as it was."""

import json
import os
import subprocess
import sys
from pathlib import Path

from app.domain.drafts import DeskDraft
from app.domain.edits import Box
from app.domain.facts import DraftFound, PagePictureReady, Purpose, SortChanged
from app.domain.pages import DocumentKind, Side
from app.domain.sorting import Reason
from app.flows.counter import Counter
from app.flows.house import House
from app.practice.server import PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, Ground, drawn, drawn_pages, until

CHECKOUT = Path(__file__).resolve().parents[2]


def draft_of(ground: Ground) -> DeskDraft | None:
    """What lies in the draft on the disk."""
    return ground.do(lambda counter: counter.sessions.need().store.drafts.load())


def files_in_vault(ground: Ground) -> int:
    return len(list(ground.home.rglob("*.blob")))


def left_behind(make_ground: MakeGround, **others: str) -> Ground:
    """A start after two pages, turned, cropped and labelled, were left on the desk."""
    first = make_ground(**others)
    ids = [first.add(drawn(shade=40), "a.jpg").id, first.add(drawn(shade=80), "b.jpg").id]
    first.desk.turn(ids[:1], 1)
    first.desk.crop(ids[:1], Box(10, 10, 310, 330))
    first.desk.label_kind(ids[1:], DocumentKind.ID_CARD)
    first.desk.label_side(ids[1:], Side.BACK)
    first.desk.pick(PATIENT)
    first.desk.rename(ids[0], "the front")
    assert len(first.pages) == 2
    first.close()
    return make_ground(**others)


def test_a_page_is_in_the_draft_as_soon_as_it_is_shown(ground: Ground) -> None:
    ground.desk.add_content(drawn(), "a.jpg")
    ground.wait_for_desk(lambda view: len(view.rows) == 1)
    draft = draft_of(ground)
    assert draft is not None
    assert draft.items == ground.pages


def test_what_is_done_to_pages_is_in_the_draft_soon_after(ground: Ground) -> None:
    page_id = ground.add(drawn()).id
    ground.desk.turn([page_id], 1)

    def quarter_turns(counter: Counter) -> int:
        draft = counter.sessions.need().store.drafts.load()
        return draft.items[0].edits.quarter_turns  # type: ignore[union-attr]  # a page, or the test fails

    assert until(lambda: ground.do(quarter_turns) == 1)


def test_a_start_with_pages_left_asks_and_shows_none_of_them(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    found = second.facts.wait_for(DraftFound)
    assert (found.page_count, found.record) == (2, PATIENT)
    assert found.left_at is not None
    assert second.rows == ()


def test_a_window_that_opens_later_is_asked_until_somebody_answers(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    since = second.facts.count
    second.desk.attend()
    second.facts.wait_for(DraftFound, since=since)
    second.desk.restore_draft()
    second.do(lambda counter: counter.tell_everything())
    assert len(second.facts.of(DraftFound)) == 2


def test_restored_pages_are_as_they_were_with_their_record(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    second.desk.restore_draft()
    front, back = second.pages
    assert (front.edits.quarter_turns, front.edits.crop, front.given_name) == (1, Box(10, 10, 310, 330), "the front")
    assert (back.kind, back.side, back.imported.file_name) == (DocumentKind.ID_CARD, Side.BACK, "b.jpg")
    assert second.view.record == PATIENT


def test_the_bytes_of_restored_pages_are_still_there(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    second.desk.restore_draft()
    second.desk.want_page_picture(second.pages[0].id, Purpose.THUMBNAIL, 100)
    second.facts.wait_for(PagePictureReady)


def test_restored_pages_can_be_uploaded(make_ground: MakeGround, practice: PracticeStore) -> None:
    second = left_behind(make_ground)
    second.desk.restore_draft()
    entries = second.house.run(lambda counter: counter.dispatch.queue_all(PATIENT))
    for entry in entries:
        second.settled(entry)
    assert len(practice.uploaded_images()) == 2
    assert draft_of(second) is None


def test_discarded_pages_leave_no_bytes_and_are_not_asked_for_again(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    second.desk.discard_draft()
    assert draft_of(second) is None
    assert files_in_vault(second) == 0
    second.close()
    third = make_ground()
    assert third.rows == ()
    assert third.facts.of(DraftFound) == []


def test_pages_added_before_the_answer_stand_behind_the_restored_ones(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    second.add(drawn(shade=120), "c.jpg")
    second.desk.restore_draft()
    assert [page.imported.file_name for page in second.pages] == ["a.jpg", "b.jpg", "c.jpg"]


def test_without_an_answer_old_and_new_pages_are_asked_for_together_the_next_time(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    second.add(drawn(shade=120), "c.jpg")
    second.close()
    assert make_ground().facts.wait_for(DraftFound).page_count == 3


def test_discarding_keeps_the_pages_that_were_added_since(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    new = second.add(drawn(shade=120), "c.jpg")
    second.desk.discard_draft()
    assert [page.id for page in second.pages] == [new.id]
    second.close()
    third = make_ground()
    third.desk.restore_draft()
    assert [page.id for page in third.pages] == [new.id]


def test_where_two_desks_were_for_two_people_a_person_says_whose_the_pages_are(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    second.desk.pick(ANOTHER_PATIENT)
    second.add(drawn(shade=120), "c.jpg")
    second.desk.restore_draft()
    assert second.view.record is None


def test_undo_takes_a_new_page_away_and_no_restored_one(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    second.add(drawn(shade=120), "c.jpg")
    second.desk.restore_draft()
    second.desk.undo()
    assert [page.imported.file_name for page in second.pages] == ["a.jpg", "b.jpg"]


def test_clearing_the_desk_clears_the_draft(make_ground: MakeGround) -> None:
    first = make_ground()
    first.add(drawn())
    first.desk.clear()
    first.close()
    second = make_ground()
    assert draft_of(second) is None
    assert second.facts.of(DraftFound) == []


def test_what_stays_behind_an_upload_stays_in_the_draft(ground: Ground, tmp_path: Path) -> None:
    broken = tmp_path / "torn.jpg"
    broken.write_bytes(b"\xff\xd8 torn")
    ground.read(broken)
    ground.add(drawn())
    ground.house.run(lambda counter: counter.dispatch.queue_all(PATIENT))
    draft = draft_of(ground)
    assert draft is not None
    assert [item.id for item in draft.items] == [row.id for row in ground.rows]


def test_the_practice_store_keeps_its_own_desk(make_ground: MakeGround) -> None:
    first = make_ground(practise=True)
    first.add(drawn())
    first.close()
    assert make_ground(practise=True).facts.wait_for(DraftFound).page_count == 1


def test_another_store_is_not_connected_while_pages_wait_for_an_answer(make_ground: MakeGround) -> None:
    second = left_behind(make_ground)
    assert second.do(lambda counter: counter.keeper.is_asking)
    second.desk.connect_store("lakeside", "DRX" + "a" * 32)
    assert until(lambda: "There are pages on the desk" in second.problems())


def test_the_record_of_another_store_does_not_come_back(
    make_ground: MakeGround, environ: dict[str, str], practice: PracticeStore
) -> None:
    with PracticeStore(with_pictures=False) as other:
        first = make_ground()
        first.add(drawn())
        first.desk.pick(PATIENT)
        first.close()
        second = make_ground(COUNTERSCAN_URL=other.url)
        second.desk.restore_draft()
        assert (len(second.pages), second.view.record) == (1, None)
        second.close()


def test_a_command_leaves_the_desk_of_a_window_as_it_is(make_ground: MakeGround, environ: dict[str, str]) -> None:
    first = make_ground()
    first.add(drawn(shade=40), "a.jpg")
    first.close()

    async def sent(counter: Counter) -> None:
        await counter.connect.open_as_set()
        await counter.intake.read_content("a.jpg", drawn(shade=40), counter.intake._now())
        items = await counter.intake.read_content("b.jpg", drawn(shade=40), counter.intake._now())
        counter.bench.insert(items, counter.bench.gap())
        await counter.dispatch.queue_all(PATIENT)

    command = House(environ, lambda _: None)
    command.run(sent)
    command.close()
    third = make_ground()
    third.desk.restore_draft()
    assert [page.imported.file_name for page in third.pages] == ["a.jpg"]
    third.desk.want_page_picture(third.pages[0].id, Purpose.THUMBNAIL, 100)
    third.facts.wait_for(PagePictureReady)


CHILD = """
import json, sys
from pathlib import Path
from app.domain.facts import DeskChanged
from app.domain.records import Record, RecordKind
from app.flows.desk import Desk
from app.flows.house import House

def heard(fact):
    if isinstance(fact, DeskChanged):
        print(len(fact.view.rows), "shown", flush=True)

async def ids_of(counter):
    return [page.id for page in counter.bench.pages]

async def turns_in_draft(counter):
    return [item.edits.quarter_turns for item in counter.sessions.need().store.drafts.load().items]

async def chosen_in_draft(counter):
    return len(counter.sessions.need().store.drafts.load().sorting.chosen)

def main():
    house = House(json.loads(sys.argv[1]), heard)
    house.open(practice=False).result(30)
    desk = Desk(house.post)
    desk.add_files([Path(sys.argv[2])])
    act = sys.stdin.readline()
    ids = house.run(ids_of)
    if act == "sort\\n":
        desk.sort_by_label()
        desk.sort_choose(ids[:2], Record(RecordKind.PATIENT, "pat_12345"))
        desk.sort_leave_out(ids[3:])
        while house.run(chosen_in_draft) != 3:
            pass
        print("sorted", flush=True)
        sys.stdin.readline()
    desk.turn(ids, 1)
    while house.run(turns_in_draft) != [1] * len(ids):
        pass
    print("turned", flush=True)
    sys.stdin.readline()

if __name__ == "__main__":
    main()
"""


def killed_after(line: str, act: str, environ: dict[str, str], folder: Path) -> None:
    """A house in a process of its own puts this folder on its desk, and is killed at once when it has said `line`."""
    script = folder.with_name("child.py")
    script.write_text(CHILD)
    child = subprocess.Popen(
        [sys.executable, str(script), json.dumps(environ), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child, child.stdin, child.stdout:
        next(said for said in child.stdout if said == "4 shown\n")
        child.stdin.write(act)
        child.stdin.flush()
        if line:
            next(said for said in child.stdout if said == line)
        child.kill()


def dropped(folder: Path) -> Path:
    """A folder with four pages."""
    folder.mkdir()
    (folder / "batch.pdf").write_bytes(drawn_pages(3, "PDF"))
    (folder / "card.jpg").write_bytes(drawn())
    return folder


def test_after_a_kill_every_page_that_was_shown_comes_back(
    make_ground: MakeGround, environ: dict[str, str], tmp_path: Path
) -> None:
    killed_after("", "", environ, dropped(tmp_path / "dropped"))
    ground = make_ground()
    assert ground.facts.wait_for(DraftFound).page_count == 4
    ground.desk.restore_draft()
    assert [page.imported.frame for page in ground.pages] == [0, 1, 2, 0]


def test_after_a_kill_the_edits_come_back(make_ground: MakeGround, environ: dict[str, str], tmp_path: Path) -> None:
    killed_after("turned\n", "turn\n", environ, dropped(tmp_path / "dropped"))
    ground = make_ground()
    ground.desk.restore_draft()
    assert [page.edits.quarter_turns for page in ground.pages] == [1, 1, 1, 1]


def test_after_a_kill_a_batch_stands_as_it_was_sorted(
    make_ground: MakeGround, environ: dict[str, str], tmp_path: Path
) -> None:
    killed_after("sorted\n", "sort\n", environ, dropped(tmp_path / "dropped"))
    ground = make_ground()
    ground.desk.restore_draft()
    since = ground.facts.count
    view = ground.facts.wait_for(SortChanged, lambda fact: fact.view.is_on and bool(fact.view.groups)).view
    assert {group.record.id: [page.place for page in group.pages] for group in view.groups} == {"pat_12345": [1, 2]}
    assert [(page.place, page.reason) for page in view.left_out] == [(4, Reason.LEFT_OUT)]
    assert [page.place for page in view.unresolved] == [3]
    assert view.undo is None
    ground.desk.sort_put_back([view.left_out[0].id])
    ground.facts.wait_for(SortChanged, lambda fact: not fact.view.left_out, since=since)
