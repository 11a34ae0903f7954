"""What the darkroom sees on a page: how it lies, what may be wrong with it, and the codes printed on it."""

from dataclasses import dataclass
from enum import Enum

from app.domain.geometry import Quad
from app.domain.looks import NO_LOOK, PageLook


class Remark(Enum):
    """A reason to look at a page while its paper is still in the hand; the gravest first."""

    OTHER_RECORD = "other record"  # a label on it names another record than the picked one: it is never sent unseen
    ALREADY_THERE = (
        "already there"  # it left this counter before, or DRX or the desk has it: a person keeps or drops it
    )
    MAYBE_TORN = "maybe torn"  # its data may be damaged: it is never sent unseen
    NOT_CHECKED = "not checked"  # the malware check asked for could not be made
    CODE_LOST = "code lost"  # a barcode that can be read on the original can't be read on what would be sent
    CUT_OFF = "cut off"
    BLURRED = "blurred"
    GLARE = "glare"
    TOO_DARK = "too dark"
    UPSIDE_DOWN = "upside down"
    SIDEWAYS = "sideways"
    SKEWED = "skewed"
    BLANK = "blank"
    PADDED = "padded"


@dataclass(frozen=True, slots=True)
class PageCode:
    """A barcode on a page: what it says, the name of its kind ("Code128"), and where, in the page's own pixels."""

    text: str
    symbology: str
    place: Quad


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was seen on an upright, unedited page. Lengths are in the page's own pixels.

    `skew_deg` is how far the page has to be turned clockwise to be straight; `upright_turns` how many clockwise
    quarters to be the right way up. `paper` is the sheet or card on it, where it can be told from what lies around;
    `content` the smallest upright rectangle that holds everything printed. `is_photo`: taken by a camera, no scanner.
    """

    skew_deg: float = 0.0
    upright_turns: int = 0
    paper: Quad | None = None
    content: Quad | None = None
    is_photo: bool = False
    remarks: tuple[Remark, ...] = ()
    codes: tuple[PageCode, ...] = ()
    look: PageLook = NO_LOOK
