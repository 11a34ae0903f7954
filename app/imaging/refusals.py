"""The words in which the darkroom refuses a file, and the net that turns foreign errors into them."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from app.domain.errors import AppError, Problem, UnreadableFile

# What Pillow raises for odd files; about one in twenty of its refusals is not an OSError.
_DECODER_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


def damaged(detail: str = "") -> UnreadableFile:
    """The refusal of a torn file; `detail` never carries words out of the file itself."""
    return UnreadableFile(Problem("This picture is damaged", "Scan or save it again, then add it once more", detail))


def damaged_pdf(detail: str = "") -> UnreadableFile:
    """The refusal of a torn PDF."""
    return UnreadableFile(Problem("This PDF is damaged", "Save or scan it again, then add it once more", detail))


def needs_too_much_memory(detail: str = "") -> UnreadableFile:
    """The refusal of a picture that this computer has no room to open."""
    return UnreadableFile(
        Problem("This picture takes more memory than there is", "Scan it again at 300 dpi, then add that", detail)
    )


@contextmanager
def refusing_damage() -> Iterator[None]:
    """Inside, whatever a decoder raises becomes `UnreadableFile`, and a decoder's warnings stay unheard."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except AppError:
            raise
        except MemoryError as error:
            raise needs_too_much_memory() from error
        except _DECODER_ERRORS as error:
            raise damaged(type(error).__name__) from error
