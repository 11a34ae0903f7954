"""The PIN of the curtain: what can be one, and that only the right one matches what is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.pins import SALT_BYTES, is_kept_pin, is_pin, kept_pin, matches, wait_after

SALT = bytes(range(SALT_BYTES))
PINS = st.text("0123456789", min_size=4, max_size=8)


@pytest.mark.parametrize("text", ["", "123", "123456789", "12a4", "１２３４", " 1234"])
def test_four_to_eight_plain_digits_are_a_pin_and_nothing_else_is(text: str) -> None:
    assert not is_pin(text)
    assert not matches(text, kept_pin("1234", SALT))


@settings(max_examples=10)
@given(PINS, PINS)
def test_only_the_pin_itself_matches(pin: str, other: str) -> None:
    kept = kept_pin(pin, SALT)
    assert is_kept_pin(kept)
    assert matches(other, kept) is (other == pin)


def test_the_same_pin_is_kept_otherwise_with_another_salt() -> None:
    assert kept_pin("1234", SALT) != kept_pin("1234", bytes(SALT_BYTES))


@pytest.mark.parametrize("kept", ["", "scrypt$$", "scrypt$00$00", "1234", "md5" + kept_pin("1234", SALT)[6:]])
def test_what_is_no_kept_pin_matches_nothing(kept: str) -> None:
    assert not is_kept_pin(kept)
    assert not matches("1234", kept)


def test_two_mistakes_are_forgiven_and_then_each_takes_longer() -> None:
    assert [wait_after(tries) for tries in (1, 2, 3, 4, 20)] == [0, 0, 5, 10, 300]
