"""Measures the darkroom against its peers on this machine, in one run, and prints one table of ratios.

    python3 packaging/dev.py bench            all of it; some minutes
    python3 packaging/dev.py bench --quick    pictures of half the size, two rounds

It draws its pictures itself. Q is SSIMULACRA2. Peers that are missing are named, and their lines left out.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator

from PIL import Image

from tests.bench import body_figures, figures, peers
from tests.bench.figures import Figure, Scale

Measure = Callable[[Scale], Iterator[Figure]]
MEASURES: dict[str, Measure] = {
    "kept": figures.kept_figures,
    "binding": figures.binding_figures,
    "tools": figures.tool_figures,
    "free": figures.free_figures,
    "q": figures.q_figures,
    "thumbnails": figures.thumbnail_figures,
    "scaling": figures.scaling_figures,
    "pdf": figures.pdf_figures,
    "body": body_figures.body_figures,
}
QUICK = Scale(size=0.5, rounds=2)


def main(words: list[str]) -> int:
    """Measure what is asked for (all without a word), print the table, and give 1 where a goal is not met."""
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="smaller pictures, fewer rounds")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(MEASURES)}; all without one")
    asked = parser.parse_args(words)
    unknown = set(asked.parts) - set(MEASURES)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for missing in missing_peers():
        print(f"bench: {missing} is missing; its lines are left out", file=sys.stderr)
    Image.MAX_IMAGE_PIXELS = None
    found: list[Figure] = []
    for name in asked.parts or MEASURES:
        for figure in MEASURES[name](QUICK if asked.quick else Scale()):
            found.append(figure)
            print(line_of(figure), flush=True)
    missed = [figure for figure in found if figure.is_met is False]
    print(f"\n{len(found) - len(missed)} of {len(found)} met")
    return 1 if missed else 0


def line_of(figure: Figure) -> str:
    """One row of the table, in Markdown."""
    verdict = {True: "met", False: "NOT MET", None: ""}[figure.is_met]
    return f"| {figure.what} | {figure.goal} | {figure.found} | {verdict} |"


def missing_peers() -> list[str]:
    """The peers that are not there."""
    there = {
        "pyvips": peers.HAS_VIPS,
        "ssimulacra2": peers.HAS_Q,
        "imagemagick": bool(peers.CONVERT),
        "jpegoptim": bool(peers.JPEGOPTIM),
    }
    return [name for name, is_there in there.items() if not is_there]


if __name__ == "__main__":
    os.environ.setdefault("VIPS_CONCURRENCY", "1")  # processor time is compared, and threads cost some
    sys.exit(main(sys.argv[1:]))
