"""The names of things: spaces, devices, events, acts; random or self-certifying, never telling.

Ids are bytes; only faces turn them into text.
"""

from typing import Annotated, NewType

from msgspec import Meta

from whyward.protocol.labels import Label, hashed
from whyward.protocol.limits import INT_MAX, KEM_KEY_BYTES, SIGN_KEY_BYTES

SpaceId = NewType("SpaceId", bytes)
DeviceId = NewType("DeviceId", bytes)
EventId = NewType("EventId", bytes)
ActId = NewType("ActId", bytes)

Bytes16 = Annotated[bytes, Meta(min_length=16, max_length=16)]
Bytes32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]
SignKey = Annotated[bytes, Meta(min_length=SIGN_KEY_BYTES, max_length=SIGN_KEY_BYTES)]
KemKey = Annotated[bytes, Meta(min_length=KEM_KEY_BYTES, max_length=KEM_KEY_BYTES)]
U8 = Annotated[int, Meta(ge=0, le=0xFF)]
U32 = Annotated[int, Meta(ge=0, le=0xFFFF_FFFF)]
U64 = Annotated[int, Meta(ge=0, le=INT_MAX)]

ZERO32 = bytes(32)
CONTROL = DeviceId(b"")
"""Where a frame names a series, the empty device names the control log."""


def device_id_of(sign_pk: bytes, kem_pk: bytes) -> DeviceId:
    """Name a device by its two public keys, so that nobody can claim the name with other keys."""
    return DeviceId(hashed(Label.DEVICE, sign_pk, kem_pk))


def space_id_of(founding: bytes) -> SpaceId:
    """Name a space by the founding bytes inside its genesis (see `statements.Founding` for what they hold)."""
    return SpaceId(hashed(Label.SPACE, founding))
