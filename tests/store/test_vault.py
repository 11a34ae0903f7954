"""The vault: bytes come back whole, are unreadable on the disk, and are gone for good once erased."""

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import KeyMissing, StorageFull, StoreDamaged, UnreadableFile
from app.domain.pages import BlobRef
from app.store import vault as vault_module
from app.store.keys import KEY_CHECK_NAME
from app.store.vault import HEADER_BYTES, MAGIC, OVERHEAD_BYTES, Vault

if sys.platform != "win32":
    import resource

CONTENT = b"a page for Maria Alvarez " * 100
FilesHolding = Callable[[Path, bytes], list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pages"


@pytest.fixture
def vault(folder: Path, key: bytes) -> Vault:
    return Vault(folder, key)


@contextlib.contextmanager
def files_up_to(size_bytes: int) -> Iterator[None]:
    """No file of this process may grow beyond this size meanwhile."""
    if sys.platform == "win32":
        pytest.skip("there is no such limit here")
    else:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def blob_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.blob"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=5000))
def test_what_is_put_comes_back(vault: Vault, content: bytes) -> None:
    assert vault.get(vault.put(content, durable=False)) == content


def test_the_handle_is_the_hash_and_size_of_the_content(vault: Vault) -> None:
    assert vault.put(CONTENT) == BlobRef(hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))


def test_the_content_is_still_there_after_opening_the_vault_again(vault: Vault, folder: Path, key: bytes) -> None:
    ref = vault.put(CONTENT)
    assert Vault(folder, key).get(ref) == CONTENT


def test_the_same_content_twice_is_one_file(vault: Vault, folder: Path) -> None:
    vault.put(CONTENT)
    vault.put(CONTENT)
    assert len(blob_files(folder)) == 1


def test_nothing_of_the_content_is_on_the_disk(vault: Vault, folder: Path, files_holding: FilesHolding) -> None:
    vault.put(CONTENT)
    assert files_holding(folder, b"Maria") == []


def test_the_name_of_a_file_does_not_tell_the_hash(vault: Vault, folder: Path) -> None:
    ref = vault.put(CONTENT)
    assert ref.sha256[:8] not in blob_files(folder)[0].name


def test_two_vaults_keep_the_same_content_under_different_names(tmp_path: Path, key: bytes, other_key: bytes) -> None:
    Vault(tmp_path / "one", key).put(CONTENT)
    Vault(tmp_path / "two", other_key).put(CONTENT)
    assert blob_files(tmp_path / "one")[0].name != blob_files(tmp_path / "two")[0].name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
def test_only_the_owner_may_read_a_blob(vault: Vault, folder: Path) -> None:
    vault.put(CONTENT)
    assert (folder.stat().st_mode & 0o777, blob_files(folder)[0].stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize("position", [0, 6, 20, HEADER_BYTES, HEADER_BYTES + 8, OVERHEAD_BYTES + 5, -1])
def test_a_changed_byte_anywhere_is_noticed(vault: Vault, folder: Path, position: int) -> None:
    ref = vault.put(CONTENT)
    path = blob_files(folder)[0]
    stored = bytearray(path.read_bytes())
    stored[position] ^= 1
    path.write_bytes(stored)
    with pytest.raises(StoreDamaged):
        vault.get(ref)


@pytest.mark.parametrize("kept_bytes", [0, 3, OVERHEAD_BYTES - 1, OVERHEAD_BYTES + 10])
def test_a_torn_blob_is_noticed(vault: Vault, folder: Path, kept_bytes: int) -> None:
    ref = vault.put(CONTENT)
    path = blob_files(folder)[0]
    path.write_bytes(path.read_bytes()[:kept_bytes])
    with pytest.raises(StoreDamaged):
        vault.get(ref)


def test_two_blobs_that_changed_places_are_noticed(vault: Vault, folder: Path) -> None:
    ref = vault.put(CONTENT)
    vault.put(CONTENT[::-1])
    one, two = blob_files(folder)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    with pytest.raises(StoreDamaged):
        vault.get(ref)


def test_a_handle_of_another_size_is_refused(vault: Vault) -> None:
    ref = vault.put(CONTENT)
    with pytest.raises(StoreDamaged):
        vault.get(BlobRef(ref.sha256, ref.size_bytes + 1))


def test_a_missing_blob_is_damage_in_words(vault: Vault) -> None:
    with pytest.raises(StoreDamaged):
        vault.get(BlobRef("00" * 32, 4))


def test_putting_damaged_content_again_mends_it(vault: Vault, folder: Path) -> None:
    ref = vault.put(CONTENT)
    path = blob_files(folder)[0]
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    vault.put(CONTENT)
    assert vault.get(ref) == CONTENT


def test_the_vault_knows_what_it_has(vault: Vault) -> None:
    assert (vault.has(vault.put(CONTENT)), vault.has(BlobRef("00" * 32, 4))) == (True, False)


def test_a_torn_blob_is_not_had(vault: Vault, folder: Path) -> None:
    ref = vault.put(CONTENT)
    os.truncate(blob_files(folder)[0], 100)
    assert not vault.has(ref)


def test_an_erased_blob_is_gone(vault: Vault, folder: Path) -> None:
    ref = vault.put(CONTENT)
    vault.erase(ref)
    assert (vault.has(ref), blob_files(folder)) == (False, [])


def test_erasing_destroys_the_wrapped_key_before_the_name_goes(vault: Vault, folder: Path) -> None:
    ref = vault.put(CONTENT)
    path = blob_files(folder)[0]
    (folder / "second name").hardlink_to(path)
    vault.erase(ref)
    left = (folder / "second name").read_bytes()
    assert left[: len(MAGIC) + HEADER_BYTES] == bytes(len(MAGIC) + HEADER_BYTES)


def test_erasing_twice_is_fine(vault: Vault) -> None:
    ref = vault.put(CONTENT)
    vault.erase(ref)
    vault.erase(ref)
    assert not vault.has(ref)


def test_a_sweep_destroys_what_nobody_needs_and_keeps_the_rest(vault: Vault) -> None:
    kept, orphan = vault.put(CONTENT), vault.put(b"orphan")
    assert (vault.sweep({kept}), vault.has(kept), vault.has(orphan)) == (1, True, False)


def test_a_sweep_takes_unfinished_files_away(vault: Vault, folder: Path) -> None:
    (folder / "tmpabc.part").write_bytes(b"half a pa")
    assert (vault.sweep(()), list(folder.glob("*.part"))) == (1, [])


def test_a_blob_whose_erasing_was_cut_short_is_swept(vault: Vault, folder: Path) -> None:
    vault.put(CONTENT)
    with blob_files(folder)[0].open("r+b") as file:
        file.write(bytes(len(MAGIC) + HEADER_BYTES))
    assert (vault.sweep(()), blob_files(folder)) == (1, [])


def test_a_vault_is_empty_until_something_is_put(vault: Vault) -> None:
    before = vault.is_empty
    vault.put(CONTENT)
    assert (before, vault.is_empty) == (True, False)


def test_another_key_is_recognised(vault: Vault, folder: Path, other_key: bytes) -> None:
    vault.put(CONTENT)
    with pytest.raises(KeyMissing):
        Vault(folder, other_key)


def test_another_key_changes_nothing(vault: Vault, folder: Path, other_key: bytes) -> None:
    vault.put(CONTENT)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(KeyMissing):
        Vault(folder, other_key)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_pages_without_their_key_check_are_not_given_a_new_one(vault: Vault, folder: Path, key: bytes) -> None:
    vault.put(CONTENT)
    (folder / KEY_CHECK_NAME).unlink()
    with pytest.raises(StoreDamaged):
        Vault(folder, key)


def test_too_much_content_is_refused_in_words(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_module, "MAX_BLOB_BYTES", 10)
    with pytest.raises(UnreadableFile):
        vault.put(b"eleven byte")


@pytest.mark.skipif(sys.platform != "linux", reason="a file size limit is the full disk that needs no rights")
def test_a_write_that_fails_leaves_nothing_behind(vault: Vault, folder: Path) -> None:
    with files_up_to(1000), pytest.raises((StorageFull, StoreDamaged)):
        vault.put(CONTENT)
    assert [path.name for path in folder.iterdir()] == [KEY_CHECK_NAME]
