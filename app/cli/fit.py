"""`counterscan fit`: every page of every file, fitted to the limits and written into a folder; nothing is sent."""

import asyncio
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cli.files import EMPTY_FOLDER, named_files
from app.cli.speech import Answer, Status, complain, progress
from app.cli.unseen import UNSEEN
from app.domain.errors import AppError, Problem
from app.domain.limits import Limits
from app.domain.names import without_extension
from app.flows.develop import DevelopedPage, develop
from app.flows.house import House
from app.flows.inspection import Inspector
from app.flows.saving import write_image
from app.runtime.darkroom import Darkroom


def run(house: House, words: Namespace) -> Answer:
    """Carry the command out; a page that can't be fitted is named and the others go on."""
    inspector, limits = house.inspector(), house.limits()
    rows = house.run_in_darkroom(lambda darkroom: _fit_all(darkroom, inspector, limits, words))
    status = Status.NEEDS_PERSON if any(row["problem"] for row in rows) else Status.DONE
    return Answer(status, {"pages": rows}, [_line(row) for row in rows if row["out"]])


async def _fit_all(darkroom: Darkroom, inspector: Inspector, limits: Limits, words: Namespace) -> list[dict[str, Any]]:
    files, empty_folders = named_files(words.files)
    rows = [_written(DevelopedPage(folder, 1, 1, problem=EMPTY_FOLDER), words.out) for folder in empty_folders]
    for number, file in enumerate(files, 1):
        async for page in develop(darkroom, inspector, file, limits):
            progress(f"File {number} of {len(files)}, page {page.page} of {page.pages}")
            if page.may_be_torn and not words.looked:
                page = replace(page, image=None, problem=UNSEEN)
            rows.append(await asyncio.to_thread(_written, page, words.out))
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
        "not_checked": page.not_checked,
        "problem": problem.sentence if problem is not None else None,
    }


def _line(row: dict[str, Any]) -> str:
    kept = "kept as it is" if row["kept_original"] else "fitted"
    doubt = "  not checked for viruses" if row["not_checked"] else ""
    return f"{row['out']}  {row['width']} x {row['height']}  {row['size_bytes']:,} bytes  {kept}{doubt}"
