"""A plain file beside the journal with what helps before it is unlocked; there is one if the person wants it.

It is readable to whoever uses this computer, and the person was told so. A file that is odd counts as none.
"""

import contextlib
import stat
from pathlib import Path
from typing import Final

import msgspec

from whyward.adapters.key_store import replace_file, sync_folder
from whyward.journal.errors import Refused
from whyward.journal.pages import Pages
from whyward.journal.projections.help_now import HelpNow, help_now
from whyward.journal.sentences import sentence

_NAME: Final = "help.json"
_BYTES_MAX: Final = 1 << 20


def read_help_file(home: Path) -> HelpNow | None:
    """Return what lies there, or None where nothing does."""
    path = home / _NAME
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _BYTES_MAX:
            return None
        return msgspec.json.decode(path.read_bytes(), type=HelpNow)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def write_help_file(home: Path, pages: Pages) -> None:
    """Put it there, as the journal has it now, for this user alone; raise `Refused` if the disk does not take it."""
    try:
        replace_file(home / _NAME, msgspec.json.format(msgspec.json.encode(help_now(pages))))
    except OSError as error:
        raise _refusal(error) from None


def refresh_help_file(home: Path, pages: Pages) -> None:
    """Write it anew where there is one and the journal says something else by now."""
    if has_help_file(home) and read_help_file(home) != help_now(pages):
        write_help_file(home, pages)


def remove_help_file(home: Path) -> None:
    """Take it away; raise `Refused` if that cannot be."""
    with contextlib.suppress(FileNotFoundError):
        try:
            (home / _NAME).unlink()
            sync_folder(home)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise _refusal(error) from None


def has_help_file(home: Path) -> bool:
    """Whether the person wants it there."""
    return (home / _NAME).is_file() and not (home / _NAME).is_symlink()


def _refusal(error: OSError) -> Refused:
    reason = (error.strerror or "the system refused").lower()
    return Refused(
        sentence("%(name)s cannot be changed: %(reason)s", name=_NAME, reason=reason),
        hint="Look at the folder's permissions, then do it again.",
    )
