"""The roster: who scans here now. Every page that is queued from then on is linked to that DRX user as well."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.errors import Problem, WrongSetting
from app.domain.facts import Fact, RosterChanged
from app.domain.people import Person, people_of
from app.flows.session import Sessions
from app.flows.setup import Setup


class Roster:
    """Keeps the list, and who of it is here, in the settings. Lives on the courier's loop.

    What waits in the outbox stays with whoever scanned it.
    """

    def __init__(self, publish: Callable[[Fact], None], sessions: Sessions, setup: Setup) -> None:
        self._publish, self._sessions, self._setup = publish, sessions, setup

    def tell(self) -> None:
        """Say who there is and who is here."""
        self._publish(RosterChanged(self._setup.settings.people, self._setup.settings.user_id))

    def keep_true(self) -> None:
        """Another list came from elsewhere: whoever is not on it any more scans no longer."""
        settings = self._setup.settings
        if settings.user_id and settings.people and settings.user_id not in {one.user_id for one in settings.people}:
            self.choose("")
        else:
            self.tell()

    def choose(self, user_id: str) -> None:
        """This DRX user scans from now on, after a restart too; empty: nobody says who.

        Raises `WrongSetting` where it can't be saved.
        """
        self._setup.change(replace(self._setup.settings, user_id=user_id.strip()))
        if self._sessions.current is not None:
            self._sessions.current.user_id = self._setup.settings.user_id
        self.tell()

    def keep(self, people: Sequence[Person]) -> None:
        """These are the people from now on; whoever is taken out scans no longer.

        Raises `WrongSetting` where the list makes no sense or can't be saved.
        """
        before = {person.user_id for person in self._setup.settings.people}
        try:
            kept = people_of(people)
        except ValueError as mistake:
            raise WrongSetting(Problem("The list of people was not kept", str(mistake))) from mistake
        self._setup.change(replace(self._setup.settings, people=kept))
        gone = before - {person.user_id for person in kept}
        if self._setup.settings.user_id in gone:
            self.choose("")
        else:
            self.tell()
