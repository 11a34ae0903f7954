"""The desk as a window shows it: what the flows know of each page, put together."""

from typing import TYPE_CHECKING

from app.domain.belonging import suggested
from app.domain.errors import Problem
from app.domain.pages import DeskPage
from app.domain.shelves import DeskView, PageRow, obstacle_of, page_row

if TYPE_CHECKING:  # the counter calls this
    from app.flows.counter import Counter

MAX_SUGGESTED = 3
"""More than that is a batch to sort."""


def desk_view_of(counter: "Counter") -> DeskView:
    """What lies on the desk of this counter at this moment."""
    session, bench = counter.sessions.current, counter.bench
    rows = tuple(_row(counter, number) for number in range(len(bench.items)))
    named = map(counter.page_labels.records_on, bench.pages)
    return DeskView(
        record=bench.record,
        rows=rows,
        undo=bench.next_undo,
        redo=bench.next_redo,
        obstacle=obstacle_of(
            bench.record,
            rows,
            is_connected=session is not None,
            takes_prescriptions=session is not None and session.takes_prescriptions,
        ),
        is_reading=counter.intake.is_reading,
        is_queueing=counter.dispatch.is_queueing,
        suggested=suggested(named, MAX_SUGGESTED) if bench.record is None else (),
        waiting=counter.stacks.told,
    )


def _row(counter: "Counter", number: int) -> PageRow:
    item, record = counter.bench.items[number], counter.bench.record
    if not isinstance(item, DeskPage):
        return page_row(item, number + 1, record, None, None)
    fit = counter.dispatch.fit_of(item) if counter.sessions.current else None
    reading = counter.proofreader.reading_of(item)
    named = counter.page_labels.records_on(item) if record is not None else ()
    if isinstance(fit, Problem):
        return page_row(item, number + 1, record, None, fit, reading, named)
    return page_row(item, number + 1, record, fit, None, reading, named)
