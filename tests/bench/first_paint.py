"""How long a cold start takes to the first paint, against a bare window of Qt.

`python tests/bench/first_paint.py [RUNS]`
Each start is a process of its own, the two in turn; what counts is the processor time that a process has taken when its
first paint is over (a loaded machine does not change it much), as a ratio of the medians. The goal is 1.25. Told as
well: when the window can be typed into.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
GOAL = 1.25
BARE = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        sys.stdout.write(str(time.process_time()))
        sys.stdout.flush()
        os._exit(0)
application = QApplication([])
window = Window()
window.resize(1280, 760)
window.show()
application.exec()
"""
OURS = """
import os, sys, time
import app.wiring
def told():
    sys.stdout.write(str(time.process_time()))
    sys.stdout.flush()
    os._exit(0)
{tap}
app.wiring.main([])
"""
AT_FIRST_PAINT = (
    "app.wiring._Start._furnish = lambda *_: told()\napp.wiring._Start.served_by_another = lambda *_: told()"
)
AT_READY = """
from PySide6.QtCore import QTimer
import app.ui.first_window
hold = app.ui.first_window.FirstWindow.hold
def held(frame, contents):
    hold(frame, contents)
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, told))
app.ui.first_window.FirstWindow.hold = held
"""


def seconds_of(program: str) -> float:
    """The processor time in seconds that the program tells."""
    with tempfile.TemporaryDirectory() as home:
        environ = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "COUNTERSCAN_HOME": home,
            "PYTHONPATH": str(CHECKOUT),
            "QT_QPA_PLATFORM": "offscreen",
        }
        told = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True)
    return float(told.stdout)


def main(runs: int) -> int:
    """Measure in turn and print one table; 1 where the goal was missed."""
    programs = {
        "bare window": BARE,
        "first paint": OURS.format(tap=AT_FIRST_PAINT),
        "can be typed into": OURS.format(tap=AT_READY),
    }
    for program in programs.values():
        seconds_of(program)  # a first start compiles what it imports
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, program in programs.items():
            taken[name].append(seconds_of(program))
    bare = statistics.median(taken["bare window"])
    print(f"{'start to':20} {'median':>8} {'ratio':>6}")
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:20} {median * 1000:5.0f} ms {median / bare:6.2f}")
    return int(statistics.median(taken["first paint"]) / bare > GOAL)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
