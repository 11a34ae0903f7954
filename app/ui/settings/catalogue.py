"""What stands in the settings: few, in groups, each with one sentence and the values to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ui.controls.menu_choice import MenuOption
from app.ui.words import number_text, tr

MINUTES = (1, 2, 5, 10, 15, 30)
RECALL_S = (0, 5, 10, 30, 60)
KEPT_H = (0, 1, 8, 24, 72, 168, 720)
RECENTS_H = (0, 8, 24, 168)


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting; `name` is that of the file. Where it does not hold `at_once`, it does from the next start on."""

    name: str
    title: str
    sentence: str
    options: tuple[MenuOption, ...]
    at_once: bool = True

    def fits(self, text: str) -> bool:
        """Is it what somebody who types this looks for?"""
        words = f"{self.title} {self.sentence} {' '.join(option.text for option in self.options)}".casefold()
        return all(word in words for word in text.casefold().split())

    def options_with(self, value: object) -> tuple[MenuOption, ...]:
        """The options, and the value that is chosen where it is none of them: somebody wrote it into the file."""
        if any(option.value == value for option in self.options):
            return self.options
        return (*self.options, MenuOption(value, str(value)))


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """The settings of one subject."""

    title: str
    entries: tuple[Entry, ...]


def catalogue() -> tuple[EntryGroup, ...]:
    """All of it, in the language of the screen."""
    return (
        EntryGroup(
            tr("Look and language"),
            (
                Entry(
                    "theme",
                    tr("Theme"),
                    tr("Light, dark or high contrast; as the system follows it when it changes."),
                    (
                        MenuOption("system", tr("As the system")),
                        MenuOption("light", tr("Light")),
                        MenuOption("dark", tr("Dark")),
                        MenuOption("contrast", tr("High contrast")),
                    ),
                ),
                Entry(
                    "language",
                    tr("Language"),
                    tr("The words on the screen. Dates and numbers stay as the system has them."),
                    (
                        MenuOption("system", tr("As the system")),
                        MenuOption("en", "English"),
                        MenuOption("es", "Español"),
                    ),
                    at_once=False,
                ),
            ),
        ),
        EntryGroup(
            tr("Keys and sounds"),
            (
                Entry(
                    "letter_keys",
                    tr("Single letters as keys"),
                    tr("R turns the page, C crops it, a digit says what it is. Off: only with Ctrl, or by button."),
                    _on_off(),
                ),
                Entry(
                    "sounds",
                    tr("Short sounds"),
                    tr("One for a record that was picked, one for pages that arrived, one for what needs you."),
                    _on_off(),
                ),
            ),
        ),
        EntryGroup(
            tr("Pages and sending"),
            (
                Entry(
                    "page_size",
                    tr("Size of pages"),
                    tr("As good as DRX takes them, or about 2 MB a page for a slow line."),
                    (MenuOption("best", tr("Best")), MenuOption("reasonable", tr("About 2 MB"))),
                    at_once=False,
                ),
                Entry(
                    "recall_s",
                    tr("Time to take back"),
                    tr("So long an upload waits before it leaves, and can come back to the desk."),
                    tuple(MenuOption(float(seconds), _seconds(seconds)) for seconds in RECALL_S),
                ),
                Entry(
                    "compares_with_drx",
                    tr("Compare with DRX's own images"),
                    tr("The newest images of the record are fetched, to see whether a page is there already."),
                    _on_off(),
                    at_once=False,
                ),
            ),
        ),
        EntryGroup(
            tr("Privacy and safety"),
            (
                Entry(
                    "curtain_min",
                    tr("Hide everything after"),
                    tr("Without a key or a click for so long, a curtain falls. Ctrl+Shift+L drops it at once."),
                    tuple(MenuOption(float(minutes), _minutes(minutes)) for minutes in MINUTES),
                ),
                Entry(
                    "retention_h",
                    tr("Keep delivered pages"),
                    tr("So long they stay in the outbox, encrypted. Unsent pages are never dropped."),
                    tuple(MenuOption(float(hours), _hours(hours)) for hours in KEPT_H),
                ),
                Entry(
                    "recents_h",
                    tr("Remember recent records"),
                    tr("So long records and a worklist are remembered on this computer."),
                    tuple(MenuOption(float(hours), _hours(hours)) for hours in RECENTS_H),
                ),
                Entry(
                    "malware_check",
                    tr("Check files for viruses"),
                    tr("The virus scanner of this computer looks at each file before it is opened."),
                    (
                        MenuOption("off", tr("Off")),
                        MenuOption("warn", tr("Mark what could not be checked")),
                        MenuOption("require", tr("Refuse what could not be checked")),
                    ),
                    at_once=False,
                ),
            ),
        ),
        EntryGroup(
            tr("Scanners"),
            (
                Entry(
                    "looks_for_scanners",
                    tr("Look for scanners at the start"),
                    tr("The network is asked once, as long as no scanner is known here."),
                    _on_off(),
                    at_once=False,
                ),
            ),
        ),
        EntryGroup(
            tr("Newer versions"),
            (
                Entry(
                    "updates",
                    tr("Tell of newer versions"),
                    tr(
                        "Once a day the address is asked that your IT has set. Nothing about this computer is sent, "
                        "and nothing is installed."
                    ),
                    _on_off(),
                ),
            ),
        ),
    )


def found(groups: Sequence[EntryGroup], text: str) -> tuple[EntryGroup, ...]:
    """What fits a search, in its groups; a group whose title fits is shown whole."""
    kept = []
    for group in groups:
        is_meant = text.casefold().strip() in group.title.casefold()
        entries = tuple(entry for entry in group.entries if is_meant or entry.fits(text))
        if entries:
            kept.append(EntryGroup(group.title, entries))
    return tuple(kept)


def _on_off() -> tuple[MenuOption, ...]:
    return MenuOption(True, tr("On")), MenuOption(False, tr("Off"))


def _seconds(seconds: int) -> str:
    return tr("{count} seconds").format(count=number_text(seconds)) if seconds else tr("Not at all")


def _minutes(minutes: int) -> str:
    return tr("1 minute") if minutes == 1 else tr("{count} minutes").format(count=number_text(minutes))


def _hours(hours: int) -> str:
    if not hours:
        return tr("Not at all")
    if hours % 24:
        return tr("1 hour") if hours == 1 else tr("{count} hours").format(count=number_text(hours))
    return tr("1 day") if hours == 24 else tr("{count} days").format(count=number_text(hours // 24))
