"""One flipped bit anywhere, and it is refused: in one way for each thing, and with nothing of it let out.

Headers, signatures and bodies of segments are in `test_seal.py`; here is everything else that is sealed or signed.
"""

from collections.abc import Iterator

import msgspec
import pytest

from tests.support.fuzz_chain import SPACE, Said, chain
from tests.support.fuzz_device import QuickStretch, small_snapshot
from tests.support.fuzz_target import now
from tests.support.world import CRYPTO, SeededEntropy, new_space
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.epochs import unwrap
from whyward.journal.errors import Damaged, Locked
from whyward.journal.key_file import decode_key_file, encode_key_file, open_with_passphrase, passphrase_key_file
from whyward.journal.recovery import recovery_keys
from whyward.journal.snapshot import open_snapshot
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.labels import Label
from whyward.protocol.members import EpochSeen
from whyward.protocol.statements import SignedStatement

HOME = new_space("bit flips")
QUICK = QuickStretch()
DATA_KEY = bytes(range(32))


def flipped(raw: bytes) -> Iterator[bytes]:
    """Flip each bit by itself."""
    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def flipped_all_over(raw: bytes, *, step: int) -> Iterator[bytes]:
    """Flip each bit of the first and the last 300 bytes, and one bit of every `step`-th byte between."""
    edge = 300
    for at in range(len(raw)):
        is_edge = at < edge or at >= len(raw) - edge
        for bit in range(8) if is_edge else (at // step % 8,) if at % step == 0 else ():
            yield raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]


def with_wrap(device: DeviceId, sealed: bytes) -> EpochSeen:
    """Return the space's epoch with another wrap for a device."""
    return EpochSeen(HOME.control.epoch.body, 0, {**HOME.control.epoch.wrap_by_device, device: sealed})


def refusal_of(said: Said, signed: SignedStatement) -> Code | None:
    """Return why the log does not follow a statement, or None if it does."""
    try:
        said.before.follow(signed, CRYPTO.check)
    except TheirFault as fault:
        return fault.code
    return None


@pytest.mark.parametrize("keys", [HOME.device, HOME.recovery], ids=["the device", "the recovery kit"])
def test_a_wrap_with_a_flipped_bit_opens_for_nobody(keys: DeviceKeys) -> None:
    """All 9,344 of them, for a device and for the recovery kit."""
    good = HOME.control.epoch.wrap_by_device[keys.device_id]
    assert unwrap(with_wrap(keys.device_id, good), HOME.space_id, keys, CRYPTO) == HOME.epoch

    for sealed in flipped(good):
        with pytest.raises(TheirFault) as caught:
            unwrap(with_wrap(keys.device_id, sealed), HOME.space_id, keys, CRYPTO)
        assert caught.value.code is Code.BAD_EPOCH


def test_an_epoch_committed_to_otherwise_is_not_opened() -> None:
    """The commitment and the number are bound to the key, not only to the place in the log."""
    body = HOME.control.epoch.body
    committed = [msgspec.structs.replace(body, commit=commit) for commit in flipped(body.commit)]
    numbered = [msgspec.structs.replace(body, number=1 << bit) for bit in range(32)]
    for other in (*committed, *numbered):
        moved = EpochSeen(other, 0, HOME.control.epoch.wrap_by_device)
        with pytest.raises(TheirFault) as caught:
            unwrap(moved, HOME.space_id, HOME.device, CRYPTO)
        assert caught.value.code is Code.BAD_EPOCH


def test_a_wrap_of_another_key_is_not_taken_though_its_maker_did_everything_else_right() -> None:
    """Each bit of the epoch's key counts: the control log committed to it before anybody could open anything."""
    body, reader = HOME.control.epoch.body, HOME.device
    info = Label.WRAP.value + HOME.space_id + body.number.to_bytes(4, "big") + body.commit + reader.device_id
    assert (
        unwrap(
            with_wrap(reader.device_id, CRYPTO.kem_seal(reader.kem_pk, HOME.epoch.secret, info)),
            HOME.space_id,
            reader,
            CRYPTO,
        )
        == HOME.epoch
    )

    for secret in (*flipped(HOME.epoch.secret), b"", HOME.epoch.secret + b"\0"):
        sealed = CRYPTO.kem_seal(reader.kem_pk, secret, info)
        with pytest.raises(TheirFault) as caught:
            unwrap(with_wrap(reader.device_id, sealed), HOME.space_id, reader, CRYPTO)
        assert caught.value.code is Code.BAD_EPOCH


@pytest.mark.parametrize("said", chain(), ids=lambda said: said.type.value)
def test_a_statement_with_a_flipped_bit_is_not_followed(said: Said) -> None:
    """Neither in what is signed nor in the signature; of long wraps in the middle, one bit a byte."""
    for raw in flipped_all_over(said.signed.raw, step=1):
        assert refusal_of(said, SignedStatement(raw, said.signed.signature)) is not None
    for signature in flipped(said.signed.signature):
        assert refusal_of(said, SignedStatement(said.signed.raw, signature)) is Code.BAD_SIGNATURE
    assert said.before.follow(said.signed, CRYPTO.check) == said.after


def test_a_snapshot_with_a_flipped_bit_is_not_used() -> None:
    """Every bit of its length and its head, and bits all over the pages."""
    raw = small_snapshot()
    assert open_snapshot(raw, space_id=SPACE.space_id, data_key=bytes(32), crypto=CRYPTO) is not None

    for changed in flipped_all_over(raw, step=32):
        assert open_snapshot(changed, space_id=SPACE.space_id, data_key=bytes(32), crypto=CRYPTO) is None


def test_a_key_file_with_a_flipped_bit_opens_nothing() -> None:
    """Every bit of its text: damaged, or locked for the right passphrase; never another key, never a traceback."""
    good = encode_key_file(now(passphrase_key_file(DATA_KEY, "correct horse", SeededEntropy(1), QUICK)))
    assert now(open_with_passphrase(decode_key_file(good), "correct horse", QUICK)) == DATA_KEY

    for raw in flipped(good):
        with pytest.raises((Damaged, Locked)):
            now(open_with_passphrase(decode_key_file(raw), "correct horse", QUICK))


def test_device_keys_from_another_recovery_secret_are_another_kit() -> None:
    """The words hold 256 bits; each of them counts."""
    entropy = bytes(range(32))
    kit = recovery_keys(entropy, CRYPTO).device_id

    assert len({kit, *(recovery_keys(other, CRYPTO).device_id for other in flipped(entropy))}) == 257
