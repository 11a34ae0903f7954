"""Joins the house with what a person sees of it, the window or the command line; starts and stops them in order."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import AppError
from app.system.singletons import keep_singletons_alive

if TYPE_CHECKING:
    from app.system.settings import Theme

NO_DISPLAY = (
    "counterscan: there is no display to open a window on. Commands work without one: counterscan --help,\n"
    "and counterscan tour --out DIR makes pictures of the window.\n"
)


def main(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Run `counterscan` with these arguments; returns the exit status of the command line."""
    keep_singletons_alive()
    # Late, here and below: a window needs nothing of what the commands import, and they need no Qt.
    from app.cli.parser import parse

    options = parse(arguments)
    if options.command == "tour":
        from app.tour.script import take_tour

        return take_tour(options.words.out)
    if options.command is not None:
        from app.cli.commands import run

        return run(options, environ)
    return open_window(options.files, environ, practice=options.practice)


def open_window(files: Sequence[Path], environ: Mapping[str, str], *, practice: bool) -> int:
    """Show the window, open the house behind the first paint, and close both in the opposite order."""
    from app.system.machine import can_show_windows

    if not can_show_windows(environ):
        sys.stderr.write(NO_DISPLAY)
        return 1
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.flows.desk import Desk
    from app.flows.house import House
    from app.system.settings import Theme
    from app.ui import theme
    from app.ui.main_window import MainWindow
    from app.ui.relay import Relay
    from app.ui.signals import quit_on_signals

    application = QApplication([])
    theme.apply(application)
    theme.theme().choose(theme.ThemeChoice(_kept_theme(environ).value))
    relay = Relay()
    house = House(environ, relay.publish)
    desk = Desk(house.post)
    window = MainWindow(desk, relay, keep_theme=lambda choice: desk.keep_theme(Theme(choice.value)))
    window.show()

    def open_house() -> None:
        house.open(practice=practice)
        desk.attend()
        if files:
            desk.add_files([file.absolute() for file in files])

    QTimer.singleShot(0, open_house)
    with quit_on_signals(application):
        status = application.exec()
    house.close()
    return status


def _kept_theme(environ: Mapping[str, str]) -> "Theme":
    """The theme that was chosen last; the house tells what is wrong with settings that can't be read."""
    from app.system import paths, settings

    try:
        return settings.load(paths.home(environ), environ).theme
    except AppError:
        return settings.Theme.SYSTEM
