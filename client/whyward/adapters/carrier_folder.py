"""A carrier folder on a real file system: a stick, a synced drive, a network share.

It follows no link, reads nothing that is not a plain file of bounded size, and never overwrites or deletes a file of
anybody. Modes are left to the umask: what lies here is what a relay would see, and a stick moves between users.
"""

import asyncio
import contextlib
import errno
import fcntl
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from whyward.adapters.platform import SystemEntropy
from whyward.journal.errors import JournalError, Refused, Unreachable
from whyward.journal.folder.ports import Entry
from whyward.journal.sentences import sentence

ENTRIES_MAX = 200_000
"""A file a sync and day fills this in five hundred years; more than that is not ours, and would fill memory first."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Without O_NONBLOCK a FIFO in the place of a file would hold us for ever.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL})
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_SYNCED = frozenset({errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EBADF, errno.EROFS})
_SAFE = sentence("What you recorded is safe on this device.")


class FolderOnDisk:
    """See `CarrierFolder`. Every call works in a thread, because a stick may take seconds."""

    def __init__(self, path: Path) -> None:
        """Use an existing folder; nothing is looked at yet."""
        self._path = path

    @property
    def title(self) -> str:
        """Return the path as the person gave it."""
        return str(self._path)

    async def entries(self, path: str) -> list[Entry]:
        """Return what is in a folder, links and odd things left out."""
        return await asyncio.to_thread(self._entries, path)

    async def read(self, path: str, bytes_max: int) -> bytes | None:
        """Return a plain file's bytes, or None."""
        return await asyncio.to_thread(self._read, path, bytes_max)

    async def put(self, path: str, content: bytes) -> bool:
        """Write a new file as a whole; False if its name is taken."""
        return await asyncio.to_thread(self._put, path, content)

    @contextmanager
    def _opened(self, parts: list[str], *, make: bool = False) -> Generator[int]:
        """Open a folder inside, part by part, no part through a link."""
        try:
            handle = os.open(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise self._gone(error) from None
        try:
            for part in parts:
                if make:
                    with contextlib.suppress(FileExistsError):
                        os.mkdir(part, dir_fd=handle)
                        _synced(handle)
                inner = os.open(part, _FOLDER, dir_fd=handle)
                os.close(handle)
                handle = inner
            yield handle
        finally:
            os.close(handle)

    def _entries(self, path: str) -> list[Entry]:
        found: list[Entry] = []
        try:
            with self._opened(_parts(path)) as handle, os.scandir(handle) as listing:
                for item in listing:
                    is_folder = item.is_dir(follow_symlinks=False)
                    if is_folder or item.is_file(follow_symlinks=False):
                        found.append(Entry(item.name, is_folder))
                    if len(found) > ENTRIES_MAX:
                        raise self._too_many()
        except OSError as error:
            if path == "":
                raise self._gone(error) from None
            self._look_again()
            return []
        return sorted(found)

    def _read(self, path: str, bytes_max: int) -> bytes | None:
        *parts, name = _parts(path)
        try:
            with self._opened(parts) as folder:
                handle = os.open(name, _FILE, dir_fd=folder)
                with os.fdopen(handle, "rb") as file:
                    status = os.fstat(handle)
                    if not stat.S_ISREG(status.st_mode) or status.st_size > bytes_max:
                        return None
                    raw = file.read(bytes_max + 1)
        except OSError:
            self._look_again()
            return None
        return raw if len(raw) <= bytes_max else None

    def _put(self, path: str, content: bytes) -> bool:
        *parts, name = _parts(path)
        try:
            with self._opened(parts, make=True) as folder:
                if _is_there(name, folder):
                    return False
                return _put_new(folder, name, content)
        except OSError as error:
            self._look_again()
            raise self._takes_nothing(error) from None

    def _look_again(self) -> None:
        """Raise `Unreachable` if the carrier folder itself is gone, which explains whatever went wrong inside."""
        with self._opened([]):
            pass

    def _gone(self, error: OSError) -> JournalError:
        if isinstance(error, NotADirectoryError):
            return Refused(
                sentence("%(title)s is not a folder", title=self.title),
                hint="Name the folder that the stick or drive shows.",
            )
        if isinstance(error, FileNotFoundError):
            text = sentence("the folder %(title)s is not there", title=self.title)
        else:
            text = sentence("the folder %(title)s cannot be read: %(error)s", title=self.title, error=_reason(error))
        hint = sentence("%(safe)s Put the stick back, or make the folder, then sync again.", safe=_SAFE)
        return Unreachable(text, hint=hint)

    def _takes_nothing(self, error: OSError) -> JournalError:
        if error.errno in _NO_ROOM:
            return Refused(
                sentence("the folder %(title)s has no room left", title=self.title),
                hint=sentence("%(safe)s Make room, then sync again.", safe=_SAFE),
            )
        text = sentence("the folder %(title)s cannot be written to: %(error)s", title=self.title, error=_reason(error))
        hint = sentence(
            "%(safe)s What was in the folder is here now. Make it writable for you, then sync again.", safe=_SAFE
        )
        return Refused(text, hint=hint)

    def _too_many(self) -> JournalError:
        text = sentence("the folder %(title)s holds more files than any journal would write", title=self.title)
        return Refused(text, hint=sentence("%(safe)s Use a folder of its own for Whyward.", safe=_SAFE))


def _put_new(folder: int, name: str, content: bytes) -> bool:
    """Write beside, make durable, then give the name if it is free; leave nothing behind otherwise."""
    beside = f".{name}.{SystemEntropy().random_bytes(4).hex()}.part"
    with os.fdopen(os.open(beside, _NEW, 0o666, dir_fd=folder), "wb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            is_named = _named(folder, beside, name)
        except BaseException:
            _removed(folder, beside)
            raise
    if is_named:
        _synced(folder)
    return is_named


def _named(folder: int, beside: str, name: str) -> bool:
    try:
        os.link(beside, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError:
        _removed(folder, beside)
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return _renamed(folder, beside, name)
    _removed(folder, beside)
    return True


def _renamed(folder: int, beside: str, name: str) -> bool:
    """Give the name where the file system has no links (a FAT stick): one writer at a time looks, then renames."""
    fcntl.flock(folder, fcntl.LOCK_EX)  # Let go when the folder is closed.
    if _is_there(name, folder):
        _removed(folder, beside)
        return False
    os.rename(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
    return True


def _removed(folder: int, beside: str) -> None:
    """Take away what this very call has written beside."""
    with contextlib.suppress(OSError):
        os.unlink(beside, dir_fd=folder)


def _is_there(name: str, folder: int) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _synced(folder: int) -> None:
    """Make names durable; some file systems know no such thing for folders."""
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in _NOT_SYNCED:
            raise


def _parts(path: str) -> list[str]:
    parts = [part for part in path.split("/") if part]
    assert not {".", ".."} & set(parts), "paths are made by the layout"
    return parts


def _reason(error: OSError) -> str:
    return (error.strerror or "the system refused").lower()
