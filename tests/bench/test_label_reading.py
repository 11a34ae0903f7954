"""The label benchmark's pieces: what it draws is read, and a label that is not there is not."""

from tests.bench.label_reading import Tally, main, scans


def test_a_label_in_every_direction_is_read_and_none_is_made_up() -> None:
    tally = Tally()
    for scan in scans(1, dpis=(150,), seed=3):
        tally.add(scan)
    assert (tally.pages, tally.found, tally.wrong) == (8, 8, 0)


def test_bars_too_fine_for_the_scan_are_missed_and_said_so() -> None:
    assert main(["--rounds", "1", "--mil", "3", "--dpi", "150"]) == 1
