"""Working with one store: its address, the client that talks to it, and what is kept on this computer for it."""

from dataclasses import dataclass, field

from app.domain.errors import AppError, Problem
from app.domain.limits import DRX_LIMITS, Limits
from app.domain.scanning import Road, Scanner, ScannerId
from app.domain.stores import StoreAddress
from app.practice.scanner import PracticeScanner
from app.practice.server import PracticeStore
from app.remote.client import DrxClient
from app.remote.lookup import Lookup
from app.store.counter_store import CounterStore

PRACTICE_DESTINATION = "practice"


@dataclass(slots=True)
class Session:
    """One store that is worked with. `client` is None while there is no key; `practice` is the built-in store.

    `retired` are clients with older keys: they are closed with the session, not under what still uses them.
    """

    address: StoreAddress
    store: CounterStore
    client: DrxClient | None = None
    retired: list[DrxClient] = field(default_factory=list)
    lookup: Lookup | None = None
    practice: PracticeStore | None = None
    practice_device: PracticeScanner | None = None
    """The built-in scanner with made-up paper, beside the practice store."""

    limits: Limits = DRX_LIMITS
    takes_prescriptions: bool = False
    user_id: str = ""
    """Who is scanning, from the settings: every page is linked to this DRX user as well."""

    keeps_bytes: bool = False
    """A page was read back here in the very size it was sent: another size is worth a look from then on."""

    @property
    def is_practice(self) -> bool:
        return self.practice is not None

    @property
    def practice_scanner(self) -> Scanner | None:
        """The built-in scanner, as any other one is known."""
        device = self.practice_device
        if device is None:
            return None
        return Scanner(ScannerId(f"escl:{device.uuid}"), device.name, Road.ESCL, device.url)

    @property
    def destination(self) -> str:
        """What entries of the outbox are addressed to: the practice store gets another port at every start."""
        return PRACTICE_DESTINATION if self.is_practice else self.address.base_url


class Sessions:
    """Holds the session that is open now, if any. Lives on the courier's loop."""

    def __init__(self) -> None:
        self.current: Session | None = None

    def need(self) -> Session:
        """The open session.

        Raises `AppError` when no store is connected.
        """
        if self.current is None:
            raise AppError(Problem("No store is connected", "Connect to your DRX store, or practise"))
        return self.current

    def need_client(self) -> tuple[Session, DrxClient]:
        """The open session and its client.

        Raises `AppError` when no store is connected or its key is missing.
        """
        session = self.need()
        if session.client is None:
            raise AppError(Problem("There is no API key for this store", "Enter the key"))
        return session, session.client
