"""Privacy in the flows: what is kept of the PIN, who gets in, and how long a wrong one makes wait."""

import json
from datetime import UTC, datetime, timedelta

from app.domain.facts import PinAnswered, PrivacyChanged, ProblemMet
from app.domain.journal import Deed
from tests.flows.conftest import MakeGround
from tests.flows.ground import Ground


def tried(ground: Ground, pin: str) -> PinAnswered:
    since = ground.facts.count
    ground.desk.try_pin(pin)
    return ground.facts.wait_for(PinAnswered, since=since)


def with_pin(ground: Ground, pin: str) -> None:
    ground.desk.set_pin(pin)
    ground.facts.wait_for(PrivacyChanged, lambda fact: fact.has_pin is bool(pin))


def test_only_the_pin_lifts_the_curtain_and_after_a_restart_too(make_ground: MakeGround) -> None:
    first = make_ground()
    with_pin(first, "2580")
    assert [tried(first, pin).is_right for pin in ("2581", "2580", "")] == [False, True, False]
    first.close()
    second = make_ground()
    assert tried(second, "2580").is_right


def test_without_a_pin_nothing_is_asked(ground: Ground) -> None:
    with_pin(ground, "2580")
    ground.desk.set_pin("")
    assert tried(ground, "").is_right


def test_the_settings_never_hold_the_pin_itself(ground: Ground) -> None:
    with_pin(ground, "25802580")
    kept = json.loads((ground.home / "settings.json").read_text())["curtain_pin"]
    assert kept.startswith("scrypt$")
    assert "25802580" not in kept


def test_after_some_wrong_pins_even_the_right_one_waits(ground: Ground) -> None:
    with_pin(ground, "2580")
    assert [tried(ground, "0000").wait_s for _ in range(3)] == [0, 0, 5]
    refused = tried(ground, "2580")
    assert (refused.is_right, 0 < refused.wait_s <= 5) == (False, True)
    later = datetime.now(UTC) + timedelta(seconds=6)
    ground.do(lambda counter: setattr(counter.privacy, "_now", lambda: later))
    assert tried(ground, "2580").is_right


def test_a_refused_pin_is_written_down(ground: Ground) -> None:
    with_pin(ground, "2580")
    tried(ground, "0000")
    rows = ground.do(lambda counter: list(counter.sessions.need().store.journal.entries()))
    assert rows[-1].note.deed is Deed.PIN_REFUSED


def test_what_can_be_no_pin_is_refused_with_a_sentence(ground: Ground) -> None:
    ground.desk.set_pin("12")
    assert ground.facts.wait_for(ProblemMet).problem.title == "This can't be a PIN"


def test_the_time_is_kept(make_ground: MakeGround) -> None:
    first = make_ground()
    first.desk.hide_after(10)
    first.facts.wait_for(PrivacyChanged, lambda fact: fact.curtain_min == 10)
    first.close()
    second = make_ground()
    second.desk.attend()
    assert second.facts.wait_for(PrivacyChanged).curtain_min == 10
