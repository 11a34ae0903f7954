"""What a person says of a batch, in any order, undone and redone: no page lands where nobody and no rule put it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.belonging import key_of
from app.domain.pages import BlobRef, DeskPage, PageId
from app.domain.records import Record, RecordKind
from app.domain.separators import MARK_LENGTH, is_separator, read_separator, separator_text, store_mark
from app.domain.sort_shelf import SortStep, documents_of, file_count
from app.domain.sorting import BatchPage, Choice, Reason, sort_batch
from app.flows.sort_choices import Said, SortChoices
from tests.domain.made_up import page

RECORDS = tuple(Record(RecordKind.PRESCRIPTION, f"rx_{number}") for number in range(4))
FILES = tuple(BlobRef(sign * 64, 1000) for sign in "abc")
IDS = st.lists(st.integers(0, 11).map(lambda number: PageId(str(number))), min_size=1, max_size=4, unique=True)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("choose"), IDS, st.sampled_from(RECORDS)),
        st.tuples(st.just("leave out"), IDS, st.none()),
        st.tuples(st.just("put back"), IDS, st.none()),
        st.tuples(st.just("follow"), st.booleans(), st.none()),
        st.tuples(st.sampled_from(["undo", "redo"]), st.none(), st.none()),
    ),
    max_size=12,
)


@st.composite
def desks(draw: st.DrawFn) -> list[tuple[DeskPage, BatchPage]]:
    """Pages as they lie on a desk: of any files, in any order, with pages taken away between them."""
    frames = draw(st.lists(st.tuples(st.sampled_from(FILES), st.integers(0, 4)), max_size=12))
    desk = []
    for number, (blob, frame) in enumerate(frames):
        lying = page(id=PageId(str(number)), frame=frame, frames=5)
        lying = replace(lying, imported=replace(lying.imported, blob=blob))
        named = tuple(draw(st.lists(st.sampled_from(RECORDS), max_size=2)))
        says = BatchPage(lying.id, "", named, draw(st.booleans()), draw(st.integers(0, 5)) == 0)
        desk.append((lying, replace(says, is_open=draw(st.integers(0, 6)) == 0)))
    return desk


def carried_out(acts: list[tuple[str, object, Record | None]]) -> SortChoices:
    choices = SortChoices()
    for act, what, record in acts:
        said = choices.said
        if act in ("undo", "redo"):
            getattr(choices, act)()
        elif act == "follow":
            choices.say(SortStep.FOLLOW, replace(said, follows=bool(what)))
        else:
            assert isinstance(what, list)
            choice = {"choose": Choice((record,) if record else ()), "leave out": Choice()}.get(act, Choice(stays=True))
            choices.say(SortStep.CHOOSE, said.with_choice(what, choice))
    return choices


@given(desks(), ACTS)
def test_no_page_lands_on_a_record_that_no_label_person_or_rule_gave_it(
    desk: list[tuple[DeskPage, BatchPage]], acts: list[tuple[str, object, Record | None]]
) -> None:
    said = carried_out(acts).said
    lying = [each for each, _ in desk]
    batch = [replace(says, file=of) for (_, says), of in zip(desk, documents_of(lying), strict=True)]
    found = sort_batch(batch, said.choices, may_follow=said.follows)
    at = {each.id: number for number, each in enumerate(batch)}
    for group in found.groups:
        for placed in group.pages:
            number = at[placed.id]
            chosen = said.choices.get(placed.id, Choice())
            if placed.reason is Reason.PERSON:
                assert group.record in chosen.records
            elif placed.reason is Reason.LABEL:
                assert group.record in batch[number].named
            else:  # from the nearest page before it that says anything: in its own file, and no page between is gone
                giver = number - 1
                while not (batch[giver].named or batch[giver].separates):
                    assert not batch[giver].is_open
                    assert not batch[giver].has_unknown_label
                    giver -= 1
                assert group.record in batch[giver].named
                assert batch[giver].separates or said.follows or placed.reason is Reason.SEPARATOR
                blobs = {lying[place].imported.blob for place in range(giver, number + 1)}
                frames = [lying[place].imported.frame for place in range(giver, number + 1)]
                assert (len(blobs), frames) == (1, list(range(frames[0], frames[0] + len(frames))))


@given(ACTS)
def test_every_step_can_be_taken_back_and_done_again(acts: list[tuple[str, object, Record | None]]) -> None:
    choices = carried_out(acts)
    last = choices.said
    count = 0
    while choices.next_undo is not None:
        choices.undo()
        count += 1
    assert choices.said == Said()
    for _ in range(count):
        choices.redo()
    assert choices.said == last


def test_what_drx_tells_of_a_typed_id_is_told_in_what_was_undone_too() -> None:
    choices = SortChoices()
    typed = Record(RecordKind.PATIENT, "pat_1")
    choices.say(SortStep.CHOOSE, choices.said.with_choice((PageId("1"),), Choice((typed,))))
    choices.undo()
    choices.tell(replace(typed, name="Chen, Daniel"))
    choices.redo()
    (record,) = choices.said.choices[PageId("1")].records
    assert (record.name, key_of(record)) == ("Chen, Daniel", key_of(typed))


def test_sheets_of_one_scan_are_one_document_and_of_the_next_another() -> None:
    def sheet(number: int, run: str) -> DeskPage:
        one = page(id=PageId(f"{run}{number}"))
        blob = BlobRef(f"{number}{run}" * 32, 1000)
        return replace(one, imported=replace(one.imported, blob=blob, run=run, sheet=number))

    desk = [sheet(0, "a"), sheet(1, "a"), sheet(3, "a"), sheet(0, "b"), sheet(1, "b")]
    keys = documents_of(desk)
    assert (keys[0] == keys[1], keys[1] == keys[2], keys[2] == keys[3], keys[3] == keys[4]) == (
        True,
        False,
        False,
        True,
    )
    assert file_count(desk) == 2


def test_the_same_file_twice_is_two_files() -> None:
    twice = [page(id=PageId(f"{time}{frame}"), frame=frame, frames=2) for time in range(2) for frame in range(2)]
    assert file_count(twice) == 2
    assert len(set(documents_of(twice))) == 2


def test_what_is_printed_on_a_separator_sheet_is_read_from_it() -> None:
    record = Record(RecordKind.COMPOUND_BATCH, "a:b c")
    read = read_separator(separator_text(record, "https://lakeside.drxapp.com"))
    assert read is not None
    assert (read.kind, read.record_id) == (record.kind, record.id)
    assert read.store_mark == store_mark("https://lakeside.drxapp.com") != store_mark("https://other.drxapp.com")


@given(st.text(max_size=60))
def test_whatever_else_a_code_says_is_no_sheet_of_ours(text: str) -> None:
    mark = "0" * MARK_LENGTH
    for code in (text, f"CSSEP1:{text}", f"CSSEP1:{mark}:{text}"):
        read = read_separator(code)
        assert read is None or code == f"CSSEP1:{read.store_mark}:{read.kind.value}:{read.record_id}"
    assert is_separator([f"CSSEP1:{text}"])
