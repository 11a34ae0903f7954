"""`counterscan doctor`: what works on this machine and what does not, as a report without patient data."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict

from app.cli.speech import Answer, Status
from app.flows.examine import Health, examine
from app.flows.house import House

_SIGNS = {Health.GOOD: "ok  ", Health.LOOK: "look", Health.BAD: "bad "}


def run(house: House, words: Namespace, environ: Mapping[str, str]) -> Answer:
    """Carry the command out; status 1 when something does not work."""
    findings = house.run_in_darkroom(lambda darkroom: examine(darkroom, environ))
    is_bad = any(finding.health is Health.BAD for finding in findings)
    return Answer(
        Status.NEEDS_PERSON if is_bad else Status.DONE,
        {"checks": [{**asdict(finding), "health": finding.health.value} for finding in findings]},
        [f"{_SIGNS[finding.health]}  {finding.subject}: {finding.sentence}" for finding in findings],
    )
