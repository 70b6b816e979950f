"""Epochs of a share hand nothing on: who comes later opens nothing of before, unless it holds keys that do."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from tests.support.world import CRYPTO, SeededEntropy
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.epochs import first_epoch, next_epoch, wrap_for
from whyward.journal.opening import Opener
from whyward.journal.seal import EpochKey
from whyward.protocol.bodies import Cut, DeviceAdmitted, DeviceRemoved, Founding, ShareFounding, genesis_statement
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import ZERO32, DeviceId, space_id_of
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import (
    Party,
    StatementType,
    next_statement,
    possession_message,
    sign_statement,
)

DICE = SeededEntropy("epochs of a share")


@dataclass
class Telling:
    """A space that is told statement by statement, with every epoch's key as who began it has it."""

    control: ControlLog
    owner: DeviceKeys
    kit: DeviceKeys
    epochs: list[EpochKey]

    def say(self, by: DeviceKeys, type_: StatementType, body: bytes) -> None:
        """Go on."""
        control = self.control
        place = control.space_id, control.index + 1, control.head, by.device_id
        self.control = control.follow(sign_statement(next_statement(*place, type_, body), by.signer), CRYPTO.check)

    def admit(self, by: DeviceKeys, new: DeviceKeys, party: Party) -> None:
        """Let a device in, to the current epoch."""
        control, body = self.control, self.control.epoch.body
        wrap = wrap_for(self.epochs[-1], body, control.space_id, reader=new.device_id, kem_pk=new.kem_pk, crypto=CRYPTO)
        proof = new.signer.sign(possession_message(control.space_id, new.device_id))
        admitted = DeviceAdmitted(party, new.sign_pk, new.kem_pk, body.epoch_id, [wrap], proof)
        self.say(by, StatementType.DEVICE_ADMITTED, encoded(admitted))

    def turn(self, by: DeviceKeys, gone: Iterable[DeviceKeys] = ()) -> bytes:
        """Begin an epoch, by itself or with a removal; return its history."""
        control, ids = self.control, sorted(keys.device_id for keys in gone)
        readers = {id_: member.kem_pk for id_, member in control.members.items() if id_ not in ids}
        raw, opened = next_epoch(DICE.random_bytes(32), control, readers, self.epochs[-1], CRYPTO)
        self.epochs.append(opened)
        if ids:
            cuts = [Cut(device, 0, ZERO32) for device in ids]
            self.say(by, StatementType.DEVICE_REMOVED, encoded(DeviceRemoved(list[bytes](ids), cuts, raw)))
        else:
            self.say(by, StatementType.EPOCH, raw)
        return self.control.epoch.body.history

    def opened_by(self, *keys: DeviceKeys) -> list[EpochKey | Code]:
        """Open every epoch as a device, with spare keys if there are more."""
        opener = Opener(keys[0], CRYPTO, spare=keys[1:])
        found: list[EpochKey | Code] = []
        for epoch in self.control.epochs:
            try:
                found.append(opener.epoch_key(self.control, epoch.body.epoch_id))
            except TheirFault as fault:
                found.append(fault.code)
        return found


def told(*, is_share: bool) -> Telling:
    """Found a space."""
    owner, kit, slot = (new_keys(DICE, CRYPTO) for _ in range(3))
    keys = owner.sign_pk, owner.kem_pk, kit.sign_pk, kit.kem_pk
    nonce = DICE.random_bytes(32)
    founding = encoded(ShareFounding(nonce, *keys, slot.sign_pk) if is_share else Founding(nonce, *keys))
    space_id = space_id_of(founding)
    readers: dict[DeviceId, bytes] = {owner.device_id: owner.kem_pk, kit.device_id: kit.kem_pk}
    raw, epoch = first_epoch(DICE.random_bytes(32), space_id, readers, CRYPTO)
    genesis = sign_statement(genesis_statement(founding, raw, owner.device_id), owner.signer)
    return Telling(found(genesis, CRYPTO.check), owner, kit, [epoch])


@pytest.fixture
def share() -> Telling:
    """A share in its second epoch."""
    telling = told(is_share=True)
    assert telling.turn(telling.owner) == b""
    return telling


def test_a_guest_opens_what_is_sealed_from_then_on_and_nothing_of_before(share: Telling) -> None:
    guest = new_keys(DICE, CRYPTO)
    share.admit(share.owner, guest, Party.GUEST)
    share.turn(share.owner)

    assert share.opened_by(guest) == [Code.BAD_EPOCH, *share.epochs[1:]]
    assert share.opened_by(share.owner) == share.opened_by(share.kit) == share.epochs


def test_a_device_that_holds_the_kit_or_the_root_opens_all_that_those_could(share: Telling) -> None:
    """Its own keys first: they are enough for what is new."""
    root, guest, owner = (new_keys(DICE, CRYPTO) for _ in range(3))
    share.admit(share.owner, root, Party.GUEST)
    share.turn(share.owner)
    share.admit(root, guest, Party.GUEST)
    share.admit(share.kit, owner, Party.OWNER)

    assert share.opened_by(guest) == [Code.BAD_EPOCH, Code.BAD_EPOCH, share.epochs[2]]
    assert share.opened_by(guest, root) == [Code.BAD_EPOCH, *share.epochs[1:]]
    assert share.opened_by(owner, share.kit) == share.epochs


def test_who_was_removed_opens_what_was_and_nothing_later(share: Telling) -> None:
    """Sharing that stopped: the copies stay readable to who had them, and no key of after can be had."""
    guest = new_keys(DICE, CRYPTO)
    share.admit(share.owner, guest, Party.GUEST)
    history = share.turn(share.owner, [guest])

    assert history == b""
    assert share.opened_by(guest) == [Code.BAD_EPOCH, share.epochs[1], Code.BAD_EPOCH]


def test_a_guest_that_removes_a_guest_begins_an_epoch_that_hands_nothing_on(share: Telling) -> None:
    root, other = new_keys(DICE, CRYPTO), new_keys(DICE, CRYPTO)
    share.admit(share.owner, root, Party.GUEST)
    share.admit(root, other, Party.GUEST)

    assert share.turn(root, [other]) == b""
    assert share.opened_by(share.owner) == share.epochs
    assert share.opened_by(other)[-1] is Code.BAD_EPOCH


def test_in_a_personal_space_a_later_device_opens_everything() -> None:
    """Its epochs hand on the ones before: that is what a person's own devices are for."""
    personal, later = told(is_share=False), new_keys(DICE, CRYPTO)
    assert len(personal.turn(personal.owner)) == 48
    personal.admit(personal.owner, later, Party.OWNER)

    assert personal.opened_by(later) == personal.epochs
