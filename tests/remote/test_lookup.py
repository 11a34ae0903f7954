"""Looking records up at the practice store in all its habits, and at stores that have no look-up."""

import asyncio
import json
from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.errors import AppError, KeyRefused, LookupMissing, StrangeAnswer, Unreachable
from app.domain.queries import understand
from app.domain.records import Record, RecordKind
from app.practice.limits import ListShape, StoreHabits
from app.practice.server import Fault, FaultKind, PracticeStore
from app.remote.lookup import REQUESTS_PER_SEARCH, Found, Lookup
from tests.remote.drx_talks import KEY, Conversation, against, answer, ask, read_request

TODAY = date.today()  # noqa: DTZ011 - the practice store's deliveries are those of this machine's own day


@pytest.fixture(params=list(ListShape), ids=lambda shape: shape.name)
def any_store(request: pytest.FixtureRequest) -> Iterator[PracticeStore]:
    """A store for each form that list answers come in."""
    with PracticeStore(with_pictures=False, habits=StoreHabits(list_shape=request.param)) as running:
        yield running


def find(url: str, text: str, kind: RecordKind | None = None, *, key: str = KEY) -> tuple[Record, ...]:
    return searched(url, text, kind, key=key).records


def searched(url: str, text: str, kind: RecordKind | None = None, *, key: str = KEY) -> Found:
    return ask(url, lambda client: Lookup(client).search(understand(text), kind, TODAY), key=key)


def found_by(conversation: Conversation, text: str, kind: RecordKind | None = None) -> tuple[Record, ...]:
    return against(conversation, lambda client: Lookup(client).search(understand(text), kind, TODAY)).records


def names(records: tuple[Record, ...]) -> list[str]:
    return [record.title for record in records]


@pytest.mark.parametrize("text", ["alv, mar", "03/14/1962", "1962-03-14"])
def test_patients_are_found_by_name_and_birth_date_in_every_form_of_list(any_store: PracticeStore, text: str) -> None:
    found = find(any_store.url, text)
    assert "Alvarez, Maria L" in names(found)
    assert {record.kind for record in found} == {RecordKind.PATIENT}


def test_a_patient_is_found_by_phone(store: PracticeStore) -> None:
    assert names(find(store.url, "(512) 555-0102")) == ["Chen, Daniel"]


def test_two_people_of_one_name_are_two_records_with_their_birth_dates(store: PracticeStore) -> None:
    found = find(store.url, "smith")
    assert [(record.name, record.born) for record in found] == [
        ("Smith, John A", date(1950, 1, 5)),
        ("Smith, John A", date(1991, 9, 30)),
    ]


@pytest.mark.parametrize(
    ("record_id", "kind"),
    [
        ("pat_20881", RecordKind.PATIENT),
        ("rx_70544", RecordKind.PRESCRIPTION),
        ("del_12345", RecordKind.DELIVERY),
        ("pos_12346", RecordKind.SALE),
    ],
)
def test_an_id_is_found_whatever_it_is_of(store: PracticeStore, record_id: str, kind: RecordKind) -> None:
    (record,) = find(store.url, record_id)
    assert (record.kind, record.id) == (kind, record_id)


def test_a_number_can_be_several_records() -> None:
    with PracticeStore(with_pictures=False, habits=StoreHabits(number_ids=True)) as numbers:
        found = find(numbers.url, "12345")
    assert [(record.kind, record.id) for record in found] == [
        (RecordKind.PATIENT, "12345"),
        (RecordKind.DELIVERY, "12345"),
        (RecordKind.SALE, "12345"),
    ]


def test_a_kind_narrows_an_id_to_one_question(store: PracticeStore) -> None:
    assert find(store.url, "pat_20881", RecordKind.DELIVERY) == ()
    assert [request.path for request in store.requests] == ["/api/v2/deliveries/pat_20881"]


@pytest.mark.parametrize("record_id", ["rx_70544", "rx_70112"])
def test_a_prescription_comes_with_its_patient_in_both_forms(store: PracticeStore, record_id: str) -> None:
    (record,) = find(store.url, record_id)
    assert record.patient_id
    assert record.name
    assert record.born is not None


def test_a_label_leads_to_its_prescription_and_patient(store: PracticeStore) -> None:
    (record,) = find(store.url, "b209827:a5g")
    assert (record.kind, record.id, record.patient_id) == (RecordKind.PRESCRIPTION, "rx_67890", "pat_12345")
    assert (record.name, record.born) == ("Alvarez, Maria L", date(1962, 3, 14))
    assert record.detail == "Lisinopril 10 mg"


def test_a_label_of_another_store_leads_nowhere(store: PracticeStore) -> None:
    assert find(store.url, "b999999:zzz") == ()


def test_todays_deliveries_come_by_route_and_stop(store: PracticeStore) -> None:
    found = find(store.url, "", RecordKind.DELIVERY)
    assert names(found)[:2] == ["North Austin · stop 5", "North Austin · stop 6"]
    assert names(found)[-1] == "Round Rock · stop 2"
    assert {record.when.date() for record in found if record.when} == {TODAY}


def test_todays_deliveries_can_be_narrowed_by_a_name(store: PracticeStore) -> None:
    assert [record.id for record in find(store.url, "alvarez", RecordKind.DELIVERY)] == ["del_12345"]


def test_a_sale_tells_its_total_and_its_time(store: PracticeStore) -> None:
    (record,) = find(store.url, "pos_12345")
    assert record.detail == "Sale · $12.50"
    assert record.when is not None


def test_nothing_typed_asks_nothing(store: PracticeStore) -> None:
    assert find(store.url, "") == ()
    assert len(store.requests) == 0


@pytest.mark.parametrize("kind", [RecordKind.ITEM, RecordKind.COMPOUND_BATCH, RecordKind.USER])
def test_kinds_without_a_look_up_ask_nothing(store: PracticeStore, kind: RecordKind) -> None:
    assert find(store.url, "itm_1", kind) == ()
    assert len(store.requests) == 0


@pytest.mark.parametrize("text", ["alvarez", "5125550102", "03141962", "12345", "rx_none", "b209827:a5g"])
def test_a_search_asks_a_few_questions_at_most(store: PracticeStore, text: str) -> None:
    find(store.url, text)
    assert len(store.requests) <= REQUESTS_PER_SEARCH + 1


def test_a_patients_prescriptions_carry_the_patient(any_store: PracticeStore) -> None:
    async def both(lookup: Lookup) -> tuple[Record, ...]:
        return await lookup.prescriptions_of("pat_12345", await lookup.patient("pat_12345"))

    found = ask(any_store.url, lambda client: both(Lookup(client)))
    assert [record.id for record in found] == ["rx_67890", "rx_67891"]
    assert {(record.name, record.patient_id) for record in found} == {("Alvarez, Maria L", "pat_12345")}


def test_prescriptions_of_somebody_else_are_never_taken() -> None:
    others = [{"id": "rx_1", "patient_id": "pat_2", "medication": {"name": "x"}}]
    with pytest.raises(StrangeAnswer):
        against(everywhere("200 OK", others), lambda client: Lookup(client).prescriptions_of("pat_1"))


def test_a_prescription_that_is_not_there_is_none(store: PracticeStore) -> None:
    assert ask(store.url, lambda client: Lookup(client).prescription("rx_none")) is None


def test_what_must_never_be_kept_is_dropped_at_the_door(store: PracticeStore) -> None:
    found = find(store.url, "alvarez") + find(store.url, "pat_12345")
    assert len(found) == 2
    assert not [word for word in ("000-00-", "FAKE-LICENSE", "TX") if word in repr(found)]


def test_names_that_are_partly_missing_still_make_a_name() -> None:
    people = [{"id": 1, "last_name": "Cher"}, {"id": 2, "first_name": "Ada", "last_name": None}, {"id": 3}]
    found = found_by(
        everywhere("200 OK", {"success": True, "patients": people, "total": 3}), "cher", RecordKind.PATIENT
    )
    assert [(record.id, record.title) for record in found] == [("1", "Cher"), ("2", "Ada"), ("3", "3")]


def test_a_record_that_comes_twice_is_one() -> None:
    twice = [{"id": "pat_1", "last_name": "A"}] * 2
    assert len(found_by(everywhere("200 OK", twice), "alvarez")) == 1


def test_no_more_than_a_hundred_records_are_taken() -> None:
    many = [{"id": number, "last_name": "A"} for number in range(150)]
    assert len(found_by(everywhere("200 OK", many), "alvarez")) == 100


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "405 Method Not Allowed"])
def test_a_store_without_a_look_up_says_so(status: str) -> None:
    with pytest.raises(LookupMissing):
        found_by(everywhere(status), "alvarez")


def test_an_id_at_a_store_without_look_ups_is_simply_not_found() -> None:
    assert found_by(everywhere("404 Not Found"), "rx_1") == ()


def test_a_key_that_may_not_look_up_but_is_good_is_a_missing_look_up(store: PracticeStore) -> None:
    store.faults.add(Fault(FaultKind.STATUS, "GET", path_prefix="/api/v2/patients", status=401))
    with pytest.raises(LookupMissing):
        find(store.url, "alvarez")


def test_a_bad_key_is_told_as_one_by_the_look_up_too(store: PracticeStore) -> None:
    with pytest.raises(KeyRefused):
        find(store.url, "alvarez", key="DRXwrong")


@pytest.mark.parametrize(
    ("status", "error"), [("500 Oops", Unreachable), ("429 Too Many", Unreachable), ("302 Found", StrangeAnswer)]
)
def test_a_store_in_trouble_is_told_as_such(status: str, error: type[AppError]) -> None:
    with pytest.raises(error):
        found_by(everywhere(status), "alvarez")


def test_what_was_found_is_given_although_another_question_failed_and_that_is_said(store: PracticeStore) -> None:
    store.faults.add(Fault(FaultKind.STATUS, "GET", path_prefix="/api/v2/deliveries", status=500))
    found = searched(store.url, "rx_70544")
    assert [record.id for record in found.records] == ["rx_70544"]
    assert found.problem is not None


def test_a_look_up_that_is_missing_for_one_kind_is_no_problem_where_another_found_something(
    store: PracticeStore,
) -> None:
    store.faults.add(Fault(FaultKind.STATUS, "GET", path_prefix="/api/v2/deliveries", status=403))
    found = searched(store.url, "rx_70544")
    assert ([record.id for record in found.records], found.problem) == (["rx_70544"], None)


@pytest.mark.parametrize("parsed", [5, {"data": 5}, {"data": [5]}, {"data": [{"last_name": "x"}]}, {}])
def test_a_list_that_is_none_is_a_strange_answer(parsed: object) -> None:
    with pytest.raises(StrangeAnswer):
        found_by(everywhere("200 OK", parsed), "alvarez")


def everywhere(status: str, parsed: object = None) -> Conversation:
    """A store that answers everything alike."""

    async def conversation(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(answer(status, json.dumps(parsed).encode()))
        await writer.drain()

    return conversation
