"""Developing files without a desk: every page fitted to the limits and handed back, nothing kept, nothing sent."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.edits import UNTOUCHED
from app.domain.errors import AppError, Problem
from app.domain.limits import DRX_LIMITS, Limits
from app.domain.pages import SourceSurvey
from app.domain.parcels import FittedImage
from app.flows.fitting_room import FIT_JOB, FIT_WAIT_S
from app.flows.inspection import Inspector
from app.flows.intake import SURVEY_JOB, read_file
from app.flows.proofreader import is_torn
from app.runtime.darkroom import Darkroom


@dataclass(frozen=True, slots=True)
class DevelopedPage:
    """Page number `page` (from 1) of the `pages` in a file: the fitted image, or why there is none."""

    file: Path
    page: int
    pages: int
    image: FittedImage | None = None
    problem: Problem | None = None
    not_checked: bool = False
    may_be_torn: bool = False
    """Its data may be damaged: a person has to look at it."""


async def develop(
    darkroom: Darkroom, inspector: Inspector, file: Path, limits: Limits = DRX_LIMITS
) -> AsyncIterator[DevelopedPage]:
    """Every page of one file, one after the other; a file that can't be read is one page with a problem."""
    try:
        source, _ = await asyncio.to_thread(read_file, file)
        is_checked = await inspector.let_in(source)
        survey: SourceSurvey = await darkroom.run(SURVEY_JOB, source)
    except AppError as failure:
        yield DevelopedPage(file, 1, 1, problem=failure.problem)
        return
    pages = len(survey.frames)
    for frame in range(pages):
        try:
            image: FittedImage = await darkroom.run(FIT_JOB, source, frame, UNTOUCHED, limits, False, wait_s=FIT_WAIT_S)
            may_be_torn = await is_torn(darkroom, source, frame)
        except AppError as failure:
            yield DevelopedPage(file, frame + 1, pages, problem=failure.problem, not_checked=not is_checked)
        else:
            yield DevelopedPage(file, frame + 1, pages, image, not_checked=not is_checked, may_be_torn=may_be_torn)
