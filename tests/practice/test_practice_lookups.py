"""The look-ups answer from the made-up catalogue in the shapes of the look-up page."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from app.practice.catalogue import PATIENTS, catalogue_on
from app.practice.server import ListShape, PracticeStore, StoreHabits

NOON = datetime(2025, 6, 2, 12, 0).astimezone()


def ids(client: httpx.Client, path: str, **query: str | int) -> list[str]:
    return [one["id"] for one in client.get(f"/api/v2/{path}", params=query).json()["data"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("03141962", ["pat_12345", "pat_48018"]),
        ("5125550102", ["pat_20881"]),
        ("okafor", ["pat_30117"]),
        ("ALV", ["pat_12345", "pat_48018"]),
        ("alv,maria", ["pat_12345"]),
        ("smith,j", ["pat_40012", "pat_40013"]),
        ("nunez", ["pat_41500"]),
        ("Núñez, José", ["pat_41500"]),
        ("nobody", []),
        ("13451962", []),
        ("123", []),
    ],
)
def test_patients_are_found_by_birth_date_phone_and_name(client: httpx.Client, query: str, found: list[str]) -> None:
    assert ids(client, "patients", q=query) == found


def test_a_list_comes_in_pages(client: httpx.Client) -> None:
    response = client.get("/api/v2/patients", params={"limit": 5, "offset": 10}).json()
    assert [one["id"] for one in response["data"]] == [patient.id for patient in PATIENTS[10:15]]
    assert response["pagination"] == {"limit": 5, "offset": 10, "total": len(PATIENTS)}


def test_page_sizes_are_20_by_default_and_100_at_most(client: httpx.Client) -> None:
    assert client.get("/api/v2/patients").json()["pagination"]["limit"] == 20
    assert client.get("/api/v2/patients?limit=500").json()["pagination"]["limit"] == 100


@pytest.mark.parametrize("query", ["limit=0", "limit=many", "offset=-1", "limit=9999999999"])
def test_a_senseless_page_is_400(client: httpx.Client, query: str) -> None:
    assert client.get(f"/api/v2/patients?{query}").status_code == 400


def test_a_patient_carries_false_numbers_that_must_never_be_shown(client: httpx.Client) -> None:
    patient = client.get("/api/v2/patients/pat_12345").json()
    assert (patient["last_name"], patient["date_of_birth"]) == ("Alvarez", "1962-03-14")
    assert patient["social_security_number"].startswith("000-")
    assert "FAKE" in patient["driver_license_number"]


@pytest.mark.parametrize(
    "path", ["patients/x", "prescriptions/x", "deliveries/x", "pos/events/x", "pos/barcode/b1:x", "x", "a/b/c/d"]
)
def test_what_does_not_exist_is_404(client: httpx.Client, path: str) -> None:
    assert client.get(f"/api/v2/{path}").status_code == 404


def test_prescriptions_are_listed_by_patient(client: httpx.Client) -> None:
    assert ids(client, "prescriptions", patient_id="pat_12345") == ["rx_67890", "rx_67891"]


def test_a_prescription_alone_names_its_patient_in_one_of_two_ways(client: httpx.Client) -> None:
    assert client.get("/api/v2/prescriptions/rx_67890").json()["patient_id"] == "pat_12345"
    assert client.get("/api/v2/prescriptions/rx_70112").json()["patient"]["id"] == "pat_30117"


def test_a_label_leads_to_its_prescription(client: httpx.Client) -> None:
    fill = client.get("/api/v2/pos/barcode/b209827%3Aa5g").json()["prescription_fill"]
    assert (fill["id"], fill["prescription_id"]) == ("209827", "rx_67890")
    assert fill["patient"] == {"id": "pat_12345", "name": "Alvarez, Maria"}
    assert fill["medication"]["name"] == "Lisinopril 10 mg"


def test_deliveries_are_due_relative_to_today() -> None:
    with (
        PracticeStore(now=lambda: NOON) as store,
        httpx.Client(base_url=store.url, headers={"X-DRX-Key": store.key}, trust_env=False) as client,
    ):
        assert "del_12345" in ids(client, "deliveries", date="2025-06-02")
        assert ids(client, "deliveries", date="2025-06-03") == ["del_12360"]
        assert client.get("/api/v2/deliveries/del_12345").json()["delivery_on"] == "2025-06-02"


def test_deliveries_are_filtered_and_paged(client: httpx.Client) -> None:
    assert ids(client, "deliveries", external_id="EXT-0005") == ["del_12345"]
    assert ids(client, "deliveries", route="Round Rock") == ["del_12350", "del_12351"]
    second = client.get("/api/v2/deliveries", params={"page": 2, "per_page": 3}).json()
    assert second["pagination"] == {"page": 2, "per_page": 3, "total": 8, "total_pages": 3}
    assert len(second["data"]) == 3


def test_a_day_that_is_none_is_400(client: httpx.Client) -> None:
    assert client.get("/api/v2/deliveries?date=02/19/2025").status_code == 400


def test_sales_of_a_day_are_listed() -> None:
    yesterday = (NOON - timedelta(days=1)).date().isoformat()
    with (
        PracticeStore(now=lambda: NOON.astimezone(UTC)) as store,
        httpx.Client(base_url=store.url, headers={"X-DRX-Key": store.key}, trust_env=False) as client,
    ):
        assert ids(client, "pos/events", date=yesterday) == ["pos_12201", "pos_12202"]
        sale = client.get("/api/v2/pos/events/pos_12345").json()
        assert [item["prescription_id"] for item in sale["items"]] == ["rx_67890", "rx_67891"]


@pytest.mark.parametrize("shape", [ListShape.SUCCESS, ListShape.BARE])
def test_a_store_seen_in_the_wild_wraps_lists_differently(shape: ListShape) -> None:
    with (
        PracticeStore(habits=StoreHabits(list_shape=shape, number_ids=True)) as store,
        httpx.Client(base_url=store.url, headers={"X-DRX-Key": store.key}, trust_env=False) as client,
    ):
        answer = client.get("/api/v2/patients?q=chen").json()
        patients = answer if shape is ListShape.BARE else answer["patients"]
        assert [patient["id"] for patient in patients] == [20881]
        assert client.get("/api/v2/patients/20881").json()["id"] == 20881
        assert client.get("/api/v2/images/patient/20881").status_code == 200


def test_the_catalogue_holds_together() -> None:
    catalogue = catalogue_on(NOON.date())
    patients = {patient.id for patient in catalogue.patients}
    prescriptions = {prescription.id for prescription in catalogue.prescriptions}
    assert {prescription.patient_id for prescription in catalogue.prescriptions} <= patients
    assert {delivery.patient_id for delivery in catalogue.deliveries} <= patients
    assert {id_ for sale in catalogue.sales for id_ in sale.prescription_ids} <= prescriptions
    assert len({prescription.label for prescription in catalogue.prescriptions}) == len(prescriptions)
    assert all(patient.phone.startswith("51255501") and len(patient.phone) == 10 for patient in catalogue.patients)
