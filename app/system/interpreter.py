"""How Python serves the window: its threads take short turns, and it seldom looks for forgotten circles of objects."""

import gc
import sys

TURN_S = 0.001
"""A thread that has the interpreter gives it up after so long where the window waits for it (Python's own: 0.005).

Painting a window takes the interpreter dozens of times; while files were read that cost 40 instead of 27 ms.
"""
YOUNG, MIDDLE, OLD = 50_000, 50, 100
"""How many new objects, then how many looks at the next younger ones, go before a look (gc.set_threshold)."""


def take_short_turns() -> None:
    """Let no thread keep the window waiting for longer than `TURN_S`. Called once, before there are others."""
    sys.setswitchinterval(TURN_S)


def rest_the_collector() -> None:
    """Leave out of every later look what exists now: modules, classes, the window. Called once, when they stand.

    A full look goes through every object there is. In the window's thread it took 42 ms with 500 pages on the desk,
    more than two frames; hardly anything here lies in circles, so that counting references frees nearly all at once.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
