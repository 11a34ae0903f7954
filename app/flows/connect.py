"""Connecting: which store is worked with, with which key, and where that key is kept."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

from app.domain.errors import AppError, KeyMissing, KeyRefused, Problem, Unreachable, WrongSetting
from app.domain.facts import ConnectAnswered, Connection, ConnectionChanged, Fact, KeyKeptIn, ProblemMet
from app.domain.journal import Deed
from app.domain.limits import LOWERED_MAX_BYTES, Limits
from app.domain.stores import StoreAddress, address_of, checked_key
from app.flows.errands import Errands
from app.flows.opening import Practice, opened_store, started_practice
from app.flows.scribe import Scribe
from app.flows.session import Session, Sessions
from app.flows.setup import Setup, limits_for
from app.remote.client import DrxClient
from app.remote.lookup import Lookup
from app.system.settings import Settings

PRACTICE_NAME = "Practice store"
LINE_TRIED_EVERY_S = 30.0
"""So often a store that did not answer is asked again while nothing waits to be sent."""

NO_STORE = Problem("No store is set", "Open the window once and connect, or set COUNTERSCAN_URL")


class Connect:
    """Opens and closes sessions. Lives on the courier's loop; the keyring is asked on a thread of its own."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        sessions: Sessions,
        setup: Setup,
        on_opened: Callable[[], None],
        on_closing: Callable[[], Awaitable[None]],
        on_key: Callable[[], None],
        on_key_refused: Callable[[Problem], None],
        scribe: Scribe,
        desk_is_busy: Callable[[], bool],
    ) -> None:
        self._publish, self._errands, self._sessions, self._setup = publish, errands, sessions, setup
        self._on_opened, self._on_closing, self._on_key = on_opened, on_closing, on_key
        self._on_key_refused, self._scribe = on_key_refused, scribe
        self._desk_is_busy = desk_is_busy
        self._connection = Connection.NOT_SET_UP
        self._problem: Problem | None = None
        self._one_at_a_time = asyncio.Lock()

    # --- the session --------------------------------------------------------------------------------------------

    async def open_as_set(self) -> None:
        """Open the session of the store in the settings; without one, the first start is due.

        Raises `AppError` where what is kept on this computer can't be opened.
        """
        address = self._setup.settings.address
        if address is None:
            self._say(Connection.NOT_SET_UP)
            return
        await self._open(address, await self._kept_key(address))

    async def open_practice(self) -> None:
        """Open a session with the built-in store. Raises `AppError` where its folder can't be used."""
        practice = await asyncio.to_thread(started_practice)
        try:
            settings = self._setup.settings
            address = StoreAddress(practice.store.url, heartbeat_path=settings.heartbeat_path)
            await self._open(address, practice.store.key, practice)
        except BaseException:
            await asyncio.to_thread(practice.stop)
            raise

    def could_not_open(self, problem: Problem) -> None:
        """No store is open, for this reason: told now, and again to every window that opens later."""
        self._say(Connection.NOT_SET_UP, problem)

    async def _open(self, address: StoreAddress, key: str, practice: Practice | None = None) -> None:
        async with self._one_at_a_time:
            await self._close()
            try:
                await self._open_session(address, key, practice)
            except BaseException as failure:
                await self._close()
                if isinstance(failure, AppError):
                    self.could_not_open(failure.problem)
                raise

    async def _open_session(self, address: StoreAddress, key: str, practice: Practice | None) -> None:
        store = await opened_store(self._setup, is_practice=practice is not None)
        session = Session(address, store)
        if practice is not None:
            session.practice, session.practice_device = practice.store, practice.scanner
        session.takes_prescriptions = self._setup.settings.takes_prescription_id
        session.user_id = self._setup.settings.user_id
        session.limits = self._limits_of(address)
        self._sessions.current = session
        if key:
            self._use_key(session, key)
        self._on_opened()
        if session.client is None:
            self._say(Connection.NO_KEY)
        else:
            self._say(Connection.CONNECTING)
            self._errands.start(self._try_line(session))

    @contextlib.asynccontextmanager
    async def line(self) -> AsyncIterator[DrxClient]:
        """A client of the store in the settings, for questions that keep nothing on this computer.

        Raises `AppError` when no store or no key is set.
        """
        address = self._setup.settings.address
        if address is None:
            raise AppError(NO_STORE)
        key = await asyncio.to_thread(self._setup.secrets.api_key, address.base_url)
        client = DrxClient(address, key, takes_prescription_id=self._setup.settings.takes_prescription_id)
        try:
            yield client
        finally:
            await client.aclose()

    @property
    def key_is_given(self) -> bool:
        """Does the API key come from the environment? It wins over the keyring, so that no other would be used."""
        return self._setup.secrets.api_key_is_given

    def _limits_of(self, address: StoreAddress) -> Limits:
        limits = limits_for(self._setup.settings.page_size)
        if address.base_url in self._setup.settings.lowered_stores:
            return replace(limits, max_bytes=LOWERED_MAX_BYTES)
        return limits

    async def _kept_key(self, address: StoreAddress) -> str:
        try:
            return await asyncio.to_thread(self._setup.secrets.api_key, address.base_url)
        except KeyMissing as failure:
            self._problem = failure.problem
            return ""

    def _use_key(self, session: Session, key: str) -> None:
        session.client = DrxClient(session.address, key, takes_prescription_id=session.takes_prescriptions)
        session.lookup = Lookup(session.client)

    async def _try_line(self, session: Session) -> None:
        """Learn how the store answers; one out of reach is no obstacle, and is asked again."""
        while await self._is_out_of_reach(session):
            await asyncio.sleep(LINE_TRIED_EVERY_S)
            if self._sessions.current is not session or self._connection is not Connection.OFFLINE:
                return  # the courier has learnt it meanwhile

    async def _is_out_of_reach(self, session: Session) -> bool:
        if session.client is None:
            return False
        try:
            await session.client.check()
        except KeyRefused as failure:
            self._on_key_refused(failure.problem)
            return False
        except AppError as failure:
            self._say(Connection.OFFLINE, failure.problem)
            return True
        self._say(Connection.CONNECTED)
        return False

    async def close(self) -> None:
        """Close the session: nothing is sent any more, the database, the practice store and scanner are shut."""
        async with self._one_at_a_time:
            await self._close()
            await asyncio.to_thread(self._setup.premises.leave)

    async def _close(self) -> None:
        session = self._sessions.current
        if session is not None:
            await self._on_closing()
            for client in (*session.retired, *([session.client] if session.client is not None else [])):
                await client.aclose()
            session.store.close()
            self._sessions.current = None
            for device in (session.practice_device, session.practice):
                if device is not None:
                    await asyncio.to_thread(device.stop)

    # --- what a person can say ----------------------------------------------------------------------------------

    def check(self, question: int, store: str, key: str) -> None:
        """Try a store and a key in the background, without keeping them."""
        self._errands.start(self._check(question, store, key))

    async def _check(self, question: int, store: str, key: str) -> None:
        try:
            client = DrxClient(self._address(store), checked_key(key))
            try:
                elapsed_s = await client.check()
            finally:
                await client.aclose()
        except AppError as failure:
            is_unreachable = isinstance(failure, Unreachable)
            self._publish(ConnectAnswered(question, problem=failure.problem, is_unreachable=is_unreachable))
        else:
            self._publish(ConnectAnswered(question, elapsed_s))

    def connect_store(self, store: str, key: str) -> None:
        """Keep a store and its key, and work with it."""
        self._errands.start(self._connect_store(store, key))

    async def _connect_store(self, store: str, key: str) -> None:
        self._refuse_while_busy()
        address, key = self._address(store), checked_key(key)
        before = self._setup.settings.address
        is_another = before is None or before.base_url != address.base_url
        if is_another and "url" in self._setup.policy.locked:
            raise WrongSetting(self._setup.locked_problem)  # before anything of the other store is opened or kept
        await self._keep_key(address, key)
        await self._open(address, key)
        if is_another:
            self._setup.change(replace(self._setup.settings, url=address.base_url))
        self._scribe.note(Deed.STORE_CONNECTED)

    def enter_key(self, key: str) -> None:
        """A new key for the open session's store."""
        self._errands.start(self._enter_key(key))

    async def _enter_key(self, key: str) -> None:
        session, key = self._sessions.need(), checked_key(key)
        if not session.is_practice:
            await self._keep_key(session.address, key)
        if session.client is not None:
            session.retired.append(session.client)  # what is on its way with it comes to its end
        self._use_key(session, key)
        self._scribe.note(Deed.KEY_CHANGED)
        self._say(Connection.CONNECTING)
        self._on_key()
        await self._try_line(session)

    def practise(self) -> None:
        """Work with the built-in store."""
        self._errands.start(self._practise())

    async def _practise(self) -> None:
        self._refuse_while_busy()
        await self.open_practice()

    def _refuse_while_busy(self) -> None:
        session = self._sessions.current
        if session is not None and not session.is_practice and self._desk_is_busy():
            raise AppError(Problem("There are pages on the desk", "Upload or remove them before you change the store"))

    def _address(self, store: str) -> StoreAddress:
        settings: Settings = self._setup.settings
        return address_of(
            store,
            prefix=settings.prefix,
            key_header=settings.key_header,
            heartbeat_path=settings.heartbeat_path,
        )

    async def _keep_key(self, address: StoreAddress, key: str) -> None:
        try:
            await asyncio.to_thread(self._setup.secrets.set_api_key, address.base_url, key)
        except KeyMissing as failure:  # no safe place on this computer: the key is used, and asked for again next time
            self._publish(ProblemMet(failure.problem))

    # --- what is told -------------------------------------------------------------------------------------------

    def key_was_refused(self, problem: Problem) -> None:
        """DRX does not know the key: a person must enter a new one."""
        self._say(Connection.KEY_REFUSED, problem)

    def line_is(self, up: bool, problem: Problem | None = None) -> None:
        """The courier learnt whether DRX can be reached, and why not; a refused key stays what a person must mend."""
        wanted = Connection.CONNECTED if up else Connection.OFFLINE
        if self._sessions.current is not None and self._connection not in (wanted, Connection.KEY_REFUSED):
            self._say(wanted, problem)

    def remember_lowered_limit(self) -> None:
        """The open session's store refused a page of 10 MB: fit to less for it, from now on and after a restart."""
        session, settings = self._sessions.need(), self._setup.settings
        base_url = session.address.base_url
        if not session.is_practice and base_url not in settings.lowered_stores:
            try:
                self._setup.change(replace(settings, lowered_stores=(*settings.lowered_stores, base_url)))
            except WrongSetting as failure:  # it is known until the program ends, and learnt again after that
                self._publish(ProblemMet(failure.problem))

    def _say(self, connection: Connection, problem: Problem | None = None) -> None:
        self._connection, self._problem = connection, problem or self._problem
        if connection in (Connection.CONNECTED, Connection.CONNECTING):
            self._problem = None
        self.tell()

    def tell(self) -> None:
        """Let everyone know how we stand with the store."""
        session = self._sessions.current
        if session is None:
            self._publish(ConnectionChanged(self._connection, problem=self._problem))
            return
        name = PRACTICE_NAME if session.is_practice else session.address.host.removesuffix(".drxapp.com")
        self._publish(ConnectionChanged(self._connection, name, session.is_practice, self._problem))

    async def tell_key_place(self) -> None:
        """Let everyone know where a key would be kept."""
        try:
            place = await asyncio.to_thread(self._setup.secrets.where)
        except KeyMissing:
            place = ""
        self._publish(KeyKeptIn(place))
