"""A program that crashes: what it held in memory must not end up in a file."""

import subprocess
import sys

import pytest

from app.system.machine import leave_no_core_file


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no core files")
def test_no_core_file_is_left_where_the_system_would_write_one() -> None:
    script = f"from {leave_no_core_file.__module__} import leave_no_core_file as act; act(); import resource;"
    shell = ["sh", "-c", 'ulimit -S -c "$(ulimit -H -c)"; exec "$@"', "sh"]
    ended = subprocess.run(
        [*shell, sys.executable, "-c", f"{script} print(resource.getrlimit(resource.RLIMIT_CORE))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == "(0, 0)"
