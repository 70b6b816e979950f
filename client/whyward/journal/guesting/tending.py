"""Tending a share that somebody gave this person: come in once they have confirmed, stay level, shut lost devices out.

It comes back with whether the person's own records grew by it. It refuses to decide who reads, beyond this side's own
devices.
"""

from dataclasses import dataclass

from whyward.journal.asking import Asking
from whyward.journal.decide.facts import Fact
from whyward.journal.device_keys import keys_from_seeds
from whyward.journal.errors import JournalError, Refused, Unreachable
from whyward.journal.events.guesting import ShareRootRenewed
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.guesting.accepting import guest_door, leave_answer, root_of
from whyward.journal.guesting.ending import note_end
from whyward.journal.log import Log
from whyward.journal.recording import record_facts
from whyward.journal.refusals import in_plain_words
from whyward.journal.sentences import sentence
from whyward.journal.sharing.claims import claim, claimed, clearance, is_cleared
from whyward.journal.sharing.entering import come_back_in, enter
from whyward.journal.sharing.root import guests_in
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.sharing.shelf import Shelf
from whyward.journal.sharing.tending import is_removal, is_unknown
from whyward.journal.trust.changing import Put, change, over
from whyward.journal.trust.sayings import admission, removal
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.statements import Party, SignedStatement, possession_message


@dataclass(frozen=True, slots=True)
class Visited:
    """A share in order; `has_recorded` says that the person's own records grew by it."""

    log: ShareLog
    has_recorded: bool


async def visit(shelf: Shelf, row: ClientRow) -> Visited | None:
    """Bring a share in order; None while nobody has let this side in yet, or when it is over.

    Raise `JournalError` in plain words if its relay is away.
    """
    door = guest_door(row, shelf.world.crypto)
    log = await shelf.opened(door)
    if log is None:
        log = await _come_in(shelf, row)
        if log is None:
            return None
    before = shelf.personal.pages.heads.get(shelf.personal.keys.device_id)
    try:
        line = await shelf.keeper(log, door).settled()
    except JournalError as error:
        if is_unknown(error):
            await _find_back(shelf, row, log)
            return None
        if not is_removal(error):
            raise
        await _see_removal(shelf, row, log)
        await note_end(log)
        return None
    try:
        await _shut_out_lost(shelf.personal, log, row, over(line))
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    finally:
        await line.close()
    return Visited(log, shelf.personal.pages.heads.get(shelf.personal.keys.device_id) != before)


async def _find_back(shelf: Shelf, row: ClientRow, log: ShareLog) -> None:
    """Be in a share once more, at a relay that was set back to before this device came in."""
    try:
        await come_back_in(shelf, guest_door(row, shelf.world.crypto), log)
    except TheirFault as fault:
        text = sentence("its relay does not know this device in that share any more")
        hint = sentence(
            "Your copies stay as they are. Sync again later; if it stays so, ask the person for a new link."
        )
        raise Unreachable(text, hint=hint) from fault


async def _see_removal(shelf: Shelf, row: ClientRow, log: ShareLog) -> None:
    """Read the statement by which the owner sent this side away; raise `JournalError` if the relay has none.

    Copies are deleted by it, so a relay's bare word will not do.
    """
    control, check = log.control, log.world.crypto.check
    try:
        async with shelf.asking(row.relay, row.relay_pk, log.keys) as asking:
            await _prove(asking, control.space_id)
            async for signed in asking.statements(control.space_id, control.index + 1):
                control = control.follow(signed, check)
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    if log.keys.device_id in control.members:
        text = sentence("the relay says that this share was stopped, and cannot show it")
        raise Unreachable(text, hint="Your copies stay as they are. Sync again later; if it stays so, ask the person.")


async def _prove(asking: Asking, space_id: SpaceId) -> None:
    """Say who this is; that the relay calls it removed is what is to be looked at."""
    try:
        await asking.prove(space_id)
    except TheirFault as fault:
        if fault.code is not Code.REMOVED:
            raise


async def _come_in(shelf: Shelf, row: ClientRow) -> ShareLog | None:
    """Come in if the owner has confirmed; else see to it that the letter is there, whatever befell the relay."""
    try:
        return await enter(shelf, guest_door(row, shelf.world.crypto))
    except TheirFault as fault:
        if fault.code is Code.REMOVED:
            return None
        if fault.code is not Code.NO_SUCH_SPACE:
            raise in_plain_words(fault) from fault
    except JournalError as error:
        if not is_removal(error):
            raise
        return None  # They took it back while this device was on its way in.
    await leave_answer(shelf, row)
    return None


async def _shut_out_lost(personal: Log, log: ShareLog, row: ClientRow, put: Put) -> None:
    """Follow a removal from this person's journal here: that device goes out, and the root that it knew with it.

    The new root stands in the person's records first, and comes in last before the removal: so the owner finds it, and
    compares words again before anything more is shown.
    """
    space_id, crypto = SpaceId(row.space_id), log.world.crypto
    await claim(personal, space_id, log.keys.device_id)
    root = root_of(row, crypto)
    former = {keys_from_seeds(*seeds, crypto).device_id for seeds in row.roots[:-1]}
    if log.control.known(root.device_id) is None:
        proof = root.signer.sign(possession_message(log.control.space_id, root.device_id))
        await change(log, admission(log, root.sign_pk, root.kem_pk, root.device_id, proof, party=Party.GUEST), put)
    elif not is_cleared(personal, space_id):
        await _renew_root(personal, log, row)
        return
    if not former & log.control.members.keys():
        return
    if guests_in(log.control)[-1].device_id != root.device_id:
        # Somebody came in behind it: the owner would take that one for the root.
        await _renew_root(personal, log, row)
        return
    lost = [device for device in _unanswered(personal, log, space_id) if device != root.device_id]
    shut_out = removal(log, lost)

    def say(control: ControlLog) -> SignedStatement:
        if guests_in(control)[-1].device_id != root.device_id:
            raise Refused("another of your devices came in at the same moment", hint="Sync once more: whyward sync")
        return shut_out(control)

    await change(log, say, put)


async def _renew_root(personal: Log, log: ShareLog, row: ClientRow) -> None:
    sign_seed, kem_seed = log.world.entropy.random_bytes(32), log.world.entropy.random_bytes(32)
    fresh = ShareRootRenewed(space_id=row.space_id, sign_seed=sign_seed, kem_seed=kem_seed)
    cleared = clearance(personal, SpaceId(row.space_id))
    now_ms = personal.world.clock.now_ms()
    await record_facts(personal, [Fact(fresh, now_ms), Fact(cleared, now_ms)])


def _unanswered(personal: Log, log: ShareLog, space_id: SpaceId) -> list[DeviceId]:
    """Return this side's devices there that no device of the journal answers for: older roots are among them."""
    answered_for = {claimed(personal, space_id, device) for device in personal.control.members}
    guests = [member.device_id for member in guests_in(log.control)]
    return sorted(device for device in guests if device not in answered_for | {log.keys.device_id})
