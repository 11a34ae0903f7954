"""The two small menus of the top bar: the settings, and what can be done about the connection."""

from collections.abc import Callable, Collection

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.language import LanguageChoice
from app.ui.theme.icons import icon
from app.ui.theme.theme import ThemeChoice, theme
from app.ui.words import tr


def settings_menu(
    parent: QWidget,
    *,
    choose_theme: Callable[[ThemeChoice], None],
    language: LanguageChoice,
    choose_language: Callable[[LanguageChoice], None],
    locked: Collection[str],
    change_store: Callable[[], None],
    show_scanners: Callable[[], None],
    show_profiles: Callable[[], None],
    show_people: Callable[[], None],
    show_privacy: Callable[[], None],
    draw_curtain: Callable[[], None],
    add_hot_folder: Callable[[QMenu], None],
    show_settings: Callable[[], None],
    show_keys: Callable[[], None],
    show_about: Callable[[], None],
) -> QMenu:
    """Theme, language, scanners, profiles, hot folder, privacy, people, store, the map of keys, about the program."""
    menu = QMenu(parent)
    group = QActionGroup(menu)
    for choice, text in (
        (ThemeChoice.SYSTEM, tr("Theme: as the system")),
        (ThemeChoice.LIGHT, tr("Theme: light")),
        (ThemeChoice.DARK, tr("Theme: dark")),
        (ThemeChoice.CONTRAST, tr("Theme: high contrast")),
    ):
        action = QAction(text, menu, checkable=True, checked=choice is theme().choice)
        action.setEnabled("theme" not in locked)
        action.setData(choice)
        group.addAction(action)
        menu.addAction(action)
    group.triggered.connect(lambda action: choose_theme(action.data()))
    menu.addSeparator()
    menu.addMenu(_language_menu(menu, language, choose_language)).setEnabled("language" not in locked)
    menu.addAction(icon("settings"), tr("Settings… (Ctrl+,)"), show_settings)
    menu.addAction(icon("scan"), tr("Scanners… (Shift+F2)"), show_scanners)
    menu.addAction(icon("list"), tr("Profiles…"), show_profiles)
    add_hot_folder(menu)
    menu.addSeparator()
    menu.addAction(icon("eye-off"), tr("Hide everything now (Ctrl+Shift+L)"), draw_curtain)
    menu.addAction(icon("lock"), tr("Privacy…"), show_privacy)
    menu.addSeparator()
    menu.addAction(icon("users"), tr("People who scan…"), show_people)
    menu.addAction(icon("building-store"), tr("Change store or key…"), change_store)
    menu.addSeparator()
    menu.addAction(icon("keyboard"), tr("Keyboard map (F1)"), show_keys)
    menu.addAction(icon("info-circle"), tr("About CounterScan"), show_about)
    return menu


def _language_menu(parent: QMenu, language: LanguageChoice, choose_language: Callable[[LanguageChoice], None]) -> QMenu:
    menu = QMenu(tr("Language"), parent)
    group = QActionGroup(menu)
    for choice, text in (
        (LanguageChoice.SYSTEM, tr("As the system")),
        (LanguageChoice.ENGLISH, "English"),  # each by its own name: whoever lost their way finds back
        (LanguageChoice.SPANISH, "Español"),
    ):
        action = QAction(text, menu, checkable=True, checked=choice is language)
        action.setData(choice)
        group.addAction(action)
        menu.addAction(action)
    group.triggered.connect(lambda action: choose_language(action.data()))
    return menu


def connection_menu(
    parent: QWidget,
    *,
    try_now: Callable[[], None],
    enter_key: Callable[[], None],
    change_store: Callable[[], None],
) -> QMenu:
    """What a press on the connection offers."""
    menu = QMenu(parent)
    menu.addAction(icon("refresh"), tr("Try the connection now"), try_now)
    menu.addAction(icon("key"), tr("Enter a new key…"), enter_key)
    menu.addAction(icon("building-store"), tr("Change store…"), change_store)
    return menu


def about_paragraphs(version: str) -> tuple[str, ...]:
    """What the program is and under which licences it and what it carries are given."""
    return (
        tr("CounterScan {version}").format(version=version),
        tr("Scan, fit and upload pages to the DRX pharmacy system, and see what DRX already has."),
        tr("Free software under the GNU Affero General Public License, version 3 or later. It comes without warranty."),
        tr("The typeface Inter is given under the SIL Open Font License 1.1, the Tabler icons under the MIT licence."),
        tr("Built with Qt (PySide6), Pillow, PyMuPDF and httpx."),
    )
