"""Each figure of the darkroom: what is measured, beside whom, what was promised. All run with tiny pictures, too."""

import io
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any  # PyMuPDF ships no types

import pymupdf
from PIL import Image, ImageFile

from app.domain.edits import UNTOUCHED
from app.domain.limits import DRX_LIMITS
from app.imaging.encode import Encoded, Room, encoded
from app.imaging.fit import fit
from app.imaging.jpeg import JpegSetting, jpeg_bytes
from app.imaging.render import rendered
from app.imaging.sheet import sheet_of
from app.imaging.thumbnail import small
from tests.bench import peers
from tests.bench.bench_pictures import document, fax, photo, saved, security_form
from tests.bench.stopwatch import interleaved_s, peak_bytes, ratio

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `is_met` is None for what is told beside the promises."""

    what: str
    goal: str
    found: str
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class Subject:
    """A picture to be fitted, and the limit in bytes."""

    name: str
    image: Image.Image
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How large the pictures are (1 is what pharmacies have), and how often each is measured."""

    size: float = 1.0
    rounds: int = ROUNDS

    def px(self, side: int) -> int:
        return max(64, round(side * self.size))

    def bytes(self, megabytes: float) -> int:
        return round(megabytes * 1_000_000 * self.size**2)


def kept_figures(scale: Scale) -> Iterator[Figure]:
    """A compliant original: nothing is decoded, nothing encoded."""
    source = saved(document(max(300, scale.px(2550)), max(300, scale.px(3300))), "JPEG", quality=90, comment=b"private")
    with _decodes_counted() as decodes:
        outcome = fit(source, 0, UNTOUCHED, DRX_LIMITS)
    same = _opened(outcome.content).tobytes() == _opened(source).tobytes()
    off = len(source) - len(outcome.content)
    found = f"{len(decodes)} decodes, {outcome.encodes} encodes, same pixels: {same}, {off} bytes of metadata off"
    is_met = not decodes and outcome.encodes == 0 and same and b"private" not in outcome.content
    yield Figure("compliant original", "0 decodes, 0 encodes, identical but for metadata", found, is_met)


def binding_figures(scale: Scale) -> Iterator[Figure]:
    """Where the limit binds: how many encodes, how much of the limit, how long beside bisection and the tools."""
    tried = [(subject, encoded(subject.image, None, _room(subject))) for subject in binding_subjects(scale)]
    outcomes = [(subject, outcome) for subject, outcome in tried if isinstance(outcome, Encoded)]  # not: too small
    encodes = [outcome.encodes for _, outcome in outcomes]
    share = 100 * sum(count <= 2 for count in encodes) / len(encodes)
    found = f"{share:.0f} % of {len(encodes)} in 2, {max(encodes)} at most, {statistics.mean(encodes):.2f} on average"
    yield Figure("limit binding: full encodes", "2 in 98 %, never over 3", found, share >= 98 and max(encodes) <= 3)
    used = [100 * len(outcome.content) / subject.max_bytes for subject, outcome in outcomes]
    found = f"{min(used):.1f} to {max(used):.1f} %, median {statistics.median(used):.1f} %"
    yield Figure("limit binding: share used", "95 to 100 %", found, min(used) >= 95 and max(used) <= 100)
    times = [
        interleaved_s(
            [partial(_jpeg_of, subject), partial(peers.our_settings_bisected, subject.image, subject.max_bytes)], 1
        )
        for subject, _ in outcomes
    ]
    found_ratio = sum(ours for ours, _ in times) / sum(theirs for _, theirs in times)
    yield _at_most("limit binding: time, of bisecting quality", 0.35, found_ratio)


def tool_figures(scale: Scale) -> Iterator[Figure]:
    """Beside ImageMagick and jpegoptim, in time and in Q; each begins with the file that it can take in."""
    for subject in contest_subjects(scale):
        as_jpeg = saved(subject.image, "JPEG", quality=100, subsampling=0)
        with tempfile.TemporaryDirectory() as folder:
            lossless = Path(folder, "page.png")
            subject.image.save(lossless, compress_level=1)
            if peers.CONVERT:
                theirs = partial(peers.converted, lossless, subject.max_bytes)
                yield _duel(f"convert jpeg:extent, {subject.name}", subject, lossless.read_bytes(), theirs)
            if peers.JPEGOPTIM:
                theirs = partial(peers.optimised, as_jpeg, subject.max_bytes)
                yield _duel(f"jpegoptim --size, {subject.name}", subject, as_jpeg, theirs)


def free_figures(scale: Scale) -> Iterator[Figure]:
    """Where the limit does not bind: one encode, and little beside it."""
    equivalents, encodes = [], []
    for image in (document(scale.px(2550), scale.px(3300)), photo(scale.px(4000), scale.px(3000))):
        subject = Subject("", image.convert("RGB"), DRX_LIMITS.max_bytes)
        outcome = _jpeg_of(subject)
        encodes.append(outcome.encodes)
        setting = outcome.setting or JpegSetting(1, is_full_colour=True)
        once = partial(jpeg_bytes, image, setting, True, None)
        equivalents.append(ratio(partial(_jpeg_of, subject), once, scale.rounds))
    found = f"{max(encodes)} encodes"
    yield Figure("limit not binding: full encodes", "exactly 1", found, set(encodes) == {1})
    yield _at_most("limit not binding: encode-equivalents", 1.15, max(equivalents))


def q_figures(scale: Scale) -> Iterator[Figure]:
    """Q at the limit, beside Pillow as it comes, its quality bisected."""
    if not peers.HAS_Q:
        return
    for subject, goal in zip(contest_subjects(scale), (2.0, 1.0, 1.0), strict=True):
        ours = peers.q_of(subject.image, _jpeg_of(subject).content)
        theirs = peers.q_of(subject.image, peers.plain_bisected(subject.image, subject.max_bytes))
        found = f"{ours - theirs:+.2f} ({ours:.1f} for {theirs:.1f})"
        yield Figure(f"Q at the limit, {subject.name}", f"at least +{goal:g}", found, ours - theirs >= goal)


def thumbnail_figures(scale: Scale) -> Iterator[Figure]:
    """Small pictures beside `pyvips.thumbnail`."""
    if not peers.HAS_VIPS:
        return
    page, scan = document(scale.px(2550), scale.px(3300)), photo(scale.px(4000), scale.px(3000))
    kinds = {
        "JPEG": (1.0, [saved(page, "JPEG", quality=90), saved(scan, "JPEG", quality=92)]),
        "PNG": (1.3, [saved(page, "PNG"), saved(scan, "PNG")]),
        "G4": (
            1.3,
            [
                saved(fax(scale.px(2480), scale.px(3508)), "TIFF", compression="group4"),
                saved(fax(scale.px(4960), scale.px(7016)), "TIFF", compression="group4"),
            ],
        ),
    }
    for kind, (goal, sources) in kinds.items():
        ratios = [
            ratio(partial(_small, source, side), partial(peers.vips_thumbnail, source, side), scale.rounds)
            for source in sources
            for side in (256, 512)
        ]
        middle = statistics.median(ratios)
        found = f"{middle:.2f}, the worst {max(ratios):.2f}"
        yield Figure(f"thumbnails of {kind}: CPU of pyvips.thumbnail", f"at most {goal:g}", found, middle <= goal)


def scaling_figures(scale: Scale) -> Iterator[Figure]:
    """Large pages to 4000 px."""
    side = scale.px(4000)
    large = saved(photo(scale.px(8000), scale.px(6000)), "JPEG", quality=92)
    a4 = document(scale.px(4960), scale.px(7016))
    pages = {"48 megapixels": (1.25, large), "A4 at 600 dpi": (1.1, saved(a4, "JPEG", quality=90))}
    for name, (goal, source) in pages.items():
        if peers.HAS_VIPS:
            shares = ratio(partial(_to_side, source, side), partial(peers.vips_thumbnail, source, side), scale.rounds)
            yield _at_most(f"JPEG of {name} to 4000 px: CPU of pyvips", goal, shares)
        if peers.HAS_SIMPLEJPEG:
            told = ratio(partial(_opened, source), partial(peers.simply_decoded, source), scale.rounds)
            yield Figure(f"JPEG of {name}: CPU of decoding by simplejpeg", "told", f"{told:.2f}", None)
    ours, theirs = peak_bytes(partial(_to_side, large, side)), peak_bytes(partial(_scaled_plainly, large, side))
    yield _at_most("JPEG of 48 megapixels to 4000 px: peak memory of Pillow", 0.5, ours / max(theirs, 1))


def pdf_figures(scale: Scale) -> Iterator[Figure]:
    """A scanned page inside a PDF is taken, not drawn."""
    scan = saved(document(scale.px(2480), scale.px(3508)), "JPEG", quality=85)
    document_: Any = pymupdf.open()  # type: ignore[no-untyped-call]  # PyMuPDF ships no types
    width, height = _opened(scan).size
    page = document_.new_page(width=width * 72 / 300, height=height * 72 / 300)
    page.insert_image(page.rect, stream=scan)
    source = document_.tobytes()
    document_.close()
    found_ratio = ratio(partial(sheet_of, source, 0), partial(_drawn, source), scale.rounds)
    yield _at_most("scanned PDF page: time of drawing it at 300 dpi", 1 / 50, found_ratio)
    stored = sheet_of(source, 0).stored
    is_same = stored is not None and stored.source == scan
    yield Figure("scanned PDF page: bytes of the scan", "identical", "identical" if is_same else "changed", is_same)


def _drawn(source: bytes) -> object:
    with pymupdf.open(stream=source, filetype="pdf") as pages:  # type: ignore[no-untyped-call]  # as above
        return pages[0].get_pixmap(dpi=300).samples


def binding_subjects(scale: Scale) -> list[Subject]:
    """Documents and photos under limits that all bind."""
    subjects = []
    for seed in range(2):
        pictures = {
            "form": security_form(scale.px(4000), scale.px(4000), seed + 10),
            "page": document(scale.px(3094), scale.px(4000), seed + 20),
            "photo": photo(scale.px(4000), scale.px(3000), seed + 30),
            "small page": document(scale.px(1700), scale.px(2200), seed + 40),
        }
        for name, image in pictures.items():
            best = len(jpeg_bytes(image, JpegSetting(0.32, is_full_colour=True), True, None))
            subjects += [Subject(name, image, int(best * share)) for share in (0.95, 0.8, 0.62, 0.45, 0.3, 0.2)]
    return subjects


def contest_subjects(scale: Scale) -> list[Subject]:
    """What the table of goals names: a document at 10 MB, a document and a photo at 2 MB."""
    return [
        Subject("form at 10 MB", security_form(scale.px(4000), scale.px(4000)), scale.bytes(10)),
        Subject("document at 2 MB", document(scale.px(3094), scale.px(4000)), scale.bytes(2)),
        Subject("photo at 2 MB", photo(scale.px(4000), scale.px(3000)), scale.bytes(2)),
    ]


def _jpeg_of(subject: Subject) -> Encoded:
    outcome = encoded(subject.image, None, _room(subject))
    assert isinstance(outcome, Encoded), subject.name
    return outcome


def _room(subject: Subject) -> Room:
    return Room(subject.max_bytes, subject.max_bytes)


def _scaled_plainly(source: bytes, side: int) -> Image.Image:
    image = _opened(source)
    factor = side / max(image.size)
    size = (round(image.width * factor), round(image.height * factor))
    return image.resize(size, Image.Resampling.LANCZOS)


def _opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def _at_most(what: str, goal: float, found: float) -> Figure:
    return Figure(what, f"at most {goal:g}", f"{found:.3g}", found <= goal)


def _duel(what: str, subject: Subject, source: bytes, theirs: Callable[[], bytes]) -> Figure:
    """From the same file to the same limit: our processor time as a share of theirs, and how much more Q."""

    def ours() -> bytes:
        return _jpeg_of(Subject(subject.name, _opened(source), subject.max_bytes)).content

    share, content, other = ratio(ours, theirs, 1), ours(), theirs()
    better = peers.q_of(subject.image, content) - peers.q_of(subject.image, other) if peers.HAS_Q else 0.0
    is_within = len(other) <= subject.max_bytes
    found = f"time {share:.2f}, Q {better:+.2f}, it used {100 * len(other) / subject.max_bytes:.1f} %"
    return Figure(what, "time under 1, Q above 0", found, share < 1 and (better > 0 or not is_within))


def _small(source: bytes, side: int) -> bytes:
    return small(sheet_of(source, 0), side).tobytes()


def _to_side(source: bytes, side: int) -> object:
    return rendered(sheet_of(source, 0), UNTOUCHED, side)


@contextmanager
def _decodes_counted() -> Iterator[list[str]]:
    """The formats of all pictures whose pixels Pillow was asked for inside."""
    seen: list[str] = []
    usual = ImageFile.ImageFile.load

    def load(self: ImageFile.ImageFile) -> Any:  # Pillow's own type is private
        seen.append(self.format or "")
        return usual(self)

    ImageFile.ImageFile.load = load  # type: ignore[method-assign]  # only while a figure is measured
    try:
        yield seen
    finally:
        ImageFile.ImageFile.load = usual  # type: ignore[method-assign]  # as above
