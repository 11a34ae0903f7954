"""What a code of WIA means: HRESULTs of the devices, of the drivers and of the service, each to one trouble.

Values of `wiadef.h` and of the Windows metadata; the names in the comments are theirs. Microsoft's page of WIA error
codes prints some decimal numbers as if they were hexadecimal (16, COVER_OPEN, is 0x80210010 in the header and
0x80210016 on the page). Drivers were written after either, so both are taken.
"""

from app.domain.scan_troubles import ScanFailed, Trouble
from app.scanning.wia.api import WiaError

S_OK = 0
S_FALSE = 1
"""The transfer was called off."""
END_OF_MEDIA = 0x00210001
"""No more pages: a success, which Microsoft's page does not name."""
PAPER_EMPTY = 0x80210003
E_INVALIDARG = 0x80070057
_FAILED = 0x80000000

_TROUBLES = {
    0x80210001: Trouble.DRIVER_CRASHED,  # GENERAL_ERROR
    0x80210002: Trouble.PAPER_JAM,
    PAPER_EMPTY: Trouble.FEEDER_EMPTY,
    0x80210004: Trouble.FEEDER_FAILED,  # PAPER_PROBLEM: "an unspecified problem with the document feeder"
    0x80210005: Trouble.OFFLINE,
    0x80210006: Trouble.BUSY,
    0x80210007: Trouble.WARMING_UP,
    0x80210008: Trouble.OFFLINE,  # USER_INTERVENTION: "make sure that it is turned on, online, and connected"
    0x80210009: Trouble.NOT_FOUND,  # ITEM_DELETED
    0x8021000A: Trouble.COMMUNICATION_LOST,
    0x8021000B: Trouble.UNSUPPORTED,  # INVALID_COMMAND
    0x8021000C: Trouble.SETTINGS_REJECTED,  # INCORRECT_HARDWARE_SETTING
    0x8021000D: Trouble.BUSY,  # DEVICE_LOCKED
    0x8021000E: Trouble.DRIVER_CRASHED,  # EXCEPTION_IN_DRIVER
    0x8021000F: Trouble.DRIVER_CRASHED,  # INVALID_DRIVER_RESPONSE
    0x80210010: Trouble.COVER_OPEN,
    0x80210016: Trouble.COVER_OPEN,  # as Microsoft's page has it
    0x80210011: Trouble.WARMING_UP,  # LAMP_OFF
    0x80210017: Trouble.WARMING_UP,  # as the page has it
    0x80210012: Trouble.SETTINGS_REJECTED,  # DESTINATION
    0x80210013: Trouble.BUSY,  # NETWORK_RESERVATION_FAILED
    0x80210014: Trouble.MULTI_FEED,
    0x80210020: Trouble.MULTI_FEED,  # as the page has it
    0x80210015: Trouble.NOT_FOUND,  # NO_DEVICE_AVAILABLE
    # --- of Windows and of COM (winerror.h) ---
    0x80004001: Trouble.UNSUPPORTED,  # E_NOTIMPL
    0x80004002: Trouble.UNSUPPORTED,  # E_NOINTERFACE
    0x80004004: Trouble.CANCELLED,  # E_ABORT
    0x80070002: Trouble.NOT_FOUND,  # ERROR_FILE_NOT_FOUND: a device that was unplugged for good
    0x80070005: Trouble.NOT_ALLOWED,  # E_ACCESSDENIED
    0x80070015: Trouble.OFFLINE,  # ERROR_NOT_READY
    0x8007001F: Trouble.COMMUNICATION_LOST,  # ERROR_GEN_FAILURE: a device on the bus does not work
    E_INVALIDARG: Trouble.SETTINGS_REJECTED,
    0x80070070: Trouble.STORAGE_FULL,  # ERROR_DISK_FULL
    0x80070079: Trouble.COMMUNICATION_LOST,  # ERROR_SEM_TIMEOUT
    0x800700AA: Trouble.BUSY,  # ERROR_BUSY
    0x8007045D: Trouble.COMMUNICATION_LOST,  # ERROR_IO_DEVICE
    0x8007048F: Trouble.OFFLINE,  # ERROR_DEVICE_NOT_CONNECTED
    0x800704C7: Trouble.CANCELLED,  # ERROR_CANCELLED
    0x800705B4: Trouble.COMMUNICATION_LOST,  # ERROR_TIMEOUT
    0x80010001: Trouble.BUSY,  # RPC_E_CALL_REJECTED
    0x8001010A: Trouble.BUSY,  # RPC_E_SERVERCALL_RETRYLATER
    0x80010007: Trouble.DRIVER_CRASHED,  # RPC_E_SERVER_DIED: drivers run inside the service
    0x80010012: Trouble.DRIVER_CRASHED,  # RPC_E_SERVER_DIED_DNE
    0x80010105: Trouble.DRIVER_CRASHED,  # RPC_E_SERVERFAULT
    0x80010108: Trouble.DRIVER_CRASHED,  # RPC_E_DISCONNECTED
    0x800706BA: Trouble.DRIVER_CRASHED,  # RPC_S_SERVER_UNAVAILABLE
    0x800706BE: Trouble.DRIVER_CRASHED,  # RPC_S_CALL_FAILED
    0x800706BF: Trouble.DRIVER_CRASHED,  # RPC_S_CALL_FAILED_DNE
    0x80030070: Trouble.STORAGE_FULL,  # STG_E_MEDIUMFULL
    0x80040154: Trouble.NOT_FOUND,  # REGDB_E_CLASSNOTREG: a Windows without WIA
    0x80070422: Trouble.NOT_FOUND,  # ERROR_SERVICE_DISABLED
}

NOT_HERE = frozenset((0x80040154, 0x80070422, 0x80070424, 0x80210015))
"""There is no WIA on this computer (its class, its service), or no device: nothing to find, and no error."""


def is_failure(hresult: int) -> bool:
    """Is this code an error, and not one of the many ways to say that all went well?"""
    return bool(hresult & _FAILED)


def trouble_of(hresult: int) -> Trouble:
    """What a code means; a driver that says what nobody knows counts as one that broke down."""
    return _TROUBLES.get(hresult & 0xFFFFFFFF, Trouble.DRIVER_CRASHED)


def failed(error: WiaError) -> ScanFailed:
    """The error as it may cross the floor; the code stands behind "Details"."""
    return ScanFailed(trouble_of(error.hresult), str(error))
