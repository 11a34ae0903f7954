"""The grammar of labels: whole codes or none, patterns that can't be mistaken for each other, check digits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.labels import DEFAULT_GRAMMAR, DEFAULT_PATTERNS, Check, check_digit, grammar_of, parse_label
from app.domain.queries import understand
from app.domain.records import Record, RecordKind

OWN_CODES = grammar_of(
    (
        *DEFAULT_PATTERNS,
        "prescription: rx_{id:digits 5}",
        "patient: P{id:digits 6}{check:luhn}",
        "delivery: D-{id:upper 2-4}/{tail:digits}",
    )
)
SIGNS = "abpPDrxX_-:/0123456789"


def test_the_default_patterns_pass_the_check_that_set_ones_must_pass() -> None:
    assert grammar_of(DEFAULT_PATTERNS) == DEFAULT_GRAMMAR


def test_whose_a_fills_label_is_only_the_store_can_tell() -> None:
    label = parse_label("b209827:a5g")
    assert label is not None
    assert (label.fill_id, label.record_id, label.record) == ("209827", "", None)


@pytest.mark.parametrize(
    ("code", "record"),
    [
        ("rx_70544", Record(RecordKind.PRESCRIPTION, "rx_70544")),
        ("P1234566", Record(RecordKind.PATIENT, "123456")),
        ("D-NA/0017", Record(RecordKind.DELIVERY, "NA")),
    ],
)
def test_a_set_pattern_says_the_kind_and_which_part_is_the_id(code: str, record: Record) -> None:
    label = parse_label(code, OWN_CODES)
    assert label is not None
    assert label.record == record


@pytest.mark.parametrize(
    "code",
    [
        "P1234567",
        "P123456",
        "rx_7054",
        "rx_705444",
        "RX_70544",
        "xrx_70544",
        "D-NA",
        "D-NAVAL/1",
        "b209827:a5g/1",
        "b:1",
    ],
)
def test_a_code_that_fits_almost_is_refused(code: str) -> None:
    assert parse_label(code, OWN_CODES) is None


@pytest.mark.parametrize(
    "code", ["5012345678900", "0378-1805-01", "https://other.example/rx/70544", "RX1234567 00", "]C1", ""]
)
def test_what_other_stores_print_is_no_label(code: str) -> None:
    assert parse_label(code) is None


@pytest.mark.parametrize("code", ["]C0b209827:a5g", "]d2b209827:a5g", "b209827:a5g"])
def test_the_kind_of_barcode_that_a_scanner_tells_is_no_part_of_the_code(code: str) -> None:
    label = parse_label(code)
    assert label is not None
    assert label.text == "b209827:a5g"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("fill: {flag}{id}:{version}", "sale: b{id:digits}:{tail}"), "One code could fit both"),
        (("patient: {id:digits 5}", "sale: {id:digits 5-6}"), "One code could fit both"),
        (("patient: {id}", "patient: {id}"), "One code could fit both"),
        (("fill: {id}{version}",), "where the parts of a code begin and end"),
        (("patient: {id:digits 2-9}{tail:digits 1-2}",), "where the parts of a code begin and end"),
        (("nobody: {id}",), "begins with one of"),
        (("patient",), "begins with one of"),
        (("patient: 12345",), "one {id}"),
        (("patient: {id}-{id}",), "one {id}"),
        (("patient: {id",), "makes no sense"),
        (("patient: {id:roman}",), "is neither"),
        (("patient: {id:9-3}",), "signs long"),
        (("patient: {id:0}",), "signs long"),
        (("patient: P{id}-{check:luhn}",), "needs an ID of digits"),
        (("patient: P{id:digits 5}{check:sum}",), "luhn or gs1"),
        (tuple(f"patient: {number}-{{id}}" for number in range(21)), "20 label patterns at most"),
    ],
)
def test_patterns_that_cannot_be_meant_are_refused_with_a_sentence(lines: tuple[str, ...], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        grammar_of(lines)


@given(st.text(SIGNS, max_size=12))
def test_no_code_is_ever_read_in_two_ways(code: str) -> None:
    fitting = [pattern for pattern in OWN_CODES.patterns if pattern.expression.fullmatch(code)]
    assert len(fitting) <= 1


@given(st.sampled_from(OWN_CODES.patterns).flatmap(lambda one: st.from_regex(one.expression, fullmatch=True)))
def test_what_is_read_is_the_whole_code_and_nothing_else(code: str) -> None:
    label = parse_label(code, OWN_CODES)
    assert label is None or label.text == code
    assert label is None or (label.fill_id or label.record_id) in code


@given(
    st.from_regex(DEFAULT_GRAMMAR.patterns[0].expression, fullmatch=True),
    st.text(SIGNS + " ", min_size=1, max_size=3),
)
def test_nothing_may_stand_beside_a_label(code: str, beside: str) -> None:
    label = parse_label(f"{code}:{beside}")
    assert label is None or label.text == code


@given(st.text("0123456789", min_size=1, max_size=20), st.sampled_from(Check), st.integers(0, 19), st.integers(1, 9))
def test_a_check_digit_finds_one_wrong_digit(digits: str, check: Check, place: int, more: int) -> None:
    at = place % len(digits)
    wrong = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    assert check_digit(check, wrong) != check_digit(check, digits)


@pytest.mark.parametrize(
    ("check", "digits", "digit"), [(Check.LUHN, "7992739871", "3"), (Check.GS1, "629104150021", "3")]
)
def test_check_digits_are_those_of_the_standards(check: Check, digits: str, digit: str) -> None:
    assert check_digit(check, digits) == digit


def test_a_typed_code_that_names_its_record_is_asked_for_as_that_id() -> None:
    assert understand("P1234566", OWN_CODES).record_id == "123456"
