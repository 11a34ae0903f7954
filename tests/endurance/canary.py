"""The canary: a working day with a patient, a file and a picture that can be recognised, and a search for them after.

    python -m tests.endurance.canary [--plain]

The day: a search, a page pasted, turned, named and uploaded, its gallery, an image saved into a folder that a person
chose (which is left out of the search), a file that is none, an upload while DRX is out of reach, a restart, and the
command line. While it lasts, the arguments and the environment of every process that the program started are read;
after it, every file below its home, its temporary folder and in shared memory. `--plain` searches the person's own
folder with the same eyes, and must find everything.
"""

import argparse
import base64
import contextlib
import io
import random
import struct
import sys
import tempfile
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import psutil
from PIL import Image

from app.domain.facts import GalleryPictureReady, ImagesSaved, PagePictureReady, Purpose, SearchAnswered
from app.domain.pages import Picture
from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind
from app.domain.shelves import GalleryState
from app.practice.server import PRACTICE_KEY, PracticeStore
from tests.endurance.computer import Computer
from tests.flows.ground import Ground

NAME, RECORD_ID, BIRTH_DATE = "Canarybird", "pat_canary_7391", "1931-07-09"
FILE_NAME = "Canarybird insurance front.png"
PATTERN = bytes((17, 201, 94, 233, 8, 141, 66, 180, 27, 119, 250, 3)) * 4
"""Four pixels four times over, as RGB; the upper half of the picture is made of them, the lower half is noise."""
SIDE_PX = 400
SHARED_MEMORY = Path("/dev/shm")
LOOK_EVERY_S = 0.02


def picture() -> bytes:
    """A PNG of the pattern and of noise that is the same in every run, not compressed."""
    half = SIDE_PX * SIDE_PX * 3 // 2
    page = Image.frombytes(
        "RGB", (SIDE_PX, SIDE_PX), PATTERN * (half // len(PATTERN)) + random.Random(7).randbytes(half)
    )
    content = io.BytesIO()
    page.save(content, "PNG", compress_level=0)
    return content.getvalue()


def signs(content: bytes) -> Mapping[str, tuple[bytes, ...]]:
    """What gives the patient away, in every form in which it could lie about."""
    with Image.open(io.BytesIO(content)) as opened:
        row = opened.convert("RGBA").tobytes()[: len(PATTERN) // 3 * 4]
    blue_first = b"".join(bytes((p[2], p[1], p[0], p[3])) for p in struct.iter_unpack("4B", row))
    words = {"name": NAME, "record": RECORD_ID, "birth date": BIRTH_DATE, "file name": FILE_NAME, "key": PRACTICE_KEY}
    text = {
        what: (word.encode(), word.encode("utf-16-le"), base64.b64encode(word.encode())[:-3])
        for what, word in words.items()
    }
    return {
        **text,
        "pixels": (PATTERN, row, blue_first),
        "file": (content[-9000:-8900], base64.b64encode(content[-9000:-8900])[2:-6]),
    }


def hits_in(content: bytes, what: Mapping[str, tuple[bytes, ...]]) -> set[str]:
    """Which of the signs these bytes hold, also behind zlib (a PNG, a compressed log)."""
    forms = [content]
    at = content.find(b"IDAT")
    if at >= 0:
        with contextlib.suppress(zlib.error):
            forms.append(zlib.decompressobj().decompress(content[at + 4 :]))
    return {sign for sign, words in what.items() if any(word in form for word in words for form in forms)}


def hits_below(folders: Sequence[Path], what: Mapping[str, tuple[bytes, ...]]) -> dict[str, set[str]]:
    """The files that give something away, and those whose own names do."""
    found: dict[str, set[str]] = {}
    for folder in folders:
        for file in (file for file in folder.rglob("*") if file.is_file()):
            hits = hits_in(file.read_bytes(), what) | hits_in(str(file.relative_to(folder)).encode(), what)
            if hits:
                found[str(file)] = hits
    return found


class Watchman:
    """Reads the arguments and the environment of every process below this one, and what lies in shared memory."""

    def __init__(self, what: Mapping[str, tuple[bytes, ...]]) -> None:
        self._what, self._told_by_person = what, set[int]()
        self.found: dict[str, set[str]] = {}
        self._ends = threading.Event()
        self._before = {file.name for file in SHARED_MEMORY.iterdir()}
        self._thread = threading.Thread(target=self._watch)

    def excuse(self, pid: int) -> None:
        """A command that a person typed: what stands in its own arguments and environment is the person's."""
        self._told_by_person.add(pid)

    @contextlib.contextmanager
    def on_duty(self) -> Iterator[None]:
        """For as long as the day lasts."""
        self._thread.start()
        try:
            yield
        finally:
            self._ends.set()
            self._thread.join()

    def _watch(self) -> None:
        while not self._ends.wait(LOOK_EVERY_S):
            for process in psutil.Process().children(recursive=True):
                if process.pid not in self._told_by_person:
                    self._look_at(process)
            for file in SHARED_MEMORY.iterdir():
                if file.name not in self._before:
                    self._note(f"the name of {file}", file.name.encode())

    def _look_at(self, process: psutil.Process) -> None:
        for what in ("cmdline", "environ"):
            with contextlib.suppress(OSError):
                self._note(f"{what} of a child", Path(f"/proc/{process.pid}/{what}").read_bytes())

    def _note(self, where: str, content: bytes) -> None:
        # The key and the home come from the environment that the tests made; a child has it as the program has.
        hits = hits_in(content, self._what) - ({"key"} if where.startswith("environ") else set())
        if hits:
            self.found[where] = self.found.get(where, set()) | hits


def desk_day(computer: Computer, store: PracticeStore, chosen: Path) -> None:
    """What a person does at the window, without the window."""
    record = Record(RecordKind.PATIENT, RECORD_ID, f"{NAME}, Ada", None, f"born {BIRTH_DATE}")
    ground = Ground({**computer.environ, "COUNTERSCAN_RECALL_S": "0"})
    try:
        ground.house.open(practice=False).result(30)
        ground.desk.search(1, NAME, None)
        ground.facts.wait_for(SearchAnswered)
        ground.desk.pick(record)
        row = ground.add(picture(), FILE_NAME)
        ground.desk.want_page_picture(row.id, Purpose.LARGE, 900)
        _ = ground.facts.wait_for(PagePictureReady).picture
        ground.desk.turn([row.id], 1)
        ground.desk.rename(row.id, f"{NAME} front")
        ground.add(b"this is no picture", f"{NAME} broken.jpg")
        ground.desk.upload()
        assert store.wait_for_uploads(1, 30)
        view = ground.gallery_of(record)
        tiles = view.tiles or ground.wait_for_gallery(lambda v: v.state is GalleryState.READY and bool(v.tiles)).tiles
        ground.desk.want_gallery_picture(tiles[0].key, Purpose.LARGE, 900)
        shown: Picture = ground.facts.wait_for(GalleryPictureReady).picture
        assert shown.width > 0
        ground.desk.save_images([tiles[0].key], chosen)
        ground.facts.wait_for(ImagesSaved)
        store.offline = True
        ground.add(picture(), FILE_NAME)
        ground.desk.upload()
        ground.add(picture(), FILE_NAME)  # and one is left on the desk
    finally:
        ground.close()
        store.offline = False


def command_line_day(computer: Computer, own: Path, watchman: Watchman) -> None:
    """What a script does: a restart that sends, an upload, a list, a search, an error."""
    for words in (
        ("outbox", "send", "--json"),
        ("upload", "--patient", RECORD_ID, "--label", f"{NAME} back", str(own / FILE_NAME), "--json"),
        ("upload", "--patient", RECORD_ID, str(own / "missing.png"), "--json"),
        ("images", "patient", RECORD_ID, "--json"),
        ("find", NAME, "--json"),
        ("outbox", "list", "--json"),
    ):
        with computer.start(*words) as program:
            watchman.excuse(program.pid)
            program.communicate(timeout=60)


def day(folder: Path) -> dict[str, set[str]]:
    """Live the day, and say where it can be seen afterwards: places and signs; the pages must all have arrived."""
    own, chosen, temporary = (folder / name for name in ("own", "chosen", "temporary"))
    for made in (own, chosen, temporary):
        made.mkdir(parents=True)
    (own / FILE_NAME).write_bytes(picture())
    what = signs(picture())
    watchman = Watchman(what)
    before, tempfile.tempdir = tempfile.tempdir, str(temporary)
    try:
        with PracticeStore(with_pictures=False) as store, watchman.on_duty():
            computer = Computer(folder / "computer", store.url, more={"TMPDIR": str(temporary)})
            desk_day(computer, store, chosen)
            command_line_day(computer, own, watchman)
            stages = {entry.stage for entry in computer.entries()}
            assert stages == {Stage.DELIVERED}, stages
            assert len(store.uploaded_images()) == 3
            return {**watchman.found, **hits_below([computer.home, temporary], what)}
    finally:
        tempfile.tempdir = before


def main(words: Sequence[str]) -> int:
    """Live the day and print where it can be seen; 0 where nowhere."""
    parser = argparse.ArgumentParser(prog="canary", description=__doc__)
    parser.add_argument("--plain", action="store_true")
    with tempfile.TemporaryDirectory(prefix="canary-") as folder:
        if parser.parse_args(words).plain:
            (Path(folder) / FILE_NAME).write_bytes(picture() + f"{RECORD_ID} {BIRTH_DATE} {PRACTICE_KEY}".encode())
            found = hits_below([Path(folder)], signs(picture()))
        else:
            found = day(Path(folder))
            files = [file for file in (Path(folder) / "computer" / "home").rglob("*") if file.is_file()]
            print(f"{len(files)} files searched, {sum(file.stat().st_size for file in files)} bytes")
    for place, hits in found.items():
        print(f"  {place}: {', '.join(sorted(hits))}")
    print(f"{len(found)} places give the patient away")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
