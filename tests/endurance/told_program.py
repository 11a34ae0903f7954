"""The real command line, except that what a person would be told is written down at the moment it is told.

    python -m tests.endurance.told_program TOLD_FILE now|when-continued|impatient COMMAND…

A line `safe NAME` stands for a page that was called safe (`PagesQueued`), `arrived NAME` for one that was called
delivered (`EntrySettled`), `twice NAME` for one that was shown as stored twice. Nothing of the product is replaced.
With `when-continued` everything is imported and the darkroom started first, then the program stops itself until
somebody who traces it sends SIGCONT: so a trace holds what the program does, not what Python does to import it.
`impatient` is the same with the short network waits of `short_waits`.
"""

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every darkroom process imports this file, which must stay light
    from app.domain.facts import Fact


def main(told_file: str, when: str, command: list[str]) -> int:
    """Run one command of the command line; returns its exit status."""
    from app.cli import commands
    from app.cli.parser import parse
    from app.domain.facts import EntrySettled, PagesQueued
    from app.domain.parcels import Stage
    from app.flows.delivery import STORED_TWICE

    class Telling(commands.Listener):
        """Writes one line for each fact that is a promise; a kill can't tear it, since it is one system call."""

        def __call__(self, fact: "Fact") -> None:
            lines: list[str] = []
            if isinstance(fact, PagesQueued):
                lines = [f"safe {entry.name}" for entry in fact.entries]
            if isinstance(fact, EntrySettled) and fact.entry.stage is Stage.DELIVERED:
                lines = [f"arrived {fact.entry.name}"]
                lines += [f"twice {fact.entry.name}"] if fact.entry.problem == STORED_TWICE else []
            if lines:
                told = os.open(told_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                os.write(told, "".join(f"{line}\n" for line in lines).encode())
                os.close(told)
            super().__call__(fact)

    commands.Listener = Telling  # type: ignore[misc]  # the one place where a listener can be put in
    if when == "impatient":
        _cut_waits_short()
    if when != "now":
        _be_ready()
        os.kill(os.getpid(), signal.SIGSTOP)
    return int(commands.run(parse(command), os.environ))


def _cut_waits_short() -> None:
    from app.remote import client
    from tests.endurance.short_waits import SHORT

    setattr(client, "Timeouts", lambda: SHORT)  # noqa: B010 - what a client takes where nobody says otherwise


_JOBS = ("app.imaging.survey:survey", "app.imaging.whole:survey_whole", "app.imaging.fit:fit")


def _be_ready() -> None:
    """Import what the command would import on its way, and start the darkroom's processes."""
    import importlib

    from app.flows import house
    from app.runtime.darkroom import Darkroom

    for name in (
        "app.cli.upload",
        "app.cli.watch",
        "app.cli.outbox",
        "app.flows.counter",
        "app.flows.setup",
        "app.system.secrets",
    ):
        importlib.import_module(name)
    ready = Darkroom()
    asyncio.run(ready.warm_up(*_JOBS))
    setattr(house, "Darkroom", lambda: ready)  # noqa: B010 - a darkroom as the house makes it, only earlier


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
