"""`THIRD-PARTY-NOTICES.txt`: who made what the program holds, under which licence, with every text once, in full."""

import hashlib
from collections.abc import Sequence

from components import Component

HEAD = """CounterScan {version} is free software under the GNU Affero General Public License, version 3 or later.
It holds the work of others, listed here with their licences. The full source of CounterScan and the scripts that
build it are where you got this program from; its licence is in the file LICENSE.txt.

This program uses Qt and PySide6 under the GNU Lesser General Public License, version 3. Their libraries are files of
their own in this folder: you may put other builds of the same version in their place. The source of Qt {qt} is
published by the Qt Project; whoever passes this program on has to offer it as that licence says. PDF files are read
by MuPDF, under the GNU Affero General Public License; it is the reason for the licence of the whole. Cameras are read
by FFmpeg, under the GNU Lesser General Public License, version 2.1 or later: its libraries are files of their own, too,
unchanged as Qt's makers built them, and their source is published by the FFmpeg project. Network scanners are found by
python-zeroconf, under the GNU Lesser General Public License, version 2.1 or later, whose source is published
with each of its releases. On Linux the symbols for debuggers were taken out of libraries that are not Qt's or
FFmpeg's, and an empty library of our own stands in for each of Qt Quick and Qt QML.
"""
RULE = "=" * 100


def text_of(components: Sequence[Component], version: str) -> str:
    """The whole file. A text that several share stands once, and is referred to by its number."""
    qt = next((component.version for component in components if component.name == "PySide6_Essentials"), "")
    numbers: dict[str, int] = {}
    bodies: list[str] = []
    lines = [HEAD.format(version=version, qt=qt), "Components", RULE]
    for component in components:
        referred = []
        for name, text in component.texts:
            key = hashlib.sha256(text.encode()).hexdigest()
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                bodies.append(f"{RULE}\nText {numbers[key]}: {name} of {component.name}\n{RULE}\n\n{text.rstrip()}\n")
            referred.append(str(numbers[key]))
        lines.append(f"{component.name} {component.version}: {component.licence} (text {', '.join(referred)})")
    return "\n".join([*lines, "", *bodies])
