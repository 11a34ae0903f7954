"""Killed while scanning: `kill -9` at random moments of a batch from the feeder, for the driver and for the program.

    python -m tests.endurance.scan_killed [--kills N] [--programs N] [--naive] [--seed N]

The practice scanner lets its pages trickle, so that kills land anywhere: before the job, within a page, between two.
First the process of the scan is killed, in a house that stands; then the whole program, in a process of its own, which
tells page by page what was announced. Each time: what was announced lies on the desk and comes back with the draft,
nothing is torn or there twice, the job is gone from the device within 15 s, and the next scan takes the rest unaided.
`--naive` kills a client that writes what comes, tells it, and leaves its job where it is: it must fail.
"""

import sys

if __name__ == "__main__":
    from tests.endurance.scan_kills import (
        main,
    )  # here: every process of the house imports this file, which must stay light

    sys.exit(main(sys.argv[1:], __doc__ or ""))
