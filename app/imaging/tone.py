"""How light and how strong a page is: its ink and its paper."""

from PIL import Image

from app.domain.edits import Ink, Tone, tone_table


def toned(image: Image.Image, tone: Tone) -> Image.Image:
    """A picture of 1, L or RGB in this tone."""
    if tone.brightness or tone.contrast:
        image = _through(image, tone_table(tone.brightness, tone.contrast))
    if tone.ink is Ink.GREY and image.mode == "RGB":
        return image.convert("L")
    if tone.ink is Ink.BLACK_AND_WHITE and image.mode != "1":
        return image.convert("L").point(lambda level: 255 * (level > 127), "1")
    return image


def shown_in(image: Image.Image, tone: Tone) -> Image.Image:
    """The picture as the stage wants it: ink and paper made, brightness and contrast left to the stage."""
    return toned(image, Tone(ink=tone.ink, clean_paper=tone.clean_paper))


def _through(image: Image.Image, table: bytes) -> Image.Image:
    grey = image.convert("L") if image.mode == "1" else image
    return grey.point(list(table) * len(grey.getbands()))
