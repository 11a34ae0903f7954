"""A WIA 1.0 transfer, told as one of 2.0: the bands of a bitmap become the bytes of a page.

Messages of `wiadef.h` (IT_MSG_*). A page ends with the message of the next one, or with the end of all.
"""

from app.scanning.driver import MAX_SHEET_BYTES
from app.scanning.wia.api import Heed, Kind, Told
from app.scanning.wia.dib import bmp_of

HEADER, BAND, STATUS, TERMINATION, NEW_PAGE = 1, 2, 3, 4, 5


class Bands:
    """Gathers one bitmap after the other."""

    def __init__(self, heed: Heed) -> None:
        self._heed = heed
        self._dib = bytearray()
        self._is_open = False
        self.is_cancelled = False

    def told(self, message: int, status: int, percent: int, piece: bytes) -> bool:
        """Take a message of the driver's in; False asks it to stop."""
        goes_on = True
        if message == BAND:
            if not self._is_open:
                self._is_open = True
                goes_on = self._heed(Told(Kind.STREAM))
            if len(self._dib) <= MAX_SHEET_BYTES:  # one that is too large is refused for its size at its end
                self._dib += piece
        if message in (NEW_PAGE, TERMINATION) and self._is_open:
            content = bmp_of(bytes(self._dib)) or bytes(self._dib)  # torn: the one who listens finds that it is no page
            self._dib.clear()
            self._is_open = False
            goes_on = self._heed(Told(Kind.END_OF_STREAM, percent, status, content))
        if message == TERMINATION:
            goes_on = self._heed(Told(Kind.END_OF_TRANSFER, percent, status)) and goes_on
        elif message in (BAND, STATUS):
            kind = Kind.PERCENT if message == BAND else Kind.DEVICE_STATUS
            goes_on = self._heed(Told(kind, percent, status)) and goes_on
        return goes_on and not self.is_cancelled
