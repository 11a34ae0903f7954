"""Carries out one command of the command line: opens the house, runs it, closes the house, and says what went wrong."""

from collections.abc import Mapping

from app.cli.parser import Options
from app.cli.speech import Status, complain, end_progress
from app.domain.errors import AppError, Problem
from app.domain.facts import Fact
from app.flows.house import House

INTERRUPTED = Problem("Stopped", "What is in the outbox is safe: counterscan outbox send goes on with it")


def run(options: Options, environ: Mapping[str, str]) -> Status:
    """Run the command that was asked for; returns the exit status of `cli.md`."""
    try:
        return _run(options, environ)
    except AppError as failure:
        end_progress()
        complain(failure.problem)
        return Status.NEEDS_PERSON
    except KeyboardInterrupt:
        end_progress()
        complain(INTERRUPTED)
        return Status.WAITING


def _run(options: Options, environ: Mapping[str, str]) -> Status:
    # Late: each command imports what it needs, so that `key` and `practice` start at once.
    words = options.words
    if options.command == "practice":
        from app.cli import practice

        return practice.run(words)
    if options.command == "key":
        from app.cli import key

        return key.run(words, environ)
    house = House(environ, _ignore)
    try:
        return _run_in(house, options, environ)
    finally:
        house.close()


def _run_in(house: House, options: Options, environ: Mapping[str, str]) -> Status:
    from app.cli import doctor, find, fit, images, outbox, upload  # late: see above

    words = options.words
    if options.command == "doctor":
        return doctor.run(house, words, environ)
    runs = {"fit": fit.run, "upload": upload.run, "images": images.run, "find": find.run, "outbox": outbox.run}
    return runs[str(options.command)](house, words)


def _ignore(fact: Fact) -> None:
    """The command line asks the flows for their results; facts are for those who watch."""
