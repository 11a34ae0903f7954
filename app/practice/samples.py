"""Sample files for the tour and for learners: one of each thing that a pharmacy's scanner or phone delivers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PIL import Image

from app.practice.catalogue import PATIENTS, Patient, Prescription, catalogue_on
from app.practice.drawings import door_photo, hard_copy, hard_copy_back, id_card, insurance_card, scanned

FAX_SIZE_PX = (1728, 2200)
SCAN_SIZE_PX = (4960, 7016)
SHEET_SIZE_PX = (4300, 6080)
PHOTO_SIZE_PX = (3024, 4032)
SMALL_SIZE_PX = (420, 280)

EXIF_ORIENTATION = 0x0112
EXIF_DETAILS = 0x8769
EXIF_TIME_ORIGINAL = 0x9003
EXIF_OFFSET_ORIGINAL = 0x9011
SIXTH_ORIENTATION = 6  # to be turned right by a quarter before it is looked at
PHOTO_TAKEN = "2025:02:19 17:32:10"
PHOTO_OFFSET = "-06:00"


def write_sample_pages(folder: Path) -> list[Path]:
    """Write the sample files into `folder` (made if missing) and return their paths; existing ones are replaced.

    Raises OSError when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, writer in SAMPLES:
        path = folder / name
        writer(path)
        paths.append(path)
    return paths


def _write_pdf(path: Path) -> None:
    """Two pages, front and back, as an office scanner makes them at 200 dpi."""
    front = _hard_copy("rx_67890")
    back = hard_copy_back(_prescription("rx_67890").label)
    front.save(path, "PDF", resolution=200, save_all=True, append_images=[back])


def _write_large_scan(path: Path) -> None:
    """600 dpi, grey, with the lid of the scanner around the sheet: larger than any store takes."""
    sheet = scanned(_hard_copy("rx_70544", SHEET_SIZE_PX), SCAN_SIZE_PX)
    sheet.save(path, "TIFF", compression="tiff_lzw", dpi=(600, 600))


def _write_fax(path: Path) -> None:
    """Three pages in black and white, as a fax gateway keeps them."""
    pages = [
        page.convert("1", dither=Image.Dither.NONE)
        for page in (
            _hard_copy("rx_70112", FAX_SIZE_PX),
            hard_copy_back(_prescription("rx_70112").label, FAX_SIZE_PX),
            _hard_copy("rx_70113", FAX_SIZE_PX),
        )
    ]
    pages[0].save(path, "TIFF", compression="group4", dpi=(200, 200), save_all=True, append_images=pages[1:])


def _write_id_card(path: Path) -> None:
    patient = _patient("pat_12345")
    id_card(_full_name(patient), patient.born).save(path, "JPEG", quality=90, dpi=(300, 300))


def _write_insurance_card(path: Path) -> None:
    insurance_card(_full_name(_patient("pat_12345"))).save(path, "PNG", dpi=(300, 300))


def _write_phone_photo(path: Path) -> None:
    """Twelve megapixels, stored lying on its side with a note on how to turn it, as phones do."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = SIXTH_ORIENTATION
    exif.get_ifd(EXIF_DETAILS).update({EXIF_TIME_ORIGINAL: PHOTO_TAKEN, EXIF_OFFSET_ORIGINAL: PHOTO_OFFSET})
    lying = door_photo(PHOTO_SIZE_PX).transpose(Image.Transpose.ROTATE_90)
    lying.save(path, "JPEG", quality=85, exif=exif)


def _write_small_picture(path: Path) -> None:
    """Fewer than 300 pixels high: too small for a store as it is."""
    door_photo(SMALL_SIZE_PX).save(path, "JPEG", quality=85)


SAMPLES: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("hard copy Alvarez.pdf", _write_pdf),
    ("scan 600 dpi Chen.tif", _write_large_scan),
    ("ID card Alvarez.jpg", _write_id_card),
    ("insurance card Alvarez.png", _write_insurance_card),
    ("porch photo.jpg", _write_phone_photo),
    ("small picture.jpg", _write_small_picture),
    ("fax Okafor.tif", _write_fax),
)


def _patient(patient_id: str) -> Patient:
    return next(patient for patient in PATIENTS if patient.id == patient_id)


def _prescription(prescription_id: str) -> Prescription:
    written = catalogue_on(date(2025, 2, 19)).prescriptions  # any day does: only what is on the label is used
    return next(prescription for prescription in written if prescription.id == prescription_id)


def _hard_copy(prescription_id: str, size_px: tuple[int, int] = (1654, 2339)) -> Image.Image:
    prescription = _prescription(prescription_id)
    patient = _patient(prescription.patient_id)
    return hard_copy(
        _full_name(patient), patient.born, prescription.drug, prescription.directions, prescription.label, size_px
    )


def _full_name(patient: Patient) -> str:
    return f"{patient.first_name} {patient.last_name}"
