"""Every screen as assistive technology sees it: controls have a name of their own and a size, rows have a text."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.accessibility.accessible_tree import CONTROLS, Role, Seen
from tests.accessibility.capture_walk import CaptureWalk
from tests.accessibility.first_start import first_start
from tests.accessibility.screen_walk import ScreenWalk

SCREENS = (
    "first start",
    "empty workspace",
    "no scanner yet",
    "a scanner is ready",
    "a scan that runs",
    "a scan that waits",
    "a scan that asks for the next side",
    "a scan that broke off",
    "scan with, no scanner",
    "scan with, three scanners",
    "profiles",
    "how to scan",
    "a draft was found",
    "a draft about to be removed",
    "found records",
    "a prescription without its patient",
    "the kinds under More",
    "pages",
    "crop",
    "several pages selected",
    "a broken file",
    "a batch to sort",
    "a page of the batch large",
    "a separator sheet",
    "pages that leave soon",
    "outbox, about to leave",
    "pages that came back",
    "outbox while sending",
    "outbox with a question",
    "outbox, all delivered",
    "receipts",
    "the choice of receipts",
    "gallery",
    "an image large",
    "outbox, offline",
    "the map of keys",
    "about",
    "the settings' menu",
    "the settings",
    "privacy",
    "the people who scan",
    "learning by doing",
    "other keys",
    "the connection's menu",
    "changing the store",
)
Tree = tuple[Seen, ...]


@pytest.fixture(scope="module")
def screens(qapp: QApplication, samples: dict[str, Path]) -> dict[str, Tree]:
    """Each screen's tree, by a walk through all of them."""
    with first_start() as shop:
        trees = ScreenWalk(shop, samples).trees()
    return trees | CaptureWalk().trees()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_has_a_name(screens: dict[str, Tree], screen: str) -> None:
    assert [str(seen) for seen in screens[screen] if seen.is_control and not seen.name.strip()] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_no_two_controls_are_called_alike(screens: dict[str, Tree], screen: str) -> None:
    named = Counter((seen.role.name, seen.name) for seen in screens[screen] if seen.role in CONTROLS)

    assert [called for called, count in named.items() if count > 1] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_can_be_seen(screens: dict[str, Tree], screen: str) -> None:
    assert [str(seen) for seen in screens[screen] if seen.is_control and min(seen.size) <= 0] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_every_row_says_what_the_eye_sees(screens: dict[str, Tree], screen: str) -> None:
    assert [str(seen) for seen in screens[screen] if seen.role is Role.ListItem and not seen.name.strip()] == []


@pytest.mark.parametrize(
    ("screen", "list_name", "beginnings"),
    [
        ("pages", "Pages", ("Page 1 of 5, ", "Page 2 of 5, ", "Page 3 of 5, ", "Page 4 of 5, ", "Page 5 of 5, ")),
        ("outbox, all delivered", "Outbox", ("rx_67890 ",) * 5),
        ("scan with, three scanners", "Scanners", ("Brother ADS-2700W, ", "HP LaserJet ", "Canon CanoScan ")),
        ("profiles", "All profiles", ("Hard copy, ", "Insurance card, ", "ID card, ", "Proof of delivery, ")),
        ("receipts", "Confirmed by reading back: safe to shred (5 pages)", ("rx_67890 ",) * 5),
    ],
)
def test_a_list_has_a_row_for_each_item(
    screens: dict[str, Tree], screen: str, list_name: str, beginnings: tuple[str, ...]
) -> None:
    rows = [seen.name for seen in screens[screen] if seen.role is Role.ListItem and seen.path.endswith(list_name)]

    assert len(rows) == len(beginnings)
    assert all(row.startswith(beginning) for row, beginning in zip(rows, beginnings, strict=True))


@pytest.mark.parametrize(
    ("screen", "name"),
    [
        ("first start", "Store name"),
        ("first start", "API key"),
        ("first start", "Practice with a made-up store"),
        ("empty workspace", "Name, birth date, Rx, ID"),
        ("empty workspace", "Open"),
        ("empty workspace", "Scan"),
        ("no scanner yet", "Set up a scanner"),
        ("a scanner is ready", "ID card"),
        ("a scan that runs", "Stop the scan"),
        ("a scan that waits", "Go on"),
        ("a scan that waits", "Finish the scan"),
        ("a scan that asks for the next side", "Scan next"),
        ("a scan that broke off", "Scan again"),
        ("scan with, no scanner", "Address of a scanner"),
        ("scan with, three scanners", "Look for scanners"),
        ("scan with, three scanners", "Scan with these settings"),
        ("scan with, three scanners", "300 dpi"),
        ("profiles", "Name of the profile"),
        ("how to scan", "ID card"),
        ("pages", "Scan"),
        ("found records", "Prescription"),
        ("pages", "Rotate right"),
        ("pages", "Rotate left"),
        ("pages", "Crop"),
        ("pages", "Hard copy"),
        ("pages", "Upload 5 pages to Alvarez, Maria L"),
        ("crop", "Apply crop"),
        ("a draft was found", "Put them back"),
        ("a draft was found", "Remove them"),
        ("a draft about to be removed", "Keep"),
        ("pages that leave soon", "Take back"),
        ("outbox, about to leave", "Take all 5 back"),
        ("receipts", "Print…"),
        ("receipts", "Save as PDF…"),
        ("gallery", "Refresh"),
        ("an image large", "Close"),
        ("outbox, offline", "Try now"),
    ],
)
def test_what_the_main_job_needs_is_there_under_the_words_on_the_screen(
    screens: dict[str, Tree], screen: str, name: str
) -> None:
    assert name in [seen.name for seen in screens[screen] if seen.is_control]
