"""The keys of the program in one table: it makes the shortcuts of the window, the key hints, and the map under F1."""

from dataclasses import dataclass
from enum import Enum

from app.ui.words import key_names, tr


class Key(Enum):
    """What has a key of its own in the whole window; the value is what Qt calls the key."""

    FIND = "Ctrl+K"
    SCAN_TAB = "Ctrl+1"
    GALLERY_TAB = "Ctrl+2"
    OUTBOX_TAB = "Ctrl+3"
    HELP = "F1"
    RECALL = "Ctrl+Backspace"
    REFRESH = "F5"
    TAKE_UP = "Ctrl+B"
    NEXT_RECORD = "Ctrl+N"
    WHO = "Ctrl+U"
    CURTAIN = "Ctrl+Shift+L"
    SETTINGS = "Ctrl+,"
    NEXT_PANEL = "F6"
    PREVIOUS_PANEL = "Shift+F6"


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the map: the keys as they are written on a keyboard, and what they do."""

    keys: str
    does: str

    @property
    def names(self) -> str:
        """The keys as they are written on a keyboard of the screen's language."""
        return key_names(self.keys)


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The lines of one part of the window."""

    title: str
    lines: tuple[KeyLine, ...]


def key_map() -> tuple[KeyGroup, ...]:
    """The whole map, in the language of the screen."""
    return (
        KeyGroup(
            tr("Anywhere"),
            (
                KeyLine("Ctrl K", tr("Find who it is for")),
                KeyLine("Ctrl 1, 2, 3", tr("Scan & upload, Gallery, Outbox")),
                KeyLine("F2, Shift F2", tr("Scan with the last settings; choose how")),
                KeyLine("F4", tr("Stop the scan, or say that it was the last sheet")),
                KeyLine("F7 to F12", tr("Scan by a profile")),
                KeyLine("F3", tr("Camera; once more goes back to the pages")),
                KeyLine("Ctrl V", tr("Paste pages")),
                KeyLine("Ctrl O, Ctrl Shift O", tr("Open files, a folder")),
                KeyLine("Ctrl Enter", tr("Upload")),
                KeyLine("Ctrl Backspace", tr("Take back what was just uploaded")),
                KeyLine("Ctrl B", tr("Back to the pages that wait")),
                KeyLine("Ctrl N", tr("Next open one on the worklist")),
                KeyLine("Ctrl U", tr("Who is scanning")),
                KeyLine("Ctrl Shift L", tr("Hide everything at once")),
                KeyLine("Ctrl ,", tr("Settings")),
                KeyLine("F1", tr("This map")),
                KeyLine("F5", tr("Refresh the gallery")),
                KeyLine("F6", tr("Next panel")),
            ),
        ),
        KeyGroup(
            tr("Pages"),
            (
                KeyLine("← → Home End", tr("Walk the pages; with Shift select, with Ctrl Shift move")),
                KeyLine("R, Shift R", tr("Rotate right, left")),
                KeyLine("S, Shift S", tr("Straighten by itself, by hand")),
                KeyLine("G, Shift G", tr("Next of colour, grey, black and white; all colours")),
                KeyLine("U", tr("Clean up")),
                KeyLine("C, F, B", tr("Crop, lay flat, black out")),
                KeyLine("J", tr("Join the selected pages on one")),
                KeyLine("M, Y", tr("Mend what is remarked, or say that it is right")),
                KeyLine("V", tr("Compare with what DRX will get")),
                KeyLine("1 to 5", tr("What the page is")),
                KeyLine("Delete", tr("Remove")),
                KeyLine("Ctrl Z, Ctrl Y", tr("Undo, redo")),
                KeyLine("Ctrl +, −, 0", tr("Zoom in, out, fit")),
                KeyLine("Z", tr("100 % under the pointer")),
                KeyLine("Space", tr("Look at it large")),
            ),
        ),
        KeyGroup(
            tr("Gallery"),
            (
                KeyLine("Ctrl F, Ctrl L", tr("Filter; as a list")),
                KeyLine("Space, Enter", tr("Look at it large; Esc goes back")),
                KeyLine("← →, Home, End", tr("Walk the images")),
                KeyLine("M, C, R, I", tr("Magnifier, compare, turn, details")),
                KeyLine("↑ ↓, Shift ← →", tr("Push the image or the magnifier")),
                KeyLine("Page ↑ ↓", tr("Pages of one image")),
                KeyLine("Ctrl S, Ctrl P, Ctrl C", tr("Save, print, copy as a picture")),
            ),
        ),
        KeyGroup(
            tr("At the camera"),
            (
                KeyLine("Space", tr("Take a picture as soon as it lies still")),
                KeyLine("R", tr("Take the last one again, in its place")),
                KeyLine("1 to 5", tr("What the next pictures are")),
                KeyLine("P, T", tr("Crop to the paper; turn the picture")),
                KeyLine("Esc", tr("Done")),
            ),
        ),
        KeyGroup(
            tr("Sorting a batch"),
            (
                KeyLine("Ctrl L, Esc", tr("Sort by label; back to the pages")),
                KeyLine("← → ↑ ↓", tr("Walk the pages and the groups; with Shift select")),
                KeyLine("1 to 9, Enter", tr("Give the selected pages to a suggested record, to the first")),
                KeyLine("Delete", tr("Leave out; Enter puts back")),
                KeyLine("Y", tr("Looked at large: it may leave as it is")),
                KeyLine("Ctrl J", tr("Pages without a label follow")),
                KeyLine("Ctrl E", tr("The next record is one more for the selected pages")),
                KeyLine("F5, Ctrl M", tr("Read again, merge groups")),
                KeyLine("Space", tr("Look at it large")),
            ),
        ),
        KeyGroup(
            tr("In a tool"),
            (
                KeyLine("← → ↑ ↓", tr("Move the edge, corner, box or angle; Shift by 10")),
                KeyLine("Alt ←, Ctrl ←", tr("In the crop: choose an edge, move the whole")),
                KeyLine("Tab", tr("The next corner or black box")),
                KeyLine("N, Ctrl →, Delete", tr("Black box: new, larger, remove")),
                KeyLine("Enter, Esc", tr("Apply, leave")),
            ),
        ),
        KeyGroup(
            tr("In the search field"),
            (
                KeyLine("↓ ↑", tr("Walk what was found")),
                KeyLine("Enter", tr("Pick it")),
                KeyLine("→", tr("The patient's prescriptions")),
                KeyLine("Esc", tr("Clear the field")),
            ),
        ),
    )
