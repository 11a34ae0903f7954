"""Pages over eSCL: what comes, in what order it is told, and how a run ends well."""

import pytest

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import (
    JobOpened,
    Mode,
    ScanNote,
    ScanSettled,
    SheetProgressed,
    SheetScanned,
    Source,
)
from tests.scanning.escl_talks import (
    EMPTY_PAGE,
    JOB,
    JPEG,
    NOT_FOUND,
    PDF,
    Reply,
    answer,
    capabilities,
    created,
    document,
    page,
    scan,
    source_caps,
    status,
    talking,
)

CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"%x\r\n" % len(JPEG)
    + JPEG
    + b"\r\n0\r\n\r\n"
)
UNTIL_CLOSED = b"HTTP/1.0 200 OK\r\n\r\n" + JPEG


def test_a_feeder_is_scanned_until_it_is_empty() -> None:
    done = status(feeder="Empty", job="Completed", images=3)
    with talking(pages=[page(), page(), page(), NOT_FOUND], status=[done]) as there:
        ended, press = scan(there)
    assert (ended.trouble, ended.delivered, ended.told) == (None, 3, 3)
    assert press.pages == [JPEG] * 3
    assert ended.notes == (ScanNote.NOT_ENCRYPTED,)


def test_settled_opened_and_pages_are_told_in_this_order() -> None:
    with talking() as there:
        _, press = scan(there)
    kinds = [type(event) for event in press.events if not isinstance(event, SheetProgressed)]
    assert kinds == [ScanSettled, JobOpened, SheetScanned]
    assert JobOpened(f"{there.origin}{JOB}") in press.events


def test_the_glass_gives_one_page_and_the_job_is_removed() -> None:
    with talking(pages=[page()]) as there:
        ended, press = scan(there, Source.FLATBED)
    assert (ended.trouble, len(press.pages)) == (None, 1)
    assert len(there.asked("GET", "/NextDocument")) == 1
    assert [request.path for request in there.asked("DELETE")] == [JOB]


def test_it_stops_after_as_many_pages_as_were_asked_for_and_removes_the_job() -> None:
    with talking(pages=[page()]) as there:
        ended, press = scan(there, max_pages=3)
    assert (ended.trouble, len(press.pages)) == (None, 3)
    assert len(there.asked("DELETE")) == 1


def test_the_feeder_is_taken_where_paper_lies_in_it() -> None:
    with talking(status=[status(feeder="Loaded")]) as there:
        scan(there, None)
    assert b"<pwg:InputSource>Feeder" in there.asked("POST")[0].body


@pytest.mark.parametrize("said", [status(feeder="Empty"), status(), NOT_FOUND], ids=["empty", "silent", "no status"])
def test_else_the_glass_is_taken(said: Reply) -> None:
    with talking(status=[said]) as there:
        scan(there, None)
    assert b"<pwg:InputSource>Platen" in there.asked("POST")[0].body


@pytest.mark.parametrize("code", ["200 OK", "201 Created", "202 Accepted"])
def test_any_success_takes_the_job(code: str) -> None:
    with talking(post=[answer(code, b"", f"Location: {JOB}")]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.delivered) == (None, 1)


def test_a_job_without_an_address_is_looked_up_in_the_state() -> None:
    with talking(post=[answer("201 Created")], status=[status("Processing", job="Processing")]) as there:
        ended, _ = scan(there)
    assert ended.delivered == 1
    assert there.asked("GET", "/NextDocument")[0].path == f"{JOB}/NextDocument"


def test_a_job_without_an_address_among_others_is_not_guessed() -> None:
    jobs = "".join(
        f"<scan:JobInfo><pwg:JobUri>{JOB}{n}</pwg:JobUri><pwg:JobState>Processing</pwg:JobState></scan:JobInfo>"
        for n in range(2)
    )
    two_jobs = answer("200 OK", document("ScannerStatus", f"<scan:Jobs>{jobs}</scan:Jobs>"))
    with talking(post=[answer("201 Created")], status=[two_jobs]) as there:
        ended, press = scan(there)
        assert there.asked("DELETE") == []
    assert (ended.trouble, press.pages) == (Trouble.COMMUNICATION_LOST, [])


def test_a_job_that_has_no_address_anywhere_is_said() -> None:
    with talking(post=[answer("201 Created")]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.detail) == (Trouble.COMMUNICATION_LOST, "HTTP 201, no job address")


@pytest.mark.parametrize("spoken", [CHUNKED, UNTIL_CLOSED], ids=["chunked", "until it closes"])
def test_bodies_come_in_every_way(spoken: bytes) -> None:
    with talking(pages=[spoken, NOT_FOUND]) as there:
        _, press = scan(there)
    assert press.pages == [JPEG]


def test_one_document_of_many_pages_is_one_file() -> None:
    pdf_only = [page(PDF, "application/pdf"), NOT_FOUND]
    with talking(pages=pdf_only, status=[status(feeder="Empty", job="Completed", images=10)]) as there:
        ended, press = scan(there)
    assert press.pages == [PDF]
    assert (ended.trouble, ended.told) == (None, 10)
    assert ScanNote.COUNT_DIFFERS not in ended.notes


@pytest.mark.parametrize("code", ["404 Not Found", "409 Conflict", "410 Gone"])
def test_a_batch_ends_in_each_of_the_known_ways(code: str) -> None:
    with talking(pages=[page(), answer(code)], status=[status(feeder="Empty")]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (None, 1)


def test_a_batch_ends_with_503_when_the_job_is_completed() -> None:
    done = status(feeder="Empty", job="Completed", images=1)
    with talking(pages=[page(), answer("503 Busy")], status=[done]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (None, 1)


def test_a_batch_ends_with_an_empty_page_when_the_device_counts_none_for_it() -> None:
    done = status(feeder="Empty", job="Completed", images=1)
    with talking(pages=[page(), EMPTY_PAGE], status=[done]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (None, 1)


def test_an_empty_page_of_a_device_that_counts_nothing_is_the_end_with_a_word() -> None:
    with talking(pages=[page(), EMPTY_PAGE], status=[status(feeder="Empty")]) as there:
        ended, _ = scan(there)
    assert ended.trouble is None
    assert ScanNote.SKIPPED_EMPTY in ended.notes


def test_the_state_is_read_once_at_the_end() -> None:
    with talking() as there:
        scan(there)
    assert len(there.asked("GET", "/ScannerStatus")) == 1


def test_a_page_that_is_not_ready_is_asked_for_again() -> None:
    not_ready = [answer("503 Busy")] * 12
    with talking(pages=[*not_ready, page(), NOT_FOUND], status=[status("Processing")]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (None, 1)


def test_hp_takes_thirty_tries_before_the_first_page_of_the_glass() -> None:
    with talking(pages=[*[answer("503 Busy")] * 30, page()]) as there:
        ended, press = scan(there, Source.FLATBED)
    assert (ended.trouble, len(press.pages)) == (None, 1)


@pytest.mark.parametrize("feeder", ["", "Empty"])
def test_pages_that_take_their_time_come_from_a_feeder_that_tells_nothing_of_its_job(feeder: str) -> None:
    not_ready = [answer("503 Busy")] * 5
    pages = [*not_ready, page(), *not_ready, page(), NOT_FOUND]
    with talking(pages=pages, status=[status(feeder=feeder)]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (None, 2)


def test_such_a_feeder_that_never_says_its_end_is_believed_when_the_tries_are_over() -> None:
    with talking(pages=[page(), answer("503 Busy")], status=[status(feeder="Empty")]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (None, 1)


def test_an_end_between_two_pages_is_doubted_while_the_job_goes_on_with_paper_in_the_feeder() -> None:
    goes_on, done = status("Processing", "Loaded", job="Processing", images=1), status("Idle", "Empty", job="Completed")
    with talking(pages=[page(), NOT_FOUND, page(), NOT_FOUND], status=[goes_on, done]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (None, 2)


def test_an_end_that_stays_is_believed_whatever_the_status_says() -> None:
    goes_on = status("Processing", "Loaded", job="Processing", images=1)
    with talking(pages=[page(), NOT_FOUND], status=[goes_on]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (None, 1)
    assert len(there.asked("GET", "/NextDocument")) == 5


@pytest.mark.parametrize("code", ["400 Bad Request", "500 Internal Server Error"])
def test_a_completed_job_with_just_the_pages_that_came_is_the_end_by_any_code(code: str) -> None:
    done = status("Idle", "Loaded", job="Completed", images=1)
    with talking(pages=[page(), answer(code)], status=[done]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (None, 1)


def test_a_page_that_is_never_ready_is_busy_in_the_end() -> None:
    with talking(pages=[answer("503 Busy")], status=[status("Processing")]) as there:
        ended, _ = scan(there)
    assert ended.trouble is Trouble.BUSY
    assert len(there.asked("GET", "/NextDocument")) == 31


def test_a_busy_device_takes_the_job_when_it_is_free() -> None:
    busy = answer("503 Busy", b"", "Retry-After: 1")
    with talking(post=[busy, busy, created()]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.delivered) == (None, 1)


def test_a_device_that_counts_more_pages_than_came_is_noted() -> None:
    with talking(status=[status(feeder="Empty", job="Completed", images=2)]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.delivered, ended.told) == (None, 1, 2)
    assert ScanNote.COUNT_DIFFERS in ended.notes


def test_black_and_white_that_is_refused_is_scanned_in_gray() -> None:
    with talking(post=[answer("409 Conflict"), created()]) as there:
        ended, _ = scan(there, mode=Mode.BW)
    first, second = there.asked("POST")
    assert b"BlackAndWhite1" in first.body
    assert b"Grayscale8" in second.body
    assert (ended.trouble, ScanNote.OTHER_MODE in ended.notes) == (None, True)


def test_how_far_a_page_is_comes_from_its_length() -> None:
    with talking() as there:
        _, press = scan(there)
    shares = [event.share for event in press.events if isinstance(event, SheetProgressed)]
    assert shares[0] is None
    assert 0 < (shares[-1] or 0) <= 1


def test_other_settings_than_asked_for_are_noted() -> None:
    with talking() as there:
        ended, press = scan(there, dpi=250)
    told = next(event for event in press.events if isinstance(event, ScanSettled))
    assert told.order.dpi == 300
    assert ScanNote.OTHER_DPI in told.notes
    assert ScanNote.OTHER_DPI in ended.notes


def test_a_source_that_is_not_there_begins_nothing() -> None:
    glass = f"<scan:Platen>{source_caps('PlatenInputCaps')}</scan:Platen>"
    with talking(capabilities=[answer("200 OK", capabilities(inside=glass))]) as there:
        with pytest.raises(ScanFailed) as failed:
            scan(there, Source.DUPLEX)
        assert there.asked("POST") == []
    assert failed.value.trouble is Trouble.UNSUPPORTED
