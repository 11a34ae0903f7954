"""When the first start is over: a store was opened, or another one than before."""

from app.domain.facts import Connection, ConnectionChanged


def is_new_store(before: ConnectionChanged | None, now: ConnectionChanged) -> bool:
    """Was a store opened since `before`, so that nobody has to be asked for one?"""
    if before is None or before.connection is Connection.NOT_SET_UP:
        return True
    is_other = (before.store, before.is_practice) != (now.store, now.is_practice)
    return is_other or now.connection in {Connection.CONNECTING, Connection.CONNECTED}
