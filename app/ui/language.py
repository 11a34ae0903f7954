"""The language of the screen: the system's, or the one that was chosen. Dates and numbers stay as the system has them.

Texts come from `resources/translations`, which `packaging/translations.py` keeps complete; Qt's own (the buttons of its
dialogs) from Qt. What is on the screen already keeps its words: the language holds from the next start on.
"""

from enum import Enum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.ui.resources import resource

ENGLISH = "en"
SPOKEN = (ENGLISH, "es")
"""What the program speaks; anything else is English."""


class LanguageChoice(Enum):
    """What a person chose."""

    SYSTEM = "system"
    ENGLISH = "en"
    SPANISH = "es"


_spoken: list[str] = [ENGLISH]


def spoken() -> str:
    """The language of the screen now."""
    return _spoken[0]


def speak(application: QCoreApplication, choice: LanguageChoice) -> None:
    """Speak this language; called before the first text is made."""
    hush()
    language = choice.value if choice is not LanguageChoice.SYSTEM else _of_system()
    if language == ENGLISH:
        return
    own, qts = QTranslator(application), QTranslator(application)
    if not own.load(str(resource(f"translations/counterscan_{language}.qm"))):
        return
    application.installTranslator(own)
    if qts.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(qts)
    _translators[:] = [own, qts]
    _spoken[0] = language


def hush() -> None:
    """Back to English."""
    for translator in _translators:
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    _translators.clear()
    _spoken[0] = ENGLISH


_translators: list[QTranslator] = []


def _of_system() -> str:
    for name in QLocale.system().uiLanguages():
        language = name.replace("_", "-").partition("-")[0].lower()
        if language in SPOKEN:
            return language
    return ENGLISH
