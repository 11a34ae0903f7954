"""The check-up of this computer that the window shows: what `counterscan doctor` finds, told as a fact."""

from collections.abc import Callable, Mapping

from app.domain.facts import ComputerExamined, Fact
from app.domain.findings import Finding, Health
from app.flows.errands import Errands
from app.flows.examine import examine
from app.runtime.darkroom import Darkroom

BROKE_OFF = Finding("program", Health.BAD, "The check-up broke off")


class Checkup:
    """One at a time. Lives on the courier's loop."""

    def __init__(
        self, publish: Callable[[Fact], None], errands: Errands, darkroom: Darkroom, environ: Mapping[str, str]
    ) -> None:
        self._publish, self._errands, self._darkroom, self._environ = publish, errands, darkroom, environ
        self._is_running = False

    def begin(self) -> None:
        """Look at everything; answered by `ComputerExamined`."""
        if not self._is_running:
            self._is_running = True
            self._errands.start(self._run())

    async def _run(self) -> None:
        findings: tuple[Finding, ...] = (BROKE_OFF,)
        try:
            findings = (await examine(self._darkroom, self._environ)).findings
        finally:
            self._is_running = False
            self._publish(ComputerExamined(findings))
