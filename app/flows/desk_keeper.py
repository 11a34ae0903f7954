"""The desk's keeper: what lies on the desk is on the disk as well, so that it comes back after a crash."""


class DeskKeeper:
    """Keeps the desk as a draft. Lives on the courier's loop."""

    def restore(self) -> None:
        """Put the pages that were left on the desk back onto it."""

    def discard(self) -> None:
        """Erase the pages that were left on the desk."""
