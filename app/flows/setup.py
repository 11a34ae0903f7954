"""What the flows are set up with: the folders, the settings as they are now, the secrets, the folder that is held."""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.limits import DRX_LIMITS, REASONABLE_BYTES, Limits
from app.system.paths import Folders
from app.system.premises import Premises
from app.system.secrets import Secrets
from app.system.settings import PageSize, Settings, save


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
        self._environ = environ

    def change(self, settings: Settings) -> None:
        """Use these settings from now on, and after a restart. Raises `WrongSetting` where they can't be saved."""
        save(self.folders.home, settings, self._environ)
        self.settings = settings


def limits_for(page_size: PageSize) -> Limits:
    """DRX's limits, and what a page should rather not exceed where a reasonable size is asked for."""
    return replace(DRX_LIMITS, wanted_bytes=REASONABLE_BYTES) if page_size is PageSize.REASONABLE else DRX_LIMITS
