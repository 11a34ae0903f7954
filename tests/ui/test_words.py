"""The words that several panes share."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.records import Record, RecordKind
from app.ui.words import born_text, record_lines, size_text, visible, when_text


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_400, "1.4 kB"), (256_000, "256 kB"), (1_900_000, "1.9 MB")],
)
def test_sizes_read_as_people_say_them(size_bytes: int, words: str) -> None:
    assert size_text(size_bytes) == words


def test_just_under_a_megabyte_is_not_a_thousand_kilobytes() -> None:
    assert size_text(999_700) == "1.0 MB"


def test_a_birth_date_has_all_four_digits_of_its_year() -> None:
    assert born_text(date(1962, 3, 14)) == "Born 03/14/1962"


def test_yesterday_is_called_yesterday() -> None:
    now = datetime(2025, 2, 19, 12, tzinfo=UTC)
    assert when_text(now - timedelta(days=1), now).startswith("Yesterday ")


def test_a_control_that_turns_text_around_is_made_visible() -> None:
    assert visible("pat\u202egpj.exe") == "pat[U+202E]gpj.exe"


def test_a_line_break_in_a_name_becomes_a_space() -> None:
    assert visible("Alvarez,\nMaria") == "Alvarez, Maria"


def test_namesakes_differ_in_their_second_line() -> None:
    lines = record_lines(Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria", date(1962, 3, 14)))
    assert lines == ("Alvarez, Maria", "Born 03/14/1962 · pat_12345")


def test_a_prescription_is_called_by_its_id_and_its_medication() -> None:
    record = Record(RecordKind.PRESCRIPTION, "rx_67890", "Alvarez, Maria", detail="Lisinopril 10 mg")
    assert record_lines(record) == ("rx_67890 · Lisinopril 10 mg", "Alvarez, Maria")
