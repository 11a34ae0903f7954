"""Made-up scanners, and how capturing stands with them, as the flows would tell it."""

from dataclasses import replace

from app.domain.capture_shelf import CaptureState, CaptureView, ScannerRow, WatchedFolder
from app.domain.facts import CaptureChanged, Fact
from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import Abilities, Mode, Resolutions, Road, Scanner, ScannerId, Source, SourceAbility

GLASS = SourceAbility(Source.FLATBED, (Mode.COLOUR, Mode.GRAY), Resolutions((150, 200, 300, 600)))
FEEDER = SourceAbility(Source.FEEDER, (Mode.COLOUR, Mode.GRAY, Mode.BW), Resolutions((200, 300)))
DUPLEX = replace(FEEDER, source=Source.DUPLEX)
ALL = Abilities((GLASS, FEEDER, DUPLEX))

BROTHER = Scanner(
    ScannerId("escl:brother"), "Brother ADS-2700W", Road.ESCL, "https://192.168.1.40/eSCL", place="Front counter"
)
OPEN = Scanner(ScannerId("escl:hp"), "HP LaserJet MFP M426fdn", Road.ESCL, "http://192.168.1.41/eSCL", "Back office")
USB = Scanner(ScannerId("wia:canon"), "Canon CanoScan LiDE 400", Road.WIA, "wia:0")

HERE = ScannerRow(BROTHER, abilities=ALL)
JAM = problem_of(Trouble.PAPER_JAM, "AdfState: ScannerAdfJam")
NO_SCANNER = CaptureView()
READY = CaptureView(scanners=(HERE, ScannerRow(OPEN), ScannerRow(USB, is_here=False)), chosen=BROTHER)
WATCHED = replace(READY, folder=WatchedFolder("C:\\Scans"))
STARTING = replace(READY, state=CaptureState.STARTING)
SCANNING = replace(READY, state=CaptureState.SCANNING, page_count=3, share=0.45)
WAITING = replace(READY, state=CaptureState.WAITING, page_count=3, trouble=JAM)
ASKING = replace(READY, state=CaptureState.ASKING, page_count=2, profile=READY.profiles[2])


def capture_fact(view: CaptureView) -> Fact:
    """The fact that capturing stands like this now."""
    return CaptureChanged(view)
