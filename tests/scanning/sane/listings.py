"""What `scanimage -A` says in front of devices of several makers, drawn up by hand in its format, shortened."""

EPSON2 = """
All options specific to device `epson2:net:192.0.2.7':
  Scan Mode:
    --mode Lineart|Gray|Color [Lineart]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --depth 8|16 [inactive]
        Number of bits per sample, typical values are 1 for "line-art" and 8
        for multibit scans.
    --halftoning None|Halftone A (Hard Tone)|Halftone B (Soft Tone) [inactive]
        Selects the halftone.
    --resolution 75|150|300|600|1200dpi [75]
        Sets the resolution of the scanned image.
  Geometry:
    -l 0..215.9mm [0]
        Top-left x position of scan area.
    -t 0..297.18mm [0]
        Top-left y position of scan area.
    -x 0..215.9mm [215.9]
        Width of scan-area.
    -y 0..297.18mm [297.18]
        Height of scan-area.
  Optional equipment:
    --source Flatbed|Automatic Document Feeder|Transparency Unit [Flatbed]
        Selects the scan source (such as a document-feeder).
    --adf-mode Simplex|Duplex [inactive]
        Selects the ADF mode (simplex/duplex)
    --eject [inactive]
        Eject the sheet in the ADF
"""
FUJITSU = """
All options specific to device `fujitsu:fi-7160:1':
  Standard:
    --source ADF Front|ADF Back|ADF Duplex|Card Front|Card Duplex [ADF Front]
        Selects the scan source (such as a document-feeder).
    --mode Lineart|Halftone|Gray|Color [Lineart]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution 50..600dpi (in steps of 1) [600]
        Sets the resolution of the scanned image.
  Geometry:
    --page-width 0..221.121mm (in steps of 0.0211639) [215.872]
        Specifies the width of the media.
    --page-height 0..876.695mm (in steps of 0.0211639) [279.364]
        Specifies the height of the media.
    -l 0..215.872mm (in steps of 0.0211639) [0]
        Top-left x position of scan area.
    -t 0..876.695mm (in steps of 0.0211639) [0]
        Top-left y position of scan area.
    -x 0..215.872mm (in steps of 0.0211639) [215.872]
        Width of scan-area.
    -y 0..876.695mm (in steps of 0.0211639) [279.364]
        Height of scan-area.
  Sensors:
    --page-loaded[=(yes|no)] [yes] [hardware]
        Page loaded
    --cover-open[=(yes|no)] [no] [hardware]
        Cover open
"""
HPAIO = """
All options specific to device `hpaio:/usb/HP_LaserJet_MFP_M28w?serial=X':
  Scan mode:
    --mode Lineart|Gray|Color [Color]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution 75|100|150|200|300|600|1200dpi [75]
        Sets the resolution of the scanned image.
    --source Flatbed|ADF|Duplex [Flatbed]
        Selects the scan source (such as a document-feeder).
  Advanced:
    --contrast 0..127 (in steps of 1) [6]
        Controls the contrast of the acquired image.
    --compression None|JPEG [JPEG] [advanced]
        Selects the scanner compression method for faster scans.
  Geometry:
    -l 0..215.9mm [0]
        Top-left x position of scan area.
    -t 0..296.926mm [0]
        Top-left y position of scan area.
    -x 0..215.9mm [215.9]
        Width of scan-area.
    -y 0..296.926mm [296.926]
        Height of scan-area.
"""
BROTHER4 = """
All options specific to device `brother4:bus6;dev1':
  Mode:
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color[Fast]]
        Select the scan mode
    --resolution 100|150|200|300|400|600|1200|2400|4800|9600dpi [200]
        Sets the resolution of the scanned image.
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [FlatBed]
        Selects the scan source (such as a document-feeder).
    --brightness -50..50% (in steps of 1) [inactive]
        Controls the brightness of the acquired image.
  Geometry:
    -l 0..215.9mm (in steps of 0.0999908) [0]
        Top-left x position of scan area.
    -t 0..355.6mm (in steps of 0.0999908) [0]
        Top-left y position of scan area.
    -x 0..215.9mm (in steps of 0.0999908) [215.88]
        Width of scan-area.
    -y 0..355.6mm (in steps of 0.0999908) [355.567]
        Height of scan-area.
"""
AIRSCAN = """
All options specific to device `airscan:e0:Office printer':
  Standard:
    --resolution 100|200|300|600dpi [300]
        Sets the resolution of the scanned image.
    --mode Lineart|Gray|Color [Color]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --source Flatbed|ADF|ADF Duplex [Flatbed]
        Selects the scan source (such as a document-feeder).
  Geometry:
    -l 0..215.9mm [0]
        Top-left x position of scan area.
    -t 0..297.011mm [0]
        Top-left y position of scan area.
    -x 0..215.9mm [215.9]
        Width of scan-area.
    -y 0..297.011mm [297.011]
        Height of scan-area.
  Enhancement:
    --brightness -100..100% (in steps of 1) [0]
        Controls the brightness of the acquired image.
"""
SHEET_FED = """
All options specific to device `genesys:libusb:001:009':
  Scan Mode:
    --mode Color|Gray|Lineart [Gray]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --depth 8|16 [8]
        Number of bits per sample, typical values are 1 for "line-art" and 8
        for multibit scans.
    --resolution auto|100|150|200|300|600dpi [300]
        Sets the resolution of the scanned image.
  Geometry:
    -l 0..216.069mm [0]
        Top-left x position of scan area.
    -x 0..216.069mm [216.069]
        Width of scan-area.
    -y 0..500mm [500]
        Height of scan-area.
  Sensors:
    --page-loaded[=(yes|no)] [no] [read-only]
        Page loaded
"""
SIMPLE = """
All options specific to device `plustek:libusb:001:003':
    --mode Lineart|Gray|Color|48bits color [Color]
    --x-resolution 50..1200dpi [50]
    --y-resolution 50..1200dpi [50]
    -x 0..215pel [103]
"""
