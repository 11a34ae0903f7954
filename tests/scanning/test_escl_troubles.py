"""What goes wrong at a scanner over eSCL, each in its own words: traps T1 to T4, the feeder's states, refusals."""

import socket
import struct

import pytest

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import ScanNote, Source
from app.scanning.escl.driver import EsclDriver
from app.scanning.escl.status import FEEDER_TROUBLES, status_of
from tests.scanning.escl_talks import (
    EMPTY_PAGE,
    JPEG,
    NOT_FOUND,
    QUICK,
    ScriptedScanner,
    answer,
    capabilities,
    page,
    scan,
    source_caps,
    status,
    talking,
)

FEEDER_STATES = {
    "Empty": Trouble.FEEDER_EMPTY,
    "Jam": Trouble.PAPER_JAM,
    "Mispick": Trouble.MISPICK,
    "HatchOpen": Trouble.COVER_OPEN,
    "DuplexPageTooShort": Trouble.SHEET_TOO_SHORT,
    "DuplexPageTooLong": Trouble.SHEET_TOO_LONG,
    "MultipickDetected": Trouble.MULTI_FEED,
    "InputTrayFailed": Trouble.FEEDER_FAILED,
    "InputTrayOverloaded": Trouble.FEEDER_OVERLOADED,
}
HALF = JPEG[: len(JPEG) // 2]


@pytest.mark.parametrize("images", [None, 2], ids=["uncounted", "counted"])
@pytest.mark.parametrize(
    ("feeder", "trouble"),
    [("Jam", Trouble.PAPER_JAM), ("HatchOpen", Trouble.COVER_OPEN), ("Processing", Trouble.INCOMPLETE_PAGE)],
)
def test_t1_an_empty_body_is_an_error_though_the_device_counts_the_page(
    feeder: str, trouble: Trouble, images: int | None
) -> None:
    after = status("Processing", feeder, job="Processing", images=images)
    with talking(pages=[page(), EMPTY_PAGE, page()], status=[after]) as there:
        ended, press = scan(there)
    assert (ended.trouble, ended.delivered, press.pages) == (trouble, 1, [JPEG])
    assert len(there.asked("DELETE")) == 1


def test_t1_an_empty_body_that_was_counted_is_an_error_at_the_end_of_the_feeder_too() -> None:
    after = status("Idle", "Empty", job="Completed", images=2)
    with talking(pages=[page(), EMPTY_PAGE], status=[after]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.told) == (Trouble.INCOMPLETE_PAGE, 2)


def test_t1_an_empty_body_from_the_glass_is_an_error() -> None:
    with talking(pages=[EMPTY_PAGE]) as there:
        ended, press = scan(there, Source.FLATBED)
    assert (ended.trouble, press.pages) == (Trouble.INCOMPLETE_PAGE, [])


def test_t2_half_a_picture_that_ends_cleanly_is_no_page() -> None:
    with talking(pages=[page(), page(HALF), page()]) as there:
        ended, press = scan(there)
    assert (ended.trouble, ended.detail) == (Trouble.INCOMPLETE_PAGE, "a page without its end")
    assert press.pages == [JPEG]
    assert len(there.asked("DELETE")) == 1


def test_t3_only_a_format_that_is_listed_is_asked_for() -> None:
    png_only = f"<scan:Platen>{source_caps('PlatenInputCaps', formats=['image/png'])}</scan:Platen>"
    with talking(capabilities=[answer("200 OK", capabilities(inside=png_only))]) as there:
        scan(there, Source.FLATBED)
    assert b"<pwg:DocumentFormat>image/png<" in there.asked("POST")[0].body
    assert b"image/jpeg" not in there.asked("POST")[0].body


def test_t3_a_listed_type_without_a_byte_is_no_page() -> None:
    with talking(pages=[page(b"", "image/tiff"), NOT_FOUND]) as there:
        ended, press = scan(there)
    assert (ended.trouble, press.pages) == (Trouble.INCOMPLETE_PAGE, [])


def test_t4_a_jpeg_that_is_labelled_pdf_is_a_page() -> None:
    with talking(pages=[page(JPEG, "application/pdf"), NOT_FOUND]) as there:
        ended, press = scan(there)
    assert (ended.trouble, press.pages) == (None, [JPEG])


def test_words_instead_of_a_picture_are_no_page() -> None:
    with talking(pages=[page(b"<html>log in first</html>", "image/jpeg")]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.detail) == (Trouble.INCOMPLETE_PAGE, "no picture")


@pytest.mark.parametrize(("feeder", "trouble"), FEEDER_STATES.items())
def test_each_feeder_state_has_its_trouble_before_the_first_page(feeder: str, trouble: Trouble) -> None:
    with talking(pages=[answer("409 Conflict")], status=[status("Idle", feeder)]) as there:
        ended, _ = scan(there, Source.DUPLEX)
    assert (ended.trouble, ended.delivered) == (trouble, 0)


@pytest.mark.parametrize(("feeder", "trouble"), [pair for pair in FEEDER_STATES.items() if pair[0] != "Empty"])
def test_each_feeder_state_ends_a_batch_with_its_trouble_and_keeps_what_came(feeder: str, trouble: Trouble) -> None:
    with talking(pages=[page(), page(), NOT_FOUND], status=[status("Idle", feeder)]) as there:
        ended, press = scan(there, Source.DUPLEX)
    assert (ended.trouble, len(press.pages)) == (trouble, 2)


def test_every_feeder_state_of_the_document_is_known() -> None:
    assert {feeder.casefold() for feeder in FEEDER_STATES} | {"dooropen", "coveropen"} == FEEDER_TROUBLES.keys()


@pytest.mark.parametrize(
    ("code", "state", "feeder", "trouble"),
    [
        ("503 Busy", "Processing", "", Trouble.BUSY),
        ("503 Busy", "Testing", "", Trouble.WARMING_UP),
        ("503 Busy", "Idle", "Jam", Trouble.PAPER_JAM),
        ("503 Busy", "Idle", "Empty", Trouble.FEEDER_EMPTY),
        ("409 Conflict", "Idle", "Empty", Trouble.FEEDER_EMPTY),
        ("409 Conflict", "Idle", "DoorOpen", Trouble.COVER_OPEN),
        ("409 Conflict", "Idle", "Loaded", Trouble.SETTINGS_REJECTED),
        ("400 Bad Request", "Idle", "Loaded", Trouble.SETTINGS_REJECTED),
        ("401 Unauthorized", "Idle", "", Trouble.NOT_ALLOWED),
        ("403 Forbidden", "Idle", "", Trouble.NOT_ALLOWED),
        ("500 Oops", "Idle", "", Trouble.COMMUNICATION_LOST),
        ("503 Busy", "Down", "", Trouble.OFFLINE),
    ],
)
def test_a_refused_job_says_why(code: str, state: str, feeder: str, trouble: Trouble) -> None:
    with talking(post=[answer(code)], status=[status(state, feeder)]) as there:
        ended, press = scan(there)
    assert (ended.trouble, press.pages) == (trouble, [])


def test_a_job_that_somebody_removes_meanwhile_ends_the_run() -> None:
    gone = status("Idle", "Loaded", job="Canceled", images=2)
    with talking(pages=[page(), page(), answer("410 Gone")], status=[gone]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (Trouble.CANCELLED, 2)


def test_a_job_that_the_device_aborts_ends_the_run_with_an_error() -> None:
    aborted = status("Idle", "Loaded", job="Aborted", images=1)
    with talking(pages=[page(), NOT_FOUND], status=[aborted]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.delivered) == (Trouble.COMMUNICATION_LOST, 1)


def test_500_for_a_page_keeps_what_came() -> None:
    with talking(pages=[page(), answer("500 Oops")]) as there:
        ended, press = scan(there)
    assert (ended.trouble, len(press.pages)) == (Trouble.COMMUNICATION_LOST, 1)
    assert len(there.asked("DELETE")) == 1


def announced(size_bytes: int) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {size_bytes}\r\n\r\n".encode()


def test_a_page_that_breaks_off_is_incomplete() -> None:
    with talking(pages=[announced(len(JPEG)) + HALF]) as there:
        ended, press = scan(there)
    assert (ended.trouble, press.pages) == (Trouble.INCOMPLETE_PAGE, [])


def test_a_page_that_breaks_off_with_a_jam_is_a_jam() -> None:
    with talking(pages=[announced(len(JPEG)) + HALF], status=[status("Stopped", "Jam")]) as there:
        ended, _ = scan(there)
    assert ended.trouble is Trouble.PAPER_JAM


def test_a_page_that_stands_still_is_a_lost_connection() -> None:
    def stand_still(connection: socket.socket) -> None:
        connection.sendall(announced(len(JPEG)) + HALF)
        connection.recv(1)  # until the driver hangs up

    with talking(pages=[stand_still]) as there:
        ended, press = scan(there)
    assert (ended.trouble, ended.detail, press.pages) == (Trouble.COMMUNICATION_LOST, "ReadTimeout", [])


def test_a_server_that_is_gone_in_the_middle_keeps_what_came() -> None:
    with ScriptedScanner() as there:

        def die(connection: socket.socket) -> None:
            linger = struct.pack("ii", 1, 0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            there.close()

        there.script.pages = [page(), die]
        ended, press = scan(there)
    assert (ended.trouble, press.pages) == (Trouble.DRIVER_CRASHED, [JPEG])


def test_nobody_there_is_offline() -> None:
    with ScriptedScanner() as there:
        scanner = there.scanner()
    with pytest.raises(ScanFailed) as failed:
        EsclDriver(QUICK).abilities(scanner)
    assert failed.value.trouble is Trouble.OFFLINE


def test_something_else_at_the_address_is_not_found() -> None:
    with (
        talking(capabilities=[page(b"<html>a router</html>", "text/html")]) as there,
        pytest.raises(ScanFailed) as failed,
    ):
        EsclDriver(QUICK).abilities(there.scanner())
    assert failed.value.trouble is Trouble.NOT_FOUND


def test_no_detail_holds_an_address() -> None:
    with talking(pages=[answer("500 Oops")], status=[NOT_FOUND]) as there:
        ended, _ = scan(there)
    assert "127.0.0.1" not in ended.detail
    assert ended.notes == (ScanNote.NOT_ENCRYPTED,)


def test_naps2_writes_the_feeders_state_in_a_way_of_its_own() -> None:
    document = (
        b'<scan:ScannerStatus xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'
        b' xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"><pwg:State>Idle</pwg:State>'
        b"<scan:AdfState>ScannedAdfLoaded</scan:AdfState></scan:ScannerStatus>"
    )
    told = status_of(document)
    assert told is not None
    assert told.feeder == "loaded"
