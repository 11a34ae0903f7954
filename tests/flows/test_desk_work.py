"""The desk's work on real files: intake, retouch and dispatch, from a dropped folder to durable rows."""

import asyncio
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from app.domain.capture_shelf import Placement
from app.domain.edits import UNTOUCHED, Box
from app.domain.errors import AppError
from app.domain.facts import PagePictureFailed, PagePictureReady, PagesQueued, ProblemMet, Purpose
from app.domain.limits import LOWERED_MAX_BYTES, FitNote
from app.domain.names import mentions, shown_name
from app.domain.pages import BrokenFile, DeskPage, DocumentKind, Side
from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind
from app.domain.shelves import Mark, Obstacle, PageRow, Step
from app.flows import intake
from app.flows.counter import Counter
from app.flows.intake import files_in
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, PRESCRIPTION, Ground, drawn, drawn_pages


def write(folder: Path, name: str, content: bytes = b"") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content or drawn())
    return path


def file_names(rows: tuple[PageRow, ...]) -> list[str]:
    return [row.item.file_name if isinstance(row.item, BrokenFile) else row.item.imported.file_name for row in rows]


def fitted(ground: Ground) -> tuple[PageRow, ...]:
    """The rows once none of them is being fitted any more."""
    ready = ground.wait_for_desk(
        lambda view: all(row.mark is not Mark.FITTING for row in view.rows), ground_mark(ground)
    )
    return ready.rows


def ground_mark(ground: Ground) -> int:
    """Everything is told anew from here on."""
    since = ground.facts.count
    ground.do(lambda counter: counter.tell_desk())
    return since


# --- intake ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format_", "name"), [("PDF", "fax.pdf"), ("TIFF", "fax.tif")])
def test_every_page_of_a_file_becomes_a_page(ground: Ground, tmp_path: Path, format_: str, name: str) -> None:
    rows = ground.read(write(tmp_path, name, drawn_pages(3, format_)))
    pages = [row.item.imported for row in rows if isinstance(row.item, DeskPage)]
    assert [(page.frame, page.frames) for page in pages] == [(0, 3), (1, 3), (2, 3)]


def test_a_folder_is_walked_in_natural_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("page 10.jpg", "page 2.jpg", ".hidden.jpg", "Thumbs.db", "~$lock.pdf", "inner/a.jpg", ".git/b.jpg"):
        write(tmp_path / "drop", name)
    assert [path.name for path in files_in([tmp_path / "drop"])] == ["page 2.jpg", "page 10.jpg", "a.jpg"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_folder_that_leads_in_circles_is_walked_once(tmp_path: Path) -> None:
    write(tmp_path / "drop", "a.jpg")
    (tmp_path / "drop" / "again").symlink_to(tmp_path / "drop", target_is_directory=True)
    assert len(files_in([tmp_path / "drop"])) == 1


def test_too_many_files_are_refused_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_FILES_AT_ONCE", 2)
    for name in "abc":
        write(tmp_path, f"{name}.jpg")
    with pytest.raises(AppError, match="more than 2 files"):
        files_in([tmp_path])


def test_an_empty_folder_is_told(ground: Ground, tmp_path: Path) -> None:
    ground.desk.add_files([tmp_path])
    (tmp_path / "nothing").mkdir()
    ground.desk.add_files([tmp_path / "nothing"])
    ground.facts.wait_for(ProblemMet, lambda fact: "no file" in fact.problem.title)


def test_a_broken_file_keeps_its_place_and_the_others_go_on(
    ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MAX_FILE_BYTES", 5_000_000)
    large = tmp_path / "3 large.jpg"
    with large.open("wb") as file:
        file.truncate(5_000_001)
    paths = [
        write(tmp_path, "1 good.jpg"),
        write(tmp_path, "2 torn.jpg", drawn()[:300]),
        large,
        tmp_path / "4 missing.jpg",
        write(tmp_path, "5 text.pdf", b"no picture at all"),
        write(tmp_path, "6 good.png", drawn(format_="PNG")),
    ]
    rows = ground.read(*paths)
    assert file_names(rows) == [path.name for path in paths]
    assert [row.mark is Mark.BROKEN for row in rows] == [False, True, True, True, True, False]
    assert all(row.problem is not None and row.problem.advice for row in rows if row.mark is Mark.BROKEN)


def test_an_empty_file_as_a_mail_program_leaves_it_says_what_to_do(ground: Ground, tmp_path: Path) -> None:
    (tmp_path / "fax.pdf").touch()
    (row,) = ground.read(tmp_path / "fax.pdf")
    assert row.problem is not None
    assert (row.problem.title, "save the attachment" in row.problem.advice) == ("This file is empty", True)


def test_a_shortcut_says_that_it_is_one(ground: Ground, tmp_path: Path) -> None:
    (row,) = ground.read(write(tmp_path, "scan.pdf.url", b"[InternetShortcut]\r\nURL=file://server/scan.pdf"))
    assert row.problem is not None
    assert row.problem.sentence == "This is a link. Add the file that it leads to."


def test_a_file_time_that_no_calendar_has_is_no_obstacle(ground: Ground, tmp_path: Path) -> None:
    odd = write(tmp_path, "odd.jpg")
    os.utime(odd, (2**38, 2**38))
    (row,) = ground.read(odd)
    assert row.mark is not Mark.BROKEN


def test_pasted_bytes_become_a_page(ground: Ground) -> None:
    assert ground.add(drawn(), "Pasted picture").mark is Mark.FITS


def test_one_undo_takes_a_whole_drop_and_redo_brings_it_back(ground: Ground, tmp_path: Path) -> None:
    ground.add(drawn(shade=1), "before.jpg")
    ground.read(*[write(tmp_path, f"{number}.jpg") for number in range(3)])
    ground.desk.undo()
    assert file_names(ground.rows) == ["before.jpg"]
    ground.desk.redo()
    assert len(ground.rows) == 4


def test_files_that_came_as_bytes_stay_together_in_their_order_and_are_one_step(ground: Ground) -> None:
    ground.add(drawn(shade=1), "before.jpg")
    fax = drawn_pages(3, "TIFF")
    ground.desk.add_contents([("fax.tif", fax), ("torn.jpg", drawn()[:300]), ("card.jpg", drawn(shade=2))])
    ground.wait_for_desk(lambda view: len(view.rows) == 6 and not view.is_reading)
    assert file_names(ground.rows) == ["before.jpg", *["fax.tif"] * 3, "torn.jpg", "card.jpg"]
    ground.desk.undo()
    assert file_names(ground.rows) == ["before.jpg"]


def test_files_and_bytes_come_between_the_pages_where_they_were_dropped(ground: Ground, tmp_path: Path) -> None:
    ground.read(*[write(tmp_path, f"{name}.jpg", drawn(shade=number)) for number, name in enumerate("abc")])
    files = [write(tmp_path, f"{name}.jpg", drawn(shade=9 + number)) for number, name in enumerate("xy")]
    ground.desk.add_files(files, Placement(before=1))
    ground.desk.add_contents([("z.jpg", drawn(shade=20))], Placement(before=1))
    ground.wait_for_desk(lambda view: len(view.rows) == 6 and not view.is_reading)
    assert [name[0] for name in file_names(ground.rows)] == ["a", "x", "y", "z", "b", "c"]


def test_a_page_is_replaced_by_a_file(ground: Ground, tmp_path: Path) -> None:
    rows = ground.read(*[write(tmp_path, f"{name}.jpg", drawn(shade=number)) for number, name in enumerate("abc")])
    ground.desk.add_files([write(tmp_path, "x.jpg", drawn(shade=9))], Placement(replaces=rows[1].id))
    ground.wait_for_desk(lambda view: not view.is_reading and any(row.name == "x" for row in view.rows))
    assert file_names(ground.rows) == ["a.jpg", "x.jpg", "c.jpg"]
    ground.desk.undo()
    assert file_names(ground.rows) == ["a.jpg", "b.jpg", "c.jpg"]


def test_two_drops_at_the_same_time_stay_apart(ground: Ground, tmp_path: Path) -> None:
    first = [write(tmp_path, f"a{number}.jpg", drawn(shade=number)) for number in range(4)]
    second = [write(tmp_path, f"b{number}.jpg", drawn(shade=number)) for number in range(2)]
    ground.desk.add_files(first)
    ground.desk.add_files(second)
    ground.wait_for_desk(lambda view: len(view.rows) == 6 and not view.is_reading)
    assert file_names(ground.rows) == [path.name for path in (*first, *second)]
    ground.desk.undo()
    assert file_names(ground.rows) == [path.name for path in first]


def test_the_desk_says_that_it_reads_and_that_it_has_read(ground: Ground, tmp_path: Path) -> None:
    ground.read(*[write(tmp_path, f"{number}.jpg") for number in range(3)])
    assert not ground.view.is_reading


# --- retouch --------------------------------------------------------------------------------------------------------


def test_a_turned_page_is_fitted_as_turned(ground: Ground) -> None:
    row = ground.add(drawn((320, 400)))
    since = ground.facts.count
    ground.desk.turn([row.id], 1)
    view = ground.wait_for_desk(lambda view: view.rows[0].fitted is not None, since)
    assert view.rows[0].fitted is not None
    assert (view.rows[0].fitted.width, view.rows[0].fitted.height) == (400, 320)


def test_a_crop_of_the_whole_page_is_none(ground: Ground) -> None:
    row = ground.add(drawn((320, 400)))
    ground.desk.crop([row.id], Box(-5, -5, 1000, 1000))
    assert ground.pages[0].edits == UNTOUCHED
    assert ground.view.undo is Step.ADD


def test_a_page_cropped_below_the_least_size_is_padded_and_asks_for_a_look(ground: Ground) -> None:
    row = ground.add(drawn((320, 400)))
    since = ground.facts.count
    ground.desk.crop([row.id], Box(10, 10, 110, 210))
    view = ground.wait_for_desk(lambda view: view.rows[0].mark is Mark.LOOK, since)
    assert view.rows[0].fitted is not None
    assert FitNote.PADDED in view.rows[0].fitted.notes


def test_label_and_rename_change_the_name_that_will_be_queued(ground: Ground) -> None:
    row = ground.add(drawn())
    ground.desk.pick(PRESCRIPTION)
    ground.do(lambda counter: counter.retouch.label_kind([row.id], DocumentKind.HARD_COPY))
    ground.do(lambda counter: counter.retouch.label_side([row.id], Side.FRONT))
    assert ground.rows[0].name == "rx_67890 hard copy front"
    ground.desk.rename(row.id, "  doctor's note.jpg ")
    assert ground.rows[0].name == "rx_67890 doctor's note"
    ground.desk.rename(row.id, "")
    assert ground.rows[0].name == "rx_67890 hard copy front"


def test_pages_are_moved_removed_and_cleared_and_all_of_it_taken_back(ground: Ground, tmp_path: Path) -> None:
    rows = ground.read(*[write(tmp_path, f"{name}.jpg") for name in "abcd"])
    ids = [row.id for row in rows]
    ground.desk.move([ids[3], ids[1]], 1)
    assert file_names(ground.rows) == ["a.jpg", "b.jpg", "d.jpg", "c.jpg"]
    ground.desk.move([ids[0]], 99)
    assert file_names(ground.rows) == ["b.jpg", "d.jpg", "c.jpg", "a.jpg"]
    ground.desk.remove([ids[1]])
    ground.desk.clear()
    assert ground.rows == ()
    for _ in range(4):
        ground.desk.undo()
    assert file_names(ground.rows) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]


def test_a_page_is_drawn_for_the_screen(ground: Ground) -> None:
    row = ground.add(drawn((320, 400)))
    ground.desk.want_page_picture(row.id, Purpose.THUMBNAIL, 100)
    picture = ground.facts.wait_for(PagePictureReady).picture
    assert (picture.width, picture.height, len(picture.pixels)) == (80, 100, 80 * 100 * 4)


def test_a_page_that_cannot_be_drawn_says_why(ground: Ground) -> None:
    row = ground.add(drawn())

    def damage(counter: Counter) -> None:
        counter.originals.forget()
        counter.sessions.need().store.vault.erase(counter.bench.pages[0].imported.blob)

    ground.do(damage)
    ground.desk.want_page_picture(row.id, Purpose.LARGE, 100)
    assert ground.facts.wait_for(PagePictureFailed).problem.advice


# --- dispatch -------------------------------------------------------------------------------------------------------


def test_the_desk_names_what_is_in_the_way_until_nothing_is(ground: Ground) -> None:
    met = [ground.view.obstacle]
    ground.add(drawn())
    met.append(ground.view.obstacle)
    ground.desk.pick(Record(RecordKind.PRESCRIPTION, "rx_67890"))
    met.append(ground.view.obstacle)
    ground.desk.pick(PRESCRIPTION)
    met.append(ground.view.obstacle)
    assert met == [Obstacle.NO_PAGES, Obstacle.NO_RECORD, Obstacle.NO_PATIENT, None]


def test_an_upload_leaves_durable_rows_and_an_empty_desk(make_ground: MakeGround, practice: PracticeStore) -> None:
    practice.offline = True
    first = make_ground()
    first.add(drawn())
    first.desk.pick(PATIENT)
    first.desk.upload()
    queued = first.facts.wait_for(PagesQueued).entries
    assert first.rows == ()
    assert first.view.undo is None
    first.close()
    kept = make_ground().entries()
    assert [entry.id for entry in kept] == [entry.id for entry in queued]


def test_a_drop_for_a_prescription_arrives_whole_in_order_and_under_telling_names(
    ground: Ground, practice: PracticeStore, tmp_path: Path
) -> None:
    ground.read(write(tmp_path, "fax.pdf", drawn_pages(3, "PDF")), write(tmp_path, "card.png", drawn(format_="PNG")))
    ground.desk.pick(PRESCRIPTION)
    ground.desk.upload()
    entries = ground.facts.wait_for(PagesQueued).entries
    assert practice.wait_for_uploads(4)
    names = [image.name for image in practice.uploaded_images()]
    assert names == [entry.name for entry in entries]
    assert all(mentions(name, "rx_67890") for name in names)
    assert [shown_name(name).split(".")[0] for name in names] == [
        "rx_67890 fax p1",
        "rx_67890 fax p2",
        "rx_67890 fax p3",
        "rx_67890 card",
    ]
    assert ground.settled(entries[-1]).stage is Stage.DELIVERED


def test_two_uploads_at_once_queue_each_page_once(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    ground.add(drawn())
    ground.desk.pick(PATIENT)

    def twice(counter: Counter) -> None:
        counter.dispatch.upload()
        counter.dispatch.upload()

    ground.do(twice)
    ground.facts.wait_for(PagesQueued)
    assert len(ground.entries()) == 1


def test_a_page_that_cannot_be_fitted_stays_on_the_desk_and_says_why(
    ground: Ground, practice: PracticeStore, tmp_path: Path
) -> None:
    practice.offline = True
    ground.read(write(tmp_path, "good.jpg"), write(tmp_path, "torn.jpg", drawn()[:300]))
    ground.desk.pick(PATIENT)
    ground.desk.upload()
    assert len(ground.facts.wait_for(PagesQueued).entries) == 1
    assert [(row.title, row.mark) for row in ground.rows] == [("torn.jpg", Mark.BROKEN)]


def test_a_page_that_is_changed_while_it_is_queued_stays_on_the_desk(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    kept, changed, removed = (ground.add(drawn(shade=number), f"{number}.jpg") for number in range(3))

    async def upload_and_change(counter: Counter) -> None:
        counter.bench.work_for(PATIENT)
        counter.retouch.turn([kept.id], 1)  # is fitted anew, so that the upload has to wait for it
        counter.dispatch.upload()
        counter.errands.start(change_meanwhile(counter))

    async def change_meanwhile(counter: Counter) -> None:
        counter.retouch.turn([changed.id], 2)
        counter.retouch.remove([removed.id])

    ground.house.run(upload_and_change)
    (entry,) = ground.facts.wait_for(PagesQueued).entries
    assert entry.name.startswith("0 ")
    assert [row.id for row in fitted(ground)] == [changed.id]


def test_a_prescription_without_its_patient_is_refused_with_words(ground: Ground) -> None:
    ground.add(drawn())
    ground.desk.pick(Record(RecordKind.PRESCRIPTION, "rx_67890"))
    ground.desk.upload()
    assert "patient" in ground.facts.wait_for(ProblemMet).problem.advice
    assert (len(ground.rows), ground.entries()) == (1, ())


def test_a_page_that_complies_leaves_byte_for_byte(ground: Ground, practice: PracticeStore) -> None:
    content = drawn(shade=33)
    ground.add(content)
    ground.desk.pick(PATIENT)
    ground.desk.upload()
    assert practice.wait_for_uploads(1)
    ground.settled(ground.facts.wait_for(PagesQueued).entries[0])
    assert practice.uploaded_images()[0].content == content


def test_an_edited_page_leaves_as_edited(ground: Ground, practice: PracticeStore) -> None:
    row = ground.add(drawn((320, 400)))
    ground.desk.turn([row.id], 1)
    ground.desk.pick(PATIENT)
    ground.desk.upload()
    ground.settled(ground.facts.wait_for(PagesQueued).entries[0])
    with Image.open(io.BytesIO(practice.uploaded_images()[0].content)) as stored:
        assert stored.size == (400, 320)


def test_an_upload_erases_the_originals_that_nobody_needs_any_more(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    row = ground.add(drawn((320, 400)))
    ground.desk.turn([row.id], 1)
    blob = ground.pages[0].imported.blob
    ground.desk.pick(PATIENT)
    ground.desk.upload()
    ground.facts.wait_for(PagesQueued)
    assert not ground.do(lambda counter: counter.sessions.need().store.vault.has(blob))


def test_a_copy_of_a_page_that_left_keeps_its_bytes(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    ground.desk.pick(PATIENT)
    ground.add(drawn())
    row = ground.add(drawn())
    ground.desk.turn([row.id], 1)
    ground.do(lambda counter: counter.retouch.remove([counter.bench.pages[0].id]))
    fitted(ground)
    ground.desk.upload()
    entry = ground.facts.wait_for(PagesQueued).entries[0]
    practice.offline = False
    ground.desk.send_now()
    assert ground.settled(entry).stage is Stage.DELIVERED


def test_what_lies_on_the_desk_is_fitted_anew_when_the_store_turns_out_to_take_less(
    ground: Ground, practice: PracticeStore
) -> None:
    ground.add(drawn())
    practice.faults.add(Fault(FaultKind.STATUS, method="POST", status=413))
    since = ground.facts.count
    ground.settled(ground.send(content=drawn((1000, 1000)) + bytes(8_000_000)))
    view = ground.wait_for_desk(lambda view: view.rows[0].mark is Mark.FITS, since)
    assert view.rows[0].fitted is not None
    assert ground.do(lambda counter: counter.sessions.need().limits.max_bytes) == LOWERED_MAX_BYTES
    assert fitted(ground)[0].mark is Mark.FITS


def test_the_desk_is_told_once_the_pages_are_queued(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    ground.add(drawn())
    ground.desk.pick(PATIENT)
    since = ground.facts.count
    ground.desk.upload()
    ground.facts.wait_for(PagesQueued)
    assert not ground.wait_for_desk(lambda view: not view.rows, since).is_queueing


def test_a_record_that_is_picked_while_pages_are_made_ready_gets_none_of_them(
    ground: Ground,
) -> None:
    row = ground.add(drawn())
    ground.desk.pick(PATIENT)

    async def queue_while_another_is_picked(counter: Counter) -> None:
        counter.retouch.turn((row.id,), 1)  # so that the page must be fitted anew, which takes its time
        queueing = asyncio.ensure_future(counter.dispatch.queue_all(PATIENT))
        await asyncio.sleep(0)
        counter.routing.pick(ANOTHER_PATIENT)
        await queueing

    with pytest.raises(AppError, match="Another record was picked"):
        ground.house.run(queue_while_another_is_picked)
    assert (ground.entries(), len(ground.view.rows)) == ((), 1)


def test_a_page_that_comes_by_itself_as_upload_is_pressed_stays_on_the_desk(ground: Ground) -> None:
    seen = ground.add(drawn())
    ground.desk.pick(PATIENT)
    came = ground.add(drawn(shade=90))
    ground.desk.upload(frozenset({seen.id}))
    queued = ground.facts.wait_for(PagesQueued)
    assert len(queued.entries) == 1
    assert [page.id for page in ground.pages] == [came.id]
