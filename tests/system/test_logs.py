"""The log: what is in it, and above all what is not."""

import logging
from pathlib import Path

import pytest

from app.system.logs import logging_to, without_secrets

KEY = "DRX" + "0123456789abcdef" * 2


def logged(folder: Path, logger: str, level: int, message: str, *args: object) -> str:
    with logging_to(folder) as path:
        logging.getLogger(logger).log(level, message, *args)
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_an_entry_has_its_time_in_utc_its_level_and_its_place(tmp_path: Path) -> None:
    line = logged(tmp_path, "app.flows.courier", logging.INFO, "sent %d pages", 3)
    assert line.rstrip().endswith("Z INFO app.flows.courier sent 3 pages")


@pytest.mark.parametrize("library", ["httpx", "httpcore", "httpcore.http11", "PIL.PngImagePlugin"])
def test_libraries_are_quiet_below_a_warning(tmp_path: Path, library: str) -> None:
    assert logged(tmp_path, library, logging.INFO, "GET https://img.example/a?token=1") == ""


def test_an_image_address_loses_its_token(tmp_path: Path) -> None:
    line = logged(tmp_path, "app", logging.INFO, "at %s now", "https://img.example/a/b.jpg?token=abc&sig=1")
    assert line.rstrip().endswith("at https://img.example/… now")


def test_a_traceback_is_cleaned_as_well(tmp_path: Path) -> None:
    with logging_to(tmp_path) as path:
        try:
            raise ValueError(f"https://u:p@img.example/pat_1?token=abc {KEY}")
        except ValueError:
            logging.getLogger("app").info("our mistake", exc_info=True)
    text = path.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert not [secret for secret in ("token", KEY, "u:p", "pat_1") if secret in text]


@pytest.mark.parametrize(
    "line",
    [
        "headers: {'X-DRX-Key': 'my-own-secret'}",
        "X-DRX-Key: my-own-secret",
        "(b'x-drx-key', b'my-own-secret')",
        "api_key=my-own-secret",
    ],
)
def test_a_key_of_any_shape_is_cut_where_its_header_names_it(line: str) -> None:
    assert "my-own-secret" not in without_secrets(line)


def test_ordinary_words_stay_as_they_are() -> None:
    line = "3 of 5 pages delivered; next try in 12 s (status 503)"
    assert without_secrets(line) == line


def test_afterwards_the_log_is_closed_and_the_root_logger_is_as_before(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    with logging_to(tmp_path, to_stderr=True):
        pass
    assert (root.level, list(root.handlers)) == before
