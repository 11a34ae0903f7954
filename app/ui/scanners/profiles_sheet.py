"""The sheet "Profiles": the named presets on the keys F7 to F12, changed where they stand. Not modal. Shop room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.capture_shelf import CaptureView
from app.domain.facts import CaptureChanged
from app.domain.profiles import MAX_PROFILES, Profile
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import PlainButton, QuietButton, ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.controls.line_list import Line, LineList
from app.ui.relay import Relay
from app.ui.scanners.profile_form import ProfileForm
from app.ui.scanners.profile_list import ProfileList
from app.ui.sheet import Sheet
from app.ui.words_capture import new_profile_name, profile_name, settings_line, tr
from app.ui.workspace.profile_buttons import profile_icon
from app.ui.workspace.workspace_acts import PROFILE_KEYS


class ProfilesSheet(Sheet):
    """Every change is kept at once; what was removed can be put back."""

    def __init__(self, desk: Desk, relay: Relay, over: QWidget) -> None:
        super().__init__(tr("Profiles"), over)
        self._desk = desk
        self._view = CaptureView()
        self._list = ProfileList().of(self._view.profiles)
        self._on_their_way: list[tuple[Profile, ...]] = []
        self._lines = LineList(tr("All profiles"))
        self._add = PlainButton(tr("Add a profile"), "plus")
        self._up = ToolButton("", "chevron-up", name=tr("Move the profile up"))
        self._down = ToolButton("", "chevron-down", name=tr("Move the profile down"))
        self._remove = ToolButton("", "trash", name=tr("Remove the profile"))
        self._told = PlainLabel("", "secondary", wraps=True)
        self._put_back = QuietButton(tr("Put it back"))
        self._form = ProfileForm()
        self._build()
        self._lines.picked.connect(self._pick)
        self._add.clicked.connect(self._add_one)
        self._up.clicked.connect(lambda: self._keep(self._list.moved(-1)))
        self._down.clicked.connect(lambda: self._keep(self._list.moved(1)))
        self._remove.clicked.connect(self._remove_one)
        self._put_back.clicked.connect(self._bring_back)
        self._form.changed.connect(self._changed)
        relay.fact.connect(self._take)
        self._show()

    def _build(self) -> None:
        self.column.addWidget(
            PlainLabel(tr("One press scans a kind of document as it should be."), "secondary", wraps=True)
        )
        self.column.addWidget(self._lines)
        acts = QHBoxLayout()
        acts.setSpacing(4)
        acts.addWidget(self._add)
        acts.addStretch(1)
        for button in (self._up, self._down, self._remove):
            acts.addWidget(button)
        self.column.addLayout(acts)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self._told, 1)
        told.addWidget(self._put_back)
        self.column.addLayout(told)
        self.column.addSpacing(8)
        self.column.addWidget(self._form)
        self.column.addStretch(1)

    def toggle(self) -> None:
        super().toggle()
        if self.isVisible():
            self._list = ProfileList(self._list.profiles, 0 if self._list.profiles else None)
            self._show()
            self._lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        self._form.commit()
        super().close_sheet()

    # --- facts -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, fact: object) -> None:
        if not isinstance(fact, CaptureChanged):
            return
        self._view = fact.view
        if fact.view.profiles not in self._on_their_way[:-1]:  # those were told before our last change came there
            self._on_their_way.clear()
            self._list = self._list.of(fact.view.profiles)
        self._show()

    # --- what a person does --------------------------------------------------------------------------------------

    @Slot(object)
    def _pick(self, place: int) -> None:
        self._form.commit()
        self._list = self._list.at(place)
        self._show()

    @Slot()
    def _add_one(self) -> None:
        self._keep(self._list.added(Profile(new_profile_name(self._list.profiles))))
        self._form.focus_name()

    @Slot()
    def _remove_one(self) -> None:
        removed = self._list.current
        self._keep(self._list.without_selected())
        self._lines.setFocus(Qt.FocusReason.OtherFocusReason)
        if removed is not None:
            announce(self, self._told.text())

    @Slot()
    def _bring_back(self) -> None:
        self._keep(self._list.put_back())
        self._lines.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _changed(self, profile: Profile) -> None:
        self._keep(self._list.changed(profile))

    def _keep(self, changed: ProfileList) -> None:
        before, self._list = self._list, changed
        if changed.profiles != before.profiles:
            self._on_their_way += [before.profiles, changed.profiles]
            self._desk.keep_profiles(changed.profiles)
        self._show()

    # --- how it looks --------------------------------------------------------------------------------------------

    def _show(self) -> None:
        shown, current = self._list, self._list.current
        self._lines.show_lines(_lines(shown.profiles), shown.selected)
        self._lines.setVisible(bool(shown.profiles))
        self._add.setEnabled(not shown.is_full)
        many = tr("{count} profiles at most").format(count=MAX_PROFILES)
        self._add.set_words(many if shown.is_full else tr("Add a profile"))
        place, last = shown.selected, len(shown.profiles) - 1
        self._up.setEnabled(place is not None and place > 0)
        self._down.setEnabled(place is not None and place < last)
        self._remove.setEnabled(current is not None)
        gone = shown.removed
        self._told.setText(tr("{profile} is removed.").format(profile=profile_name(gone[1])) if gone else "")
        self._told.setVisible(gone is not None)
        self._put_back.setVisible(gone is not None and not shown.is_full)
        self._form.setVisible(current is not None)
        if current is not None:
            chosen = self._view.chosen.id if self._view.chosen is not None else None
            self._form.show_profile(current, self._view.scanners, chosen)


def _lines(profiles: Sequence[Profile]) -> list[Line]:
    return [
        Line(place, profile_name(profile), settings_line(profile), profile_icon(profile), keys)
        for place, (profile, keys) in enumerate(zip(profiles, PROFILE_KEYS, strict=False))
    ]
