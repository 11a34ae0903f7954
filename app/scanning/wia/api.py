"""What the driver needs of Windows Image Acquisition, in plain values: the seam between its rules and COM.

`app.scanning.wia.com` is the one implementation; everything above it runs and is tested on any system.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol
from uuid import UUID

Value = int | str | UUID
"""What a property holds: a number, a text, or a GUID."""


class WiaError(Exception):
    """A call that WIA, its service or a device's driver refused; `hresult` is the code, from 0 to 2**32 - 1."""

    def __init__(self, hresult: int) -> None:
        self.hresult = hresult & 0xFFFFFFFF
        super().__init__(self.hresult)

    def __str__(self) -> str:
        return f"WIA 0x{self.hresult:08X}"


class Version(IntEnum):
    """Which of the two generations of interfaces a device is opened with."""

    WIA_1 = 1
    WIA_2 = 2


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a property may be set to: these `values`, or every `step` from `lowest` to `highest`, or a set of `bits`.

    All of them are empty where the driver tells nothing.
    """

    values: tuple[Value, ...] = ()
    lowest: int = 0
    highest: int = 0
    step: int = 0
    bits: int = 0


class Kind(IntEnum):
    """What is told during a transfer: WIA's own numbers (WIA_TRANSFER_MSG_*), and STREAM of ours."""

    STREAM = 0
    """The driver asked for a stream to write the next page into: a page begins."""
    PERCENT = 1
    END_OF_STREAM = 2
    """One whole page, which comes with this."""
    END_OF_TRANSFER = 3
    DEVICE_STATUS = 5
    NEW_PAGE = 6


@dataclass(frozen=True, slots=True)
class Told:
    """One message of a transfer. `content` are the bytes of a page (END_OF_STREAM), `status` an HRESULT from 0 up."""

    kind: int
    percent: int = 0
    status: int = 0
    content: bytes = b""


Heed = Callable[[Told], bool]
"""Hears a message; False asks the driver to stop (S_FALSE)."""


@dataclass(frozen=True, slots=True)
class WiaDeviceFound:
    """A scanner that Windows lists."""

    id: str
    name: str
    maker: str = ""
    description: str = ""


class WiaItem(Protocol):
    """A device, or a part of one that pages come from. Every method but `cancel` raises `WiaError`."""

    def children(self) -> Sequence["WiaItem"]:
        """The parts: "Flatbed" and "Feeder" in WIA 2.0, one "Scan" in WIA 1.0."""

    def read(self, property_id: int) -> Value | None:
        """What a property is now; None where this item has none of that number."""

    def write(self, property_id: int, value: int | UUID) -> None:
        """Set a property."""

    def allowed(self, property_id: int) -> Allowed:
        """What it may be set to."""

    def download(self, heed: Heed) -> int:
        """Scan, and return the code that it ended with (S_OK, S_FALSE, END_OF_MEDIA). Blocks; `heed` is called on any
        thread, one message at a time."""

    def cancel(self) -> None:
        """Ask a download that runs on another thread to end. Never raises: who cancels has nobody to tell."""


class WiaApi(Protocol):
    """Windows Image Acquisition. Every method raises `WiaError`."""

    def devices(self) -> Sequence[WiaDeviceFound]:
        """The scanners that Windows lists; no cameras."""

    def open(self, device_id: str, version: Version) -> WiaItem:
        """The device itself, the root of its items."""
