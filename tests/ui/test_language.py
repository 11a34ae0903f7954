"""The words on the screen in another language, and what the floors below say went wrong in it too."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.domain.errors import Problem
from app.remote.faults import KEY_REFUSED
from app.ui import language
from app.ui.keymap import key_map
from app.ui.language import LanguageChoice
from app.ui.problem_words import in_words, said
from app.ui.words import key_names, pages_text, size_text


@pytest.fixture(autouse=True)
def spanish(qapp: QApplication) -> Iterator[None]:
    language.speak(qapp, LanguageChoice.SPANISH)
    yield
    language.hush()


def test_the_words_of_the_screen_are_in_the_language_that_was_chosen() -> None:
    assert (pages_text(1), pages_text(5)) == ("1 página", "5 páginas")
    assert size_text(1_900_000) == "1.9 MB"
    assert key_map()[0].title == "En todas partes"


def test_qt_s_own_buttons_speak_it_too() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"


def test_what_went_wrong_below_is_told_in_it_and_the_detail_stays_for_support() -> None:
    told = in_words(KEY_REFUSED)
    assert (told.title, told.advice, told.detail) == ("DRX rechazó la clave de API", "Escriba una clave nueva", "401")


def test_a_sentence_with_a_number_put_into_it_is_known_by_its_pattern() -> None:
    assert said("This file has more than 500 pages") == "Este archivo tiene más de 500 páginas"
    assert said("A PIN has 4 to 8 digits") == "Un PIN tiene de 4 a 8 cifras"


def test_what_nobody_translated_stays_as_it_is() -> None:
    assert in_words(Problem("No such sentence", "Do nothing")) == Problem("No such sentence", "Do nothing")


def test_keys_are_called_as_they_are_on_the_keyboard() -> None:
    assert key_names("Ctrl+Shift+Z") == "Ctrl+Mayús+Z"
    assert key_names("F7 to F12") == "F7 a F12"


def test_english_is_back_at_once(qapp: QApplication) -> None:
    language.speak(qapp, LanguageChoice.ENGLISH)
    assert pages_text(5) == "5 pages"
    assert in_words(KEY_REFUSED) is KEY_REFUSED


@pytest.mark.parametrize(
    ("names", "speaks"), [(["es-US", "en"], "es"), (["fr-FR", "es-ES"], "es"), (["de-DE"], "en"), ([], "en")]
)
def test_the_system_s_languages_are_asked_in_their_order(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, names: list[str], speaks: str
) -> None:
    monkeypatch.setattr("PySide6.QtCore.QLocale.uiLanguages", lambda locale: names)
    language.speak(qapp, LanguageChoice.SYSTEM)
    assert language.spoken() == speaks
