"""The way of an odd file through the real darkroom: survey, thumbnail, judgement, fit, and eyes on what leaves."""

import io
import random
import time
import zipfile
from typing import Any  # a job's result is its own affair, as in the darkroom

from app.domain.edits import UNTOUCHED, Box, Ink, PageEdits, Tone
from app.domain.errors import AppError, JobDied, LockedFile, PackedFiles, WrongPassword
from app.domain.geometry import rectangle
from app.domain.limits import DRX_LIMITS, Limits, complies
from app.domain.pages import ArchiveMember, FrameSurvey, MediaType, Picture, SourceSurvey
from app.domain.parcels import FittedImage
from app.domain.readings import PageReading, Remark
from app.flows.fitting_room import FIT_JOB, FIT_WAIT_S
from app.flows.intake import SURVEY_JOB
from app.flows.proofreader import JUDGE_JOB
from app.flows.retouch import PICTURE_JOB
from app.flows.unpacking import MEMBERS_JOB, UNLOCK_JOB
from app.runtime.darkroom import DEFAULT_JOB_WAIT_S, Darkroom
from tests.endurance.odd import PASSWORD, Odd, difference
from tests.endurance.odd_clock import cpu_by_worker, longest_since
from tests.endurance.odd_verdicts import LATE_NET, Outcome, Verdict, wrong_words

HANG_CPU_S = 10.0
SLACK_S = 15.0
"""So long after its time a job may answer on a busy machine: its worker has to be ended, and perhaps started first."""
EYES_JOB = "tests.endurance.odd_eyes:look"
_SMALL = Limits(max_bytes=40_000, max_side_px=400, min_side_px=30)
_THUMBNAIL_PX, _SCREEN_PX = 200, 1_600
_MOST_PAGES, _MOST_MEMBERS, _MOST_DEPTH = 3, 6, 2
_SAME_LOOK = 48
_BRIEF = 0.92
"""So many pages are looked at for torn data alone, as without a window: barcodes and skew take ten times as long."""
_EYES_NAMES = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.TIFF: "TIFF", MediaType.BMP: "BMP"}


class Way:
    """One file's way; everything that is seen goes into `outcome`."""

    def __init__(self, room: Darkroom, odd: Odd, number: int) -> None:
        self._room, self._odd = room, odd
        self._dice = random.Random(number)
        self.outcome = Outcome(number, odd.kind)
        self._told = 0
        """Pages on the desk, and files that say at their own tile why they are not."""

    async def go(self) -> Outcome:
        """All of it."""
        odd, outcome = self._odd, self.outcome
        await self._file(odd.content, 0)
        is_noticed = bool(outcome.torn or outcome.refused or outcome.died)
        if odd.pages is not None and self._told < odd.pages and not is_noticed:
            self._lost(f"{self._told} of {odd.pages} pages are there")
        if odd.title and not any(title.startswith(odd.title) for title in outcome.refused):
            outcome.blame(Verdict.WORDS, f"{outcome.refused or 'taken'} instead of {odd.title!r}")
        if not self._told:
            outcome.blame(Verdict.LOSS, "the file came to nothing, and nothing was said")
        return outcome

    def _lost(self, words: str) -> None:
        if self._odd.is_harmed:
            self.outcome.changed = True
        else:
            self.outcome.blame(Verdict.LOSS, words)

    async def _file(self, content: bytes, depth: int) -> None:
        try:
            survey: SourceSurvey = await self._run(SURVEY_JOB, content)
        except PackedFiles:
            await self._members(content, depth)
        except LockedFile as failure:
            await self._unlock(content, failure, depth)
        except AppError as failure:
            self._refused(failure)
        else:
            self._told += len(survey.frames)
            if not survey.frames:
                self.outcome.blame(Verdict.LOSS, "no page, and no word")
            for frame in self._chosen(len(survey.frames)):
                await self._page(content, frame, survey.frames[frame], is_first=depth == 0 and frame == 0)

    def _chosen(self, frames: int) -> list[int]:
        if frames <= _MOST_PAGES:
            return list(range(frames))
        return sorted({0, frames - 1, *(self._dice.randrange(frames) for _ in range(_MOST_PAGES - 2))})

    async def _members(self, content: bytes, depth: int) -> None:
        try:
            members: tuple[ArchiveMember, ...] = await self._run(MEMBERS_JOB, content)
        except AppError as failure:
            self._refused(failure)
            return
        there = _files_in(content)
        if len(members) < there:
            self.outcome.blame(Verdict.LOSS, f"{len(members)} of {there} files of a ZIP")
        for number, member in enumerate(members):
            if not member.name.strip() or not member.name.isprintable() or set(member.name) & set("/\\"):
                self.outcome.blame(Verdict.OUTPUT, f"name of a member {member.name!r}")
            if member.problem is not None:
                self._refused(AppError(member.problem))
            elif number < _MOST_MEMBERS and depth < _MOST_DEPTH:
                await self._file(member.content, depth + 1)
            else:
                self._told += 1

    async def _unlock(self, content: bytes, failure: LockedFile, depth: int) -> None:
        try:
            await self._run(UNLOCK_JOB, content, "not the password")
        except WrongPassword:
            pass
        except AppError as other:
            self._judge_words(other)
        try:
            opened: bytes = await self._run(UNLOCK_JOB, content, PASSWORD)
        except AppError:
            self._refused(failure)
            return
        if depth < _MOST_DEPTH:
            await self._file(opened, depth + 1)

    async def _page(self, content: bytes, frame: int, shown: FrameSurvey, *, is_first: bool) -> None:
        edits, limits = self._edits(shown), DRX_LIMITS if self._dice.random() < 0.9 else _SMALL
        force_jpeg, is_marked = self._dice.random() < 0.1, False
        sides = (_THUMBNAIL_PX, _SCREEN_PX) if self._dice.random() < 0.1 else (_THUMBNAIL_PX,)
        try:
            for side in sides:
                picture: Picture = await self._run(PICTURE_JOB, content, frame, side)
                if (
                    max(picture.width, picture.height) > side
                    or len(picture.pixels) != picture.width * picture.height * 4
                ):
                    self.outcome.blame(Verdict.OUTPUT, f"a {picture} of {len(picture.pixels)} bytes")
        except AppError as failure:
            self._refused(failure, is_new=False)
        try:
            reading: PageReading = await self._run(JUDGE_JOB, content, frame, self._dice.random() < _BRIEF)
            is_marked = Remark.MAYBE_TORN in reading.remarks
        except AppError as failure:
            self._refused(failure, is_new=False)
            is_marked = True  # what can't be judged is marked by the proofreader
        self.outcome.torn += is_marked
        try:
            fitted: FittedImage = await self._run(FIT_JOB, content, frame, edits, limits, force_jpeg)
        except AppError as failure:
            self._refused(failure, is_new=False)
            return
        self.outcome.taken += 1
        if is_marked and fitted.kept_original:
            return  # byte for byte as it came, and a person is asked to look: nobody promises that it opens
        await self._seen(fitted, limits, shown, compares=is_first and edits.is_untouched and not is_marked)

    async def _seen(self, fitted: FittedImage, limits: Limits, shown: FrameSurvey, *, compares: bool) -> None:
        """Does what leaves open elsewhere, is it within the limits, and does it look as the page should?"""
        try:
            name, width, height, look = await self._room.run(EYES_JOB, fitted.content, shown.width, shown.height)
        except AppError as failure:
            self.outcome.blame(Verdict.OUTPUT, f"what leaves does not open: {failure.problem.detail}")
            return
        size = len(fitted.content)
        is_right = name == _EYES_NAMES.get(fitted.media_type) and (width, height) == (fitted.width, fitted.height)
        if not is_right or not complies(width, height, size, fitted.media_type, limits):
            self.outcome.blame(Verdict.OUTPUT, f"{name} of {width} x {height}, {size} bytes leaves")
        if compares and self._odd.look is not None:
            apart = difference(look, self._odd.look)
            if apart > _SAME_LOOK:
                self._lost(f"looks different by {apart}, and nothing is said")

    async def _run(self, job: str, content: bytes, *args: object) -> Any:
        wait_s = FIT_WAIT_S if job == FIT_JOB else DEFAULT_JOB_WAIT_S
        began, before = time.monotonic(), cpu_by_worker()
        try:
            return await self._room.run(job, content, *args, wait_s=wait_s)
        finally:
            took_s, cpu_s = time.monotonic() - began, longest_since(before)
            self.outcome.timed(job.partition(":")[2], cpu_s)
            if cpu_s > HANG_CPU_S or took_s > wait_s + SLACK_S:
                self.outcome.blame(Verdict.HANG, f"{job} {took_s:.1f} s, {cpu_s:.1f} s of its worker's time")

    def _refused(self, failure: AppError, *, is_new: bool = True) -> None:
        """A refusal at a tile of its own, or at the tile of a page that is counted already."""
        self._told += is_new
        problem = failure.problem
        if isinstance(failure, JobDied):
            self.outcome.died.append(f"{problem.title} | {problem.detail}")
        elif problem.title == LATE_NET:
            self.outcome.caught.append(problem.detail)
        self.outcome.refused.append(problem.title)
        self._judge_words(failure)

    def _judge_words(self, failure: AppError) -> None:
        why = wrong_words(failure.problem)
        if why is not None:
            self.outcome.blame(Verdict.WORDS, why)

    def _edits(self, shown: FrameSurvey) -> PageEdits:
        """Now and then a person's hand: turns, a crop, corners, an angle, black bars, tones."""
        dice, width, height = self._dice, shown.width, shown.height
        if dice.random() < 0.75:
            return UNTOUCHED
        edits = UNTOUCHED.turned(dice.randrange(4))
        corners = rectangle(width * 0.1, height * 0.1, max(2, width * 0.9), max(2, height * 0.8))
        if dice.random() < 0.3:
            edits = edits.flattened(corners)
        if dice.random() < 0.4:
            edits = edits.straightened(dice.uniform(-45, 45), width, height)
        if dice.random() < 0.5:
            edges = (dice.randrange(-50, width + 50), dice.randrange(-50, height + 50))
            edits = edits.cropped(Box(*edges, edges[0] + dice.randrange(1, 500), edges[1] + dice.randrange(1, 500)))
        if dice.random() < 0.3:
            edits = edits.redacted((corners,) * dice.choice((1, 3)))
        if dice.random() < 0.3:
            tone = Tone(dice.choice(tuple(Ink)), dice.randint(-100, 100), dice.randint(-100, 100), dice.random() < 0.5)
            edits = edits.toned(tone)
        return edits


def _files_in(content: bytes) -> int:
    """How many files Python's own reader lists in a ZIP, but for what systems leave there; 0 where it can't tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [entry.filename.replace("\\", "/") for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return 0
    lasts = [name.rstrip("/").rpartition("/")[2] for name in names]
    return sum(
        bool(last) and not last.startswith((".", "~$")) and last.lower() not in ("thumbs.db", "desktop.ini")
        for last in lasts
    )
