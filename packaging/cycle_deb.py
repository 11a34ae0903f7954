#!/usr/bin/env python3
"""Install, run, upgrade, run, remove and purge the Debian package for real: `sudo python3 packaging/cycle_deb.py FILE`.

For a machine that may be changed, like a fresh chroot or a CI runner: it needs root, and stops where the package is
installed already. Three pages are queued before the upgrade with nothing to send them to; afterwards every byte of the
queue is the same, and they go out. Exit status 1: something was not as it should be, named on the last line.
"""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

PROGRAM = Path("/opt/counterscan")
COMMAND = "/usr/bin/counterscan"
PRACTICE_KEY = "DRX" + "0123456789abcdef" * 2  # as `counterscan practice` prints it
PATIENT = "pat_12345"
LONGEST_STEP_S = 400.0
STALE = "opt/counterscan/_internal/left-from-the-version-before"


class NotAsItShouldBe(Exception):
    """One step of the cycle ended otherwise than it has to."""


def main(words: list[str]) -> int:
    """Go through the whole cycle with the package that is named."""
    if len(words) != 1 or os.geteuid() != 0:
        print("usage, as root: python3 packaging/cycle_deb.py FILE.deb", file=sys.stderr)
        return 2
    try:
        with tempfile.TemporaryDirectory(prefix="counterscan-cycle-") as name:
            go(Path(words[0]).resolve(), Path(name))
    except NotAsItShouldBe as problem:
        print(f"cycle: {problem}", file=sys.stderr)
        return 1
    print("cycle: installed, ran, upgraded, ran, removed, purged")
    return 0


def go(package: Path, work: Path) -> None:
    """Every step in its order. Raises `NotAsItShouldBe`."""
    if PROGRAM.exists():
        raise NotAsItShouldBe(f"{PROGRAM} is there already: this is for a machine without CounterScan")
    before = work / "before.deb"
    remade(package, before, "0.0.1", lambda root: (root / STALE).write_text("old"))
    home = Path.home() / ".local" / "share" / "CounterScan"
    installed(before)
    self_tested()
    port = free_port()
    variables = settings_for(port, work)
    queue_three_pages(variables)
    kept = digests(home)
    installed(package)
    if (Path("/") / STALE).exists():
        raise NotAsItShouldBe("the upgrade left a file of the version before")
    if digests(home) != kept:
        raise NotAsItShouldBe("the upgrade changed the queue")
    self_tested()
    send_what_waits(variables, port)
    run("apt-get", "remove", "-y", "-q", "counterscan")
    if PROGRAM.exists() or Path(COMMAND).is_symlink():
        raise NotAsItShouldBe("removing left the program")
    if not home.is_dir():
        raise NotAsItShouldBe("removing took what was kept for the user")
    run("apt-get", "purge", "-y", "-q", "counterscan")
    if home.exists():
        raise NotAsItShouldBe("purging left what was kept")
    told("purged; nothing is left")


def remade(package: Path, target: Path, version: str, change: Callable[[Path], object]) -> None:
    """The same package as another version, not compressed: a stand-in for the release before."""
    root = target.with_suffix("")
    run("dpkg-deb", "--raw-extract", str(package), str(root))
    control = root / "DEBIAN" / "control"
    lines = control.read_text(encoding="utf-8").splitlines()
    lines = [f"Version: {version}" if line.startswith("Version: ") else line for line in lines]
    control.write_text("\n".join(lines) + "\n", encoding="utf-8")
    change(root)
    run("dpkg-deb", "--root-owner-group", "-Znone", "--build", str(root), str(target))
    shutil.rmtree(root)


def installed(package: Path) -> None:
    """Install it with all that it depends on, and nothing that it only recommends."""
    run("apt-get", "install", "-y", "-q", "--no-install-recommends", "--allow-downgrades", str(package))
    told(f"installed {package.name}: {run(COMMAND, '--version').strip()}")


def self_tested() -> None:
    """The installed program tries itself."""
    answer = json.loads(run(COMMAND, "--selftest", variables=os.environ | {"QT_QPA_PLATFORM": "offscreen"}))
    if not answer["ok"] or not answer["frozen"]:
        raise NotAsItShouldBe(f"the self-test failed: {answer}")
    told("the self-test is good")


def settings_for(port: int, work: Path) -> dict[str, str]:
    """What unattended use sets: the store, its key and the outbox's key file."""
    key_file = work / "vault.key"
    run(COMMAND, "key", "vault", str(key_file))
    return os.environ | {
        "COUNTERSCAN_URL": f"http://127.0.0.1:{port}",
        "COUNTERSCAN_API_KEY": PRACTICE_KEY,
        "COUNTERSCAN_VAULT_KEY_FILE": str(key_file),
    }


def queue_three_pages(variables: dict[str, str]) -> None:
    """Three pages for a store that nobody answers for yet."""
    pages = [
        str(PROGRAM / "_internal" / "resources" / "selftest" / f"page{ending}") for ending in (".jpg", ".png", ".tif")
    ]
    run(COMMAND, "upload", "--patient", PATIENT, "--no-wait", *pages, variables=variables, expected=(0, 3))
    waiting = json.loads(run(COMMAND, "outbox", "list", "--json", variables=variables))["entries"]
    if len(waiting) != 3:
        raise NotAsItShouldBe(f"{len(waiting)} pages are queued, not 3")
    told("3 pages are queued")


def send_what_waits(variables: dict[str, str], port: int) -> None:
    """Let the practice store answer at that address, and send."""
    store = subprocess.Popen([COMMAND, "practice", "--port", str(port)], stdout=subprocess.PIPE, text=True)
    try:
        while store.stdout is not None and "API_KEY" not in store.stdout.readline():
            pass
        run(COMMAND, "outbox", "send", variables=variables)
        images = json.loads(run(COMMAND, "images", "patient", PATIENT, "--json", variables=variables))["images"]
        waiting = json.loads(run(COMMAND, "outbox", "list", "--json", variables=variables))["entries"]
    finally:
        store.terminate()
        store.wait()
    left = [entry for entry in waiting if entry.get("stage") != "delivered"]
    if left:
        raise NotAsItShouldBe(f"after the upgrade {len(left)} pages did not go out")
    told(f"the 3 pages went out; the store has {len(images)} images of that patient")


def digests(folder: Path) -> dict[str, str]:
    """Every file below the folder and what is in it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def free_port() -> int:
    """A port of this computer at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def run(*command: str, variables: dict[str, str] | None = None, expected: tuple[int, ...] = (0,)) -> str:
    """Run a program to its end; what it printed. Raises `NotAsItShouldBe` for another status."""
    environment = (variables or dict(os.environ)) | {"DEBIAN_FRONTEND": "noninteractive"}
    finished = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST_STEP_S
    )
    if finished.returncode not in expected:
        raise NotAsItShouldBe(f"{' '.join(command[:3])} ended with {finished.returncode}: {finished.stderr[-800:]}")
    return finished.stdout


def told(sentence: str) -> None:
    """Say how far the cycle is."""
    print(f"cycle: {sentence}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
