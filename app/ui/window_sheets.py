"""The sheets of the window: the map of keys, the words about the program, scanners, profiles, people; one at a time."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app import __version__
from app.domain.facts import SeparatorDrawn
from app.flows.desk import Desk
from app.ui.closing_sheet import ClosingSheet
from app.ui.key_map_sheet import KeyMapSheet
from app.ui.lessons.lesson_sheet import LessonSheet
from app.ui.people.people_sheet import PeopleSheet
from app.ui.privacy.privacy_sheet import PrivacySheet
from app.ui.record.separator_sheet import SeparatorSheet
from app.ui.relay import Relay
from app.ui.scanners.profiles_sheet import ProfilesSheet
from app.ui.scanners.scanners_sheet import ScannersSheet
from app.ui.settings.checkup_sheet import CheckupSheet
from app.ui.settings.keys_sheet import KeysSheet
from app.ui.settings.settings_sheet import SettingsSheet
from app.ui.sheet import Sheet, text_sheet
from app.ui.window_menus import about_paragraphs
from app.ui.workspace.scan_hand import ScanHand
from app.ui.workspace.workspace_acts import WorkspaceActs


class WindowSheets(QObject):
    """They lie over `body`. `work_asked`: a scan was begun from one of them, so that the work should be seen."""

    work_asked = Signal()

    def __init__(self, desk: Desk, relay: Relay, hand: ScanHand, acts: WorkspaceActs, body: QWidget) -> None:
        super().__init__(body)
        self.keys = KeyMapSheet(acts, body)
        self.lessons = LessonSheet(relay, body)
        self._new_keys = KeysSheet(desk, relay, acts, body)
        self.keys.change_asked.connect(self.show_new_keys)
        self._about = text_sheet(body, self.tr("About CounterScan"), about_paragraphs(__version__))
        self._scanners = ScannersSheet(desk, relay, body)
        self._profiles = ProfilesSheet(desk, relay, body)
        self._people = PeopleSheet(desk, relay, body)
        self._privacy = PrivacySheet(desk, relay, body)
        self._settings = SettingsSheet(desk, relay, body)
        self._checkup = CheckupSheet(desk, relay, body)
        self._settings.checkup_asked.connect(self.show_checkup)
        self.closing = ClosingSheet(body)
        self.closing.send_asked.connect(desk.go_on_sending)  # what was paused would never be gone
        self._separator = SeparatorSheet(body)
        self.all: tuple[Sheet, ...] = (
            self.keys,
            self._new_keys,
            self.lessons,
            self._about,
            self._scanners,
            self._profiles,
            self._people,
            self._privacy,
            self._settings,
            self._checkup,
            self.closing,
            self._separator,
        )
        relay.fact.connect(self._take)
        self._scanners.scan_begun.connect(self.work_asked)
        self._scanners.profile_pressed.connect(hand.scan_by)
        self._scanners.profiles_asked.connect(self.show_profiles)
        hand.scanners_asked.connect(self.toggle_scanners)
        hand.profiles_asked.connect(self.show_profiles)

    @Slot()
    def toggle_keys(self) -> None:
        """The map of keys."""
        self._toggle(self.keys)

    @Slot()
    def toggle_about(self) -> None:
        """The words about the program."""
        self._toggle(self._about)

    @Slot()
    def toggle_scanners(self) -> None:
        """Scanners, their settings, and the profiles to scan by."""
        self._toggle(self._scanners)

    @Slot()
    def show_profiles(self) -> None:
        """The profiles to change."""
        if not self._profiles.isVisible():
            self._toggle(self._profiles)

    @Slot()
    def show_people(self) -> None:
        """The people who scan here, to choose and to change."""
        if not self._people.isVisible():
            self._toggle(self._people)

    @Slot()
    def show_privacy(self) -> None:
        """When everything is hidden by itself, and the PIN."""
        if not self._privacy.isVisible():
            self._toggle(self._privacy)

    @Slot()
    def show_settings(self) -> None:
        """Everything that can be chosen."""
        if not self._settings.isVisible():
            self._toggle(self._settings)

    @Slot()
    def toggle_lessons(self) -> None:
        """The whole job, to learn it on the practice store."""
        self._toggle(self.lessons)

    @Slot()
    def show_new_keys(self) -> None:
        """Other keys than the usual ones."""
        if not self._new_keys.isVisible():
            self._toggle(self._new_keys)

    @Slot()
    def show_checkup(self) -> None:
        """What works on this computer."""
        if not self._checkup.isVisible():
            self._toggle(self._checkup)

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, SeparatorDrawn):
            self._separator.show_drawn(fact)
            if not self._separator.isVisible():
                self._toggle(self._separator)

    def _toggle(self, wanted: Sheet) -> None:
        for sheet in self.all:
            if sheet is not wanted and sheet.isVisible():
                sheet.close_sheet()
        wanted.toggle()
