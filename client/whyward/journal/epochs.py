"""Epochs as a reader sees them: make a key, wrap it to every reader, unwrap it, and check the commitment.

It refuses a key that does not match what the control log committed to, whoever wrapped it.
"""

import hmac
from collections.abc import Mapping

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.ports import Crypto
from whyward.journal.seal import EpochKey, epoch_key
from whyward.protocol.canonical import encoded
from whyward.protocol.epochs import EpochBody, epoch_id, readers_hash
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import ZERO32, DeviceId, SpaceId
from whyward.protocol.labels import Label, extracted, keyed
from whyward.protocol.members import EpochSeen
from whyward.protocol.membership import ControlLog
from whyward.protocol.statements import Wrap


def commitment(secret: bytes, space_id: SpaceId, number: int) -> bytes:
    """Return `commit_E`: what a control log says of an epoch's secret before anyone can open anything with it."""
    return extracted(Label.EPOCH_COMMIT, secret, space_id, number.to_bytes(4, "big"))


def first_epoch(
    secret: bytes, space_id: SpaceId, kem_pk_by_reader: Mapping[DeviceId, bytes], crypto: Crypto
) -> tuple[bytes, EpochKey]:
    """Make epoch 0 of a space from 32 random bytes; return its body's bytes and its opened key."""
    commit = commitment(secret, space_id, 0)
    readers = readers_hash(kem_pk_by_reader)
    name = epoch_id(space_id, 0, ZERO32, commit, readers)
    wraps = [
        Wrap(reader, _wrapped(secret, _info(space_id, 0, commit, reader), kem_pk_by_reader[reader], crypto))
        for reader in sorted(kem_pk_by_reader)
    ]
    return encoded(EpochBody(0, name, commit, readers, wraps, b"")), epoch_key(secret, space_id, name)


def next_epoch(
    secret: bytes, control: ControlLog, kem_pk_by_reader: Mapping[DeviceId, bytes], before: EpochKey, crypto: Crypto
) -> tuple[bytes, EpochKey]:
    """Make the epoch that follows the control log's current one, for these readers; `before` is that one, opened.

    It is to stand in the very next statement. Its history hands every reader the keys of all epochs before; in a share
    space there is none, so that who comes later does not read what was said before.
    """
    space_id, number = control.space_id, len(control.epochs)
    commit = commitment(secret, space_id, number)
    readers = readers_hash(kem_pk_by_reader)
    opened = epoch_key(secret, space_id, epoch_id(space_id, number, control.head, commit, readers))
    wraps = [
        Wrap(reader, _wrapped(secret, _info(space_id, number, commit, reader), kem_pk_by_reader[reader], crypto))
        for reader in sorted(kem_pk_by_reader)
    ]
    key = keyed(opened.prk, Label.HISTORY)
    history = b"" if control.is_share else crypto.aead_seal(key, before.secret, opened.epoch_id)
    return encoded(EpochBody(number, opened.epoch_id, commit, readers, wraps, history)), opened


def epoch_before(later: EpochBody, opened: EpochKey, before: EpochBody, space_id: SpaceId, crypto: Crypto) -> EpochKey:
    """Open an epoch with the one after it; raise `TheirFault` if its history does not hold what was committed to."""
    secret = crypto.aead_open(keyed(opened.prk, Label.HISTORY), later.history, opened.epoch_id)
    if secret is None or len(secret) != len(ZERO32):
        raise TheirFault("the epoch's history does not open", code=Code.BAD_EPOCH)
    if not hmac.compare_digest(commitment(secret, space_id, before.number), before.commit):
        raise TheirFault("the epoch's history is not the key that was committed to", code=Code.BAD_EPOCH)
    return epoch_key(secret, space_id, before.epoch_id)


def wrap_for(
    epoch: EpochKey, body: EpochBody, space_id: SpaceId, *, reader: DeviceId, kem_pk: bytes, crypto: Crypto
) -> Wrap:
    """Wrap an opened epoch to one more reader; raise `TheirFault` for a key that is none."""
    info = _info(space_id, body.number, body.commit, reader)
    return Wrap(reader, _wrapped(epoch.secret, info, kem_pk, crypto))


def unwrap(epoch: EpochSeen, space_id: SpaceId, keys: DeviceKeys, crypto: Crypto) -> EpochKey:
    """Open an epoch with this device's keys; raise `TheirFault` if it is not wrapped for it or does not match."""
    body = epoch.body
    sealed = epoch.wrap_by_device.get(keys.device_id)
    if sealed is None:
        raise TheirFault("the epoch is not wrapped for this device", code=Code.BAD_EPOCH)
    info = _info(space_id, body.number, body.commit, keys.device_id)
    secret = crypto.kem_open(keys.kem_seed, sealed, info)
    if secret is None or len(secret) != len(ZERO32):
        raise TheirFault("the epoch's wrap for this device does not open", code=Code.BAD_EPOCH)
    if not hmac.compare_digest(commitment(secret, space_id, body.number), body.commit):
        raise TheirFault("the epoch's key is not the one the control log committed to", code=Code.BAD_EPOCH)
    return epoch_key(secret, space_id, body.epoch_id)


def _info(space_id: SpaceId, number: int, commit: bytes, reader: DeviceId) -> bytes:
    return Label.WRAP.value + space_id + number.to_bytes(4, "big") + commit + reader


def _wrapped(secret: bytes, info: bytes, kem_pk: bytes, crypto: Crypto) -> bytes:
    try:
        return crypto.kem_seal(kem_pk, secret, info)
    except ValueError:
        raise TheirFault("the reader's key is not a public key", code=Code.MALFORMED) from None
