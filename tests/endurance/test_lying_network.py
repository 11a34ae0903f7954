"""The lying network, thinly: each fault once. `python -m tests.endurance.lying_network` does it many times."""

from pathlib import Path

import pytest

from app.practice.faults import Fault, FaultKind
from tests.endurance.certificates import Authority
from tests.endurance.gate import Lie
from tests.endurance.lying_line import naive_lies
from tests.endurance.lying_network import naive_trials, rows


def test_every_fault_ends_in_one_page_delivered_in_time(tmp_path: Path) -> None:
    broken = {name: done for name, done in rows(1, tmp_path) if not all(trial.is_kept for trial in done)}
    assert broken == {}


@pytest.mark.parametrize("kind", [FaultKind.CAPTIVE_PORTAL, FaultKind.CLOSE_AFTER_COMMIT])
def test_a_client_that_believes_every_answer_is_found_out(kind: FaultKind, monkeypatch: pytest.MonkeyPatch) -> None:
    """The naive variant: it shows that the test above can fail."""
    monkeypatch.setenv("COUNTERSCAN_URL", "set by the trial")
    monkeypatch.setenv("COUNTERSCAN_API_KEY", "set by the trial")
    (trial,) = naive_trials(Fault(kind), 1)
    assert not trial.is_kept


@pytest.mark.parametrize("lie", [Lie.SELF_SIGNED, Lie.CUT_AFTER_COMMIT])
def test_a_client_that_trusts_every_certificate_is_found_out(lie: Lie, tmp_path: Path) -> None:
    """The naive variant of what happens before HTTP begins."""
    (trial,) = naive_lies(lie, 1, Authority(tmp_path))
    assert not trial.is_kept
