"""What libtiff complains about while it decodes: Pillow hears none of it, the process's error output does.

Only for the darkroom's processes, which do one thing at a time: the error output is turned aside meanwhile.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator

_ERROR_OUTPUT = 2
_MOST_BYTES = 4096  # of many thousand lines the first are enough


class Complaints:
    """What was heard, once the decoding is over."""

    def __init__(self) -> None:
        self.text = ""


@contextlib.contextmanager
def complaints_heard() -> Iterator[Complaints]:
    """Inside, whatever is written to the error output is caught; nothing is where a system does not allow that."""
    heard = Complaints()
    with contextlib.ExitStack() as stack:
        try:
            paper = _paper(stack)
            before = os.dup(_ERROR_OUTPUT)
        except OSError:
            yield heard
            return
        try:
            os.dup2(paper, _ERROR_OUTPUT)
            yield heard
        finally:
            os.dup2(before, _ERROR_OUTPUT)
            os.close(before)
            os.lseek(paper, 0, os.SEEK_SET)
            heard.text = os.read(paper, _MOST_BYTES).decode("ascii", "replace")


def _paper(stack: contextlib.ExitStack) -> int:
    """A file that nobody else sees: in memory where the system has that."""
    if hasattr(os, "memfd_create"):
        paper = os.memfd_create("complaints", os.MFD_CLOEXEC)
        stack.callback(os.close, paper)
        return paper
    return stack.enter_context(tempfile.TemporaryFile()).fileno()
