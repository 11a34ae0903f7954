"""The files that a command was given, folders opened."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import Problem
from app.flows.intake import files_in

EMPTY_FOLDER = Problem("There is no file in this folder", "Name a folder with files in it")


def named_files(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """All files in their order, and the folders that hold none.

    Looked up before anything is written, so that a command never meets its own output.
    Raises `AppError` where there are far too many.
    """
    files_in(paths)  # the bound counts for all of them together
    found = {path: files_in([path]) for path in paths}
    return [file for path in paths for file in found[path]], [path for path in found if not found[path]]
