"""A client that scans as one is written in an afternoon: the proof of killed scans has to find it out.

    python -m tests.endurance.naive_scanning URL FOLDER

It tells a page when the scanner says 200, writes its bytes under their last name as they come, and removes no job.
"""

import sys
from pathlib import Path

SETTINGS = """<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:Version>2.63</pwg:Version>
 <pwg:InputSource>Feeder</pwg:InputSource><scan:ColorMode>Grayscale8</scan:ColorMode>
 <scan:XResolution>200</scan:XResolution><scan:YResolution>200</scan:YResolution></scan:ScanSettings>"""


def main(url: str, folder: Path) -> int:
    """Scan all that lies in the feeder; 0 where the scanner took the job."""
    import httpx

    with httpx.Client(trust_env=False) as line:
        print("ready", flush=True)
        made = line.post(f"{url}/ScanJobs", content=SETTINGS, headers={"Content-Type": "text/xml"})
        if made.status_code != httpx.codes.CREATED:
            return 1
        job = httpx.URL(url).join(made.headers["Location"])
        first = len(list(folder.iterdir())) + 1
        for number in range(first, first + 1000):
            with line.stream("GET", f"{job}/NextDocument") as page:
                if page.status_code != httpx.codes.OK:
                    return 0
                name = f"page-{number}.jpg"
                print(f"told {name}", flush=True)
                with (folder / name).open("wb") as file:
                    for piece in page.iter_bytes():
                        file.write(piece)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
