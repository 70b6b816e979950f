"""The key file's place and the keyring: private files, and never a new key for a missing one."""

import stat
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from whyward.adapters.key_store import (
    SnapshotFile,
    make_home,
    read_from_keyring,
    read_key_file,
    replace_file,
    save_in_keyring,
    write_key_file,
)
from whyward.journal.errors import Damaged, Locked, Refused


class PretendKeyring(keyring.backend.KeyringBackend):
    """A keyring in a dictionary; it can be locked, empty or full of rubbish."""

    priority = 1.0  # pyright: ignore[reportAssignmentType]  # keyring documents a plain number here

    def __init__(self) -> None:
        """Start empty and unlocked."""
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's base has no types here
        self.secrets: dict[tuple[str, str], str] = {}
        self.is_locked = False
        self.forgets = False

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret."""
        if self.is_locked:
            raise keyring.errors.KeyringLocked
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret, or pretend to."""
        if self.is_locked:
            raise keyring.errors.KeyringLocked
        if not self.forgets:
            self.secrets[service, username] = password


@pytest.fixture
def system_keyring() -> PretendKeyring:
    """Put a pretend keyring in the system's place."""
    pretend = PretendKeyring()
    keyring.set_keyring(pretend)
    return pretend


def test_a_key_in_the_keyring_comes_back(system_keyring: PretendKeyring) -> None:
    """And nothing of it is on disk."""
    save_in_keyring("account", b"k" * 32)

    assert read_from_keyring("account") == b"k" * 32
    assert len(system_keyring.secrets) == 1


@pytest.mark.parametrize("secret", [None, "", "rubbish!", "c2hvcnQ="])
def test_a_keyring_that_gives_anything_else_says_so(system_keyring: PretendKeyring, secret: str | None) -> None:
    """Missing, empty, not base64, too short: locked, with a next step, and no new key."""
    if secret is not None:
        system_keyring.secrets["whyward", "account"] = secret
    before = dict(system_keyring.secrets)

    with pytest.raises(Locked, match="keyring") as caught:
        read_from_keyring("account")

    assert "safe" in caught.value.hint
    assert system_keyring.secrets == before


def test_a_locked_keyring_is_not_replaced_by_a_file(system_keyring: PretendKeyring) -> None:
    """Neither when it is asked, nor when it should keep a new key."""
    system_keyring.is_locked = True

    with pytest.raises(Locked):
        read_from_keyring("account")
    with pytest.raises(Refused, match="no keyring"):
        save_in_keyring("account", b"k" * 32)


def test_a_keyring_that_forgets_is_noticed_before_anything_is_sealed(system_keyring: PretendKeyring) -> None:
    """A key that cannot be read back would lose everything."""
    system_keyring.forgets = True

    with pytest.raises(Refused, match="no keyring"):
        save_in_keyring("account", b"k" * 32)


def test_a_key_file_is_written_whole_and_for_this_user_alone(tmp_path: Path) -> None:
    """0600, and nothing left beside it."""
    path = tmp_path / "key.json"
    write_key_file(path, b"one")
    write_key_file(path, b"two")

    assert read_key_file(path) == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in tmp_path.iterdir()] == ["key.json"]


def test_a_missing_key_file_is_not_made_anew(tmp_path: Path) -> None:
    """The records would be shut for ever."""
    with pytest.raises(Locked, match="missing") as caught:
        read_key_file(tmp_path / "key.json")

    assert "safe" in caught.value.hint
    assert not list(tmp_path.iterdir())


def test_a_link_or_a_folder_is_no_key_file(tmp_path: Path) -> None:
    """Links are not followed."""
    (tmp_path / "real").write_bytes(b"{}")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "folder").mkdir()

    for name in ("link", "folder"):
        with pytest.raises(Damaged, match="not a key file"):
            read_key_file(tmp_path / name)


def test_a_folder_is_made_for_this_user_alone(tmp_path: Path) -> None:
    """0700, also where it was looser."""
    loose = tmp_path / "loose"
    loose.mkdir(mode=0o755)

    for home in (loose, tmp_path / "new" / "deeper"):
        make_home(home)
        assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """A file is in its place."""
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(Refused, match="cannot be made"):
        make_home(tmp_path / "file" / "home")


def test_a_snapshot_that_cannot_be_saved_or_read_only_costs_time(tmp_path: Path) -> None:
    """No refusal: the log has everything."""
    nowhere = SnapshotFile(tmp_path / "missing" / "pages.sealed")

    nowhere.save(b"sealed")

    assert nowhere.load() is None
    here = SnapshotFile(tmp_path / "pages.sealed")
    here.save(b"sealed")
    assert here.load() == b"sealed"


def test_a_replacement_that_breaks_leaves_the_old_file(tmp_path: Path) -> None:
    """A folder stands where the file should go."""
    (tmp_path / "key.json").mkdir()

    with pytest.raises(OSError, match="directory"):
        replace_file(tmp_path / "key.json", b"new")

    assert [item.name for item in tmp_path.iterdir()] == ["key.json"]
