"""What many would write: whatever lies in the folder is sent, and then moved. The proof must find what it breaks.

It takes the same words as `told_program` and obeys `watch FOLDER --patient ID`.
"""

import sys
import time
from pathlib import Path

import httpx

from tests.endurance.naive_client import send

LOOK_EVERY_S = 0.2
FOLDER_AT, PATIENT_AT = 1, 3


def main(command: list[str]) -> int:
    """Watch until somebody ends us, or once."""
    folder = Path(command[FOLDER_AT])
    (folder / "done").mkdir(exist_ok=True)
    while True:
        for path in sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".part"):
            try:
                send(command[PATIENT_AT], path.name, path.read_bytes())
            except httpx.HTTPError:
                continue
            path.rename(folder / "done" / path.name)
        if "--once" in command:
            return 0
        time.sleep(LOOK_EVERY_S)


if __name__ == "__main__":
    sys.exit(main(sys.argv[3:]))
