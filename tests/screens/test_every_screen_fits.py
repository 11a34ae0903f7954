"""Every screen in both languages: no text is cut, nothing lies over anything else, and nothing is left in English.

`python -m tests.screens OUT` takes pictures of the same screens in every theme, size and scale, to be looked at.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import translations
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import language
from app.ui.controls.button import PlainButton
from app.ui.controls.label import PlainLabel
from app.ui.language import LanguageChoice
from app.ui.theme.theme import ThemeChoice
from tests.screens.misfits import misfits
from tests.screens.walk import walk
from tests.ui.page_samples import put_away

LEAST_SIZE_PX = (1280, 720)
ALL_SCREENS = 33
BEGINS, ENDS = "⟦", "⟧"
LONGER = 0.4
DATA = re.compile(
    r"^(CounterScan|Practice scanner|eSCL|English|Español)"
    r"|Alvarez|Chen|Okafor|Ana Maria|^Ben|\.(jpg|png|pdf|tif)\b|^(pat|rx|pos|usr|img)_|^Hard copy$"
    r"|\d px\b|JPEG|PNG|^PDF|drxapp"
    r"|^[^a-z]*((Ctrl|Esc|Alt|Tab|F\d+)[^a-z]*)+$|^Scan \d"
)
"""Names, file names, IDs, formats and keys: what is written the same in every language."""


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    language.hush()


@pytest.mark.parametrize("choice", [LanguageChoice.ENGLISH, LanguageChoice.SPANISH])
def test_everything_fits_on_a_small_screen(choice: LanguageChoice) -> None:
    stops = list(walk(choice, ThemeChoice.LIGHT, LEAST_SIZE_PX))
    assert [(stop.name, line) for stop in stops for line in stop.misfits] == []
    assert len(stops) == ALL_SCREENS


def test_every_text_goes_through_the_translation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that marks each text, and makes it longer: what is not marked was never translated."""
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    marked = {
        text: f"{BEGINS}{text.source}{ENDS}{'·' * round(LONGER * len(text.source))}" for text in translations.texts()
    }
    translations.write("es", marked)
    translations.compile_into("es", translations.compiled_file("es"))
    monkeypatch.setattr(language, "resource", lambda name: tmp_path / Path(name).name)
    stops = walk(LanguageChoice.SPANISH, ThemeChoice.LIGHT, LEAST_SIZE_PX)
    unmarked = {text for stop in stops for text in stop.texts if BEGINS not in text and re.search("[a-z]{3}", text)}
    assert sorted(text for text in unmarked if not DATA.search(text)) == []


def test_a_text_that_is_cut_is_found(qapp: QApplication) -> None:
    window = QWidget()
    window.resize(400, 200)
    label, button = PlainLabel("What does not fit here", parent=window), PlainButton("Nor does this", parent=window)
    window.show()
    label.setFixedWidth(40)
    button.setFixedWidth(40)
    try:
        assert [line[:5] for line in misfits(window)] == ["cut: ", "cut: "]
    finally:
        put_away(window)
