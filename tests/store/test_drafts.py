"""The desk on disk: what was saved comes back, little is written, and damage is shown, never swept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.drafts import DeskDraft
from app.domain.edits import Box, PageEdits
from app.domain.errors import AppError, IllegalMove, Problem, StoreDamaged
from app.domain.pages import (
    BlobRef,
    BrokenFile,
    DeskItem,
    DeskPage,
    DocumentKind,
    ImportedPage,
    MediaType,
    PageId,
    Side,
)
from app.domain.parcels import OutboxEntry
from app.domain.records import Record, RecordKind
from app.store.counter_store import DATABASE_NAME, CounterStore, open_store
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.schema import MIGRATIONS
from app.store.seal import Seal

MakeEntry = Callable[..., OutboxEntry]

MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KEY = bytes(range(32))
RESERVE_BYTES = 100_000
TEXTS = st.text(st.characters(exclude_categories=()), max_size=8)
BOXES = st.builds(Box, *[st.integers(0, 9)] * 4)
EDITS = st.builds(PageEdits, st.integers(0, 3), st.none() | BOXES)
PAGE_IDS = st.integers(0, 5).map(lambda number: PageId(f"page-{number}"))


def page(number: int, *, blob: BlobRef | None = None, edits: PageEdits | None = None) -> DeskPage:
    original = blob or BlobRef(f"{number:064x}", 1000 + number)
    imported = ImportedPage(original, MediaType.PDF, "scan of Maria.pdf", number, 9, 1700, 2200, 200, MORNING)
    return DeskPage(PageId(f"page-{number}"), imported, edits or PageEdits(), DocumentKind.ID_CARD, Side.FRONT, "mine")


def pages(*numbers: int) -> tuple[DeskItem, ...]:
    return tuple(page(number) for number in numbers)


BROKEN = BrokenFile(PageId("broken"), "torn.pdf", Problem("It is torn", "Scan it again", "detail"))
ITEMS = st.builds(
    lambda id_, edits, name: replace(page(1, edits=edits), id=id_, given_name=name), PAGE_IDS, EDITS, TEXTS
) | st.builds(lambda id_, name: BrokenFile(id_, name, BROKEN.problem), PAGE_IDS, TEXTS)
DESKS = st.builds(
    DeskDraft,
    st.lists(ITEMS, max_size=6, unique_by=lambda item: item.id).map(tuple),
    st.none() | st.builds(Record, st.sampled_from(RecordKind), TEXTS, TEXTS),
)


@pytest.fixture
def drafts(store: CounterStore) -> Drafts:
    return store.drafts


def fresh(store: CounterStore) -> Drafts:
    """The drafts as the next start finds them: nothing remembered."""
    return Drafts(store.database, Seal(KEY))


def sealed_rows(store: CounterStore) -> dict[object, object]:
    return dict(store.database.rows("SELECT id, private FROM desk_items UNION ALL SELECT 'desk', private FROM desk"))  # type: ignore[arg-type]  # rows of two


def rows_changed(store: CounterStore, before: dict[object, object]) -> set[object]:
    after = sealed_rows(store)
    return {id_ for id_ in before | after if before.get(id_) != after.get(id_)}


def damage(store: CounterStore, id_: str) -> None:
    with store.database.writing() as connection:
        connection.execute("UPDATE desk_items SET private = zeroblob(60) WHERE id = ?", (id_,))


def damage_the_desk(store: CounterStore) -> None:
    with store.database.writing() as connection:
        connection.execute("UPDATE desk SET private = zeroblob(60)")


def save_and_break_off(store: CounterStore, desk: DeskDraft) -> None:
    with store.database.writing() as connection:
        store.drafts.save_within(connection, desk)
        raise RuntimeError("the plug was pulled")


def test_there_is_no_draft_at_first(drafts: Drafts) -> None:
    assert drafts.load() is None


def test_pages_edits_and_record_survive_the_program(tmp_path: Path, key: bytes, patient: Record) -> None:
    desk = DeskDraft((page(2, edits=PageEdits(3, Box(1, 2, 30, 40))), BROKEN, page(1)), patient)
    first = open_store(tmp_path, key, reserve_bytes=RESERVE_BYTES)
    first.drafts.save(desk)
    first.close()
    second = open_store(tmp_path, key, reserve_bytes=RESERVE_BYTES)
    found = second.drafts.load()
    second.close()
    assert found == desk


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CounterStore]:
    opened = open_store(tmp_path_factory.mktemp("drafts"), KEY, reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()


@given(desks=st.lists(DESKS, min_size=1, max_size=6))
def test_whatever_is_done_on_the_desk_the_last_of_it_comes_back(
    shared_store: CounterStore, desks: list[DeskDraft]
) -> None:
    for desk in desks:
        shared_store.drafts.save(desk)
    assert (fresh(shared_store).load() or DeskDraft((), None)) == desks[-1]


def test_an_edit_writes_its_page_and_no_other(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2, 3), patient))
    before = sealed_rows(store)
    edited = page(2, edits=PageEdits(quarter_turns=1))
    store.drafts.save(DeskDraft((page(1), edited, page(3)), patient))
    assert rows_changed(store, before) - {"desk"} == {"page-2"}


def test_a_move_writes_no_page(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2, 3), patient))
    before = sealed_rows(store)
    store.drafts.save(DeskDraft(pages(3, 1, 2), patient))
    assert rows_changed(store, before) == {"desk"}


def test_a_desk_that_did_not_change_writes_nothing(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    before = sealed_rows(store)
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    assert rows_changed(store, before) == set()


def test_an_edit_after_a_start_writes_its_page_and_no_other(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2, 3), patient))
    before = sealed_rows(store)
    fresh(store).save(DeskDraft((page(1), page(2, edits=PageEdits(1)), page(3)), patient))
    assert rows_changed(store, before) - {"desk"} == {"page-2"}


def test_a_save_that_was_undone_is_not_taken_for_written(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1), patient))
    with pytest.raises(RuntimeError):
        save_and_break_off(store, DeskDraft(pages(1, 2), patient))
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    assert fresh(store).load() == DeskDraft(pages(1, 2), patient)


def test_a_draft_that_is_cleared_is_gone(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1), patient))
    store.drafts.clear()
    assert (store.drafts.load(), sealed_rows(store)) == (None, {})


def test_a_page_taken_off_the_desk_is_in_no_file_not_even_sealed(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    sealed = sealed_rows(store)["page-1"]
    assert isinstance(sealed, bytes)
    store.drafts.save(DeskDraft(pages(2), patient))
    assert [file for file in store.folder.rglob("*") if file.is_file() and sealed[20:60] in file.read_bytes()] == []


def test_two_items_of_one_id_are_our_mistake(drafts: Drafts, patient: Record) -> None:
    with pytest.raises(ValueError, match="share an ID"):
        drafts.save(DeskDraft(pages(1, 1), patient))


def test_a_sweep_keeps_the_originals_of_the_draft(store: CounterStore, patient: Record) -> None:
    drafted, orphan = store.vault.put(b"drafted"), store.vault.put(b"orphan")
    store.drafts.save(DeskDraft((page(1, blob=drafted),), patient))
    assert (store.sweep(), store.vault.has(drafted), store.vault.has(orphan)) == (1, True, False)


def test_a_damaged_page_keeps_its_place_and_says_so(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2, 3), patient))
    damage(store, "page-2")
    found = store.drafts.load()
    assert found is not None
    assert [type(item).__name__ for item in found.items] == ["DeskPage", "BrokenFile", "DeskPage"]


def test_a_missing_page_keeps_its_place_and_says_so(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    with store.database.writing() as connection:
        connection.execute("DELETE FROM desk_items WHERE id = 'page-1'")
    found = store.drafts.load()
    assert found is not None
    assert [type(item).__name__ for item in found.items] == ["BrokenFile", "DeskPage"]


def test_without_the_desks_row_the_pages_come_back_for_nobody(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    damage_the_desk(store)
    assert store.drafts.load() == DeskDraft(pages(1, 2), None)


def test_a_page_can_not_pose_as_another(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    with store.database.writing() as connection:
        connection.execute(
            "UPDATE desk_items SET private = (SELECT private FROM desk_items WHERE id = 'page-1') WHERE id = 'page-2'"
        )
    assert store.drafts.unreadable() == 1


@pytest.mark.parametrize("hurt", [lambda store: damage(store, "page-1"), damage_the_desk], ids=["a page", "the desk"])
def test_nothing_is_swept_while_a_row_is_unreadable(
    store: CounterStore, patient: Record, hurt: Callable[[CounterStore], None]
) -> None:
    blob = store.vault.put(b"a page")
    store.drafts.save(DeskDraft((page(1, blob=blob),), patient))
    hurt(store)
    assert (store.sweep(), store.vault.has(blob)) == (0, True)


def test_the_blobs_of_an_unreadable_draft_are_not_guessed(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1), patient))
    damage(store, "page-1")
    with pytest.raises(StoreDamaged):
        store.drafts.blobs()


def test_a_damaged_row_stays_while_its_page_is_on_the_desk(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    damage(store, "page-1")
    restarted = fresh(store)
    found = restarted.load()
    assert found is not None
    restarted.save(replace(found, items=(*found.items, page(3))))
    assert restarted.unreadable() == 1


def test_a_damaged_row_goes_with_its_page(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    damage(store, "page-1")
    restarted = fresh(store)
    found = restarted.load()
    assert found is not None
    restarted.save(replace(found, items=found.items[1:]))
    assert (restarted.unreadable(), restarted.load()) == (0, DeskDraft(pages(2), patient))


def test_pages_handed_over_are_in_the_outbox_and_off_the_desk(
    store: CounterStore, patient: Record, make_entry: MakeEntry
) -> None:
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    store.hand_over([make_entry(1)], DeskDraft(pages(2), patient))
    assert (store.outbox.entries(), store.drafts.load()) == ((make_entry(1),), DeskDraft(pages(2), patient))


def test_a_hand_over_that_fails_changes_neither(store: CounterStore, patient: Record, make_entry: MakeEntry) -> None:
    store.outbox.add([make_entry(1)])
    store.drafts.save(DeskDraft(pages(1, 2), patient))
    with pytest.raises(IllegalMove):
        store.hand_over([make_entry(2), make_entry(1)], DeskDraft((), None))
    assert (len(store.outbox.entries()), fresh(store).load()) == (1, DeskDraft(pages(1, 2), patient))


def test_a_dropped_draft_takes_its_originals_along(store: CounterStore, patient: Record) -> None:
    blob = store.vault.put(b"a page")
    store.drafts.save(DeskDraft((page(1, blob=blob),), patient))
    store.drop_draft()
    assert (store.drafts.load(), store.vault.has(blob)) == (None, False)


def test_a_dropped_draft_leaves_what_the_outbox_needs(
    store: CounterStore, patient: Record, make_entry: MakeEntry
) -> None:
    blob = store.vault.put(b"a page that was sent as it came")
    entry: OutboxEntry = make_entry(1, blob=blob)
    store.outbox.add([entry])
    store.drafts.save(DeskDraft((page(1, blob=blob),), patient))
    store.drop_draft()
    assert store.vault.has(blob)


def test_a_store_of_the_first_version_gets_its_desk(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_NAME
    Database(path, MIGRATIONS[:1]).close()
    opened = Database(path)
    drafts = Drafts(opened, Seal(KEY))
    drafts.save(DeskDraft(pages(1), None))
    found = drafts.load()
    opened.close()
    assert found == DeskDraft(pages(1), None)


def test_a_draft_under_another_key_counts_as_damaged(store: CounterStore, patient: Record) -> None:
    store.drafts.save(DeskDraft(pages(1), patient))
    stranger = Drafts(store.database, Seal(bytes(range(1, 33))))
    assert stranger.unreadable() == 2
    with pytest.raises(AppError):
        stranger.blobs()
