"""The program without its window, scanning one batch; it writes down each page at the moment that it is announced.

    python -m tests.endurance.scanning_program TOLD_FILE

It says `ready` when the house stands, scans when it reads a line, and ends when the scan did. A line
`told PAGE SHA256` stands for a page that a window would show from then on.
"""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every process of the house imports this file, which must stay light
    from app.domain.facts import Fact


def main(told_file: str) -> int:
    """Scan once; 0 where that ended as it should."""
    from app.domain.facts import CaptureEnded, DeskChanged
    from app.domain.pages import DeskPage
    from app.flows.desk import Desk
    from app.flows.house import House
    from tests.endurance.scan_desk import FEEDER
    from tests.flows.ground import Facts

    facts, told = Facts(), set[str]()

    def publish(fact: "Fact") -> None:
        if isinstance(fact, DeskChanged):
            pages = [row.item for row in fact.view.rows if isinstance(row.item, DeskPage) and row.item.id not in told]
            lines = "".join(f"told {page.id} {page.imported.blob.sha256}\n" for page in pages)
            if lines:
                file = os.open(told_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                os.write(file, lines.encode())  # one call: a kill can't tear it
                os.close(file)
            told.update(page.id for page in pages)
        facts.note(fact)

    house = House(os.environ, publish)
    try:
        house.open(practice=False).result(60)
        print("ready", flush=True)
        sys.stdin.readline()
        Desk(house.post).scan(FEEDER)
        ended = facts.wait_for(CaptureEnded)
    finally:
        house.close()
    return 0 if ended.problem is None else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
