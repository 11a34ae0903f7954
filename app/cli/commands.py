"""Carries out one command of the command line: opens the house, runs it, closes the house, and says what went wrong."""

import traceback
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any  # Any: what JSON can hold

from app.cli.parser import Options
from app.cli.seen import CameraNames, no_cameras
from app.cli.speech import Answer, Status, complain, speak
from app.cli.stopping import terminating_like_an_interrupt
from app.domain.errors import AppError, KeyMissing, KeyRefused, Problem, Unreachable, WrongSetting
from app.domain.facts import Fact, ProblemMet
from app.domain.stores import checked_key
from app.flows.errands import OUR_MISTAKE
from app.flows.house import House
from app.system import paths, settings
from app.system.settings import API_KEY_VARIABLE

INTERRUPTED = Problem("Stopped before it was done", "Run it again")
SENDING_INTERRUPTED = Problem("Stopped", "What waits is safe: counterscan outbox send goes on with it")
LATER = "Nothing was sent or changed. Try again when DRX can be reached"
GIVE_KEY = f"Give the right one in {API_KEY_VARIABLE}, or keep it in the keyring: counterscan key set"
CHANGE_VARIABLE = f"It came from {API_KEY_VARIABLE}, which wins over the keyring. Give the right one there"
SET_KEY = f"Give the key in {API_KEY_VARIABLE} instead"
LISTS = {
    "fit": "pages",
    "upload": "pages",
    "watch": "files",
    "images": "images",
    "find": "records",
    "outbox": "entries",
    "journal": "entries",
    "scan": "pages",
}
"""What the list in each command's JSON is called; it is empty in the document of a command that failed as a whole."""


@dataclass(slots=True)
class Listener:
    """Hears what goes wrong in the background; called on the courier's loop, read when that has ended."""

    met: list[ProblemMet] = field(default_factory=list)

    def __call__(self, fact: Fact) -> None:
        if isinstance(fact, ProblemMet):
            self.met.append(fact)


def run(options: Options, environ: Mapping[str, str], camera_names: CameraNames = no_cameras) -> Status:
    """Run the command that was asked for; returns the exit status of `cli.md`."""
    as_json = getattr(options.words, "json", False)
    try:
        with terminating_like_an_interrupt():
            answer = _answer(options, environ, camera_names)
        speak(answer, as_json=as_json)
    except AppError as failure:  # the answer itself could not be written
        complain(failure.problem)
        return Status.NEEDS_PERSON
    except KeyboardInterrupt:  # once more, while it was already stopping
        return Status.NEEDS_PERSON
    return answer.status


def _answer(options: Options, environ: Mapping[str, str], camera_names: CameraNames) -> Answer:
    """What the command has to say, whatever happens to it. The one net above the flows."""
    heard = Listener()
    try:
        answer = _carried_out(options, environ, heard, camera_names)
    except AppError as failure:
        problem = _in_place(failure, options, environ)
        complain(problem)
        heard.met = [met for met in heard.met if met.problem != failure.problem]
        status = Status.WRONG_USE if isinstance(failure, WrongSetting) else Status.NEEDS_PERSON
        answer = _failed(options, status, problem)
    except KeyboardInterrupt:
        is_sending = options.command == "outbox"
        problem = SENDING_INTERRUPTED if is_sending else INTERRUPTED
        complain(problem)
        answer = _failed(options, Status.WAITING if is_sending else Status.NEEDS_PERSON, problem)
    except Exception as failure:  # noqa: BLE001 - the one net above the flows; a traceback may hold patient data
        problem = Problem(OUR_MISTAKE, "Copy this line and send it to support", _place_of(failure))
        heard.met = [met for met in heard.met if not met.is_ours]
        complain(problem)
        answer = _failed(options, Status.NEEDS_PERSON, problem)
    return _with_what_was_heard(answer, heard)


def _carried_out(options: Options, environ: Mapping[str, str], heard: Listener, camera_names: CameraNames) -> Answer:
    # Late, here and below: each command imports what it needs, so that `key` and `practice` start at once.
    words = options.words
    if options.command == "practice":
        from app.cli import practice

        return practice.run(words)
    if options.command == "key":
        from app.cli import key

        return key.run(words, environ)
    if options.command not in ("fit", "doctor"):  # those work without, and doctor reports on them
        _check_settings(environ)
    house = House(environ, heard)
    try:
        return _carried_out_in(house, str(options.command), words, environ, camera_names)
    finally:
        house.close()


def _carried_out_in(
    house: House, command: str, words: Namespace, environ: Mapping[str, str], camera_names: CameraNames
) -> Answer:
    from app.cli import doctor, find, fit, images, journal, outbox, scan, upload, watch  # late: see above

    if command == "doctor":
        return doctor.run(house, words, environ, camera_names)
    runs = {
        "fit": fit.run,
        "upload": upload.run,
        "watch": watch.run,
        "images": images.run,
        "find": find.run,
        "outbox": outbox.run,
        "journal": journal.run,
        "scan": scan.run,
    }
    return runs[command](house, words)


def _check_settings(environ: Mapping[str, str]) -> None:
    """Raises `WrongSetting` for settings, or a key in the environment, that make no sense: that is wrong use."""
    settings.load(paths.home(environ), environ)
    if environ.get(API_KEY_VARIABLE, "").strip():
        checked_key(environ[API_KEY_VARIABLE])


def _in_place(failure: AppError, options: Options, environ: Mapping[str, str]) -> Problem:
    """A failure's problem with the advice that fits a terminal instead of a window."""
    if isinstance(failure, Unreachable):
        return replace(failure.problem, advice=LATER)
    if isinstance(failure, KeyRefused):
        is_given = bool(environ.get(API_KEY_VARIABLE, "").strip())
        return replace(failure.problem, advice=CHANGE_VARIABLE if is_given else GIVE_KEY)
    if isinstance(failure, KeyMissing) and options.command in ("images", "find"):
        return replace(failure.problem, advice=GIVE_KEY)
    if isinstance(failure, KeyMissing) and options.command == "key":
        return replace(failure.problem, advice=SET_KEY)
    return failure.problem


def _failed(options: Options, status: Status, problem: Problem) -> Answer:
    name = LISTS.get(str(options.command))
    document: dict[str, Any] = {name: []} if name else {}
    return Answer(status, {**document, "problem": problem.sentence})


def _with_what_was_heard(answer: Answer, heard: Listener) -> Answer:
    problems = tuple(dict.fromkeys(met.problem for met in heard.met))
    for problem in problems:
        complain(problem)
    calm = (Status.DONE, Status.WAITING)
    return replace(answer, status=Status.NEEDS_PERSON) if problems and answer.status in calm else answer


def _place_of(failure: BaseException) -> str:
    """The kind of a foreign error and where it came up: its text may hold patient data."""
    frames = traceback.extract_tb(failure.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(failure).__name__}{place}"
