"""A technician's day at the real window, as a process of its own: everything that the canary is looked for after.

    python -m tests.endurance.window_day SEEN_FILE OWN_FOLDER CHOSEN_FOLDER [--plain | --crash]

The program is the real one, from its first line on, drawn on nothing, with its log at the most talkative level; its
window is worked by the tour's hands. What others could see of it from outside (titles of windows, notifications) and
the report about a mistake go to SEEN_FILE. A line on standard output asks for the line to the store to be cut; the
answer is a line on standard input. `--plain` is the naive variant, with encryption off; `--crash` comes back after the
day and dies by a signal. As in the program's own first file nothing of Qt is imported at the top: the darkroom imports
this file.
"""

import logging
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.facts import Fact
    from app.ui.relay import Relay
    from tests.endurance.window_hands import Day

CUT_THE_LINE = "cut the line"


def main(words: list[str]) -> int:
    """Live the day; returns the program's exit status, or 3 where a step failed."""
    seen, own, chosen = map(Path, words[:3])
    from functools import partial

    from app.system import logs
    from app.wiring import main as run

    setattr(logs, "logging_to", partial(logs.logging_to, level=logging.DEBUG))  # noqa: B010 - as typed code must
    if "--plain" in words:
        _turn_encryption_off()
    failed: list[str] = []
    _start_when_open(seen, own, chosen, failed, crashes="--crash" in words)
    status = run([])
    sys.stderr.write("".join(failed))
    return 3 if failed else status


def _turn_encryption_off() -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from app.store import seal, vault

    class Plain:
        """What stands where AES-256-GCM stood: the same lengths, and no secret."""

        generate_key = staticmethod(AESGCM.generate_key)

        def __init__(self, key: bytes) -> None:
            pass

        def encrypt(self, nonce: bytes, content: bytes, about: bytes) -> bytes:
            return content + bytes(vault.TAG_BYTES)

        def decrypt(self, nonce: bytes, content: bytes, about: bytes) -> bytes:
            return content[: -vault.TAG_BYTES]

    for module in (seal, vault):
        setattr(module, "AESGCM", Plain)  # noqa: B010 - as typed code must


def _start_when_open(seen: Path, own: Path, chosen: Path, failed: list[str], *, crashes: bool) -> None:
    """Begin the day with the first fact that the house tells, inside the window's own loop."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QAbstractButton, QApplication

    from app.ui.relay import Relay
    from tests.flows.ground import Facts

    facts, publish = Facts(), Relay.publish

    def live() -> None:
        from tests.endurance.window_hands import Day

        try:
            day = Day(facts, seen)
            if crashes:
                day.come_back()
                os.abort()
            _whole_day(day, own, chosen)
        except Exception:  # noqa: BLE001 - whatever it was, the window must close and the parent be told
            failed.append(traceback.format_exc())
        QApplication.closeAllWindows()
        for button in QApplication.allWidgets():  # asked what becomes of the page on the desk
            if isinstance(button, QAbstractButton) and button.accessibleName() == "Close now" and button.isVisible():
                button.click()
                break

    def publish_and_note(relay: "Relay", fact: "Fact") -> None:
        application = QApplication.instance()
        if facts.count == 0 and application is not None:
            QTimer.singleShot(0, application, live)  # in its thread: facts are told in another one
        facts.note(fact)
        publish(relay, fact)

    setattr(Relay, "publish", publish_and_note)  # noqa: B010 - the tap; typed code assigns no method


def _whole_day(day: "Day", own: Path, chosen: Path) -> None:
    (file,) = own.iterdir()
    broken = chosen / f"{file.stem} broken.jpg"
    broken.write_bytes(b"this is no picture")
    day.pick_patient()
    day.bring(file)
    day.work_on_page()
    day.bring(broken)
    day.remove_page(2)
    day.upload(delivered=1)
    day.look_at_receipts()
    day.look_at_gallery(chosen)
    day.make_mistakes()
    sys.stdout.write(f"{CUT_THE_LINE}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    day.bring(file)
    day.upload(delivered=1, waiting=1)
    day.bring(file)  # and one is left on the desk


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
