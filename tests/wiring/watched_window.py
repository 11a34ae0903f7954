"""The real window as a process of its own that tells what it shows: one line of JSON a fact on standard output.

Nothing is replaced; the relay, which every fact passes on its way to the window, is listened to. As in the program's
own first file nothing of Qt is imported at the top, since every darkroom process imports this file.
"""

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.facts import Fact
    from app.ui.relay import Relay


def main() -> int:
    """Run the program with this process's arguments, as `python -m app` does."""
    from app.ui.relay import Relay
    from app.wiring import main as run

    publish = Relay.publish

    def publish_and_tell(relay: "Relay", fact: "Fact") -> None:
        publish(relay, fact)
        _tell(fact)

    setattr(Relay, "publish", publish_and_tell)  # noqa: B010 - the tap; typed code assigns no method
    return run(sys.argv[1:])


def _tell(fact: "Fact") -> None:
    from app.domain.facts import AttentionAsked, ConnectionChanged, DeskChanged
    from app.domain.pages import BrokenFile

    if isinstance(fact, AttentionAsked):
        print(json.dumps({"fact": "attention"}), flush=True)
    if isinstance(fact, ConnectionChanged):
        print(json.dumps({"fact": "connection", "is": fact.connection.value}), flush=True)
    if isinstance(fact, DeskChanged):
        items = [row.item for row in fact.view.rows]
        names = [item.file_name if isinstance(item, BrokenFile) else item.imported.file_name for item in items]
        broken = [item.file_name for item in items if isinstance(item, BrokenFile)]
        told = {"fact": "desk", "names": names, "broken": broken, "is_reading": fact.view.is_reading}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    sys.exit(main())
