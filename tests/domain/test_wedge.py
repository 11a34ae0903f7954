"""Scanner or typist, told by the time between keys: made-up scanners of every speed, and quick typists."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.labels import DEFAULT_GRAMMAR, parse_label
from app.domain.wedge import GAP_MS, PAUSE_MS, SURE_SIGNS, SURE_SIGNS_BEFORE_END, Act, Wedge

ENTER, ESCAPE, GROUP = "\n", "\x1b", "\x1d"

Stroke = tuple[float, str]
"""So many milliseconds after the last one, this key."""


@dataclass
class Counter:
    """What comes of strokes: the codes that were scanned, the keys that went their way, how long each was held back."""

    codes: list[str] = field(default_factory=list)
    typed: str = ""
    held_ms: list[float] = field(default_factory=list)
    _wedge: Wedge = field(default_factory=Wedge)
    _held: list[Stroke] = field(default_factory=list)

    def take(self, strokes: Sequence[Stroke]) -> "Counter":
        now_ms = 0.0
        for gap_ms, key in (*strokes, (math.inf, "")):
            if self._wedge.is_holding and gap_ms > self._wedge.wait_ms:
                self._follow(self._wedge.rest().act, "", now_ms + self._wedge.wait_ms)
            now_ms += gap_ms
            if key:
                self._press(key, now_ms)
        return self

    def _press(self, key: str, now_ms: float) -> None:
        ask = {ENTER: self._wedge.end, GROUP: self._wedge.control}.get(key)
        code_before = "".join(key for _, key in self._held if key.isprintable())
        if key == ESCAPE:
            verdict = self._wedge.other()
        else:
            verdict = ask(now_ms) if ask is not None else self._wedge.sign(key, now_ms)
        assert verdict.code in ("", code_before)
        self._follow(verdict.act, key, now_ms)

    def _follow(self, act: Act, key: str, now_ms: float) -> None:
        held = "".join(one for _, one in self._held if one.isprintable())
        if act in (Act.TYPED, Act.TYPED_THEN_HOLD):
            self.typed += "".join(one for _, one in self._held)
            self.held_ms += [now_ms - pressed_ms for pressed_ms, _ in self._held]
            self._held = []
        if act in (Act.SCANNED, Act.SCANNED_THEN_HOLD, Act.SCANNED_BEFORE):
            self.codes.append(held)
            self._held = []
        if act in (Act.HOLD, Act.TYPED_THEN_HOLD, Act.SCANNED_THEN_HOLD):
            self._held.append((now_ms, key))
        if act in (Act.TYPED, Act.SCANNED_BEFORE):
            self.typed += key


def burst(code: str, gap_ms: float = 8, end: str = ENTER, before_ms: float = 500) -> list[Stroke]:
    """A scanner's strokes."""
    gaps = [before_ms, *[gap_ms] * (len(code) - 1)]
    ending = [(gap_ms, end)] if end else []
    return [*zip(gaps, code, strict=True), *ending]


def typing(text: str, gap_ms: float = 120) -> list[Stroke]:
    """A person's strokes."""
    return [(gap_ms, key) for key in text]


LABELS = st.from_regex(DEFAULT_GRAMMAR.patterns[0].expression, fullmatch=True)
ENDINGS = st.sampled_from([ENTER, ""])


@given(LABELS.filter(lambda code: len(code) >= SURE_SIGNS), ENDINGS, st.data())
def test_every_burst_of_every_scanner_is_caught_whole(code: str, end: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.floats(0, GAP_MS), min_size=len(code), max_size=len(code)))
    strokes = list(zip([500.0, *gaps], f"{code}{end}", strict=False))
    counter = Counter().take([*typing("alv"), *strokes, (PAUSE_MS + 1, "x")])
    assert (counter.codes, counter.typed) == ([code], "alvx")


@pytest.mark.parametrize("gap_ms", [0, 1, 5, 12, 25, 39])
@pytest.mark.parametrize("end", [ENTER, ""])
def test_a_label_is_one_code_at_any_speed_of_a_scanner(gap_ms: float, end: str) -> None:
    counter = Counter().take(burst("b209827:a5g", gap_ms, end))
    assert (counter.codes, counter.typed) == (["b209827:a5g"], "")


@given(st.lists(LABELS.filter(lambda code: len(code) >= SURE_SIGNS), min_size=1, max_size=5))
def test_beeps_one_after_the_other_stay_apart(codes: list[str]) -> None:
    strokes = [stroke for code in codes for stroke in burst(code, before_ms=PAUSE_MS + 5)]
    assert Counter().take(strokes).codes == codes


def is_human(strokes: Sequence[Stroke]) -> bool:
    """Nobody presses six keys within 40 ms of each other, nor four and then Enter."""
    run = 0
    for gap_ms, key in strokes:
        if key == ENTER and run >= SURE_SIGNS_BEFORE_END and gap_ms <= GAP_MS:
            return False
        run = 0 if key in (ENTER, ESCAPE) else run + 1 if gap_ms <= GAP_MS else 1
        if run >= SURE_SIGNS:
            return False
    return True


HUMAN = st.lists(st.tuples(st.floats(0, 300), st.sampled_from(f"abc1:{ENTER}{ESCAPE}")), max_size=40).filter(is_human)


@given(HUMAN)
def test_nothing_that_a_person_types_is_stolen_or_put_in_another_order(strokes: list[Stroke]) -> None:
    counter = Counter().take(strokes)
    assert (counter.codes, counter.typed) == ([], "".join(key for _, key in strokes))


@given(HUMAN)
def test_no_typed_key_is_held_for_longer_than_its_neighbours_need(strokes: list[Stroke]) -> None:
    assert all(held_ms <= GAP_MS * (SURE_SIGNS - 1) for held_ms in Counter().take(strokes).held_ms)


def typist(dice: random.Random, keys: int) -> list[Stroke]:
    """Around 90 to 240 ms between keys (50 to 130 words a minute), rolled pairs among them at 20 to 60 ms."""
    middle_ms = dice.uniform(90, 240)

    def gap_ms() -> float:
        if dice.random() < 0.06:
            return dice.uniform(20, 60)
        return max(25.0, middle_ms * math.exp(dice.gauss(0, 0.35)))

    return [(gap_ms(), dice.choice(f"etaoinsrhl{ENTER}")) for _ in range(keys)]


def test_of_a_hundred_typists_and_scanners_no_key_is_stolen_and_no_burst_missed() -> None:
    dice = random.Random(6)
    wanted, codes, held_ms = 0, 0, []
    for _ in range(100):
        strokes, text = [], ""
        scanner_ms = dice.uniform(1, 30)
        for _ in range(5):
            part = typist(dice, 80)
            text += "".join(key for _, key in part)
            code = f"b{dice.randrange(10**6):06}:a{dice.randrange(10)}g"
            jitter = [(gap * dice.uniform(0.5, 1.3), key) for gap, key in burst(code, scanner_ms)[1:]]
            strokes += [*part, (400, code[0]), *jitter, (300, "e")]
            text, wanted = f"{text}e", wanted + 1
        counter = Counter().take(strokes)
        assert counter.typed == text
        codes += sum(parse_label(code) is not None for code in counter.codes)
        held_ms += counter.held_ms
    assert codes == wanted
    assert sorted(held_ms)[int(len(held_ms) * 0.99)] <= 2 * GAP_MS


def test_a_scanner_that_ends_with_nothing_is_known_by_the_silence() -> None:
    assert Counter().take([*burst("b209827:a5g", end=""), (PAUSE_MS + 1, "x")]).codes == ["b209827:a5g"]


def test_three_keys_and_enter_are_a_person() -> None:
    assert Counter().take(burst("alv", 10)).typed == f"alv{ENTER}"


def test_a_key_that_is_no_sign_ends_what_is_held() -> None:
    assert Counter().take([(100, "a"), (10, ESCAPE), (10, "b")]).typed == f"a{ESCAPE}b"


def test_signs_that_say_nothing_may_stand_in_a_burst() -> None:
    assert Counter().take(burst(f"b2098{GROUP}27:a5g")).codes == ["b209827:a5g"]
