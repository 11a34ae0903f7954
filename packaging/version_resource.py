"""What Windows shows under Properties, Details: the text that PyInstaller makes a version resource from."""

NEUTRAL_ENGLISH, UNICODE = "0409", "04B0"


def text_for(version: str) -> str:
    """The resource for a version of up to four numbers, in PyInstaller's own notation."""
    numbers = tuple(int(number) for number in [*version.split("."), "0", "0", "0"][:4])
    strings = {
        "CompanyName": "CounterScan project",
        "FileDescription": "CounterScan",
        "FileVersion": version,
        "InternalName": "CounterScan",
        "LegalCopyright": "AGPL-3.0-or-later",
        "OriginalFilename": "CounterScan.exe",
        "ProductName": "CounterScan",
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004,"
        " fileType=1, subtype=0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable({NEUTRAL_ENGLISH + UNICODE!r}, [{table}])]),\n"
        f"    VarFileInfo([VarStruct('Translation', [0x{NEUTRAL_ENGLISH}, 0x{UNICODE}])])])\n"
    )
