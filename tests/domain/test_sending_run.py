"""How far everything that is being sent is: counted over a whole run, with the time that the rest will take."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.outbox_shelf import Hold, OutboxRow, OutboxView
from app.domain.parcels import EntryId, Stage
from app.domain.records import Record, RecordKind
from app.domain.sending_run import SendingRun

NOON = datetime(2025, 2, 20, 12, 0, tzinfo=UTC)
PATIENT = Record(RecordKind.PATIENT, "pat_12345")
SIZE = 1_000_000


def row(name: str, stage: Stage = Stage.QUEUED, size_bytes: int = SIZE) -> OutboxRow:
    return OutboxRow(EntryId(name), f"{name}.jpg", PATIENT, size_bytes, stage, None, None, "", None)


def view(*rows: OutboxRow, hold: Hold | None = None) -> OutboxView:
    return OutboxView(rows, hold)


def after(s: float) -> datetime:
    return NOON + timedelta(seconds=s)


def test_nothing_on_its_way_is_no_run() -> None:
    run = SendingRun().after(view(row("1", Stage.DELIVERED)), NOON)
    assert (run.is_over, run.count) == (True, 0)


def test_what_arrives_is_counted_and_what_had_arrived_before_is_not() -> None:
    run = SendingRun().after(view(row("1"), row("2"), row("old", Stage.DELIVERED)), NOON)
    run = run.after(view(row("2", Stage.SENDING), row("1", Stage.DELIVERED), row("old", Stage.DELIVERED)), NOON)
    assert (run.done_count, run.count, run.out_bytes, run.total_bytes) == (1, 2, SIZE, 2 * SIZE)


def test_what_is_queued_meanwhile_belongs_to_the_run() -> None:
    run = SendingRun().after(view(row("1", Stage.SENDING)), NOON).after(view(row("1", Stage.SENDING), row("2")), NOON)
    assert run.count == 2


def test_a_page_that_needs_a_person_or_is_taken_back_is_none_of_it_any_more() -> None:
    run = SendingRun().after(view(row("1"), row("2"), row("3")), NOON)
    run = run.after(view(row("1", Stage.NEEDS_PERSON), row("3", Stage.SENDING)), NOON)
    assert run.count == 1


def test_what_arrived_stays_counted_when_its_row_is_tidied_away() -> None:
    run = SendingRun().after(view(row("1"), row("2")), NOON).after(view(row("1", Stage.DELIVERED), row("2")), NOON)
    assert run.after(view(row("2")), NOON).done_count == 1


def test_a_run_ends_with_its_last_page_and_the_next_one_begins_at_nothing() -> None:
    run = SendingRun().after(view(row("1")), NOON).after(view(row("1", Stage.DELIVERED)), NOON)
    assert (run.is_over, run.done_count) == (True, 1)
    run = run.after(view(row("1", Stage.DELIVERED), row("2")), NOON)
    assert (run.done_count, run.count) == (0, 1)


def test_pages_for_another_store_are_not_on_their_way() -> None:
    assert SendingRun().after(view(replace(row("1"), is_for_another_store=True)), NOON).is_over


def test_the_rest_takes_as_long_as_the_pace_says() -> None:
    run = SendingRun().after(view(row("1", Stage.SENDING), row("2")), NOON).noted(EntryId("1"), 0.0, NOON)
    assert run.noted(EntryId("1"), 0.5, after(1)).seconds_left(after(1)) is None
    assert run.noted(EntryId("1"), 0.5, after(10)).seconds_left(after(10)) == 30


def test_while_nothing_goes_out_nobody_can_say_how_long_it_takes_and_the_pace_is_measured_anew() -> None:
    run = SendingRun().after(view(row("1", Stage.SENDING)), NOON).noted(EntryId("1"), 0.0, NOON)
    run = run.noted(EntryId("1"), 0.5, after(10)).after(view(row("1"), hold=Hold.OFFLINE), after(11))
    assert run.seconds_left(after(20)) is None
    run = run.after(view(row("1", Stage.SENDING)), after(60)).noted(EntryId("1"), 0.0, after(60))
    assert run.noted(EntryId("1"), 0.5, after(65)).seconds_left(after(65)) == 5


@given(st.lists(st.lists(st.sampled_from(list(Stage)), min_size=3, max_size=3), max_size=12), st.floats(0, 2))
def test_the_share_never_leaves_its_bounds_and_done_never_passes_the_count(
    story: list[list[Stage]], share: float
) -> None:
    run = SendingRun()
    for number, stages in enumerate(story):
        run = run.after(view(*(row(str(at), stage) for at, stage in enumerate(stages))), after(number))
        run = run.noted(EntryId("0"), share, after(number))
        assert 0.0 <= run.share <= 1.0
        assert run.done_count <= run.count
        assert run.out_bytes <= run.total_bytes
