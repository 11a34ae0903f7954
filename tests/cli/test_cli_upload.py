"""`counterscan upload`: what the store got, what is said, and with which status it ends."""

from pathlib import Path

import pytest

from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.cli.foreign_store import ForeignStore
from tests.cli.pictures import jpeg, pages, truncated
from tests.cli.program import Machine

Output = pytest.CaptureFixture[str]
UPLOAD_KEYS = {
    "file", "page", "state", "name", "image_id", "width", "height", "size_bytes", "content_type", "problem",
    "not_checked",
}  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page that complies."""
    return jpeg(tmp_path / "card.jpg")


def test_a_page_arrives_byte_for_byte(machine: Machine, store: PracticeStore, page: Path, capsys: Output) -> None:
    ended = machine.command(capsys, "upload", "--patient", "pat_12345", page, "--json")
    (stored,) = store.uploaded_images()
    assert ended.status == 0
    assert [set(row) for row in ended.pages] == [UPLOAD_KEYS]
    row = ended.pages[0]
    assert (row["state"], row["image_id"], row["name"]) == ("delivered", stored.id, stored.name)
    assert (stored.content, stored.links) == (page.read_bytes(), {"patient_id": "pat_12345"})


@pytest.mark.parametrize(
    ("options", "links"),
    [
        ("--patient p", {"patient_id": "p"}),
        ("--prescription rx_67890", {"patient_id": "pat_12345"}),
        ("--prescription rx_67890 --patient pat_12345", {"patient_id": "pat_12345"}),
        ("--compound-batch c", {"compound_batch_id": "c"}),
        ("--user u", {"user_id": "u"}),
        ("--sale s --patient p", {"pos_event_id": "s", "patient_id": "p"}),
        ("--item i --patient p --user u", {"item_id": "i", "patient_id": "p", "user_id": "u"}),
        ("--prescription rx_67890 --sale s", {"patient_id": "pat_12345", "pos_event_id": "s"}),
        (
            "--patient p --delivery d --sale s --item i --compound-batch c --user u",
            {
                "patient_id": "p",
                "delivery_id": "d",
                "pos_event_id": "s",
                "item_id": "i",
                "compound_batch_id": "c",
                "user_id": "u",
            },
        ),
    ],
)
def test_the_links_are_those_that_were_named(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output, options: str, links: dict[str, str]
) -> None:
    ended = machine.command(capsys, "upload", *options.split(), page, "--json")
    assert (ended.status, ended.states) == (0, ["delivered"])
    assert store.uploaded_images()[0].links == links


def test_who_is_scanning_is_linked_by_a_setting(
    tmp_path: Path, machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    scanning = Machine(tmp_path, store.url, more={"COUNTERSCAN_USER_ID": "usr_7"})
    scanning.command(capsys, "upload", "--patient", "pat_1", page)
    assert store.uploaded_images()[0].links == {"patient_id": "pat_1", "user_id": "usr_7"}


def test_the_id_of_a_prescription_is_in_the_name(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    machine.command(capsys, "upload", "--prescription", "rx_67890", "--label", "hard copy", page)
    assert store.uploaded_images()[0].name.startswith("rx_67890 hard copy ")


def test_the_patient_of_another_prescription_stops_everything(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    links = ("--prescription", "rx_67890", "--patient", "pat_20881")
    ended = machine.command(capsys, "upload", *links, page, "--json")
    assert ended.status == 1
    assert "another patient" in ended.err
    assert machine.command(capsys, "outbox", "--json").document == {"entries": []}
    assert not store.uploaded_images()


@pytest.mark.parametrize("name", ["many.pdf", "many.tif"])
def test_every_page_of_a_file_arrives(
    machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output, name: str
) -> None:
    ended = machine.command(capsys, "upload", "--patient", "pat_12345", pages(tmp_path / name), "--json")
    assert [(row["page"], row["state"]) for row in ended.pages] == [(n, "delivered") for n in (1, 2, 3)]
    assert len(store.uploaded_images()) == 3


def test_a_label_names_every_page(machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output) -> None:
    source = pages(tmp_path / "many.tif")
    machine.command(capsys, "upload", "--patient", "pat_1", "--label", "id card", source)
    names = [image.name.rsplit(" ", 1)[0] for image in store.uploaded_images()]
    assert names == ["id card p1", "id card p2", "id card p3"]


def test_a_folder_is_walked_in_natural_order(
    machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output
) -> None:
    for number in (10, 2, 1):
        jpeg(tmp_path / "in" / f"page {number}.jpg")
    ended = machine.command(capsys, "upload", "--patient", "pat_1", tmp_path / "in", "--json")
    assert [Path(row["file"]).name for row in ended.pages] == ["page 1.jpg", "page 2.jpg", "page 10.jpg"]


def test_a_file_named_twice_arrives_twice(machine: Machine, store: PracticeStore, page: Path, capsys: Output) -> None:
    machine.command(capsys, "upload", "--patient", "pat_1", page, page)
    assert len({image.name for image in store.uploaded_images()}) == 2


def test_good_pages_go_although_others_are_broken(
    machine: Machine, store: PracticeStore, tmp_path: Path, page: Path, capsys: Output
) -> None:
    (tmp_path / "empty.jpg").touch()
    bad = (truncated(tmp_path / "torn.jpg"), tmp_path / "empty.jpg", tmp_path / "missing.jpg")
    ended = machine.command(capsys, "upload", "--patient", "pat_12345", bad[0], page, *bad[1:], "--json")
    assert ended.status == 1
    assert ended.states == ["needs_person", "delivered", "needs_person", "needs_person"]
    assert [line.count(str(tmp_path)) for line in ended.err.splitlines()] == [1, 1, 1]


def test_an_empty_folder_needs_a_person(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "in").mkdir()
    ended = machine.command(capsys, "upload", "--patient", "pat_1", tmp_path / "in", "--json")
    assert (ended.status, ended.states) == (1, ["needs_person"])


def test_without_waiting_the_page_is_safe_and_goes_later(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    ended = machine.command(capsys, "upload", "--patient", "pat_1", "--no-wait", page, "--json")
    assert (ended.status, ended.states, store.uploaded_images()) == (3, ["waiting"], ())
    sent = machine.command(capsys, "outbox", "send", "--json")
    assert (sent.status, sent.document["entries"][0]["state"]) == (0, "delivered")
    assert len(store.uploaded_images()) == 1


def test_a_key_that_is_refused_needs_a_person_and_the_page_goes_with_the_right_one(
    tmp_path: Path, machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    wrong = Machine(tmp_path, store.url, key="DRX" + "0" * 32)
    ended = wrong.command(capsys, "upload", "--patient", "pat_1", page, "--json")
    assert (ended.status, ended.states) == (1, ["needs_person"])
    assert "refused the API key" in ended.err
    assert "The key came from COUNTERSCAN_API_KEY: give the right one there" in ended.err
    assert machine.command(capsys, "outbox", "send").status == 0
    assert len(store.uploaded_images()) == 1


def test_without_a_key_the_page_is_safe_and_a_person_is_asked(
    tmp_path: Path, machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    keyless = Machine(tmp_path, store.url, key="")
    ended = keyless.command(capsys, "upload", "--patient", "pat_1", page, "--json")
    assert (ended.status, ended.states) == (1, ["needs_person"])
    assert "COUNTERSCAN_API_KEY" in ended.err
    assert machine.command(capsys, "outbox", "send").status == 0


def test_a_page_that_drx_does_not_take_is_refused(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    store.faults.add(Fault(FaultKind.STATUS, method="POST", status=400))
    ended = machine.command(capsys, "upload", "--patient", "pat_1", page, "--json")
    assert (ended.status, ended.states) == (1, ["refused"])
    assert ended.pages[0]["problem"] in ended.err


def test_a_lost_answer_is_settled_without_sending_twice(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    store.faults.add(Fault(FaultKind.RESET_AFTER_COMMIT, method="POST"))
    ended = machine.command(capsys, "upload", "--patient", "pat_1", page, "--json")
    assert (ended.status, ended.states) == (0, ["delivered"])
    assert len(store.uploaded_images()) == 1


def test_a_lost_answer_that_nobody_can_settle_needs_a_person(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    store.faults.add(Fault(FaultKind.RESET_AFTER_COMMIT, method="POST"))
    ended = machine.command(capsys, "upload", "--item", "i", page, "--json")
    assert (ended.status, ended.states) == (1, ["needs_person"])
    assert "can't list" in ended.err


def test_a_page_that_can_not_become_smaller_is_refused(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    store.faults.add(Fault(FaultKind.STATUS, method="POST", status=413))
    ended = machine.command(capsys, "upload", "--patient", "pat_1", page, "--json")
    assert (ended.status, ended.states) == (1, ["refused"])
    assert "too large" in ended.err


def test_a_store_that_takes_another_format_gets_a_jpeg(
    machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output
) -> None:
    store.faults.add(Fault(FaultKind.STATUS, method="POST", status=415))
    ended = machine.command(capsys, "upload", "--patient", "pat_1", pages(tmp_path / "one.tif", 1), "--json")
    assert (ended.status, ended.pages[0]["content_type"]) == (0, "image/jpeg")


@pytest.mark.parametrize("options", ["--patient 17", "--prescription 9 --patient 17", "--delivery 17"])
def test_a_store_that_says_little_gets_the_page_too(
    foreign_machine: Machine, foreign_store: ForeignStore, page: Path, capsys: Output, options: str
) -> None:
    ended = foreign_machine.command(capsys, "upload", *options.split(), page, "--json")
    assert (ended.status, ended.states, ended.pages[0]["image_id"]) == (0, ["delivered"], "700")
    assert len(foreign_store.images) == 1


def test_an_answer_with_less_than_the_document_promises_is_settled_by_reading_back(
    foreign_machine: Machine, foreign_store: ForeignStore, page: Path, capsys: Output
) -> None:
    foreign_store.answers_with_the_id_alone = True
    ended = foreign_machine.command(capsys, "upload", "--patient", "17", page, "--json")
    assert (ended.status, ended.pages[0]["image_id"]) == (0, "700")
    assert len(foreign_store.images) == 1


def test_a_prescription_without_its_patient_is_not_sent_where_nothing_tells_who_that_is(
    foreign_machine: Machine, foreign_store: ForeignStore, page: Path, capsys: Output
) -> None:
    ended = foreign_machine.command(capsys, "upload", "--prescription", "9", page, "--json")
    assert ended.status == 1
    assert "--patient" in ended.err
    assert ended.document == {"pages": [], "problem": ended.document["problem"]}
    assert not foreign_store.images


def test_without_a_keyring_and_a_key_file_nothing_is_stored(
    tmp_path: Path, store: PracticeStore, page: Path, capsys: Output
) -> None:
    bare = Machine(tmp_path, store.url, more={"COUNTERSCAN_VAULT_KEY_FILE": ""})
    ended = bare.command(capsys, "upload", "--patient", "pat_1", page)
    assert ended.status == 1
    assert "key vault" in ended.err
    assert not store.uploaded_images()
