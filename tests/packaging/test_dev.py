"""Setting up: what is missing is named in one line, an environment is made once, words reach the right program."""

import os
import subprocess
import sys
from pathlib import Path

import dev
import environment
import pytest
import system_needs

CHECKOUT = Path(__file__).resolve().parents[2]
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries come with Qt elsewhere")


def start_dev(*words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(CHECKOUT / "packaging" / "dev.py"), *words]
    return subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=False)


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock that asks for nothing, so that an environment takes a moment and no line."""
    path = tmp_path / "dev.lock"
    path.write_text("# nothing\n")
    return path


@pytest.fixture
def made(tmp_path: Path, lock: Path) -> Path:
    """A folder that looks like an environment made from the lock."""
    folder = tmp_path / "environment"
    python = environment.python_of(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / environment.STAMP_NAME).write_text(environment.stamp_for(folder, lock))
    return folder


@on_linux
def test_all_missing_libraries_are_named_in_one_line() -> None:
    missing = system_needs.missing_packages(
        system_needs.library_needs("none", loads=lambda soname: soname not in ("libGL.so.1", "libEGL.so.1"))
    )
    assert dev.missing_sentence(missing).splitlines()[-1] == "sudo apt install libgl1 libegl1"


@on_linux
def test_a_window_on_x11_needs_more_than_no_window() -> None:
    needed = {need.package for need in system_needs.library_needs("x11")}
    assert needed > {need.package for need in system_needs.library_needs("none")}


@on_linux
def test_a_package_that_two_needs_share_is_named_once() -> None:
    needs = [system_needs.Need("libqt", lambda: False), system_needs.Need("libqt", lambda: False)]
    assert system_needs.missing_packages(needs) == ["libqt"]


def test_a_library_that_no_system_has_is_not_loadable() -> None:
    assert not system_needs.is_loadable("libno-such-thing.so.9")


@pytest.mark.parametrize(
    ("variables", "screen"),
    [
        ({}, "none"),
        ({"DISPLAY": ":0"}, "x11"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "x11"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
    ],
)
@on_linux
def test_the_screen_is_read_from_the_variables(variables: dict[str, str], screen: str) -> None:
    assert dev.screen_of(variables) == screen


@pytest.mark.parametrize(
    ("words", "screen", "told"),
    [
        ([], "x11", ["--practice"]),
        ([], "native", ["--practice"]),
        ([], "none", ["tour", "--out", "build/tour"]),
        (["doctor", "--json"], "none", ["doctor", "--json"]),
        (["--", "doctor"], "x11", ["doctor"]),
        (["--"], "x11", []),
        ([__file__, "b.pdf"], "x11", ["--practice", __file__, "b.pdf"]),
        (["--practice", __file__], "x11", ["--practice", __file__]),
        (["--", __file__], "x11", [__file__]),
        (["no-such.pdf"], "x11", ["no-such.pdf"]),
        (["tests"], "x11", ["tests"]),
    ],
)
def test_the_program_is_told_what_was_asked(words: list[str], screen: str, told: list[str]) -> None:
    assert dev.program_words(words, screen) == told


def test_without_a_word_the_usage_is_said() -> None:
    finished = start_dev()
    assert (finished.returncode, finished.stderr) == (
        2,
        "counterscan: usage: python3 packaging/dev.py run|test|bench [words]\n",
    )


def test_every_check_runs_and_the_status_is_that_of_the_first_failure(capfd: pytest.CaptureFixture[str]) -> None:
    ends = {"format": 0, "lint": 3, "types": 4, "tests": 0}
    checks = {name: [sys.executable, "-c", f"raise SystemExit({end})"] for name, end in ends.items()}
    assert dev.run_checks(checks) == 3
    assert capfd.readouterr().out.splitlines()[-1] == "== tests (failed so far: lint, types)"


def test_the_tests_are_the_last_check(tmp_path: Path) -> None:
    assert list(dev.checks_in(tmp_path)) == ["format", "lint", "types", "floors", "tests"]


def test_an_environment_made_from_this_lock_is_ready(made: Path, lock: Path) -> None:
    assert environment.is_ready(made, lock)


def test_a_changed_lock_wants_another_environment(made: Path, lock: Path) -> None:
    lock.write_text("# something else\n")
    assert not environment.is_ready(made, lock)


def test_an_environment_whose_python_went_away_is_not_ready(made: Path, lock: Path) -> None:
    environment.python_of(made).unlink()
    assert not environment.is_ready(made, lock)


def test_a_half_made_environment_is_made_again(tmp_path: Path, lock: Path) -> None:
    folder = tmp_path / "environment"
    folder.mkdir()
    (folder / "pyvenv.cfg").write_text("home = /nowhere\n")
    (folder / "torn").write_text("")
    environment.make_ready(folder, lock)
    assert environment.is_ready(folder, lock)
    assert not (folder / "torn").exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, lock: Path) -> None:
    with pytest.raises(environment.SetUpError, match="holds something else"):
        environment.make_ready(tmp_path, lock)
    assert lock.exists()


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(lock: Path) -> None:
    with pytest.raises(environment.SetUpError, match="cannot be written"):
        environment.make_ready(lock / "below-a-file", lock)


def test_what_cannot_be_installed_leaves_no_stamp(tmp_path: Path, lock: Path) -> None:
    lock.write_text("no-such-package==1.0\n")  # without a hash, so that pip refuses before it asks the line
    with pytest.raises(environment.SetUpError, match="could not be installed"):
        environment.make_ready(tmp_path / "environment", lock)
    assert not environment.is_ready(tmp_path / "environment", lock)


def test_two_processes_make_one_environment(tmp_path: Path, lock: Path) -> None:
    script = "import environment, pathlib, sys; environment.make_ready(*map(pathlib.Path, sys.argv[1:]))"
    command = [sys.executable, "-c", script, str(tmp_path / "environment"), str(lock)]
    both = [subprocess.Popen(command, cwd=CHECKOUT / "packaging", stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("setting up" in text and "another" not in text for text in said) == 1


def test_an_environment_can_be_made_again_by_its_own_python(tmp_path: Path, lock: Path) -> None:
    """As by a developer who has it activated when a newer lock comes in."""
    folder = tmp_path / "environment"
    environment.make_ready(folder, lock)
    lock.write_text("# something else\n")
    script = "import environment, pathlib, sys; environment.make_ready(*map(pathlib.Path, sys.argv[1:]))"
    command = [str(environment.python_of(folder)), "-c", script, str(folder), str(lock)]
    done = subprocess.run(command, cwd=CHECKOUT / "packaging", capture_output=True, text=True, check=False)
    assert (done.returncode, environment.is_ready(folder, lock)) == (0, True), done.stderr
