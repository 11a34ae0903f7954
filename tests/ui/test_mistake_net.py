"""What the window does with a mistake of our own: a slot that raises, a thread that ends, a report to copy."""

import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app import __version__
from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, ProblemMet
from app.ui.mistake_net import MAX_PLACES, MistakeNet, catch_mistakes
from app.ui.mistake_toast import report_text
from app.ui.notices import Notices
from app.ui.relay import Relay
from tests.watch import ExpectsLog

SECRET = "Alvarez, Maria 1961-04-03"
MISTAKE = Problem("Something went wrong inside CounterScan", "Copy the report", "ValueError at app.ui.stage._show:12")
MADE_AT = datetime(2025, 2, 20, 12, 0, 5, tzinfo=UTC)


def fail() -> None:
    raise ValueError(SECRET)


def failure() -> ValueError:
    try:
        fail()
    except ValueError as raised:
        return raised
    raise AssertionError


@pytest.fixture
def notices(relay: Relay) -> Iterator[Notices]:
    over = QWidget()
    over.resize(900, 700)
    over.show()
    yield Notices(relay, over)
    over.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def failing_button(qapp: QApplication) -> Iterator[QPushButton]:
    button = QPushButton()
    button.clicked.connect(fail)
    yield button
    button.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_slot_that_raises_ends_as_a_notice(
    relay: Relay, notices: Notices, failing_button: QPushButton, expects_log: ExpectsLog
) -> None:
    expects_log("our mistake: ValueError at ")
    with catch_mistakes(relay.publish):  # in the place of the watch's own hook, which would fail the test
        failing_button.click()
    QTest.qWait(0)
    (sentence,) = notices.sentences
    assert sentence.startswith("Our mistake: Something went wrong inside CounterScan")


def test_neither_the_log_nor_the_notice_has_the_text_of_the_error(
    failing_button: QPushButton, expects_log: ExpectsLog, caplog: pytest.LogCaptureFixture
) -> None:
    expects_log("test_mistake_net.fail:")
    told: list[Fact] = []
    with catch_mistakes(told.append):
        failing_button.click()
    assert told
    assert SECRET not in caplog.text + repr(told)


def test_a_thread_that_ends_with_an_error_is_told_too(expects_log: ExpectsLog) -> None:
    expects_log("our mistake: ValueError at ")
    told: list[Fact] = []
    with catch_mistakes(told.append):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert [fact.is_ours for fact in told if isinstance(fact, ProblemMet)] == [True]


def test_an_error_that_a_person_can_mend_is_told_in_its_own_words() -> None:
    told: list[Fact] = []
    problem = Problem("The disk is full", "Make room")
    MistakeNet(told.append).meet(AppError(problem))
    assert [(fact.problem, fact.is_ours) for fact in told if isinstance(fact, ProblemMet)] == [(problem, False)]


def test_a_mistake_made_while_a_mistake_is_told_does_not_tell_itself_for_ever(expects_log: ExpectsLog) -> None:
    expects_log("our mistake: ")
    told: list[Fact] = []
    net = MistakeNet(told.append, clock_s=lambda: 0.0)
    for _ in range(MAX_PLACES):
        net.meet(failure())
    assert len(told) == 1


def test_the_hooks_are_put_back_when_the_window_is_gone() -> None:
    before = (sys.excepthook, threading.excepthook)
    with catch_mistakes(lambda fact: None):
        pass
    assert (sys.excepthook, threading.excepthook) == before


def test_the_report_can_be_copied_from_the_notice(relay: Relay, notices: Notices) -> None:
    relay.fact.emit(ProblemMet(MISTAKE, is_ours=True, at=MADE_AT))
    copy = next(b for b in notices.findChildren(QPushButton) if b.accessibleName() == "Copy the report")
    copy.click()
    assert QApplication.clipboard().text() == report_text(MISTAKE, MADE_AT)


def test_the_report_says_version_machine_time_and_place() -> None:
    version, machine, *rest = report_text(MISTAKE, MADE_AT).splitlines()
    assert (version, "Python" in machine) == (f"CounterScan {__version__}", True)
    assert rest == ["2025-02-20 12:00:05 UTC", MISTAKE.title, MISTAKE.detail]


def test_a_problem_that_is_not_our_mistake_has_no_report(relay: Relay, notices: Notices) -> None:
    relay.fact.emit(ProblemMet(Problem("DRX can't be reached", "Look at the network")))
    buttons = [b for b in notices.findChildren(QPushButton) if b.accessibleName() == "Copy the report"]
    assert not [button for button in buttons if button.isVisible()]
