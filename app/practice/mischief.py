"""Carries a planned fault out on a connection."""

from collections.abc import Callable
from dataclasses import replace

from app.practice.faults import Fault, FaultKind
from app.practice.line import CHUNK_BYTES, Head, Line, head_of
from app.practice.messages import Answer, refusal
from app.practice.plan import Strike

WRONG_LENGTH_BYTES = 10

CAPTIVE_PAGE = "<!doctype html><title>Sign in</title><h1>Guest network</h1><p>Sign in to go on.</p>"

BEFORE_THE_BODY = frozenset({FaultKind.RESET_AFTER_HEADERS, FaultKind.RESET_MID_BODY, FaultKind.STOP_READING})


class Mischief:
    """One fault meeting one request. `elsewhere` is where a redirect goes when its fault does not say."""

    def __init__(self, line: Line, strike: Strike[Fault], elsewhere: str) -> None:
        self._line = line
        self._strike = strike
        self._elsewhere = elsewhere

    @property
    def _fault(self) -> Fault:
        return self._strike.fault

    @property
    def strikes_before_the_body(self) -> bool:
        """Whether the request is never read to its end."""
        return self._fault.kind in BEFORE_THE_BODY or self._fault.early

    def read_before_striking(self, head: Head) -> int:
        """Read what the fault lets through; how many bytes of the body that was."""
        if self._fault.kind is not FaultKind.RESET_MID_BODY:
            return 0
        return len(self._line.read_exactly(int(head.headers.get("content-length", "0")) // 2))

    def strike_early(self) -> None:
        """End a request that is not read to its end."""
        if self._fault.kind in BEFORE_THE_BODY:
            if self._fault.kind is FaultKind.STOP_READING:
                self._strike.wait(self._fault.patience_s)
            self._line.reset()
            return
        self._line.send(self._answer_instead(), keep_alive=False)
        self._line.close_gently()

    def strike(self, work: Callable[[], Answer], head: Head) -> bool:
        """Answer a request, read to its end, as the fault wants it; True when another may follow.

        `work` carries the request out and gives the answer that would have been right.
        """
        kind = self._fault.kind
        if kind is FaultKind.LATE_COMMIT:
            self._line.reset()
            if self._strike.wait(self._fault.patience_s) and self._fault.does_the_work:
                work()
            return False
        answer = work() if self._fault.does_the_work else self._answer_instead()
        if kind in (FaultKind.RESET_BEFORE_COMMIT, FaultKind.RESET_AFTER_COMMIT):
            self._line.reset()
        elif kind is not FaultKind.CLOSE_AFTER_COMMIT:
            return self._send(answer, head)
        return False

    def _send(self, answer: Answer, head: Head) -> bool:
        kind = self._fault.kind
        if kind is FaultKind.HANG and not self._strike.wait(self._fault.patience_s):
            return False
        sender = self._senders.get(kind)
        if sender is not None:
            sender(answer)
            return False
        keeps = head.keeps_alive
        self._line.send(self._changed(answer), without_body=head.method == "HEAD", keep_alive=keeps)
        return keeps

    @property
    def _senders(self) -> dict[FaultKind, Callable[[Answer], None]]:
        return {
            FaultKind.SLOW_DRIP: self._drip,
            FaultKind.TORN_ANSWER: self._tear,
            FaultKind.WRONG_CONTENT_LENGTH: self._send_with_wrong_length,
            FaultKind.GARBAGE_STATUS_LINE: self._send_garbage,
            FaultKind.HUGE_ANSWER: self._send_too_much,
        }

    def _changed(self, answer: Answer) -> Answer:
        """The answer as the fault has it: after the work, some kinds still answer something else."""
        match self._fault.kind:
            case FaultKind.TRUNCATED_ANSWER:
                return replace(answer, body=answer.body[: len(answer.body) // 2])
            case FaultKind.WRONG_CONTENT_TYPE:
                return replace(answer, content_type=self._fault.content_type or "text/html")
            case FaultKind.HANG:
                return answer
            case _:
                return self._answer_instead()

    def _answer_instead(self) -> Answer:
        """The answer of a fault that does not ask the store."""
        fault = self._fault
        match fault.kind:
            case FaultKind.CAPTIVE_PORTAL:
                return Answer(200, (fault.body or CAPTIVE_PAGE).encode(), fault.content_type or "text/html")
            case FaultKind.REDIRECT:
                location = ("Location", fault.location or self._elsewhere)
                return Answer(302, b"", "text/html", (location,))
            case FaultKind.EXPIRED_IMAGE_URL:
                return refusal(403, "url_expired", "This link has expired.")
            case _:
                status = fault.status
        headers = (("Retry-After", fault.retry_after),) if fault.retry_after is not None else ()
        if fault.body is None:
            return refusal(status, f"status_{status}", "The practice store was asked to fail.", headers)
        return Answer(status, fault.body.encode(), fault.content_type or "text/html", headers)

    def _drip(self, answer: Answer) -> None:
        content = head_of(answer, len(answer.body), keep_alive=False) + answer.body
        for index in range(len(content)):
            self._line.write(content[index : index + 1])
            if not self._strike.wait(self._fault.patience_s):
                return

    def _tear(self, answer: Answer) -> None:
        head = head_of(answer, len(answer.body), keep_alive=False)
        self._line.write(head + answer.body[: len(answer.body) // 2])

    def _send_with_wrong_length(self, answer: Answer) -> None:
        self._line.write(head_of(answer, WRONG_LENGTH_BYTES, keep_alive=False) + answer.body)

    def _send_garbage(self, answer: Answer) -> None:
        self._line.write(b"\x00\x17 this is not a status line\r\n\r\n" + answer.body)

    def _send_too_much(self, answer: Answer) -> None:
        """White space first: JSON allows it, so that only a bound on the size can tell."""
        left_bytes = self._fault.size_bytes
        self._line.write(head_of(answer, left_bytes + len(answer.body), keep_alive=False))
        while left_bytes > 0:
            self._line.write(b" " * min(CHUNK_BYTES, left_bytes))
            left_bytes -= CHUNK_BYTES
        self._line.write(answer.body)
