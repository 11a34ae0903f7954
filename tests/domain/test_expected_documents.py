"""What is missing: a document is there only where a name says so plainly, and what a person did last comes first."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents import (
    DEFAULT_EXPECTED,
    EVERY_DOCUMENT,
    MAX_EXPECTED,
    OLD_AFTER,
    Document,
    Standing,
    document_of,
    expected_of,
    marks_for,
    profile_for,
    telling,
)
from app.domain.gallery_shelf import GalleryTile, gallery_tiles
from app.domain.names import TOKEN_ALPHABET, describe, is_token, queued_name
from app.domain.pages import DocumentKind, MediaType, Side
from app.domain.parcels import Stage, StoredImage
from app.domain.profiles import DEFAULT_PROFILES, PLAIN, Profile
from app.domain.records import Record, RecordKind
from app.domain.scanning import Source
from tests.domain.made_up import NOON, PATIENT, PRESCRIPTION, entry, image, page

ID_FRONT = Document(DocumentKind.ID_CARD, Side.FRONT)
CARD_FRONT = Document(DocumentKind.INSURANCE_CARD, Side.FRONT)
CARD_BACK = Document(DocumentKind.INSURANCE_CARD, Side.BACK)
HARD_COPY = Document(DocumentKind.HARD_COPY)
TOKENS = st.text(TOKEN_ALPHABET, min_size=10, max_size=10).filter(is_token)


def tiles(*images: StoredImage, record: Record = PATIENT, **others: Stage) -> tuple[GalleryTile, ...]:
    own, of_patient = ((), images) if record.kind is RecordKind.PRESCRIPTION else (images, ())
    return gallery_tiles(record, own, of_patient, [entry(**others)] if others else [])


def one(wanted: Document, shown: tuple[GalleryTile, ...]) -> Standing:
    (mark,) = marks_for([wanted], shown, (), NOON)
    return mark.standing


@given(
    st.sampled_from(EVERY_DOCUMENT),
    st.sampled_from([PATIENT, PRESCRIPTION]),
    TOKENS,
    st.sampled_from([MediaType.JPEG, MediaType.PNG]),
)
def test_every_name_that_we_write_is_understood(
    document: Document, record: Record, token: str, media_type: MediaType
) -> None:
    name = queued_name(describe(record, document.kind, document.side, "scan.jpg"), token, media_type)
    assert document_of(name) == document


@given(st.text())
def test_no_text_is_too_odd_for_a_name(name: str) -> None:
    document = document_of(name)
    assert document is None or document.kind.value.split()[0] in name.casefold()


@pytest.mark.parametrize("name", ["ID front.jpg", "Insurance_Card front.png", "rx_1 HARD COPY"])
def test_names_of_other_programs_are_understood_where_they_say_it_plainly(name: str) -> None:
    assert document_of(name) is not None


@pytest.mark.parametrize(
    "name",
    ["", "scan.jpg", "driver id front.jpg", "insurance card front and back.jpg", "idle front.jpg", "other front.jpg"],
)
def test_a_name_that_says_more_or_something_else_claims_nothing(name: str) -> None:
    assert document_of(name) is None


def test_without_an_image_it_is_missing() -> None:
    assert one(ID_FRONT, ()) is Standing.MISSING


def test_what_drx_has_is_there_since_its_newest_picture() -> None:
    older, newer = NOON - timedelta(days=30), NOON - timedelta(days=3)
    shown = tiles(image("1", "ID front.jpg", created_at=older), image("2", "id front.jpg", created_at=newer))
    (mark,) = marks_for([ID_FRONT], shown, (), NOON)
    assert (mark.standing, mark.since) == (Standing.HAS, newer)


def test_a_card_of_more_than_a_year_is_old_and_one_of_a_year_is_not() -> None:
    year = NOON - OLD_AFTER
    assert one(CARD_BACK, tiles(image("1", "insurance card back.jpg", created_at=year))) is Standing.HAS
    older = year - timedelta(seconds=1)
    assert one(CARD_BACK, tiles(image("1", "insurance card back.jpg", created_at=older))) is Standing.OLD


def test_a_paper_does_not_run_out() -> None:
    shown = tiles(image("1", "hard copy.jpg", created_at=NOON - 5 * OLD_AFTER))
    assert one(HARD_COPY, shown) is Standing.HAS


def test_an_image_of_no_known_age_is_there() -> None:
    assert one(ID_FRONT, tiles(image("1", "ID front.jpg"))) is Standing.HAS


def test_the_front_says_nothing_of_the_back() -> None:
    shown = tiles(image("1", "insurance card front.jpg"))
    assert (one(CARD_FRONT, shown), one(CARD_BACK, shown)) == (Standing.HAS, Standing.MISSING)


def test_a_page_that_names_no_side_shows_the_front_and_never_the_back() -> None:
    shown = tiles(image("1", "insurance card.jpg"))
    assert (one(CARD_FRONT, shown), one(CARD_BACK, shown)) == (Standing.HAS, Standing.MISSING)


def test_the_back_alone_is_no_hard_copy() -> None:
    assert one(HARD_COPY, tiles(image("1", "hard copy back.jpg"))) is Standing.MISSING
    assert one(HARD_COPY, tiles(image("1", "hard copy front.jpg"))) is Standing.HAS


@pytest.mark.parametrize("stage", [Stage.QUEUED, Stage.SENDING, Stage.CHECKING, Stage.CONFIRMING, Stage.NEEDS_PERSON])
def test_what_has_not_arrived_is_on_its_way(stage: Stage) -> None:
    assert one(ID_FRONT, tiles(stage=stage)) is Standing.ON_ITS_WAY


def test_what_was_delivered_and_is_not_listed_yet_is_there() -> None:
    assert one(ID_FRONT, tiles(stage=Stage.DELIVERED)) is Standing.HAS


def test_the_desk_comes_before_the_outbox_and_drx() -> None:
    shown = tiles(image("1", "ID front.jpg", created_at=NOON), stage=Stage.SENDING)
    (mark,) = marks_for([ID_FRONT], shown, [page(kind=DocumentKind.ID_CARD, side=Side.FRONT)], NOON)
    assert mark.standing is Standing.ON_DESK


def test_a_page_that_nobody_named_is_no_document() -> None:
    (mark,) = marks_for([ID_FRONT], (), [page(file_name="ID front.jpg")], NOON)
    assert mark.standing is Standing.MISSING


def test_the_hard_copy_of_another_prescription_is_not_this_ones() -> None:
    shown = tiles(image("1", "rx_11111 hard copy front.jpg"), image("2", "rx_11111 id front.jpg"), record=PRESCRIPTION)
    assert one(HARD_COPY, shown) is Standing.MISSING
    assert one(ID_FRONT, shown) is Standing.HAS  # the patient's, whichever prescription it came with


# --- the sets -----------------------------------------------------------------------------------------------------


def test_a_kind_that_is_not_named_keeps_its_usual_documents() -> None:
    told = expected_of({"patient": ["insurance card back"]})
    assert told.of(RecordKind.PATIENT) == (CARD_BACK,)
    assert told.of(RecordKind.DELIVERY) == DEFAULT_EXPECTED.of(RecordKind.DELIVERY)


def test_an_empty_set_expects_nothing() -> None:
    assert expected_of({"patient": []}).of(RecordKind.PATIENT) == ()


def test_a_document_that_is_named_twice_is_expected_once() -> None:
    assert expected_of({"sale": ["id", "id"]}).of(RecordKind.SALE) == (Document(DocumentKind.ID_CARD),)


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"patients": []}, "patients"),
        ({"patient": ["passport"]}, "passport"),
        ({"patient": ["other"]}, "other"),
        ({"patient": ["id"] * (MAX_EXPECTED + 1)}, str(MAX_EXPECTED)),
    ],
)
def test_what_makes_no_sense_is_named(told: dict[str, list[str]], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        expected_of(told)


# --- how it is captured -------------------------------------------------------------------------------------------


@given(st.sampled_from(EVERY_DOCUMENT), st.lists(st.sampled_from(DEFAULT_PROFILES)))
def test_every_document_is_captured_as_what_it_is(document: Document, profiles: list[Profile]) -> None:
    profile = profile_for(document, profiles)
    assert (profile.kind, profile.side) == (document.kind, document.side)


def test_the_camera_takes_what_its_profile_is_for() -> None:
    porch = Profile("Porch", uses_camera=True, kind=DocumentKind.PROOF_OF_DELIVERY)
    assert profile_for(Document(DocumentKind.PROOF_OF_DELIVERY), (porch,)) == porch


def test_one_side_is_one_sheet_and_no_next_one_is_asked_for() -> None:
    cards = DEFAULT_PROFILES[1]
    assert cards.asks_next
    assert profile_for(CARD_BACK, (cards,)) == replace(cards, side=Side.BACK, asks_next=False)


def test_a_profile_for_the_very_side_comes_before_one_for_the_kind() -> None:
    backs = Profile("Backs", kind=DocumentKind.INSURANCE_CARD, side=Side.BACK, dpi=150)
    assert profile_for(CARD_BACK, (DEFAULT_PROFILES[1], backs)).dpi == 150
    assert profile_for(CARD_FRONT, (backs, DEFAULT_PROFILES[1])).dpi == DEFAULT_PROFILES[1].dpi


def test_where_both_sides_come_at_once_their_order_says_which_is_which() -> None:
    both = Profile("Both", source=Source.DUPLEX, kind=DocumentKind.HARD_COPY)
    assert profile_for(Document(DocumentKind.HARD_COPY, Side.FRONT), (both,)) == both


def test_without_any_profile_for_it_the_usual_one_is_taken() -> None:
    assert profile_for(HARD_COPY, (PLAIN,)) == DEFAULT_PROFILES[0]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["rx_67890 hard copy", "rx_11111 hard copy front", "id front", "id", "scan"]),
            st.one_of(st.none(), st.integers(0, 900)),
        ),
        max_size=12,
    )
)
def test_nothing_is_lost_by_looking_at_the_newest_of_each_only(listed: list[tuple[str, int | None]]) -> None:
    shown = tiles(
        *(
            image(str(number), f"{name}.jpg", created_at=NOON - timedelta(days=age) if age is not None else None)
            for number, (name, age) in enumerate(listed)
        ),
        record=PRESCRIPTION,
    )
    assert marks_for(EVERY_DOCUMENT, telling(shown), (), NOON) == marks_for(EVERY_DOCUMENT, shown, (), NOON)
