"""Where the pictures and typefaces that ship with the program lie: beside the checkout, or inside the wheel."""

from functools import cache
from pathlib import Path


@cache
def resource(name: str) -> Path:
    """The file or folder `name` of the shipped resources, for example `icons/scan.svg`."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"  # where the wheel puts them (pyproject.toml)
    return (installed if installed.is_dir() else package.parent / "resources") / name
