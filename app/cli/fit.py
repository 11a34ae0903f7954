"""`counterscan fit`: every page of every file, fitted to the limits and written into a folder; nothing is sent."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from app.cli.speech import Status, complain, end_progress, progress, say, say_json
from app.domain.errors import AppError, Problem
from app.domain.names import without_extension
from app.flows.develop import DevelopedPage, develop
from app.flows.house import House
from app.flows.intake import files_in
from app.flows.saving import write_image
from app.runtime.darkroom import Darkroom


def run(house: House, words: Namespace) -> Status:
    """Carry the command out; a page that can't be fitted is named and the others go on."""
    rows = house.run_in_darkroom(lambda darkroom: _fit_all(darkroom, words.files, words.out))
    end_progress()
    if words.json:
        say_json({"pages": rows})
    else:
        for row in rows:
            if row["out"]:
                kept = "kept as it is" if row["kept_original"] else "fitted"
                say(f"{row['out']}  {row['width']} x {row['height']}  {row['size_bytes']:,} bytes  {kept}")
    return Status.NEEDS_PERSON if any(row["problem"] for row in rows) else Status.DONE


async def _fit_all(darkroom: Darkroom, paths: list[Path], out: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for path in paths:
        for file in files_in([path]):
            async for page in develop(darkroom, file):
                rows.append(_written(page, out))
                progress(f"{len(rows)} pages")
    return rows


def _written(page: DevelopedPage, out: Path) -> dict[str, Any]:
    problem, where = page.problem, None
    if page.image is not None:
        number = f" p{page.page}" if page.pages > 1 else ""
        name = f"{without_extension(page.file.name)}{number}{page.image.media_type.extension}"
        try:
            where = write_image(out, name, page.image.content)
        except AppError as failure:
            problem = failure.problem
    if problem is not None:
        complain(problem, f"{page.file}, page {page.page}" if page.pages > 1 else str(page.file))
    return _row(page, where, problem)


def _row(page: DevelopedPage, where: Path | None, problem: Problem | None) -> dict[str, Any]:
    image = page.image if where is not None else None
    return {
        "file": str(page.file),
        "page": page.page,
        "out": str(where) if where is not None else None,
        "kept_original": image.kept_original if image else None,
        "width": image.width if image else None,
        "height": image.height if image else None,
        "size_bytes": len(image.content) if image else None,
        "content_type": image.media_type.value if image else None,
        "encodes": image.encodes if image else None,
        "problem": problem.sentence if problem is not None else None,
    }
