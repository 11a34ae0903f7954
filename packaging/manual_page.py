#!/usr/bin/env python3
"""Write the man page from the command line's own words: `python3 packaging/manual_page.py FILE`."""

import contextlib
import io
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

COLUMNS = "74"  # of a terminal of 80, less the page's own margin
CHECKOUT = Path(__file__).resolve().parent.parent


def main(words: list[str]) -> int:
    """Write the page into the file that is named."""
    if len(words) != 1:
        print("usage: python3 packaging/manual_page.py FILE", file=sys.stderr)
        return 2
    import freeze  # late: the page alone needs nothing of it

    Path(words[0]).write_text(text_of(freeze.version(), freeze.commit_time_s()), encoding="utf-8")
    return 0


def text_of(version: str, epoch_s: int) -> str:
    """The page `counterscan(1)` in groff's man macros."""
    sys.path.insert(0, str(CHECKOUT))
    os.environ["COLUMNS"] = COLUMNS  # argparse asks for them
    from app.cli import manual  # late: the checkout is on the path only now

    day = datetime.fromtimestamp(epoch_s, UTC).date().isoformat()
    lines = [
        f'.TH COUNTERSCAN 1 "{day}" "CounterScan {version}" "User commands"',
        ".SH NAME",
        r"counterscan \- from paper at the pharmacy counter to the right record in DRX",
        ".SH SYNOPSIS",
        r".B counterscan",
        r"[\fB\-\-practice\fR] [\fIFILE\fR ...]",
        ".br",
        r".B counterscan",
        r"\fICOMMAND\fR [\fIWORDS\fR]",
        ".SH DESCRIPTION",
        _plain(manual.PROGRAM),
        ".SH COMMANDS",
    ]
    for name, page in manual.COMMANDS.items():
        lines += [f".SS {name}", _plain(page.text), ".PP", ".nf", _plain(_usage_of(name)), ".fi"]
    lines += [".SH EXIT STATUS", *_table(manual.STATUSES), ".SH ENVIRONMENT", *_table(manual.ENVIRONMENT)]
    lines += [
        ".SH FILES",
        ".TP",
        r"\fI~/.local/share/CounterScan\fR",
        "Everything that is kept; pages and names sealed.",
    ]
    lines += [".SH LICENCE", "AGPL-3.0-or-later. Not made by, nor connected with, the vendor of DRX."]
    return "\n".join(lines) + "\n"


def _usage_of(command: str) -> str:
    """What `--help` says of a command, from its usage to its options."""
    from app.cli.parser import parse  # late: see above

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        parse([command, "--help"])
    usage, _, rest = said.getvalue().partition("\n\n")
    options = re.search(
        r"^(positional arguments|options|ACT|whom).*?(?=\nexit status:|\Z)", rest, re.DOTALL | re.MULTILINE
    )
    return f"{usage}\n\n{options[0] if options else ''}".rstrip()


def _table(text: str) -> list[str]:
    """Lines of the kind "  name  what it is" as tagged paragraphs; others are plain."""
    lines = []
    for line in text.splitlines()[1:]:
        name, _, said = line.strip().partition("  ")
        lines += [".TP", rf"\fB{_plain(name)}\fR", _plain(said.strip())]
    return lines


def _plain(text: str) -> str:
    """Text in which nothing is a command of groff."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return "\n".join(rf"\&{line}" if line.startswith((".", "'")) else line for line in escaped.splitlines())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
