"""What this device can say in a control log: each saying is made on a head, and made anew if another one came first.

A saying looks at the control log before it speaks, and refuses in plain words what no longer makes sense.
"""

from collections.abc import Callable, Iterable, Mapping

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.epochs import next_epoch, wrap_for
from whyward.journal.errors import Refused
from whyward.journal.log import Log
from whyward.journal.sentences import sentence
from whyward.journal.trust.standing import removed_refusal
from whyward.protocol.bodies import (
    Cut,
    DeviceAdmitted,
    DeviceRemoved,
    DeviceRenewed,
    RecoverySet,
)
from whyward.protocol.canonical import encoded
from whyward.protocol.epochs import EpochBody
from whyward.protocol.ids import DeviceId
from whyward.protocol.members import Member
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import EMPTY, Tail
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    StatementType,
    Wrap,
    next_statement,
    possession_message,
    sign_statement,
)

Saying = Callable[[ControlLog], SignedStatement]
"""Make the statement that is to follow this control log, or raise `Refused` if the wish makes no sense any more."""


def removal(log: Log, devices: Iterable[DeviceId]) -> Saying:
    """Shut these devices out: what they sealed so far counts, nothing later, and they read nothing later."""
    wished = frozenset(devices)

    def say(control: ControlLog) -> SignedStatement:
        gone = _to_remove(control, wished, log.keys.device_id)
        cuts = [Cut(device, *(gone[device].cut or log.pages.heads.get(device, EMPTY))) for device in sorted(gone)]
        left = {device: member.kem_pk for device, member in control.members.items() if device not in gone}
        body = DeviceRemoved([cut.device_id for cut in cuts], cuts, _epoch(log, control, left))
        return _signed(log.keys, control, StatementType.DEVICE_REMOVED, encoded(body))

    return say


def rotation(log: Log, *, only_after: bytes | None = None) -> Saying:
    """Begin a new epoch for the readers there are; with `only_after`, only while that one is still the current one."""

    def say(control: ControlLog) -> SignedStatement:
        if only_after is not None and control.epoch.body.epoch_id != only_after:
            raise Refused("another device has begun a new key period already", hint="Nothing more is needed.")
        readers = {device: member.kem_pk for device, member in control.members.items()}
        return _signed(log.keys, control, StatementType.EPOCH, _epoch(log, control, readers))

    return say


def new_kit(log: Log, kit: DeviceKeys) -> Saying:
    """Put another recovery kit in the place of the one there is; the old words open nothing that is sealed later."""
    old = log.control.kit.device_id

    def say(control: ControlLog) -> SignedStatement:
        if control.kit.device_id != old:
            text = sentence("another device has made new recovery words meanwhile")
            raise Refused(text, hint="Those count. To make others: whyward recovery renew")
        readers = {device: member.kem_pk for device, member in control.members.items() if device != old}
        readers[kit.device_id] = kit.kem_pk
        proof = _proof(kit, control)
        body = RecoverySet(kit.sign_pk, kit.kem_pk, _epoch(log, control, readers), proof)
        return _signed(log.keys, control, StatementType.RECOVERY_SET, encoded(body))

    return say


def renewal(log: Log, new: DeviceKeys, end: Tail) -> Saying:
    """Go on as a new device, because this one's series ends otherwise at `end`: a copy of this folder writes too."""

    def say(control: ControlLog) -> SignedStatement:
        me = control.members.get(log.keys.device_id)
        if me is None:
            raise removed_refusal()
        n, hash_ = end if me.cut is None else me.cut
        wrap = _wrap(log, control, new.device_id, new.kem_pk)
        epoch_id, proof = control.epoch.body.epoch_id, _proof(new, control)
        body = DeviceRenewed(me.device_id, new.sign_pk, new.kem_pk, n, hash_, epoch_id, [wrap], proof)
        return _signed(log.keys, control, StatementType.DEVICE_RENEWED, encoded(body))

    return say


def admission(
    log: Log, sign_pk: bytes, kem_pk: bytes, device: DeviceId, proof: bytes, *, party: Party = Party.OWNER
) -> Saying:
    """Let one more device of that party in, which has proven that it holds its keys."""

    def say(control: ControlLog) -> SignedStatement:
        wrap = _wrap(log, control, device, kem_pk)
        body = DeviceAdmitted(party, sign_pk, kem_pk, control.epoch.body.epoch_id, [wrap], proof)
        return _signed(log.keys, control, StatementType.DEVICE_ADMITTED, encoded(body))

    return say


def _to_remove(control: ControlLog, wished: frozenset[DeviceId], me: DeviceId) -> Mapping[DeviceId, Member]:
    gone: dict[DeviceId, Member] = {}
    for wish in wished:
        member = control.members.get(wish)
        if member is None:
            text = (
                sentence("that device has been removed already")
                if wish in control.former
                else sentence("there is no such device")
            )
            raise Refused(text, hint="To see all of them: whyward device list")
        if member.party is Party.RECOVERY:
            raise Refused("the recovery words are not a device", hint="To replace them: whyward recovery renew")
        # With a device goes the one it was before it was renewed, or the copy would stay in.
        while member is not None:
            gone[member.device_id] = member
            member = control.members.get(member.renewed_from) if member.renewed_from is not None else None
    if me in gone:
        text = sentence("a device cannot remove itself")
        raise Refused(text, hint="Do it from another device that you trust.")
    return gone


def _epoch(log: Log, control: ControlLog, readers: Mapping[DeviceId, bytes]) -> bytes:
    before = log.opener.epoch_key(control, control.epoch.body.epoch_id)
    raw, _ = next_epoch(log.world.entropy.random_bytes(32), control, readers, before, log.world.crypto)
    return raw


def _wrap(log: Log, control: ControlLog, device: DeviceId, kem_pk: bytes) -> Wrap:
    body: EpochBody = control.epoch.body
    epoch = log.opener.epoch_key(control, body.epoch_id)
    return wrap_for(epoch, body, control.space_id, reader=device, kem_pk=kem_pk, crypto=log.world.crypto)


def _proof(keys: DeviceKeys, control: ControlLog) -> bytes:
    return keys.signer.sign(possession_message(control.space_id, keys.device_id))


def _signed(author: DeviceKeys, control: ControlLog, type_: StatementType, body: bytes) -> SignedStatement:
    place = control.space_id, control.index + 1, control.head, author.device_id
    return sign_statement(next_statement(*place, type_, body), author.signer)
