"""The paper behind what is printed: estimated small, and divided out, so that shadows and yellowing go."""

from PIL import Image, ImageChops, ImageFilter

_FINE_SIDE_PX = 200
_COARSE_SIDE_PX = 48
_LINES_PX = 4  # at the fine size: so far to the nearest paper, wherever there is type
_COARSE_WINDOW_PX = 9  # at the coarse size, a fifth of the page: wider than what is printed solid
_IS_NOT_PAPER = 0.55  # of the paper around: darker than any soft shadow, so a picture or a bar
_MOST_GAIN = 4.0
"""What is so much darker than white is no paper, and is left dark."""


def evened(image: Image.Image) -> Image.Image:
    """A picture of L or RGB whose paper is white everywhere; each channel by itself, so that yellow paper is white too.

    The gain is worked out on a small copy. Pillow multiplies by at most 1, so that the gain is made in two steps of at
    most 2, each as the picture plus a part of itself.
    """
    papers = [_paper(channel) for channel in _small(image, _FINE_SIDE_PX).split()]
    darkest = min(int(paper.getextrema()[0]) for paper in papers)  # type: ignore[arg-type]  # one channel: two numbers
    for table in (_FIRST_PART, _SECOND_PART):
        if table[darkest]:
            part = Image.merge(image.mode, [paper.point(table) for paper in papers])
            part = part.resize(image.size, Image.Resampling.BILINEAR)
            image = ImageChops.add(image, ImageChops.multiply(image, part))
    return image


def _gain(level: int) -> float:
    return min(255 / max(level, 1), _MOST_GAIN)


_FIRST_PART = [round(255 * (min(_gain(level), 2) - 1)) for level in range(256)]
_SECOND_PART = [round(255 * (max(_gain(level), 2) / 2 - 1)) for level in range(256)]


def _paper(channel: Image.Image) -> Image.Image:
    """The tone of the paper at each place of a small channel: the lightest around; where all is dark, farther off."""
    near = channel.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MinFilter(3))
    near = _spread(near).filter(ImageFilter.GaussianBlur(_LINES_PX))
    far = _small(near, _COARSE_SIDE_PX).filter(ImageFilter.MaxFilter(_COARSE_WINDOW_PX))
    far = far.filter(ImageFilter.GaussianBlur(3)).resize(channel.size, Image.Resampling.BICUBIC)
    lowest = far.point([round(level * _IS_NOT_PAPER) for level in range(256)])
    is_dark = ImageChops.subtract(lowest, near).point([0] + [255] * 255)
    is_dark = _spread(is_dark).filter(ImageFilter.GaussianBlur(2))
    return Image.composite(far, near, is_dark)


def _spread(channel: Image.Image) -> Image.Image:
    """Each place as light as the lightest within reach; small steps take a third of the time of a large one."""
    for _ in range(_LINES_PX):
        channel = channel.filter(ImageFilter.MaxFilter(3))
    return channel


def _small(image: Image.Image, longest_px: int) -> Image.Image:
    step = max(1, round(max(image.size) / longest_px))
    return image.reduce(step) if step > 1 else image
