"""The pictures and typefaces that ship with the program."""

from functools import cache
from pathlib import Path

from app.system.paths import resources


@cache
def resource(name: str) -> Path:
    """The file or folder `name` of the shipped resources, for example `icons/scan.svg`."""
    return resources() / name
