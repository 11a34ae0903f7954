#!/usr/bin/env python3
"""Put a Windows Python together under Wine, and let it test, freeze and test the program: a stand-in for Windows.

    python3 packaging/stand_in_windows.py      on Debian, with wine, wine64 and gcc-mingw-w64-x86-64 installed

Python's own signed libraries for Windows come out of a wheel that carries them (panda3d, for its programs); what Wine 8
lacks of Windows 10 is made here and put into Wine's own folder, never beside the program. The outcome shows that the
recipes work; it is never the source of a release. Exit status 3: Wine or the compiler is not installed.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import freeze
from freeze import BUILD, CHECKOUT, LOCK, NotBuilt

PLACE = BUILD / "stand-in-windows"
PYTHON = PLACE / "python"
CARRIER = "panda3d==1.10.16"
COMPILER = "x86_64-w64-mingw32-gcc"
STUBS = CHECKOUT / "packaging" / "windows" / "stubs"
LONGEST_STEP_S = 900.0


def main() -> int:
    """Assemble, freeze, test; says what came out."""
    if shutil.which("wine") is None or shutil.which(COMPILER) is None:
        print("stand-in: Wine or the compiler is not here, so Windows was not tried", file=sys.stderr)
        return 3
    try:
        assemble()
        print(test_from_source())
        folder = freeze_in_wine()
        print(in_wine(str(folder / "counterscan-cli.exe"), "--selftest"))
    except NotBuilt as problem:
        print(f"stand-in: {problem}", file=sys.stderr)
        return 1
    return 0


def lock_for_windows(text: str) -> str:
    """The lock without what other systems need, and without conditions: pip judges them by the system it runs on."""
    kept = []
    for entry in re.split(r"\n(?=\S)", text):
        head = entry.partition("\n")[0]
        if entry.startswith("#") or re.search(r"sys_platform == '(linux|darwin)'", head):
            continue
        kept.append(re.sub(r" ;[^\\\n]*", " ", entry, count=1))
    return "\n".join(kept) + "\n"


def assemble() -> None:
    """A Windows Python of this Python's version, with the packages of the lock. Raises `NotBuilt`."""
    shutil.rmtree(PLACE, ignore_errors=True)
    (PYTHON / "DLLs").mkdir(parents=True)
    _take_libraries()
    standard = Path(sysconfig.get_path("stdlib"))
    unwanted = shutil.ignore_patterns("__pycache__", "lib-dynload", "config-*", "test", "idlelib", "*-packages")
    shutil.copytree(standard, PYTHON / "Lib", ignore=unwanted)
    shutil.copy("/usr/share/doc/python3/copyright", PYTHON / "LICENSE.txt")  # where Windows' own has it
    _compile()
    lock = PLACE / "windows.lock"
    lock.write_text(lock_for_windows(LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--platform", "win_amd64"]
    options += ["--python-version", "3.11", "--implementation", "cp", "--quiet", "--disable-pip-version-check"]
    target = PYTHON / "Lib" / "site-packages"
    pip = [str(_tools_python()), "-m", "pip", "install", *options, "--target", str(target), "--requirement", str(lock)]
    _run(*pip)


def test_from_source() -> str:
    """The checkout's own self-test with the Windows Python; Wine hands no `QT_` variable on, so it is set inside."""
    begin = (
        f"import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'; sys.path.insert(0, {_windows_path(CHECKOUT)!r})"
    )
    test = "from app.cli import selftest\nfrom app.tour.first_look import look\nsys.exit(selftest.run({}, look))"
    return in_wine(str(PYTHON / "python.exe"), "-c", f"{begin}\n{test}")


def freeze_in_wine() -> Path:
    """The program as PyInstaller makes it under Wine, with its papers."""
    work = PLACE / "freezing"
    work.mkdir(exist_ok=True)
    import version_resource

    (work / "version.txt").write_text(version_resource.text_for(freeze.version()), encoding="utf-8")
    variables = {
        "COUNTERSCAN_VERSION_RESOURCE": _windows_path(work / "version.txt"),
        "COUNTERSCAN_BUNDLED": _windows_path(work / "bundled.json"),
        **freeze.UNCOMPRESSED,
    }
    words = [
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level=WARN",
        "--distpath",
        _windows_path(PLACE / "out"),
    ]
    words += ["--workpath", _windows_path(work), _windows_path(freeze.SPEC)]
    in_wine(str(PYTHON / "python.exe"), *words, variables=variables)
    folder = PLACE / "out" / "CounterScan"
    if not (folder / "counterscan-cli.exe").is_file():
        raise NotBuilt("PyInstaller made no program under Wine")
    places = (folder, work / "bundled.json", PYTHON / "Lib" / "site-packages")
    listed = ", ".join(f"pathlib.Path({_windows_path(place)!r})" for place in places)
    epoch_s = freeze.commit_time_s()
    lay = f"import pathlib, sys; sys.path.insert(0, {_windows_path(CHECKOUT / 'packaging')!r}); import freeze"
    in_wine(str(PYTHON / "python.exe"), "-c", f"{lay}; freeze.add_papers({listed}, {epoch_s})")
    return folder


def in_wine(program: str, *words: str, variables: dict[str, str] | None = None) -> str:
    """Run a Windows program; what it printed. Raises `NotBuilt` where it failed."""
    wine = {"WINEPREFIX": str(PLACE / "prefix"), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscms=n"}
    environment = freeze.steady(os.environ) | wine | (variables or {})
    # Through a pipe: under Wine, Python can't write to a file that it was given as standard output.
    finished = subprocess.run(
        ["wine", program, *words], env=environment, capture_output=True, text=True, check=False, timeout=LONGEST_STEP_S
    )
    if finished.returncode != 0:
        raise NotBuilt(
            f"{Path(program).name} ended with {finished.returncode}: {(finished.stdout + finished.stderr)[-3000:]}"
        )
    return finished.stdout


def _take_libraries() -> None:
    downloads = PLACE / "downloads"
    options = ["--no-deps", "--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11", "--quiet"]
    _run(str(_tools_python()), "-m", "pip", "download", *options, "--dest", str(downloads), CARRIER)
    with zipfile.ZipFile(next(downloads.glob("*.whl"))) as wheel:
        for member in wheel.namelist():
            if not member.startswith("deploy_libs/"):
                continue
            name = Path(member).name
            beside = name.lower() in ("python311.dll", "vcruntime140.dll", "vcruntime140_1.dll")
            wanted = name.endswith(".pyd") or re.match(r"(libffi|libcrypto|libssl|sqlite3)", name)
            if beside or wanted:
                (PYTHON / ("" if beside else "DLLs") / name).write_bytes(wheel.read(member))


def _compile() -> None:
    """python.exe, python3.dll (which only forwards), and what Wine lacks of Windows."""
    exports = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(PYTHON / "python311.dll")], capture_output=True, text=True, check=True
    ).stdout
    names = re.findall(r"\s(_?Py\w+)$", exports.partition("Name Pointer] Table")[2], re.MULTILINE)
    forwards = PLACE / "python3.def"
    forwards.write_text("LIBRARY python3.dll\nEXPORTS\n" + "".join(f"  {name} = python311.{name}\n" for name in names))
    _run(
        COMPILER,
        "-shared",
        "-nostdlib",
        "-Wl,-e,DllMain",
        "-o",
        str(PYTHON / "python3.dll"),
        str(STUBS / "nothing.c"),
        str(forwards),
    )
    _run(COMPILER, "-municode", "-O2", "-s", "-o", str(PYTHON / "python.exe"), str(STUBS / "python.c"))
    in_wine("wineboot", "-u")
    system = PLACE / "prefix" / "drive_c" / "windows" / "system32"
    for name in ("icuuc", "mscms", "bcryptprimitives"):
        target = system / f"{name}.dll"
        _run(COMPILER, "-O2", "-s", "-shared", "-o", str(target), str(STUBS / f"{name}.c"), "-ladvapi32")


def _tools_python() -> Path:
    import environment

    environment.make_ready(freeze.TOOLS, LOCK)
    return environment.python_of(freeze.TOOLS)


def _windows_path(path: Path) -> str:
    return "Z:" + str(path.resolve()).replace("/", "\\")


def _run(*command: str) -> None:
    finished = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST_STEP_S)
    if finished.returncode != 0:
        raise NotBuilt(f"{' '.join(command[:4])} failed: {finished.stderr[-1500:]}")


if __name__ == "__main__":
    sys.exit(main())
