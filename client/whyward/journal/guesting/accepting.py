"""Accepting: following somebody's link, leaving them a letter, and reading eight words out to them.

The keys that this side is known by are durable before anybody hears of them. It refuses a link that somebody else has
followed already, and a relay that is not the one the link names.
"""

import contextlib
from dataclasses import dataclass

from whyward.journal.decide.facts import Fact
from whyward.journal.device_keys import DeviceKeys, keys_from_seeds, new_keys
from whyward.journal.errors import JournalError, Refused, Unreachable
from whyward.journal.events.guesting import ShareAccepted, SharePurged
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.folding.nouns import CLIENTS, SHARES
from whyward.journal.pages import Pages
from whyward.journal.ports import Crypto
from whyward.journal.recording import record_facts
from whyward.journal.refusals import in_plain_words
from whyward.journal.sentences import sentence
from whyward.journal.sharing.claims import clearance
from whyward.journal.sharing.letters import answer, checked_introduction
from whyward.journal.sharing.links import InviteLink, read_link
from whyward.journal.sharing.safety_words import safety_words
from whyward.journal.sharing.share_log import guest_side
from whyward.journal.sharing.shelf import Door, Shelf
from whyward.journal.sharing.slot import Slot
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import SpaceId
from whyward.protocol.letterbox import Sender

_TAKEN = frozenset({Code.CODE_USED, Code.CLOSED})


@dataclass(frozen=True, slots=True)
class Accepted:
    """The words to read to whoever sent the link. Unless `is_left`, the next sync brings the letter to the relay."""

    space_id: bytes
    words: tuple[str, ...]
    is_left: bool


def guest_door(row: ClientRow, crypto: Crypto) -> Door:
    """Return where a share is that somebody gave this person."""
    return Door(SpaceId(row.space_id), row.relay, row.relay_pk, guest_side(row.roots, crypto))


def root_of(row: ClientRow, crypto: Crypto) -> DeviceKeys:
    """Return the keys that this side is known by now."""
    return keys_from_seeds(*row.roots[-1], crypto)


def slot_of(row: ClientRow, crypto: Crypto) -> Slot:
    """Return the slot that the link leads to."""
    return Slot(SpaceId(row.space_id), row.secret, crypto)


async def accept(shelf: Shelf, typed: str, name: str, duties: str) -> Accepted:
    """Follow a link; raise `JournalError` if it leads nowhere, or somebody else was there first.

    This person's other devices are heard before and told after, where that can be: two that follow one link would be
    known by two roots.
    """
    link = read_link(typed)
    name, duties = checked_introduction(name, duties)
    await _carried_if_possible(shelf)
    accepted = await _accepted(shelf, link, name, duties)
    await _carried_if_possible(shelf)
    return accepted


async def _carried_if_possible(shelf: Shelf) -> None:
    """Carry this person's own records; a link is followed all the same without a relay of one's own."""
    with contextlib.suppress(JournalError):
        await shelf.carry()


async def _accepted(shelf: Shelf, link: InviteLink, name: str, duties: str) -> Accepted:
    pages, crypto = shelf.personal.pages, shelf.world.crypto
    row = _known(pages, link)
    is_left = True
    try:
        if row is None:
            row = await _answered_first(shelf, link, name, duties)
        else:
            is_left = await leave_answer(shelf, row)
    except Unreachable:
        row = pages.one(CLIENTS, bytes(link.space_id))
        if row is None:
            raise
        is_left = False
    return Accepted(link.space_id, await words_of(row, crypto), is_left)


async def words_of(row: ClientRow, crypto: Crypto) -> tuple[str, ...]:
    """Return the eight words of a share, for the keys that this side is known by now."""
    root = root_of(row, crypto)
    return await safety_words(
        crypto, secret=row.secret, space_id=SpaceId(row.space_id), sign_pk=root.sign_pk, kem_pk=root.kem_pk
    )


async def leave_answer(shelf: Shelf, row: ClientRow) -> bool:
    """Leave the letter, or make sure that it is there; False once somebody is in: no letter is taken then."""
    crypto = shelf.world.crypto
    root = root_of(row, crypto)
    letter = answer(slot_of(row, crypto), root, row.my_name, row.duties or "")
    try:
        async with shelf.asking(row.relay, row.relay_pk, root) as asking:
            await asking.leave(sender_of(row, crypto, asking.host), letter)
    except TheirFault as fault:
        if fault.code is Code.CLOSED:
            return False
        raise _link_in_words(fault) from fault
    return True


def sender_of(row: ClientRow, crypto: Crypto, host: str) -> Sender:
    """Return whoever leaves letters in this share."""
    signer = slot_of(row, crypto).signer
    return Sender(space_id=SpaceId(row.space_id), signer=signer, host=host, relay_pk=row.relay_pk)


def _known(pages: Pages, link: InviteLink) -> ClientRow | None:
    if any(row.space_id == link.space_id for row in pages.all(SHARES)):
        raise Refused("this link is your own invitation", hint="It is for the other person: send it to them.")
    row = pages.one(CLIENTS, bytes(link.space_id))
    if row is not None and row.purged:
        text = sentence("this link was followed here before, and that has ended")
        raise Refused(text, hint="Ask for a new one.")
    return row


async def _answered_first(shelf: Shelf, link: InviteLink, name: str, duties: str) -> ClientRow:
    """Record the acceptance and leave the letter, on one connection to the relay that the link names."""
    personal, crypto = shelf.personal, shelf.world.crypto
    root = new_keys(shelf.world.entropy, crypto)
    now_ms = personal.world.clock.now_ms()
    accepted = ShareAccepted(
        space_id=link.space_id,
        relay=link.relay,
        relay_pk=link.relay_pk,
        secret=link.secret,
        sign_seed=root.sign_seed,
        kem_seed=root.kem_seed,
        my_name=name,
        duties=duties or None,
    )
    try:
        async with shelf.asking(link.relay, link.relay_pk, root) as asking:
            cleared = clearance(personal, link.space_id)
            await record_facts(personal, [Fact(accepted, now_ms), Fact(cleared, now_ms)])
            row = personal.pages.one(CLIENTS, bytes(link.space_id))
            assert row is not None, "what was recorded is on the pages"
            letter = answer(slot_of(row, crypto), root, name, duties)
            await asking.leave(sender_of(row, crypto, asking.host), letter)
    except TheirFault as fault:
        if personal.pages.one(CLIENTS, bytes(link.space_id)) is not None:
            await record_facts(personal, [Fact(SharePurged(space_id=link.space_id), now_ms)])
        raise _link_in_words(fault) from fault
    return row


def _link_in_words(fault: TheirFault) -> JournalError:
    if fault.code in _TAKEN:
        text = sentence("somebody has followed this link already")
        hint = sentence(
            "If that was not you, tell whoever sent it, in a call where you know the voice; and ask for a new one."
        )
        return Refused(text, hint=hint)
    if fault.code is Code.NO_SUCH_SPACE:
        text = sentence("the link leads nowhere: the relay knows no such invitation")
        return Refused(text, hint="It may have been taken back. Ask for a new one.")
    if fault.code is Code.WRONG_RELAY:
        text = sentence("the relay there is not the one that the link names")
        return Refused(text, hint="The link was changed on its way, or the relay was set up anew. Ask for a new one.")
    return in_plain_words(fault)
