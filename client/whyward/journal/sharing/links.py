"""The link of an invitation: where the share space is, by which key its relay is known, and the secret of the slot.

    https://relay.example/s#base64url(0x01 ‖ space_id(32) ‖ relay_pk(32) ‖ secret(16))       no padding

What stands after the # never reaches a relay by itself. It refuses a link that is cut, changed or of a newer form,
and says what may have happened to it, without repeating it.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from whyward.journal.errors import BadInput
from whyward.journal.sentences import sentence
from whyward.protocol.ids import SpaceId
from whyward.protocol.limits import SIGN_KEY_BYTES

SECRET_BYTES: Final = 16
_VERSION: Final = b"\x01"
_SPACE_BYTES: Final = 32
_BYTES: Final = 1 + _SPACE_BYTES + SIGN_KEY_BYTES + SECRET_BYTES
_PATH: Final = "/s"
_LINK_CHARACTERS_MAX: Final = 2_000
_SCHEMES: Final = frozenset({"http", "https"})
_HINT: Final = sentence("A link begins with https:// and goes on with the relay's address and /s#. Copy it whole.")


@dataclass(frozen=True, slots=True)
class InviteLink:
    """What a link says. `relay` is the address that is synced with: a scheme, a host, a port, and nothing behind."""

    relay: str
    space_id: SpaceId
    relay_pk: bytes
    secret: bytes = field(repr=False)

    def shown(self) -> str:
        """Return the link as it is sent to somebody."""
        said = _VERSION + self.space_id + self.relay_pk + self.secret
        fragment = urlsafe_b64encode(said).rstrip(b"=").decode()
        return f"{self.relay.rstrip('/')}{_PATH}#{fragment}"


def read_link(typed: str) -> InviteLink:
    """Read a link, with the line breaks and blanks that mail programs put in; raise `BadInput` if it is off."""
    link = "".join(typed.split())
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = None
    is_fit = len(link) <= _LINK_CHARACTERS_MAX and link.isascii()
    if parts is None or not is_fit or parts.scheme not in _SCHEMES or not parts.netloc:
        raise BadInput("that is not a link to share by", hint=_HINT)
    if parts.path != _PATH or parts.query or "@" in parts.netloc:
        raise BadInput("that is not a link to share by", hint=_HINT)
    said = _decoded(parts.fragment)
    space_end = 1 + _SPACE_BYTES
    key_end = space_end + SIGN_KEY_BYTES
    relay = f"{parts.scheme}://{parts.netloc.lower()}"
    return InviteLink(relay, SpaceId(said[1:space_end]), said[space_end:key_end], said[key_end:])


def relay_of(typed: str) -> str:
    """Return a relay's address as links and shares spell it; raise `BadInput` for one that has more than a host."""
    try:
        parts = urlsplit(typed.strip())
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in _SCHEMES or not parts.netloc or parts.path.strip("/"):
        raise BadInput("that is not a relay's address", hint="It looks like https://relay.example.")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _decoded(fragment: str) -> bytes:
    hint = sentence("Part of it got lost on the way. Copy it whole, or ask for it once more.")
    if not fragment:
        raise BadInput("the link ends before its secret part, after the #", hint=hint)
    try:
        said = urlsafe_b64decode(fragment + "=" * (-len(fragment) % 4))
    except (binascii.Error, ValueError):
        said = b""
    if said and said[:1] != _VERSION:
        text = sentence("the link was made by a newer Whyward, or a character of it was changed")
        raise BadInput(text, hint="Copy it once more; if that does not help, install a newer Whyward here.")
    # One spelling for each link: a character that changes nothing is a character that was changed all the same.
    if len(said) != _BYTES or urlsafe_b64encode(said).rstrip(b"=").decode() != fragment:
        raise BadInput("the link is not whole", hint=hint)
    return said
