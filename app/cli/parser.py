"""The words of the command line, exactly as scripts rely on them; wrong use ends with exit status 2."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from app import __version__
from app.cli import manual
from app.cli.speech import Status, complain, harmless
from app.domain.errors import Problem
from app.domain.hot_folder import AfterTaking
from app.domain.profiles import HIGHEST_DPI, LOWEST_DPI
from app.domain.records import LISTED_AS, RecordKind
from app.domain.scanning import Mode, Source

COMMANDS = tuple(manual.COMMANDS)
MAX_ID_LENGTH = 128
MAX_PAGES = 10_000
_BARE_WORD = re.compile(r"^[a-z][a-z-]*$")


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. `command` is None for the window."""

    command: str | None
    files: tuple[Path, ...] = ()
    practice: bool = False
    words: argparse.Namespace = field(default_factory=argparse.Namespace)


class _Parser(argparse.ArgumentParser):
    """No abbreviations, which would break with the next option; nothing printed that a terminal obeys."""

    def __init__(self, **settings: Any) -> None:  # argparse's own, as `add_parser` passes them on
        whole_words = {"allow_abbrev": False, "formatter_class": argparse.RawDescriptionHelpFormatter}
        super().__init__(**{**whole_words, **settings})

    def error(self, message: str) -> NoReturn:
        super().error(harmless(message))


def parse(arguments: Sequence[str]) -> Options:
    """Read the arguments; ends the program with status 2 and a usage line when they make no sense."""
    if not arguments or arguments[0] not in COMMANDS:
        return _for_window(arguments)
    parser = _command_parser()
    words = parser.parse_args(arguments)
    if words.command == "upload" and not _names_records(words):
        parser.error("name at least one record that the pages are for, for example --patient ID")
    if words.command == "scan" and not words.list and words.out is None:
        parser.error("name the folder that the pages go into: --out DIR")
    if words.command == "watch" and _names_records(words) == words.by_barcode:
        parser.error("say whose the pages are: a record, for example --patient ID, or else --by-barcode")
    if words.command == "watch" and words.follow and not words.by_barcode:
        parser.error("--follow goes with --by-barcode alone")
    return Options(words.command, words=words)


def _names_records(words: argparse.Namespace) -> bool:
    return any(getattr(words, kind.name) for kind in RecordKind)


def _for_window(arguments: Sequence[str]) -> Options:
    words = _window_parser().parse_args(arguments)
    if arguments and _BARE_WORD.match(arguments[0]) and not Path(arguments[0]).exists():
        title = f"There is no command and no file called {arguments[0]}"
        complain(Problem(title, "counterscan --help lists the commands"))
        raise SystemExit(int(Status.WRONG_USE))
    return Options(None, tuple(words.files), words.practice)


def _window_parser() -> _Parser:
    parser = _Parser(
        prog="counterscan",
        usage="counterscan [--practice] [FILE ...]\n       counterscan COMMAND ...",
        description=manual.PROGRAM,
        epilog=manual.program_epilog(),
    )
    parser.add_argument("--practice", action="store_true", help="work with the built-in practice store")
    parser.add_argument("--version", action="version", version=f"CounterScan {__version__}")
    selftest_help = "try all that the program was built with, and tell in one line of JSON; alone"
    parser.add_argument("--selftest", action="store_true", help=selftest_help)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="to be put on the desk")
    return parser


def _command_parser() -> _Parser:
    parser = _Parser(prog="counterscan")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    added = {
        name: commands.add_parser(name, help=page.title, description=page.text, epilog=page.epilog)
        for name, page in manual.COMMANDS.items()
    }
    _add_pages(added["fit"], added["upload"])
    _add_watch(added["watch"])
    _add_questions(added["images"], added["find"])
    _add_outbox(added["outbox"])
    _add_journal(added["journal"])
    _add_scan(added["scan"])
    _add_key(added["key"])
    port_help = "where to listen; 0, as without this option, takes a free port"
    added["practice"].add_argument("--port", type=_port, default=0, metavar="N", help=port_help)
    added["tour"].add_argument("--out", required=True, type=Path, metavar="DIR", help="where the pictures go")
    _add_doctor(added["doctor"])
    return parser


def _add_pages(fit: argparse.ArgumentParser, upload: argparse.ArgumentParser) -> None:
    fit.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files, and folders of files")
    fit.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the fitted pages go; it is made")
    looked_help = "take pages whose data may be damaged as well: a person has looked at them"
    for command in (fit, upload):
        command.add_argument("--looked", action="store_true", help=looked_help)
    _add_json(fit)
    _add_links(upload, "whom the pages are for (at least one; several are linked together)")
    upload.add_argument("--label", default="", metavar="TEXT", help='what the pages are, for their names: "id front"')
    upload.add_argument("--no-wait", action="store_true", help="return as soon as the pages are safe in the outbox")
    upload.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files, and folders of files")
    _add_json(upload)


def _add_links(command: argparse.ArgumentParser, title: str) -> None:
    links = command.add_argument_group(title)
    for kind in RecordKind:
        links.add_argument(f"--{kind.value}", type=_id, metavar="ID", dest=kind.name, help=manual.LINKS[kind])


def _add_watch(watch: argparse.ArgumentParser) -> None:
    watch.add_argument("folder", type=Path, metavar="DIR", help="the folder; those below it are not looked into")
    _add_links(watch, "whom all pages are for (several are linked together), or else:")
    watch.add_argument("--by-barcode", action="store_true", help="each page goes where the labels on it say")
    watch.add_argument("--follow", action="store_true", help="a page without a label goes with the one before it")
    once_help = "take what is complete, wait for DRX's receipts, and end"
    watch.add_argument("--once", action="store_true", help=once_help)
    after = [each.value for each in AfterTaking]
    after_help = "what becomes of a file that was taken: move, as without it, leave, or delete"
    watch.add_argument("--after", choices=after, default=AfterTaking.MOVE.value, metavar="WHAT", help=after_help)
    _add_json(watch)


def _add_questions(images: argparse.ArgumentParser, find: argparse.ArgumentParser) -> None:
    kinds = [kind.value for kind in LISTED_AS]
    images.add_argument("kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
    images.add_argument("id", type=_id, metavar="ID", help="the record's ID in DRX")
    images.add_argument("--save", type=Path, metavar="DIR", help="fetch the images into DIR as well")
    _add_json(images)
    find.add_argument("text", metavar="TEXT", help='"Alvarez, M", 03/14/1962, 512-555-0101, an ID, a label barcode')
    _add_json(find)


def _add_outbox(outbox: argparse.ArgumentParser) -> None:
    _add_json(outbox)
    acts = outbox.add_subparsers(dest="act", metavar="ACT")
    for act, title in manual.OUTBOX_ACTS.items():
        one = acts.add_parser(act, help=title, description=title, epilog=manual.STATUSES)
        if act in ("retry", "drop"):
            one.add_argument("id", metavar="ID", help="as counterscan outbox list shows it")
        _add_json(one, is_repeated=True)


def _add_journal(journal: argparse.ArgumentParser) -> None:
    acts = journal.add_subparsers(dest="act", required=True, metavar="ACT")
    for act, title in manual.JOURNAL_ACTS.items():
        one = acts.add_parser(act, help=title, description=title, epilog=manual.STATUSES)
        if act == "export":
            one.add_argument("--format", choices=("csv", "json"), default="csv", help="csv, as without it, or json")
            one.add_argument("--out", type=Path, metavar="FILE", help="a new file; it is never written over")
        _add_json(one)


def _add_doctor(doctor: argparse.ArgumentParser) -> None:
    test_help = "scan one page with this scanner (or the usual one), measure it and forget it"
    doctor.add_argument("--test-scan", nargs="?", const="", metavar="NAME", help=test_help)
    report_help = "write the report into a new file as well, to send to support"
    doctor.add_argument("--report", type=Path, metavar="FILE", help=report_help)
    _add_json(doctor)


def _add_scan(scan: argparse.ArgumentParser) -> None:
    scan.add_argument("--list", action="store_true", help="show the scanners and what they can do, and scan nothing")
    device_help = (
        "its name, a part of it, its ID, or its address: 192.0.2.7, https://192.0.2.7/eSCL; the usual one without"
    )
    scan.add_argument("--device", default="", metavar="NAME", help=device_help)
    sources, modes = [source.value for source in Source], [mode.value for mode in Mode]
    source_help = f"{', '.join(sources)}; without it the feeder where paper lies in it, else the glass"
    scan.add_argument("--source", choices=sources, metavar="SOURCE", help=source_help)
    scan.add_argument("--dpi", type=_dpi, default=300, metavar="N", help="dots an inch; 300 without it")
    scan.add_argument("--mode", choices=modes, default=Mode.COLOUR.value, metavar="MODE", help=", ".join(modes))
    scan.add_argument("--pages", type=_count, metavar="N", help="so many at most; without it all that there are")
    scan.add_argument("--out", type=Path, metavar="DIR", help="where the pages go; it is made")
    _add_json(scan)


def _add_key(key: argparse.ArgumentParser) -> None:
    acts = key.add_subparsers(dest="act", required=True, metavar="ACT")
    for act, title in manual.KEY_ACTS.items():
        one = acts.add_parser(act, help=title, description=title, epilog=manual.STATUSES)
        if act == "vault":
            one.add_argument("file", type=Path, metavar="FILE", help="a new file; it is never written over")


def _add_json(parser: argparse.ArgumentParser, *, is_repeated: bool = False) -> None:
    """`--json`; where it is also an option of the command above, its absence here must not undo it there."""
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS if is_repeated else False,
        help="one JSON document on standard output",
    )


def _id(text: str) -> str:
    """An ID of DRX: opaque, but never blank. An empty one is a script's empty variable, not a wish for no link."""
    found = text.strip()
    if not found or len(found) > MAX_ID_LENGTH:
        raise argparse.ArgumentTypeError(f"an ID has 1 to {MAX_ID_LENGTH} characters")
    return found


def _dpi(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not LOWEST_DPI <= int(text) <= HIGHEST_DPI:
        raise argparse.ArgumentTypeError(f"a resolution is a number from {LOWEST_DPI} to {HIGHEST_DPI}")
    return int(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MAX_PAGES:
        raise argparse.ArgumentTypeError(f"a number of pages is from 1 to {MAX_PAGES}")
    return int(text)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)
