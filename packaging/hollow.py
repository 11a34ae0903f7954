"""Puts hollow libraries in the place of Qt Quick and QML, which cameras on Linux are linked with and never run: 17 MB.

Qt's plugin of cameras can also film windows, and asks Qt Quick's own for their picture. It names two things for that:
the type of such a window, which ours is never equal to, and the function that is called for one. The hollow Qt Quick
has both, empty; QML is not asked for anything. A plugin that wants more finds no name when it is loaded, which the
self-test sees. Whoever wants to film windows of Qt Quick puts Qt's own libraries, of the same version, in their place.
"""

import subprocess
from pathlib import Path

PLACE = Path("_internal", "PySide6", "Qt", "lib")
NAMES = {
    "libQt6Quick.so.6": ("_ZN12QQuickWindow16staticMetaObjectE", "_ZN12QQuickWindow10grabWindowEv"),
    "libQt6Qml.so.6": (),
}
"""What each of them is asked for, as the compiler spells it: `QQuickWindow::staticMetaObject` and `::grabWindow()`."""

VERSION = "Qt_6"
META_OBJECT_BYTES = 64  # 56 of them are looked at, as pointers to nothing


def lay(folder: Path, work: Path) -> None:
    """Make them with the system's binutils and lay them into a frozen program. Raises `CalledProcessError`."""
    for library, names in NAMES.items():
        source, compiled, versions = (work / f"{library}.{ending}" for ending in ("s", "o", "map"))
        source.write_text(assembly_of(names), encoding="ascii")
        versions.write_text(f"{VERSION} {{ *; }};\n", encoding="ascii")
        _run("as", "-o", compiled, source)
        named = ("-soname", library, "--version-script", versions)
        _run("ld", "-shared", "--hash-style=gnu", "--strip-all", *named, "-o", folder / PLACE / library, compiled)


def assembly_of(names: tuple[str, ...]) -> str:
    """Each name with zeros behind it, where nothing can be executed: for every kind of processor."""
    lines = ['    .section .note.GNU-stack,"",%progbits', "    .data"]
    for name in names:
        lines += ["    .balign 8", f"    .globl {name}", f"    .type {name}, %object"]
        lines += [f"    .size {name}, {META_OBJECT_BYTES}", f"{name}:", f"    .zero {META_OBJECT_BYTES}"]
    return "\n".join(lines) + "\n"


def _run(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True)
