"""The way of a page out of the practice scanner: drawn, struck by its fault if one is planned, sent piece by piece."""

from collections.abc import Generator
from dataclasses import replace
from functools import partial

from app.practice.line import CHUNK_BYTES, LineLost
from app.practice.messages import Answer
from app.practice.plan import Strike
from app.practice.scanner_faults import PageFault, PageFaultKind, PageFaults
from app.practice.scanner_machine import Machine, Pull
from app.practice.scanner_model import COLOUR, PDF, ScannerHabits
from app.practice.scanner_optics import View, encoded, with_remark, without_dpi

TYPE_OF_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF-", PDF),
    (b"\x89PNG", "image/png"),
    (b"II*\x00", "image/tiff"),
)
JOB_KILLING_STATUS = 500


class Output:
    """Answers with pages. Asked on the connections' threads."""

    def __init__(self, machine: Machine, faults: PageFaults) -> None:
        self._machine, self._faults = machine, faults

    def page(self, pull: Pull, view: View, habits: ScannerHabits) -> Answer:
        """The page that was pulled in, or what comes in its place."""
        strike = self._faults.take(pull.number)
        kind = None if strike is None else strike.fault.kind
        if strike is not None and kind is PageFaultKind.REFUSED:
            return self._refused(pull, strike.fault)
        if habits.always_colour or kind is PageFaultKind.COLOURED:
            view = replace(view, mode=COLOUR)
        content = b"" if kind is PageFaultKind.EMPTY else self._content(pull, view)
        content_type = habits.content_type or _type_of(content, pull.job.settings.format)
        if strike is not None and kind is PageFaultKind.MISLABELLED:
            content_type = strike.fault.content_type
        if habits.hides_dpi or kind is PageFaultKind.WITHOUT_DPI:
            content = without_dpi(content)
        if kind is PageFaultKind.HALF:
            content = content[: len(content) // 2]
        flow = partial(self._flow, pull, view.size_px, strike)
        return Answer(200, content, content_type, flow=flow, tells_length=habits.tells_length)

    def _content(self, pull: Pull, view: View) -> bytes:
        faces = [face for _, face in pull.sides]
        content = encoded(faces, view, pull.job.settings.format)
        if isinstance(faces[0], bytes) and len(faces) == 1:
            return content
        return with_remark(content, f"Practice scanner, sheet {pull.sides[0][0]}, image {pull.number}")

    def _refused(self, pull: Pull, fault: PageFault) -> Answer:
        if fault.adf_state is not None:
            self._machine.jam(pull, fault.adf_state, is_counted=False)
        else:
            self._machine.put_back(pull)
        if fault.status == JOB_KILLING_STATUS:
            self._machine.abort(pull.job)
        return Answer(fault.status, content_type="text/plain")

    def _flow(
        self, pull: Pull, size_px: tuple[int, int], strike: Strike[PageFault] | None, content: bytes
    ) -> Generator[bytes, None, None]:
        """The bytes as they come out. A job that is removed meanwhile ends them there, as cleanly as a whole page."""
        is_out = False
        try:
            for piece, is_last in _pieces(content, strike):
                if not pull.job.is_open:
                    return
                if is_last:  # before it is sent: who has read it all finds the scanner ready
                    is_out = True
                    self._count(pull, size_px, strike)
                if piece:
                    yield piece
        finally:
            if not is_out:
                self._machine.lose(pull)

    def _count(self, pull: Pull, size_px: tuple[int, int], strike: Strike[PageFault] | None) -> None:
        if strike is not None and strike.fault.adf_state is not None:
            self._machine.jam(pull, strike.fault.adf_state, is_counted=True)
        else:
            self._machine.page_is_out(pull, size_px, len(pull.sides))


def _pieces(content: bytes, strike: Strike[PageFault] | None) -> Generator[tuple[bytes, bool], None, None]:
    """The content in pieces, each with whether it is the last; a fault makes one wait before it, or breaks off."""
    fault = None if strike is None else strike.fault
    size_bytes = CHUNK_BYTES
    if fault is not None and fault.kind is PageFaultKind.SLOW:
        size_bytes = fault.piece_bytes
    if fault is not None and fault.kind in (PageFaultKind.CUT, PageFaultKind.HANG):
        size_bytes = max(1, (len(content) + 1) // 2)
    for at in range(0, max(len(content), 1), size_bytes):
        if at and strike is not None:
            _meet_between(strike)
        yield content[at : at + size_bytes], at + size_bytes >= len(content)


def _meet_between(strike: Strike[PageFault]) -> None:
    """What happens between two pieces; raises `LineLost` where the connection ends there."""
    match strike.fault.kind:
        case PageFaultKind.CUT:
            raise LineLost
        case PageFaultKind.HANG | PageFaultKind.SLOW:
            if not strike.wait(strike.fault.wait_s):
                raise LineLost


def _type_of(content: bytes, otherwise: str) -> str:
    return next((type_ for magic, type_ in TYPE_OF_MAGIC if content.startswith(magic)), otherwise)
