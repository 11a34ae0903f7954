"""`counterscan doctor`: what works on this machine and what does not, as a report without patient data."""

from argparse import Namespace
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Literal  # Any: what JSON can hold

from app.cli.seen import CameraNames
from app.cli.speech import Answer, Status, harmless
from app.domain.errors import AppError, Problem, StorageFull
from app.domain.findings import Finding, Health, Inventory
from app.flows.examine import examine
from app.flows.house import House

_SIGNS = {Health.GOOD: "ok  ", Health.LOOK: "look", Health.BAD: "bad "}


def run(house: House, words: Namespace, environ: Mapping[str, str], camera_names: CameraNames) -> Answer:
    """Carry the command out; status 1 when something does not work. `camera_names` asks Qt, which is not ours."""
    with ExitStack() as unfinished:
        if words.report is not None:
            _write(words.report, "", "x")  # before a minute of looking, and a sheet perhaps, would be for nothing
            unfinished.callback(words.report.unlink)
        examined = house.run_in_darkroom(lambda darkroom: examine(darkroom, environ, words.test_scan))
        unfinished.pop_all()
    findings = (*examined.findings, _cameras(camera_names))
    is_bad = any(finding.health is Health.BAD for finding in findings)
    lines = [f"{_SIGNS[finding.health]}  {finding.subject}: {finding.sentence}" for finding in findings]
    if words.report is not None:
        _write(words.report, "".join(f"{harmless(line)}\n" for line in lines), "w")
    return Answer(
        Status.NEEDS_PERSON if is_bad else Status.DONE,
        {**_plain(examined.inventory), "checks": [_plain(finding) for finding in findings]},
        lines,
    )


def _plain(told: Inventory | Finding) -> dict[str, Any]:
    """As JSON, by the names of the fields: `packaging/POLICY.md` promises them to inventory tools."""
    return asdict(told, dict_factory=lambda pairs: {name: _in_json(value) for name, value in pairs})


def _in_json(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Health) else value


def _cameras(camera_names: CameraNames) -> Finding:
    try:
        names = camera_names()
    except AppError as failure:
        return Finding("cameras", Health.LOOK, str(failure))
    if not names:
        return Finding("cameras", Health.GOOD, "No camera is connected")
    return Finding("cameras", Health.GOOD, ", ".join(names))


def _write(file: Path, text: str, way: Literal["x", "w"]) -> None:
    """The report as a file to send to support; with "x" a new one. Raises `StorageFull` where it can't be written."""
    try:
        with file.open(way, encoding="utf-8") as report:
            report.write(text)
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise StorageFull(Problem("The report could not be written", "Name a new file", reason)) from failure
