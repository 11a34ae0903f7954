"""The practice store keeps to the Images document: formats, limits, links, errors, listings."""

import base64
import io
from collections.abc import Iterator

import httpx
import pytest
from PIL import Image

from app.practice.server import PracticeStore, StoreHabits, StoreLimits
from tests.practice.practice_uploads import encoded, fields, padded_jpeg, upload


def client_of(store: PracticeStore) -> httpx.Client:
    return httpx.Client(base_url=store.url, headers={"X-DRX-Key": store.key}, trust_env=False)


def error_code(response: httpx.Response) -> str:
    return str(response.json()["error"]["code"])


def test_an_upload_answers_as_the_document_says(store: PracticeStore, client: httpx.Client) -> None:
    content = encoded((1200, 1600), dpi=300)
    response = upload(client, content)
    answer = response.json()
    url = answer.pop("url")
    assert response.status_code == 201
    assert url.startswith(f"{store.image_url}/images/")
    assert answer == {
        "id": "img_10001",
        "name": "rx_67890 hard copy front.jpg",
        "content_type": "image/jpeg",
        "size": len(content),
        "created_at": "2025-02-19T08:50:00Z",
        "metadata": {"width": 1200, "height": 1600, "dpi": 300},
    }


@pytest.mark.parametrize(
    ("file_format", "content_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("TIFF", "image/tiff"), ("BMP", "image/bmp")],
)
def test_the_four_picture_formats_are_stored_as_they_came(
    store: PracticeStore, client: httpx.Client, file_format: str, content_type: str
) -> None:
    content = encoded(file_format=file_format)
    assert upload(client, content).json()["content_type"] == content_type
    assert store.stored_images()[0].content == content


def test_a_pdf_is_stored_without_looking_at_its_sides(client: httpx.Client) -> None:
    answer = upload(client, encoded(file_format="PDF")).json()
    assert answer["content_type"] == "application/pdf"
    assert answer["metadata"] == {"width": None, "height": None, "dpi": None}


@pytest.mark.parametrize("content", [encoded(file_format="GIF"), encoded(file_format="WEBP"), b"hello"])
def test_other_formats_are_415(client: httpx.Client, content: bytes) -> None:
    assert upload(client, content).status_code == 415


@pytest.mark.parametrize("size_px", [(300, 300), (4000, 4000), (300, 4000)])
def test_sides_at_the_limits_are_taken(client: httpx.Client, size_px: tuple[int, int]) -> None:
    assert upload(client, encoded(size_px, "PNG")).status_code == 201


@pytest.mark.parametrize("size_px", [(299, 400), (400, 299), (4001, 400), (400, 4001)])
def test_sides_beyond_the_limits_are_400(client: httpx.Client, size_px: tuple[int, int]) -> None:
    response = upload(client, encoded(size_px, "PNG"))
    assert response.status_code == 400
    assert f"{size_px[0]} x {size_px[1]} pixels" in response.json()["error"]["message"]


def test_ten_million_bytes_are_taken(client: httpx.Client) -> None:
    assert upload(client, padded_jpeg(10_000_000)).status_code == 201


def test_one_byte_more_is_413(client: httpx.Client) -> None:
    assert upload(client, padded_jpeg(10_000_001)).status_code == 413


def test_a_store_with_a_10_mb_body_refuses_early_and_closes() -> None:
    with (
        PracticeStore(limits=StoreLimits(max_body_bytes=10_000_000), with_pictures=False) as store,
        client_of(store) as client,
    ):
        response = upload(client, padded_jpeg(7_600_000))
        assert (response.status_code, response.headers["connection"]) == (413, "close")
        assert upload(client, padded_jpeg(7_400_000)).status_code == 201


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "PDF"])
def test_a_torn_file_is_400(client: httpx.Client, file_format: str) -> None:
    torn = encoded((1000, 1000), file_format)
    response = upload(client, torn[: len(torn) // 2])
    assert (response.status_code, error_code(response)) == (400, "invalid_image")


@pytest.mark.parametrize(
    "text",
    ["", "not base64!", "data:image/jpeg;base64,AAAA", base64.b64encode(encoded()).decode().rstrip("=") + "\n", 7],
)
def test_base64_is_taken_strictly(client: httpx.Client, text: object) -> None:
    response = upload(client, image_data=text)
    assert (response.status_code, error_code(response)) == (400, "invalid_image_data")


@pytest.mark.parametrize(
    "link", ["patient_id", "user_id", "item_id", "pos_event_id", "compound_batch_id", "delivery_id"]
)
def test_each_documented_link_is_enough(store: PracticeStore, client: httpx.Client, link: str) -> None:
    assert upload(client, **{"patient_id": None, link: "any id/at all"}).status_code == 201
    assert store.stored_images()[0].links == {link: "any id/at all"}


def test_an_image_may_have_several_links(store: PracticeStore, client: httpx.Client) -> None:
    upload(client, pos_event_id="pos_12345")
    (image,) = store.stored_images()
    assert store.images_of("patient", "pat_12345") == store.images_of("pos_event", "pos_12345") == (image,)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"patient_id": None}, "missing_link"),
        ({"patient_id": ""}, "invalid_id"),
        ({"patient_id": True}, "invalid_id"),
        ({"patient_id": "x" * 65}, "invalid_id"),
        ({"prescription_id": "rx_67890"}, "unknown_field"),
        ({"colour": "blue"}, "unknown_field"),
        ({"name": None}, "invalid_name"),
        ({"name": "  "}, "invalid_name"),
        ({"name": "two\nlines.jpg"}, "invalid_name"),
        ({"created_on": "yesterday"}, "invalid_created_on"),
        ({"created_on": "2025-02-19T08:50:00"}, "invalid_created_on"),
    ],
)
def test_a_wrong_field_is_400(client: httpx.Client, changes: dict[str, object], code: str) -> None:
    response = upload(client, **changes)
    assert (response.status_code, error_code(response)) == (400, code)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 100_000, b"\xff\xfe"])
def test_a_body_that_is_no_json_object_is_400(client: httpx.Client, body: bytes) -> None:
    response = client.post("/api/v2/images", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, error_code(response)) == (400, "invalid_body")


def test_a_form_is_400(client: httpx.Client) -> None:
    assert client.post("/api/v2/images", data={"name": "x"}).status_code == 400


def test_a_store_may_take_prescription_links() -> None:
    with (
        PracticeStore(limits=StoreLimits(accepts_prescription_id=True), with_pictures=False) as store,
        client_of(store) as client,
    ):
        assert upload(client, patient_id=None, prescription_id="rx_1").status_code == 201
        assert len(client.get("/api/v2/images/prescription/rx_1").json()["images"]) == 1


def test_a_store_may_optimise_what_it_keeps() -> None:
    with (
        PracticeStore(habits=StoreHabits(optimises_images=True), with_pictures=False) as store,
        client_of(store) as client,
    ):
        sent = encoded((800, 600), "BMP")
        answer = upload(client, sent).json()
    assert answer["size"] < len(sent)
    assert answer["metadata"] == {"width": 800, "height": 600, "dpi": 300}


def test_a_body_sent_in_chunks_is_understood(store: PracticeStore, client: httpx.Client) -> None:
    whole = httpx.Request("POST", store.url, json=fields()).content

    def chunks() -> Iterator[bytes]:
        for start in range(0, len(whole), 1000):
            yield whole[start : start + 1000]

    response = client.post("/api/v2/images", content=chunks(), headers={"Content-Type": "application/json"})
    assert response.status_code == 201


def test_a_listing_has_the_newest_last_and_names_its_type(client: httpx.Client) -> None:
    for name in ("first.jpg", "second.jpg"):
        upload(client, name=name)
    images = client.get("/api/v2/images/patient/pat_12345").json()["images"]
    assert [(image["name"], image["type"]) for image in images] == [("first.jpg", "patient"), ("second.jpg", "patient")]


def test_an_id_may_hold_anything_when_it_is_percent_encoded(client: httpx.Client) -> None:
    upload(client, patient_id="a/b ä?")
    assert client.get("/api/v2/images/patient/a%2Fb%20%C3%A4%3F").status_code == 200


def test_a_record_without_images_is_404(client: httpx.Client) -> None:
    assert client.get("/api/v2/images/patient/pat_99999").status_code == 404


@pytest.mark.parametrize("place", ["user/u1", "item/i1", "compound_batch/c1", "patient/", "patient/%20"])
def test_other_types_and_empty_ids_are_400(client: httpx.Client, place: str) -> None:
    assert client.get(f"/api/v2/images/{place}").status_code == 400


def test_the_wrong_method_is_405(client: httpx.Client) -> None:
    response = client.delete("/api/v2/images")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


def test_the_starting_pictures_are_real_images_and_one_is_from_february_2025() -> None:
    with PracticeStore() as store, client_of(store) as client:
        (image,) = client.get("/api/v2/images/prescription/rx_67890").json()["images"]
        assert (image["name"], image["created_at"]) == ("prescription_scan.jpg", "2025-02-19T08:50:00Z")
        for stored in store.stored_images():
            with Image.open(io.BytesIO(stored.content)) as picture:
                assert picture.size == (stored.width, stored.height)
        assert store.uploaded_images() == ()
        for type_, record_id in (("patient", "pat_12345"), ("delivery", "del_12345"), ("pos_event", "pos_12345")):
            assert store.images_of(type_, record_id)
