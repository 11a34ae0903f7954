"""A real ClamAV daemon, with a database of its own that knows the EICAR test file and nothing else."""

import asyncio
import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from app.system.malware import Verdict
from app.system.malware_clamd import ClamDaemon

mupdf: Any = pymupdf  # ships no types
CLAMD = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MAX_STREAM_BYTES = 4_000_000
# In two halves, or this file would be taken for the test file (eicar.org, "Anti Malware Testfile").
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
pytestmark = pytest.mark.skipif(CLAMD is None, reason="needs clamd: apt-get install clamav-daemon")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the daemon listens; it is told nothing by the machine's own configuration, and fetches nothing."""
    assert CLAMD is not None
    with tempfile.TemporaryDirectory(prefix="clam") as folder:  # short: a socket's path has 107 characters at most
        home = Path(folder)
        (home / "eicar.ndb").write_text(f"Eicar-Anywhere:0:*:{EICAR.hex()}\nEicar-At-The-Start:0:0:{EICAR.hex()}\n")
        place, configuration = home / "clamd.ctl", home / "clamd.conf"
        configuration.write_text(
            f"LocalSocket {place}\nDatabaseDirectory {home}\nTemporaryDirectory {home}\nForeground yes\n"
            f"MaxThreads 2\nStreamMaxLength {MAX_STREAM_BYTES}\nAlertExceedsMax yes\nAlertEncrypted yes\n"
        )
        daemon = subprocess.Popen(
            [CLAMD, "-c", str(configuration)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            assert daemon.stdout is not None
            said = next((line for line in daemon.stdout if "Self checking" in line), "")
            assert said, "clamd ended before it was ready"
            yield str(place)
        finally:
            daemon.terminate()
            daemon.communicate(timeout=30)


def verdict_on(address: str, content: bytes) -> Verdict:
    return asyncio.run(ClamDaemon(address).inspect(content)).verdict


def jpeg() -> bytes:
    paper = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(paper, "JPEG")
    return paper.getvalue()


def zipped(content: bytes) -> bytes:
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("scan.jpg", content)
    return paper.getvalue()


def attached(content: bytes) -> bytes:
    with mupdf.open() as document:
        document.new_page()
        document.embfile_add("note.txt", content)
        saved: bytes = document.tobytes(deflate=True)
    return saved


def test_the_daemon_is_there(address: str) -> None:
    assert asyncio.run(ClamDaemon(address).is_there())


@pytest.mark.parametrize(
    "content",
    [EICAR, zipped(EICAR), zipped(zipped(EICAR)), attached(EICAR), jpeg() + EICAR],
    ids=["plain", "zipped", "zipped twice", "attached to a PDF", "behind a JPEG"],
)
def test_the_test_file_is_found(address: str, content: bytes) -> None:
    assert verdict_on(address, content) is Verdict.INFECTED


@pytest.mark.parametrize(
    "content", [jpeg(), zipped(jpeg()), attached(b"nothing")], ids=["a JPEG", "a ZIP", "a PDF with an attachment"]
)
def test_what_is_harmless_is_clean(address: str, content: bytes) -> None:
    assert verdict_on(address, content) is Verdict.CLEAN


def test_the_name_of_what_was_found_is_told(address: str) -> None:
    inspection = asyncio.run(ClamDaemon(address).inspect(EICAR))
    assert inspection.reason.startswith("Eicar-")


def test_what_is_too_large_for_the_daemon_is_not_scanned(address: str) -> None:
    assert verdict_on(address, bytes(MAX_STREAM_BYTES + 1) + EICAR) is Verdict.NOT_SCANNED


def test_what_the_daemon_cannot_look_into_is_not_scanned(address: str) -> None:
    with mupdf.open() as document:
        document.new_page()
        locked = document.tobytes(encryption=mupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="secret")
    assert verdict_on(address, locked) is Verdict.NOT_SCANNED
