"""The slot of an invitation: what the link's secret grows into, and how a letter is sealed for its one reader.

Whoever holds the link can sign for the slot and open its letters: the two people, and nobody at the relay. The key
of a letter hangs on what it says, so that no key seals two texts; and all letters have one length.
"""

import hmac
from dataclasses import dataclass, field
from typing import Final

from whyward.journal.ports import Crypto
from whyward.protocol.ids import SpaceId
from whyward.protocol.labels import Label, extracted, keyed
from whyward.protocol.limits import LETTER_BYTES_MAX, TAG_BYTES
from whyward.protocol.signatures import Signer

_SALT_BYTES: Final = 32
_PLAIN_BYTES: Final = LETTER_BYTES_MAX - _SALT_BYTES - TAG_BYTES
_LENGTH_BYTES: Final = 2

LETTER_ROOM_BYTES: Final = _PLAIN_BYTES - _LENGTH_BYTES
"""What a letter may say, in bytes."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The slot of one share space, for those who hold the link."""

    space_id: SpaceId
    secret: bytes = field(repr=False)
    crypto: Crypto = field(repr=False)

    @property
    def signer(self) -> Signer:
        """Return what signs for leaving a letter; its public key is in the space's founding."""
        return slot_signer(self.secret, self.crypto)

    def seal(self, plain: bytes) -> bytes:
        """Seal a letter, always to the same bytes; it must be at most `LETTER_ROOM_BYTES` long."""
        padded = (len(plain).to_bytes(_LENGTH_BYTES, "big") + plain).ljust(_PLAIN_BYTES, b"\0")
        assert len(padded) == _PLAIN_BYTES, "whoever writes a letter keeps to its room"
        salt = keyed(self._base, Label.LETTER_SALT, padded)
        return salt + self.crypto.aead_seal(keyed(self._base, Label.LETTER_KEY, salt), padded, self._aad)

    def open(self, letter: bytes) -> bytes | None:
        """Undo `seal`; None for whatever it would not have made."""
        salt, sealed = letter[:_SALT_BYTES], letter[_SALT_BYTES:]
        padded = self.crypto.aead_open(keyed(self._base, Label.LETTER_KEY, salt), sealed, self._aad)
        if padded is None or len(padded) != _PLAIN_BYTES:
            return None
        if not hmac.compare_digest(keyed(self._base, Label.LETTER_SALT, padded), salt):
            return None
        end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")
        return None if end > len(padded) or padded.count(0, end) != len(padded) - end else padded[_LENGTH_BYTES:end]

    @property
    def _base(self) -> bytes:
        return keyed(extracted(Label.SLOT, self.secret), Label.LETTER_KEY, self.space_id)

    @property
    def _aad(self) -> bytes:
        return Label.LETTER.value + self.space_id


def slot_signer(secret: bytes, crypto: Crypto) -> Signer:
    """Grow the slot's signing key from a link's secret: before there is a space to name, for its founding names it."""
    return crypto.signer(keyed(extracted(Label.SLOT, secret), Label.SLOT_SIGN))
