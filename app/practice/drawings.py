"""The made-up documents of the practice store, drawn when they are needed: no real page was ever copied."""

from datetime import date

from PIL import Image, ImageChops, ImageDraw

from app.practice.brush import Colour, draw_label, shaded, sign, write, write_slanted

PAPER: Colour = (253, 254, 249)
NAVY: Colour = (27, 46, 94)
INK: Colour = (33, 39, 46)
BAR: Colour = (107, 116, 128)
TEAL: Colour = (11, 110, 110)

# Enough for a scan to weigh what a real one weighs; a tile, because noise for a whole sheet takes a second.
GRAIN = 1.2
GRAIN_TILE_PX = (620, 620)

BAR_LENGTHS = (0.90, 0.79, 0.62)

CLINIC = "Lakeside Family Clinic"
CLINIC_ADDRESS = "410 Harbor Rd, Suite 2 · Tel 555 0142"


def hard_copy(
    patient_name: str, born: date, drug: str, directions: str, label: str, size_px: tuple[int, int] = (1654, 2339)
) -> Image.Image:
    """The front of a written prescription with the label's barcode; A4 at 200 dpi unless another size is asked."""
    page = Image.new("RGB", size_px, PAPER)
    draw = ImageDraw.Draw(page)
    width, height = size_px
    unit = width / 100
    write(page, (4 * unit, 4 * unit), CLINIC, 5.4 * unit, NAVY, stroke=max(1, round(unit * 0.1)))
    write(page, (4 * unit, 12 * unit), CLINIC_ADDRESS, 2.6 * unit, INK)
    draw.rectangle((4 * unit, 17.6 * unit, 96 * unit, 18 * unit), fill=NAVY)
    write(page, (4 * unit, 22 * unit), _shortened(f"Patient: {patient_name}", 38), 3.1 * unit, INK)
    write(page, (66 * unit, 22 * unit), f"DOB {born:%m/%d/%Y}", 3.1 * unit, INK)
    write_slanted(page, (2 * unit, 32 * unit), "Rx", 12 * unit, NAVY)
    write_slanted(page, (22 * unit, 35 * unit), drug, 4.8 * unit, NAVY)
    write_slanted(page, (22 * unit, 43 * unit), directions, 4 * unit, NAVY)
    _grey_lines(page, top=54 * unit, count=7, step=7 * unit)
    base = height - 14 * unit
    sign(page, (60 * unit, base - 16 * unit, 93 * unit, base - unit), NAVY)
    draw.rectangle((58 * unit, base, 96 * unit, base + max(1, unit * 0.15)), fill=BAR)
    _label_corner(page, label, top=height - 20 * unit, unit=unit)
    return page


def hard_copy_back(label: str, size_px: tuple[int, int] = (1654, 2339)) -> Image.Image:
    """The back of a written prescription: notes in grey, a signature, the label again."""
    page = Image.new("RGB", size_px, PAPER)
    unit = size_px[0] / 100
    write(page, (4 * unit, 5 * unit), "Notes for the pharmacist", 3.6 * unit, NAVY)
    _grey_lines(page, top=14 * unit, count=10, step=7 * unit)
    sign(page, (60 * unit, size_px[1] - 34 * unit, 93 * unit, size_px[1] - 18 * unit), NAVY)
    _label_corner(page, label, top=size_px[1] - 20 * unit, unit=unit)
    return page


def id_card(
    patient_name: str, born: date, number: str = "FAKE 0000", size_px: tuple[int, int] = (1350, 850)
) -> Image.Image:
    """A driver license of no state."""
    card = _card("DRIVER LICENSE", size_px, (219, 236, 253), (155, 198, 243))
    _card_lines(card, (patient_name, f"DOB {born:%m/%d/%Y}", f"No {number}", "Practice only"))
    return card


def insurance_card(
    patient_name: str, member_id: str = "FAKE-000-000", size_px: tuple[int, int] = (1350, 850)
) -> Image.Image:
    """A card of a health plan that nobody sells."""
    card = _card("HEALTH PLAN", size_px, (252, 230, 205), (232, 178, 118))
    _card_lines(card, (patient_name, f"Member {member_id}", "BIN 000000  PCN PRACTICE", "Practice only"))
    return card


def door_photo(size_px: tuple[int, int] = (1200, 1600)) -> Image.Image:
    """A porch with a brown door and a parcel before it: proof of delivery."""
    width, height = size_px
    photo = Image.new("RGB", size_px, (183, 165, 138))
    draw = ImageDraw.Draw(photo)
    floor = round(height * 0.64)
    draw.rectangle((0, floor, width, height), fill=(125, 112, 96))
    draw.rectangle((width * 0.20, height * 0.07, width * 0.62, height * 0.71), fill=(72, 55, 44))
    radius = width * 0.02
    knob = (width * 0.56, height * 0.40)
    draw.ellipse((knob[0] - radius, knob[1] - radius, knob[0] + radius, knob[1] + radius), fill=(222, 175, 72))
    left, top, right, bottom = width * 0.68, height * 0.54, width * 0.97, height * 0.77
    draw.rectangle((left, top, right, bottom), fill=(233, 226, 210))
    draw.rectangle((left, top, right, top + (bottom - top) * 0.2), fill=TEAL)
    draw.rectangle((left + width * 0.05, top + height * 0.09, left + width * 0.2, top + height * 0.17), fill="white")
    return photo


def receipt(sale_id: str, lines: tuple[tuple[str, str], ...], size_px: tuple[int, int] = (640, 1200)) -> Image.Image:
    """A till receipt: what was sold and for how much."""
    slip = Image.new("RGB", size_px, (255, 255, 255))
    draw = ImageDraw.Draw(slip)
    unit = size_px[0] / 100
    write(slip, (8 * unit, 8 * unit), "Lakeside Pharmacy", 8 * unit, INK, stroke=1)
    write(slip, (8 * unit, 20 * unit), f"Sale {sale_id} · practice only", 4.6 * unit, BAR)
    y = 34 * unit
    for name, price in lines:
        write(slip, (8 * unit, y), name, 5 * unit, INK)
        write(slip, (76 * unit, y), price, 5 * unit, INK)
        y += 10 * unit
    draw.rectangle((8 * unit, y + 2 * unit, 92 * unit, y + 2.5 * unit), fill=INK)
    sign(slip, (20 * unit, y + 20 * unit, 80 * unit, y + 42 * unit), NAVY)
    write(slip, (8 * unit, y + 48 * unit), "Signed for by the patient", 4.2 * unit, BAR)
    return slip


def scanned(page: Image.Image, size_px: tuple[int, int]) -> Image.Image:
    """A page on the glass of a scanner, in grey: the lid around it, its shadow, and the grain of the sensor."""
    width, height = size_px
    sheet = Image.new("L", size_px, 158)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, height - height // 100, width, height), fill=140)
    left, top = (width - page.width) // 2, (height - page.height) // 2
    shadow = max(4, width // 300)
    draw.rectangle((left + shadow, top + shadow, left + page.width + shadow, top + page.height + shadow), fill=132)
    sheet.paste(page.convert("L"), (left, top))
    grain = Image.new("L", size_px)
    tile = Image.effect_noise(GRAIN_TILE_PX, GRAIN)
    for x in range(0, width, tile.width):
        for y in range(0, height, tile.height):
            grain.paste(tile, (x, y))
    return ImageChops.add(sheet, grain, offset=-128)


def _grey_lines(page: Image.Image, *, top: float, count: int, step: float) -> None:
    draw = ImageDraw.Draw(page)
    unit = page.width / 100
    for index in range(count):
        y = top + index * step
        left = (6 if index % 3 == 0 else 4) * unit
        right = left + BAR_LENGTHS[index % 3] * 90 * unit
        draw.rounded_rectangle((left, y, right, y + 2 * unit), radius=unit, fill=BAR)


def _label_corner(page: Image.Image, label: str, *, top: float, unit: float) -> None:
    """The label at the bottom left; bars are whole pixels wide, or a reader would stumble over them."""
    module_px = max(1, int(unit * 0.3))
    draw_label(page, (7 * unit, top), label, module_px, 10 * unit)
    write(page, (8 * unit, top + 11 * unit), label, 2.6 * unit, INK)


def _card(title: str, size_px: tuple[int, int], first: Colour, last: Colour) -> Image.Image:
    card = shaded(size_px, first, last)
    draw = ImageDraw.Draw(card)
    unit = size_px[0] / 100
    write(card, (4.5 * unit, 4.5 * unit), title, 5 * unit, NAVY, stroke=max(1, round(unit * 0.1)))
    draw.rounded_rectangle((4.5 * unit, 14 * unit, 29 * unit, 46 * unit), radius=unit, fill=(243, 226, 211))
    draw.ellipse((10.5 * unit, 18 * unit, 23 * unit, 30.5 * unit), fill=(140, 92, 66))
    draw.pieslice((6.5 * unit, 32 * unit, 27 * unit, 60 * unit), 180, 360, fill=(50, 78, 112))
    return card


def _card_lines(card: Image.Image, lines: tuple[str, ...]) -> None:
    unit = card.width / 100
    for index, line in enumerate(lines):
        write(card, (34 * unit, (15 + 8.5 * index) * unit), _shortened(line, 36), 4.2 * unit, NAVY)


def _shortened(text: str, most_characters: int) -> str:
    """A line that ends before it runs into what stands beside it."""
    return text if len(text) <= most_characters else text[: most_characters - 3] + "..."
