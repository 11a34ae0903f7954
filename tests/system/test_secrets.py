"""Secrets, against a real gnome-keyring in a private D-Bus session, and against keyrings that must not be used."""

import os
import shutil
import stat
import subprocess
import sys
import textwrap
from multiprocessing import Pipe
from pathlib import Path

import pytest

from app.domain.errors import KeyMissing, WrongSetting
from app.system.key_files import make_vault_key_file, practice_vault_key, read_vault_key_file
from app.system.secrets import Act, Secrets, _serve

STORE = "https://lakeside.drxapp.com"
KEY = "DRX" + "0123456789abcdef" * 2
CHECKOUT = Path(__file__).resolve().parents[2]

needs_keyring = pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs gnome-keyring and dbus-run-session (Debian: gnome-keyring, dbus)",
)
posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions are the folder's on Windows")


def run_python(tmp_path: Path, code: str, before: tuple[str, ...] = (), **environ: str) -> str:
    """Run `code` in a process of its own with a home of its own; what it prints."""
    script = tmp_path / "script.py"
    head = "import os\nfrom app.domain.errors import KeyMissing\nfrom app.system.secrets import Secrets\n"
    body = textwrap.indent(textwrap.dedent(code), "    ")
    script.write_text(f"{head}\nif __name__ == '__main__':\n{body}\n", encoding="utf-8")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment = {
        **kept,
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/no-bus-here",
        "PYTHONPATH": os.pathsep.join((str(CHECKOUT), str(tmp_path))),
        **environ,
    }
    command = [*before, sys.executable, str(script)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


UNLOCK = 'printf test-pass | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; exec "$@"'
UNLOCKED = ("dbus-run-session", "--", "sh", "-c", UNLOCK, "sh")


@needs_keyring
def test_a_key_is_stored_found_and_forgotten(tmp_path: Path) -> None:
    out = run_python(
        tmp_path,
        f"""
        secrets = Secrets({{}})
        print(secrets.where())
        secrets.set_api_key({STORE!r}, {KEY!r})
        print(secrets.api_key({STORE!r}) == {KEY!r})
        secrets.clear_api_key({STORE!r})
        secrets.clear_api_key({STORE!r})
        try:
            secrets.api_key({STORE!r})
        except KeyMissing as error:
            print(error.problem.title)
        """,
        UNLOCKED,
    )
    assert out.splitlines() == ["Secret Service", "True", "No API key is stored for this store"]


@needs_keyring
def test_each_store_has_a_key_of_its_own(tmp_path: Path) -> None:
    out = run_python(
        tmp_path,
        """
        secrets = Secrets({})
        secrets.set_api_key("https://a.drxapp.com", "key-of-a")
        secrets.set_api_key("https://b.drxapp.com", "key-of-b")
        print(secrets.api_key("https://a.drxapp.com"), secrets.api_key("https://b.drxapp.com"))
        """,
        UNLOCKED,
    )
    assert out.split() == ["key-of-a", "key-of-b"]


@needs_keyring
def test_the_vault_key_is_made_once_and_stays(tmp_path: Path) -> None:
    out = run_python(
        tmp_path,
        """
        secrets = Secrets({})
        try:
            secrets.vault_key(may_create=False)
        except KeyMissing as error:
            print(error.problem.title)
        first = secrets.vault_key()
        print(len(first), secrets.vault_key() == first)
        """,
        UNLOCKED,
    )
    assert out.splitlines() == ["The key of the outbox is gone from the keyring", "32 True"]


@needs_keyring
def test_a_damaged_vault_key_is_named_and_not_written_over(tmp_path: Path) -> None:
    out = run_python(
        tmp_path,
        """
        from app.system.secrets import Act, ask_keyring
        ask_keyring(Act.SET, "vault key", "too short")
        for _ in range(2):
            try:
                Secrets({}).vault_key()
            except KeyMissing as error:
                print(error.problem.title)
        """,
        UNLOCKED,
    )
    assert out.splitlines() == ["The key of the outbox in the keyring is damaged"] * 2


@needs_keyring
def test_a_locked_keyring_is_named_as_locked(tmp_path: Path) -> None:
    lock_all = """
        import secretstorage
        bus = secretstorage.dbus_init()
        secretstorage.get_default_collection(bus).lock()
        bus.close()
        try:
            Secrets({}).api_key("https://a.drxapp.com")
        except KeyMissing as error:
            print(error.problem.title)
        """
    out = run_python(tmp_path, lock_all, UNLOCKED)
    assert out.strip() == "The keyring of this user is locked"


def test_a_computer_without_a_keyring_is_told_about_the_key_file(tmp_path: Path) -> None:
    out = run_python(
        tmp_path,
        """
        try:
            Secrets({}).vault_key()
        except KeyMissing as error:
            print(error)
        """,
    )
    assert out.startswith("This computer has no keyring to keep keys in. Make a key file with: counterscan key vault")


def write_backend(tmp_path: Path, body: str) -> None:
    (tmp_path / "odd_keyring.py").write_text(
        textwrap.dedent(
            f"""
            import time
            from keyring.backend import KeyringBackend

            class Odd(KeyringBackend):
                priority = 9
                def get_password(self, service, username):
                    {body}
                def set_password(self, service, username, password):
                    open({str(tmp_path / "plain.txt")!r}, "w").write(password)
                def delete_password(self, service, username): ...
            """
        ),
        encoding="utf-8",
    )


def test_a_plaintext_keyring_is_refused_by_name(tmp_path: Path) -> None:
    write_backend(tmp_path, "return 'x'")
    out = run_python(
        tmp_path,
        """
        try:
            Secrets({}).set_api_key("https://a.drxapp.com", "key-of-a")
        except KeyMissing as error:
            print(error.problem.title, "/", error.problem.detail)
        """,
        PYTHON_KEYRING_BACKEND="odd_keyring.Odd",
    )
    assert out.strip() == "The keyring of this computer is not a safe one / odd_keyring.Odd"
    assert not (tmp_path / "plain.txt").exists()


def test_a_keyring_that_waits_for_a_prompt_is_given_up_at_the_deadline(tmp_path: Path) -> None:
    write_backend(tmp_path, "time.sleep(60)")
    impersonate = "Odd.__module__, Odd.__qualname__ = 'keyring.backends.SecretService', 'Keyring'\n"
    with (tmp_path / "odd_keyring.py").open("a", encoding="utf-8") as file:
        file.write(impersonate)
    out = run_python(
        tmp_path,
        """
        try:
            Secrets({}, answer_deadline_s=1.5).api_key("https://a.drxapp.com")
        except KeyMissing as error:
            print(error.problem.title)
        """,
        PYTHON_KEYRING_BACKEND="odd_keyring.Odd",
    )
    assert out.strip() == "The keyring does not answer"


def test_the_environment_wins_over_the_keyring() -> None:
    assert Secrets({"COUNTERSCAN_API_KEY": f" {KEY}\n"}).api_key(STORE) == KEY


def test_a_key_with_a_line_break_inside_is_refused() -> None:
    with pytest.raises(WrongSetting):
        Secrets({"COUNTERSCAN_API_KEY": "DRX12\n34"}).api_key(STORE)


def test_a_key_file_is_private_and_holds_32_bytes(tmp_path: Path) -> None:
    path = tmp_path / "vault.key"
    make_vault_key_file(path)
    assert Secrets({"COUNTERSCAN_VAULT_KEY_FILE": str(path)}).vault_key() == path.read_bytes()
    assert len(path.read_bytes()) == 32
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "vault.key"
    make_vault_key_file(path)
    before = path.read_bytes()
    with pytest.raises(WrongSetting, match="exists already"):
        make_vault_key_file(path)
    assert path.read_bytes() == before


@posix_only
def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vault.key"
    make_vault_key_file(path)
    path.chmod(0o640)
    with pytest.raises(KeyMissing, match="Others can read"):
        read_vault_key_file(path)


@pytest.mark.parametrize("size_bytes", [0, 31, 33])
def test_a_key_file_of_another_size_is_refused(tmp_path: Path, size_bytes: int) -> None:
    path = tmp_path / "vault.key"
    path.touch(mode=0o600)
    path.write_bytes(b"x" * size_bytes)
    with pytest.raises(KeyMissing, match="32 bytes"):
        read_vault_key_file(path)


def test_a_key_file_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyMissing, match="can't be read"):
        Secrets({"COUNTERSCAN_VAULT_KEY_FILE": "/nowhere/at/all"}).vault_key()


def test_the_practice_store_keeps_its_own_key(tmp_path: Path) -> None:
    assert practice_vault_key(tmp_path) == practice_vault_key(tmp_path)


def test_a_secret_longer_than_windows_takes_is_refused_before_it_is_asked_for() -> None:
    with pytest.raises(KeyMissing, match="too long"):
        Secrets({})._ask(Act.SET, "x", "k" * 1281)


def test_the_keyrings_helper_ends_in_silence_when_nobody_waits_for_it_any_more() -> None:
    ours, theirs = Pipe()
    ours.send((Act.NAME, "x", ""))
    ours.close()
    _serve(theirs)
    theirs.close()
