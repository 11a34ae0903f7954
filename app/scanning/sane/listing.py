"""The devices that `scanimage --formatted-device-list` tells, as scanners. Pure."""

from collections.abc import Iterator

from app.domain.scanning import Road, Scanner, ScannerId

SEPARATOR = "\x1f"  # it can't be typed into any driver's configuration, so no name holds it
FORMAT = f"%d{SEPARATOR}%v{SEPARATOR}%m%n"
MAX_DEVICES = 64
MAX_NAME_LENGTH = 80
MAX_ADDRESS_LENGTH = 500

_CAMERAS = ("v4l:", "gphoto2:", "stv680:", "qcam:", "dc210:", "dc240:", "dc25:")
"""Drivers of cameras: those have a road of their own."""
_NO_MAKERS = ("", "escl", "wsd", "noname", "unknown")
"""What stands where a maker should: the protocol, in the network drivers `airscan` and `escl`."""
_SHORT_MAKERS = {"hewlett-packard": "HP"}


def listed(text: str) -> Iterator[Scanner]:
    """The scanners of a listing in `FORMAT`; lines that make no sense are passed over."""
    count = 0
    for line in text.split("\n"):
        parts = line.split(SEPARATOR)
        if len(parts) != 3 or not _is_address(parts[0]) or parts[0].startswith(_CAMERAS):
            continue
        device, maker, model = parts
        yield Scanner(ScannerId(f"sane:{device}"), _name(maker, model) or device[:MAX_NAME_LENGTH], Road.SANE, device)
        count += 1
        if count == MAX_DEVICES:
            return


def _is_address(device: str) -> bool:
    return 0 < len(device) <= MAX_ADDRESS_LENGTH and device.isprintable()


def _name(maker: str, model: str) -> str:
    """What people call it: as the network road calls it too, so that one device is told once (`one_a_device`)."""
    maker, model = (
        " ".join("".join(letter if letter.isprintable() else " " for letter in part.replace("_", " ")).split())
        for part in (maker, model)
    )
    maker = _SHORT_MAKERS.get(maker.casefold(), maker)
    if maker.casefold() not in _NO_MAKERS and not model.casefold().startswith(maker.casefold()):
        model = f"{maker} {model}"
    return model.strip()[:MAX_NAME_LENGTH]
