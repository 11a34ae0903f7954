"""The rules of names: ASCII, short enough, with the prescription's ID in them, and never half-recognised."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import (
    MAX_DESCRIPTION_LENGTH,
    TOKEN_ALPHABET,
    TOKEN_LENGTH,
    describe,
    is_token,
    mentions,
    plain,
    proposed_name,
    queued_name,
    shown_name,
    title_of,
    token_of,
    without_extension,
)
from app.domain.pages import DocumentKind, MediaType, Side
from app.domain.records import Record, RecordKind
from tests.domain.made_up import PATIENT, PRESCRIPTION, page

MAX_NAME_IN_DRX = 255
tokens = st.text(TOKEN_ALPHABET, min_size=TOKEN_LENGTH, max_size=TOKEN_LENGTH).filter(is_token)
ids = st.text(string.ascii_letters + string.digits + "_-", min_size=1, max_size=64)
kinds = st.none() | st.sampled_from(DocumentKind)
sides = st.sampled_from(Side)


@given(st.text())
def test_a_plain_text_is_printable_ascii_without_what_file_names_forbid(text: str) -> None:
    found = plain(text)
    assert found.isascii()
    assert found == "" or found.isprintable()
    assert not set(found) & set('<>:"/\\|?*')
    assert found == found.strip(" .")


@given(st.text())
def test_making_a_text_plain_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_accents_are_dropped_and_letters_kept() -> None:
    assert plain("Núñez, José") == "Nunez, Jose"


def test_controls_and_reversing_marks_do_not_reach_a_name() -> None:
    assert plain("scan\u202egpj.exe\x00\n") == "scan gpj.exe"


@given(ids, kinds, sides, st.text(), st.text())
def test_the_name_for_a_prescription_carries_its_id_whatever_a_person_types(
    record_id: str, kind: DocumentKind | None, side: Side, file_name: str, given_name: str
) -> None:
    record = Record(RecordKind.PRESCRIPTION, record_id, patient_id="pat_1")
    made = proposed_name(page(kind=kind, side=side, given_name=given_name, file_name=file_name), record)
    assert mentions(made, record_id)


def test_even_a_very_long_prescription_id_is_whole_in_the_name() -> None:
    record = Record(RecordKind.PRESCRIPTION, "rx-" + "7" * 125, patient_id="pat_1")
    assert mentions(proposed_name(page(kind=DocumentKind.HARD_COPY), record), record.id)


@given(st.text(), st.text(), kinds, sides, st.integers(1, 900), tokens, st.sampled_from(MediaType))
def test_a_queued_name_is_ascii_not_empty_and_fits_into_drx(
    file_name: str, given_name: str, kind: DocumentKind | None, side: Side, frames: int, token: str, type_: MediaType
) -> None:
    asked = page(file_name=file_name, given_name=given_name, kind=kind, side=side, frame=frames - 1, frames=frames)
    name = queued_name(proposed_name(asked, PRESCRIPTION), token, type_)
    assert name.isascii()
    assert len(name) <= MAX_NAME_IN_DRX
    assert shown_name(name).removesuffix(type_.extension).strip()


@given(st.text(max_size=60), tokens, st.sampled_from(MediaType))
def test_a_shown_name_lacks_our_token_and_nothing_else(description: str, token: str, type_: MediaType) -> None:
    made = plain(description) or "page"
    assert shown_name(queued_name(made, token, type_)) == made + type_.extension


@pytest.mark.parametrize(
    "foreign",
    [
        "insurance attachment.jpg",
        "call back 5552345678.jpg",
        "rx_67890 hard copy front.jpg",
        "front k7m2q9xd3.jpg",
        "front K7M2Q9XD3P.jpg",
        "frontk7m2q9xd3p.jpg",
        "k7m2q9xd3p",
    ],
)
def test_a_name_that_others_gave_is_shown_whole(foreign: str) -> None:
    assert shown_name(foreign) == foreign


def test_a_caption_has_neither_token_nor_ending() -> None:
    assert title_of("rx_67890 hard copy front k7m2q9xd3p.jpg") == "rx_67890 hard copy front"


@given(ids, ids)
def test_an_id_is_not_found_in_the_name_of_another_one(one: str, other: str) -> None:
    name = queued_name(f"{other} hard copy front", "k7m2q9xd3p", MediaType.JPEG)
    others_words = {other, *name.split()}
    assert mentions(name, one) == (one in others_words - {name.split()[-1]})


@pytest.mark.parametrize(
    ("name", "record_id"),
    [
        ("rx_67890 hard copy.jpg", "rx_6789"),
        ("rx_67890 hard copy.jpg", "x_67890"),
        ("67890-2 hard copy.jpg", "67890"),
        ("2-67890 hard copy.jpg", "67890"),
        ("12.5 mg tablets.jpg", "12"),
        ("rx_67890 hard copy.jpg", ""),
        ("rx_67890 hard copy.jpg", "Ω"),
        ("rxa67890.jpg", "rx.67890"),
    ],
)
def test_an_id_is_never_half_matched(name: str, record_id: str) -> None:
    assert not mentions(name, record_id)


@pytest.mark.parametrize("name", ["rx_67890.jpg", "scan of rx_67890", "(rx_67890) back.jpg", "rx_67890, back.jpg"])
def test_an_id_that_is_a_word_of_its_own_is_found(name: str) -> None:
    assert mentions(name, "rx_67890")


def test_a_page_without_a_kind_is_called_after_its_file() -> None:
    assert describe(PATIENT, None, Side.NONE, "Scan 12.pdf") == "Scan 12"


def test_pages_of_one_file_are_told_apart() -> None:
    assert proposed_name(page(file_name="fax.pdf", frame=1, frames=3), PATIENT) == "fax p2"


def test_a_name_that_a_person_typed_wins_over_what_the_page_is() -> None:
    assert proposed_name(page(kind=DocumentKind.ID_CARD, given_name="passport.jpg"), PATIENT) == "passport"


def test_a_file_name_of_nothing_usable_becomes_page() -> None:
    assert proposed_name(page(file_name="扫描.jpg"), PATIENT) == "page"


@given(st.text())
def test_a_description_never_grows_without_bound(file_name: str) -> None:
    assert len(describe(PATIENT, None, Side.FRONT, file_name)) <= MAX_DESCRIPTION_LENGTH


def test_only_a_known_ending_is_taken_off() -> None:
    assert without_extension("notes 2.5 mg") == "notes 2.5 mg"


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("rx_67890 hard copy front k7m2q9xd3p.jpg", "k7m2q9xd3p"),
        ("page k7m2q9xd3p", "k7m2q9xd3p"),
        ("page k7m2q9xd3p again.jpg", ""),
        ("page 5125550101.jpg", ""),
        ("", ""),
    ],
)
def test_a_name_tells_its_token(name: str, token: str) -> None:
    assert token_of(name) == token
