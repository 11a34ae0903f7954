"""eSCL's documents: read however a device writes them, written as devices are known to take them."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pages import MediaType
from app.domain.scanning import Mode, Region, Resolutions, Road, Scanner, ScannerId, ScanOrder, Source
from app.scanning.escl.capabilities import capabilities_of
from app.scanning.escl.job import job_path
from app.scanning.escl.markup import MAX_XML_BYTES, root_of
from app.scanning.escl.settings import scan_settings
from app.scanning.escl.status import status_of
from tests.scanning.escl_talks import UUID, capabilities, document, source_caps

PWG = "{http://www.pwg.org/schemas/2010/12/sm}"
SCAN = "{http://schemas.hp.com/imaging/escl/2011/05/03}"
SCANNER = Scanner(ScannerId(f"escl:{UUID}"), "Example", Road.ESCL, "http://127.0.0.1/eSCL")

USUAL = capabilities()
AS_DEVICES_WRITE_IT = {
    "other prefixes": USUAL.replace(b"scan:", b"s:")
    .replace(b":scan", b":s")
    .replace(b"pwg:", b"p:")
    .replace(b":pwg", b":p"),
    "no prefixes": USUAL.replace(b"scan:", b"").replace(b"pwg:", b""),
    "undeclared prefixes": USUAL.replace(b"xmlns:", b"data-"),
    "other namespaces": USUAL.replace(b"2011/05/03", b"2099/01/01"),
    "a byte order mark": b"\xef\xbb\xbf" + USUAL,
    "blank lines first": b"\r\n\r\n" + USUAL + b"\r\n\0",
    "a small doctype": USUAL.replace(b"?>", b"?><!doctype scan:ScannerCapabilities>", 1),
    "a large doctype": USUAL.replace(b"?>", b'?><!DOCTYPE x SYSTEM "http://example.com/x.dtd">', 1),
    "no declaration": USUAL.partition(b"?>")[2],
    "UTF-16": USUAL.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "a bare ampersand": USUAL.replace(b"Example", b"Example & Sons"),
    "bytes that are no UTF-8": USUAL.replace(b"Example", b"Ex\xe4mple"),
    "comments": USUAL.replace(b"<scan:Platen>", b"<!-- glass --><scan:Platen><!-- more -->"),
}


@pytest.mark.parametrize("content", AS_DEVICES_WRITE_IT.values(), ids=AS_DEVICES_WRITE_IT.keys())
def test_capabilities_are_read_however_they_are_written(content: bytes) -> None:
    found = capabilities_of(content)
    assert found is not None
    assert [source.ability.source for source in found.sources] == [Source.FLATBED, Source.FEEDER, Source.DUPLEX]
    assert (found.uuid, found.version) == (UUID, "2.63")
    glass = found.abilities.of(Source.FLATBED)
    assert glass is not None
    assert glass.modes == (Mode.BW, Mode.GRAY, Mode.COLOUR)
    assert glass.resolutions == Resolutions(values=(100, 200, 300, 600))
    assert glass.media_types == (MediaType.PDF, MediaType.JPEG)
    assert (round(glass.width_mm), round(glass.height_mm)) == (216, 297)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        b"no XML",
        document("ScannerStatus", ""),
        document("ScannerCapabilities", ""),
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + USUAL.partition(b"?>")[2],
        USUAL.replace(b"?>", b'?><!doctype x SYSTEM "x"><!ENTITY % a SYSTEM "file:///etc/passwd">', 1),
        USUAL + b" " * MAX_XML_BYTES,
    ],
    ids=["nothing", "a web page", "words", "another document", "no source", "entities", "bare entities", "too long"],
)
def test_what_is_no_description_of_a_scanner_is_none(content: bytes) -> None:
    assert capabilities_of(content) is None


@given(st.binary(max_size=300), st.integers(0, len(USUAL)))
def test_no_damage_to_a_document_is_more_than_no_document(junk: bytes, at: int) -> None:
    damaged = USUAL[:at] + junk + USUAL[at + len(junk) :]
    capabilities_of(damaged)
    status_of(damaged)


def test_sources_differ() -> None:
    glass = source_caps("PlatenInputCaps", dpis=[1200])
    feeder = source_caps("AdfSimplexInputCaps", modes=["Grayscale8", "Grayscale16"], dpis=[300], size=(2550, 4200))
    found = capabilities_of(capabilities(inside=f"<scan:Platen>{glass}</scan:Platen><scan:Adf>{feeder}</scan:Adf>"))
    assert found is not None
    assert [each.source for each in found.abilities.sources] == [Source.FLATBED, Source.FEEDER]
    fed = found.abilities.of(Source.FEEDER)
    assert fed is not None
    assert (fed.resolutions.values, fed.modes, round(fed.height_mm)) == ((300,), (Mode.GRAY,), 356)


def test_profiles_may_be_named_at_the_top_and_referred_to() -> None:
    profile = (
        '<scan:SettingProfile name="p1"><scan:ColorModes><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>'
        "<scan:DocumentFormats><pwg:DocumentFormat>image/png</pwg:DocumentFormat></scan:DocumentFormats>"
        "</scan:SettingProfile>"
    )
    refers = '<scan:SettingProfiles><scan:SettingProfile ref="p1"/></scan:SettingProfiles>'
    inside = (
        f"<scan:SettingProfiles>{profile}</scan:SettingProfiles>"
        f"<scan:Platen><scan:PlatenInputCaps>{refers}</scan:PlatenInputCaps></scan:Platen>"
    )
    found = capabilities_of(capabilities(inside=inside))
    assert found is not None
    assert found.sources[0].ability.modes == (Mode.COLOUR,)
    assert found.sources[0].formats == ("image/png",)


def test_parts_may_stand_in_the_source_itself() -> None:
    inside = (
        "<scan:Platen><scan:PlatenInputCaps><scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode>"
        "</scan:ColorModes><scan:SupportedResolutions><scan:ResolutionRange><scan:XResolutionRange>"
        "<scan:Min>75</scan:Min><scan:Max>1200</scan:Max><scan:Normal>300</scan:Normal><scan:Step>25</scan:Step>"
        "</scan:XResolutionRange></scan:ResolutionRange></scan:SupportedResolutions>"
        "</scan:PlatenInputCaps></scan:Platen>"
    )
    found = capabilities_of(capabilities(inside=inside))
    assert found is not None
    assert found.sources[0].ability.modes == (Mode.GRAY,)
    assert found.sources[0].ability.resolutions == Resolutions(lowest=75, highest=1200, step=25)


def test_a_source_that_says_nothing_of_itself_is_one() -> None:
    found = capabilities_of(capabilities(inside="<scan:Platen/>"))
    assert found is not None
    assert found.sources[0].best_format == "image/jpeg"
    assert found.sources[0].ability.resolutions.nearest(200) == 200


@pytest.mark.parametrize(
    ("formats", "best"),
    [
        (["application/pdf", "image/jpeg"], "image/jpeg"),
        (["image/tiff", "application/pdf"], "application/pdf"),
        (["image/tiff", "image/png"], "image/tiff"),
        (["IMAGE/JPEG"], "IMAGE/JPEG"),
    ],
)
def test_jpeg_is_best_then_pdf_then_the_first(formats: list[str], best: str) -> None:
    glass = source_caps("PlatenInputCaps", formats=formats)
    found = capabilities_of(capabilities(inside=f"<scan:Platen>{glass}</scan:Platen>"))
    assert found is not None
    assert found.sources[0].best_format == best


def asked_for(order: ScanOrder, content: bytes = USUAL) -> ElementTree.Element:
    found = capabilities_of(content)
    assert found is not None
    source = found.of(order.source or Source.FLATBED)
    assert source is not None
    return ElementTree.fromstring(scan_settings(order, source, found.version))


def test_a_job_names_its_parts_in_the_order_that_devices_take() -> None:
    root = asked_for(ScanOrder(SCANNER, Source.DUPLEX, dpi=300, mode=Mode.GRAY))
    assert root.tag == f"{SCAN}ScanSettings"
    assert [(child.tag, child.text) for child in root if len(child) == 0] == [
        (f"{PWG}Version", "2.63"),
        (f"{SCAN}Intent", "Document"),
        (f"{PWG}InputSource", "Feeder"),
        (f"{SCAN}ColorMode", "Grayscale8"),
        (f"{PWG}DocumentFormat", "image/jpeg"),
        (f"{SCAN}DocumentFormatExt", "image/jpeg"),
        (f"{SCAN}XResolution", "300"),
        (f"{SCAN}YResolution", "300"),
        (f"{SCAN}Duplex", "true"),
    ]


def test_all_that_the_source_can_see_is_the_region() -> None:
    region = asked_for(ScanOrder(SCANNER, Source.FLATBED)).find(f"{PWG}ScanRegions/{PWG}ScanRegion")
    assert region is not None
    assert {child.tag.removeprefix(PWG): child.text for child in region} == {
        "ContentRegionUnits": "escl:ThreeHundredthsOfInches",
        "XOffset": "0",
        "YOffset": "0",
        "Width": "2550",
        "Height": "3508",
    }


@given(*[st.floats(-1000, 5000) for _ in range(4)])
def test_a_region_lies_inside_of_what_there_is(left: float, top: float, width: float, height: float) -> None:
    root = asked_for(ScanOrder(SCANNER, Source.FLATBED, region=Region(left, top, width, height)))
    x, y, wide, high = (
        int(root.findtext(f"{PWG}ScanRegions/{PWG}ScanRegion/{PWG}{name}") or "-1")
        for name in ("XOffset", "YOffset", "Width", "Height")
    )
    assert 0 <= x <= x + wide <= 2550
    assert 0 <= y <= y + high <= 3508
    assert wide >= 16
    assert high >= 16


def test_an_old_device_gets_no_new_element() -> None:
    root = asked_for(ScanOrder(SCANNER, Source.FLATBED), capabilities(version="2.0"))
    assert root.find(f"{SCAN}DocumentFormatExt") is None
    assert root.findtext(f"{PWG}Version") == "2.0"


def test_an_intent_that_is_not_listed_is_not_asked_for() -> None:
    glass = source_caps("PlatenInputCaps").replace(
        "<scan:SettingProfiles>",
        "<scan:SupportedIntents><scan:Intent>Photo</scan:Intent></scan:SupportedIntents><scan:SettingProfiles>",
    )
    root = asked_for(ScanOrder(SCANNER, Source.FLATBED), capabilities(inside=f"<scan:Platen>{glass}</scan:Platen>"))
    assert root.find(f"{SCAN}Intent") is None


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/eSCL/ScanJobs/1", "/eSCL/ScanJobs/1"),
        ("http://127.0.0.1:8080/eSCL/ScanJobs/1/", "/eSCL/ScanJobs/1"),
        ("https://HP1234.local/eSCL/ScanJobs/1?x=1#y", "/eSCL/ScanJobs/1"),
        ("http://[fe80/eSCL/ScanJobs/4060", "/eSCL/ScanJobs/4060"),
        ("//printer/eSCL/ScanJobs/1", "/eSCL/ScanJobs/1"),
        ("/eSCL/ScanJobs/urn:uuid:4509a320", "/eSCL/ScanJobs/urn:uuid:4509a320"),
        ("urn:uuid:4509a320", "/eSCL/ScanJobs/urn:uuid:4509a320"),
        ("ScanJobs/1", "/eSCL/ScanJobs/1"),
        ("eSCL/ScanJobs/1", "/eSCL/ScanJobs/1"),
        ("./ScanJobs/1", "/eSCL/ScanJobs/1"),
        ("1", "/eSCL/ScanJobs/1"),
        ("", ""),
        ("http://printer", ""),
        ("/eSCL/Scan Jobs", ""),
        ("/" + "x" * 2000, ""),
    ],
)
def test_only_the_path_of_a_job_is_kept(location: str, path: str) -> None:
    assert job_path(location, "/eSCL/ScanJobs") == path


def test_a_state_without_its_parts_is_a_state() -> None:
    found = status_of(document("ScannerStatus", ""))
    assert found is not None
    assert (found.state, found.feeder, found.jobs) == ("", "", ())


def test_a_root_of_another_name_is_none() -> None:
    assert root_of(b"<a/>", "b") is None
