"""Qt may be called for hours: PySide6 must not count None and the bools down to nothing."""

import subprocess
import sys

MANY_CALLS = """
from app.system.singletons import keep_singletons_alive
keep_singletons_alive()
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(50_000):
    thing.setObjectName("a")
    thing.blockSignals(False)
    thing.isWidgetType()
"""


def test_a_hundred_thousand_calls_of_qt_do_not_abort_the_interpreter() -> None:
    ended = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
