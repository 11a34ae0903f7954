"""Where the frozen program begins; the same as `python -m app`, under a name that no worker's `__main__` confuses."""

import sys

from app.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
