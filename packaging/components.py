"""Who made each file of the frozen program, and under which licence: the table, and how a file finds its row.

The freezing writes down where each file came from (`bundled.json`). A file belongs to a distribution of the lock, to
Python, to a package of Debian, or to this project; one that belongs to nobody stops the build.
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

LICENCES = Path(__file__).resolve().parent / "licences"
SHARED_TEXTS = {
    "PySide6_Essentials": ("LGPL-3.txt", "GPL-3.txt", "GPL-2.txt", "Qt-and-its-parts.txt"),
    "PySide6_Addons": ("LGPL-3.txt", "GPL-3.txt", "GPL-2.txt", "Qt-and-its-parts.txt"),
    "shiboken6": ("LGPL-3.txt", "GPL-3.txt", "GPL-2.txt"),
    "pymupdf-lite": ("../../LICENSE", "MuPDF-and-its-parts.txt"),
    "certifi": ("MPL-2.0.txt",),
    "cryptography": ("Apache-2.0.txt",),  # OpenSSL 3, linked into its library
}
"""Texts that the wheels lack, or that speak for libraries linked into theirs."""

SPOKEN = {
    "pymupdf-lite": "AGPL-3.0-or-later",
    "PySide6_Essentials": "LGPL-3.0-only",
    "PySide6_Addons": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "backports.tarfile": "MIT",
    "jaraco.classes": "MIT",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyinstaller-hooks-contrib": "Apache-2.0",
}
"""Where the metadata says it in no words that a machine reads."""

RESOURCES = {"inter": ("4.1", "OFL-1.1", "fonts/OFL.txt"), "tabler-icons": ("3", "MIT", "icons/LICENSE")}
"""What of the resources others drew: version, licence, and the text that lies beside it."""

FFMPEG_LICENCE, FFMPEG_TEXT = "LGPL-2.1-or-later", "LGPL-2.1.txt"
FFMPEG_SAYS = b"license: LGPL version 2.1 or later"
"""Stands in each of its libraries; one that was built with parts under the GPL says something else."""
_OF_FFMPEG = re.compile(r"(^|/)(lib)?(avcodec|avformat|avutil|swscale|swresample)[-.][^/]*$")
_FFMPEG_VERSION = re.compile(rb"FFmpeg version n?(\d+\.\d+(?:\.\d+)?)")
_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)


class NobodysFile(Exception):
    """A file of the program has no known maker, or a maker no licence text."""


@dataclass(frozen=True, slots=True)
class Component:
    """What others made and what travels with the program. `kind` is `pypi`, `deb` or `generic`, as in purl."""

    kind: str
    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()


def components_of(bundled: Path, site_packages: Path) -> list[Component]:
    """Every maker of what was bundled, by name. Raises `NobodysFile`, naming all files that have none."""
    entries: list[list[str]] = json.loads(bundled.read_text(encoding="utf-8"))
    owners = _owners_of_distributions(site_packages)
    files: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    unknown, films = [], list[tuple[str, Path]]()
    systems = _debian_owners(source for _, source in entries if _is_of_system(source))
    for name, source in entries:
        owner = _owner(source, owners, systems)
        if owner is None:
            unknown.append(f"{name} ({source})")
        elif _OF_FFMPEG.search(name.replace("\\", "/")):
            films.append((name, Path(source)))
        elif owner[0] != "own":
            files[owner].append(name)
    if unknown:
        raise NobodysFile(f"nobody is known to have made: {', '.join(unknown)}")
    files["pypi", "pyinstaller"].append("the program file itself begins with its starter")
    found = [_component(kind, name, tuple(names), site_packages) for (kind, name), names in files.items()]
    found += [_drawn(name) for name in RESOURCES]
    found += [ffmpeg(films)] if films else []
    return sorted(found, key=lambda component: (component.name.lower(), component.kind))


def distribution(name: str, site_packages: Path, files: tuple[str, ...] = ()) -> Component:
    """A distribution of the lock with all its licence texts. Raises `NobodysFile` where there is none."""
    found = next(iter(metadata.distributions(name=name, path=[str(site_packages)])), None)
    if found is None:
        raise NobodysFile(f"{name} is bundled, but not installed in {site_packages.name}")
    texts = [
        (path.name, Path(str(found.locate_file(path))).read_text(encoding="utf-8", errors="replace"))
        for path in found.files or ()
        if ".dist-info/" in str(path) and _LICENCE_FILE.search(str(path))
    ]
    texts += [(Path(text).name, (LICENCES / text).read_text(encoding="utf-8")) for text in SHARED_TEXTS.get(name, ())]
    if not texts:
        raise NobodysFile(f"{name} has no licence text: add it to packaging/licences and to components.py")
    said = SPOKEN.get(name, "") or _said_in(found.metadata)
    if not said:
        raise NobodysFile(f"{name} does not say its licence: add it to components.py")
    return Component("pypi", name, found.version, said.splitlines()[0], tuple(texts), files)


def _said_in(metadata_of_it: metadata.PackageMetadata) -> str:
    for field in ("License-Expression", "License"):
        if field in metadata_of_it:
            return metadata_of_it[field]
    return ""


def _component(kind: str, name: str, files: tuple[str, ...], site_packages: Path) -> Component:
    if kind == "pypi":
        return distribution(name, site_packages, files)
    if kind == "deb":
        return _debian_package(name, files)
    return _python(files)


def ffmpeg(libraries: Sequence[tuple[str, Path]]) -> Component:
    """FFmpeg, which PySide6's wheel carries, by what its libraries say. Raises `NobodysFile` for another licence."""
    version = ""
    for name, path in libraries:
        content = path.read_bytes()
        if FFMPEG_SAYS not in content:
            raise NobodysFile(f"{name} does not say that it is under the LGPL 2.1: look how it was built")
        said = _FFMPEG_VERSION.search(content)
        version = said[1].decode() if said else version
    if not version:
        raise NobodysFile("FFmpeg does not say its version")
    text = (LICENCES / FFMPEG_TEXT).read_text(encoding="utf-8")
    files = tuple(name for name, _ in libraries)
    return Component("generic", "ffmpeg", version, FFMPEG_LICENCE, ((FFMPEG_TEXT, text),), files)


def _drawn(name: str) -> Component:
    version, licence, place = RESOURCES[name]
    text = (LICENCES.parent.parent / "resources" / place).read_text(encoding="utf-8")
    return Component("generic", name, version, licence, ((place, text),))


def _python(files: tuple[str, ...]) -> Component:
    places = [Path(sys.base_prefix) / place for place in ("LICENSE.txt", "lib/python3.11/LICENSE.txt")]
    places.append(Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright"))
    for place in places:
        if place.is_file():
            text = place.read_text(encoding="utf-8", errors="replace")
            version = ".".join(map(str, sys.version_info[:3]))
            return Component("generic", "python", version, "PSF-2.0", (("Python's licences", text),), files)
    raise NobodysFile("Python's licence text was not found")


def _debian_package(name: str, files: tuple[str, ...]) -> Component:
    copyright_file = Path("/usr/share/doc") / name / "copyright"
    if not copyright_file.is_file():
        raise NobodysFile(f"the Debian package {name} has no copyright file")
    shown = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Version}\n", name], capture_output=True, text=True, check=True
    )
    text = copyright_file.read_text(encoding="utf-8", errors="replace")
    version = shown.stdout.splitlines()[0]
    return Component("deb", name, version, "see its copyright file", (("copyright", text),), files)


def _owner(source: str, owners: dict[Path, str], systems: dict[str, str]) -> tuple[str, str] | None:
    path = Path(source)
    here = Path(__file__).resolve().parent.parent
    if path in owners:
        return ("pypi", owners[path])
    resolved = path.resolve()
    if resolved in owners:
        return ("pypi", owners[resolved])
    if source in systems:
        package = systems[source]
        return ("generic", "python") if re.match(r"(lib)?python3", package) else ("deb", package)
    if path.is_relative_to(Path(sys.base_prefix)) and "site-packages" not in path.parts:
        return ("generic", "python")
    return ("own", "counterscan") if path.is_relative_to(here) else None


def _owners_of_distributions(site_packages: Path) -> dict[Path, str]:
    return {
        Path(str(found.locate_file(path))): found.metadata["Name"]
        for found in metadata.distributions(path=[str(site_packages)])
        for path in found.files or ()
    }


def _is_of_system(source: str) -> bool:
    return sys.platform == "linux" and source.startswith(("/usr/lib", "/lib", "/usr/share"))


def _debian_owners(sources: Iterable[str]) -> dict[str, str]:
    """Which package brought each file; asked by the real place too, since /lib is a link to /usr/lib."""
    asked: dict[str, str] = {}
    for source in sources:
        for spelling in {source, str(Path(source).resolve()), source.removeprefix("/usr")}:
            asked[spelling] = source
    if not asked:
        return {}
    said = subprocess.run(["dpkg-query", "--search", *asked], capture_output=True, text=True, check=False).stdout
    found = {}
    for line in said.splitlines():
        packages, _, place = line.partition(": ")
        if place in asked:
            found[asked[place]] = packages.split(",")[0].split(":")[0]
    return found
