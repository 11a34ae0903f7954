"""The keys of the window itself, and the places where others are valid."""

from enum import Enum


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
    PAUSE = "Ctrl+Shift+P"
    NEXT_PANEL = "F6"
    PREVIOUS_PANEL = "Shift+F6"


class Place(Enum):
    """Where keys are valid."""

    ANYWHERE = "anywhere"
    PAGES = "pages"
    GALLERY = "gallery"
    CAMERA = "camera"
    SORTING = "sorting"
    TOOL = "tool"
    SEARCH = "search"
