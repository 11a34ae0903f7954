"""The sheet "Scan with": the scanners, what the selected one can do, the profiles. Not modal. Shop room."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.capture_shelf import CaptureView, ScannerRow
from app.domain.facts import CaptureChanged
from app.domain.profiles import Profile
from app.domain.scanning import Road, Scanner, ScannerId
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import PrimaryButton, QuietButton, ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.controls.line_list import Line, LineList
from app.ui.relay import Relay
from app.ui.scanners.add_scanner import AddScanner
from app.ui.scanners.scanner_card import ScannerCard
from app.ui.sheet import Sheet
from app.ui.words_capture import nothing_found_text, scanner_line, tr
from app.ui.workspace.profile_buttons import ProfileButtons


class ScannersSheet(Sheet):
    """`scan_begun`: it was told to scan, so that the work should be seen. `profile_pressed` carries a Profile.

    `profiles_asked`: a person wants to change the profiles.
    """

    scan_begun = Signal()
    profile_pressed = Signal(object)
    profiles_asked = Signal()

    def __init__(self, desk: Desk, relay: Relay, over: QWidget) -> None:
        super().__init__(tr("Scan with"), over)
        self._desk = desk
        self._view = CaptureView()
        self._selected: ScannerId | None = None
        self._expected: ScannerId | None = None
        self._learned: set[ScannerId] = set()
        self._look = ToolButton(tr("Look again"), "refresh", name=tr("Look for scanners"))
        self._nothing = PlainLabel("", "secondary", wraps=True)
        self._list = LineList(tr("Scanners"))
        self._card = ScannerCard()
        self._add = AddScanner(desk, relay)
        self._profiles = ProfileButtons(names_apart=True)
        self._edit = QuietButton(tr("Edit profiles…"))
        self._scan = PrimaryButton("", "scan")
        self._build()
        self._look.clicked.connect(self._look_again)
        self._list.picked.connect(self._pick)
        self._card.use_asked.connect(self._use)
        self._card.forget_asked.connect(self._forget)
        self._add.added.connect(self._added)
        self._add.told.connect(self.reveal)
        self._profiles.pressed.connect(self._press_profile)
        self._edit.clicked.connect(self.profiles_asked)
        self._scan.clicked.connect(self._begin_scan)
        relay.fact.connect(self._take)
        self._show(self._view)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(tr("Scanners"), "section"), 1)
        head.addWidget(self._look)
        self.column.addLayout(head)
        for part in (self._nothing, self._list, self._card):
            self.column.addWidget(part)
        self.column.addSpacing(8)
        self.column.addWidget(self._add)
        self.column.addSpacing(12)
        self.column.addWidget(PlainLabel(tr("Profiles"), "section"))
        self.column.addWidget(self._profiles)
        self.column.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.foot.addWidget(self._scan)

    def toggle(self) -> None:
        super().toggle()
        if not self.isVisible():
            return
        self._learned.clear()
        self._selected = self._expected = None
        self._add.begin()
        self._card.begin(self._view.last)
        self._look_again()
        self._show(self._view)
        (self._list if self._list.lines else self._add.field).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- facts -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, CaptureChanged):
            self._show(fact.view)

    def _show(self, view: CaptureView) -> None:
        before, self._view = self._view, view
        chosen = view.chosen.id if view.chosen is not None else None
        ids = [row.scanner.id for row in view.scanners]
        if self._expected in ids:  # it was just added, and stands in the list now
            self._selected, self._expected = self._expected, None
        if self._selected not in ids:
            self._selected = chosen if chosen in ids else ids[0] if ids else None
        self._list.show_lines([_line(row, is_chosen=row.scanner.id == chosen) for row in view.scanners], self._selected)
        self._list.setVisible(bool(ids))
        self._nothing.setText(nothing_found_text(is_looking=view.is_looking))
        self._nothing.setVisible(not ids)
        self._look.set_words(tr("Looking…") if view.is_looking else tr("Look again"))
        self._look.setEnabled(not view.is_looking)
        self._card.show_row(self._row(), is_chosen=self._selected is not None and self._selected == chosen)
        self._profiles.show_profiles(view.profiles, can_act=not view.is_busy, has_scanner=bool(ids))
        self._scan.setEnabled(self._selected is not None and not view.is_busy)
        self._scan.set_words(self._scan_words())
        if self.isVisible():
            self._learn()
            if before.is_looking and not view.is_looking:
                announce(self, self._found_words())

    def _scan_words(self) -> str:
        if self._view.is_busy:
            return tr("A scan runs")
        return tr("Scan with these settings") if self._selected is not None else tr("Find a scanner first")

    def _found_words(self) -> str:
        count = len(self._view.scanners)
        if not count:
            return nothing_found_text(is_looking=False)
        return tr("1 scanner is there") if count == 1 else tr("{count} scanners are there").format(count=count)

    def _row(self) -> ScannerRow | None:
        return next((row for row in self._view.scanners if row.scanner.id == self._selected), None)

    def _learn(self) -> None:
        """Ask the selected scanner what it can do, once while the sheet is open."""
        row = self._row()
        if row is not None and row.abilities is None and row.scanner.id not in self._learned:
            self._learned.add(row.scanner.id)
            self._desk.learn_scanner(row.scanner.id)

    # --- what a person does --------------------------------------------------------------------------------------

    @Slot()
    def _look_again(self) -> None:
        self._learned.clear()
        if not self._view.is_looking:
            self._desk.look_for_scanners()

    @Slot(object)
    def _pick(self, scanner_id: ScannerId) -> None:
        self._selected = scanner_id
        self._show(self._view)

    @Slot(object)
    def _added(self, scanner: Scanner) -> None:
        self._expected = scanner.id
        self._show(self._view)

    @Slot()
    def _use(self) -> None:
        if self._selected is not None:
            self._desk.choose_scanner(self._selected)
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes

    @Slot()
    def _forget(self) -> None:
        if self._selected is not None:
            self._desk.forget_scanner(self._selected)
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _begin_scan(self) -> None:
        """With this scanner and these settings, which F2 has from now on."""
        chosen = self._view.chosen
        if self._selected is None or self._view.is_busy:
            return
        if chosen is None or chosen.id != self._selected:
            self._desk.choose_scanner(self._selected)
        settings = self._card.settings
        self._desk.scan(Profile("", source=settings.source, dpi=settings.dpi, mode=settings.mode))
        self._leave()

    @Slot(object)
    def _press_profile(self, profile: Profile) -> None:
        self._leave()
        self.profile_pressed.emit(profile)

    def _leave(self) -> None:
        self.close_sheet()
        self.scan_begun.emit()


def _line(row: ScannerRow, *, is_chosen: bool) -> Line:
    scanner = row.scanner
    mark, tone, sign = ("", "neutral", "")
    if not row.is_here:
        mark, tone, sign = tr("No answer"), "warn", "alert-triangle"
    elif is_chosen:
        mark, tone, sign = tr("In use"), "good", "check"
    kind = "wifi" if scanner.road is Road.ESCL else "usb"
    return Line(scanner.id, scanner.name, scanner_line(row, is_chosen=is_chosen), kind, mark, tone, sign)
