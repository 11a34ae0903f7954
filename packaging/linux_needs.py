#!/usr/bin/env python3
"""Install what Qt and the tests need from Debian or Ubuntu, as root: `python3 packaging/linux_needs.py`."""

import sys

import system_needs


def main() -> int:
    """Install what is missing; status 2 where that is not allowed."""
    needs = [*system_needs.library_needs("x11"), *system_needs.library_needs("wayland"), *system_needs.tool_needs()]
    missing = system_needs.missing_packages([*needs, *system_needs.scanner_needs()])
    # Qt's printing plugin; nothing else asks for it, so `system_needs` does not.
    wanted = [*missing, *([] if system_needs.is_loadable("libcups.so.2") else ["libcups2"])]
    if not wanted or not sys.platform.startswith("linux"):
        return 0
    if system_needs.may_install() and system_needs.install(wanted):
        return 0
    print(f"linux_needs: as root: apt-get install {' '.join(wanted)}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
