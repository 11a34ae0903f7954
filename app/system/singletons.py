"""Guards None, True and False against PySide6 6.12 on Python 3.11, which gives away references that it does not own.

Found by trying, with PySide6 6.12.0: each call of Qt that returns None or a bool takes one reference too many from it.
From Python 3.12 on these objects are immortal and nothing happens; on 3.11 the count reaches zero after some thousand
calls and the interpreter aborts ("none_dealloc: deallocating None"). PySide6 says that it supports 3.11, so does this
program, and Debian 12 has nothing newer.
"""

import ctypes
import sys

SINGLETONS = (None, True, False, NotImplemented, Ellipsis)
MANY_REFERENCES = (1 << 60) + 0xE0000000
"""More than can be taken in the life of a machine, far from the end of the number.

PySide6 is compiled with the headers of a later Python, some of which look at the lower 32 bits alone: these say
"immortal" while the highest of them is set, and with zeros in them the interpreter aborts under Windows at once.
"""


def keep_singletons_alive() -> None:
    """Let nobody count the singletons down to nothing; called before Qt is used. Needless, and idle, from 3.12 on."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for singleton in SINGLETONS:
        count = ctypes.c_ssize_t.from_address(id(singleton))  # the first field of every object of CPython
        count.value = MANY_REFERENCES
