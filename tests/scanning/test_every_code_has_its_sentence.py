"""One table of what scanners can say on each road, and the sentence that a person reads: never a raw code.

SANE's 11 statuses are those that `scanimage` ends with, eSCL's 9 feeder states those that stop a feeder, WIA's codes
those of capture.md. Where two codes share a sentence, they ask the same of a person.
"""

import re
from collections.abc import Iterator

import pytest

from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import Source
from app.scanning.escl.status import status_of
from app.scanning.sane.troubles import trouble_of as sane_trouble_of
from app.scanning.wia.codes import trouble_of as wia_trouble_of
from tests.scanning.escl_talks import status

SANE = {
    1: "This scanner can't do that",
    2: "The scan was stopped",
    3: "The scanner is busy",
    4: "The scanner refuses these settings",
    5: "A page came incomplete from the scanner",
    6: "Paper is jammed in the scanner",
    7: "The feeder is empty",
    8: "The scanner's cover is open",
    9: "The connection to the scanner broke off",
    10: "The scanner's driver broke down",
    11: "The scanner does not let this computer scan",
}
ESCL = {
    "Empty": "The feeder is empty",
    "Jam": "Paper is jammed in the scanner",
    "HatchOpen": "The scanner's cover is open",
    "Mispick": "The scanner could not pull the next sheet in",
    "MultipickDetected": "The scanner took more than one sheet at once",
    "DuplexPageTooShort": "A sheet is too short to be scanned on both sides",
    "DuplexPageTooLong": "A sheet is too long to be scanned on both sides",
    "InputTrayFailed": "The scanner's feeder has a problem",
    "InputTrayOverloaded": "Too much paper lies in the feeder",
}
WIA = {
    0x80210002: "Paper is jammed in the scanner",
    0x80210003: "The feeder is empty",
    0x80210004: "The scanner's feeder has a problem",
    0x80210005: "The scanner does not answer",
    0x80210006: "The scanner is busy",
    0x80210007: "The scanner is warming up",
    0x8021000A: "The connection to the scanner broke off",
    0x8021000C: "The scanner refuses these settings",
    0x8021000D: "The scanner is busy",
    0x8021000E: "The scanner's driver broke down",
    0x8021000F: "The scanner's driver broke down",
    0x80210015: "This scanner is not there any more",
    0x80210016: "The scanner's cover is open",
}
SHARED = {0x8021000D: 0x80210006, 0x8021000F: 0x8021000E}
"""Locked is in use by somebody else; an answer that makes no sense is a driver that broke down."""

RAW = re.compile(r"0x|\d{2,}|ScannerAdf|AdfState|SANE|HRESULT|WIA|error", re.IGNORECASE)


def on_sane(code: int) -> Trouble | None:
    """What `scanimage` ended with, before the first page of a feeder."""
    return sane_trouble_of(code, "", pages=0, is_fed=True)[0]


def on_escl(feeder: str) -> Trouble | None:
    """What the status says of the feeder."""
    said = status_of(status("Idle", feeder).partition(b"\r\n\r\n")[2])
    return said.trouble(Source.DUPLEX) if said is not None else None


def every_code() -> Iterator[tuple[str, Trouble | None, str]]:
    """A name, what it is taken for, and the sentence that is to be read."""
    yield from ((f"SANE {code}", on_sane(code), title) for code, title in SANE.items())
    yield from ((f"eSCL {feeder}", on_escl(feeder), title) for feeder, title in ESCL.items())
    yield from ((f"WIA {code:#x}", wia_trouble_of(code), title) for code, title in WIA.items())


@pytest.mark.parametrize(("trouble", "title"), [pytest.param(*rest, id=name) for name, *rest in every_code()])
def test_each_code_is_read_as_its_own_sentence_with_what_to_do(trouble: Trouble | None, title: str) -> None:
    assert trouble is not None
    problem = problem_of(trouble)
    assert problem.title == title
    assert problem.advice
    assert not RAW.search(problem.sentence)


def test_no_two_codes_of_a_road_share_a_sentence_but_those_that_ask_the_same_of_a_person() -> None:
    for table in (SANE, ESCL, {code: title for code, title in WIA.items() if code not in SHARED}):
        assert len(set(table.values())) == len(table)
    assert all(WIA[code] == WIA[other] for code, other in SHARED.items())


def test_the_technical_line_stands_behind_the_sentence_and_not_in_it() -> None:
    problem = problem_of(Trouble.PAPER_JAM, "WIA 0x80210002")
    assert "0x80210002" not in problem.sentence
    assert problem.detail == "WIA 0x80210002"
