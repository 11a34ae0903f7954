"""Whether a page goes with the picked record, by what its labels name."""

import pytest

from app.domain.belonging import other_named, suggested
from app.domain.records import Record, RecordKind

MARIA = Record(RecordKind.PATIENT, "pat_1")
HERS = Record(RecordKind.PRESCRIPTION, "rx_1", patient_id="pat_1")
HERS_TOO = Record(RecordKind.PRESCRIPTION, "rx_2", patient_id="pat_1")
DANIELS = Record(RecordKind.PRESCRIPTION, "rx_3", patient_id="pat_2")
NOBODYS = Record(RecordKind.PRESCRIPTION, "rx_4")
STOP = Record(RecordKind.DELIVERY, "del_1")
HER_SALE = Record(RecordKind.SALE, "pos_1", patient_id="pat_1")


@pytest.mark.parametrize(
    ("picked", "named", "other"),
    [
        (MARIA, (), None),
        (MARIA, (HERS, HERS_TOO), None),
        (MARIA, (HERS, DANIELS), DANIELS),
        (MARIA, (NOBODYS,), None),
        (HERS, (HERS,), None),
        (HERS, (HERS_TOO,), HERS_TOO),
        (HERS, (HERS_TOO, HERS), None),
        (HERS, (HERS, DANIELS), DANIELS),
        (HERS, (NOBODYS,), NOBODYS),
        (HERS, (MARIA,), None),
        (DANIELS, (MARIA,), MARIA),
        (STOP, (HERS, DANIELS), None),
        (HER_SALE, (HERS,), None),
        (HER_SALE, (DANIELS,), DANIELS),
    ],
)
def test_only_what_is_for_certain_another_record_is_one(
    picked: Record, named: tuple[Record, ...], other: Record | None
) -> None:
    assert other_named(picked, named) == other


def test_each_record_is_suggested_once_in_the_order_of_the_pages() -> None:
    assert suggested([(HERS,), (), (DANIELS, HERS), (NOBODYS,)], 2) == (HERS, DANIELS)
