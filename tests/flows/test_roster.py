"""Who scans: chosen once, kept over a restart, linked to every page that is queued from then on, and in the journal."""

from app.domain.facts import ProblemMet, RosterChanged
from app.domain.journal import Deed
from app.domain.parcels import OutboxEntry
from app.domain.people import Person
from app.practice.server import PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, Ground, drawn

ANA, BEN = Person("Ana", "usr_7"), Person("Ben", "usr_9")


def people_kept(ground: Ground, *people: Person) -> None:
    ground.desk.keep_people(people)
    ground.facts.wait_for(RosterChanged, lambda fact: fact.people == people)


def chosen(ground: Ground, user_id: str) -> None:
    since = ground.facts.count
    ground.desk.choose_person(user_id)
    ground.facts.wait_for(RosterChanged, lambda fact: fact.user_id == user_id, since=since)


def uploaded(ground: Ground, content: bytes) -> OutboxEntry:
    """Upload one page, and wait until it is delivered."""
    ground.desk.pick(PATIENT)
    ground.add(content)
    before = {entry.id for entry in ground.entries()}
    since = ground.facts.count
    ground.desk.upload()
    ground.wait_for_desk(lambda view: not view.rows, since)
    (entry,) = (entry for entry in ground.entries() if entry.id not in before)
    return ground.settled(entry)


def test_pages_go_out_linked_to_whoever_scanned_them(ground: Ground, practice: PracticeStore) -> None:
    people_kept(ground, ANA, BEN)
    for user_id, size_px in (("usr_7", (320, 340)), ("usr_9", (900, 320)), ("", (320, 900))):
        chosen(ground, user_id)
        assert uploaded(ground, drawn(size_px)).record.user_id == user_id
    assert [image.links.get("user_id", "") for image in practice.uploaded_images()] == ["usr_7", "usr_9", ""]


def test_a_page_that_waits_stays_with_whoever_scanned_it(ground: Ground, practice: PracticeStore) -> None:
    people_kept(ground, ANA, BEN)
    chosen(ground, "usr_7")
    practice.offline = True
    ground.desk.pick(PATIENT)
    ground.add(drawn())
    ground.desk.upload()
    ground.wait_for_desk(lambda view: not view.rows, ground.facts.count - 1)
    chosen(ground, "usr_9")
    practice.offline = False
    ground.desk.send_now()
    ground.settled(ground.entries()[0])
    assert [image.links["user_id"] for image in practice.uploaded_images()] == ["usr_7"]


def test_who_scans_stands_in_the_journal(ground: Ground) -> None:
    people_kept(ground, ANA)
    chosen(ground, "usr_7")
    uploaded(ground, drawn())
    rows = ground.do(lambda counter: list(counter.sessions.need().store.journal.entries()))
    sent = [row.note for row in rows if row.note.deed in (Deed.PAGE_SENT, Deed.PAGE_DELIVERED)]
    assert len(sent) == 2
    assert all(note.who.endswith("(usr_7)") for note in sent)


def test_a_restart_remembers_who_scans(make_ground: MakeGround) -> None:
    first = make_ground()
    people_kept(first, ANA, BEN)
    chosen(first, "usr_9")
    first.close()
    second = make_ground()
    second.desk.attend()
    fact = second.facts.wait_for(RosterChanged)
    assert (fact.people, fact.user_id) == ((ANA, BEN), "usr_9")
    assert second.do(lambda counter: counter.sessions.need().user_id) == "usr_9"


def test_whoever_is_taken_off_the_list_scans_no_longer(ground: Ground) -> None:
    people_kept(ground, ANA, BEN)
    chosen(ground, "usr_9")
    since = ground.facts.count
    ground.desk.keep_people([ANA])
    fact = ground.facts.wait_for(RosterChanged, lambda fact: fact.people == (ANA,), since=since)
    assert ground.facts.wait_for(RosterChanged, lambda fact: not fact.user_id, since=since).people == fact.people


def test_a_list_that_makes_no_sense_is_refused_with_a_sentence(ground: Ground) -> None:
    people_kept(ground, ANA)
    ground.desk.keep_people([ANA, Person("Anna", "usr_7")])
    met = ground.facts.wait_for(ProblemMet)
    assert met.problem.title == "The list of people was not kept"
    assert ground.do(lambda counter: counter.roster._setup.settings.people) == (ANA,)
