"""The control log: who is in, decided from genesis."""

from dataclasses import dataclass, replace

import msgspec
import pytest

from tests.support.world import CRYPTO, SeededEntropy, Space, new_space
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.epochs import wrap_for
from whyward.protocol.bodies import DeviceAdmitted, Genesis, decode_genesis
from whyward.protocol.canonical import encoded
from whyward.protocol.epochs import epoch_id
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    Statement,
    StatementType,
    decode_statement,
    next_statement,
    possession_message,
    sign_statement,
)


@pytest.fixture(scope="module")
def space() -> Space:
    """A space with one device."""
    return new_space("membership")


@dataclass(frozen=True)
class Admission:
    """A device that wants in, and the statement that would let it in."""

    device: DeviceKeys
    body: DeviceAdmitted
    statement: Statement


@pytest.fixture(scope="module")
def admission(space: Space) -> Admission:
    """A second device, properly admitted by the first."""
    device = new_keys(SeededEntropy("second"), CRYPTO)
    wrap = wrap_for(
        space.epoch,
        space.control.epoch.body,
        space.space_id,
        reader=device.device_id,
        kem_pk=device.kem_pk,
        crypto=CRYPTO,
    )
    proof = device.signer.sign(possession_message(space.space_id, device.device_id))
    body = DeviceAdmitted(Party.OWNER, device.sign_pk, device.kem_pk, space.epoch.epoch_id, [wrap], proof)
    statement = next_statement(
        space.space_id, 1, space.control.head, space.device.device_id, StatementType.DEVICE_ADMITTED, encoded(body)
    )
    return Admission(device, body, statement)


def follow(space: Space, statement: Statement, by: DeviceKeys | None = None) -> ControlLog:
    """Sign a statement and follow it."""
    return space.control.follow(sign_statement(statement, (by or space.device).signer), CRYPTO.check)


def test_a_genesis_names_its_space_and_lets_in_the_first_device_and_the_kit(space: Space) -> None:
    """The only readers are those two, and only the device writes."""
    assert space.control.space_id == space.space_id
    assert space.control.readers() == sorted([space.device.device_id, space.recovery.device_id])
    assert space.control.writers() == [space.device.device_id]
    assert space.control.index == 0


def test_an_admitted_device_reads_writes_and_can_admit(space: Space, admission: Admission) -> None:
    """From its statement on it is a device like the first."""
    control = follow(space, admission.statement)

    assert admission.device.device_id in control.readers()
    assert admission.device.device_id in control.writers()
    assert admission.device.device_id in control.epoch.wrap_by_device
    assert space.control.index == 0, "the log it followed is as it was"


def test_recovery_may_admit_a_device(space: Space, admission: Admission) -> None:
    """The kit is a device of its own party, with this one right."""
    statement = msgspec.structs.replace(admission.statement, author=space.recovery.device_id)

    assert follow(space, statement, space.recovery).index == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"index": 2}, Code.CONTROL_MOVED),
        ({"index": 0}, Code.CONTROL_MOVED),
        ({"prev": bytes(32)}, Code.CONTROL_FORKED),
        ({"space_id": bytes(32)}, Code.WRONG_PLACE),
        ({"author": bytes(32)}, Code.NOT_ALLOWED),
        ({"v": 2}, Code.UNKNOWN_VERSION),
        ({"suite": 0}, Code.UNKNOWN_VERSION),
        ({"type": "genesis"}, Code.NOT_ALLOWED),
        ({"type": "device-removed"}, Code.MALFORMED),
        ({"type": "owner-removed"}, Code.UNKNOWN_STATEMENT),
    ],
)
def test_a_statement_anywhere_else_is_refused(
    space: Space, admission: Admission, change: dict[str, object], code: Code
) -> None:
    """Place, author, version and type each have one right answer."""
    with pytest.raises(TheirFault) as caught:
        follow(space, msgspec.structs.replace(admission.statement, **change))

    assert caught.value.code is code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"party": Party.RECOVERY}, Code.NOT_ALLOWED),
        ({"party": Party.GUEST}, Code.NOT_ALLOWED),
        ({"party": 9}, Code.NOT_ALLOWED),
        ({"proof": bytes(64)}, Code.BAD_PROOF),
        ({"epoch_id": bytes(32)}, Code.BAD_EPOCH),
        ({"wraps": []}, Code.BAD_EPOCH),
    ],
)
def test_an_admission_that_lacks_something_is_refused(
    space: Space, admission: Admission, change: dict[str, object], code: Code
) -> None:
    """Party, proof, epoch and wrap are all checked."""
    body = msgspec.structs.replace(admission.body, **change)
    statement = msgspec.structs.replace(admission.statement, body=encoded(body))

    with pytest.raises(TheirFault) as caught:
        follow(space, statement)

    assert caught.value.code is code


def test_a_device_is_admitted_once(space: Space) -> None:
    """The first device cannot be admitted again under its own keys."""
    device = space.device
    wrap = wrap_for(
        space.epoch,
        space.control.epoch.body,
        space.space_id,
        reader=device.device_id,
        kem_pk=device.kem_pk,
        crypto=CRYPTO,
    )
    proof = device.signer.sign(possession_message(space.space_id, device.device_id))
    body = DeviceAdmitted(Party.OWNER, device.sign_pk, device.kem_pk, space.epoch.epoch_id, [wrap], proof)
    statement = next_statement(
        space.space_id, 1, space.control.head, device.device_id, StatementType.DEVICE_ADMITTED, encoded(body)
    )

    with pytest.raises(TheirFault, match="already"):
        follow(space, statement)


def test_a_signature_of_anybody_else_is_refused(space: Space, admission: Admission) -> None:
    """Not even the new device may let itself in."""
    with pytest.raises(TheirFault) as caught:
        follow(space, admission.statement, by=admission.device)

    assert caught.value.code is Code.BAD_SIGNATURE


def test_a_genesis_of_another_founding_is_another_space(space: Space) -> None:
    """The id is made from the founding, so nobody can put other founders under it."""
    statement = decode_statement(space.genesis.raw)
    other = decode_statement(new_space("other").genesis.raw)
    swapped = msgspec.structs.replace(statement, body=other.body)

    with pytest.raises(TheirFault) as caught:
        found(sign_statement(swapped, space.device.signer), CRYPTO.check)

    assert caught.value.code is Code.WRONG_PLACE


@pytest.mark.parametrize("position", range(5))
def test_a_genesis_epoch_that_does_not_fit_is_refused(space: Space, position: int) -> None:
    """Number, name, commitment, readers and wraps hang together."""
    statement = decode_statement(space.genesis.raw)
    genesis, _ = decode_genesis(statement.body)
    body = space.control.epoch.body
    changes: list[dict[str, object]] = [
        {"number": 1},
        {"epoch_id": bytes(32)},
        {"commit": bytes(32)},
        {"readers_hash": bytes(32)},
        {"wraps": body.wraps[:1]},
    ]
    epoch = encoded(msgspec.structs.replace(body, **changes[position]))
    changed = msgspec.structs.replace(statement, body=encoded(Genesis(genesis.founding, epoch)))

    with pytest.raises(TheirFault) as caught:
        found(sign_statement(changed, space.device.signer), CRYPTO.check)

    assert caught.value.code is Code.BAD_EPOCH


def test_a_genesis_epoch_for_other_readers_is_refused_even_under_its_own_name(space: Space) -> None:
    """The readers' hash is held against the readers, not only against the name made from it."""
    statement = decode_statement(space.genesis.raw)
    genesis, _ = decode_genesis(statement.body)
    body = space.control.epoch.body
    name = epoch_id(space.space_id, 0, bytes(32), body.commit, bytes(32))
    epoch = encoded(msgspec.structs.replace(body, readers_hash=bytes(32), epoch_id=name))
    changed = msgspec.structs.replace(statement, body=encoded(Genesis(genesis.founding, epoch)))

    with pytest.raises(TheirFault, match="readers"):
        found(sign_statement(changed, space.device.signer), CRYPTO.check)


def test_every_flipped_bit_of_a_statement_is_refused(space: Space, admission: Admission) -> None:
    """No bit of what is signed, nor of the signature, can be another."""
    signed = sign_statement(admission.statement, space.device.signer)
    for position in range(0, len(signed.raw), 7):
        flipped = bytearray(signed.raw)
        flipped[position] ^= 1 << position % 8
        with pytest.raises(TheirFault):
            space.control.follow(SignedStatement(bytes(flipped), signed.signature), CRYPTO.check)
    for position in range(64):
        signature = bytearray(signed.signature)
        signature[position] ^= 1
        with pytest.raises(TheirFault):
            space.control.follow(SignedStatement(signed.raw, bytes(signature)), CRYPTO.check)


def test_a_full_party_takes_no_more(space: Space, admission: Admission) -> None:
    """Thirty-two devices a party."""
    member = space.control.members[space.device.device_id]
    crowd = {bytes([number]) * 32: member for number in range(31)}
    full = replace(space.control, members={**space.control.members, **crowd})  # type: ignore[dict-item]  # any 32 bytes name a device here

    with pytest.raises(TheirFault) as caught:
        full.follow(sign_statement(admission.statement, space.device.signer), CRYPTO.check)

    assert caught.value.code is Code.FULL
