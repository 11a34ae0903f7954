"""Joins the house with what a person sees of it, the window or the command line; starts and stops them in order."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import AppError, Problem, WrongSetting
from app.system.singletons import keep_singletons_alive

if TYPE_CHECKING:
    from app.system.premises import Premises, Reception
    from app.system.settings import Theme

NO_DISPLAY = (
    "counterscan: there is no display to open a window on. Commands work without one: counterscan --help,\n"
    "and counterscan tour --out DIR makes pictures of the window.\n"
)
UNANSWERED = Problem(
    "CounterScan is already open on this computer, but does not answer", "Wait a moment, or close it, and start again"
)


def main(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Run `counterscan` with these arguments; returns the exit status of the command line."""
    keep_singletons_alive()
    # Late, here and below: a window needs nothing of what the commands import, and they need no Qt.
    from app.cli.parser import parse
    from app.system.machine import leave_no_core_file
    from app.system.secrets import API_KEY_VARIABLE

    leave_no_core_file()
    options = parse(arguments)
    # The key is for this process alone: what decodes pictures, and every other child, has no use for it.
    environ = dict(environ)
    os.environ.pop(API_KEY_VARIABLE, None)
    if options.command == "tour":
        from app.tour.script import take_tour

        return take_tour(options.words.out)
    if options.command is not None:
        from app.cli.commands import run

        return run(options, environ)
    return open_window(options.files, environ, practice=options.practice)


def open_window(files: Sequence[Path], environ: Mapping[str, str], *, practice: bool) -> int:
    """Show the window, open the house behind the first paint, and close both in the opposite order.

    Where a window is open already, that one is given the files instead, and nothing of Qt is imported.
    """
    from app.system.machine import can_show_windows

    if not can_show_windows(environ):
        sys.stderr.write(NO_DISPLAY)
        return 1
    from app.system.premises import Premises, Reception

    files = [file.absolute() for file in files]
    reception = Reception()
    premises = Premises(reception.take)
    status = _served_by_another(premises, files, environ, practice=practice)
    if status is not None:
        return status
    try:
        return _open_first_window(files, environ, premises, reception, practice=practice)
    finally:  # the lock goes with the house, or with this process where the house could not be closed in time
        premises.close_letterbox()


def _served_by_another(
    premises: "Premises", files: Sequence[Path], environ: Mapping[str, str], *, practice: bool
) -> int | None:
    """The exit status where another program owns the outbox; None where it is ours now."""
    from app.cli.speech import complain, say
    from app.system import paths
    from app.system.premises import Standing, arrive

    try:
        folder = paths.prepare(paths.home(environ)).store_for(practice=practice)
        folder.mkdir(mode=0o700, exist_ok=True)
        standing = arrive(premises, folder, files)
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
    what = {0: "it is in front now", 1: "it has your file"}.get(len(files), f"it has your {len(files)} files")
    say(f"CounterScan is already open: {what}.")
    return 0


def _open_first_window(
    files: Sequence[Path],
    environ: Mapping[str, str],
    premises: "Premises",
    reception: "Reception",
    *,
    practice: bool,
) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.domain.facts import AttentionAsked
    from app.flows.desk import Desk
    from app.flows.house import House
    from app.system.settings import Theme
    from app.ui.main_window import MainWindow
    from app.ui.mistake_net import catch_mistakes
    from app.ui.relay import Relay
    from app.ui.signals import quit_on_signals
    from app.ui.theme import theme

    application = QApplication([])
    application.setApplicationName("CounterScan")  # what a screen reader calls the program
    theme.apply(application)
    theme.theme().choose(theme.ThemeChoice(_kept_theme(environ).value))
    relay = Relay()
    house = House(environ, relay.publish, premises)
    desk = Desk(house.post)

    def open_house() -> None:
        house.open(practice=practice)
        desk.attend()
        if files:
            desk.add_files(files)
        reception.attend(take_over)

    def take_over(handed: Sequence[Path]) -> None:
        house.tell(AttentionAsked())
        if handed:
            desk.add_files(handed)

    with catch_mistakes(relay.publish):
        window = MainWindow(desk, relay, keep_theme=lambda choice: desk.keep_theme(Theme(choice.value)))
        window.show()
        QTimer.singleShot(0, open_house)
        with quit_on_signals(application):
            status = application.exec()
        premises.close_letterbox()
        house.close()
    return status


def _kept_theme(environ: Mapping[str, str]) -> "Theme":
    """The theme that was chosen last; the house tells what is wrong with settings that can't be read."""
    from app.system import paths, settings

    try:
        return settings.load(paths.home(environ), environ).theme
    except AppError:
        return settings.Theme.SYSTEM
