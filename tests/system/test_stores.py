"""Addresses of stores: what a person may type, and what is refused."""

import pytest

from app.domain.errors import WrongSetting
from app.domain.stores import StoreAddress, address_of, checked_key


@pytest.mark.parametrize(
    ("typed", "base_url"),
    [
        ("lakeside", "https://lakeside.drxapp.com"),
        (" LakeSide7 ", "https://lakeside7.drxapp.com"),
        ("lakeside.drxapp.com", "https://lakeside.drxapp.com"),
        ("https://lakeside.drxapp.com/", "https://lakeside.drxapp.com"),
        ("https://lakeside.drxapp.com/api/v2", "https://lakeside.drxapp.com"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("drx-gateway", "https://drx-gateway"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://gateway.example/drx", "https://gateway.example/drx"),
        ("HTTPS://Lakeside.DRXapp.com", "https://lakeside.drxapp.com"),
        ("https://lakeside.drxapp.com:443", "https://lakeside.drxapp.com"),
        ("https://lakeside.drxapp.com:443/Drx", "https://lakeside.drxapp.com/Drx"),
        ("https://lakeside.drxapp.com:80", "https://lakeside.drxapp.com:80"),
        ("http://LocalHost:80", "http://localhost"),
        ("https://[::1]:443", "https://[::1]"),
    ],
)
def test_what_a_person_types_becomes_an_address(typed: str, base_url: str) -> None:
    assert address_of(typed).base_url == base_url


def test_an_address_that_was_written_down_in_another_case_is_the_same_store() -> None:
    assert StoreAddress("https://Lakeside.drxapp.com:443") == StoreAddress("https://lakeside.drxapp.com")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "two words",
        "http://lakeside.drxapp.com",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "ftp://lakeside.drxapp.com",
        "https://user:word@lakeside.drxapp.com",
        "https://lakeside.drxapp.com/?q=1",
        "https://lakeside.drxapp.com/#x",
        "https://lakeside.drxapp.com:port",
        "https://lakeside.drxapp.com/a/../b",
        "https://",
        "https://[::1",
        "https://lakeside.drxapp.com\r\nX: y",
    ],
)
def test_what_is_no_safe_address_is_refused(typed: str) -> None:
    with pytest.raises(WrongSetting):
        address_of(typed)


@pytest.mark.parametrize("prefix", ["api", "/api/../x", "/api?x", "/a b"])
def test_a_prefix_that_is_no_path_is_refused(prefix: str) -> None:
    with pytest.raises(WrongSetting):
        StoreAddress("https://lakeside.drxapp.com", prefix=prefix)


def test_a_header_with_a_colon_is_refused() -> None:
    with pytest.raises(WrongSetting):
        StoreAddress("https://lakeside.drxapp.com", key_header="X-DRX-Key: x")


@pytest.mark.parametrize("key", ["", "  ", "a b", "a\nb", "ü", "x" * 513])
def test_what_can_not_be_a_key_is_refused(key: str) -> None:
    with pytest.raises(WrongSetting):
        checked_key(key)
