"""How the window is accepted: a screen reader does the whole main job with the real program on a real display."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.mark.usefixtures("desktop_tools")
def test_a_screen_reader_does_the_whole_main_job(
    store: PracticeStore, samples: dict[str, Path], tmp_path: Path
) -> None:
    vault_key = tmp_path / "vault key"
    vault_key.touch(mode=0o600)
    vault_key.write_bytes(secrets.token_bytes(32))
    with private_desktop(tmp_path) as desktop:
        environ = dict(desktop) | {
            "COUNTERSCAN_HOME": str(tmp_path / "home"),
            "COUNTERSCAN_URL": store.url,
            "COUNTERSCAN_API_KEY": store.key,
            "COUNTERSCAN_VAULT_KEY_FILE": str(vault_key),
            "COUNTERSCAN_RECALL_S": "0",
        }
        command = [sys.executable, "-m", "app", str(samples["hard copy Alvarez.pdf"])]
        said = tmp_path / "program.log"
        with running(command, environ | {"PYTHONPATH": str(CHECKOUT)}, said):
            read = subprocess.run(
                [SYSTEM_PYTHON, str(READER), str(samples["ID card Alvarez.jpg"])],
                env=dict(desktop),
                capture_output=True,
                text=True,
                timeout=READER_WAIT_S,
                check=False,
            )

    assert read.returncode == 0, f"{read.stdout}\n{read.stderr}\n{said.read_text()}"
    assert said.read_text() == ""
    arrived = store.uploaded_images()
    assert [(image.width, image.height) for image in arrived] == [(1200, 1654), (1654, 2339), (1350, 850)]
    assert [request.method for request in store.requests].count("POST") == 3
