"""The barcode on a prescription label: `<flag><fill id>:<label version>`, for example `b209827:a5g`."""

import re
from dataclasses import dataclass

_LABEL = re.compile(r"^([A-Za-z])([0-9A-Za-z_-]{1,32}):([0-9A-Za-z]{1,8})$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label barcode in its parts (look-up document, `GET /pos/barcode/{barcode}`)."""

    text: str
    flag: str
    fill_id: str
    version: str


def parse_label(text: str) -> Label | None:
    """The label that `text` is, or None: the whole text must match, nothing is half-matched."""
    match = _LABEL.match(text.strip())
    return Label(text.strip(), *match.groups()) if match else None
