"""`counterscan images`, `find` and `doctor`: what DRX has, who is meant, and what works here."""

from pathlib import Path

import pytest

from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.cli.foreign_store import ForeignStore
from tests.cli.pictures import jpeg
from tests.cli.program import Ended, Machine

Output = pytest.CaptureFixture[str]
IMAGE_KEYS = {"id", "name", "content_type", "size_bytes", "width", "height", "dpi", "created_at", "saved"}


@pytest.fixture
def one_image(machine: Machine, tmp_path: Path, capsys: Output) -> Path:
    """A page that was uploaded for patient pat_12345, as it lies on the disk."""
    page = jpeg(tmp_path / "card.jpg")
    assert machine.command(capsys, "upload", "--patient", "pat_12345", page).status == 0
    return page


def test_a_record_without_images_is_an_empty_list(machine: Machine, capsys: Output) -> None:
    ended = machine.command(capsys, "images", "patient", "pat_nobody", "--json")
    assert (ended.status, ended.document) == (0, {"images": []})


@pytest.mark.parametrize(("option", "kind"), [("--delivery", "delivery"), ("--sale", "sale"), ("--patient", "patient")])
def test_the_images_of_each_kind_are_listed(
    machine: Machine, tmp_path: Path, capsys: Output, option: str, kind: str
) -> None:
    machine.command(capsys, "upload", option, "id 1/2?#%", jpeg(tmp_path / "a.jpg"))
    (image,) = machine.command(capsys, "images", kind, "id 1/2?#%", "--json").document["images"]
    assert set(image) == IMAGE_KEYS
    assert (image["width"], image["height"], image["saved"]) == (640, 480, None)


def test_a_prescription_shows_what_was_uploaded_to_its_patient_for_it(
    machine: Machine, tmp_path: Path, capsys: Output
) -> None:
    page = jpeg(tmp_path / "a.jpg")
    machine.command(capsys, "upload", "--prescription", "rx_67890", page)
    machine.command(capsys, "upload", "--prescription", "rx_67891", page)
    ended = machine.command(capsys, "images", "prescription", "rx_67890", "--json")
    assert [image["name"].split()[0] for image in ended.document["images"]] == ["rx_67890"]


@pytest.mark.usefixtures("one_image")
def test_no_url_and_no_key_is_said(machine: Machine, capsys: Output) -> None:
    said = [machine.command(capsys, "images", "patient", "pat_12345", *more) for more in ([], ["--json"])]
    assert not any(word in ended.out + ended.err for ended in said for word in ("http", "token", machine.key))


def test_saving_writes_the_bytes_and_never_over_a_file(machine: Machine, one_image: Path, capsys: Output) -> None:
    folder = one_image.parent / "new" / "saved"
    saved = []
    for _ in range(2):
        ended = machine.command(capsys, "images", "patient", "pat_12345", "--save", folder, "--json")
        saved += [Path(image["saved"]) for image in ended.document["images"]]
    assert [path.name for path in saved] == ["card.jpg", "card (2).jpg"]
    assert [path.read_bytes() for path in saved] == [one_image.read_bytes()] * 2


def test_an_address_that_has_run_out_is_asked_for_anew(
    machine: Machine, store: PracticeStore, one_image: Path, capsys: Output
) -> None:
    store.faults.add(Fault(FaultKind.EXPIRED_IMAGE_URL, method="GET", path_prefix="/images/"))
    ended = machine.command(capsys, "images", "patient", "pat_12345", "--save", one_image.parent / "saved", "--json")
    assert ended.status == 0
    assert Path(ended.document["images"][0]["saved"]).read_bytes() == one_image.read_bytes()


def test_an_image_that_can_not_be_fetched_is_named(
    machine: Machine, store: PracticeStore, one_image: Path, capsys: Output
) -> None:
    store.faults.add(Fault(FaultKind.EXPIRED_IMAGE_URL, method="GET", path_prefix="/images/", times=2))
    ended = machine.command(capsys, "images", "patient", "pat_12345", "--save", one_image.parent / "saved", "--json")
    assert (ended.status, ended.document["images"][0]["saved"]) == (1, None)
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("../../etc/passwd", "etc passwd.jpg"),
        ("CON.jpg", "_CON.jpg"),
        ('a<b>:"|?*.jpg', "a b.jpg"),
        ("x" * 400 + ".jpg", "x" * 120 + ".jpg"),
        ("Dr. Smith letter", "Dr. Smith letter.jpg"),
        ("...", "image.jpg"),
    ],
)
def test_names_from_drx_are_safe_on_every_system(
    foreign_machine: Machine, foreign_store: ForeignStore, tmp_path: Path, capsys: Output, name: str, saved_as: str
) -> None:
    foreign_store.add({"name": name, "patient_id": "1", "image_data": "aGk="})
    foreign_store.listing_extras = {"content_type": "image/jpeg"}
    ended = foreign_machine.command(capsys, "images", "patient", "1", "--save", tmp_path / "saved", "--json")
    assert [path.name for path in (tmp_path / "saved").iterdir()] == [saved_as]
    assert ended.document["images"][0]["saved"] == str(tmp_path / "saved" / saved_as)


def test_a_store_that_says_little_is_listed_too(
    foreign_machine: Machine, foreign_store: ForeignStore, capsys: Output
) -> None:
    foreign_store.add({"name": "front.jpg", "delivery_id": "9", "image_data": "aGk="})
    (image,) = foreign_machine.command(capsys, "images", "delivery", "9", "--json").document["images"]
    assert (image["id"], image["name"], image["size_bytes"], image["width"]) == ("700", "front.jpg", None, None)
    assert foreign_machine.command(capsys, "images", "delivery", "9").status == 0


def test_a_prescription_is_listed_without_a_look_up(foreign_machine: Machine, capsys: Output) -> None:
    ended = foreign_machine.command(capsys, "images", "prescription", "9", "--json")
    assert (ended.status, ended.document) == (0, {"images": []})


@pytest.mark.parametrize("command", [("images", "patient", "pat_12345"), ("find", "Alvarez")])
@pytest.mark.parametrize("key", ["DRX" + "0" * 32, ""])
def test_a_wrong_or_missing_key_is_said(
    tmp_path: Path, store: PracticeStore, capsys: Output, command: tuple[str, ...], key: str
) -> None:
    ended = Machine(tmp_path, store.url, key=key).command(capsys, *command)
    assert (ended.status, ended.out) == (1, "")
    assert ("counterscan key set" if not key else "refused the API key") in ended.err
    assert ("It came from COUNTERSCAN_API_KEY, which wins over the keyring" in ended.err) is bool(key)


@pytest.mark.parametrize("command", [("images", "patient", "pat_12345"), ("find", "Alvarez")])
def test_a_store_that_is_down_is_said(
    machine: Machine, store: PracticeStore, capsys: Output, command: tuple[str, ...]
) -> None:
    store.stop()
    ended = machine.command(capsys, *command, "--json")
    assert ended.status == 1
    assert "No connection to DRX" in ended.err


@pytest.mark.parametrize(
    ("text", "kind", "record_id"),
    [
        ("Alvarez, Maria", "patient", "pat_12345"),
        ("Maria Alvarez", "patient", "pat_12345"),
        ("okafor", "patient", "pat_30117"),
        ("02/29/1996", "patient", "pat_44210"),
        ("512-555-0109", "patient", "pat_44210"),
        ("rx_67890", "prescription", "rx_67890"),
        ("del_12345", "delivery", "del_12345"),
        ("pos_12345", "sale", "pos_12345"),
        ("b209827:a5g", "prescription", "rx_67890"),
    ],
)
def test_a_record_is_found(machine: Machine, capsys: Output, text: str, kind: str, record_id: str) -> None:
    ended = machine.command(capsys, "find", text, "--json")
    assert ended.status == 0
    assert (kind, record_id) in [(record["kind"], record["id"]) for record in ended.document["records"]]


def test_what_could_not_be_asked_is_complained_about(machine: Machine, store: PracticeStore, capsys: Output) -> None:
    store.faults.add(Fault(FaultKind.STATUS, path_prefix="/api/v2/deliveries", status=500))
    ended = machine.command(capsys, "find", "rx_70544", "--json")
    assert (ended.status, [record["id"] for record in ended.document["records"]]) == (1, ["rx_70544"])
    assert ended.err


def test_nothing_found_is_an_answer(machine: Machine, capsys: Output) -> None:
    assert machine.command(capsys, "find", "Nobody", "--json").document == {"records": []}
    assert machine.command(capsys, "find", "Nobody") == Ended(0, "Nothing found.\n", "")


def test_a_store_without_a_look_up_is_said(foreign_machine: Machine, capsys: Output) -> None:
    ended = foreign_machine.command(capsys, "find", "Alvarez")
    assert ended.status == 1
    assert "no look-up" in ended.err


def test_the_doctor_reports_on_everything(machine: Machine, capsys: Output) -> None:
    ended = machine.command(capsys, "doctor", "--json")
    health = {check["subject"]: check["health"] for check in ended.document["checks"]}
    assert ended.status == 0
    assert {"display", "keyring", "connection", "folders", "disk", "darkroom"} < health.keys()
    assert (health["connection"], health["darkroom"], health["keyring"]) == ("ok", "ok", "look")


def test_the_doctor_names_what_does_not_work(machine: Machine, store: PracticeStore, capsys: Output) -> None:
    store.stop()
    (machine.folder / "vault.key").unlink()
    ended = machine.command(capsys, "doctor")
    assert ended.status == 1
    assert [line.split()[1] for line in ended.out.splitlines() if line.startswith("bad")] == ["keyring:", "connection:"]


def test_the_doctor_reports_on_a_wrong_setting(tmp_path: Path, capsys: Output) -> None:
    ended = Machine(tmp_path, "lakeside", more={"COUNTERSCAN_SETTLE_S": "abc"}).command(capsys, "doctor")
    assert ended.status == 1
    assert "COUNTERSCAN_SETTLE_S" in ended.out
