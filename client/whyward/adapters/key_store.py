"""Where the key file and the snapshot lie, and the system's keyring: files 0600 in a folder 0700.

It refuses links and folders in place of files, and never makes a new key because an old one is missing.
"""

import contextlib
import hmac
import os
import stat
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path

from whyward.journal.errors import Damaged, JournalError, Locked, Refused
from whyward.journal.sentences import sentence

DATA_KEY_BYTES = 32
"""An AES-256 key, from which every key on this device is derived or under which it is sealed."""

_SERVICE = "whyward"
_KEY_FILE_BYTES_MAX = 64 << 10


def make_home(home: Path) -> None:
    """Make the folder, for this user alone, so that a power cut cannot take it; raise `Refused` if that cannot be."""
    missing = [folder for folder in (home, *home.parents) if not folder.exists()]
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.chmod(0o700)
        for folder in missing:
            sync_folder(folder.parent)
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise Refused(
            sentence("the folder %(home)s cannot be made: %(reason)s", home=home, reason=reason),
            hint="Choose another one with --home.",
        ) from None


def replace_file(path: Path, content: bytes) -> None:
    """Write a file as a whole, durable before it gets its name; raise `OSError`."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a file that was made or renamed has its name only from then on."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_key_file(path: Path, content: bytes) -> None:
    """Write the key file; raise `Refused` if the disk does not take it."""
    try:
        replace_file(path, content)
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise Refused(
            sentence("the key file cannot be written: %(reason)s", reason=reason), hint="Nothing was recorded."
        ) from None


def read_key_file(path: Path) -> bytes:
    """Read the key file; raise `Locked` if it is missing, `Damaged` if it is not a file of its own."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _KEY_FILE_BYTES_MAX:
            raise _not_a_key_file(path)
        return path.read_bytes()
    except FileNotFoundError:
        text = sentence("the key file %(path)s is missing", path=path)
        hint = sentence("Put back a copy of it. The records are safe, but shut without the key.")
        raise Locked(text, hint=hint) from None
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise Locked(
            sentence("the key file %(path)s cannot be read: %(reason)s", path=path, reason=reason),
            hint="Your records are safe.",
        ) from None


def _not_a_key_file(path: Path) -> JournalError:
    return Damaged(
        sentence("%(path)s is not a key file", path=path), hint="Put the key file itself there, not a link or a folder."
    )


def save_in_keyring(account: str, data_key: bytes) -> None:
    """Give the data key to the system's keyring; raise `Refused` if there is none that works."""
    import keyring  # noqa: PLC0415  # only for those who chose it: it costs a tenth of a second at each start
    from keyring.errors import KeyringError  # noqa: PLC0415  # its errors come with it

    try:
        keyring.set_password(_SERVICE, account, b64encode(data_key).decode())
        if not hmac.compare_digest(read_from_keyring(account), data_key):
            raise _no_keyring()
    except (KeyringError, RuntimeError, Locked):
        raise _no_keyring() from None


def read_from_keyring(account: str) -> bytes:
    """Ask the system's keyring for the data key; raise `Locked` if it is not there, or is something else."""
    import keyring  # noqa: PLC0415  # as above
    from keyring.errors import KeyringError  # noqa: PLC0415  # its errors come with it

    try:
        secret = keyring.get_password(_SERVICE, account)
        data_key = b64decode(secret or "", validate=True)
    except (KeyringError, RuntimeError, ValueError):
        data_key = b""
    if len(data_key) != DATA_KEY_BYTES:
        text = sentence("the system's keyring does not give the key of this journal")
        raise Locked(text, hint="Unlock the keyring (log in to your desktop), then try again. Your records are safe.")
    return data_key


def _no_keyring() -> Refused:
    text = sentence("this system has no keyring that works")
    hint = sentence("Choose --unlock passphrase, or --unlock file if you accept what that means. Nothing was recorded.")
    return Refused(text, hint=hint)


class SnapshotFile:
    """The sealed snapshot beside the log."""

    def __init__(self, path: Path) -> None:
        """Keep it at `path`."""
        self._path = path

    def load(self) -> bytes | None:
        """Return the last saved bytes, or None."""
        try:
            return self._path.read_bytes() if stat.S_ISREG(self._path.lstat().st_mode) else None
        except OSError:
            return None

    def save(self, sealed: bytes) -> None:
        """Replace the saved bytes as a whole; a full or read-only disk only costs time at the next start."""
        with contextlib.suppress(OSError):
            replace_file(self._path, sealed)
