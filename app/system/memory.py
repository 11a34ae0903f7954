"""When Python looks for forgotten circles of objects: seldom, and never among what the program is made of.

A full look goes through every object there is. In the window's thread it took 42 ms with 500 pages on the desk, more
than two frames; hardly anything here lies in circles, so that counting references frees nearly all of it at once.
"""

import gc

YOUNG, MIDDLE, OLD = 50_000, 50, 100
"""How many new objects, then how many looks at the next younger ones, go before a look (gc.set_threshold)."""


def rest_the_collector() -> None:
    """Leave out of every later look what exists now: modules, classes, the window. Called once, when they stand."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
