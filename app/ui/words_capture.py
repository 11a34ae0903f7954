"""The words about scanners, profiles and the scan that runs. Pure functions."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.domain.capture_shelf import CaptureState, CaptureView, ScannerRow, WatchedFolder
from app.domain.errors import Problem
from app.domain.pages import DocumentKind
from app.domain.profiles import Profile
from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import Mode, Road, Scanner, ScanNote, Source
from app.ui.problem_words import in_words, said
from app.ui.words import number_text, pages_text, visible

MOST_PATH_CHARACTERS = 48
"""A longer path gives way in its middle: the line under the ways in stays a line."""

_CARDS = frozenset({DocumentKind.INSURANCE_CARD, DocumentKind.ID_CARD})


def tr(text: str) -> str:
    """A text about capturing in the language of the screen."""
    return QCoreApplication.translate("words_capture", text)


# --- settings ----------------------------------------------------------------------------------------------------


def source_name(source: Source | None) -> str:
    """`Feeder`; None is the choice that looks where the paper lies."""
    return {
        None: tr("Automatic"),
        Source.FLATBED: tr("Glass"),
        Source.FEEDER: tr("Feeder"),
        Source.DUPLEX: tr("Both sides"),
    }[source]


def mode_name(mode: Mode) -> str:
    """`Grey`."""
    return {Mode.COLOUR: tr("Colour"), Mode.GRAY: tr("Grey"), Mode.BW: tr("Black & white")}[mode]


def dpi_name(dpi: int) -> str:
    """`300 dpi`."""
    return tr("{count} dpi").format(count=dpi)


def settings_line(profile: Profile) -> str:
    """What a profile does, in one line: `Glass · 300 dpi · Colour`."""
    if profile.uses_camera:
        return tr("Camera")
    return " · ".join((source_name(profile.source), dpi_name(profile.dpi), mode_name(profile.mode)))


# --- scanners ----------------------------------------------------------------------------------------------------


def scanner_line(row: ScannerRow, *, is_chosen: bool) -> str:
    """The second line of a scanner: where it stands, how it is reached, whether others can read along."""
    scanner = row.scanner
    parts = [scanner.place, scanner.road.value]
    if row.is_built_in:
        parts.append(tr("on this computer"))
    elif scanner.road is Road.ESCL:
        parts.append(tr("encrypted") if scanner.is_encrypted else tr("not encrypted"))
    if is_chosen and not row.is_here:
        parts.append(tr("in use"))
    return " · ".join(part for part in parts if part)


def nothing_found_text(*, is_looking: bool) -> str:
    """What stands in the place of the list where there is no scanner."""
    if is_looking:
        return tr("Looking for scanners…")
    return tr("No scanner was found. Switch it on and connect it to this network, or add it by its address below.")


def scanner_choice_text(scanner_id: object, rows: Sequence[ScannerRow]) -> str:
    """Which scanner a profile uses."""
    if scanner_id is None:
        return tr("The one in use")
    names = (row.scanner.name for row in rows if row.scanner.id == scanner_id)
    return next((visible(name) for name in names), tr("One that is not here now"))


def ready_line(view: CaptureView) -> str:
    """The quiet line under the ways in: the scanner and the hot folder, as they stand; empty where there is neither."""
    folder = _folder_text(view.folder) if view.folder is not None else ""
    return " · ".join(part for part in (_scanner_text(view), folder) if part)


def set_up_text(view: CaptureView) -> str:
    """What the link beside that line offers; empty where nothing has to be set up."""
    if view.chosen is not None:
        return ""
    return tr("Choose a scanner") if view.scanners else tr("Set up a scanner")


def _scanner_text(view: CaptureView) -> str:
    if view.chosen is None:
        if view.scanners:
            count = len(view.scanners)
            one, many = tr("1 scanner is there"), tr("{count} scanners are there")
            return one if count == 1 else many.format(count=number_text(count))
        return tr("Looking for scanners…") if view.is_looking else ""
    row = next((row for row in view.scanners if row.scanner.id == view.chosen.id), None)
    name = visible(view.chosen.name)
    if row is not None and not row.is_here:
        return tr("{scanner} does not answer").format(scanner=name)
    if row is None:
        return tr("Scans with {scanner}").format(scanner=name)
    is_elsewhere = view.chosen.road is Road.ESCL and not row.is_built_in
    words = tr("{scanner} is ready on the network") if is_elsewhere else tr("{scanner} is ready")
    return words.format(scanner=name)


def _folder_text(folder: WatchedFolder) -> str:
    path = short_path(folder.folder)
    if not folder.is_there:
        return tr("Hot folder {folder} is not there").format(folder=path)
    if folder.problem is not None:
        return tr("Hot folder {folder}: {problem}").format(folder=path, problem=in_words(folder.problem).title)
    if folder.stuck:
        count = len(folder.stuck)
        one = tr("Hot folder {folder} is watched; 1 file stays incomplete")
        many = tr("Hot folder {folder} is watched; {count} files stay incomplete")
        return (one if count == 1 else many).format(folder=path, count=number_text(count))
    return tr("Hot folder {folder} is watched").format(folder=path)


def short_path(path: str) -> str:
    """A path that is not too long for a line, elided in the middle."""
    shown = visible(path)
    if len(shown) <= MOST_PATH_CHARACTERS:
        return shown
    half = (MOST_PATH_CHARACTERS - 1) // 2
    return f"{shown[:half]}…{shown[-half:]}"


# --- the scan that runs ------------------------------------------------------------------------------------------


def running_text(view: CaptureView) -> str:
    """What the strip over the work says while a scan runs: `Scanning · page 4 · 45 %`."""
    match view.state:
        case CaptureState.STARTING:
            scanner = _scanner_of(view)
            return tr("Reaching {scanner}…").format(scanner=visible(scanner.name)) if scanner else tr("Scanning…")
        case CaptureState.SCANNING:
            parts = [_what(view), tr("page {number}").format(number=number_text(view.page_count + 1))]
            if view.share is not None:
                parts.append(tr("{percent} %").format(percent=int(100 * min(max(view.share, 0.0), 1.0))))
            return " · ".join(parts)
        case CaptureState.STOPPING:
            return tr("Stopping, the sheet in the scanner comes to its end")
        case CaptureState.WAITING:
            return in_words(view.trouble).title if view.trouble is not None else tr("The scanner waits")
        case CaptureState.ASKING:
            return _next_text(view.profile)
        case CaptureState.IDLE:
            return ""


def running_note(view: CaptureView) -> str:
    """The quieter line under it: what to do, what is there already, what is worth knowing."""
    if view.state is CaptureState.WAITING:
        advice = in_words(view.trouble).advice if view.trouble is not None else ""
        press = "" if view.can_resume_alone else tr("Press Go on when it is done")
        return _sentences(advice, press, _kept_text(view.page_count))
    if view.state is CaptureState.ASKING:
        return _sentences(_so_far_text(view.page_count))
    return _sentences(*(note_text(note, view.page_count, view.told) for note in view.notes))


def spoken_text(view: CaptureView) -> str:
    """What is said to assistive technology: once a sheet, without percents, and what is worth knowing only once."""
    if view.state is not CaptureState.SCANNING:
        return _sentences(running_text(view), running_note(view))
    return _sentences(running_text(replace(view, share=None)), running_note(view) if not view.page_count else "")


def _what(view: CaptureView) -> str:
    name = view.profile.name if view.profile is not None else ""
    return tr("Scanning {profile}").format(profile=visible(name)) if name else tr("Scanning")


def _scanner_of(view: CaptureView) -> Scanner | None:
    wanted = view.profile.scanner if view.profile is not None else None
    found = (row.scanner for row in view.scanners if row.scanner.id == wanted)
    return next(found, view.chosen)


def _next_text(profile: Profile | None) -> str:
    if profile is None or profile.kind in _CARDS:
        return tr("Turn the card over, or put the next one on")
    if profile.source is not None and profile.source.is_fed:
        return tr("Put the next sheets into the feeder")
    return tr("Put the next sheet on")


def _so_far_text(count: int) -> str:
    one, many = tr("1 page is there so far"), tr("{pages} are there so far")
    return "" if not count else one if count == 1 else many.format(pages=pages_text(count))


def _kept_text(count: int) -> str:
    one, many = tr("1 page is kept"), tr("{pages} are kept")
    return "" if not count else one if count == 1 else many.format(pages=pages_text(count))


def note_text(note: ScanNote, page_count: int, told: int | None = None) -> str:
    """A note as a sentence without its full stop; `told` is how many pages the scanner counts."""
    match note:
        case ScanNote.NOT_ENCRYPTED:
            return tr("This scanner sends pages unencrypted through the network")
        case ScanNote.OTHER_DPI:
            return tr("The scanner has not got this resolution; the nearest one is used")
        case ScanNote.OTHER_MODE:
            return tr("The scanner has not got these colours; the nearest ones are used")
        case ScanNote.COUNT_DIFFERS:
            came = pages_text(page_count)
            if told is not None:
                return tr("The scanner counts {told}, and {pages} came. Look whether one is missing").format(
                    told=pages_text(told), pages=came
                )
            return tr("The scanner counts other pages than came ({pages}). Look whether one is missing").format(
                pages=came
            )
        case ScanNote.SKIPPED_EMPTY:
            return tr("The scanner announced a page and sent nothing. Look whether one is missing")


# --- how it ended ------------------------------------------------------------------------------------------------


def scanned_text(page_count: int) -> str:
    """`5 pages scanned`."""
    return tr("{pages} scanned").format(pages=pages_text(page_count)) if page_count else tr("Nothing was scanned")


def was_stopped(problem: Problem | None) -> bool:
    """Did a person stop it?"""
    return problem is not None and problem.title == problem_of(Trouble.CANCELLED).title


def ended_text(page_count: int, problem: Problem | None) -> str:
    """The quiet sentence at the end of a scan that ended well or was stopped: `5 pages scanned`."""
    if problem is None:
        return scanned_text(page_count)
    return ". ".join(part for part in (in_words(problem).title, _kept_text(page_count)) if part)


def trouble_note(page_count: int, problem: Problem) -> str:
    """Under the title of a scan that ended badly: what came of it, and what to do."""
    one, many = tr("1 page is on the desk"), tr("{pages} are on the desk")
    came = "" if not page_count else one if page_count == 1 else many.format(pages=pages_text(page_count))
    return _sentences(came, in_words(problem).advice)


def worth_a_look(notes: Sequence[ScanNote]) -> tuple[ScanNote, ...]:
    """The notes that stay on the screen after a scan: a scanner that is not encrypted is said while it scans."""
    return tuple(note for note in notes if note is not ScanNote.NOT_ENCRYPTED)


def notes_text(notes: Sequence[ScanNote], page_count: int, told: int | None = None) -> str:
    """All of these notes as sentences; `told` is how many pages the scanner counts."""
    return _sentences(*(note_text(note, page_count, told) for note in notes))


# --- profiles ----------------------------------------------------------------------------------------------------


def profile_name(profile: Profile) -> str:
    """What a profile is called on its button; the names that it has from the beginning are in the screen's language."""
    return visible(said(profile.name)).strip() or tr("No name")


def new_profile_name(profiles: Sequence[Profile]) -> str:
    """A name that no other profile has: `New profile`, `New profile 2`."""
    taken = {profile.name for profile in profiles}
    first = tr("New profile")
    numbered = (tr("{name} {number}").format(name=first, number=number) for number in range(2, len(taken) + 3))
    return next((name for name in (first, *numbered) if name not in taken), first)


def _sentences(*parts: str) -> str:
    """Parts as sentences one after the other, each with one full stop."""
    return " ".join(part if part.endswith((".", "…", "?")) else f"{part}." for part in parts if part)
