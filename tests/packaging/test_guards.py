"""The watch over the tests does fail a bad test: a file of bad tests is run by a pytest of its own."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
IMPATIENT_CONFTEST = """
pytest_plugins = ["tests.watch"]

def pytest_configure():
    from tests import watch
    watch.PATIENCE_S = 0.3
"""
BAD_TESTS = """
import gc
import logging
import socket
import subprocess
import sys
import threading
import warnings

import pytest
from PySide6.QtCore import QPropertyAnimation, QTimer, qDebug, qWarning
from PySide6.QtWidgets import QApplication, QWidget

kept = []


@pytest.fixture(scope="module")
def application():
    yield QApplication([])


@pytest.fixture(scope="module")
def stop():
    event = threading.Event()
    yield event
    event.set()


def test_good(application, tmp_path):
    (tmp_path / "page.txt").write_text("read and closed")
    window = QWidget()
    window.show()
    timer = QTimer(window)
    timer.start(1000)
    QWidget().deleteLater()
    subprocess.run([sys.executable, "-c", ""], check=True)
    thread = threading.Thread(target=logging.getLogger("shop").info, args=("fine",))
    thread.start()

def test_good_although_it_logs(expects_log):
    expects_log("no line")
    logging.getLogger("shop").warning("there is no line today")

def test_qt_warning():
    qWarning("a widget is unhappy")

def test_qt_remark():
    qDebug("left in by mistake")

def test_error_in_a_slot(application):
    timer = QTimer(application)
    timer.timeout.connect(lambda: 1 / 0)
    timer.timeout.emit()

def test_logged_warning():
    logging.getLogger("shop").warning("something is odd")

def test_logged_error_beside_an_expected_one(expects_log):
    expects_log("no line")
    logging.getLogger("shop").warning("no line")
    logging.getLogger("shop").error("quite another thing")

def test_expected_log_that_never_came(expects_log):
    expects_log("no line")

def test_thread(stop):
    threading.Thread(target=stop.wait, name="forgotten-thread").start()

def test_process(stop):
    kept.append(subprocess.Popen([sys.executable, "-c", "input()", "forgotten-process"], stdin=subprocess.PIPE))

def test_file(tmp_path):
    kept.append((tmp_path / "forgotten.txt").open("w"))

def test_socket():
    kept.append(socket.create_server(("127.0.0.1", 0)))

def test_window(application):
    kept.append(QWidget(objectName="forgotten-window"))

def test_timer(application):
    kept.append(QTimer(objectName="forgotten-timer"))
    kept[-1].start(1000)

def test_animation(application):
    kept.append(QPropertyAnimation(application, b"objectName", objectName="forgotten-animation"))
    kept[-1].setDuration(60_000)
    kept[-1].setLoopCount(-1)
    kept[-1].start()

def test_warning():
    warnings.warn("old ways")

def test_exception_in_a_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

def test_exception_in_a_finalizer():
    class Careless:
        def __del__(self):
            raise ValueError("in a finalizer")
    Careless()

def test_file_dropped_without_closing(tmp_path):
    circle = [(tmp_path / "dropped.txt").open("w")]
    circle.append(circle)
"""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each bad test and all that pytest says of it, under the settings and the watch of this project."""
    folder = tmp_path_factory.mktemp("bad-tests")
    (folder / "test_bad.py").write_text(BAD_TESTS)
    (folder / "conftest.py").write_text(IMPATIENT_CONFTEST)
    settings = ["-c", str(CHECKOUT / "pyproject.toml"), "--rootdir", str(folder), "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *settings, "--junitxml", str(folder / "report.xml"), str(folder)]
    finished = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert finished.returncode == 1, finished.stdout + finished.stderr
    found: dict[str, str] = {}
    for case in ElementTree.parse(folder / "report.xml").iter("testcase"):
        spoken = [f"{part.get('message')} {part.text}" for part in case if part.tag in ("failure", "error")]
        found[case.get("name", "")] = found.get(case.get("name", ""), "") + "".join(spoken)
    return found


@pytest.mark.parametrize("good_test", ["test_good", "test_good_although_it_logs"])
def test_a_test_that_tidies_up_passes(good_test: str, complaints: dict[str, str]) -> None:
    assert complaints[good_test] == ""


@pytest.mark.parametrize(
    ("bad_test", "complaint"),
    [
        ("test_qt_warning", "Qt said: a widget is unhappy"),
        ("test_qt_remark", "Qt said: left in by mistake"),
        ("test_error_in_a_slot", "raised in a slot: Traceback"),
        ("test_logged_warning", "logged WARNING by shop: something is odd"),
        ("test_logged_error_beside_an_expected_one", "logged ERROR by shop: quite another thing"),
        ("test_expected_log_that_never_came", "expected in the log but not logged: no line"),
        ("test_thread", "left a thread: forgotten-thread"),
        ("test_process", "forgotten-process"),
        ("test_file", "forgotten.txt"),
        ("test_socket", "left open: socket"),
        ("test_window", "left a window: QWidget 'forgotten-window'"),
        ("test_timer", "left a timer or animation running: QTimer 'forgotten-timer'"),
        ("test_animation", "left a timer or animation running: QPropertyAnimation 'forgotten-animation'"),
        ("test_warning", "UserWarning: old ways"),
        ("test_exception_in_a_thread", "ZeroDivisionError"),
        ("test_exception_in_a_finalizer", "in a finalizer"),
        ("test_file_dropped_without_closing", "unclosed file"),
    ],
)
def test_a_careless_test_fails_and_is_told_why(bad_test: str, complaint: str, complaints: dict[str, str]) -> None:
    assert complaint in complaints[bad_test]
