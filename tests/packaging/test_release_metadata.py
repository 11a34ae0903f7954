"""The signed word about a release: the program believes what this step writes, and the step writes nothing else."""

import base64
import json
from datetime import date
from pathlib import Path

import pytest
import release_metadata
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from freeze import NotBuilt

from app.flows.updates import opened, public_key

TODAY = date(2026, 3, 2)
PAGE = "https://downloads.example/counterscan/0.2.0"
SUMS = {"CounterScan-0.2.0.msi": "ab" * 32}


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def test_the_program_believes_what_is_signed_here(key: Ed25519PrivateKey) -> None:
    public = release_metadata.public_half(key)
    written = release_metadata.signed(key, "0.2.0", PAGE, SUMS, TODAY, f"# a key\n{public}\n")
    release = opened(written, base64.b64decode(public))
    assert (release.version, release.released, release.page, release.digests) == ("0.2.0", TODAY, PAGE, SUMS)
    assert release.expires > TODAY


def test_a_key_that_no_program_knows_signs_nothing(key: Ed25519PrivateKey) -> None:
    with pytest.raises(NotBuilt, match=r"public_key\.txt"):
        release_metadata.signed(key, "0.2.0", PAGE, SUMS, TODAY, release_metadata.PUBLIC_KEY.read_text())


@pytest.mark.parametrize(
    ("version", "page"), [("0.2", PAGE), ("0.2.0", "None"), ("0.2.0", "http://downloads.example/")]
)
def test_what_the_program_could_not_read_is_not_written(key: Ed25519PrivateKey, version: str, page: str) -> None:
    with pytest.raises(NotBuilt, match="no program could read it"):
        release_metadata.signed(key, version, page, SUMS, TODAY, release_metadata.public_half(key))


def test_without_a_key_nothing_is_written_and_that_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert release_metadata.main(["--page", PAGE], {}) == 0
    assert "nothing was written" in capsys.readouterr().out


def test_a_wrong_key_is_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert release_metadata.main(["--page", PAGE], {release_metadata.KEY_VARIABLE: "c2VjcmV0"}) == 2
    assert "c2VjcmV0" not in "".join(capsys.readouterr())


def test_a_new_key_goes_into_a_new_file_alone(tmp_path: Path) -> None:
    public = release_metadata.new_key(tmp_path / "release.key")
    key = release_metadata.private_key((tmp_path / "release.key").read_text())
    assert release_metadata.public_half(key) == public
    with pytest.raises(NotBuilt):
        release_metadata.new_key(tmp_path / "release.key")


def test_the_digests_are_those_of_what_was_packaged(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"")
    (tmp_path / "SHA256SUMS").write_text("old")
    assert json.dumps(release_metadata.sums_of(tmp_path)).count("e3b0c44298fc1c149afbf4c8996fb924") == 1
    assert release_metadata.sums_of(tmp_path).keys() == {"a.deb"}


def test_the_key_that_ships_is_one_or_none() -> None:
    assert len(public_key()) in (0, 32)
