"""The logs of shares on disk: one small file each, in a folder of the journal, under a name that tells nothing.

A log gets its name when it is whole, and never replaces one that is there.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from whyward.adapters.key_store import make_home, sync_folder
from whyward.adapters.log_store import FileLog, create_log, open_log
from whyward.journal.errors import JournalError, Refused
from whyward.journal.sentences import sentence

_LOG = "share.db"


class ShareFiles:
    """See `ShareStores`."""

    def __init__(self, folder: Path) -> None:
        """Keep logs in this folder; it is made with the first of them."""
        self._folder = folder

    async def open(self, name: str) -> FileLog | None:
        """Open a log that is there."""
        path = self._path(name)
        return await open_log(path) if path.is_symlink() or path.exists() else None

    @asynccontextmanager
    async def making(self, name: str) -> AsyncGenerator[FileLog]:
        """Make a log beside its final name, then move it in."""
        make_home(self._folder)
        try:
            building = Path(tempfile.mkdtemp(dir=self._folder, prefix=".new-"))
        except OSError as error:
            raise _disk_refusal(self._folder, error) from None
        try:
            store = await create_log(building / _LOG)
            try:
                yield store
            finally:
                await store.close()
            self._move_in(building / _LOG, self._path(name))
        finally:
            shutil.rmtree(building, ignore_errors=True)

    def _move_in(self, made: Path, path: Path) -> None:
        try:
            # A link, unlike a renaming, never takes the place of what another process has put there meanwhile.
            os.link(made, path)
            sync_folder(self._folder)
        except FileExistsError:
            text = sentence("another Whyward on this device is opening the same share")
            raise Refused(text, hint="Nothing is lost. Do it again.") from None
        except OSError as error:
            raise _disk_refusal(self._folder, error) from None

    async def remove(self, name: str) -> None:
        """Delete the file, and the journal that SQLite keeps beside it, which may hold parts of it."""
        path = self._path(name)
        for gone in (path, path.with_name(path.name + "-journal")):
            with contextlib.suppress(FileNotFoundError):
                try:
                    gone.unlink()
                except PermissionError as error:
                    raise _disk_refusal(self._folder, error) from None
        if self._folder.exists():
            sync_folder(self._folder)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.db"


def _disk_refusal(folder: Path, error: OSError) -> JournalError:
    text = sentence(
        "%(folder)s cannot be used: %(what)s", folder=folder, what=(error.strerror or "the system refused").lower()
    )
    return Refused(text, hint="Nothing was changed. Look at the folder's permissions and the disk's free space.")
