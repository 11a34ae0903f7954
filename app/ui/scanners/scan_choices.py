"""Source, resolution and colour side by side, as far as a scanner has them. Shop room."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.profiles import Profile
from app.domain.scanning import Abilities, Mode, Source
from app.ui.controls.label import PlainLabel
from app.ui.controls.segmented import Choice, Segmented
from app.ui.scanners.scan_settings import modes_of, resolutions_of, sources_of
from app.ui.words_capture import dpi_name, mode_name, source_name, tr

_AUTOMATIC = "automatic"
"""Stands for the source None, which a segmented control takes for no choice at all."""


class ScanChoices(QWidget):
    """Shows a profile's settings. `changed` when a person chose; then `settled` puts the choices into a profile."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._abilities: Abilities | None = None
        self._profile = Profile("")
        self._shown: tuple[object, ...] | None = None
        self._rows: list[Segmented] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_settings(self, profile: Profile, abilities: Abilities | None) -> None:
        """Show these settings among what the scanner can do; None: everything that scanners can do."""
        self._abilities = abilities
        self._profile = self._possible(profile)
        self._show()

    def settled(self, profile: Profile) -> Profile:
        """This profile with the chosen source, resolution and colour."""
        chosen = self._profile
        return replace(profile, source=chosen.source, dpi=chosen.dpi, mode=chosen.mode)

    def _possible(self, profile: Profile) -> Profile:
        """The nearest to this that the scanner has: so that no setting is shown that it would refuse."""
        abilities = self._abilities
        sources = sources_of(abilities)
        source = profile.source if profile.source in sources else sources[0] if sources else None
        modes = modes_of(abilities, source)
        mode = profile.mode if profile.mode in modes else modes[0]
        dpis = resolutions_of(abilities, source, profile.dpi)
        dpi = min(dpis, key=lambda dpi: (abs(dpi - profile.dpi), -dpi))
        return replace(profile, source=source, mode=mode, dpi=dpi)

    def _show(self) -> None:
        profile, abilities = self._profile, self._abilities
        sources = sources_of(abilities)
        dpis = resolutions_of(abilities, profile.source, profile.dpi)
        modes = modes_of(abilities, profile.source)
        if (sources, dpis, modes) != self._shown:
            self._shown = (sources, dpis, modes)
            self._make(sources, dpis, modes)
        for row, value in zip(self._rows, (profile.source or _AUTOMATIC, profile.dpi, profile.mode), strict=True):
            row.choose(value)

    def _make(self, sources: Sequence[Source | None], dpis: Sequence[int], modes: Sequence[Mode]) -> None:
        focused = self.focusWidget()
        had_focus = next(
            (place for place, row in enumerate(self._rows) if focused is not None and row.isAncestorOf(focused)), None
        )
        had_focus = had_focus if focused is not None and focused.hasFocus() else None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        of_source: list[Choice[object]] = [Choice(one or _AUTOMATIC, source_name(one)) for one in sources]
        of_dpi: list[Choice[object]] = [Choice(dpi, str(dpi), dpi_name(dpi)) for dpi in dpis]
        of_mode: list[Choice[object]] = [Choice(mode, mode_name(mode)) for mode in modes]
        named = (
            (tr("Source"), tr("Source"), of_source),
            (tr("Resolution"), tr("Resolution, dpi"), of_dpi),
            (tr("Colour"), tr("Colour"), of_mode),
        )
        self._rows = []
        for word, heading, choices in named:
            row = Segmented(choices, name=word, parent=self)
            row.chosen.connect(self._chosen)
            self._column.addWidget(PlainLabel(heading, "secondary", parent=self))
            self._column.addWidget(row)
            self._column.addSpacing(4)
            row.show()
            self._rows.append(row)
        if had_focus is not None:
            value = (self._profile.source or _AUTOMATIC, self._profile.dpi, self._profile.mode)[had_focus]
            self._rows[had_focus].segment_of(value).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _chosen(self, value: object) -> None:
        profile = self._profile
        match value:
            case Source():
                profile = replace(profile, source=value)
            case Mode():
                profile = replace(profile, mode=value)
            case int():
                profile = replace(profile, dpi=value)
            case _:
                profile = replace(profile, source=None)
        self._profile = self._possible(profile)
        self._show()
        self.changed.emit()
