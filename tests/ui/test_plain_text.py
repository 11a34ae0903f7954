"""Nothing in the window may guess that a text is rich: what DRX, a file or a barcode says is data."""

import ast
from collections.abc import Iterator
from pathlib import Path

import app.ui

WINDOW = Path(app.ui.__file__).parent
LABEL = WINDOW / "controls" / "label.py"


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in WINDOW.rglob("*.py"):
        yield path.relative_to(WINDOW), ast.parse(path.read_text("utf-8"))


def test_no_label_but_the_plain_one_is_used() -> None:
    bare = [
        f"{path}:{node.lineno}"
        for path, tree in trees()
        if WINDOW / path != LABEL
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "QLabel")
        or (isinstance(node, ast.Attribute) and node.attr == "QLabel")
    ]
    assert not bare
