"""The talk on one connection: request after request, each answered by the store or met by a planned fault."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.practice.faults import FaultPlan
from app.practice.line import BodyTooLarge, Head, Line, NotHttp
from app.practice.messages import Answer, Request, SeenRequest, refusal
from app.practice.mischief import Mischief


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a port needs to talk: who answers, which faults are planned, who takes note of the requests."""

    answer: Callable[[Request], Answer]
    faults: FaultPlan
    note: Callable[[SeenRequest], None]
    now: Callable[[], datetime]
    most_body_bytes: int
    elsewhere: Callable[[], str]  # the URL a redirect points to when its fault names none

    def run(self, line: Line, port: int) -> None:
        """Answer requests until one side has had enough; raises `LineLost` when the connection breaks."""
        try:
            while (head := line.read_head()) is not None:
                if not self._exchange(line, head, port):
                    return
        except NotHttp:
            line.send(refusal(400, "bad_request", "This is not an HTTP request."), keep_alive=False)
            line.close_gently()

    def _exchange(self, line: Line, head: Head, port: int) -> bool:
        """One request and its answer; True when another may follow."""
        strike = self.faults.take(head.method, head.path)
        mischief = Mischief(line, strike, self.elsewhere()) if strike else None
        if mischief and mischief.strikes_before_the_body:
            self._take_note(head, port, mischief.read_before_striking(head))
            mischief.strike_early()
            return False
        try:
            body = line.read_body(head, self.most_body_bytes)
        except BodyTooLarge:
            self._take_note(head, port, 0)
            message = f"The request is larger than {self.most_body_bytes} bytes."
            line.send(refusal(413, "payload_too_large", message), keep_alive=False)
            line.close_gently()
            return False
        self._take_note(head, port, len(body))
        request = Request(head.method, head.path, head.query, head.headers, body)
        if mischief:
            return mischief.strike(lambda: self.answer(request), head)
        line.send(self.answer(request), without_body=head.method == "HEAD", keep_alive=head.keeps_alive)
        if not head.keeps_alive:
            line.close_gently()
        return head.keeps_alive

    def _take_note(self, head: Head, port: int, body_size_bytes: int) -> None:
        self.note(SeenRequest(head.method, head.path, head.query, head.headers, body_size_bytes, self.now(), port))
