"""The broken gallery, thinly: each fault for two images. `python -m tests.endurance.broken_gallery` does all."""

from pathlib import Path

from app.practice.faults import Fault, FaultKind
from tests.endurance.broken_gallery import naive_trials, rows


def test_whatever_befalls_an_image_its_tile_tells_the_truth_in_time_and_the_others_come(tmp_path: Path) -> None:
    broken = {name: done for name, done in rows(2, tmp_path) if not all(trial.is_kept for trial in done)}
    assert broken == {}


def test_a_client_that_shows_whatever_comes_is_found_out() -> None:
    """The naive variant: it shows that the test above can fail."""
    (trial,) = naive_trials(Fault(FaultKind.CAPTIVE_PORTAL), 1)
    assert not trial.is_honest
    assert not trial.keeps_the_key
