"""The log: a rotating file without patient data, tokens or keys. Nobody logs names, IDs of records or file names."""

import logging
import logging.handlers
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.stores import KEY_PATTERN

FILE_NAME = "counterscan.log"
MAX_FILE_BYTES = 1_000_000
OLD_FILES = 4
_FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s"

_TALKATIVE = ("httpx", "httpcore", "PIL", "asyncio", "keyring", "filelock", "hpack", "fontTools")
"""Libraries that write URLs with their tokens, or much about little, below WARNING (reliability.md)."""

_ADDRESS = re.compile(r"\b([A-Za-z][A-Za-z0-9+.-]*://)([^\s/@\"'<>]*@)?([^\s/?#\"'<>]*)[^\s\"'<>]*")
_KEY_HEADER = re.compile(r"(?i)(x-drx-key|authorization|api[_-]?key)(['\"]?\s*[:=,]\s*(?:b?['\"])?)[^\s'\",)]+")


def without_secrets(line: str) -> str:
    """`line` with addresses cut to scheme and host (paths hold IDs, queries hold tokens), and without keys."""
    line = _ADDRESS.sub(r"\1\3/…", line)
    line = _KEY_HEADER.sub(r"\1\2…", line)
    return KEY_PATTERN.sub("DRX…", line)


class _Careful(logging.Formatter):
    """Cleans the whole text of an entry, its traceback included; that is why it is no `logging.Filter`."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


@contextmanager
def logging_to(folder: Path, *, to_stderr: bool = False, level: int = logging.INFO) -> Iterator[Path]:
    """Log into `folder` for as long as the context lasts; gives the file's path. Puts the root logger back after."""
    path = folder / FILE_NAME
    handlers: list[logging.Handler] = [
        logging.handlers.RotatingFileHandler(
            path, maxBytes=MAX_FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True
        )
    ]
    if to_stderr and sys.stderr is not None:  # a windowed program on Windows has none
        handlers.append(logging.StreamHandler(sys.stderr))
    root = logging.getLogger()
    level_before = root.level
    quiet_libraries()
    root.setLevel(level)
    careful = _Careful(_FORMAT, "%Y-%m-%dT%H:%M:%S")
    careful.converter = time.gmtime
    for handler in handlers:
        handler.setFormatter(careful)
        root.addHandler(handler)
    try:
        yield path
    finally:
        root.setLevel(level_before)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def quiet_libraries() -> None:
    """Keep libraries at WARNING that would log whole URLs with their tokens; for processes without a log as well."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
