"""How light and how strong a page is: its ink, its paper, its contrast."""

from PIL import Image, ImageChops, ImageFilter

from app.domain.edits import MAX_TONE, Ink, Tone, tone_table
from app.imaging.background import evened

_PAPER_FROM = 236  # on evened paper: from here on it is paper, whatever its grain
_INK_TO_MOST = 96  # the darkest ink is made black, but nothing lighter than this
_DARKEST_PART = 0.002  # of a page's pixels: its ink, not a speck of dust

_MIDDLE = 128
_FAINT = 0.82  # of paper: a stamp that is nearly gone is a little darker
_FAINTEST, _BOLDEST = 0.90, 0.60
_SURELY_INK = 0.55  # of paper: inside of what is printed solid, all around is as dark
_NEARBY_PX = 8  # a letter or two
_BELOW_AROUND = 0.97
_GRAIN_STEPS = 5.0  # so many times the paper's grain below white begins the ink
_COARSE_GRAIN = 5.5  # of 255: a photo in little light
_GRAIN_BLUR_PX = 0.8  # takes most of it, and leaves strokes of two pixels
_SAMPLE_PX = 1_200
_THRESHOLD_REACH = 0.30  # by which full brightness makes ink scarcer


def toned(image: Image.Image, tone: Tone) -> Image.Image:
    """A picture of 1, L or RGB in this tone; black and white comes as mode 1.

    The paper is cleaned first, then brightness and contrast, then the ink. In black and white, brightness says how much
    counts as ink.
    """
    if tone.ink is Ink.BLACK_AND_WHITE:
        return image if image.mode == "1" else black_and_white(image, tone.brightness)
    if image.mode == "1":
        if not tone.brightness and not tone.contrast:
            return image
        image = image.convert("L")
    elif tone.ink is Ink.GREY:
        image = image.convert("L")
    if tone.clean_paper:
        image = _cleaned(image)
    if tone.brightness or tone.contrast:
        image = image.point(list(tone_table(tone.brightness, tone.contrast)) * len(image.getbands()))
    return image


def shown_in(image: Image.Image, tone: Tone) -> Image.Image:
    """The picture as the stage wants it: brightness and contrast of colour and grey are left to the stage."""
    return toned(image, tone.made)


def thresholded(image: Image.Image) -> Image.Image:
    """A picture of black and white that had become grey only to be turned, as mode 1 again."""
    return image.convert("L").point([0] * _MIDDLE + [255] * (256 - _MIDDLE), "1")


def black_and_white(image: Image.Image, brightness: int = 0) -> Image.Image:
    """Ink black and paper white, also in shadows, as mode 1: what is clearly darker than the paper around it is ink.

    A global threshold (N. Otsu, 1979) loses faint stamps where there are dark ones; so the paper is evened, and the
    threshold stays as close to it as its grain allows. Amid type it falls to the mean around (W. Niblack, 1986), or the
    strokes of small print would run together.
    """
    even = evened(image.convert("L"))
    grain = _grain(_middle(even))
    if grain > _COARSE_GRAIN:
        even = even.filter(ImageFilter.GaussianBlur(_GRAIN_BLUR_PX))
    level = 1 - max(1 - _FAINT, _GRAIN_STEPS * grain / 255)
    level = min(max(level - _THRESHOLD_REACH * brightness / MAX_TONE, _BOLDEST), _FAINTEST)
    around = even.filter(ImageFilter.BoxBlur(_NEARBY_PX))
    darkest, lightest = round(255 * _SURELY_INK), round(255 * level)
    table = [min(max(round(tone * _BELOW_AROUND), darkest), lightest) for tone in range(256)]
    return ImageChops.subtract(around.point(table), even).point([255] + [0] * 255, "1")


def _cleaned(image: Image.Image) -> Image.Image:
    """Paper white and ink dark; colours keep their hue against the paper."""
    even = evened(image)
    black = min(_level_below(_middle(even).convert("L"), _DARKEST_PART), _INK_TO_MOST)
    steepness = 255 / (_PAPER_FROM - black)
    table = [min(255, max(0, round((level - black) * steepness))) for level in range(256)]
    return even.point(table * len(even.getbands()))


def _level_below(grey: Image.Image, part: float) -> int:
    """The level that this part of the pixels is darker than."""
    histogram = grey.histogram()
    left = part * grey.width * grey.height
    for level, count in enumerate(histogram):
        left -= count
        if left < 0:
            return level
    return 255


def _middle(image: Image.Image) -> Image.Image:
    """Enough of a picture to know it by."""
    across, down = max(0, image.width - _SAMPLE_PX) // 2, max(0, image.height - _SAMPLE_PX) // 2
    return image.crop((across, down, image.width - across, image.height - down))


def _grain(even: Image.Image) -> float:
    """How far paper that was evened strays from its own tone: the mean step between neighbours, without the ink."""
    across = ImageChops.difference(even, ImageChops.offset(even, 1, 0)).histogram()
    paper = across[:40]  # larger steps are the edges of ink
    count = sum(paper)
    return sum(step * many for step, many in enumerate(paper)) / count if count else 0.0
