"""The first frame of a fresh computer: look and language are those of its policy, before anything else is read."""

import json
from pathlib import Path

import pytest

from app.system.policy import POLICY_VARIABLE
from app.system.settings import Language, Theme
from app.wiring import _kept


@pytest.mark.parametrize("part", ["defaults", "locked"])
def test_the_window_begins_in_the_theme_and_language_of_the_policy(tmp_path: Path, part: str) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text(json.dumps({part: {"theme": "dark", "language": "es"}}), encoding="utf-8")
    kept = _kept({"COUNTERSCAN_HOME": str(tmp_path / "home"), POLICY_VARIABLE: str(policy)})
    assert (kept.theme, kept.language) == (Theme.DARK, Language.SPANISH)
