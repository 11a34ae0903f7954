"""How a page is linked to a record, and where it can be found again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records import LINK_FIELDS, LISTED_AS, Link, LinkField, Record, RecordKind, links_of, read_back_place
from tests.domain.made_up import PATIENT, PRESCRIPTION

ids = st.text(min_size=1, max_size=20)
records = st.builds(
    Record,
    st.sampled_from(RecordKind),
    ids,
    patient_id=st.just("") | ids,
    user_id=st.just("") | ids,
    more_links=st.lists(st.builds(Link, st.sampled_from(LinkField), ids), max_size=4).map(tuple),
)


@pytest.mark.parametrize("kind", [kind for kind in RecordKind if kind is not RecordKind.PRESCRIPTION])
def test_every_kind_but_the_prescription_has_its_own_link(kind: RecordKind) -> None:
    assert links_of(Record(kind, "7")) == (Link(LINK_FIELDS[kind], "7"),)


def test_a_prescription_is_linked_to_its_patient() -> None:
    assert links_of(PRESCRIPTION) == (Link(LinkField.PATIENT, "pat_12345"),)


def test_a_prescription_is_linked_to_itself_too_where_the_store_takes_that() -> None:
    links = links_of(PRESCRIPTION, store_takes_prescriptions=True)
    assert links == (Link(LinkField.PATIENT, "pat_12345"), Link(LinkField.PRESCRIPTION, "rx_67890"))


def test_a_prescription_without_its_patient_cannot_be_linked() -> None:
    assert links_of(replace(PRESCRIPTION, patient_id="")) == ()


def test_who_is_scanning_is_no_link_for_a_prescription_without_its_patient() -> None:
    lone = replace(PRESCRIPTION, patient_id="", user_id="usr_1", more_links=(Link(LinkField.USER, "usr_2"),))
    assert links_of(lone) == ()


def test_a_sale_carries_its_patient_as_well() -> None:
    links = links_of(Record(RecordKind.SALE, "pos_1", patient_id="pat_1"))
    assert links == (Link(LinkField.SALE, "pos_1"), Link(LinkField.PATIENT, "pat_1"))


def test_who_is_scanning_goes_along() -> None:
    links = links_of(replace(PATIENT, user_id="usr_1"))
    assert links == (Link(LinkField.PATIENT, "pat_12345"), Link(LinkField.USER, "usr_1"))


def test_links_that_a_person_asked_for_go_along() -> None:
    links = links_of(replace(PATIENT, more_links=(Link(LinkField.ITEM, "i_1"),)))
    assert links == (Link(LinkField.PATIENT, "pat_12345"), Link(LinkField.ITEM, "i_1"))


@given(records, st.booleans())
def test_no_field_is_sent_twice_so_that_no_link_takes_the_place_of_another(record: Record, takes: bool) -> None:
    fields = [link.field for link in links_of(record, store_takes_prescriptions=takes)]
    assert len(fields) == len(set(fields))


@given(records, st.booleans())
def test_the_link_of_the_record_itself_is_never_another_id(record: Record, takes: bool) -> None:
    links = {link.field: link.record_id for link in links_of(record, store_takes_prescriptions=takes)}
    own = LINK_FIELDS[record.kind]
    if record.kind is not RecordKind.PRESCRIPTION:
        assert links[own] == record.id
    elif record.patient_id:
        assert links[LinkField.PATIENT] == record.patient_id


@given(records)
def test_a_page_is_read_back_only_where_it_was_linked(record: Record) -> None:
    place, links = read_back_place(record), links_of(record)
    if place is not None and links:
        assert Link(LINK_FIELDS[place[0]], place[1]) in links


@given(records)
def test_a_place_to_read_back_can_always_be_listed(record: Record) -> None:
    place = read_back_place(record)
    assert place is None or place[0] in LISTED_AS


def test_a_page_for_a_prescription_is_read_back_at_its_patient() -> None:
    assert read_back_place(PRESCRIPTION) == (RecordKind.PATIENT, "pat_12345")


@pytest.mark.parametrize("kind", [RecordKind.ITEM, RecordKind.COMPOUND_BATCH, RecordKind.USER])
def test_what_drx_cannot_list_is_not_read_back(kind: RecordKind) -> None:
    assert read_back_place(Record(kind, "7")) is None


def test_an_item_with_a_patient_is_read_back_at_the_patient() -> None:
    assert read_back_place(Record(RecordKind.ITEM, "7", patient_id="pat_1")) == (RecordKind.PATIENT, "pat_1")


def test_a_link_that_can_be_listed_settles_a_page_of_a_kind_that_cannot() -> None:
    record = Record(RecordKind.ITEM, "7", more_links=(Link(LinkField.DELIVERY, "del_1"),))
    assert read_back_place(record) == (RecordKind.DELIVERY, "del_1")


def test_a_record_is_called_by_its_name_else_by_its_id() -> None:
    assert (PATIENT.title, replace(PATIENT, name="").title) == ("Alvarez, Maria", "pat_12345")
