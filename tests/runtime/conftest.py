"""What the tests of the runtime share: a Python of their own to kill."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run_python() -> Callable[[Path, str], None]:
    """Runs a script in a fresh Python until it ends, however it ends; it finds the program and these tests' jobs."""

    def run(script: Path, argument: str) -> None:
        subprocess.run(
            [sys.executable, str(script), argument],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            timeout=60,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    return run
