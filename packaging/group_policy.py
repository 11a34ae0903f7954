#!/usr/bin/env python3
"""Write what fleets are managed with: `python3 packaging/group_policy.py`, into `build/policy` and one ZIP of it.

Templates for Windows' group policies (`CounterScan.admx`, `en-US` and `es-ES`), the JSON schema of the policy file of
other systems, and the page that tells of both. All of it follows from the settings of the program. `--page` renews the
table in `packaging/POLICY.md` instead. Exit status 2: it could not be made, for the reason on the last line.
"""

import os
import sys
import time
import zipfile
from pathlib import Path

import freeze
import policy_files
import policy_settings
from policy_settings import WordsMissing

OUT = freeze.BUILD / "policy"


def main(words: list[str]) -> int:
    """Write all of it, or renew the page alone; say where it is."""
    try:
        settings = policy_settings.listed()
    except WordsMissing as problem:
        print(f"group_policy: {problem}", file=sys.stderr)
        return 2
    if words == ["--page"]:
        page = policy_files.PAGE
        page.write_text(
            policy_files.page_with(settings, page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n"
        )
        return 0
    policy_files.write(OUT, settings, freeze.version())
    archive = freeze.BUILD / "packages" / f"CounterScan-{freeze.version()}-policy.zip"
    pack(OUT, archive, int(freeze.steady(os.environ)["SOURCE_DATE_EPOCH"]))
    print(f"group_policy: {OUT.relative_to(freeze.CHECKOUT)} and {archive.name}, {len(settings)} settings")
    return 0


def pack(folder: Path, archive: Path, epoch_s: int) -> None:
    """The folder as a ZIP, the same for the same commit: one order, one time."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in freeze.files_in(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), time.gmtime(epoch_s)[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            file.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
