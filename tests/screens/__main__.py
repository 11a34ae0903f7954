"""Pictures of every screen, to be looked at: both languages, every theme, three sizes, two scales.

    python -m tests.screens OUT [--language es] [--theme dark] [--size 1366x768] [--scale 150]

One folder for each combination; what does not fit is said as it is found. Each scale is a process of its own: Qt takes
it when it starts.
"""

import argparse
import itertools
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from app.system.singletons import keep_singletons_alive
from app.ui.language import LanguageChoice
from app.ui.theme.theme import ThemeChoice
from tests.screens.walk import SIZES_PX, walk

LANGUAGES = ("en", "es")
THEMES = ("light", "dark", "contrast")
SCALES_PERCENT = (100, 150)


def main(words: Sequence[str]) -> int:
    """Take the pictures; 0 where everything fits everywhere."""
    parser = argparse.ArgumentParser(prog="screens", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument("--size", choices=[f"{width}x{height}" for width, height in SIZES_PX])
    parser.add_argument("--scale", type=int, choices=SCALES_PERCENT)
    chosen = parser.parse_args(words)
    if chosen.language and chosen.theme and chosen.size and chosen.scale:
        return _pictures(chosen.out, chosen.language, chosen.theme, chosen.size)
    sizes = [chosen.size] if chosen.size else [f"{width}x{height}" for width, height in SIZES_PX]
    status = 0
    for language, theme, size, scale in itertools.product(
        [chosen.language] if chosen.language else LANGUAGES,
        [chosen.theme] if chosen.theme else THEMES,
        sizes,
        [chosen.scale] if chosen.scale else SCALES_PERCENT,
    ):
        folder = chosen.out / f"{language}-{theme}-{size}-{scale}"
        command = ["--language", language, "--theme", theme, "--size", size, "--scale", str(scale)]
        environ = os.environ | {"QT_SCALE_FACTOR": str(scale / 100), "QT_QPA_PLATFORM": "offscreen"}
        ended = subprocess.run([sys.executable, "-m", "tests.screens", str(folder), *command], env=environ, check=False)
        status = status or ended.returncode
    return status


def _pictures(folder: Path, language: str, theme: str, size: str) -> int:
    keep_singletons_alive()
    folder.mkdir(parents=True, exist_ok=True)
    width, height = map(int, size.split("x"))
    found = 0
    for number, stop in enumerate(walk(LanguageChoice(language), ThemeChoice(theme), (width, height)), 1):
        if not stop.picture.save(str(folder / f"{number:02}-{stop.name}.png")):
            raise OSError(f"{folder} can't be written")
        found += len(stop.misfits)
        for line in stop.misfits:
            sys.stdout.write(f"{folder.name} {stop.name}: {line}\n")
    sys.stdout.write(f"{folder}: {number} pictures\n")
    sys.stdout.flush()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
