"""What many would write: a folder as a queue, a retry when there is no answer, nothing flushed, nothing read back.

It takes the same words as `told_program` and tells the same things, so that every proof can be held against it: the
proofs must find its losses and its doubles.
"""

import base64
import contextlib
import os
import secrets
import signal
import sys
from pathlib import Path

import httpx

TRIES = 3
WAIT_S = 1.0
FIRST_FILE = 2  # after --patient ID
PATIENT_AT = 1


def main(told_file: str, when: str, command: list[str]) -> int:
    """Obey `upload --patient ID FILE… --json` and `outbox send --json`; returns the exit status."""
    told = os.open(told_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    queue = Path(os.environ["COUNTERSCAN_HOME"]) / "queue"
    if when == "when-continued":
        httpx.get(os.environ["COUNTERSCAN_URL"])  # whatever is imported late is imported now
        os.kill(os.getpid(), signal.SIGSTOP)
    queue.mkdir(parents=True, exist_ok=True)
    if command[0] == "upload":
        for file in map(Path, command[1 + FIRST_FILE : -1]):
            name = f"{command[1 + PATIENT_AT]}~{file.stem} {secrets.token_hex(4)}.jpg"
            (queue / name).write_bytes(file.read_bytes())
            os.write(told, f"safe {name.partition('~')[2]}\n".encode())
    for waiting in sorted(queue.iterdir()):
        patient, _, name = waiting.name.partition("~")
        for _ in range(TRIES):
            with contextlib.suppress(httpx.HTTPError):
                send(patient, name, waiting.read_bytes())
                waiting.unlink()
                os.write(told, f"arrived {name}\n".encode())
                break
    return 0


def send(
    patient: str, name: str, content: bytes, url: str | None = None, key: str | None = None, *, verify: bool = True
) -> None:
    """Send a page once, to the store of the environment unless it is named; raises httpx.HTTPError."""
    body = {"name": name, "patient_id": patient, "image_data": base64.b64encode(content).decode()}
    headers = {"X-DRX-Key": key or os.environ["COUNTERSCAN_API_KEY"]}
    store = url or os.environ["COUNTERSCAN_URL"]
    httpx.post(f"{store}/api/v2/images", json=body, headers=headers, timeout=WAIT_S, verify=verify).raise_for_status()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
