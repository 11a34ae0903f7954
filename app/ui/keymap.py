"""The map of keys under F1: what each does, where it is valid, and whose key it is where that can be changed."""

from dataclasses import dataclass

from app.ui.window_keys import Place
from app.ui.words import key_names, tr
from app.ui.workspace.workspace_acts import Act, WorkspaceActs


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the map: the keys as they are written on a keyboard, and what they do."""

    keys: str
    does: str
    acts: tuple[Act, ...] = ()
    """Whose keys these are, where they can be changed."""

    def names(self, acts: WorkspaceActs | None = None) -> str:
        """The keys as they are written on a keyboard of the screen's language, as they are now."""
        if acts is not None and self.acts:
            return acts.keys_of(*self.acts)
        return key_names(self.keys)


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The lines of one part of the window."""

    title: str
    lines: tuple[KeyLine, ...]
    place: Place = Place.ANYWHERE


def key_map() -> tuple[KeyGroup, ...]:
    """The whole map, in the language of the screen."""
    return (
        KeyGroup(
            tr("Anywhere"),
            (
                KeyLine("Ctrl K", tr("Find who it is for")),
                KeyLine("Ctrl 1, 2, 3", tr("Scan & upload, Gallery, Outbox")),
                KeyLine("F2, Shift F2", tr("Scan with the last settings; choose how"), (Act.SCAN, Act.SCAN_WITH)),
                KeyLine("F4", tr("Stop the scan, or say that it was the last sheet"), (Act.END_SCAN,)),
                KeyLine("F7 to F12", tr("Scan by a profile")),
                KeyLine("F3", tr("Camera; once more goes back to the pages"), (Act.CAMERA,)),
                KeyLine("Ctrl V", tr("Paste pages"), (Act.PASTE,)),
                KeyLine("Ctrl O, Ctrl Shift O", tr("Open files, a folder"), (Act.OPEN, Act.OPEN_FOLDER)),
                KeyLine("Ctrl Enter", tr("Upload")),
                KeyLine("Ctrl Backspace", tr("Take back what was just uploaded")),
                KeyLine("Ctrl B", tr("Back to the pages that wait")),
                KeyLine("Ctrl N", tr("Next open one on the worklist")),
                KeyLine("Ctrl U", tr("Who is scanning")),
                KeyLine("Ctrl Shift L", tr("Hide everything at once")),
                KeyLine("Ctrl Shift P", tr("Pause sending; go on")),
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
                KeyLine("R, Shift R", tr("Rotate right, left"), (Act.ROTATE_RIGHT, Act.ROTATE_LEFT)),
                KeyLine("S, Shift S", tr("Straighten by itself, by hand"), (Act.STRAIGHTEN, Act.LEVEL)),
                KeyLine(
                    "G, Shift G", tr("Next of colour, grey, black and white; all colours"), (Act.NEXT_INK, Act.COLOURS)
                ),
                KeyLine("U", tr("Clean up"), (Act.CLEAN_UP,)),
                KeyLine("C, F, B", tr("Crop, lay flat, black out"), (Act.CROP, Act.FLATTEN, Act.BLACK_OUT)),
                KeyLine("J", tr("Join the selected pages on one"), (Act.JOIN,)),
                KeyLine("M, Y", tr("Mend what is remarked, or say that it is right"), (Act.MEND, Act.APPROVE)),
                KeyLine("V", tr("Compare with what DRX will get"), (Act.COMPARE,)),
                KeyLine("1 to 5", tr("What the page is")),
                KeyLine("Ctrl G", tr("Give the selected pages to another record"), (Act.GIVE,)),
                KeyLine("Delete", tr("Remove")),
                KeyLine("Ctrl Z, Ctrl Shift Z", tr("Undo, redo"), (Act.UNDO, Act.REDO)),
                KeyLine("Ctrl +, −, 0", tr("Zoom in, out, fit")),
                KeyLine("Z", tr("100 % under the pointer"), (Act.FULL_SIZE,)),
                KeyLine("Space", tr("Look at it large")),
            ),
            Place.PAGES,
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
            Place.GALLERY,
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
            Place.CAMERA,
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
            Place.SORTING,
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
            Place.TOOL,
        ),
        KeyGroup(
            tr("In the search field"),
            (
                KeyLine("↓ ↑", tr("Walk what was found")),
                KeyLine("Enter", tr("Pick it")),
                KeyLine("→", tr("The patient's prescriptions")),
                KeyLine("Esc", tr("Clear the field")),
            ),
            Place.SEARCH,
        ),
    )
