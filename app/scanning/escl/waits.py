"""How long a scanner is waited for, all in one place (capture.md, "Discovery" and "eSCL"), in seconds unless said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waits:
    """The waits that people live with; tests live with shorter ones."""

    connect_s: float = 5.0
    first_connect_s: float = 1.0
    """After so long at the address that is known, the network is asked where the scanner went."""
    search_s: float = 3.0
    answer_s: float = 10.0
    """For capabilities, states and deletions."""
    post_s: float = 30.0
    header_s: float = 120.0
    """For a page to begin: the sheet is scanned meanwhile."""
    between_s: float = 60.0
    """Between two pieces of a page."""
    whole_page_s: float = 900.0
    """For a page from its first byte to its last: nothing may drip for ever."""
    retry_s: float = 1.0
    longest_retry_s: float = 10.0
    """However long a device says that it should be left alone."""
    idle_s: float = 15.0
    """For a device to come to rest after its job was removed by somebody who cleans up."""
    idle_after_stop_s: float = 5.0
    """The same within a scan that a person stopped: it is killed after 12 s."""
    idle_look_s: float = 0.5
    job_tries: int = 11
    page_tries: int = 31
    """The first and 30 more: HP's M28w needs them."""


WAITS = Waits()
ABORT_S = 1.5
"""For each step of removing a job while a person waits: all of it ends before the next step of the ladder."""
