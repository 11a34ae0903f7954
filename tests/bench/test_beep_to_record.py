"""The pieces of the beep benchmark run at the real window: nothing is timed here, and no goal has to be met."""

from PySide6.QtWidgets import QApplication

from app.tour.shop import open_shop
from tests.bench.beep_to_record import answers, beeps, practise


def test_every_beep_brings_its_record_to_the_screen(qapp: QApplication) -> None:
    with open_shop() as shop:
        practise(shop)
        assert len(beeps(shop, 3)) == 3
        assert shop.witness.desk.record is not None
        assert shop.witness.desk.record.id == "rx_67890"
        assert len(answers(shop, 2)) == 2
