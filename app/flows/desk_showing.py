"""The desk as a window shows it: what the flows know of each page, put together."""

from collections.abc import Callable

from app.domain.belonging import key_of, patient_of, suggested
from app.domain.errors import Problem
from app.domain.pages import DeskPage
from app.domain.shelves import DeskView, PageRow, Step, obstacle_of, page_row
from app.flows.bench import Bench
from app.flows.dispatch import Dispatch
from app.flows.intake import Intake
from app.flows.likeness import Likeness
from app.flows.page_labels import PageLabels
from app.flows.proofreader import Proofreader
from app.flows.session import Sessions
from app.flows.stacks import Stacks

MAX_SUGGESTED = 3
"""More than that is a batch to sort."""
MAX_COUNTED = 10_000
"""So many records are counted on the labels of a desk."""


class DeskShowing:
    """Reads the flows and changes nothing. Lives on the courier's loop."""

    def __init__(
        self,
        bench: Bench,
        sessions: Sessions,
        intake: Intake,
        dispatch: Dispatch,
        proofreader: Proofreader,
        page_labels: PageLabels,
        stacks: Stacks,
        likeness: Likeness,
        is_sorting: Callable[[], bool],
    ) -> None:
        self._is_sorting = is_sorting
        self._bench, self._sessions, self._intake, self._dispatch = bench, sessions, intake, dispatch
        self._proofreader, self._page_labels, self._stacks = proofreader, page_labels, stacks
        self._likeness = likeness

    def view(self) -> DeskView:
        """What lies on the desk at this moment."""
        session, bench = self._sessions.current, self._bench
        rows = tuple(self._row(number) for number in range(len(bench.items)))
        named = suggested(map(self._page_labels.records_on, bench.pages), MAX_COUNTED)
        is_sorting = self._is_sorting()
        return DeskView(
            record=bench.record,
            rows=rows,
            undo=Step.FOR_ANOTHER if self._stacks.can_undo else bench.next_undo,
            redo=Step.FOR_ANOTHER if self._stacks.can_redo else bench.next_redo,
            obstacle=obstacle_of(
                bench.record,
                rows,
                is_connected=session is not None,
                takes_prescriptions=session is not None and session.takes_prescriptions,
            ),
            is_reading=self._intake.is_reading,
            is_queueing=self._dispatch.is_queueing,
            suggested=named[:MAX_SUGGESTED] if bench.record is None and not is_sorting else (),
            waiting=self._stacks.told,
            named_count=len({patient_of(record) or key_of(record) for record in named}),
            is_sorting=is_sorting,
        )

    def _row(self, number: int) -> PageRow:
        item, record = self._bench.items[number], self._bench.record
        if not isinstance(item, DeskPage):
            return page_row(item, number + 1, record, None, None)
        fit = self._dispatch.fit_of(item) if self._sessions.current else None
        reading = self._proofreader.reading_of(item)
        named = self._page_labels.records_on(item) if record is not None else ()
        twin = self._likeness.twin_of(item)
        if isinstance(fit, Problem):
            return page_row(item, number + 1, record, None, fit, reading, named, twin)
        return page_row(item, number + 1, record, fit, None, reading, named, twin)
