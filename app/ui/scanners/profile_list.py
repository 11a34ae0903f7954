"""A list of profiles as it is edited: changed, added, removed, put back, moved. Values, tested without a window."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.profiles import MAX_PROFILES, Profile


@dataclass(frozen=True, slots=True)
class ProfileList:
    """`selected` is a place among the profiles, None where there are none; `removed` what was taken out last."""

    profiles: tuple[Profile, ...] = ()
    selected: int | None = None
    removed: tuple[int, Profile] | None = None

    @property
    def current(self) -> Profile | None:
        """The selected profile."""
        return self.profiles[self.selected] if self.selected is not None else None

    @property
    def is_full(self) -> bool:
        """Is there a profile for each key?"""
        return len(self.profiles) >= MAX_PROFILES

    def of(self, profiles: Sequence[Profile]) -> "ProfileList":
        """The same list with profiles that came from elsewhere."""
        last = len(profiles) - 1
        selected = min(self.selected or 0, last) if profiles else None
        return ProfileList(tuple(profiles), selected, self.removed)

    def at(self, place: int) -> "ProfileList":
        """Another one is selected; nothing happens for a place that is not there."""
        return replace(self, selected=place) if 0 <= place < len(self.profiles) else self

    def changed(self, profile: Profile) -> "ProfileList":
        """The selected one is like this now."""
        if self.selected is None:
            return self
        before, after = self.profiles[: self.selected], self.profiles[self.selected + 1 :]
        return replace(self, profiles=(*before, profile, *after))

    def added(self, profile: Profile) -> "ProfileList":
        """One more at the end, selected, where there is a key for it."""
        if self.is_full:
            return self
        return ProfileList((*self.profiles, profile), len(self.profiles))

    def without_selected(self) -> "ProfileList":
        """The selected one is taken out; it can be put back."""
        if self.selected is None:
            return self
        rest = self.profiles[: self.selected] + self.profiles[self.selected + 1 :]
        selected = min(self.selected, len(rest) - 1) if rest else None
        return ProfileList(rest, selected, (self.selected, self.profiles[self.selected]))

    def put_back(self) -> "ProfileList":
        """What was taken out last stands where it was, and is selected."""
        if self.removed is None or self.is_full:
            return self
        place, profile = self.removed
        return ProfileList((*self.profiles[:place], profile, *self.profiles[place:]), min(place, len(self.profiles)))

    def moved(self, steps: int) -> "ProfileList":
        """The selected one goes up or down; at an end it stays."""
        if self.selected is None or not 0 <= self.selected + steps < len(self.profiles):
            return self
        order = list(self.profiles)
        order.insert(self.selected + steps, order.pop(self.selected))
        return replace(self, profiles=tuple(order), selected=self.selected + steps)
