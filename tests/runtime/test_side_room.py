"""A side room: one process for one long job, which talks while it works, hangs or dies."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from app.domain.errors import AppError
from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import SheetProgressed, SheetScanned
from app.runtime.side_room import MAX_UNANSWERED, RoomLost, Said, SideRoom

JOBS = "tests.runtime.side_room_jobs"
PAGE = 300_000  # more than a pipe holds


@asynccontextmanager
async def room_for(job: str, *arguments: object) -> AsyncIterator[SideRoom]:
    """A room, left in any case."""
    async with SideRoom(f"{JOBS}:{job}", *arguments) as room:
        yield room


async def heard_in(room: SideRoom, *, is_taken: bool = True) -> list[Said]:
    """All that it says; pages are taken, or not."""
    heard = []
    async for said in room:
        heard.append(said)
        if said.content:
            room.answer(is_taken=is_taken)
    return heard


def test_what_a_job_tells_arrives_in_its_order_and_its_result_at_the_end() -> None:
    async def told() -> None:
        async with room_for("count_up", 50) as room:
            assert [said.value for said in await heard_in(room)] == [SheetProgressed(number) for number in range(50)]
            assert room.result == 50

    asyncio.run(told())


def test_pages_arrive_whole_with_their_bytes_behind_them() -> None:
    async def told() -> None:
        async with room_for("send_pages", (1, PAGE, 5_000_000)) as room:
            heard = await heard_in(room)
        assert [said.value for said in heard] == [
            SheetScanned(1, 1, 300),
            SheetScanned(2, PAGE, 300),
            SheetScanned(3, 5_000_000, 300),
        ]
        assert [said.content for said in heard] == [b"\1", b"\2" * PAGE, b"\3" * 5_000_000]

    asyncio.run(told())


def test_no_more_pages_are_under_way_than_are_answered_for() -> None:
    async def told() -> None:
        async with room_for("send_pages", (10,) * (MAX_UNANSWERED + 3)) as room:
            pages = aiter(room)
            for _ in range(MAX_UNANSWERED):
                await anext(pages)
            next_page = asyncio.ensure_future(anext(pages))
            done, _ = await asyncio.wait((next_page,), timeout=0.3)
            assert not done, "a page came that nobody had room for"
            room.answer(is_taken=True)
            assert (await next_page).value.number == MAX_UNANSWERED + 1

    asyncio.run(told())


def test_a_job_whose_pages_are_not_taken_ends() -> None:
    async def told() -> None:
        async with room_for("send_pages", (10,) * 50) as room:
            with pytest.raises(AppError):
                await heard_in(room, is_taken=False)

    asyncio.run(told())


def test_a_failure_comes_home_in_our_own_words() -> None:
    async def told() -> None:
        async with room_for("fail") as room:
            with pytest.raises(ScanFailed) as caught:
                await heard_in(room)
        assert caught.value.trouble is Trouble.PAPER_JAM
        assert caught.value.problem.detail == "on purpose"

    asyncio.run(told())


def test_what_a_driver_stumbles_over_is_told_without_its_text() -> None:
    async def told() -> None:
        async with room_for("stumble") as room:
            with pytest.raises(AppError) as caught:
                await heard_in(room)
        assert "ZeroDivisionError" in caught.value.problem.detail
        assert "patient" not in str(caught.value)

    asyncio.run(told())


def test_a_job_that_dies_is_lost_with_its_exit_code_and_what_it_said_before_is_there() -> None:
    async def told() -> None:
        async with room_for("crash") as room:
            pages = aiter(room)
            assert (await anext(pages)).value == SheetProgressed(1)
            with pytest.raises(RoomLost) as caught:
                await anext(pages)
        assert caught.value.exit_code == 3

    asyncio.run(told())


def test_a_job_hears_how_urgently_it_is_to_end() -> None:
    async def told() -> None:
        async with room_for("until_stopped") as room:
            async for _ in room:
                room.stop(2)
            assert room.result == 2

    asyncio.run(told())


def test_a_job_that_hears_nothing_can_be_killed() -> None:
    async def told() -> None:
        async with room_for("deaf") as room:
            pages = aiter(room)
            await anext(pages)
            room.kill()
            with pytest.raises(RoomLost):
                await anext(pages)

    asyncio.run(told())


def test_a_room_that_is_left_in_the_middle_cleans_up_before_it_goes(tmp_path: Path) -> None:
    note = tmp_path / "note"

    async def left() -> None:
        async with room_for("leave_a_note", str(note)) as room:
            async for _ in room:
                break

    asyncio.run(left())
    assert note.read_text(encoding="utf-8") == "cleaned up"


def test_leaving_is_never_kept_from_ending_the_process_by_being_cancelled() -> None:
    async def cancelled() -> int | None:
        process_id: int | None = None

        async def listens() -> None:
            nonlocal process_id
            async with room_for("deaf") as room:
                process_id = room.process_id
                async for _ in room:
                    entered.set()

        entered = asyncio.Event()
        listening = asyncio.ensure_future(listens())
        await entered.wait()
        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening
        return process_id

    process_id = asyncio.run(cancelled())
    assert process_id is not None
    assert not psutil.pid_exists(process_id)


def test_a_room_whose_start_nobody_waits_for_any_more_leaves_no_process() -> None:
    async def cancelled() -> None:
        entering = asyncio.ensure_future(SideRoom(f"{JOBS}:deaf").__aenter__())
        await asyncio.sleep(0)
        entering.cancel()
        with pytest.raises(asyncio.CancelledError):
            await entering

    asyncio.run(cancelled())  # the watch looks for what is left
