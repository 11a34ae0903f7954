"""The watch over every test: it fails a test that leaves something behind or says something nobody expected.

A Qt message, an error raised in a slot, a logged warning, a thread, a child process, an open file or socket, a window,
a running timer: each is an error of the test in which it came to light. pytest itself turns warnings, exceptions in
threads and exceptions in finalizers into failures. The watch is the first fixture to be set up and the last to be taken
down, so what lives longer than one test belongs into a module or session fixture.
"""

import gc
import logging
import multiprocessing.resource_tracker
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Hashable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

import psutil
import pytest
from PySide6.QtCore import (
    QAbstractAnimation,
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from shiboken6 import Shiboken

PATIENCE_S = 2.0  # for what was told to end and is about to
BETWEEN_LOOKS_S = 0.005
OPEN_DESCRIPTORS = Path("/proc/self/fd")
# The offscreen platform says so of raise() and of grabs, which every popup asks for; a real screen supports them.
OFFSCREEN_EXCUSE = "This plugin does not support "
# Frames of a camera are turned into pictures by the graphics card, which the offscreen platform has none of.
NO_CARD_EXCUSE = "No RHI backend. Using CPU conversion."
# Python's own, started with the first spawned process and kept until the interpreter ends.
KEPT_BY_PYTHON = "multiprocessing.resource_tracker"
KEPT_BY_QT = "anon_inode:[eventfd]"  # one for each thread with an event loop, made at its first event

Look = Callable[[], Mapping[Hashable, str]]  # what is there now: an identity, and words for a person

_qt_messages: list[str] = []
_lost_errors: list[str] = []  # raised in a slot or an event of Qt, which has nobody to raise it to
_has_failed = pytest.StashKey[bool]()


class ExpectsLog:
    """What a test expects to be logged at WARNING or above; anything else, or its absence, fails the test."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def __call__(self, text: str) -> None:
        """Expect at least one record whose message contains the text."""
        self._texts.append(text)

    def complaints_about(self, records: list[logging.LogRecord]) -> list[str]:
        """Records that no expected text explains, and expected texts that no record holds."""
        said = [(record, record.getMessage()) for record in records]
        surprises = [
            f"logged {record.levelname} by {record.name}: {message}"
            for record, message in said
            if not any(text in message for text in self._texts)
        ]
        return surprises + [
            f"expected in the log but not logged: {text}"
            for text in self._texts
            if not any(text in message for _, message in said)
        ]


class _Recorder(logging.Handler):
    """Keeps every record from WARNING on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def expects_log() -> ExpectsLog:
    """State the text of a warning or an error that the test means to cause: `expects_log("no line")`."""
    return ExpectsLog()


@pytest.fixture(autouse=True)
def watch(request: pytest.FixtureRequest, expects_log: ExpectsLog) -> Iterator[None]:
    """Compare what there is before the test with what is left after it."""
    recorder = _Recorder()
    logging.getLogger().addHandler(recorder)
    qInstallMessageHandler(_note_qt_message)  # for each test again: the program installs its own
    _qt_messages.clear()
    before = {look: set(look()) for look in (*WHAT_RUNS, *WHAT_IS_HELD)}
    yield
    complaints = _left_over(WHAT_RUNS, before)
    if not request.node.stash.get(_has_failed, False):  # the traceback of a failure holds all that the test had made
        gc.collect()  # cheap, because what was there before the first test is frozen
        complaints += _left_over(WHAT_IS_HELD, before)
    logging.getLogger().removeHandler(recorder)
    complaints += expects_log.complaints_about(recorder.records)
    complaints += [f"Qt said: {message}" for message in _qt_messages]
    complaints += [f"raised in a slot: {error}" for error in _lost_errors]  # of the fixtures before the test, too
    _lost_errors.clear()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember for the watch that a test failed by itself."""
    report = yield
    item.stash[_has_failed] = item.stash.get(_has_failed, False) or report.failed
    return report


def pytest_configure() -> None:
    """Hear what Qt could not raise to anybody, in tests and in the fixtures that live longer."""
    sys.excepthook = _note_lost_error


def pytest_collection_finish() -> None:
    """Take the modules, which stay, out of every later garbage collection."""
    gc.collect()
    gc.freeze()


def _left_over(looks: Mapping[Look, str], before: Mapping[Look, set[Hashable]]) -> list[str]:
    """What is new since `before` and does not go away within the patience."""
    deadline_s = time.monotonic() + PATIENCE_S
    complaints = []
    for look, complaint in looks.items():
        now = look()
        while now.keys() - before[look] and time.monotonic() < deadline_s:
            time.sleep(BETWEEN_LOOKS_S)
            now = look()
        complaints += [f"{complaint}: {now[key]}" for key in now.keys() - before[look]]
    return complaints


def _threads() -> dict[Hashable, str]:
    return {thread: thread.name for thread in threading.enumerate() if not _is_gone(thread)}


def _is_gone(thread: threading.Thread) -> bool:
    # Python lists a thread that Qt made and that once ran Python code until the end of the process.
    is_foreign = isinstance(thread, threading._DummyThread)
    return is_foreign and thread.native_id not in {native.id for native in psutil.Process().threads()}


def _child_processes() -> dict[Hashable, str]:
    found: dict[Hashable, str] = {}
    for process in psutil.Process().children(recursive=True):
        try:
            command = " ".join(process.cmdline())
        except psutil.ZombieProcess:
            command = "ended, but nobody waited for it"
        except psutil.NoSuchProcess:
            continue
        if KEPT_BY_PYTHON not in command:
            found[process] = f"{process.pid} {command}"
    return found


def _open_files() -> dict[Hashable, str]:
    """Files, sockets, pipes; on systems without /proc only files (where that is quick) and listening sockets."""
    if OPEN_DESCRIPTORS.is_dir():
        return {entry: f"{target} (descriptor {number})" for entry in _descriptors() for number, target in [entry]}
    process = psutil.Process()
    listening = [entry.laddr for entry in process.net_connections() if entry.status == psutil.CONN_LISTEN]
    files = [] if sys.platform == "win32" else [file.path for file in process.open_files()]
    return {entry: str(entry) for entry in (*listening, *files)}


def _descriptors() -> Iterator[tuple[str, str]]:
    kept = {str(multiprocessing.resource_tracker._resource_tracker._fd)}  # type: ignore[attr-defined]  # not in the stubs
    for number in os.listdir(OPEN_DESCRIPTORS):  # noqa: PTH208 - twice as quick, and it runs twice for each test
        try:
            target = os.readlink(OPEN_DESCRIPTORS / number)  # noqa: PTH115 - what it names may be no path
        except FileNotFoundError:
            continue  # the listing itself, or closed by another thread meanwhile
        if number not in kept and target != KEPT_BY_QT:
            yield number, target


def _windows() -> dict[Hashable, str]:
    """Top-level widgets that belong to no other; hidden ones too, for they would live as long as the program."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or not isinstance(QCoreApplication.instance(), widgets.QApplication):
        return {}
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {
        Shiboken.getCppPointer(widget)[0]: f"{type(widget).__name__} {widget.objectName() or widget.windowTitle()!r}"
        for widget in widgets.QApplication.topLevelWidgets()
        if widget.parent() is None
    }


def _running_timers() -> dict[Hashable, str]:
    """Timers and animations made in Python; those that Qt makes inside itself belong to their widgets."""
    if QCoreApplication.instance() is None:
        return {}
    return {
        Shiboken.getCppPointer(found)[0]: f"{type(found).__name__} {found.objectName()!r} of {found.parent()}"
        for found in gc.get_objects()
        if _is_running(found)
    }


def _is_running(found: object) -> bool:
    if not isinstance(found, QTimer | QAbstractAnimation) or not Shiboken.isValid(found):
        return False
    return found.isActive() if isinstance(found, QTimer) else found.state() == QAbstractAnimation.State.Running


def _note_lost_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _lost_errors.append("".join(traceback.format_exception(kind, error, trace)))


def _note_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if not message.startswith(OFFSCREEN_EXCUSE) and not message.endswith(NO_CARD_EXCUSE):
        _qt_messages.append(f"{message} ({kind.name}, {context.category})")


WHAT_RUNS: Mapping[Look, str] = {_threads: "left a thread", _child_processes: "left a child process"}
WHAT_IS_HELD: Mapping[Look, str] = {
    _windows: "left a window",
    _running_timers: "left a timer or animation running",
    _open_files: "left open",
}
