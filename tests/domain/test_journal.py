"""The journal's exports: every row is there, nothing in a cell is a formula."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.journal import COLUMNS, Deed, JournalEntry, JournalNote, as_csv, as_json, defused
from app.domain.records import RecordKind

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
NOTES = st.builds(JournalNote, st.sampled_from(Deed), st.just(NOON), TEXTS, st.none(), TEXTS, TEXTS)
ENTRIES = st.builds(JournalEntry, st.integers(1), NOTES, TEXTS)


def entry(number: int = 1, **changes: object) -> JournalEntry:
    words = {"who": "kim", "record_kind": RecordKind.PATIENT, "record_id": "pat_1", "image": "img_1"} | changes
    return JournalEntry(number, JournalNote(Deed.IMAGE_VIEWED, **{"at": NOON, **words}), "ab" * 32)  # type: ignore[arg-type]  # a test names the fields it cares about


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_csv_says_who_did_what_when_to_which_record_and_image() -> None:
    assert table("".join(as_csv([entry(7)]))) == [
        list(COLUMNS),
        ["7", "2026-03-02T12:00:00Z", "kim", "image viewed", "patient", "pat_1", "img_1", "ab" * 32],
    ]


def test_json_says_the_same() -> None:
    assert json.loads("".join(as_json([entry(7)]))) == [
        {
            "number": 7,
            "at": "2026-03-02T12:00:00Z",
            "who": "kim",
            "deed": "image viewed",
            "record kind": "patient",
            "record id": "pat_1",
            "image": "img_1",
            "hash": "ab" * 32,
        }
    ]


def test_times_are_exported_in_utc() -> None:
    at = NOON.astimezone(timezone(timedelta(hours=-5)))
    assert table("".join(as_csv([entry(at=at)])))[1][1] == "2026-03-02T12:00:00Z"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
@pytest.mark.parametrize("before", ["", '"', '""', "'", '" ', "\u201c", "\ufeff"])
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(before: str, sign: str) -> None:
    assert defused(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("cell", ["", "pat_1", "1-2", "a=b", '"', "2026-03-02T12:00:00Z"])
def test_a_cell_that_could_not_is_left_alone(cell: str) -> None:
    assert defused(cell) == cell


@given(st.lists(ENTRIES, max_size=5))
def test_no_cell_of_a_table_begins_like_a_formula(entries: list[JournalEntry]) -> None:
    cells = [cell for row in table("".join(as_csv(entries))) for cell in row]
    assert [cell for cell in cells if cell.lstrip("\"' ")[:1] in set("=+-@\t\r\n") and cell[:1] != "'"] == []


@given(st.lists(ENTRIES, max_size=5))
def test_every_row_is_one_row_of_the_table(entries: list[JournalEntry]) -> None:
    assert [row[0] for row in table("".join(as_csv(entries)))[1:]] == [str(one.number) for one in entries]


@given(st.lists(ENTRIES, max_size=5))
def test_every_row_is_one_object_of_plain_ascii(entries: list[JournalEntry]) -> None:
    text = "".join(as_json(entries))
    assert ([row["number"] for row in json.loads(text)], text.isascii()) == ([one.number for one in entries], True)


def test_an_empty_journal_is_an_empty_list() -> None:
    assert json.loads("".join(as_json([]))) == []
