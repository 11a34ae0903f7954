"""Pages over eSCL: what comes, in what order it is told, and how a run ends."""

from app.domain.scanning import (
    JobOpened,
    ScanNote,
    ScanSettled,
    SheetProgressed,
    SheetScanned,
    Source,
)
from tests.scanning.escl_talks import (
    JOB,
    JPEG,
    NOT_FOUND,
    page,
    scan,
    status,
    talking,
)


def test_a_feeder_is_scanned_until_it_is_empty() -> None:
    with talking(
        pages=[page(), page(), page(), NOT_FOUND], status=[status(feeder="Empty", job="Completed", images=3)]
    ) as there:
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
