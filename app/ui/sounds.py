"""Short sounds, so that the eyes can stay on the paper: picked, sent, needs you. Off unless somebody wants them.

Qt's part for sounds is loaded with the first one; where there is none, or no loudspeaker, it stays silent.
"""

import contextlib
from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, QUrl, Slot

from app.domain.facts import BeepAnswered, EntrySettled, SettingsChanged
from app.domain.parcels import Stage
from app.ui.camera.multimedia import NoMultimedia, load
from app.ui.relay import Relay
from app.ui.resources import resource


class Sound(Enum):
    """What is heard; the value is its file in `resources/sounds`."""

    PICKED = "picked"
    SENT = "sent"
    NEEDS_YOU = "needs-you"


class Loudspeaker(QObject):
    """Plays one sound at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._effects: dict[Sound, QObject] = {}

    def play(self, sound: Sound) -> None:
        """Play it, if anything here can."""
        with contextlib.suppress(NoMultimedia):
            load()
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # with the first sound, as cameras do

            if QMediaDevices.defaultAudioOutput().isNull():
                return
            effect = self._effects.get(sound)
            if not isinstance(effect, QSoundEffect):
                effect = self._effects[sound] = QSoundEffect(self)
                effect.setSource(QUrl.fromLocalFile(str(resource(f"sounds/{sound.value}.wav"))))
            effect.play()


class Sounds(QObject):
    """Says by ear what has happened; `play` is what makes it heard."""

    def __init__(self, relay: Relay, play: Callable[[Sound], None], parent: QObject) -> None:
        super().__init__(parent)
        self._play = play
        self._is_on = False
        relay.fact.connect(self._take)

    def run_ended(self) -> None:
        """All that was on its way has arrived."""
        self._hear(Sound.SENT)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case SettingsChanged(values=values):
                self._is_on = bool(values.get("sounds", False))
            case BeepAnswered(record=record, problem=problem) if record is not None or problem is not None:
                self._hear(Sound.PICKED if problem is None else Sound.NEEDS_YOU)
            case EntrySettled(entry=entry) if entry.stage is Stage.NEEDS_PERSON:
                self._hear(Sound.NEEDS_YOU)
            case _:
                pass

    def _hear(self, sound: Sound) -> None:
        if self._is_on:
            self._play(sound)
