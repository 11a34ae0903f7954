#!/usr/bin/env python3
"""Set up CounterScan in a checkout and start it, or test it; needs Python 3.11 or newer and nothing else.

    python3 packaging/dev.py run [FILE ...]    open the window on the practice store, or hand it the files
    python3 packaging/dev.py run COMMAND ...   the command line, for example: run doctor
    python3 packaging/dev.py run -- [WORDS]    the program with these words as they are: the store in the settings
    python3 packaging/dev.py test              format, lint, types, floors and tests
    python3 packaging/dev.py test WORDS        pytest alone with these words, for example: test tests/domain -k name
    python3 packaging/dev.py bench [--quick]   the darkroom against its peers, as one table of ratios; some minutes

The first start makes `.venv` (or the folder that COUNTERSCAN_VENV names) from `packaging/dev.lock`; `bench` makes one
beside it from `packaging/bench.lock`, with the peers in it.
Exit status 2: something is missing that is named on the last line.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - said before the imports below, which an older Python cannot read
    print(f"counterscan: needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}", file=sys.stderr)
    sys.exit(2)

import environment
import system_needs

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "packaging" / "dev.lock"
BENCH_LOCK = CHECKOUT / "packaging" / "bench.lock"
TOUR_FOLDER = "build/tour"


class WrongUse(Exception):
    """Nothing can be done with these words, or on this machine as it is."""


def main(words: list[str]) -> int:
    """Obey the words of the command line and give the exit status."""
    try:
        if words[:1] == ["run"]:
            return run(words[1:])
        if words[:1] == ["test"]:
            return test(words[1:])
        if words[:1] == ["bench"]:
            return bench(words[1:])
        raise WrongUse("usage: python3 packaging/dev.py run|test|bench [words]")
    except (WrongUse, environment.SetUpError) as problem:
        print(f"counterscan: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130  # as a shell says it


def run(words: list[str]) -> int:
    """Start the program: the window on the practice store where no command is given."""
    screen = screen_of(os.environ)
    folder = ready_environment(system_needs.library_needs(screen), optional=[])
    # -P: a folder that happens to hold an `app` of its own is not ours.
    command = [str(environment.python_of(folder)), "-P", "-m", "app", *program_words(words, screen)]
    if words or screen != "none":
        # In the folder that it was called from, so that the files named there are found.
        kept = os.environ.get("PYTHONPATH")
        os.environ["PYTHONPATH"] = os.pathsep.join([str(CHECKOUT), *([kept] if kept else [])])
        return _become(command, Path.cwd())
    print(f"counterscan: there is no screen here, so a tour is drawn into {TOUR_FOLDER}", file=sys.stderr, flush=True)
    status = subprocess.run(
        command,
        cwd=CHECKOUT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT)},
        check=False,
    ).returncode
    if status == 0:
        print(f"counterscan: the pictures are in {CHECKOUT / TOUR_FOLDER}", file=sys.stderr)
    return status


def test(words: list[str]) -> int:
    """Run pytest with the words; without words, every check, of which pytest is the last."""
    tools, scanner = system_needs.tool_needs(), system_needs.scanner_needs()
    libraries = system_needs.library_needs("x11")  # one test opens the real window under Xvfb
    is_ci = os.environ.get("CI", "").lower() in ("true", "1")
    folder = ready_environment(libraries + tools + scanner if is_ci else libraries, optional=[] if is_ci else tools)
    if words:
        return _become([str(environment.python_of(folder)), "-m", "pytest", *words])
    return run_checks(checks_in(folder))


def bench(words: list[str]) -> int:
    """Measure the darkroom against its peers, in an environment that has them."""
    folder = ready_environment([], optional=system_needs.bench_needs(), lock=BENCH_LOCK)
    return _become([str(environment.python_of(folder)), "-m", "tests.bench.darkroom", *words])


def screen_of(variables: Mapping[str, str]) -> str:
    """Where a window would open: "x11", "wayland", "offscreen" if so asked, "none", or "native" on other systems."""
    if not sys.platform.startswith("linux"):
        return "native"
    if variables.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return "offscreen"
    if variables.get("DISPLAY"):
        return "x11"
    return "wayland" if variables.get("WAYLAND_DISPLAY") else "none"


def program_words(words: list[str], screen: str) -> list[str]:
    """What the program is told: the words as they are, or what stands for none. Files are practised with, too."""
    if words:
        if words[0] == "--":
            return words[1:]
        return ["--practice", *words] if names_file(words[0]) else words
    return ["tour", "--out", TOUR_FOLDER] if screen == "none" else ["--practice"]


def names_file(word: str) -> bool:
    """Is it a file and not a command? A file called as a command might be needs its folder: `./fit`."""
    is_bare = word.isascii() and word.replace("-", "").isalpha()
    return not is_bare and not word.startswith("-") and Path(word).exists()


def ready_environment(needs: list[system_needs.Need], optional: list[system_needs.Need], lock: Path = LOCK) -> Path:
    """The folder of an environment that is ready, on a system that meets the needs.

    What is missing is installed where that is allowed; where it is not, `WrongUse` holds one complete line to copy.
    Optional needs that cannot be met are named and passed over.
    """
    folder = Path(os.environ.get("COUNTERSCAN_VENV") or CHECKOUT / ".venv").absolute()
    if lock != LOCK:
        folder = folder.with_name(f"{folder.name}-{lock.stem}")
    is_ready = environment.is_ready(folder, lock)
    if not is_ready:
        needs = [system_needs.venv_need(), *needs]
    missing = system_needs.missing_packages([*needs, *optional])
    if missing and system_needs.may_install():
        print(f"counterscan: installing what the system lacks: {' '.join(missing)}", file=sys.stderr, flush=True)
        with environment.alone_in(folder):  # apt-get refuses to run twice at once
            system_needs.install(missing)
    if system_needs.missing_packages(needs):
        raise WrongUse(missing_sentence(system_needs.missing_packages([*needs, *optional])))
    unmet = system_needs.missing_packages(optional)
    if unmet:
        print(f"counterscan: what needs these will be skipped: {apt_line(unmet)}", file=sys.stderr, flush=True)
    if not is_ready:
        environment.make_ready(folder, lock)
    return folder


def missing_sentence(packages: list[str]) -> str:
    """One line to read and one line to copy."""
    return f"the system lacks some packages; install them and start again:\n{apt_line(packages)}"


def apt_line(packages: list[str]) -> str:
    """The command by which Debian and Ubuntu install packages."""
    return f"sudo apt install {' '.join(packages)}"


def checks_in(folder: Path) -> dict[str, list[str]]:
    """Every check and its command, the tests last, so that their closing line ends the output."""
    python = str(environment.python_of(folder))
    return {
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "lint": [python, "-m", "ruff", "check", "."],
        "types": [python, "-m", "mypy"],
        "floors": [str(environment.program_of(folder, "lint-imports")), "--no-logo"],
        "tests": [python, "-m", "pytest", "-n", "logical", "--dist", "loadfile"],
    }


def run_checks(checks: Mapping[str, list[str]]) -> int:
    """Run all checks in their order; the status is that of the first that failed."""
    status = 0
    failed: list[str] = []
    for name, command in checks.items():
        print(f"\n== {name}" + (f" (failed so far: {', '.join(failed)})" if failed else ""), flush=True)
        returned = subprocess.run(command, cwd=CHECKOUT, check=False).returncode
        if returned != 0:
            failed.append(name)
            status = status or returned
    return status


def _become(command: list[str], folder: Path = CHECKOUT) -> int:
    if sys.platform == "win32":  # where replacing a process loses the console
        return subprocess.run(command, cwd=folder, check=False).returncode
    os.chdir(folder)
    os.execv(command[0], command)  # so that signals and the exit status are the program's own


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
