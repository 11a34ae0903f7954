"""Connecting: the first start, a key that is tried, kept and refused, practice, and one house on a home."""

import os
import threading
from pathlib import Path

import httpx
import psutil
import pytest

from app.domain.facts import ConnectAnswered, Connection, ConnectionChanged, OutboxChanged, ProblemMet
from app.domain.outbox_shelf import Hold
from app.domain.scanning import Road
from app.flows import connect
from app.practice.server import PRACTICE_KEY, Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, Ground, drawn


def last_connection(ground: Ground) -> ConnectionChanged:
    """How it stands, told anew to a window that opens now."""
    since = ground.facts.count
    ground.desk.attend()
    return ground.facts.wait_for(ConnectionChanged, since=since)


def test_the_first_start_has_no_store_and_no_problem(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_URL=None)
    told = ground.wait_for_connection(Connection.NOT_SET_UP)
    assert (told.problem, told.store) == (None, "")


def test_a_store_that_is_set_is_connected_at_the_start(ground: Ground) -> None:
    told = ground.wait_for_connection(Connection.CONNECTED)
    assert (told.store, told.is_practice) == ("127.0.0.1", False)


def test_a_good_store_and_key_are_answered_with_the_time_it_took(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    ground = make_ground(COUNTERSCAN_URL=None)
    ground.desk.check_store(7, practice.url, practice.key)
    answer = ground.facts.wait_for(ConnectAnswered)
    assert (answer.question, answer.problem) == (7, None)
    assert answer.elapsed_s is not None
    assert last_connection(ground).connection is Connection.NOT_SET_UP


@pytest.mark.parametrize(
    ("store", "key"), [("http://far.example", PRACTICE_KEY), ("not a name", PRACTICE_KEY), ("x", "")]
)
def test_an_address_or_key_that_cannot_be_one_is_said_at_once(make_ground: MakeGround, store: str, key: str) -> None:
    ground = make_ground(COUNTERSCAN_URL=None)
    ground.desk.check_store(1, store, key)
    answer = ground.facts.wait_for(ConnectAnswered)
    assert (answer.problem is not None, answer.is_unreachable) == (True, False)


def test_a_key_that_the_store_does_not_know_is_said(make_ground: MakeGround, practice: PracticeStore) -> None:
    ground = make_ground(COUNTERSCAN_URL=None)
    ground.desk.check_store(1, practice.url, "DRX" + "0" * 32)
    answer = ground.facts.wait_for(ConnectAnswered)
    assert (answer.problem is not None, answer.is_unreachable) == (True, False)


def test_a_store_that_cannot_be_reached_is_told_from_a_key_that_is_wrong(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    ground = make_ground(COUNTERSCAN_URL=None)
    practice.offline = True
    ground.desk.check_store(1, practice.url, practice.key)
    assert ground.facts.wait_for(ConnectAnswered).is_unreachable


def test_a_store_is_connected_and_remembered_and_its_key_lies_in_no_file(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    ground = make_ground(COUNTERSCAN_URL=None, COUNTERSCAN_API_KEY=None)
    ground.desk.connect_store(practice.url, practice.key)
    ground.wait_for_connection(Connection.CONNECTED)
    done = ground.settled(ground.send())
    ground.close()
    files = [path for path in ground.home.rglob("*") if path.is_file()]
    assert any(practice.url.encode() in path.read_bytes() for path in files)
    assert not [path.name for path in files if practice.key.encode() in path.read_bytes()]
    assert not [path.name for path in files if done.name.encode() in path.read_bytes()]


def test_without_a_key_pages_are_kept_until_there_is_one(make_ground: MakeGround, practice: PracticeStore) -> None:
    ground = make_ground(COUNTERSCAN_API_KEY=None)
    ground.wait_for_connection(Connection.NO_KEY)
    queued = ground.send()
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.hold is Hold.NO_KEY)
    ground.desk.enter_key(practice.key)
    ground.settled(queued)
    assert len(practice.uploaded_images()) == 1


def test_a_key_that_is_refused_at_the_start_is_asked_for(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_API_KEY="DRX" + "0" * 32)
    assert ground.wait_for_connection(Connection.KEY_REFUSED).problem is not None


def test_a_store_that_is_out_of_reach_at_the_start_is_no_obstacle(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    practice.offline = True
    ground = make_ground()
    ground.wait_for_connection(Connection.OFFLINE)
    ground.add(drawn())
    ground.desk.pick(PATIENT)
    assert ground.view.obstacle is None


def test_a_line_that_comes_back_is_noticed_though_nothing_is_sent(
    make_ground: MakeGround, practice: PracticeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "LINE_TRIED_EVERY_S", 0.1)
    practice.offline = True
    ground = make_ground()
    ground.wait_for_connection(Connection.OFFLINE)
    practice.offline = False
    ground.wait_for_connection(Connection.CONNECTED)


def test_practice_says_that_it_is_practice(make_ground: MakeGround) -> None:
    ground = make_ground(practise=True, COUNTERSCAN_URL=None, COUNTERSCAN_API_KEY=None, COUNTERSCAN_VAULT_KEY_FILE=None)
    told = ground.wait_for_connection(Connection.CONNECTED)
    assert (told.is_practice, told.store) == (True, "Practice store")
    ground.settled(ground.send())


def test_practice_has_a_scanner_with_paper_in_it_as_long_as_it_lasts(make_ground: MakeGround) -> None:
    ground = make_ground(practise=True)
    ground.wait_for_connection(Connection.CONNECTED)
    scanner = ground.do(lambda counter: counter.sessions.need().practice_scanner)
    assert scanner is not None
    assert (scanner.name, scanner.road) == ("Practice scanner", Road.ESCL)
    assert "ScannerAdfLoaded" in httpx.get(f"{scanner.address}/ScannerStatus", trust_env=False).text
    ground.close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{scanner.address}/ScannerStatus", trust_env=False)


def test_a_real_store_has_no_practice_scanner(make_ground: MakeGround) -> None:
    ground = make_ground()
    ground.wait_for_connection(Connection.CONNECTED)
    assert ground.do(lambda counter: counter.sessions.need().practice_scanner) is None


def test_practice_and_the_real_outbox_are_apart(make_ground: MakeGround, practice: PracticeStore) -> None:
    practice.offline = True
    ground = make_ground()
    queued = ground.send()
    ground.desk.practise()
    ground.facts.wait_for(ConnectionChanged, lambda fact: fact.is_practice)
    assert ground.entries() == ()
    practice.offline = False
    ground.desk.connect_store(practice.url, practice.key)
    ground.facts.wait_for(ConnectionChanged, lambda fact: not fact.is_practice, since=ground.facts.count)
    ground.settled(queued)
    assert len(practice.uploaded_images()) == 1


def test_the_store_is_not_changed_while_pages_lie_on_the_desk(ground: Ground) -> None:
    ground.add(drawn())
    ground.desk.practise()
    assert ground.facts.wait_for(ProblemMet).problem.title == "There are pages on the desk"
    assert len(ground.rows) == 1


def test_a_second_house_on_the_same_home_is_told_that_one_is_open(make_ground: MakeGround) -> None:
    make_ground()
    second = make_ground()
    told = second.wait_for_connection(Connection.NOT_SET_UP)
    assert told.problem is not None
    assert "already open" in told.problem.title


def test_why_no_store_is_open_is_told_again_to_a_window_that_opens_later(make_ground: MakeGround) -> None:
    make_ground()
    assert last_connection(make_ground()).problem is not None


def test_a_missing_key_of_the_outbox_is_told_and_nothing_is_made(make_ground: MakeGround, tmp_path: Path) -> None:
    ground = make_ground(COUNTERSCAN_VAULT_KEY_FILE=str(tmp_path / "not there"))
    told = ground.wait_for_connection(Connection.NOT_SET_UP)
    assert told.problem is not None
    assert "key file" in told.problem.title
    assert not list((ground.home / "store").glob("*.db"))


def test_another_key_of_the_outbox_is_told_and_the_right_one_still_opens_it(
    make_ground: MakeGround, practice: PracticeStore, tmp_path: Path
) -> None:
    practice.offline = True
    first = make_ground()
    queued = first.send()
    first.close()
    other = tmp_path / "other.key"
    other.write_bytes(os.urandom(32))
    other.chmod(0o600)
    wrong = make_ground(COUNTERSCAN_VAULT_KEY_FILE=str(other))
    assert wrong.wait_for_connection(Connection.NOT_SET_UP).problem is not None
    wrong.close()
    assert [entry.id for entry in make_ground().entries()] == [queued.id]


def test_settings_that_make_no_sense_are_told(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_SETTLE_S="soon")
    told = ground.wait_for_connection(Connection.NOT_SET_UP)
    assert told.problem is not None
    assert "COUNTERSCAN_SETTLE_S" in told.problem.title


def test_a_key_variable_that_is_no_key_is_told(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_API_KEY="two words")
    assert ground.wait_for_connection(Connection.NOT_SET_UP).problem is not None
    assert last_connection(ground).problem is not None


def test_closing_leaves_no_thread_and_no_process(make_ground: MakeGround) -> None:
    threads, children = set(threading.enumerate()), set(psutil.Process().children(recursive=True))
    ground = make_ground(practise=True)
    ground.add(drawn())
    ground.close()
    left = {thread.name for thread in set(threading.enumerate()) - threads if not thread.name.startswith("practice-")}
    kept_by_python = "multiprocessing.resource_tracker"
    new = set(psutil.Process().children(recursive=True)) - children
    assert left == set()
    assert [child for child in new if kept_by_python not in " ".join(child.cmdline())] == []


def test_a_house_that_is_closed_while_it_sends_leaves_the_page_in_the_outbox(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    practice.faults.add(Fault(FaultKind.HANG, method="POST", commits=False))
    first = make_ground()
    queued = first.send()
    assert practice.faults.wait_for_hits(1)
    first.close()
    second = make_ground()
    second.settled(queued)
    assert [image.name for image in practice.uploaded_images()] == [queued.name]
