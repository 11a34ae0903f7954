"""`counterscan doctor`: what works on this machine and what does not, as a report without patient data."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from app.cli.seen import CameraNames
from app.cli.speech import Answer, Status, harmless
from app.domain.errors import AppError, Problem, StorageFull
from app.domain.findings import Finding, Health
from app.flows.examine import examine
from app.flows.house import House

_SIGNS = {Health.GOOD: "ok  ", Health.LOOK: "look", Health.BAD: "bad "}


def run(house: House, words: Namespace, environ: Mapping[str, str], camera_names: CameraNames) -> Answer:
    """Carry the command out; status 1 when something does not work. `camera_names` asks Qt, which is not ours."""
    findings = house.run_in_darkroom(lambda darkroom: examine(darkroom, environ, words.test_scan))
    findings = (*findings, _cameras(camera_names))
    is_bad = any(finding.health is Health.BAD for finding in findings)
    lines = [f"{_SIGNS[finding.health]}  {finding.subject}: {finding.sentence}" for finding in findings]
    if words.report is not None:
        _write(words.report, lines)
    return Answer(
        Status.NEEDS_PERSON if is_bad else Status.DONE,
        {"checks": [{**asdict(finding), "health": finding.health.value} for finding in findings]},
        lines,
    )


def _cameras(camera_names: CameraNames) -> Finding:
    try:
        names = camera_names()
    except AppError as failure:
        return Finding("cameras", Health.LOOK, str(failure))
    if not names:
        return Finding("cameras", Health.GOOD, "No camera is connected")
    return Finding("cameras", Health.GOOD, ", ".join(names))


def _write(file: Path, lines: Sequence[str]) -> None:
    """The report as a file to send to support. Raises `StorageFull` where it can't be written, or is there already."""
    try:
        with file.open("x", encoding="utf-8") as report:
            report.writelines(f"{harmless(line)}\n" for line in lines)
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise StorageFull(Problem("The report could not be written", "Name a new file", reason)) from failure
