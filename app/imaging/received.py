"""What a scanner sent: is it whole, what is in it, and with the resolution that was asked for. Runs in the darkroom."""

from app.domain.pages import ReceivedSheet
from app.imaging.dpi_stamp import stamped
from app.imaging.sniff import without_junk
from app.imaging.whole import survey_whole


def received(source: bytes, dpi: int) -> ReceivedSheet:
    """Decode every page of it in full, and stamp `dpi` into it where it tells none.

    Raises `UnreadableFile` where anything is missing of it: a device's word for success counts for nothing.
    """
    survey = survey_whole(source)
    told_dpi = survey.frames[0].dpi
    content = stamped(without_junk(source), told_dpi, dpi) if len(survey.frames) == 1 else source
    return ReceivedSheet(survey, None if content == source else content)
