"""Does a job as a screen reader would, through AT-SPI alone; run by the system's Python with its pyatspi.

    python3 screen_reader.py main NEW_FILE     two pages lie on the desk; NEW_FILE is added through the file dialog
    python3 screen_reader.py sort              a batch lies there: two records by their labels, one page without any
    python3 screen_reader.py gallery           an image is found among those of a patient, and becomes a page again
    python3 screen_reader.py outbox            DRX refuses the page that lies there once

Each step is told on standard output; a step that can't be done ends with status 1 and with the whole tree as it is
then.
"""

import sys
import time
from collections.abc import Callable, Iterator

import pyatspi
from gi.repository import GLib

STEP_WAIT_S = 30.0
LOOK_EVERY_MS = 30
APPLICATION = "CounterScan"
PRESSES = ("Press", "Toggle")


class Missing(Exception):
    """Something is not in the tree, or can't be done there."""


def seen(node: "pyatspi.Accessible") -> "Iterator[pyatspi.Accessible]":
    """Everything on the screen under a node, the node itself first."""
    try:
        if node.getRoleName() != "application" and not node.getState().contains(pyatspi.STATE_VISIBLE):
            return
        children = [node.getChildAtIndex(place) for place in range(node.childCount)]
    except (GLib.Error, NotImplementedError, LookupError):
        return  # it went away while it was looked at
    yield node
    for child in children:
        if child is not None:
            yield from seen(child)


class Window:
    """The program as assistive technology sees it."""

    def __init__(self) -> None:
        self._loop = GLib.MainLoop()
        self.root = self._until(self._application, "the program to join the bus of screen readers")
        self.root.setCacheMask(pyatspi.cache.NONE)  # what is asked is asked anew

    def _application(self) -> "pyatspi.Accessible | None":
        desktop = pyatspi.Registry.getDesktop(0)
        return next(
            (child for child in desktop if child is not None and APPLICATION in child.name and len(child)), None
        )

    def _until(self, look: "Callable[[], object]", what: str) -> "pyatspi.Accessible":
        """Look again and again, the loop of events turning in between, until something is found."""
        deadline_s = time.monotonic() + STEP_WAIT_S
        while not (found := _looked(look)):
            if time.monotonic() > deadline_s:
                raise Missing(f"waited {STEP_WAIT_S:.0f} s in vain for {what}")
            GLib.timeout_add(LOOK_EVERY_MS, self._loop.quit)
            self._loop.run()
        return found

    # --- reading -----------------------------------------------------------------------------------------------

    def find(
        self, roles: "tuple[str, ...]", name: str, under: "pyatspi.Accessible | None" = None
    ) -> "pyatspi.Accessible":
        """Wait for something on the screen with one of these roles whose name is this."""
        return self._until(lambda: self._first(roles, name, under or self.root), f"{' or '.join(roles)} {name!r}")

    def _first(self, roles: "tuple[str, ...]", name: str, under: "pyatspi.Accessible") -> "pyatspi.Accessible | None":
        return next((node for node in seen(under) if node.getRoleName() in roles and _is_called(node.name, name)), None)

    def rows(self, list_name: str) -> "list[str]":
        """The texts of a list's rows."""
        found = self._first(("list",), list_name, self.root)
        return [row.name for row in found if row is not None] if found is not None else []

    def wait_for_rows(self, list_name: str, count: int, words: str = "") -> "list[str]":
        """Wait until a list has so many rows, and these words in each."""

        def fits() -> bool:
            rows = self.rows(list_name)
            return len(rows) == count and all(words in row for row in rows)

        self._until(fits, f"{count} rows with {words!r} in {list_name!r}")
        return self.rows(list_name)

    def wait_for_text(self, words: str) -> None:
        """Wait until this text is on the screen."""
        self.find(("label", "static", "text"), words)

    def wait_until_gone(self, roles: "tuple[str, ...]", name: str) -> None:
        """Wait until there is nothing of that name any more."""
        self._until(lambda: self._first(roles, name, self.root) is None, f"{name!r} to go away")

    # --- doing -------------------------------------------------------------------------------------------------

    def press(self, name: str, under: "pyatspi.Accessible | None" = None) -> None:
        """Press the button whose name is this, once it can be pressed."""
        roles = ("push button", "button", "check box", "toggle button", "radio button")
        button = self._until(lambda: self._usable(roles, name, under or self.root), f"{name!r} to be usable")
        action = button.queryAction()
        names = [action.getName(place) for place in range(action.nActions)]
        place = next((names.index(press) for press in PRESSES if press in names), None)
        if place is None:
            raise Missing(f"{name!r} has no action to press it, only {names}")
        action.doAction(place)
        tell(f"pressed {button.name}")

    def _usable(self, roles: "tuple[str, ...]", name: str, under: "pyatspi.Accessible") -> "pyatspi.Accessible | None":
        found = self._first(roles, name, under)
        return found if found is not None and found.getState().contains(pyatspi.STATE_ENABLED) else None

    def type(self, field: str, text: str, under: "pyatspi.Accessible | None" = None) -> None:
        """Put a text into the field of that name."""
        self.find(("text", "entry"), field, under).queryEditableText().setTextContents(text)
        tell(f"typed {text!r} into {field}")

    def set_number(self, field: str, number: int) -> None:
        """Put a number into the spin box of that name."""
        self.find(("spin button",), field).queryValue().currentValue = number
        tell(f"set {field} to {number}")

    def select_row(self, list_name: str, words: str) -> None:
        """Select the first row of a list that holds these words."""
        found = self.find(("list",), list_name)
        place = next((place for place, row in enumerate(found) if words in row.name), None)
        if place is None or not found.querySelection().selectChild(place):
            raise Missing(f"no row with {words!r} in {list_name!r} can be selected")
        tell(f"selected {words!r} in {list_name}")


def _looked(look: "Callable[[], object]") -> object:
    """What is seen now; nothing where it went away while it was looked at."""
    try:
        return look()
    except (GLib.Error, LookupError):
        return None


def _is_called(full_name: str, wanted: str) -> bool:
    """A name is meant as a whole; one that ends with `…` is the beginning of what is meant."""
    return full_name.startswith(wanted[:-1]) if wanted.endswith("…") else full_name == wanted


def tell(step: str) -> None:
    """Say what was done."""
    print(step, flush=True)


def do_the_main_job(window: Window, new_file: str) -> None:
    """From the open window with two pages to the images in the gallery."""
    window.type("Name, birth date, Rx, ID", "alvarez")
    window.press("Alvarez, Maria…")
    window.find(("push button", "button"), "Put away Alvarez, Maria L")

    window.wait_for_rows("Pages", 2, "fits")
    window.press("Open")
    dialog = window.find(("dialog", "file chooser", "frame", "window"), "Open scans…")
    window.type("File name:", new_file, dialog)
    window.press("Open", dialog)
    rows = window.wait_for_rows("Pages", 3, "fits")
    tell(f"the pages are {rows}")

    window.select_row("Pages", "Page 1 of 3")
    window.press("Rotate right")
    window.wait_for_text("2339 × 1654…")
    window.press("Crop")
    window.set_number("Width after crop, px", 1200)
    window.press("Apply crop")
    window.wait_for_text("1200 × 1654…")
    window.press("Hard copy")
    window.press("Front")
    window.wait_for_rows("Pages", 3, "fits")
    window.find(("list item",), "Page 1 of 3, Hard copy front, fits")

    window.press("Upload 3 pages to Alvarez, Maria L")
    window.press("Outbox")
    tell(f"the outbox says {window.wait_for_rows('Outbox', 3, 'Delivered')}")

    window.press("Gallery")
    images = window.find(("list",), "Images")
    tell(f"the gallery has {[image.name for image in images]}")
    window.select_row("Images", "Hard copy front")
    window.press("Open")
    window.press("Close")
    window.wait_until_gone(("push button", "button"), "Close")
    window.find(("list",), "Images")


def sort_a_batch(window: Window) -> None:
    """Pages go where their labels say, the one without a label to the first of those records."""
    window.press("Sort by label…")
    window.find(("label",), "2 records recognised by their labels")
    window.wait_for_rows("Pages without a record", 1, "no label on it")
    window.select_row("Pages without a record", "ID card")
    window.press("Give 1 page to rx_67890…")
    window.press("Upload 4 pages to 2 records")
    window.wait_for_text("3 files, 4 pages: 4 sent to 2 records…")
    window.press("Outbox…")
    window.wait_for_rows("Outbox", 4, "Delivered")


def use_the_gallery(window: Window) -> None:
    """Find an image, look at it and what is known of it, walk on, turn it, put it on the desk as a new page."""
    window.type("Name, birth date, Rx, ID", "alvarez")
    window.press("Alvarez, Maria…")
    window.press("Gallery")
    window.find(("list",), "Images")
    window.press("Filter")
    window.type("Text in the name", "card")
    window.wait_for_rows("Images", 1, "Insurance card front")
    window.press("As a list")
    window.select_row("Images", "Insurance card front")
    window.press("Open")
    window.wait_for_text("1350 × 850 px…")
    window.press("Turn right")
    window.press("Close")
    window.press("Show all")
    window.wait_for_rows("Images", 7)
    window.select_row("Images", "ID front")
    window.press("Open")
    window.press("Next image")
    window.press("Close")


def mend_the_outbox(window: Window) -> None:
    """See what DRX refused, why, and send it again; then the receipts, and the page in the gallery."""
    window.type("Name, birth date, Rx, ID", "alvarez")
    window.press("Alvarez, Maria…")
    window.wait_for_rows("Pages", 1, "fits")
    window.press("Upload 1 page to Alvarez, Maria…")
    window.press("Outbox…")
    window.find(("label",), "Needs you")
    window.press("Details: …")
    window.press("Try again: …")
    window.find(("label",), "Delivered")
    window.press("Receipts…")
    window.wait_for_text("Confirmed by reading back…")
    window.press("Close Receipts")
    window.press("Show in gallery: …")
    window.find(("list",), "Images")


def whole_tree(node: "pyatspi.Accessible") -> str:
    """What is on the screen, for a person who looks for what went wrong."""
    return "\n".join(f"{one.getRoleName()}: {one.name!r}" for one in seen(node))


JOBS: "dict[str, Callable[..., None]]" = {
    "main": do_the_main_job,
    "sort": sort_a_batch,
    "gallery": use_the_gallery,
    "outbox": mend_the_outbox,
}


def main() -> int:
    """Do the job; 0 when all of it could be done."""
    try:
        window = Window()
    except Missing as missing:
        print(missing, [child.name for child in pyatspi.Registry.getDesktop(0) if child is not None])
        return 1
    try:
        JOBS[sys.argv[1]](window, *sys.argv[2:])
    except Missing as missing:
        print(missing, whole_tree(window.root), sep="\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
