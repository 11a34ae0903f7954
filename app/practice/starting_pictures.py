"""The images that the practice store has from the beginning, drawn when somebody first looks at its shelf."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from PIL import Image

from app.practice.catalogue import Prescription, catalogue_on
from app.practice.drawings import door_photo, hard_copy, hard_copy_back, id_card, insurance_card, receipt
from app.practice.lookup_forms import wire_id
from app.practice.shelf import PRESCRIPTION_LINK, NewImage

DPI = 300
PAGE_SIZE_PX = (1200, 1600)
PHOTO_SIZE_PX = (1600, 1200)

FIRST_DAY = datetime(2025, 2, 19, 8, 50, tzinfo=UTC)
EVENING = datetime(2025, 2, 19, 17, 32, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A picture to be: its age counts back from the start of the store, unless it is dated."""

    name: str
    links: Mapping[str, str]
    draw: Callable[[], Image.Image]
    age: timedelta = timedelta()
    dated: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Drawn:
    content: bytes = field(repr=False)
    content_type: str
    width: int
    height: int


def starting_pictures(now: datetime, *, number_ids: bool = False) -> tuple[NewImage, ...]:
    """The starting images, oldest first: some of February 19, 2025, the others of the last hour before `now`."""
    return tuple(
        NewImage(
            name=plan.name,
            links={link: str(wire_id(own_id, number_ids=number_ids)) for link, own_id in plan.links.items()},
            content_type=drawn.content_type,
            content=drawn.content,
            width=drawn.width,
            height=drawn.height,
            dpi=DPI,
            created_on=plan.dated or (now - plan.age).replace(microsecond=0),
        )
        for plan, drawn in zip(_PLANNED, _drawn_once(), strict=True)
    )


def _hard_copy(prescription_id: str) -> Image.Image:
    prescription = _prescription(prescription_id)
    patient = catalogue_on(FIRST_DAY.date()).patient(prescription.patient_id)
    name = f"{patient.first_name} {patient.last_name}"
    return hard_copy(name, patient.born, prescription.drug, prescription.directions, prescription.label, PAGE_SIZE_PX)


def _hard_copy_back(prescription_id: str) -> Image.Image:
    return hard_copy_back(_prescription(prescription_id).label, PAGE_SIZE_PX)


def _id_card(patient_id: str) -> Image.Image:
    patient = catalogue_on(FIRST_DAY.date()).patient(patient_id)
    return id_card(f"{patient.first_name} {patient.last_name}", patient.born)


def _insurance_card(patient_id: str) -> Image.Image:
    patient = catalogue_on(FIRST_DAY.date()).patient(patient_id)
    return insurance_card(f"{patient.first_name} {patient.last_name}")


def _prescription(prescription_id: str) -> Prescription:
    written = catalogue_on(FIRST_DAY.date()).prescriptions
    return next(prescription for prescription in written if prescription.id == prescription_id)


_ALVAREZ = {"patient_id": "pat_12345"}
_CHEN = {"patient_id": "pat_20881"}
_PORCH = {"delivery_id": "del_12345", "patient_id": "pat_12345"}
_SALE = {"pos_event_id": "pos_12345", "patient_id": "pat_12345"}
_SALE_LINES = (("Lisinopril 10 mg", "$7.50"), ("Atorvastatin 20 mg", "$5.00"))

# The third one hangs on a prescription and on its patient: a gallery that joins both must show it once.
_PLANNED = (
    _Planned("prescription_scan.jpg", {PRESCRIPTION_LINK: "rx_67890"}, lambda: _hard_copy("rx_67890"), dated=FIRST_DAY),
    _Planned("proof of delivery.jpg", _PORCH, lambda: door_photo(PHOTO_SIZE_PX), dated=EVENING),
    _Planned(
        "rx_67891 hard copy front.jpg",
        {PRESCRIPTION_LINK: "rx_67891", **_ALVAREZ},
        lambda: _hard_copy("rx_67891"),
        dated=EVENING + timedelta(minutes=4),
    ),
    _Planned("rx_67890 hard copy front.jpg", _ALVAREZ, lambda: _hard_copy("rx_67890"), timedelta(minutes=50)),
    _Planned("rx_67890 hard copy back.jpg", _ALVAREZ, lambda: _hard_copy_back("rx_67890"), timedelta(minutes=50)),
    _Planned("ID front.jpg", _ALVAREZ, lambda: _id_card("pat_12345"), timedelta(minutes=49)),
    _Planned("insurance card front.png", _ALVAREZ, lambda: _insurance_card("pat_12345"), timedelta(minutes=49)),
    _Planned("rx_70544 hard copy front.jpg", _CHEN, lambda: _hard_copy("rx_70544"), timedelta(minutes=31)),
    _Planned("ID front.jpg", _CHEN, lambda: _id_card("pat_20881"), timedelta(minutes=30)),
    _Planned("pos_12345 receipt.png", _SALE, lambda: receipt("pos_12345", _SALE_LINES), timedelta(minutes=20)),
)


@cache
def _drawn_once() -> tuple[_Drawn, ...]:
    """Drawn once for all stores of this process: they never change."""
    return tuple(_encoded(plan) for plan in _PLANNED)


def _encoded(plan: _Planned) -> _Drawn:
    picture = plan.draw()
    content = io.BytesIO()
    is_png = plan.name.endswith(".png")
    if is_png:
        picture.save(content, "PNG", dpi=(DPI, DPI))
    else:
        picture.save(content, "JPEG", quality=88, dpi=(DPI, DPI))
    return _Drawn(content.getvalue(), "image/png" if is_png else "image/jpeg", picture.width, picture.height)
