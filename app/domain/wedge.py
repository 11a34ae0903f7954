"""A barcode scanner types like a keyboard: what tells its burst of signs from a person's typing. No clock, no keys.

A scanner sends the signs of a code a few to some twenty milliseconds apart and ends with Enter, Tab or silence. A quick
typist rolls two or three keys that closely, never six, nor four with Enter behind them. So a sign is held back until it
is known what it belongs to: for `GAP_MS` where nothing follows, which nobody feels.
"""

from dataclasses import dataclass
from enum import Enum

GAP_MS = 40
"""Signs of a burst are no further apart; so long a typed key is held back."""

PAUSE_MS = 60
"""What is a burst for certain has ended after so long a silence."""

SURE_SIGNS = 6
"""So many signs in a row are a burst, whatever follows."""

SURE_SIGNS_BEFORE_END = 4
"""So many are one with Enter or Tab behind them; no label is shorter."""

MAX_SIGNS = 4_296
"""More than a QR code holds; what goes on for longer is two codes, and none of ours."""


class Act(Enum):
    """What becomes of a key, and of those that are held back."""

    HOLD = "hold"
    """Keep it back with the others."""
    TYPED_THEN_HOLD = "typed, then hold"
    """Those held back were typed: give them back; keep this one."""
    TYPED = "typed"
    """Give back what is held, if anything; this one goes its way."""
    SCANNED = "scanned"
    """All of them, and this one, were a scanner: drop them. `Verdict.code` says what it read."""
    SCANNED_THEN_HOLD = "scanned, then hold"
    """Those held back were a scanner; keep this one."""
    SCANNED_BEFORE = "scanned before"
    """Those held back were a scanner; this one goes its way."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do now; `code` is what a scanner read, where one did."""

    act: Act
    code: str = ""


class Wedge:
    """Told of each key in turn, with the time at which it was pressed, in milliseconds of any steady clock."""

    def __init__(self) -> None:
        self._code = ""
        self._last_ms = 0.0

    @property
    def is_holding(self) -> bool:
        """Are signs held back?"""
        return bool(self._code)

    @property
    def is_sure(self) -> bool:
        """Is what is held back a scanner for certain?"""
        return len(self._code) >= SURE_SIGNS

    @property
    def wait_ms(self) -> int:
        """After so long a silence `rest` says what it was."""
        return PAUSE_MS if self.is_sure else GAP_MS

    def sign(self, sign: str, at_ms: float) -> Verdict:
        """A printable sign was pressed."""
        if self._follows(at_ms) and len(self._code) < MAX_SIGNS:
            self._code += sign
            self._last_ms = at_ms
            return Verdict(Act.HOLD)
        act = Act.SCANNED_THEN_HOLD if self.is_sure else Act.TYPED_THEN_HOLD
        verdict = Verdict(act, self._code if self.is_sure else "")
        if not self._code:
            verdict = Verdict(Act.HOLD)
        self._code, self._last_ms = sign, at_ms
        return verdict

    def control(self, at_ms: float) -> Verdict:
        """A control sign was pressed: in a burst it says nothing (GS1 sends them), else it is no business of ours."""
        if self._follows(at_ms):
            self._last_ms = at_ms
            return Verdict(Act.HOLD)
        return self.other()

    def end(self, at_ms: float) -> Verdict:
        """Enter or Tab was pressed."""
        if self._follows(at_ms) and len(self._code) >= SURE_SIGNS_BEFORE_END:
            return Verdict(Act.SCANNED, self._taken())
        return self.other()

    def other(self) -> Verdict:
        """Any other key was pressed, or something else came in between."""
        if self.is_sure:
            return Verdict(Act.SCANNED_BEFORE, self._taken())
        self._code = ""
        return Verdict(Act.TYPED)

    def rest(self) -> Verdict:
        """Nothing came for `wait_ms`. The verdict is about what is held; there is no key to pass."""
        return self.other()

    def _follows(self, at_ms: float) -> bool:
        return bool(self._code) and at_ms - self._last_ms <= self.wait_ms

    def _taken(self) -> str:
        code, self._code = self._code, ""
        return code
