"""What the list under the search field shows and what Enter may pick."""

from dataclasses import replace
from datetime import date

from app.domain.errors import Problem
from app.domain.facts import SearchAnswered
from app.domain.records import Record, RecordKind
from app.ui.record.record_search import IdOffer, SearchState, found, offer_text, pick_on_enter

MARIA = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria", date(1962, 3, 14))
NAMESAKE = Record(RecordKind.PATIENT, "pat_12346", "Alvarez, Maria", date(1990, 1, 2))
SCRIPT = Record(RecordKind.PRESCRIPTION, "rx_67890", "Alvarez, Maria", detail="Lisinopril 10 mg")


def answered(text: str, *records: Record) -> SearchAnswered:
    return SearchAnswered(1, text, records)


def test_an_empty_field_shows_no_results() -> None:
    assert found("  ", None, None, is_searching=False).state is SearchState.IDLE


def test_typed_text_without_spaces_can_be_used_as_an_id_at_once() -> None:
    shown = found("pat_12345", None, None, is_searching=True)
    assert shown.choices[0] == IdOffer(RecordKind.PATIENT, "pat_12345")


def test_the_offer_is_made_for_the_chosen_kind() -> None:
    shown = found("del_7", RecordKind.DELIVERY, None, is_searching=True)
    assert shown.offer is not None
    assert offer_text(shown.offer) == "Use ID del_7 as a delivery"


def test_a_full_name_is_not_offered_as_an_id() -> None:
    assert found("Maria Alvarez", None, None, is_searching=True).offer is None


def test_the_chosen_kind_stands_first() -> None:
    shown = found("alvarez", RecordKind.PRESCRIPTION, answered("alvarez", MARIA, SCRIPT), is_searching=False)
    assert shown.records == (SCRIPT, MARIA)


def test_enter_picks_the_only_record() -> None:
    assert pick_on_enter(found("alvarez", None, answered("alvarez", MARIA), is_searching=False)) == MARIA


def test_enter_does_not_choose_between_namesakes() -> None:
    assert pick_on_enter(found("alvarez", None, answered("alvarez", MARIA, NAMESAKE), is_searching=False)) is None


def test_enter_picks_the_record_whose_whole_id_was_typed() -> None:
    answer = answered("pat_12346", MARIA, NAMESAKE)
    assert pick_on_enter(found("pat_12346", None, answer, is_searching=False)) == NAMESAKE


def test_enter_picks_what_a_label_names() -> None:
    answer = answered("b209827:a5g", SCRIPT, MARIA)
    shown = found("b209827:a5g", RecordKind.PRESCRIPTION, answer, is_searching=False)
    assert pick_on_enter(shown) == SCRIPT


def test_enter_uses_an_id_that_nobody_knows() -> None:
    assert pick_on_enter(found("pat_9", None, answered("pat_9"), is_searching=False)) == IdOffer(
        RecordKind.PATIENT, "pat_9"
    )


def test_enter_never_takes_a_misspelt_name_for_an_id() -> None:
    assert pick_on_enter(found("alvraez", None, answered("alvraez"), is_searching=False)) is None


def test_enter_picks_nothing_while_something_could_not_be_asked() -> None:
    answer = replace(answered("alvarez", MARIA), problem=Problem("DRX is busy"))
    shown = found("alvarez", None, answer, is_searching=False)
    assert (pick_on_enter(shown), shown.message) == (None, "DRX is busy.")


def test_enter_still_uses_an_id_where_the_store_has_no_look_up() -> None:
    answer = replace(answered("pat_1"), problem=Problem("This store has no look-up"), lookup_missing=True)
    assert pick_on_enter(found("pat_1", None, answer, is_searching=False)) == IdOffer(RecordKind.PATIENT, "pat_1")


def test_enter_waits_for_the_answer() -> None:
    assert pick_on_enter(found("alvarez", None, answered("alv", MARIA), is_searching=True)) is None


def test_a_patient_who_is_not_found_is_said_kindly() -> None:
    shown = found("xyz", RecordKind.PATIENT, answered("xyz"), is_searching=False)
    assert shown.message == "No patient by that name. Check the spelling, or type an ID."


def test_a_store_without_look_up_is_no_error() -> None:
    problem = Problem("This store has no look-up")
    answer = SearchAnswered(1, "pat_1", (), problem, lookup_missing=True)
    shown = found("pat_1", None, answer, is_searching=False)
    assert shown.message == "This store can't look records up. Type the ID and use it as it is."


def test_a_line_that_is_down_says_so() -> None:
    answer = SearchAnswered(1, "pat_1", (), Problem("DRX can't be reached", "Try again"))
    assert found("pat_1", None, answer, is_searching=False).message == "DRX can't be reached. Try again."
