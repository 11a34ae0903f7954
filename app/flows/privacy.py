"""Privacy at the counter: when the curtain comes down by itself, and the PIN that lifts it."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.errors import Problem, WrongSetting
from app.domain.facts import Fact, PinAnswered, PrivacyChanged
from app.domain.journal import Deed
from app.domain.pins import LEAST_DIGITS, MOST_DIGITS, SALT_BYTES, is_pin, kept_pin, matches, wait_after
from app.flows.scribe import Scribe
from app.flows.setup import Setup

NO_PIN = Problem("This can't be a PIN", f"A PIN has {LEAST_DIGITS} to {MOST_DIGITS} digits")


class Privacy:
    """Keeps both in the settings. Lives on the courier's loop."""

    def __init__(
        self, publish: Callable[[Fact], None], setup: Setup, scribe: Scribe, now: Callable[[], datetime]
    ) -> None:
        self._publish, self._setup, self._scribe, self._now = publish, setup, scribe, now
        self._wrong_tries = 0
        self._closed_until: datetime | None = None

    def tell(self) -> None:
        """Say how it is set."""
        settings = self._setup.settings
        self._publish(PrivacyChanged(settings.curtain_min, has_pin=bool(settings.curtain_pin)))

    def set_pin(self, pin: str) -> None:
        """This PIN lifts the curtain from now on; empty: none is needed. Raises `WrongSetting`."""
        if pin and not is_pin(pin):
            raise WrongSetting(NO_PIN)
        kept = kept_pin(pin, secrets.token_bytes(SALT_BYTES)) if pin else ""
        self._setup.change(replace(self._setup.settings, curtain_pin=kept))
        self._wrong_tries, self._closed_until = 0, None
        self.tell()

    def try_pin(self, pin: str) -> None:
        """Somebody wants the curtain lifted; answered by `PinAnswered`. After some wrong tries it takes a while."""
        kept, now = self._setup.settings.curtain_pin, self._now()
        if self._closed_until is not None and now < self._closed_until:
            self._publish(PinAnswered(is_right=False, wait_s=(self._closed_until - now).total_seconds()))
        elif not kept or matches(pin, kept):
            self._wrong_tries, self._closed_until = 0, None
            self._publish(PinAnswered(is_right=True))
        else:
            self._wrong_tries += 1
            wait_s = wait_after(self._wrong_tries)
            self._closed_until = now + timedelta(seconds=wait_s) if wait_s else None
            self._scribe.note(Deed.PIN_REFUSED)
            self._publish(PinAnswered(is_right=False, wait_s=wait_s))
