"""A list of profiles is changed, and nothing of it is lost by mistake."""

from app.domain.profiles import DEFAULT_PROFILES, MAX_PROFILES, Profile
from app.ui.scanners.profile_list import ProfileList
from app.ui.words_capture import new_profile_name

HARD, INSURANCE, ID, DELIVERY = DEFAULT_PROFILES
FOUR = ProfileList().of(DEFAULT_PROFILES)
NEW = Profile("New")


def test_the_first_one_is_selected() -> None:
    assert FOUR.current == HARD


def test_a_change_is_for_the_selected_one_alone() -> None:
    assert FOUR.at(1).changed(NEW).profiles == (HARD, NEW, ID, DELIVERY)


def test_a_new_one_stands_at_the_end_and_is_selected() -> None:
    added = FOUR.added(NEW)
    assert (added.profiles, added.current) == ((*DEFAULT_PROFILES, NEW), NEW)


def test_there_are_no_more_than_keys() -> None:
    full = FOUR.added(NEW).added(NEW)
    assert (full.is_full, len(full.added(NEW).profiles)) == (True, MAX_PROFILES)


def test_what_was_removed_can_be_put_back_where_it_was() -> None:
    without = FOUR.at(1).without_selected()
    back = without.put_back()
    assert (without.profiles, without.current) == ((HARD, ID, DELIVERY), ID)
    assert (back.profiles, back.current, back.removed) == (DEFAULT_PROFILES, INSURANCE, None)


def test_the_last_one_can_go_too() -> None:
    none = ProfileList().of((HARD,)).without_selected()
    assert (none.profiles, none.current, none.put_back().current) == ((), None, HARD)


def test_it_moves_and_stays_selected() -> None:
    moved = FOUR.moved(1)
    assert (moved.profiles, moved.current) == ((INSURANCE, HARD, ID, DELIVERY), HARD)


def test_at_an_end_it_stays() -> None:
    assert (FOUR.moved(-1), FOUR.at(3).moved(1)) == (FOUR, FOUR.at(3))


def test_profiles_that_come_from_elsewhere_keep_the_selection_as_far_as_they_can() -> None:
    assert (FOUR.at(3).of((HARD, ID)).current, FOUR.at(1).of((ID, HARD)).current) == (ID, HARD)


def test_a_new_profile_has_a_name_of_its_own() -> None:
    assert new_profile_name((Profile("New profile"), Profile("New profile 2"))) == "New profile 3"
