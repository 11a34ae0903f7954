"""The XML of eSCL: what a client asks for, read strictly; what the practice scanner tells, as devices write it."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from app.practice.scanner_model import COLOUR, GREY, JPEG, Inlet, InletModel, ScannerModel

SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03"
PWG = "http://www.pwg.org/schemas/2010/12/sm"
VERSION = "2.63"
XML_TYPE = "text/xml"
A4_UNITS = (2480, 3508)

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LOWER_CASE_DOCTYPE = "<!doctype scanner>\n"
_SPACES = f'xmlns:scan="{SCAN}" xmlns:pwg="{PWG}"'


class BadSettings(Exception):
    """What was sent is no ScanSettings: 400."""


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """What a client asks for; sides and places in 1/300 inch, None where it asks for all there is."""

    inlet: Inlet | None = None
    mode: str = COLOUR
    dpi: int = 300
    format: str = JPEG
    left: int = 0
    top: int = 0
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class JobSeen:
    """A job as the status tells of it: newest first there. `state` is the wire's word."""

    id: str
    path: str
    state: str
    reason: str
    age_s: int
    images_completed: int


def read_settings(body: bytes) -> ScanSettings:
    """The settings in a request's body; raises `BadSettings` for what is none."""
    if b"<!doctype" in body.lower():  # nothing asks for one, and it is where entities that grow would be declared
        raise BadSettings
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 - no document type, from loopback, bounded in size
    except (ElementTree.ParseError, ValueError) as error:
        raise BadSettings from error
    if root.tag != f"{{{SCAN}}}ScanSettings":
        raise BadSettings
    said = {element.tag.rpartition("}")[2]: (element.text or "").strip() for element in root.iter()}
    return ScanSettings(
        inlet=_inlet(said),
        mode=said.get("ColorMode", COLOUR),
        dpi=_dpi(said),
        format=said.get("DocumentFormatExt") or said.get("DocumentFormat") or JPEG,
        left=_number(said, "XOffset", 0),
        top=_number(said, "YOffset", 0),
        width=_number(said, "Width", 0) or None,
        height=_number(said, "Height", 0) or None,
    )


def _inlet(said: dict[str, str]) -> Inlet | None:
    match said.get("InputSource", ""):
        case "Platen":
            return Inlet.PLATEN
        case "Feeder":
            return Inlet.DUPLEX if said.get("Duplex", "false") in ("true", "1") else Inlet.SIMPLEX
        case "":
            return None
        case other:
            raise BadSettings(other)


def _dpi(said: dict[str, str]) -> int:
    across, down = _number(said, "XResolution", 300), _number(said, "YResolution", 300)
    if across != down:
        raise BadSettings("not square")
    return across


def _number(said: dict[str, str], name: str, default: int) -> int:
    text = said.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise BadSettings(name)
    return int(text)


def capabilities_xml(model: ScannerModel, name: str, uuid: str, *, lower_case_doctype: bool) -> bytes:
    """What the scanner can do, inlet by inlet."""
    platen = "" if model.platen is None else f"<scan:Platen>{_inlet_xml(Inlet.PLATEN, model.platen)}</scan:Platen>"
    fed = "".join(
        _inlet_xml(inlet, ability)
        for inlet, ability in ((Inlet.SIMPLEX, model.simplex), (Inlet.DUPLEX, model.duplex))
        if ability is not None
    )
    options = "<scan:AdfOption>DetectPaperLoaded</scan:AdfOption>"
    options += "" if model.duplex is None else "<scan:AdfOption>Duplex</scan:AdfOption>"
    rest = f"<scan:FeederCapacity>50</scan:FeederCapacity><scan:AdfOptions>{options}</scan:AdfOptions>"
    adf = f"<scan:Adf>{fed}{rest}</scan:Adf>"
    content = (
        f"<scan:ScannerCapabilities {_SPACES}>"
        f"<pwg:Version>{VERSION}</pwg:Version>"
        f"<pwg:MakeAndModel>{escape(name)}</pwg:MakeAndModel>"
        f"<pwg:SerialNumber>PRACTICE-0000</pwg:SerialNumber>"
        f"<scan:UUID>{uuid}</scan:UUID>"
        f"{platen}{adf if fed else ''}"
        "</scan:ScannerCapabilities>"
    )
    return (_DECLARATION + (_LOWER_CASE_DOCTYPE if lower_case_doctype else "") + content).encode()


def _inlet_xml(inlet: Inlet, ability: InletModel) -> str:
    modes = "".join(f"<scan:ColorMode>{mode}</scan:ColorMode>" for mode in ability.modes)
    formats = "".join(f"<pwg:DocumentFormat>{format_}</pwg:DocumentFormat>" for format_ in ability.formats)
    more = "".join(f"<scan:DocumentFormatExt>{format_}</scan:DocumentFormatExt>" for format_ in ability.formats)
    return (
        f"<scan:{inlet.value}>"
        f"<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>{ability.width}</scan:MaxWidth>"
        f"<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>{ability.height}</scan:MaxHeight>"
        "<scan:MaxScanRegions>1</scan:MaxScanRegions>"
        "<scan:SettingProfiles><scan:SettingProfile>"
        f"<scan:ColorModes>{modes}</scan:ColorModes>"
        f"<scan:DocumentFormats>{formats}{more}</scan:DocumentFormats>"
        f"<scan:SupportedResolutions>{_resolutions_xml(ability)}</scan:SupportedResolutions>"
        "</scan:SettingProfile></scan:SettingProfiles>"
        "<scan:SupportedIntents><scan:Intent>Document</scan:Intent><scan:Intent>Photo</scan:Intent>"
        "</scan:SupportedIntents>"
        f"<scan:MaxOpticalXResolution>{ability.highest_dpi}</scan:MaxOpticalXResolution>"
        f"<scan:MaxOpticalYResolution>{ability.highest_dpi}</scan:MaxOpticalYResolution>"
        f"</scan:{inlet.value}>"
    )


def _resolutions_xml(ability: InletModel) -> str:
    if ability.dpi_range is None:
        single = "".join(
            f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>"
            f"<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"
            for dpi in ability.resolutions
        )
        return f"<scan:DiscreteResolutions>{single}</scan:DiscreteResolutions>"
    least, most, step = ability.dpi_range
    limits = f"<scan:Min>{least}</scan:Min><scan:Max>{most}</scan:Max><scan:Normal>{most}</scan:Normal>"
    limits += f"<scan:Step>{step}</scan:Step>"
    return (
        f"<scan:ResolutionRange><scan:XResolutionRange>{limits}</scan:XResolutionRange>"
        f"<scan:YResolutionRange>{limits}</scan:YResolutionRange></scan:ResolutionRange>"
    )


def status_xml(state: str, adf_state: str | None, jobs: Iterable[JobSeen]) -> bytes:
    """How the scanner is; parts that a device leaves out are left out here."""
    told = "".join(_job_xml(job) for job in jobs)
    adf = "" if adf_state is None else f"<scan:AdfState>{adf_state}</scan:AdfState>"
    return (
        f"{_DECLARATION}<scan:ScannerStatus {_SPACES}><pwg:Version>{VERSION}</pwg:Version>"
        f"<pwg:State>{state}</pwg:State>{adf}"
        f"{f'<scan:Jobs>{told}</scan:Jobs>' if told else ''}</scan:ScannerStatus>"
    ).encode()


def _job_xml(job: JobSeen) -> str:
    to_transfer = 1 if job.state == "Processing" else 0
    return (
        f"<scan:JobInfo><pwg:JobUri>{escape(job.path)}</pwg:JobUri><pwg:JobUuid>{escape(job.id)}</pwg:JobUuid>"
        f"<scan:Age>{job.age_s}</scan:Age>"
        f"<pwg:ImagesCompleted>{job.images_completed}</pwg:ImagesCompleted>"
        f"<pwg:ImagesToTransfer>{to_transfer}</pwg:ImagesToTransfer>"
        f"<pwg:JobState>{job.state}</pwg:JobState>"
        f"<pwg:JobStateReasons><pwg:JobStateReason>{job.reason}</pwg:JobStateReason></pwg:JobStateReasons>"
        "</scan:JobInfo>"
    )


def image_info_xml(job: JobSeen, size_px: tuple[int, int], mode: str) -> bytes:
    """How large the page that came last really is."""
    width, height = size_px
    line_bytes = {COLOUR: 3 * width, GREY: width}.get(mode, (width + 7) // 8)
    return (
        f"{_DECLARATION}<scan:ScanImageInfo {_SPACES}>"
        f"<pwg:JobUri>{escape(job.path)}</pwg:JobUri><pwg:JobUuid>{escape(job.id)}</pwg:JobUuid>"
        f"<scan:ActualWidth>{width}</scan:ActualWidth><scan:ActualHeight>{height}</scan:ActualHeight>"
        f"<scan:ActualBytesPerLine>{line_bytes}</scan:ActualBytesPerLine></scan:ScanImageInfo>"
    ).encode()
