"""A hot folder whose watcher is killed again and again, while slow, split and pre-allocated files appear in it.

    python -m tests.endurance.hot_folder [--files N] [--kills N] [--batch N] [--seed N] [--naive]

The files come in batches, each for a patient of its own. In each batch writers of their own work through it while
`counterscan watch` is started and killed with SIGKILL at random moments, the soonest before it has begun; at last one
run takes what is left, and another finds nothing. Then the practice store has each file's page once, as it was
written, and the folder has each original under `done`. `--naive` does the same to a watcher that sends what it sees.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import UnidentifiedImageError

from app.practice.server import PracticeStore
from tests.endurance.computer import CHECKOUT, Computer
from tests.endurance.hot_eyes import number_on
from tests.endurance.hot_writers import name_of, page
from tests.endurance.tally import Result

FILES, KILLS, BATCH = 10_000, 500, 200
NAIVE_PROGRAM = "tests.endurance.hot_naive"
KILLED_WITHIN_S = 5.0
"""After its start, which itself takes about one."""

LONGEST_BATCH_S = 1200.0
WRITERS = 2


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of the files of one batch, by their numbers."""

    written: int
    kills: int
    lost: tuple[int, ...]
    doubled: tuple[int, ...]
    torn: int
    left: tuple[str, ...]
    not_put_away: tuple[int, ...]
    complaint: str = ""

    @property
    def is_kept(self) -> bool:
        """Was the promise kept?"""
        return not (self.lost or self.doubled or self.torn or self.left or self.not_put_away or self.complaint)


def run_batch(
    computer: Computer, store: PracticeStore, first: int, count: int, kills: int, dice: random.Random
) -> Batch:
    """Write so many files, kill the watcher so often, let it finish, and look."""
    folder, patient = computer.folder / f"scans {first}", f"pat_{first}"
    folder.mkdir()
    watch = ("watch", str(folder), "--patient", patient)
    share = -(-count // WRITERS)
    starts = range(first, first + count, share)
    writers = [_writer(folder, start, min(share, first + count - start), dice) for start in starts]
    deadline_s = time.monotonic() + LONGEST_BATCH_S
    done_kills = 0
    while any(writer.poll() is None for writer in writers) or done_kills < kills:
        if done_kills < kills:
            done_kills += _killed_once(computer, watch, dice)
        else:
            time.sleep(0.1)
        if time.monotonic() > deadline_s:
            raise TimeoutError("the writers did not end")
    ended = [computer.run(*watch, "--once") for _ in range(2)]
    complaint = "; ".join(run.stderr.strip() for run in ended if run.returncode)
    return _found(store, folder, patient, range(first, first + count), done_kills, complaint)


def _writer(folder: Path, first: int, count: int, dice: random.Random) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.endurance.hot_writers", str(folder), str(first), str(count)]
    return subprocess.Popen([*command, str(dice.randrange(1 << 30))], cwd=CHECKOUT, stdout=subprocess.DEVNULL)


def _killed_once(computer: Computer, watch: Sequence[str], dice: random.Random) -> int:
    with computer.start(*watch, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            program.wait(dice.random() * KILLED_WITHIN_S)
        except subprocess.TimeoutExpired:
            program.kill()
            return 1
    raise AssertionError(f"the watcher ended by itself: {program.returncode}")


def _found(store: PracticeStore, folder: Path, patient: str, numbers: range, kills: int, complaint: str) -> Batch:
    stored, torn = Tally[int](), 0
    for image in store.images_of("patient", patient):
        try:
            stored[number_on(image.content)] += 1
        except (OSError, ValueError, UnidentifiedImageError):
            torn += 1
    put_away = {number for number in numbers if _is_whole(folder / "done" / name_of(number), number)}
    return Batch(
        written=len(numbers),
        kills=kills,
        lost=tuple(number for number in numbers if not stored[number]),
        doubled=tuple(number for number, count in stored.items() if count > 1),
        torn=torn,
        left=tuple(sorted(path.name for path in folder.iterdir() if path.is_file())),
        not_put_away=tuple(sorted(set(numbers) - put_away)),
        complaint=complaint,
    )


def _is_whole(path: Path, number: int) -> bool:
    return path.exists() and path.read_bytes() == page(number)


def main(words: Sequence[str]) -> int:
    """Run the proof and print its figures; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="hot_folder", description=__doc__)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--naive", action="store_true")
    chosen = parser.parse_args(words)
    dice, began = random.Random(chosen.seed), time.monotonic()
    batches: list[Batch] = []
    firsts = range(1, chosen.files + 1, chosen.batch)
    program = NAIVE_PROGRAM if chosen.naive else "tests.endurance.told_program"
    with tempfile.TemporaryDirectory(prefix="hot-folder-") as home, PracticeStore(with_pictures=False) as store:
        computer = Computer(Path(home), store.url, program=program)
        for number, first in enumerate(firsts):
            count = min(chosen.batch, chosen.files + 1 - first)
            kills = chosen.kills * (number + 1) // len(firsts) - chosen.kills * number // len(firsts)
            batch = run_batch(computer, store, first, count, kills, dice)
            batches.append(batch)
            if not batch.is_kept:
                print(f"  files from {first}: {batch}")
            print(
                f"{sum(one.written for one in batches)} files, {sum(one.kills for one in batches)} kills:"
                f" lost {sum(len(one.lost) for one in batches)}, doubled {sum(len(one.doubled) for one in batches)},"
                f" torn {sum(one.torn for one in batches)} ({time.monotonic() - began:.0f} s)",
                flush=True,
            )
    result = Result(
        runs=sum(batch.written for batch in batches),
        lost=sum(len(batch.lost) for batch in batches),
        doubled=sum(len(batch.doubled) for batch in batches),
        orphans=sum(batch.torn + len(batch.left) for batch in batches),
        broken=sum(not batch.is_kept for batch in batches),
    )
    print(result)
    return 1 if result.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
