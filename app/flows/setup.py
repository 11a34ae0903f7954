"""What the flows are set up with: the folders, the settings as they are now, the secrets, the folder that is held."""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.errors import Problem, WrongSetting
from app.domain.limits import DRX_LIMITS, REASONABLE_BYTES, Limits
from app.system.paths import Folders
from app.system.policy import policy_of
from app.system.premises import Premises
from app.system.secrets import Secrets
from app.system.settings import PageSize, Settings, save

KEPT_BY_PROGRAM = frozenset({"scanners", "scanner", "last_scan", "lowered_stores", "window", "gallery_as_list"})
"""What the program notes by itself as it works: where that is locked, it is noted until the program ends."""


class Setup:
    """Holds the settings and saves every change at once. Lives on the courier's loop."""

    def __init__(
        self,
        folders: Folders,
        settings: Settings,
        secrets: Secrets,
        environ: Mapping[str, str],
        premises: Premises | None = None,
    ) -> None:
        self.folders, self.settings, self.secrets = folders, settings, secrets
        self.premises = premises or Premises()
        self.environ = environ
        self.policy = policy_of(environ)

    def change(self, settings: Settings) -> None:
        """Use these settings from now on, and after a restart.

        Raises `WrongSetting` where one is locked by the policy of this computer, or where they can't be saved.
        """
        locked = self.policy.locked.keys() - KEPT_BY_PROGRAM
        if any(getattr(settings, name, None) != getattr(self.settings, name, None) for name in locked):
            raise WrongSetting(self.locked_problem)
        save(self.folders.home, settings, self.environ, self.policy)
        self.settings = settings

    @property
    def locked_problem(self) -> Problem:
        """Why a setting can't be changed here."""
        by = self.policy.by
        return Problem(
            "This setting is locked on this computer", f"Ask {by} to change it" if by else "Ask your IT to change it"
        )


def limits_for(page_size: PageSize) -> Limits:
    """DRX's limits, and what a page should rather not exceed where a reasonable size is asked for."""
    return replace(DRX_LIMITS, wanted_bytes=REASONABLE_BYTES) if page_size is PageSize.REASONABLE else DRX_LIMITS
