"""How the window is accepted: a screen reader does every job with the real program on a real display."""

import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.accessibility.private_desktop import private_desktop, running

CHECKOUT = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("screen_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
READER_WAIT_S = 90


@pytest.fixture
def store() -> Iterator[PracticeStore]:
    """The store in this process: what arrived can be seen from outside of the program."""
    with PracticeStore() as practice:
        yield practice


def read_aloud(job: Sequence[str], files: Sequence[Path], store: PracticeStore, folder: Path) -> None:
    """Open the window with these files and let the reader do the job; no complaint of the program is passed over."""
    vault_key = folder / "vault key"
    vault_key.touch(mode=0o600)
    vault_key.write_bytes(secrets.token_bytes(32))
    with private_desktop(folder) as desktop:
        environ = dict(desktop) | {
            "COUNTERSCAN_HOME": str(folder / "home"),
            "COUNTERSCAN_URL": store.url,
            "COUNTERSCAN_API_KEY": store.key,
            "COUNTERSCAN_VAULT_KEY_FILE": str(vault_key),
            "COUNTERSCAN_RECALL_S": "0",
            "COUNTERSCAN_SETTLE_S": "1",  # a page that was sent twice is watched for so long
        }
        said = folder / "program.log"
        with running([sys.executable, "-m", "app", *map(str, files)], environ | {"PYTHONPATH": str(CHECKOUT)}, said):
            read = subprocess.run(
                [SYSTEM_PYTHON, str(READER), *job],
                env=dict(desktop),
                capture_output=True,
                text=True,
                timeout=READER_WAIT_S,
                check=False,
            )
    assert read.returncode == 0, f"{read.stdout}\n{read.stderr}\n{said.read_text()}"
    assert said.read_text() == ""


@pytest.mark.usefixtures("desktop_tools")
def test_a_screen_reader_does_the_whole_main_job(
    store: PracticeStore, samples: dict[str, Path], tmp_path: Path
) -> None:
    job = ["main", str(samples["ID card Alvarez.jpg"])]
    read_aloud(job, [samples["hard copy Alvarez.pdf"]], store, tmp_path)
    arrived = store.uploaded_images()
    assert [(image.width, image.height) for image in arrived] == [(1200, 1654), (1654, 2339), (1350, 850)]
    assert [request.method for request in store.requests].count("POST") == 3


@pytest.mark.usefixtures("desktop_tools")
def test_a_screen_reader_sorts_a_batch(store: PracticeStore, samples: dict[str, Path], tmp_path: Path) -> None:
    batch = [samples[name] for name in ("hard copy Alvarez.pdf", "ID card Alvarez.jpg", "scan 600 dpi Chen.tif")]
    read_aloud(["sort"], batch, store, tmp_path)
    patients = Counter(image.links["patient_id"] for image in store.uploaded_images())
    assert patients == {"pat_12345": 3, "pat_20881": 1}


@pytest.mark.usefixtures("desktop_tools")
def test_a_screen_reader_finds_its_way_in_the_gallery(store: PracticeStore, tmp_path: Path) -> None:
    read_aloud(["gallery"], [], store, tmp_path)


@pytest.mark.usefixtures("desktop_tools")
def test_a_screen_reader_mends_what_drx_refused(store: PracticeStore, samples: dict[str, Path], tmp_path: Path) -> None:
    store.faults.add(Fault(FaultKind.STATUS, method="POST", status=400))
    read_aloud(["outbox"], [samples["ID card Alvarez.jpg"]], store, tmp_path)
    assert len(store.uploaded_images()) == 1
