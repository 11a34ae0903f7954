"""Stopped while scanning: a feeder of 50, ended by a person when 20 pages are there, at scanners of several tempers.

    python -m tests.endurance.scan_stopped [--times N] [--sheets N] [--at N] [--naive]

Whatever the scanner does with its pages - one after the other, slowly, or not another byte in the middle of one -
exactly the pages that were delivered are kept, each as it was sent; the device is idle within 15 s; and the next scan
takes what still lies in the feeder, unaided. `--naive` stops by ending the driver and looks no further: it must fail.
"""

import sys

if __name__ == "__main__":
    from tests.endurance.scan_stops import (
        main,
    )  # here: every process of the house imports this file, which must stay light

    sys.exit(main(sys.argv[1:], __doc__ or ""))
