"""The paper in the practice scanner: made-up documents, or pictures and ready bytes that a test puts in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from PIL import Image

from app.practice.catalogue import PATIENTS, Patient, Prescription, catalogue_on
from app.practice.drawings import PAPER, hard_copy, hard_copy_back, id_card, insurance_card

MM_AN_INCH = 25.4
A4_MM = (210.0, 297.0)
CARD_MM = (85.6, 53.98)


@dataclass(frozen=True)
class Document:
    """A made-up document: its name tells it from all others, and it is drawn at the size that is asked for."""

    name: str
    size_mm: tuple[float, float]
    draw: Callable[[tuple[int, int]], Image.Image]

    def at(self, dpi: int) -> Image.Image:
        """The document in colour, in its own size."""
        width, height = (max(1, round(side / MM_AN_INCH * dpi)) for side in self.size_mm)
        return self.draw((width, height))


Face = Document | Image.Image | bytes
"""One side of a sheet. A picture fills all that its inlet sees; bytes are sent as they are, whatever is asked for."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper."""

    front: Face
    back: Face


@cache
def documents() -> tuple[Sheet, ...]:
    """All that is ever scanned here by itself: hard copies with their backs, and copies of cards, well mixed."""
    written = catalogue_on(date(2025, 2, 19)).prescriptions  # any day does: only what is on the paper is used
    hard_copies = [Sheet(_front(prescription), _back(prescription)) for prescription in written]
    cards = [_cards_of(patient) for patient in PATIENTS[:3]]
    return (*hard_copies[:2], cards[0], hard_copies[2], cards[1], *hard_copies[3:5], cards[2], *hard_copies[5:])


def made_up_sheets(count: int) -> tuple[Sheet, ...]:
    """So many sheets, from the beginning again where they are more than there are documents."""
    ready = documents()
    return tuple(ready[index % len(ready)] for index in range(count))


@cache
def card_on_the_glass() -> Document:
    """What lies on the glass until something else is laid there: an ID card, small in the middle of it."""
    return _id_card(PATIENTS[0])


BLANK = Document("blank", A4_MM, lambda size_px: Image.new("RGB", size_px, PAPER))


def _front(prescription: Prescription) -> Document:
    patient = next(patient for patient in PATIENTS if patient.id == prescription.patient_id)
    return Document(
        f"{prescription.id} front",
        A4_MM,
        lambda size_px: hard_copy(
            _name(patient), patient.born, prescription.drug, prescription.directions, prescription.label, size_px
        ),
    )


def _back(prescription: Prescription) -> Document:
    return Document(f"{prescription.id} back", A4_MM, lambda size_px: hard_copy_back(prescription.label, size_px))


def _cards_of(patient: Patient) -> Sheet:
    """A photocopy of both cards: cards themselves don't go through a feeder."""
    identity, insurance = _id_card(patient), _insurance_card(patient)

    def drawn(size_px: tuple[int, int]) -> Image.Image:
        page = Image.new("RGB", size_px, PAPER)
        for index, card in enumerate((identity, insurance)):
            picture = card.at(round(size_px[0] / A4_MM[0] * MM_AN_INCH))
            page.paste(picture, ((page.width - picture.width) // 2, page.height * (1 + 3 * index) // 8))
        return page

    return Sheet(Document(f"{patient.id} cards", A4_MM, drawn), BLANK)


def _id_card(patient: Patient) -> Document:
    return Document(f"{patient.id} ID", CARD_MM, lambda size_px: id_card(_name(patient), patient.born, size_px=size_px))


def _insurance_card(patient: Patient) -> Document:
    return Document(f"{patient.id} insurance", CARD_MM, lambda size_px: insurance_card(_name(patient), size_px=size_px))


def _name(patient: Patient) -> str:
    return f"{patient.first_name} {patient.last_name}"
