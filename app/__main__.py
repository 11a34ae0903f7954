"""`python -m app`, the installed command and the frozen program all begin here.

Nothing of ours is imported at the top: every darkroom process imports this file when it starts, and must stay light.
"""

import multiprocessing
import sys


def main() -> int:
    """Run the command line that the program was started with; returns the exit status."""
    multiprocessing.freeze_support()
    from app.wiring import main as run  # late: see above

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
