"""Joins the house with what a person sees of it, the window or the command line; starts and stops them in order."""

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import AppError, Problem, WrongSetting
from app.system.singletons import keep_singletons_alive

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.flows.house import House
    from app.system.premises import Premises, Reception
    from app.system.settings import Settings
    from app.ui.first_window import FirstWindow

NO_DISPLAY = (
    "counterscan: there is no display to open a window on. Commands work without one: counterscan --help,\n"
    "and counterscan tour --out DIR makes pictures of the window.\n"
)
MIDDLE_LIGHTNESS = 128
DESKTOP_ENTRY = "counterscan"
"""Of `packaging/linux`: what a Linux desktop knows the window by, its number in the task bar among it."""
UNANSWERED = Problem(
    "CounterScan is already open on this computer, but does not answer", "Wait a moment, or close it, and start again"
)


def main(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Run `counterscan` with these arguments; returns the exit status of the command line."""
    keep_singletons_alive()
    # Late, here and below: a window needs nothing of what the commands import, and they need no Qt.
    from app.system.machine import leave_no_core_file
    from app.system.settings import API_KEY_VARIABLE

    leave_no_core_file()
    # The key is for this process alone: what decodes pictures, and every other child, has no use for it.
    environ = dict(environ)
    os.environ.pop(API_KEY_VARIABLE, None)
    if not arguments:  # a double-click: nothing of the commands is needed before the window stands
        return open_window((), environ, practice=False)
    if list(arguments) == ["--selftest"]:
        from app.cli import selftest
        from app.tour.first_look import look

        return selftest.run(environ, look)
    from app.cli.parser import parse

    options = parse(arguments)
    if options.command == "tour":
        from app.tour.script import take_tour

        return take_tour(options.words.out)
    if options.command is not None:
        from app.cli.commands import run

        return run(options, environ, _camera_names)
    return open_window(options.files, environ, practice=options.practice)


def open_window(files: Sequence[Path], environ: Mapping[str, str], *, practice: bool) -> int:
    """Show the window, build what it holds and open the house behind the first paint; close both in the opposite order.

    Where a window is open already, that one is given the files instead, and nothing of Qt is imported.
    """
    from app.system.machine import can_show_windows

    if not can_show_windows(environ):
        sys.stderr.write(NO_DISPLAY)
        return 1
    start = _Start([file.absolute() for file in files], environ, practice=practice)
    try:
        if start.is_perhaps_second():
            status = start.served_by_another()
            if status is not None:
                return status
        return start.show_window()
    finally:
        start.end()


class _Start:
    """One start of the window, from the question whether it is the first to the end of the house."""

    def __init__(self, files: Sequence[Path], environ: Mapping[str, str], *, practice: bool) -> None:
        self._files, self._environ, self._practice = files, environ, practice
        self._premises: Premises | None = None
        self._reception: Reception | None = None
        self._house: House | None = None
        self._net = contextlib.ExitStack()
        self._has_arrived = False

    def is_perhaps_second(self) -> bool:
        """Does a window seem to be open? Asked before Qt is imported; a letterbox may also be left from a crash."""
        from app.system import paths

        folder = paths.Folders(paths.home(self._environ)).store_for(practice=self._practice)
        return (folder / paths.LETTERBOX_NAME).exists()

    def served_by_another(self) -> int | None:
        """The exit status where another program owns the outbox; None where it is ours now."""
        from app.cli.speech import complain, say
        from app.system import paths
        from app.system.premises import Premises, Reception, Standing, arrive

        self._has_arrived = True
        self._reception = Reception()
        self._premises = Premises(self._reception.take)
        try:
            folder = paths.prepare(paths.home(self._environ)).store_for(practice=self._practice)
            folder.mkdir(mode=0o700, exist_ok=True)
            standing = arrive(self._premises, folder, self._files)
        except (WrongSetting, OSError):  # the house meets it again, and says on the first screen what is wrong
            return None
        except AppError as failure:
            complain(failure.problem)
            return 1
        if standing is Standing.FIRST:
            return None
        if standing is Standing.UNANSWERED:
            complain(UNANSWERED)
            return 1
        count = len(self._files)
        what = {0: "it is in front now", 1: "it has your file"}.get(count, f"it has your {count} files")
        say(f"CounterScan is already open: {what}.")
        return 0

    def show_window(self) -> int:
        """The frame at once, everything else behind its first paint; the exit status once it has closed."""
        # In this order: once PySide is imported, every import after it takes three times as long (it reads the source).
        from app.system.settings import Theme
        from app.ui.theme.palette import DARK, LIGHT

        kept = _kept(self._environ)

        from PySide6.QtWidgets import QApplication

        from app.ui import language
        from app.ui.first_window import FirstWindow

        application = QApplication([])
        application.setApplicationName("CounterScan")  # what a screen reader calls the program
        application.setDesktopFileName(DESKTOP_ENTRY)
        language.speak(application, language.LanguageChoice(kept.language.value))
        is_dark = kept.theme is Theme.DARK
        if kept.theme in (Theme.SYSTEM, Theme.CONTRAST):
            is_dark = application.palette().window().color().lightness() < MIDDLE_LIGHTNESS
        frame = FirstWindow(DARK if is_dark else LIGHT, kept.window)

        def furnish() -> None:
            try:
                status = None if self._has_arrived else self.served_by_another()
                if status is None:
                    self._furnish(application, frame, kept)
                else:
                    application.exit(status)
            except BaseException:  # an empty frame would stand there for ever
                application.exit(1)
                raise

        frame.was_painted.connect(furnish)
        frame.show()
        return application.exec()

    def _furnish(self, application: "QApplication", frame: "FirstWindow", kept: "Settings") -> None:
        """Build what the window holds, and the house below it."""
        from PySide6.QtCore import QTimer

        from app.domain.facts import AttentionAsked
        from app.flows.desk import Desk
        from app.flows.house import House
        from app.system.interpreter import rest_the_collector, take_short_turns
        from app.system.settings import Language, Theme
        from app.ui.closing import Closing
        from app.ui.main_window import MainWindow
        from app.ui.mistake_net import catch_mistakes
        from app.ui.relay import Relay
        from app.ui.signals import quit_on_signals
        from app.ui.theme import theme
        from app.ui.window_place import place_of

        take_short_turns()
        reception = self._reception
        assert reception is not None  # noqa: S101  we have arrived
        theme.apply(application)
        theme.theme().choose(theme.ThemeChoice(kept.theme.value))
        relay = Relay()
        house = self._house = House(self._environ, relay.publish, self._premises)
        desk = Desk(house.post)

        def take_over(handed: Sequence[Path]) -> None:
            house.tell(AttentionAsked())
            if handed:
                desk.add_files(handed)

        def open_house() -> None:
            house.open(practice=self._practice)
            desk.attend()
            if self._files:
                desk.add_files(self._files)
            reception.attend(take_over)

        self._net.enter_context(catch_mistakes(relay.publish))
        self._net.enter_context(quit_on_signals(application))
        window = MainWindow(
            desk,
            relay,
            keep_theme=lambda choice: desk.keep_theme(Theme(choice.value)),
            keep_language=lambda choice: desk.keep_language(Language(choice.value)),
        )
        frame.hold(window)
        Closing(frame, window.sheets.closing, relay).closed.connect(lambda: application.exit(0))
        application.aboutToQuit.connect(lambda: desk.change_setting("window", place_of(frame)))
        rest_the_collector()
        QTimer.singleShot(0, open_house)

    def end(self) -> None:
        """Close everything in order; the lock goes with the house, or with this process where that took too long."""
        with self._net:
            if self._premises is not None:
                self._premises.close_letterbox()
            if self._house is not None:
                self._house.close()


def _camera_names() -> Sequence[str]:
    """The cameras of this computer; Qt is imported only where they are asked for. Raises `AppError`."""
    from app.ui.camera.listing import camera_names

    return camera_names()


def _kept(environ: Mapping[str, str]) -> "Settings":
    """What was chosen last, theme and language; the house tells what is wrong with settings that can't be read."""
    from app.system import paths, settings

    try:
        return settings.load(paths.home(environ), environ)
    except AppError:
        return settings.Settings()
