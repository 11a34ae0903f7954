"""Which files a worker may read on Linux: its own program and nothing else; none may be written (landlock(7)).

No page of a patient, no key and no setting lies below what is opened here. Needs Linux 5.13 or newer with Landlock on.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same numbers on every kind of processor
_ASK_VERSION = 1
_BENEATH_A_PATH = 1
_WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 1, 1 << 2, 1 << 3
_RIGHTS_OF_VERSION = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many rights over files each version can take away
_SYSTEM_PLACES = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/urandom")
_NOWHERE = "/dev/null"


def forbid_files() -> bool:
    """Leave this process nothing but reading what Python needs, for good; False where the kernel can't.

    Needs no-new-privileges, and a process of one thread.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    version: int = libc.syscall(_CREATE, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    rights = (1 << _RIGHTS_OF_VERSION.get(version, 16)) - 1
    rules_bytes = struct.pack("=Q", rights)
    rules: int = libc.syscall(_CREATE, rules_bytes, len(rules_bytes), 0)
    if rules < 0:
        return False
    try:
        for place in readable_places():
            _open_up(libc, rules, place, _READ_FILE | (_READ_FOLDER if place.is_dir() else 0))
        _open_up(libc, rules, Path(_NOWHERE), _READ_FILE | _WRITE_FILE)
        outcome: int = libc.syscall(_RESTRICT, rules, 0)
    finally:
        os.close(rules)
    return outcome == 0


def readable_places() -> Iterable[Path]:
    """The system's libraries, Python with its packages, and this program; the home folder itself never."""
    program = Path(__file__).parents[1]
    home = Path.home().resolve()
    found = [Path(place) for place in _SYSTEM_PLACES]
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    found += [place for place in map(Path, {*prefixes, *sys.path} - {""}) if not home.is_relative_to(place.resolve())]
    if getattr(sys, "frozen", False):  # there the modules lie in the program's own file, beside the folder of the rest
        found.append(Path(sys.executable))
    return [*found, program]


def _open_up(libc: ctypes.CDLL, rules: int, place: Path, rights: int) -> None:
    try:
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # a place that this machine does not have
        return
    try:
        libc.syscall(_ADD_RULE, rules, _BENEATH_A_PATH, struct.pack("=Qi", rights, descriptor), 0)
    finally:
        os.close(descriptor)
