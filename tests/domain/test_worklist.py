"""A worklist: any text is read without harm, names are no IDs, and only what arrived for a line ticks it off."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.parcels import EntryId, OutboxEntry, Stage, UploadReceipt
from app.domain.records import Record, RecordKind
from app.domain.worklist import Worklist, WorklistView, WorkState, rows_of
from app.domain.worklist_text import MAX_ID_LENGTH, MAX_ITEMS, MAX_LINES, Wanted, decoded, read_worklist
from tests.domain.made_up import NOON, entry

PATIENT, RX, DELIVERY = RecordKind.PATIENT, RecordKind.PRESCRIPTION, RecordKind.DELIVERY
LABEL = "b209827:a5g"
MARIA = Record(PATIENT, "pat_12345", "Alvarez, Maria")
WANTED = (Wanted("pat_12345", PATIENT), Wanted("pat_20881", PATIENT), Wanted("rx_67890"))
LIST = Worklist().with_more(WANTED, NOON)


def texts(text: str, kind: RecordKind | None = None) -> list[str]:
    return [wanted.text for wanted in read_worklist(text, kind).wanted]


def delivered(record: Record = MARIA, minutes: int = 1) -> OutboxEntry:
    receipt = UploadReceipt("img_1", NOON + timedelta(minutes=minutes))
    queued_at = NOON + timedelta(minutes=minutes)
    return entry(record=record, stage=Stage.DELIVERED, receipt=receipt, queued_at=queued_at, id=EntryId(record.id))


def states(worklist: Worklist, *entries: OutboxEntry) -> list[WorkState]:
    return [row.state for row in rows_of(worklist.ticked(entries), entries, None)]


# --- reading ------------------------------------------------------------------------------------------------------


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    read = read_worklist(text)
    assert len(read.wanted) <= MAX_ITEMS
    for wanted in read.wanted:
        assert wanted.text.strip() == wanted.text != ""
        assert len(wanted.text) <= MAX_ID_LENGTH or wanted.is_label
        assert wanted.text.isprintable()
        assert any(sign.isdigit() for sign in wanted.text)


@given(st.text(alphabet='ab1_,;\t"\n \0é', max_size=300))
def test_every_line_is_accounted_for(text: str) -> None:
    read = read_worklist(text)
    lines = [line for line in text.replace("\0", " ").splitlines() if line.strip()]
    assert len(read.wanted) + read.unread <= len(lines)
    assert read.left_out == 0


IDS = st.from_regex(r"(pat|rx|del)_[0-9]{1,8}", fullmatch=True)


@given(st.lists(IDS, unique=True, min_size=1, max_size=30), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_a_plain_list_of_ids_comes_out_as_it_is(ids: list[str], end: str) -> None:
    assert texts(end.join(ids)) == ids


@given(st.lists(st.tuples(IDS, st.text("abcXYZ, ", max_size=12)), min_size=1, max_size=10), st.sampled_from(";,\t"))
def test_a_quoted_cell_may_hold_anything(rows: list[tuple[str, str]], separator: str) -> None:
    header = separator.join(("Name", "delivery_id", "Stop"))
    lines = [separator.join((f'"{name}"', one, "5")) for one, name in rows]
    read = read_worklist("\n".join((header, *lines)))
    assert [wanted.text for wanted in read.wanted] == list(dict.fromkeys(one for one, _ in rows))
    assert {wanted.kind for wanted in read.wanted} == {DELIVERY}


def test_names_are_no_ids_and_are_counted() -> None:
    read = read_worklist("Alvarez, Maria\nChen, Daniel\npat_12345")
    assert (texts("Alvarez, Maria\nChen, Daniel\npat_12345"), read.unread) == (["pat_12345"], 2)


def test_beside_a_name_a_birth_date_and_a_phone_number_the_id_is_found() -> None:
    line = '"Alvarez, Maria",03/14/1962,512-555-0101,pat_12345'
    assert texts(f"{line}\n{line}") == ["pat_12345"]


def test_a_label_code_is_taken_as_one() -> None:
    assert read_worklist(f"Maria,{LABEL},pat_1").wanted == (Wanted(LABEL, None, is_label=True),)


def test_what_a_person_says_the_ids_are_holds_where_the_text_says_nothing() -> None:
    assert read_worklist("12345", DELIVERY).wanted == (Wanted("12345", DELIVERY),)
    assert read_worklist("rx_id\n12345", DELIVERY).wanted == (Wanted("12345", RX),)


def test_a_column_can_say_the_kind_of_each() -> None:
    text = "kind,id\npatient,1\nprescription,2\nrx,3\nnonsense,4"
    assert [wanted.kind for wanted in read_worklist(text).wanted] == [PATIENT, RX, RX, None]


def test_a_line_that_stands_there_twice_counts_once() -> None:
    assert texts("pat_1\npat_2\npat_1") == ["pat_1", "pat_2"]


def test_what_is_beyond_the_bound_is_counted_and_left_out() -> None:
    read = read_worklist("\n".join(f"pat_{number}" for number in range(MAX_ITEMS + 7)))
    assert (len(read.wanted), read.left_out) == (MAX_ITEMS, 7)


def test_lines_of_a_text_without_end_are_counted_without_being_read() -> None:
    read = read_worklist("pat_1\n" * (MAX_LINES + 3))
    assert (len(read.wanted), read.left_out) == (1, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_windows_and_others_are_read(encoding: str) -> None:
    assert decoded("Núñez,pat_1".encode(encoding)) == "Núñez,pat_1"


@given(st.binary())
def test_any_bytes_are_some_text(content: bytes) -> None:
    read_worklist(decoded(content))


# --- ticking off --------------------------------------------------------------------------------------------------


def test_a_new_list_is_all_open() -> None:
    assert states(LIST) == [WorkState.OPEN] * 3


def test_what_arrived_ticks_its_own_line_and_no_other() -> None:
    assert states(LIST, delivered()) == [WorkState.DONE, WorkState.OPEN, WorkState.OPEN]


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.DELIVERED])
def test_what_is_on_its_way_is_queued_and_not_done(stage: Stage) -> None:
    queued = entry(record=MARIA, stage=stage, queued_at=NOON + timedelta(minutes=1))
    assert states(LIST, queued) == [WorkState.QUEUED, WorkState.OPEN, WorkState.OPEN]


def test_a_page_of_before_the_list_ticks_nothing() -> None:
    assert states(LIST, delivered(minutes=-1)) == [WorkState.OPEN] * 3


def test_another_record_of_the_same_id_ticks_nothing() -> None:
    assert states(LIST, delivered(Record(DELIVERY, "pat_12345"))) == [WorkState.OPEN] * 3


def test_a_line_of_no_known_kind_is_ticked_only_once_drx_has_said_whose_it_is() -> None:
    prescription = Record(RX, "rx_67890", "Alvarez, Maria", patient_id="pat_12345")
    assert states(LIST, delivered(prescription))[2] is WorkState.OPEN
    assert states(LIST.named(LIST.items[2].key, prescription), delivered(prescription))[2] is WorkState.DONE


def test_what_is_done_stays_done_when_the_page_leaves_the_outbox() -> None:
    assert states(LIST.ticked([delivered()]))[0] is WorkState.DONE


def test_a_list_of_which_nothing_arrived_is_the_very_same() -> None:
    assert LIST.ticked([delivered(Record(PATIENT, "pat_9"))]) is LIST


def test_a_line_that_drx_does_not_know_is_for_a_person() -> None:
    assert states(LIST.named(LIST.items[2].key, None))[2] is WorkState.UNKNOWN


def test_more_lines_come_behind_and_none_twice() -> None:
    longer = LIST.with_more((Wanted("pat_12345", PATIENT), Wanted("pat_3", PATIENT)), NOON + timedelta(hours=1))
    assert [item.text for item in longer.items] == ["pat_12345", "pat_20881", "rx_67890", "pat_3"]
    assert longer.made_at == NOON


@given(st.lists(st.integers(0, 9), max_size=30))
def test_a_list_never_grows_beyond_its_bound(numbers: list[int]) -> None:
    grown = Worklist()
    for number in numbers:
        grown = grown.with_more((Wanted(f"pat_{number}_{each}", PATIENT) for each in range(100)), NOON)
    assert len(grown.items) <= MAX_ITEMS


# --- going on -----------------------------------------------------------------------------------------------------


def view(worklist: Worklist, picked: Record | None, *entries: OutboxEntry) -> WorklistView:
    return WorklistView(rows_of(worklist.ticked(entries), entries, picked))


def test_the_next_one_is_the_first_open_one_behind_the_picked() -> None:
    first, second, third = (item.key for item in LIST.items)
    assert view(LIST, None).next_key == first
    assert view(LIST, MARIA).next_key == second
    assert view(LIST.skipping(second), MARIA).next_key == third


def test_behind_the_last_one_it_goes_on_at_the_top() -> None:
    first, second, _ = (item.key for item in LIST.items)
    last = replace(MARIA, id="pat_20881")
    short = LIST.without(LIST.items[2].key)
    assert view(short, last).next_key == first
    assert view(short, last, delivered()).next_key == ""
    assert view(short.skipping(second), None, delivered()).next_key == ""


def test_skipping_once_more_takes_it_back() -> None:
    key = LIST.items[0].key
    assert LIST.skipping(key).skipping(key) == LIST


def test_lines_are_counted_by_how_they_stand() -> None:
    shown = view(LIST.skipping(LIST.items[1].key), None, delivered())
    assert [shown.count(state) for state in (WorkState.DONE, WorkState.SKIPPED, WorkState.OPEN)] == [1, 1, 1]
