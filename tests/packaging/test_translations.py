"""The translations are complete: nothing missing, nothing left over, every place to fill is filled, and compiled."""

from pathlib import Path

import pytest
import translations


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_text_of_the_screen_is_translated(language: str) -> None:
    assert translations.faults(language) == []


def test_it_finds_the_texts_of_a_class_of_a_module_and_of_the_floors_below() -> None:
    found = set(translations.texts())
    assert translations.Text("TopBar", "Settings") in found
    assert translations.Text("words", "{count} pages") in found
    assert translations.Text("Outbox", "Sending {percent} %") in found
    assert translations.Text("problems", "DRX refused the API key") in found
    assert translations.Text("problems", "This file has more than {0} pages") in found


def test_what_is_missing_left_over_or_filled_otherwise_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    monkeypatch.setattr(translations, "PATTERNS", tmp_path / "patterns.txt")
    translations.renew("es")
    known = translations.written("es")
    known = dict.fromkeys(known, "x")
    known[translations.Text("words", "{count} pages")] = "{number} páginas"
    known[translations.Text("TopBar", "Settings")] = ""
    known[translations.Text("TopBar", "Long gone")] = "Ido"
    translations.write("es", known)
    faults = translations.faults("es")
    assert "missing: TopBar: Settings" in faults
    assert "not used any more: TopBar: Long gone" in faults
    assert "other places to fill than in English: words: {count} pages -> {number} páginas" in faults
    assert "not compiled: counterscan_es.qm" in faults
