"""Capturing onto the desk: pages come one by one and stay, what is in the way is waited for, whatever happens at the
device.
"""

import threading
from collections.abc import Iterator

import pytest

from app.domain.capture_shelf import AT_THE_END, CaptureState, CaptureView, Placement
from app.domain.facts import CaptureChanged, CaptureEnded, ScannerAnswered
from app.domain.pages import BrokenFile, DeskPage, DocumentKind, Side
from app.domain.profiles import PLAIN, Profile
from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import Mode, ScannerId, ScanNote, Source
from app.domain.sheet_count import SheetCount
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, Ground, drawn, until
from tests.scanning.escl_talks import NOT_FOUND, SCANNER_ID, ScriptedScanner, answer, page, status, talking

FEEDER = Profile("Feeder", source=Source.FEEDER, dpi=200, mode=Mode.GRAY)
GLASS = Profile("Glass", source=Source.FLATBED)
CARDS = Profile("ID card", source=Source.FLATBED, kind=DocumentKind.ID_CARD, asks_next=True)


def sheets(count: int, first: int = 1) -> list[bytes]:
    """So many pages, each another picture."""
    return [page(drawn((320, 340 + number))) for number in range(first, first + count)]


@pytest.fixture
def scanner() -> Iterator[ScriptedScanner]:
    """A scanner with three sheets in its feeder."""
    with talking(pages=[*sheets(3), NOT_FOUND]) as there:
        yield there


class Counter:
    """A house that knows one scanner, and what it told of it."""

    def __init__(self, ground: Ground, scanner: ScriptedScanner) -> None:
        self.ground, self.desk, self.facts = ground, ground.desk, ground.facts
        self.desk.add_scanner(1, scanner.origin + scanner.script.root)
        told = self.facts.wait_for(ScannerAnswered)
        assert told.scanner is not None, told.problem

    def ended(self, since: int = 0) -> CaptureEnded:
        """How the scan ended."""
        return self.facts.wait_for(CaptureEnded, since=since)

    def scan(self, profile: Profile = FEEDER, placement: Placement = AT_THE_END) -> CaptureEnded:
        """Scan, to its end."""
        since = self.facts.count
        self.desk.scan(profile, placement)
        return self.ended(since)

    def seen(self, state: CaptureState, since: int = 0) -> CaptureView:
        """The first view in this state."""
        return self.facts.wait_for(CaptureChanged, lambda fact: fact.view.state is state, since=since).view


@pytest.fixture
def counter(ground: Ground, scanner: ScriptedScanner) -> Counter:
    return Counter(ground, scanner)


def test_every_sheet_in_the_feeder_becomes_a_page_on_the_desk_in_its_order(counter: Counter) -> None:
    assert counter.scan() == CaptureEnded(3)
    pages = counter.ground.pages
    assert len({page.imported.blob for page in pages}) == 3
    assert [page.imported.dpi for page in pages] == [300, 300, 300], "what the file says of itself"
    assert [page.imported.file_name for page in pages] == ["Scan 1", "Scan 2", "Scan 3"]


def test_a_page_that_says_no_resolution_has_the_one_that_was_asked_for(ground: Ground) -> None:
    plain = drawn().replace(b"JFIF\x00\x01\x01\x01\x01,\x01,", b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01", 1)
    with talking(pages=[page(plain), NOT_FOUND]) as there:
        Counter(ground, there).scan()
    assert [page.imported.dpi for page in ground.pages] == [200]


def test_the_sheets_of_a_feeder_can_be_counted_and_what_is_missing_is_told(counter: Counter) -> None:
    counter.scan()
    counter.desk.count_sheets(4)
    told = counter.facts.wait_for(CaptureChanged, lambda fact: fact.view.sheets is not None).view
    assert (told.fed, told.sheets) == (True, SheetCount(4, 3))


def test_a_longer_page_leads_to_where_two_sheets_may_have_gone_through_as_one(ground: Ground) -> None:
    lengths = [440, 440, 480, 440]
    with talking(pages=[*(page(drawn((340, length))) for length in lengths), NOT_FOUND]) as there:
        counter = Counter(ground, there)
        counter.scan()
        counter.desk.count_sheets(5)
        told = counter.facts.wait_for(CaptureChanged, lambda fact: fact.view.first_gap is not None).view
    assert told.first_gap == ground.pages[2].id


def test_sheets_on_the_glass_are_not_counted(counter: Counter) -> None:
    counter.scan(GLASS)
    counter.desk.count_sheets(4)
    assert not counter.ground.do(lambda house: house.capture.can_count)


def test_a_scan_is_one_step_that_can_be_taken_back(counter: Counter) -> None:
    counter.scan()
    counter.desk.undo()
    assert until(lambda: not counter.ground.pages)
    counter.desk.redo()
    assert until(lambda: len(counter.ground.pages) == 3)


def test_the_last_settings_are_used_again_also_after_a_restart(
    make_ground: MakeGround, scanner: ScriptedScanner
) -> None:
    ground = make_ground()
    Counter(ground, scanner).scan(GLASS)
    ground.close()
    again = make_ground()
    scanner.script.pages = [*sheets(1, first=50), NOT_FOUND]
    again.desk.scan()
    again.facts.wait_for(CaptureEnded)
    assert b"<pwg:InputSource>Platen<" in scanner.asked("POST")[-1].body


def test_one_document_is_captured_as_what_it_is_and_f2_goes_on_as_before(counter: Counter) -> None:
    back = Profile("Cards", source=Source.FEEDER, kind=DocumentKind.INSURANCE_CARD, side=Side.BACK)
    since = counter.facts.count
    counter.desk.scan_once(back)
    counter.ended(since)
    assert {(page.kind, page.side) for page in counter.ground.pages} == {(DocumentKind.INSURANCE_CARD, Side.BACK)}
    assert counter.facts.of(CaptureChanged)[-1].view.last == PLAIN


def test_pages_say_what_the_profile_says_that_they_are(counter: Counter) -> None:
    counter.scan(Profile("Hard copy", source=Source.FEEDER, kind=DocumentKind.HARD_COPY, side=Side.FRONT))
    assert {(page.kind, page.side) for page in counter.ground.pages} == {(DocumentKind.HARD_COPY, Side.FRONT)}


def test_a_card_is_asked_for_side_by_side_until_a_person_says_that_it_was_the_last(
    ground: Ground, scanner: ScriptedScanner
) -> None:
    scanner.script.pages = [*sheets(1), *sheets(1, first=20), NOT_FOUND]
    counter = Counter(ground, scanner)
    counter.desk.scan(CARDS)
    counter.seen(CaptureState.ASKING)
    since = counter.facts.count
    counter.desk.go_on_scanning()
    counter.seen(CaptureState.ASKING, since)
    counter.desk.finish_scanning()
    assert counter.ended() == CaptureEnded(2)
    assert [page.side for page in ground.pages] == [Side.FRONT, Side.BACK]


def test_pages_are_scanned_in_between_and_in_the_place_of_one(ground: Ground, scanner: ScriptedScanner) -> None:
    counter = Counter(ground, scanner)
    counter.scan()
    first, second, third = (page.id for page in ground.pages)
    scanner.script.pages = [*sheets(1, first=30), NOT_FOUND]
    counter.scan(placement=Placement(before=1))
    between = ground.pages[1].id
    assert [page.id for page in ground.pages] == [first, between, second, third]
    scanner.script.pages = [*sheets(1, first=40), NOT_FOUND]
    counter.scan(placement=Placement(replaces=second))
    assert [page.id for page in ground.pages][:2] == [first, between]
    assert second not in {page.id for page in ground.pages}
    counter.desk.undo()
    assert until(lambda: second in {page.id for page in ground.pages})


def test_to_practise_a_card_on_the_glass_is_scanned_and_cropped_to_its_edges(make_ground: MakeGround) -> None:
    ground = make_ground(practise=True)
    ground.desk.scan(Profile("ID card", source=Source.FLATBED, kind=DocumentKind.ID_CARD, straightens=True))
    assert ground.facts.wait_for(CaptureEnded) == CaptureEnded(1)
    assert until(lambda: any(page.edits.crop or page.edits.corners for page in ground.pages))
    views = [fact.view for fact in ground.facts.of(CaptureChanged)]
    assert not any(view.notes for view in views), "what goes through no network needs no warning"


# --- waiting, not failing ---


def test_an_empty_feeder_is_waited_for_and_the_scan_goes_on_when_paper_is_in(ground: Ground) -> None:
    with talking(pages=[NOT_FOUND], status=[status(feeder="Empty")]) as there:
        counter = Counter(ground, there)
        counter.desk.scan(FEEDER)
        view = counter.seen(CaptureState.WAITING)
        assert view.trouble == problem_of(Trouble.FEEDER_EMPTY, view.trouble.detail if view.trouble else "")
        assert view.can_resume_alone
        there.script.pages = [*sheets(2), NOT_FOUND]
        there.script.status = [status(feeder="Loaded")]
        assert counter.ended() == CaptureEnded(2)


def test_a_jam_keeps_what_came_and_a_person_goes_on_behind_it(ground: Ground) -> None:
    with talking(pages=[*sheets(2), page(b"")], status=[status(feeder="Jam")]) as there:
        counter = Counter(ground, there)
        counter.desk.scan(FEEDER)
        view = counter.seen(CaptureState.WAITING)
        assert (view.page_count, view.trouble and view.trouble.title) == (2, problem_of(Trouble.PAPER_JAM).title)
        assert len(ground.pages) == 2
        there.script.pages = [*sheets(2, first=10), NOT_FOUND]
        there.script.status = [status(feeder="Loaded")]
        counter.desk.go_on_scanning()
        assert counter.ended() == CaptureEnded(4)
    assert len({page.imported.blob for page in ground.pages}) == 4


def test_what_waits_can_be_ended_and_says_why_nothing_came(ground: Ground) -> None:
    with talking(pages=[NOT_FOUND], status=[status(feeder="Empty")]) as there:
        counter = Counter(ground, there)
        counter.desk.scan(FEEDER)
        counter.seen(CaptureState.WAITING)
        counter.desk.finish_scanning()
        ended = counter.ended()
    assert ended.page_count == 0
    assert ended.problem is not None
    assert ended.problem.title == problem_of(Trouble.FEEDER_EMPTY).title


def test_a_feeder_that_says_at_once_that_all_is_well_is_not_asked_for_ever(ground: Ground) -> None:
    with talking(pages=[NOT_FOUND], status=[status(feeder="Empty"), status(feeder="Loaded")]) as there:
        counter = Counter(ground, there)
        there.script.status = [status(feeder="Loaded")]
        counter.desk.scan(FEEDER)
        counter.facts.wait_for(CaptureChanged, lambda fact: fact.view.state is CaptureState.WAITING)
        counter.desk.finish_scanning()
        counter.ended()
        assert len(there.asked("POST")) < 5


def test_a_scanner_that_is_switched_off_is_said_and_the_next_scan_works(
    counter: Counter, scanner: ScriptedScanner, make_ground: MakeGround
) -> None:
    port = scanner.port
    scanner.close()
    ended = counter.scan()
    assert ended.problem is not None
    assert ended.problem.title == problem_of(Trouble.OFFLINE).title
    with ScriptedScanner(port=port) as again:
        again.script.pages = [*sheets(1), NOT_FOUND]
        assert counter.scan() == CaptureEnded(1)


# --- what devices do ---


def test_a_page_that_does_not_decode_keeps_its_place_and_the_others_go_on(ground: Ground) -> None:
    whole = drawn(shade=50)
    torn = whole[: len(whole) // 2] + b"\xff\xd9"  # half of it, with an end behind
    with talking(pages=[*sheets(1), page(torn), *sheets(1, first=9), NOT_FOUND]) as there:
        ended = Counter(ground, there).scan()
    kinds = [type(row.item) for row in ground.rows]
    assert kinds == [DeskPage, BrokenFile, DeskPage]
    assert "incomplete" in (ground.rows[1].problem or problem_of(Trouble.BUSY)).title
    assert ended.page_count == 2


def test_a_document_of_several_pages_becomes_as_many_pages(ground: Ground) -> None:
    from tests.flows.ground import drawn_pages

    with talking(pages=[page(drawn_pages(3, "PDF"), "application/pdf"), NOT_FOUND]) as there:
        assert Counter(ground, there).scan() == CaptureEnded(3)
    assert [page.imported.frame for page in ground.pages] == [0, 1, 2]


def test_a_scanner_that_sends_pages_unencrypted_says_so(counter: Counter) -> None:
    counter.scan()
    view = counter.facts.of(CaptureChanged)[-1].view
    assert ScanNote.NOT_ENCRYPTED in view.notes


def test_stopping_keeps_the_pages_that_came_and_frees_the_device(ground: Ground) -> None:
    stuck, is_asked = threading.Event(), threading.Event()

    def drips(connection: object) -> None:
        is_asked.set()
        stuck.wait(20)

    with talking(pages=[*sheets(2), drips]) as there:
        counter = Counter(ground, there)
        counter.desk.scan(FEEDER)
        is_asked.wait(20)
        counter.desk.finish_scanning()
        counter.seen(CaptureState.STOPPING)
        ended = counter.ended()
        stuck.set()
        assert there.asked("DELETE"), "the job would stay on the device"
    assert ended == CaptureEnded(2)
    assert len(ground.pages) == 2


def test_a_driver_that_is_killed_loses_no_page_and_its_job_is_removed(ground: Ground) -> None:
    stuck, is_asked = threading.Event(), threading.Event()

    def hangs(connection: object) -> None:
        is_asked.set()
        stuck.wait(20)

    with talking(pages=[*sheets(2), hangs]) as there:
        counter = Counter(ground, there)
        counter.desk.scan(FEEDER)
        is_asked.wait(20)
        ground.do(lambda house: house.capture.kill_driver())
        ended = counter.ended()
        stuck.set()
        assert ended.page_count == 2
        assert ended.problem is not None
        assert ended.problem.title == problem_of(Trouble.DRIVER_CRASHED).title
        there.script.pages = [*sheets(1, first=60), NOT_FOUND]
        assert counter.scan() == CaptureEnded(1)
        assert there.asked("DELETE"), "the orphaned job is removed before the next scan"


# --- safe from the moment they are told ---


def test_pages_that_were_told_come_back_after_the_program_died(
    make_ground: MakeGround, scanner: ScriptedScanner
) -> None:
    ground = make_ground()
    Counter(ground, scanner).scan()
    ground.close()
    again = make_ground()
    again.desk.restore_draft()
    assert until(lambda: len(again.pages) == 3)


def test_a_scan_that_waits_ends_when_another_records_pages_come_to_the_desk(ground: Ground) -> None:
    """Its next sheets would lie among another patient's."""
    with talking(pages=[*sheets(1), page(b"")], status=[status(feeder="Jam")]) as there:
        counter = Counter(ground, there)
        counter.desk.pick(ANOTHER_PATIENT)
        counter.desk.scan(FEEDER)
        counter.seen(CaptureState.WAITING)
        counter.desk.beep("b209827:a5g")
        assert counter.ended().page_count == 1
        view = ground.wait_for_desk(lambda view: bool(view.waiting))
        assert view.waiting[0].record is not None
        assert (view.waiting[0].record.id, view.waiting[0].page_count) == (ANOTHER_PATIENT.id, 1)
        there.script.pages = [*sheets(2, first=20), NOT_FOUND]
        counter.desk.go_on_scanning()
        assert not ground.pages


# --- which scanners there are ---


def test_a_scanner_that_was_added_is_known_after_a_restart_and_can_be_forgotten(
    make_ground: MakeGround, scanner: ScriptedScanner
) -> None:
    ground = make_ground()
    Counter(ground, scanner)
    ground.close()
    again = make_ground()
    again.desk.attend()
    view = again.facts.wait_for(CaptureChanged).view
    assert [row.scanner.id for row in view.scanners] == [SCANNER_ID]
    assert view.chosen is not None
    since = again.facts.count
    again.desk.forget_scanner(SCANNER_ID)
    again.facts.wait_for(CaptureChanged, lambda fact: not fact.view.scanners, since=since)


def test_an_address_where_nobody_answers_is_said_at_its_question(ground: Ground) -> None:
    ground.desk.add_scanner(7, "http://127.0.0.1:1/eSCL")
    told = ground.facts.wait_for(ScannerAnswered)
    assert (told.question, told.scanner) == (7, None)
    assert told.problem is not None


def test_what_a_scanner_can_do_stands_in_its_row_once_it_was_asked(counter: Counter) -> None:
    counter.desk.learn_scanner(SCANNER_ID)
    view = counter.facts.wait_for(
        CaptureChanged, lambda fact: any(row.abilities is not None for row in fact.view.scanners)
    ).view
    abilities = view.scanners[0].abilities
    assert abilities is not None
    assert abilities.of(Source.DUPLEX) is not None


def test_a_profile_that_names_a_scanner_that_is_gone_uses_the_chosen_one(counter: Counter) -> None:
    assert counter.scan(Profile("Old", ScannerId("escl:gone"), source=Source.FEEDER)) == CaptureEnded(3)


def test_a_strange_answer_to_the_job_is_said_in_words(ground: Ground) -> None:
    with talking(post=[answer("409 Conflict")]) as there:
        ended = Counter(ground, there).scan()
    assert ended.problem is not None
    assert ended.problem.title == problem_of(Trouble.SETTINGS_REJECTED).title
