"""Devices as SANE lists them, and as we call them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scanning.sane.listing import MAX_DEVICES, SEPARATOR, listed


def line(device: str, maker: str, model: str) -> str:
    return SEPARATOR.join((device, maker, model)) + "\n"


@pytest.mark.parametrize(
    ("maker", "model", "name"),
    [
        ("eSCL", "HP LaserJet MFP M28w", "HP LaserJet MFP M28w"),
        ("WSD", "Brother DCP-L2550DW", "Brother DCP-L2550DW"),
        ("Hewlett-Packard", "HP_LaserJet_MFP", "HP LaserJet MFP"),
        ("FUJITSU", "ScanSnap iX500", "FUJITSU ScanSnap iX500"),
        ("Epson", "epson perfection", "epson perfection"),
        ("Noname", "frontend-tester", "frontend-tester"),
        ("", "", "x:1"),
    ],
)
def test_a_scanner_is_called_as_people_call_it(maker: str, model: str, name: str) -> None:
    (scanner,) = listed(line("x:1", maker, model))
    assert (scanner.name, scanner.id, scanner.address) == (name, "sane:x:1", "x:1")


@pytest.mark.parametrize("device", ["v4l:/dev/video0", "gphoto2:Canon", "", "x\x1b[2J", "x" * 501])
def test_cameras_and_nonsense_are_no_scanners(device: str) -> None:
    assert list(listed(line(device, "Maker", "Model") + line("epson2:1", "Epson", "V39"))) == list(
        listed(line("epson2:1", "Epson", "V39"))
    )


def test_no_more_devices_are_taken_than_anybody_has() -> None:
    text = "".join(line(f"x:{number}", "Maker", "Model") for number in range(MAX_DEVICES * 2))
    assert len(list(listed(text))) == MAX_DEVICES


@given(st.text())
def test_no_listing_is_too_strange(text: str) -> None:
    for scanner in listed(text):
        assert scanner.name.isprintable()
        assert scanner.address.isprintable()
