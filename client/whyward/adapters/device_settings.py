"""How the web app looks and locks on this one device: a small file beside the journal, never an event.

What is in it tells nothing that was written. A file that is missing or odd means the usual settings.
"""

import stat
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from whyward.adapters.key_store import replace_file
from whyward.journal.errors import Refused
from whyward.journal.sentences import sentence

_NAME: Final = "settings.json"
_BYTES_MAX: Final = 64 << 10


class DeviceSettings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The settings of one device, each with what is usual."""

    theme: Literal["system", "light", "dark"] = "system"
    text_size: Literal["usual", "large", "larger"] = "usual"
    spacing: Literal["usual", "wide"] = "usual"
    low_energy: bool = False
    shortcuts: bool = True
    quick_exit_keys: bool = True
    lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=240)] = 5
    title: Literal["Whyward", "Notebook", "Notes"] = "Whyward"
    """What the window is called: the page's title never tells more than this."""


def load_settings(home: Path) -> DeviceSettings:
    """Return the settings of a folder."""
    path = home / _NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.lstat().st_size > _BYTES_MAX:
            return DeviceSettings()
        return msgspec.json.decode(path.read_bytes(), type=DeviceSettings)
    except (OSError, msgspec.DecodeError):
        return DeviceSettings()


def save_settings(home: Path, settings: DeviceSettings) -> None:
    """Keep the settings of a folder; raise `Refused` if the disk does not take them."""
    try:
        replace_file(home / _NAME, msgspec.json.format(msgspec.json.encode(settings)))
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise Refused(
            sentence("The settings cannot be kept: %(reason)s", reason=reason), hint="Everything you wrote is safe."
        ) from None
