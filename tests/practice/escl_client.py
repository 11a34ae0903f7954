"""A plain client of the practice scanner, with nothing of ours in it: XML as text, HTTP as it comes."""

import re

import httpx

SPACES = 'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'


def settings(
    source: str = "Feeder",
    *,
    duplex: bool = False,
    mode: str = "Grayscale8",
    dpi: int = 100,
    format_: str = "image/jpeg",
    region: tuple[int, int, int, int] | None = None,
) -> str:
    """ScanSettings; a region is left, top, width, height in 1/300 inch."""
    parts = zip(("XOffset", "YOffset", "Width", "Height"), region or (), strict=False)
    place = "".join(f"<pwg:{name}>{value}</pwg:{name}>" for name, value in parts)
    regions = f"<pwg:ScanRegions><pwg:ScanRegion>{place}</pwg:ScanRegion></pwg:ScanRegions>" if region else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><scan:ScanSettings {SPACES}><pwg:Version>2.63</pwg:Version>{regions}'
        f"<pwg:InputSource>{source}</pwg:InputSource>{'<scan:Duplex>true</scan:Duplex>' if duplex else ''}"
        f"<scan:ColorMode>{mode}</scan:ColorMode><scan:XResolution>{dpi}</scan:XResolution>"
        f"<scan:YResolution>{dpi}</scan:YResolution><pwg:DocumentFormat>{format_}</pwg:DocumentFormat>"
        "</scan:ScanSettings>"
    )


class Client:
    """Asks one scanner. A job is known by the path that the scanner gave it."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def post(self, body: str | None = None) -> httpx.Response:
        """Ask for a job; without a body for the usual one: the feeder, grey, 100 dpi."""
        return self.http.post("/eSCL/ScanJobs", content=settings() if body is None else body)

    def job(self, body: str | None = None) -> str:
        """The path of a new job, which must be taken."""
        answer = self.post(body)
        assert answer.status_code == 201
        return httpx.URL(answer.headers["Location"]).path

    def next(self, job: str) -> httpx.Response:
        """The next page, or what comes in its place."""
        return self.http.get(f"{job}/NextDocument")

    def pages(self, job: str) -> list[bytes]:
        """All pages until the scanner says that there is no more."""
        found = []
        while (answer := self.next(job)).status_code == 200:
            found.append(answer.content)
        assert answer.status_code == 404
        return found

    def delete(self, job: str) -> int:
        """Remove a job."""
        return self.http.delete(job).status_code

    def status(self) -> str:
        """ScannerStatus as text."""
        answer = self.http.get("/eSCL/ScannerStatus")
        assert answer.status_code == 200
        return answer.text

    def says(self, name: str) -> list[str]:
        """What the status says under this name, in its order."""
        return re.findall(f"<[a-z]+:{name}>([^<]*)</", self.status())
