"""What the scan keys and buttons do at this moment: scan, go on, finish, or ask for a scanner first. Shop room."""

from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from app.domain.capture_shelf import AT_THE_END, CaptureState, CaptureView, Placement
from app.domain.documents import Document, profile_for
from app.domain.facts import CaptureChanged
from app.domain.profiles import Profile
from app.flows.desk import Desk
from app.ui.relay import Relay
from app.ui.theme.icons import icon
from app.ui.words_capture import profile_name
from app.ui.workspace.filmstrip import FilmStrip
from app.ui.workspace.profile_buttons import profile_icon
from app.ui.workspace.workspace_acts import Act, WorkspaceActs


class ScanKey(Enum):
    """What F2 does."""

    SCAN = "scan"
    GO_ON = "go on"
    SET_UP = "set up"
    """There is no scanner yet: it leads to where one is found."""
    NOTHING = "nothing"
    """A scan runs, and waits for nobody."""


def scan_key(view: CaptureView) -> ScanKey:
    """What F2 does while capturing stands like this."""
    match view.state:
        case CaptureState.IDLE:
            has_none = view.chosen is None and not view.scanners and not view.last.uses_camera
            return ScanKey.SET_UP if has_none else ScanKey.SCAN
        case CaptureState.WAITING | CaptureState.ASKING:
            return ScanKey.GO_ON
        case _:
            return ScanKey.NOTHING


class ScanHand(QObject):
    """Calls the desk. `scanners_asked`: there is no scanner to scan with, or a person wants to choose how.

    `profiles_asked`: a person wants to change the profiles; `camera_asked` carries the Profile that wants the
    camera, and the Placement of its pictures.
    `begun`: a scan runs now; the buttons that begin one are about to fall asleep.
    """

    scanners_asked = Signal()
    profiles_asked = Signal()
    camera_asked = Signal(object, object)
    begun = Signal()

    def __init__(self, desk: Desk, relay: Relay, acts: WorkspaceActs, strip: FilmStrip, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._acts = acts
        self._strip = strip
        self._view = CaptureView()
        for act, deed in (
            (Act.SCAN, lambda: self._scan(None, AT_THE_END)),
            (Act.GO_ON, desk.go_on_scanning),
            (Act.SCAN_WITH, self.scanners_asked.emit),
            (Act.END_SCAN, desk.finish_scanning),
            (Act.EDIT_PROFILES, self.profiles_asked.emit),
            (Act.SCAN_BEFORE, self._scan_before),
            (Act.SCAN_OVER, self._scan_over),
        ):
            acts[act].triggered.connect(lambda checked=False, do=deed: do())
        for place, action in enumerate(acts.profiles):
            action.triggered.connect(lambda checked=False, place=place: self.scan_by_place(place))
        for action in acts.scanning():
            action.setAutoRepeat(False)  # a key that is held must not answer for the next sheet
        relay.fact.connect(self._take)
        self._follow()

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, CaptureChanged):
            has_begun = fact.view.is_busy and not self._view.is_busy
            self._view = fact.view
            if has_begun:
                self.begun.emit()
            self._follow()

    def _follow(self) -> None:
        """Say with the actions what can be done."""
        view, key = self._view, scan_key(self._view)
        self._acts[Act.SCAN].setEnabled(key in (ScanKey.SCAN, ScanKey.SET_UP))
        self._acts[Act.GO_ON].setEnabled(key is ScanKey.GO_ON)
        self._acts[Act.END_SCAN].setEnabled(view.is_busy and view.state is not CaptureState.STOPPING)
        self.follow_pages()
        for place, action in enumerate(self._acts.profiles):
            profile = view.profiles[place] if place < len(view.profiles) else None
            action.setText(profile_name(profile).replace("&", "&&") if profile is not None else "")
            action.setIcon(icon(profile_icon(profile), "muted") if profile is not None else QIcon())
            action.setVisible(profile is not None)
            action.setEnabled(profile is not None and not view.is_busy)

    def follow_pages(self) -> None:
        """Another page is the current one, or none is."""
        can_place = not self._view.is_busy and self._strip.current_row() is not None
        self._acts[Act.SCAN_BEFORE].setEnabled(can_place)
        self._acts[Act.SCAN_OVER].setEnabled(can_place)

    # --- what a person does ----------------------------------------------------------------------------------

    @Slot(object)
    def scan_by(self, profile: Profile) -> None:
        """Scan as this profile says."""
        self._scan(profile, AT_THE_END)

    @Slot(object)
    def capture(self, document: Document) -> None:
        """Capture this document as its profile says; F2 goes on doing what it did."""
        self._scan(profile_for(document, self._view.profiles), AT_THE_END, is_once=True)

    def scan_by_place(self, place: int) -> None:
        """Scan as the profile at this place says; nothing where there is none."""
        if place < len(self._view.profiles):
            self.scan_by(self._view.profiles[place])

    def _scan_before(self) -> None:
        place = self._strip.list.current_place
        if place is not None:
            self._scan(None, Placement(before=place))

    def _scan_over(self) -> None:
        row = self._strip.current_row()
        if row is not None:
            self._scan(None, Placement(replaces=row.id))

    def _scan(self, profile: Profile | None, placement: Placement, *, is_once: bool = False) -> None:
        if self._view.is_busy:
            return
        wanted = profile or self._view.last
        if wanted.uses_camera:
            self.camera_asked.emit(wanted, placement)
        elif self._view.chosen is None and not self._view.scanners and wanted.scanner is None:
            self.scanners_asked.emit()
        elif is_once:
            self._desk.scan_once(wanted)
        else:
            self._desk.scan(profile, placement)
