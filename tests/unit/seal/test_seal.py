"""The seal: opens in its place, and nowhere else."""

from dataclasses import replace

import msgspec
import pytest

from tests.support.world import CRYPTO, SeededEntropy, Space, new_space
from whyward.journal.events.envelope import Event
from whyward.journal.plaintext import Batch, Head
from whyward.journal.seal import EpochKey, Place, epoch_key, open_sealed, seal
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.segments import EMPTY, Header, Placed, Segment, Tail, decode_header, place_run, signed_message

EVENT = Event(bytes(16), "entry-written.1", 5 << 16, 5, -300, bytes(16), b"\x81\xa4body\xa5hello")
BATCH = Batch((Head(bytes(32), 3, bytes(32)),), (EVENT,))


@pytest.fixture(scope="module")
def space() -> Space:
    """A space to seal in."""
    return new_space("seal")


def sealed(space: Space, tail: Tail = EMPTY, dice: bytes = bytes(32), batch: Batch = BATCH) -> tuple[Segment, Tail]:
    """Seal one segment after `tail`."""
    place = Place(space.space_id, space.device.device_id, tail.n + 1, tail.hash, 0, space.control.head)
    segment, hash_ = seal(batch, place, space.epoch, signer=space.device.signer, crypto=CRYPTO, dice=dice)
    return segment, Tail(place.n, hash_)


def placed(space: Space, segment: Segment, tail: Tail = EMPTY) -> Placed:
    """Check a segment's place."""
    (found,) = place_run(
        [segment], device=space.device.device_id, after=tail, control=space.control, check=CRYPTO.check
    )
    return found


def resigned(space: Space, segment: Segment, **core: object) -> Segment:
    """Change fields of the core and sign again, as only the author could."""
    header, old = decode_header(segment.header)
    raw = encoded(Header(encoded(msgspec.structs.replace(old, **core)), header.commit, header.body_hash))
    return Segment(raw, space.device.signer.sign(signed_message(raw)), segment.body)


def test_what_was_sealed_opens_in_its_place(space: Space) -> None:
    """The good case."""
    segment, _ = sealed(space)

    assert open_sealed(placed(space, segment), space.epoch, CRYPTO) == BATCH


def test_the_smallest_segment_says_nothing_by_its_size(space: Space) -> None:
    """A word and a sentence are both 512 bytes, plus the tag."""
    longer = Batch((), (msgspec.structs.replace(EVENT, body=bytes(300)),))

    assert len(sealed(space)[0].body) == len(sealed(space, batch=longer)[0].body) == 512 + 16


def test_repeated_dice_never_give_two_messages_one_key(space: Space) -> None:
    """The salt hangs on the plaintext: a broken random source leaks equality at most."""
    other = Batch((), (msgspec.structs.replace(EVENT, at=6),))
    salts = {decode_header(sealed(space, batch=batch)[0].header)[1].salt for batch in (BATCH, other)}

    assert len(salts) == 2


@pytest.mark.parametrize(
    ("core", "code"),
    [
        ({"space_id": bytes(32)}, Code.WRONG_PLACE),
        ({"device_id": bytes(32)}, Code.WRONG_PLACE),
        ({"n": 2}, Code.GAP),
        ({"prev": b"x" * 32}, Code.FORKED),
        ({"control_index": 1}, Code.CONTROL_UNKNOWN),
        ({"control_head": bytes(32)}, Code.CONTROL_FORKED),
        ({"epoch_id": bytes(32)}, Code.BAD_EPOCH),
        ({"plain_len": 513}, Code.BAD_BODY),
        ({"plain_len": 511}, Code.MALFORMED),
        ({"salt": b""}, Code.MALFORMED),
        ({"v": 2}, Code.UNKNOWN_VERSION),
        ({"suite": 2}, Code.UNKNOWN_VERSION),
    ],
)
def test_a_segment_moved_to_another_place_is_refused_before_it_is_opened(
    space: Space, core: dict[str, object], code: Code
) -> None:
    """Even its author cannot move it: each field has one right answer."""
    segment, _ = sealed(space)

    with pytest.raises(TheirFault) as caught:
        placed(space, resigned(space, segment, **core))

    assert caught.value.code is code


@pytest.mark.parametrize("field", ["kind", "n", "prev", "control_head", "plain_len", "salt"])
def test_a_changed_core_does_not_open_even_if_its_place_were_not_checked(space: Space, field: str) -> None:
    """The key and the associated data hang on every byte of the core."""
    good = placed(space, sealed(space)[0])
    changes: dict[str, object] = {
        "kind": 3,
        "n": 9,
        "prev": b"x" * 32,
        "control_head": bytes(32),
        "plain_len": 600,
        "salt": bytes(32),
    }
    core = msgspec.structs.replace(good.core, **{field: changes[field]})
    moved = replace(good, core=core, core_raw=encoded(core))

    with pytest.raises(TheirFault) as caught:
        open_sealed(moved, space.epoch, CRYPTO)

    assert caught.value.code is Code.CANNOT_OPEN


def test_another_epoch_key_does_not_open_it(space: Space) -> None:
    """Not a key of the same name, nor one of another."""
    good = placed(space, sealed(space)[0])
    wrong = epoch_key(b"w" * 32, space.space_id, space.epoch.epoch_id)

    for key in (wrong, EpochKey(bytes(32), space.epoch.secret, space.epoch.prk)):
        with pytest.raises(TheirFault) as caught:
            open_sealed(good, key, CRYPTO)
        assert caught.value.code is Code.CANNOT_OPEN


def test_a_commitment_is_checked_before_the_cipher_is_asked(space: Space) -> None:
    """GCM alone lets one ciphertext open under two keys."""
    good = placed(space, sealed(space)[0])

    with pytest.raises(TheirFault):
        open_sealed(replace(good, commit=bytes(32)), space.epoch, CRYPTO)


def test_every_flipped_bit_is_refused(space: Space) -> None:
    """Header, signature and body: no bit can be another, and every refusal is of one class."""
    segment, _ = sealed(space)
    parts = {"header": segment.header, "signature": segment.signature, "body": segment.body}
    for name, good in parts.items():
        for bit in range(len(good) * 8):
            flipped = bytearray(good)
            flipped[bit // 8] ^= 1 << bit % 8
            with pytest.raises(TheirFault):
                placed(space, msgspec.structs.replace(segment, **{name: bytes(flipped)}))


def test_one_closing_signature_vouches_for_a_run(space: Space) -> None:
    """The chain covers those before; without a valid last one, nothing is taken."""
    first, tail = sealed(space)
    second, _ = sealed(space, tail)
    unsigned = msgspec.structs.replace(first, signature=bytes(64))
    device, check = space.device.device_id, CRYPTO.check

    run = place_run([unsigned, second], device=device, after=EMPTY, control=space.control, check=check)

    assert [item.core.n for item in run] == [1, 2]
    with pytest.raises(TheirFault) as caught:
        place_run(
            [first, msgspec.structs.replace(second, signature=bytes(64))],
            device=device,
            after=EMPTY,
            control=space.control,
            check=check,
        )
    assert caught.value.code is Code.BAD_SIGNATURE


def test_the_recovery_kit_has_no_series(space: Space) -> None:
    """It reads; it does not write."""
    segment, _ = sealed(space)

    with pytest.raises(TheirFault) as caught:
        place_run([segment], device=space.recovery.device_id, after=EMPTY, control=space.control, check=CRYPTO.check)

    assert caught.value.code is Code.NOT_ADMITTED


def test_secrets_do_not_show_in_a_repr(space: Space) -> None:
    """Not of an epoch, not of a device."""
    shown = repr(space.epoch) + repr(space.device) + repr(space.device.signer)

    for secret in (space.epoch.secret, space.epoch.prk, space.device.sign_seed, space.device.kem_seed):
        assert repr(secret)[2:-1] not in shown


def test_dice_are_used(space: Space) -> None:
    """The same batch at the same place looks different each time."""
    dice = SeededEntropy(1)

    assert sealed(space, dice=dice.random_bytes(32)) != sealed(space, dice=dice.random_bytes(32))
