"""The profiles as big buttons with their keys: one press scans a kind of document. Shop room."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.pages import DocumentKind
from app.domain.profiles import Profile
from app.ui.controls.button import PlainButton
from app.ui.controls.flow import FlowLayout
from app.ui.theme.theme import SECONDARY_PX
from app.ui.words_capture import profile_name, settings_line, tr
from app.ui.workspace.workspace_acts import PROFILE_KEYS

_ICONS = {
    DocumentKind.HARD_COPY: "file-text",
    DocumentKind.INSURANCE_CARD: "id",
    DocumentKind.ID_CARD: "user",
    DocumentKind.PROOF_OF_DELIVERY: "truck",
    DocumentKind.OTHER: "file",
}


def profile_icon(profile: Profile) -> str:
    """The sign of a profile: a camera, or what the pages will be."""
    if profile.uses_camera:
        return "camera"
    return _ICONS[profile.kind] if profile.kind is not None else "scan"


class _ProfileButton(PlainButton):
    """Four of them stand side by side."""

    padding_px = 12
    font_px = SECONDARY_PX


class ProfileButtons(QWidget):
    """`pressed` carries the Profile. `names_apart`: for where the same buttons stand on the screen a second time."""

    pressed = Signal(object)

    def __init__(self, *, is_centred: bool = False, names_apart: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names_apart = names_apart
        self._profiles: tuple[Profile, ...] = ()
        self._buttons: list[_ProfileButton] = []
        self._flow = FlowLayout(self, spacing_px=8, is_centred=is_centred)
        self.setAccessibleName(tr("Profiles"))

    def show_profiles(self, profiles: Sequence[Profile], *, can_act: bool, has_scanner: bool = True) -> None:
        """Show a button for each of these; without a scanner only for those that the camera takes."""
        if tuple(profiles) != self._profiles:
            self._make(tuple(profiles))
        offered = [has_scanner or profile.uses_camera for profile in profiles]
        for button, is_offered in zip(self._buttons, offered, strict=False):
            button.setEnabled(can_act)
            button.setVisible(is_offered)
        self.setVisible(any(offered))

    def _make(self, profiles: tuple[Profile, ...]) -> None:
        self._profiles = profiles
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons.clear()
        for profile, keys in zip(profiles, PROFILE_KEYS, strict=False):
            words = profile_name(profile)
            name = tr("Scan now: {profile}").format(profile=words) if self._names_apart else ""
            button = _ProfileButton(words, profile_icon(profile), name=name, key_hint=keys, parent=self)
            button.setToolTip(f"{settings_line(profile)} ({keys})")
            button.clicked.connect(lambda checked=False, profile=profile: self.pressed.emit(profile))
            self._buttons.append(button)
            self._flow.addWidget(button)
        self.updateGeometry()
