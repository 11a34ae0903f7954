"""Asks the system to leave a window out of screenshots and screen sharing. Only Windows lets a program ask for that."""

import sys

WDA_NONE, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x11
"""SetWindowDisplayAffinity of winuser.h; the second since Windows 10, version 2004. Before, the window is black."""


def can_hide() -> bool:
    """Is this a system that can be asked?"""
    return sys.platform == "win32"


def hide(window: int, *, is_hidden: bool) -> bool:
    """Ask for a window, by its handle; False where the system refuses, or can't be asked."""
    if not can_hide():
        return False
    import ctypes  # as everywhere in this package: Windows' own functions are loaded where they are called

    affinity = WDA_EXCLUDEFROMCAPTURE if is_hidden else WDA_NONE
    user32 = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]  # there is none elsewhere
    return bool(user32.SetWindowDisplayAffinity(ctypes.c_void_p(window), affinity))
