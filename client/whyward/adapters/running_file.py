"""Where a running web app of a journal says how to reach it: its address and a secret, for this user account alone.

It goes when the app ends; one that was left by a crash leads to nobody, and is written over.
"""

import contextlib
import stat
from pathlib import Path
from typing import Final

import msgspec

from whyward.adapters.key_store import make_home, replace_file
from whyward.journal.errors import Refused
from whyward.journal.sentences import sentence

_NAME: Final = "web.json"
_BYTES_MAX: Final = 4 << 10


class Running(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A web app that runs: `launcher` is the secret by which a new window is asked for."""

    address: str
    launcher: str

    def __repr__(self) -> str:
        """Tell where it is, and not the secret."""
        return f"Running({self.address!r})"


def running_in(home: Path) -> Running | None:
    """Return what a folder says of its web app, or None."""
    path = home / _NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.lstat().st_size > _BYTES_MAX:
            return None
        return msgspec.json.decode(path.read_bytes(), type=Running)
    except (OSError, msgspec.DecodeError):
        return None


def say_running(home: Path, running: Running) -> None:
    """Write it down, for this user alone; raise `Refused` if the folder does not take it."""
    make_home(home)
    try:
        replace_file(home / _NAME, msgspec.json.encode(running))
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise Refused(
            sentence("the folder %(home)s cannot be written: %(reason)s", home=home, reason=reason),
            hint="Nothing was changed.",
        ) from None


def say_ended(home: Path, running: Running) -> None:
    """Take it away again, if it is still ours."""
    if running_in(home) == running:
        with contextlib.suppress(OSError):
            (home / _NAME).unlink()
