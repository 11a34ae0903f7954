"""The program as scripts start it: a process of its own, interrupted, piped, on a terminal, with a failing store."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

from app.practice.faults import Fault, FaultKind
from app.practice.server import PRACTICE_KEY, PracticeStore
from tests.cli.pictures import jpeg
from tests.cli.program import CHECKOUT, START, WAIT_S, Ended, Machine

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals, modes and terminals of Unix")


def test_the_whole_job_goes_through_and_leaves_no_key_and_no_token_behind(tmp_path: Path, store: PracticeStore) -> None:
    machine = Machine(tmp_path, store.url)
    made = machine.program("key", "vault", tmp_path / "vault.key")
    sent = machine.program(
        "upload", "--prescription", "rx_67890", "--label", "front", jpeg(tmp_path / "a.jpg"), "--json"
    )
    saved = machine.program("images", "prescription", "rx_67890", "--save", tmp_path / "saved", "--json")
    assert [made.status, sent.status, saved.status] == [0, 0, 0]
    assert Path(saved.document["images"][0]["saved"]).read_bytes() == (tmp_path / "a.jpg").read_bytes()
    said = "".join(ended.out + ended.err for ended in (made, sent, saved)).encode()
    for content in (said, *(file.read_bytes() for file in machine.files())):
        assert PRACTICE_KEY.encode() not in content
        assert b"token=" not in content


def test_a_store_that_is_down_leaves_the_page_safe_and_it_goes_later(machine: Machine, store: PracticeStore) -> None:
    page = jpeg(machine.folder / "a.jpg")
    store.offline = True
    began_s = time.monotonic()
    ended = machine.program("upload", "--patient", "pat_1", page, "--json")
    assert time.monotonic() - began_s < 20
    assert (ended.status, ended.states) == (3, ["waiting"])
    assert "outbox send" in ended.err
    store.offline = False
    assert machine.program("outbox", "send").status == 0
    assert len(store.uploaded_images()) == 1


@on_posix
def test_an_interrupt_while_waiting_loses_nothing(machine: Machine, store: PracticeStore) -> None:
    store.faults.add(Fault(FaultKind.HANG, method="POST"))
    running = machine.start("upload", "--patient", "pat_1", jpeg(machine.folder / "a.jpg"), "--json")
    assert store.faults.wait_for_hits(1)
    children = psutil.Process(running.pid).children(recursive=True)
    workers = [child for child in children if "resource_tracker" not in " ".join(child.cmdline())]
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=WAIT_S)
    assert (running.returncode, Ended(3, out, err).states) == (3, ["waiting"])
    assert "safely in the outbox" in err
    assert "Traceback" not in err
    assert not [worker for worker in workers if worker.is_running()]
    store.faults.release()
    assert machine.program("outbox", "send").status == 0
    assert len(store.uploaded_images()) == 1


@on_posix
def test_an_interrupt_before_anything_is_safe_says_so(machine: Machine, store: PracticeStore) -> None:
    store.faults.add(Fault(FaultKind.HANG, method="GET", path_prefix="/api/v2/prescriptions/"))
    running = machine.start("upload", "--prescription", "rx_67890", jpeg(machine.folder / "a.jpg"), "--json")
    assert store.faults.wait_for_hits(1)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=WAIT_S)
    assert (running.returncode, json.loads(out)["pages"]) == (1, [])
    assert "before anything was put into the outbox" in err


@on_posix
def test_a_question_that_is_interrupted_ends_in_words_and_one_document(machine: Machine, store: PracticeStore) -> None:
    store.faults.add(Fault(FaultKind.HANG, method="GET", path_prefix="/api/v2/images/"))
    running = machine.start("images", "patient", "pat_1", "--json")
    assert store.faults.wait_for_hits(1)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=WAIT_S)
    assert (running.returncode, json.loads(out)["images"]) == (1, [])
    assert err == "counterscan: Stopped before it was done. Run it again.\n"


@on_posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_practice_says_where_its_store_and_scanner_are_and_ends_when_asked(
    tmp_path: Path, number: signal.Signals
) -> None:
    running = Machine(tmp_path, "").start("practice")
    assert running.stdout is not None
    said = [running.stdout.readline() for _ in range(4)]
    url, key = said[1].removeprefix("COUNTERSCAN_URL=").strip(), said[2].removeprefix("COUNTERSCAN_API_KEY=").strip()
    found = Machine(tmp_path, url, key=key).program("find", "Alvarez, Maria")
    status = httpx.get(said[3].removeprefix("Practice scanner: ").strip() + "/ScannerStatus", trust_env=False)
    began_s = time.monotonic()
    running.send_signal(number)
    _, err = running.communicate(timeout=WAIT_S)
    assert (running.returncode, err) == (0, "")
    assert time.monotonic() - began_s < 3
    assert "pat_12345" in found.out
    assert "ScannerAdfLoaded" in status.text


def test_a_port_that_is_taken_is_said(tmp_path: Path, store: PracticeStore) -> None:
    port = store.url.rpartition(":")[2]
    ended = Machine(tmp_path, "").program("practice", "--port", port)
    assert (ended.status, ended.out) == (1, "")
    assert f"Port {port} can't be used" in ended.err


@on_posix
def test_a_key_file_is_private_and_never_written_over(tmp_path: Path) -> None:
    machine, file = Machine(tmp_path, ""), tmp_path / "outbox.key"
    assert machine.program("key", "vault", file).status == 0
    content = file.read_bytes()
    assert (len(content), file.stat().st_mode & 0o777) == (32, 0o600)
    assert machine.program("key", "vault", file).status == 1
    assert file.read_bytes() == content


@pytest.mark.parametrize(("act", "stdin"), [("set", f"{PRACTICE_KEY}\n"), ("clear", "")])
def test_without_a_keyring_a_key_is_not_kept(tmp_path: Path, act: str, stdin: str) -> None:
    ended = Machine(tmp_path, "lakeside", key="").program("key", act, stdin=stdin)
    assert ended.status == 1
    assert "keyring" in ended.err
    assert "COUNTERSCAN_API_KEY" in ended.err
    assert PRACTICE_KEY not in ended.out + ended.err


@pytest.mark.parametrize("stdin", ["", "two words\n", "\n"])
def test_what_is_no_key_is_wrong_use(tmp_path: Path, stdin: str) -> None:
    ended = Machine(tmp_path, "lakeside", key="").program("key", "set", stdin=stdin)
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1


@on_posix
def test_progress_is_shown_on_a_terminal_and_only_there(machine: Machine, store: PracticeStore) -> None:
    ours, theirs = os.openpty()
    page = jpeg(machine.folder / "a.jpg")
    running = machine.start("upload", "--patient", "pat_1", page, "--json", stderr=theirs)
    os.close(theirs)
    out, _ = running.communicate(timeout=WAIT_S)
    shown = os.read(ours, 10_000)
    os.close(ours)
    assert json.loads(out)["pages"][0]["state"] == "delivered"
    assert b"1 of 1" in shown
    assert shown.endswith(b"\r\x1b[K")
    assert machine.program("upload", "--patient", "pat_12345", page).err == ""


@on_posix
@pytest.mark.parametrize("more", [["--json"], []])
def test_a_reader_that_goes_early_is_no_traceback(machine: Machine, more: list[str]) -> None:
    gone, held = os.pipe()
    os.close(gone)
    running = machine.start("find", "", *more, stdout=held)
    os.close(held)
    _, err = running.communicate(timeout=WAIT_S)
    assert (running.returncode, err) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_can_not_be_written_is_said(machine: Machine) -> None:
    with Path("/dev/full").open("w") as full:
        running = machine.start("find", "", stdout=full)
        _, err = running.communicate(timeout=WAIT_S)
    assert running.returncode == 1
    assert err.startswith("counterscan: The answer could not be written")
    assert len(err.splitlines()) == 1


def test_an_encoding_that_lacks_a_letter_does_not_end_the_program(tmp_path: Path, store: PracticeStore) -> None:
    machine = Machine(tmp_path, store.url, more={"PYTHONIOENCODING": "ascii"})
    said = subprocess.run(
        [*START, "find", "Núñez"], env=machine.environ, cwd=CHECKOUT, capture_output=True, check=False
    )
    as_json = subprocess.run(
        [*START, "find", "Núñez", "--json"], env=machine.environ, cwd=CHECKOUT, capture_output=True, check=False
    )
    assert (said.returncode, said.stderr, as_json.stderr) == (0, b"", b"")
    assert json.loads(as_json.stdout)["records"][0]["name"] == "Núñez, José"


@on_posix
def test_a_second_program_is_told_in_words_while_one_works(machine: Machine, store: PracticeStore) -> None:
    store.faults.add(Fault(FaultKind.HANG, method="POST"))
    first = machine.start("upload", "--patient", "pat_1", jpeg(machine.folder / "a.jpg"))
    assert store.faults.wait_for_hits(1)
    second = machine.program("upload", "--patient", "pat_2", machine.folder / "a.jpg")
    store.faults.release()
    first.communicate(timeout=WAIT_S)
    assert (first.returncode, second.status) == (0, 1)
    assert "already open" in second.err


@on_posix
def test_a_page_that_was_being_sent_when_the_program_was_killed_is_not_sent_twice(
    machine: Machine, store: PracticeStore
) -> None:
    store.faults.add(Fault(FaultKind.HANG, method="POST"))
    running = machine.start("upload", "--patient", "pat_1", jpeg(machine.folder / "a.jpg"))
    assert store.faults.wait_for_hits(1)
    running.kill()
    running.communicate(timeout=WAIT_S)
    store.faults.release()
    assert machine.program("outbox", "send", "--json").document["entries"][0]["state"] == "delivered"
    assert len(store.uploaded_images()) == 1
