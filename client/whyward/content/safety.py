"""What is said about safety: what Whyward is for, what it cannot do, what to think of on a device that others use.

Plain lines without a threat in them; people come before tools.
"""

from hashlib import sha256

import msgspec

from whyward.content.pack import LANGUAGE, pack


class Notice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A few sentences under a heading."""

    title: str
    points: tuple[str, ...]


class HelpNowTexts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The headings of the page for when it is bad, in its order."""

    title: str
    danger: str
    people: str
    lines: str
    instructions: str
    elsewhere: str
    unlocked_first: str
    nothing_kept: str


class Agreement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text that a person may agree to; what is stored is its digest."""

    id: str
    version: int
    text: str

    @property
    def lang(self) -> str:
        """The language it is shown in."""
        return LANGUAGE

    @property
    def digest(self) -> bytes:
        """What names this very text."""
        return sha256(msgspec.msgpack.encode([self.id, self.version, self.lang, self.text])).digest()


class SafetyTexts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it."""

    version: int
    purpose: tuple[str, ...]
    heavy: str
    before_you_begin: Notice
    quick_exit: Notice
    shared_device: Notice
    boundary: str
    help_now: HelpNowTexts
    before_unlock: Agreement


def safety_texts() -> SafetyTexts:
    """Return what is shipped."""
    return pack("safety", SafetyTexts)
