"""The words about cameras. Pure functions."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.errors import Problem
from app.domain.still_gate import Verdict
from app.ui.words import visible


def tr(text: str) -> str:
    """A text about cameras in the language of the screen."""
    return QCoreApplication.translate("words_camera", text)


def no_camera() -> Problem:
    """None is plugged in."""
    return Problem(tr("No camera was found"), tr("Plug one in; it shows up by itself"))


def camera_failed(detail: str) -> Problem:
    """The system says that a camera does not work."""
    return Problem(
        tr("The camera can't be used"),
        tr("Another program may be using it, or this computer does not allow it. Close that program, then try again"),
        detail,
    )


def camera_silent() -> Problem:
    """It says nothing and gives nothing."""
    return Problem(
        tr("No picture comes from the camera"),
        tr("Check its cable and its cover, and close other programs that use it"),
        "no frame in time",
    )


def camera_gone(name: str) -> Problem:
    """It was unplugged while it was at work."""
    return Problem(
        tr("{name} was unplugged").format(name=visible(name)),
        tr("Plug it in again, or choose another camera. Pictures that were taken are kept"),
    )


def shot_failed(detail: str) -> Problem:
    """The picture that was asked for did not come."""
    return Problem(tr("The picture was not taken"), tr("Take it once more"), detail)


def numbered(names: Sequence[str]) -> list[str]:
    """Names that can be told apart: two cameras of one make are `HD camera` and `HD camera (2)`."""
    seen: Counter[str] = Counter()
    told_apart = []
    for name in names:
        spoken = visible(name).strip() or tr("Camera")
        seen[spoken] += 1
        told_apart.append(spoken if seen[spoken] == 1 else f"{spoken} ({seen[spoken]})")
    return told_apart


def taken_text(count: int) -> str:
    """`1 taken`, `3 taken`."""
    return tr("{count} taken").format(count=count) if count else tr("None taken yet")


def shot_note(verdict: Verdict) -> str:
    """What is worth a look at the last picture; empty where it was still and sharp."""
    return {
        Verdict.SHOOT_MOVING: tr("It moved: look if it is sharp"),
        Verdict.SHOOT_BLURRED: tr("It was sharper before: look at it"),
    }.get(verdict, "")
