"""The seal and the keys made from the master key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import KeyMissing, StoreDamaged
from app.store.keys import Marks, derive, key_check
from app.store.seal import Seal


@given(st.binary(), st.text())
def test_what_is_sealed_can_be_opened(private: bytes, about: str) -> None:
    seal = Seal(bytes(32))
    assert seal.open_up(seal.close_up(private, about), about) == private


def test_the_same_text_never_looks_the_same(key: bytes) -> None:
    seal = Seal(key)
    assert seal.close_up(b"Alvarez", "outbox 1") != seal.close_up(b"Alvarez", "outbox 1")


def test_a_row_can_not_pose_as_another(key: bytes) -> None:
    seal = Seal(key)
    with pytest.raises(StoreDamaged):
        seal.open_up(seal.close_up(b"Alvarez", "outbox 1"), "outbox 2")


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(60)])
def test_what_was_never_sealed_is_damage_in_words(key: bytes, sealed: bytes) -> None:
    with pytest.raises(StoreDamaged):
        Seal(key).open_up(sealed, "outbox 1")


def test_another_key_does_not_open_a_seal(key: bytes, other_key: bytes) -> None:
    with pytest.raises(StoreDamaged):
        Seal(other_key).open_up(Seal(key).close_up(b"Alvarez", "outbox 1"), "outbox 1")


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(KeyMissing):
        Seal(bytes(length))


def test_each_purpose_has_a_key_of_its_own(key: bytes) -> None:
    purposes = ("rows", "blob keys", "marks", "key check")
    assert len({key, *(derive(key, purpose) for purpose in purposes)}) == 1 + len(purposes)


def test_the_check_of_a_key_does_not_hold_the_key(key: bytes) -> None:
    assert key not in key_check(key)


def test_equal_words_have_equal_marks(key: bytes) -> None:
    assert Marks(key).mark("recents", "PATIENT", "pat_1") == Marks(key).mark("recents", "PATIENT", "pat_1")


def test_words_that_run_together_alike_have_different_marks(key: bytes) -> None:
    assert Marks(key).mark("ab", "c") != Marks(key).mark("a", "bc")


def test_nobody_without_the_key_can_make_a_mark(key: bytes, other_key: bytes) -> None:
    assert Marks(key).blob("ab" * 32) != Marks(other_key).blob("ab" * 32)
