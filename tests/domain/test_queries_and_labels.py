"""Every reading of what a person types or scans into the record field, and none that makes no sense."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.labels import parse_label
from app.domain.queries import MAX_QUERY_LENGTH, understand


@pytest.mark.parametrize("text", ["03/14/1962", "3/14/1962", "3-14-1962", "3.14.1962", "03 14 1962", "1962-03-14"])
def test_a_birth_date_is_read_month_first(text: str) -> None:
    assert understand(text).born == date(1962, 3, 14)


@pytest.mark.parametrize(
    "text", ["3/14/62", "03-14-62", "3.14.62", "3/14/'62", "1962/03/14", "1962.3.14", "19620314", "March 14, 1962"]
)
@pytest.mark.parametrize("also", ["Mar 14 1962", "mar. 14th, 1962", "14 Mar 1962", "14-mar-1962", "14mar1962"])
def test_a_birth_date_is_read_in_any_usual_form(text: str, also: str) -> None:
    assert understand(text).born == understand(also).born == date(1962, 3, 14)


@pytest.mark.parametrize(("text", "year"), [("3/14/30", 2030), ("3/14/31", 1931), ("3/14/00", 2000), ("3/14/99", 1999)])
def test_two_digits_of_a_year_mean_the_last_hundred_years(text: str, year: int) -> None:
    assert understand(text).born == date(year, 3, 14)


@pytest.mark.parametrize("text", ["ma 14 1962", "Marcher 14 1962", "feb 30 1962", "14 1962", "mar 1962"])
def test_half_a_date_in_words_is_none(text: str) -> None:
    assert understand(text).born is None


def test_a_packed_birth_date_is_asked_for_as_the_look_up_writes_it() -> None:
    assert understand("03141962").patient_search == "03141962"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_birth_date_survives_being_typed(born: date) -> None:
    query = understand(f"{born:%m/%d/%Y}")
    assert query.born == born
    assert query.patient_search == f"{born:%m%d%Y}"


@pytest.mark.parametrize(
    "text", ["02/30/1962", "13/01/1962", "00/10/1962", "2/29/2023", "12125678", "01/01/0001", "01010200", "1-1-9999"]
)
def test_an_impossible_birth_date_is_none(text: str) -> None:
    assert understand(text).born is None


@pytest.mark.parametrize(
    "text", ["5125550101", "(512) 555-0101", "512-555-0101", "512.555.0101", "+1 512 555 0101", "1-512-555-0101"]
)
def test_a_phone_number_is_read_however_it_is_written(text: str) -> None:
    assert understand(text).phone == "5125550101"


@pytest.mark.parametrize("text", ["512555010", "51255501012", "555-0101", "٥١٢٥٥٥٠١٠١"])
def test_too_few_too_many_or_foreign_digits_are_no_phone_number(text: str) -> None:
    assert understand(text).phone == ""


@given(st.text("٠١٢٣٤٥٦٧٨٩", min_size=8, max_size=10))
def test_only_ascii_reaches_the_look_up_as_a_number(text: str) -> None:
    assert understand(text).patient_search == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alvarez", "Alvarez"),
        ("  alvarez ,  maria ", "alvarez,maria"),
        ("Alvarez,", "Alvarez"),
        ("O'Neill, Siobhán", "O'Neill,Siobhán"),
        ("Smith, John, Jr", "Smith,John, Jr"),
        ("rx_67890", ""),
        ("12345", ""),
    ],
)
def test_a_name_is_asked_for_as_last_and_first(text: str, name: str) -> None:
    assert understand(text).name == name


@pytest.mark.parametrize("text", ["rx_67890", "12345", "pat-1.2", "209827"])
def test_one_word_can_be_an_id(text: str) -> None:
    assert understand(text).record_id == text


@pytest.mark.parametrize("text", ["Alvarez, Maria", "two words", "03/14/1962", "b209827:a5g"])
def test_what_cannot_be_an_id_is_not_asked_for_as_one(text: str) -> None:
    assert understand(text).record_id == ""


def test_ten_digits_are_a_phone_number_and_an_id() -> None:
    query = understand("5125550101")
    assert (query.phone, query.record_id) == ("5125550101", "5125550101")


def test_nothing_typed_is_an_empty_query() -> None:
    assert understand(" \t ").is_empty


@given(st.text())
def test_any_text_is_understood_and_bounded(text: str) -> None:
    query = understand(text)
    assert len(query.text) <= MAX_QUERY_LENGTH
    assert query.text == query.text.strip() or query.is_empty or len(text) > MAX_QUERY_LENGTH


def test_a_label_is_read_in_its_parts() -> None:
    label = understand(" b209827:a5g ").label
    assert label is not None
    assert (label.flag, label.fill_id, label.version) == ("b", "209827", "a5g")


@pytest.mark.parametrize(
    "text",
    ["", "b209827", "b209827:", ":a5g", "bb 209827:a5g", "b209827:a5g extra", "b209827:a5g\nb1:2", "9209827:a5g"],
)
def test_half_a_label_is_none(text: str) -> None:
    assert parse_label(text) is None


@given(st.from_regex(r"\A[A-Za-z][0-9A-Za-z_-]{1,32}:[0-9A-Za-z]{1,8}\Z"))
def test_the_parts_of_a_label_make_its_text_again(text: str) -> None:
    label = parse_label(text)
    assert label is not None
    assert f"{label.flag}{label.fill_id}:{label.version}" == text == label.text
