"""What goes wrong for a while, or beside the point, stops nothing for longer than it has to."""

import errno
import os
import sqlite3
from dataclasses import replace

import pytest

from app.domain.facts import Connection, ConnectionChanged, OutboxChanged
from app.domain.outbox_shelf import Hold
from app.domain.parcels import Stage
from app.domain.shelves import Mark
from app.flows import dispatch
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, Ground, drawn, until

WRONG_KEY = "DRX" + "0" * 32


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing more can be flushed to the disk: what a full one says."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)


def page_that_did_not_fit_for_a_full_disk(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ground.add(drawn((1600, 1700)))
    with monkeypatch.context() as full:
        fill_the_disk(full)
        ground.desk.turn([row.id], 1)
        assert until(lambda: ground.rows[0].mark is Mark.BROKEN)


def test_a_page_that_a_full_disk_kept_from_being_fitted_is_fitted_when_upload_is_pressed(
    ground: Ground, practice: PracticeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_that_did_not_fit_for_a_full_disk(ground, monkeypatch)
    (entry,) = ground.house.run(lambda counter: counter.dispatch.queue_all(PATIENT))
    assert ground.settled(entry).stage is Stage.DELIVERED


def test_or_with_the_next_change_on_the_desk(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    page_that_did_not_fit_for_a_full_disk(ground, monkeypatch)
    monkeypatch.setattr(dispatch, "LEAST_BETWEEN_FITS_S", 0.0)
    ground.desk.pick(PATIENT)
    assert until(lambda: ground.rows[0].mark is Mark.FITS)


def test_a_page_that_can_never_be_fitted_is_not_tried_with_every_change(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "LEAST_BETWEEN_FITS_S", 0.0)
    ground.desk.add_content(b"\xff\xd8 torn", "torn.jpg")
    ground.wait_for_desk(lambda view: len(view.rows) == 1)
    ground.desk.pick(PATIENT)
    assert ground.rows[0].mark is Mark.BROKEN


def test_a_refused_key_stays_what_is_said_though_the_line_goes_down(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_API_KEY=WRONG_KEY)
    told = ground.wait_for_connection(Connection.KEY_REFUSED)
    ground.do(lambda counter: counter.connect.line_is(False))
    ground.do(lambda counter: counter.connect.line_is(True))
    ground.do(lambda counter: counter.connect.tell())
    last = ground.facts.of(ConnectionChanged)[-1]
    assert (last.connection, last.problem) == (Connection.KEY_REFUSED, told.problem)


def test_a_key_that_the_first_question_finds_refused_stops_the_sending(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    ground = make_ground(COUNTERSCAN_API_KEY=WRONG_KEY)
    ground.wait_for_connection(Connection.KEY_REFUSED)
    ground.send()
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.hold is Hold.KEY_REFUSED and fact.view.rows != ())
    assert not [request for request in practice.requests if request.method == "POST"]


def test_a_new_key_goes_on_with_what_a_refused_one_held_up(make_ground: MakeGround, practice: PracticeStore) -> None:
    ground = make_ground(COUNTERSCAN_API_KEY=WRONG_KEY)
    ground.wait_for_connection(Connection.KEY_REFUSED)
    queued = ground.send()
    ground.desk.enter_key(practice.key)
    assert ground.settled(queued).stage is Stage.DELIVERED


def test_why_the_line_is_down_is_told(ground: Ground, practice: PracticeStore) -> None:
    ground.wait_for_connection(Connection.CONNECTED)
    practice.offline = True
    ground.send()
    told = ground.wait_for_connection(Connection.OFFLINE)
    assert told.problem is not None


def test_settings_that_cannot_be_saved_stop_no_page_that_a_store_finds_too_large(ground: Ground) -> None:
    (ground.home / "settings.new").mkdir()  # where the new settings would be written first
    ground.do(lambda counter: counter.connect.remember_lowered_limit())  # told, not raised
    assert "The settings could not be saved" in ground.problems()


def test_a_house_can_be_closed_twice(ground: Ground) -> None:
    ground.house.close()
    ground.house.close()


def test_an_address_is_kept_only_once_its_store_could_be_opened(make_ground: MakeGround) -> None:
    make_ground()
    second = make_ground(COUNTERSCAN_URL=None)
    second.desk.connect_store("lakeside", "DRX" + "a" * 32)
    told = second.facts.wait_for(ConnectionChanged, lambda fact: fact.problem is not None)
    assert told.connection is Connection.NOT_SET_UP
    assert second.do(lambda counter: counter.connect._setup.settings.url) == ""
    assert not (second.home / "settings.json").exists()


def test_one_at_a_time_is_one_at_a_time(make_ground: MakeGround, practice: PracticeStore) -> None:
    ground = make_ground(COUNTERSCAN_PARALLEL="1")
    practice.faults.add(Fault(FaultKind.HANG, method="POST"))
    first, second = ground.send(PATIENT), ground.send(ANOTHER_PATIENT)
    assert practice.faults.wait_for_hits(1)
    ground.do(lambda counter: counter.courier.ledger.stir())
    carried = ground.do(lambda counter: [counter.courier.is_carrying(entry.id) for entry in (first, second)])
    assert carried == [True, False]
    practice.faults.release()
    assert ground.settled(second).stage is Stage.DELIVERED


def test_a_page_for_another_store_is_marked(make_ground: MakeGround) -> None:
    ground = make_ground()
    queued = ground.entry()
    ground.queue(replace(queued, store="https://elsewhere.drxapp.com"), ground.entry(ANOTHER_PATIENT))
    view = ground.facts.wait_for(OutboxChanged, lambda fact: len(fact.view.rows) == 2).view
    assert {row.record.id: row.is_for_another_store for row in view.rows} == {
        PATIENT.id: True,
        ANOTHER_PATIENT.id: False,
    }


def test_a_recall_that_the_disk_refuses_changes_nothing(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S="60")
    ground.add(drawn())
    (entry,) = ground.house.run(lambda counter: counter.dispatch.queue_all(PATIENT))
    (database,) = ground.home.rglob("counter.db")
    with sqlite3.connect(database) as connection:
        connection.execute("ALTER TABLE desk_items RENAME TO gone")  # the draft can't be written any more
    connection.close()
    ground.desk.recall([entry.id])
    assert ground.pages == ()
    assert [kept.id for kept in ground.entries()] == [entry.id]
    assert len(ground.problems()) == 1
