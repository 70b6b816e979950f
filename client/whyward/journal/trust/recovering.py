"""Recovery: what the 24 words can do, with or without any device that is left.

The words become keys in memory and are forgotten; nothing of them touches a disk or a relay.
"""

from dataclasses import dataclass
from datetime import date

from whyward.journal.asking import Asking
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.epochs import unwrap
from whyward.journal.errors import Refused
from whyward.journal.log import Log
from whyward.journal.pages import Pages
from whyward.journal.ports import Crypto
from whyward.journal.projections.entries import entries
from whyward.journal.projections.timeline import timeline
from whyward.journal.recovery import recovery_keys
from whyward.journal.sentences import sentence
from whyward.journal.trust.changing import Put, change
from whyward.journal.trust.sayings import admission
from whyward.journal.words import recovery_entropy
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import Party, SignedStatement, possession_message


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """These words open the journal's key of today; `epoch` is its number, `devices` how many devices there are."""

    epoch: int
    devices: int


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """What the words lead to, for the person to look at before a new device is let in: counts, and no content."""

    last_on: date | None
    entries: int
    records: int
    devices: int


def kit_of(words: str, crypto: Crypto) -> DeviceKeys:
    """Grow the kit's keys from typed words; raise `BadInput` before anything is sent if they cannot be right."""
    return recovery_keys(recovery_entropy(words), crypto)


def rehearse(control: ControlLog, kit: DeviceKeys, crypto: Crypto) -> Rehearsed:
    """Prove that these words open today's epoch, changing nothing; raise `Refused` in plain words if they do not."""
    if kit.device_id != control.kit.device_id:
        if kit.device_id in control.former:
            text = sentence("these words were this journal's, and have been replaced by new ones")
            raise Refused(text, hint="They open nothing that is recorded now. Destroy the paper; find the newer one.")
        raise Refused("these are the words of another journal", hint="Each journal has its own. Nothing was changed.")
    try:
        unwrap(control.epoch, control.space_id, kit, crypto)
    except TheirFault as fault:
        text = sentence("these are this journal's words, and they do not open its key of today")
        raise Refused(text, hint="Make new ones on this device: whyward recovery renew") from fault
    devices = sum(member.party is not Party.RECOVERY for member in control.members.values())
    return Rehearsed(control.epoch.body.number, devices)


async def read_space(asking: Asking, kit: DeviceKeys, crypto: Crypto) -> list[SignedStatement]:
    """Find the kit's space at a relay and read its control log; raise `TheirFault` if the relay shows another one."""
    space_id = await asking.find()
    await asking.prove(space_id)
    statements = [signed async for signed in asking.statements(space_id)]
    if not statements:
        raise TheirFault("the relay shows no control log", code=Code.CONTROL_FORKED)
    control = found(statements[0], crypto.check)
    for signed in statements[1:]:
        control = control.follow(signed, crypto.check)
    if control.space_id != space_id or control.kit.device_id != kit.device_id:
        raise TheirFault("the relay shows another space", code=Code.CONTROL_FORKED)
    return statements


def look_at(pages: Pages, control: ControlLog) -> FoundAgain:
    """Say what was found, without a word of what was written."""
    written, moments = entries(pages), timeline(pages)
    devices = sum(member.party is not Party.RECOVERY for member in control.members.values())
    last = max((moment.on for moment in moments), default=None)
    return FoundAgain(last, len(written), len(moments), devices)


async def come_back(log: Log, keys: DeviceKeys, put: Put, *, party: Party = Party.OWNER) -> None:
    """Let a new device in by the word of the kit, or of a guest's root; `log` is held with its keys until then."""
    proof = keys.signer.sign(possession_message(log.control.space_id, keys.device_id))
    await change(log, admission(log, keys.sign_pk, keys.kem_pk, keys.device_id, proof, party=party), put)
    log.become(keys)
