"""The words of the command line, exactly as scripts rely on them; wrong use ends with exit status 2."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app import __version__
from app.domain.records import LISTED_AS, RecordKind

COMMANDS = ("fit", "upload", "images", "find", "outbox", "practice", "tour", "doctor", "key")


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. `command` is None for the window, and then `words` is None too."""

    command: str | None
    files: tuple[Path, ...] = ()
    practice: bool = False
    words: argparse.Namespace = field(default_factory=argparse.Namespace)


def parse(arguments: Sequence[str]) -> Options:
    """Read the arguments; ends the program with status 2 and a usage line when they make no sense."""
    if arguments and arguments[0] in COMMANDS:
        words = _command_parser().parse_args(arguments)
        return Options(words.command, words=words)
    words = _window_parser().parse_args(arguments)
    return Options(None, tuple(words.files), words.practice)


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="counterscan",
        description="Open the window; with files, they are on the desk. Commands: " + ", ".join(COMMANDS) + ".",
        epilog="counterscan COMMAND --help tells more about one of them.",
    )
    parser.add_argument("--practice", action="store_true", help="work with the built-in practice store")
    parser.add_argument("--version", action="version", version=f"CounterScan {__version__}")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="counterscan", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)

    fit = commands.add_parser("fit", help="fit every page of every file to the limits; nothing is sent")
    fit.add_argument("files", nargs="+", type=Path, metavar="FILE")
    fit.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the fitted pages go")
    _add_json(fit)

    upload = commands.add_parser("upload", help="fit pages, put them into the outbox, send them, wait for receipts")
    links = upload.add_argument_group("who it is for (at least one)")
    for kind in RecordKind:
        links.add_argument(f"--{kind.value}", metavar="ID", dest=kind.name)
    upload.add_argument("--label", default="", metavar="TEXT", help='what the pages are, for their names: "id front"')
    upload.add_argument("--no-wait", action="store_true", help="return as soon as the pages are safe in the outbox")
    upload.add_argument("files", nargs="+", type=Path, metavar="FILE")
    _add_json(upload)

    images = commands.add_parser("images", help="list what DRX has for a record")
    images.add_argument("kind", choices=[kind.value for kind in LISTED_AS])
    images.add_argument("id", metavar="ID")
    images.add_argument("--save", type=Path, metavar="DIR", help="fetch the images into DIR as well")
    _add_json(images)

    find = commands.add_parser("find", help="look a record up by name, birth date, phone, Rx, ID or label barcode")
    find.add_argument("text", metavar="TEXT")
    _add_json(find)

    outbox = commands.add_parser("outbox", help="what has not arrived yet")
    _add_json(outbox)
    acts = outbox.add_subparsers(dest="act")
    for act, help_ in (("list", "list it"), ("send", "send what waits, now")):
        _add_json(acts.add_parser(act, help=help_), suppress=True)
    for act, help_ in (("retry", "try one entry again"), ("drop", "erase one entry from this computer")):
        one = acts.add_parser(act, help=help_)
        one.add_argument("id", metavar="ID")
        _add_json(one, suppress=True)

    practice = commands.add_parser("practice", help="run the practice store on its own, on loopback")
    practice.add_argument("--port", type=_port, default=0, metavar="N")

    tour = commands.add_parser("tour", help="drive the window through the whole main job and save pictures of it")
    tour.add_argument("--out", required=True, type=Path, metavar="DIR")

    _add_json(commands.add_parser("doctor", help="what works on this machine and what does not"))

    key = commands.add_parser("key", help="the API key, in the system's keyring")
    acts = key.add_subparsers(dest="act", required=True)
    acts.add_parser("set", help="read the key from standard input and keep it")
    acts.add_parser("clear", help="forget the key")
    vault = acts.add_parser("vault", help="make a key file for the outbox, for machines without a keyring")
    vault.add_argument("file", type=Path, metavar="FILE")
    return parser


def _add_json(parser: argparse.ArgumentParser, *, suppress: bool = False) -> None:
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS if suppress else False,
        help="one JSON document on standard output",
    )


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError("a port is 0 to 65535")
    return port
