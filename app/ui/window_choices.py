"""What the window itself does with the settings: theme, language, what is locked, screenshots. Shop room."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.facts import SettingsChanged
from app.system.screen_capture import can_hide, hide
from app.ui.language import LanguageChoice
from app.ui.relay import Relay
from app.ui.theme.theme import ThemeChoice, theme
from app.ui.words import tr


class WindowChoices(QObject):
    """Follows the settings for `window`; `tell` says something quiet there.

    `keep_theme` and `keep_language` are called with what a person chose, so that the next start has it.
    """

    def __init__(
        self,
        relay: Relay,
        window: QWidget,
        tell: Callable[[str], None],
        keep_theme: Callable[[ThemeChoice], None],
        keep_language: Callable[[LanguageChoice], None],
    ) -> None:
        super().__init__(window)
        self._window, self._tell = window, tell
        self._keep_theme, self.choose_language = keep_theme, keep_language
        self._are_known = False
        self.language = LanguageChoice.SYSTEM
        """What was chosen; it is spoken from the next start on."""
        self.locked: frozenset[str] = frozenset()
        """The settings that nobody may change here."""
        relay.fact.connect(self._take)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Take this theme at once."""
        theme().choose(choice)
        self._keep_theme(choice)

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, SettingsChanged):
            self.locked = fact.locked | fact.given
            self._follow(ThemeChoice(fact.values["theme"]), LanguageChoice(fact.values["language"]))
            if can_hide():
                hide(int(self._window.window().winId()), is_hidden=bool(fact.values["hides_from_screenshots"]))

    def _follow(self, chosen: ThemeChoice, language: LanguageChoice) -> None:
        """The first time they are what the program was started with."""
        if self._are_known:
            if theme().choice is not chosen:
                theme().choose(chosen)
            if language is not self.language:
                self._tell(tr("The language changes with the next start"))
        self._are_known, self.language = True, language
