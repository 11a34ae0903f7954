"""What scanning with us costs over fetching the same bytes: times and their ratios, to be read, not a test.

    python -m tests.bench.scan_overhead [--rounds N] [--pages N] [--only memory|120|60|screen|program]

50 A4 pages in grey at 200 dpi come over eSCL from the practice scanner in a process of its own. Ours scans them into a
folder as `counterscan scan` does: every page is fetched, decoded in full in the darkroom, and written. curl makes the
same job and fetches the same answers one after the other over one connection. Both take turns: A B A B. `memory` is a
scanner as quick as memory, 120 and 60 let each page run as long as it does at so many pages a minute, for both alike.
`program` starts the whole program for it. `screen` is how long after its last byte the first page is on the desk, and
its picture in the window. On a busy computer the times say little, and the ratios less than on an idle one.
"""

import sys

if __name__ == "__main__":
    from tests.bench.scan_sides import main  # here: every process of the house imports this file, which must stay light

    sys.exit(main(sys.argv[1:], __doc__ or ""))
