"""One program per store folder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from app.system.single_instance import claim

CHECKOUT = Path(__file__).resolve().parents[2]
HOLD = "import sys, pathlib; from app.system.single_instance import claim\n" + (
    "held = claim(pathlib.Path(sys.argv[1])); print('held' if held else 'taken', flush=True); sys.stdin.read()"
)


def test_a_claimed_folder_is_not_claimed_again(tmp_path: Path) -> None:
    first = claim(tmp_path)
    assert first is not None
    assert claim(tmp_path) is None
    first.release()


def test_a_released_folder_can_be_claimed(tmp_path: Path) -> None:
    first = claim(tmp_path)
    assert first is not None
    first.release()
    first.release()
    second = claim(tmp_path)
    assert second is not None
    second.release()


def test_a_killed_program_gives_its_folder_free(tmp_path: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert claim(tmp_path) is None
        other.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        other.wait()
    ours = claim(tmp_path)
    assert ours is not None
    ours.release()
