"""QtMultimedia costs nothing before the camera is opened, and its absence is a sentence."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LONGEST_S = 60


def said_by(program: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True, timeout=LONGEST_S
    )
    return finished.stdout.strip()


def test_the_window_is_built_without_it() -> None:
    program = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.flows.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
window = MainWindow(Desk(lambda act: None), Relay())
window.show()
print([name for name in sys.modules if "Multimedia" in name or name.startswith("app.ui.camera.camera_")])
"""
    assert said_by(program) == "[]"


def test_a_computer_that_lacks_a_part_of_it_says_so() -> None:
    program = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file: No such file or directory")
sys.meta_path.insert(0, Missing())
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.flows.desk import Desk
from app.ui.relay import Relay
from app.ui.workspace.workspace_pane import WorkspacePane
workspace = WorkspacePane(Desk(lambda act: None), Relay())
workspace.noticed.connect(print)
workspace.camera.open()
print(workspace.camera.is_open)
"""
    assert said_by(program).splitlines() == [
        "Cameras can't be used on this computer. "
        "A part of the system is missing: libpulse.so.0. Ask who looks after this computer.",
        "False",
    ]
