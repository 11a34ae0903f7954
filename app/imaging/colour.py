"""From every pixel format that exists to the three that leave: 1-bit, grey and sRGB, on white paper."""

import io

from PIL import Image, ImageCms

from app.imaging.refusals import damaged

_WHITE_SIXTEEN_BIT = 65535
_SRGB = ImageCms.createProfile("sRGB")
_PROFILED_MODES = {"RGB": "RGB ", "CMYK": "CMYK", "L": "GRAY", "LAB": "Lab "}  # Pillow's name, the profile's name


def resizable(image: Image.Image) -> Image.Image:
    """The same picture in a mode that can be resampled without loss of tones: L, LA, RGB, RGBA, CMYK or LAB."""
    if "transparency" in image.info and image.mode in ("1", "L", "RGB", "P"):
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK", "LAB"):
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode == "P":
        return image.convert("RGBA" if image.palette is not None and image.palette.mode == "RGBA" else "RGB")
    if image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode.startswith(("I", "F")):
        return _to_eight_bits(image)
    return image.convert("RGB")


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits and more to 8. Pillow's own conversion cuts all above 255 to white instead of scaling."""
    if image.mode.startswith("I;16"):
        return image.point(lambda tone: tone * (1 / 256)).convert("L")  # a scale, not a table
    lowest, highest = image.getextrema()
    if not isinstance(lowest, int | float) or not isinstance(highest, int | float) or lowest != lowest:
        raise damaged("tones without a range")
    if lowest >= 0 and highest <= 1 and image.mode == "F":
        scale, offset = 255.0, 0.0
    elif lowest >= 0 and highest <= _WHITE_SIXTEEN_BIT and image.mode == "I":
        scale, offset = 1 / 256, 0.0
    else:
        scale = 255 / (highest - lowest) if highest > lowest else 0.0
        offset = -lowest * scale
    return image.point(lambda tone: tone * scale + offset).convert("L")


def on_paper(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture as 1, L or RGB: transparency over white, colours from the embedded `profile` to sRGB.

    A mode that `resizable` has not seen yet goes through it here, but for 1-bit, which stays as it is. The result
    carries no metadata.
    """
    if image.mode != "1" or "transparency" in image.info:
        image = resizable(image)
    if image.mode in ("LA", "RGBA"):
        image = _over_white(image)
    image = _to_srgb(image, profile)
    image.info = {}
    return image


def _over_white(image: Image.Image) -> Image.Image:
    paper = Image.new("L" if image.mode == "LA" else "RGB", image.size, "white")
    paper.paste(image.convert(paper.mode), mask=image.getchannel("A"))
    return paper


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and image.mode in _PROFILED_MODES:
        managed = _managed(image, profile)
        if managed is not None:
            return managed
    if image.mode == "LAB":
        return _managed_from(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    return image.convert("RGB") if image.mode == "CMYK" else image


def _managed(image: Image.Image, profile: bytes) -> Image.Image | None:
    """Through the profile to sRGB; None where the profile is broken or made for other colours: then it is ignored."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space != _PROFILED_MODES[image.mode]:
            return None
        if "sRGB" in (source.profile.profile_description or "") and image.mode == "RGB":
            return image
        return _grey_managed(image, source) if image.mode == "L" else _managed_from(image, source)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _managed_from(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    converted = ImageCms.profileToProfile(image, profile, _SRGB, outputMode="RGB")
    if converted is None:
        raise damaged("colour profile")
    return converted


def _grey_managed(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """Grey stays grey: only its 256 tones go through the profile."""
    tones = Image.frombytes("L", (256, 1), bytes(range(256)))
    return image.point(list(_managed_from(tones, profile).convert("L").tobytes()))
