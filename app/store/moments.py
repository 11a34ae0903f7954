"""Moments as whole numbers, as the tables compare them."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """UTC microseconds since 1970, exactly; a moment without a time zone is our own mistake (TypeError)."""
    return (moment - EPOCH) // timedelta(microseconds=1)
