"""The setting `page_size`: what it makes of the limits that pages are fitted to."""

from app.domain.limits import DRX_LIMITS, REASONABLE_BYTES
from app.flows.setup import limits_for
from app.system.settings import PageSize


def test_the_best_is_whatever_the_store_takes() -> None:
    assert limits_for(PageSize.BEST) == DRX_LIMITS


def test_a_reasonable_size_is_wanted_within_the_same_limits() -> None:
    limits = limits_for(PageSize.REASONABLE)
    assert (limits.wanted_bytes, limits.max_bytes) == (REASONABLE_BYTES, DRX_LIMITS.max_bytes)
