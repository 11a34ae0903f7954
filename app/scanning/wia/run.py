"""One order on one item: what the device tells becomes progress and pages, and how it went becomes one ending.

A page is handed over only whole (first bytes and end mark), in the order in which it came, before the driver may go on.
Runs on the thread of the scan; only the stops come from another.
"""

import time
from dataclasses import dataclass

from app.domain.end_marks import has_its_end, kind_by_magic
from app.domain.scan_troubles import Trouble
from app.domain.scanning import ScanEnded, ScanNote, SheetProgressed
from app.scanning.driver import MAX_SHEET_BYTES, Press, StopStep
from app.scanning.wia.api import Kind, Told, WiaItem
from app.scanning.wia.codes import END_OF_MEDIA, PAPER_EMPTY, S_FALSE, S_OK, is_failure, trouble_of
from app.scanning.wia.dib import with_its_size
from app.scanning.wia.transfer import Ended, Transfer, Woken

MOST_EMPTY = 5  # pages that were announced and did not come, one after the other, before the driver counts as broken
MOST_CALLS = 5000  # downloads of one run, where each brings a page
_SILENT = 0x8021000A  # WIA_ERROR_DEVICE_COMMUNICATION: what a driver should have said
_PROGRESS_S = 0.1


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a driver may be silent, in seconds."""

    first_page_s: float = 120.0
    """Until the first page begins: lamps warm up."""
    in_page_s: float = 120.0
    next_page_s: float = 30.0
    """Until a page begins after one has ended; then there is none: some drivers never say that it was the last."""
    end_s: float = 5.0
    """Until a download returns after it was told that it is over, or was called off."""
    idle_s: float = 15.0
    """Until a device is free again whose job was left behind."""
    look_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Terms:
    """What one run is about: how many pages, of which dpi, from a feeder or not, one or all of them a download."""

    dpi: int
    is_fed: bool
    max_pages: int | None = None
    one_a_call: bool = False


class Run:
    """Downloads pages until there are no more."""

    def __init__(self, item: WiaItem, terms: Terms, press: Press, waits: Waits) -> None:
        self._item = item
        self._terms = terms
        self._press = press
        self._waits = waits
        self._was_delivered = press.delivered
        self._is_in_page = False
        self._has_refused = False
        self._came_in_call = 0
        self._has_come = False
        self._empty = 0
        self._skipped = False
        self._status = S_OK
        self._trouble: Trouble | None = None
        self._detail = ""
        self._deadline = 0.0
        self._progress_at = 0.0

    @property
    def delivered(self) -> int:
        """How many pages were handed over."""
        return self._press.delivered - self._was_delivered

    def to_the_end(self) -> tuple[int, ScanEnded]:
        """All pages: the last code of the device, and how the run ended."""
        code = S_OK
        for _ in range(MOST_CALLS):
            code = self._one_download()
            goes_on = self._terms.one_a_call and self._came_in_call and not self._wants_end and not is_failure(code)
            if not goes_on or code in (S_FALSE, END_OF_MEDIA):
                break
        return code, self._ending(code)

    @property
    def _has_enough(self) -> bool:
        return self._terms.max_pages is not None and self.delivered >= self._terms.max_pages

    @property
    def _wants_end(self) -> bool:
        return self._press.step > StopStep.NONE or self._has_enough or self._trouble is not None

    # --- one download --------------------------------------------------------------------------------------------

    def _one_download(self) -> int:
        transfer = Transfer(self._item)
        self._is_in_page = False
        self._came_in_call = 0
        wait_s = self._waits.next_page_s if self._has_come else self._waits.first_page_s
        self._deadline = time.monotonic() + wait_s
        transfer.begin()
        try:
            self._press.when(StopStep.ABORT, transfer.break_off)
            self._press.when(StopStep.HANG_UP, transfer.wake)
            return self._heard_out(transfer)
        finally:
            self._press.forget_acts()
            transfer.leave()

    def _heard_out(self, transfer: Transfer) -> int:
        while True:
            heard = transfer.next(self._deadline - time.monotonic())
            if heard is None:
                return self._given_up(transfer)
            if isinstance(heard, Ended):
                return _code_of(heard)
            if isinstance(heard, Woken):
                if self._press.step >= StopStep.HANG_UP:
                    return S_FALSE
                continue
            transfer.answer(goes_on=self._hear(heard))

    def _given_up(self, transfer: Transfer) -> int:
        """Nothing came for too long: the end where a page had ended, and silence anywhere else."""
        is_end = self._has_come and not self._is_in_page
        transfer.break_off()
        by = time.monotonic() + self._waits.end_s
        while (heard := transfer.next(by - time.monotonic())) is not None:
            if isinstance(heard, Told):
                is_end = is_end and heard.kind not in (Kind.STREAM, Kind.END_OF_STREAM)
                transfer.answer(goes_on=False)
            elif isinstance(heard, Ended) or self._press.step >= StopStep.HANG_UP:
                break
        return END_OF_MEDIA if is_end else _SILENT

    # --- one message ---------------------------------------------------------------------------------------------

    def _hear(self, told: Told) -> bool:
        """Take a message in; False asks the driver to stop."""
        now = time.monotonic()
        if told.kind == Kind.STREAM:  # not NEW_PAGE, which drivers send when they like
            self._begin_page()
        if told.kind == Kind.PERCENT:
            self._progress(told.percent, now)
        elif told.kind == Kind.END_OF_STREAM:
            self._end_page(told.content)
        elif told.kind == Kind.DEVICE_STATUS:
            self._status = told.status if is_failure(told.status) else self._status
        elif told.kind == Kind.END_OF_TRANSFER:
            self._deadline = now + self._waits.end_s
        if self._is_in_page:
            self._deadline = now + self._waits.in_page_s
        if self._press.step >= StopStep.ABORT:
            self._has_refused = True
        return not self._has_refused and (self._is_in_page or not self._wants_end)

    def _begin_page(self) -> None:
        if not self._is_in_page and self._wants_end:
            self._has_refused = True  # it begins another page although it was asked to stop: not ours any more
        self._is_in_page = True
        self._progress_at = 0.0  # that a page begins is always told

    def _end_page(self, content: bytes) -> None:
        self._is_in_page = False
        self._deadline = time.monotonic() + self._waits.next_page_s
        if self._has_refused or self._press.step >= StopStep.ABORT:
            return  # a page that was broken off may look whole
        self._came_in_call += 1
        self._has_come = True
        self._status = S_OK
        if not content:
            self._skipped = True
            self._empty += 1
            if self._empty >= MOST_EMPTY:
                self._trouble, self._detail = Trouble.INCOMPLETE_PAGE, f"WIA: {self._empty} empty pages"
            return
        self._empty = 0
        content = with_its_size(content)
        if len(content) > MAX_SHEET_BYTES or kind_by_magic(content) is None or not has_its_end(content):
            self._trouble, self._detail = Trouble.INCOMPLETE_PAGE, f"WIA: {len(content)} bytes that are no whole page"
            return
        self._press.hand_over(content, self._terms.dpi)

    def _progress(self, percent: int, now: float) -> None:
        if now >= self._progress_at and self._is_in_page and not self._has_refused:
            self._progress_at = now + _PROGRESS_S
            share = min(max(percent, 0), 100) / 100
            self._press.tell(SheetProgressed(self._press.delivered + 1, share))

    # --- the end -------------------------------------------------------------------------------------------------

    def _ending(self, code: int) -> ScanEnded:
        trouble, detail = self._why(code)
        notes = (ScanNote.SKIPPED_EMPTY,) if self._skipped else ()
        return ScanEnded(self.delivered, None, trouble, detail, notes)

    def _why(self, code: int) -> tuple[Trouble | None, str]:
        if self._trouble is not None:
            return self._trouble, self._detail
        if self._press.step > StopStep.NONE:
            return Trouble.CANCELLED, ""
        if self._has_enough:
            return None, ""
        said = code if is_failure(code) else self._status
        if said == PAPER_EMPTY and self.delivered:
            return None, ""
        if is_failure(said):
            return trouble_of(said), f"WIA 0x{said:08X}"
        if code == S_FALSE:
            return Trouble.CANCELLED, "WIA: stopped at the device"
        if self.delivered:
            return None, ""
        if self._terms.is_fed and not self._skipped:
            return Trouble.FEEDER_EMPTY, ""
        return Trouble.INCOMPLETE_PAGE, "WIA: a scan without a page"


def _code_of(ended: Ended) -> int:
    if ended.error is not None:
        raise ended.error
    return ended.hresult
