"""Inviting: a space is made for one person to be shared with, and a link that leads there.

Everything about the space is durable on this device before a relay hears of it. Nothing of the journal is in it yet,
and nobody but its owner can read there.
"""

from dataclasses import dataclass

from whyward.journal.decide.facts import Fact
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.epochs import first_epoch
from whyward.journal.errors import JournalError, Refused
from whyward.journal.events.people import ContactAdded, Role
from whyward.journal.events.shares import ShareInvited, ShareRevoked
from whyward.journal.folding.nouns import CONTACTS
from whyward.journal.log import Log
from whyward.journal.names import folded_name
from whyward.journal.ports import RELAY_KEY, RELAY_URL
from whyward.journal.recording import record_facts
from whyward.journal.recovery import recovery_keys
from whyward.journal.refusals import in_plain_words
from whyward.journal.sentences import sentence
from whyward.journal.sharing import rows
from whyward.journal.sharing.claims import claim_of, clearance
from whyward.journal.sharing.links import SECRET_BYTES, InviteLink, relay_of
from whyward.journal.sharing.share_log import owner_side
from whyward.journal.sharing.shelf import Door, Shelf
from whyward.journal.sharing.slot import slot_signer
from whyward.journal.texts import chosen, cleaned_line
from whyward.protocol.bodies import ShareFounding, genesis_statement
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import space_id_of
from whyward.protocol.statements import SignedStatement, sign_statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Who is to be invited, by which relay (None: the journal's own), and what they are told of whose journal it is.

    `invite` is the token that some relays ask for before they carry something new.
    """

    contact: ContactAdded
    is_new: bool
    from_name: str
    relay: str | None = None
    invite: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A link to send to one person, and the share it is for."""

    link: str
    share_id: bytes


@dataclass(frozen=True, slots=True)
class _Made:
    """A share space that nobody has heard of yet."""

    keys: DeviceKeys
    genesis: SignedStatement
    kit: bytes
    link: InviteLink


def contact_for(shelf: Shelf, name: str, role: str) -> tuple[ContactAdded, bool]:
    """Return whom a name means, and whether they are new here; raise `Refused` if they have a share that lasts."""
    pages = shelf.personal.pages
    name = cleaned_line(name, sentence("The name"))
    called = folded_name(name)
    known = next((row for row in pages.all(CONTACTS) if not row.removed and folded_name(row.name) == called), None)
    if known is None:
        contact_id = shelf.world.entropy.random_bytes(16)
        return ContactAdded(contact_id=contact_id, role=chosen(role, Role, sentence("role")), name=name), True
    if any(row.contact_id == known.contact_id and not row.revoked for row in rows.shares(pages)):
        text = sentence("they have an invitation or a share already")
        raise Refused(text, hint="Go on with that one, or end it first: whyward share stop NAME")
    return ContactAdded(contact_id=known.contact_id, role=known.role, name=known.name), False


async def invite(shelf: Shelf, wish: Invitation) -> Invited:
    """Make the space and the link; raise `JournalError` if the relay is away or does not take it."""
    url, known = await _relay(shelf.personal, wish.relay)
    keys = new_keys(shelf.world.entropy, shelf.world.crypto)
    try:
        async with shelf.asking(url, known, keys) as asking:
            relay_pk = asking.relay_pk
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    made = _made(shelf, keys, url, relay_pk)
    door = Door(made.link.space_id, url, relay_pk, owner_side([made.kit], shelf.world.crypto))
    share_id = shelf.world.entropy.random_bytes(16)
    async with shelf.making(door, keys, [made.genesis], invite=wish.invite):
        pass
    await record_facts(shelf.personal, _facts(shelf, wish, made, share_id))
    try:
        log = await shelf.opened(door)
        assert log is not None, "a log that was made is there"
        await (await shelf.keeper(log, door).settled()).close()
    except JournalError:
        # Nobody has the link, so nobody waits behind it: the next try makes another one.
        now_ms = shelf.personal.world.clock.now_ms()
        await record_facts(shelf.personal, [Fact(ShareRevoked(share_id=share_id), now_ms)])
        raise
    return Invited(made.link.shown(), share_id)


async def _relay(personal: Log, wished: str | None) -> tuple[str, bytes | None]:
    """Return the relay's address, and its key if this journal knows it."""
    own = await personal.store.get(RELAY_URL)
    if wished is None and own is None:
        text = sentence("this journal has no relay, and a share needs one that both of you reach")
        raise Refused(text, hint="Name one: whyward share invite NAME --relay URL")
    url = relay_of(wished or (own or b"").decode())
    is_own = own is not None and relay_of(own.decode()) == url
    return url, await personal.store.get(RELAY_KEY) if is_own else None


def _made(shelf: Shelf, keys: DeviceKeys, url: str, relay_pk: bytes) -> _Made:
    """Found a share space, as `founding.found_space` does a personal one; the kit lies in the owner's own records."""
    crypto, entropy = shelf.world.crypto, shelf.world.entropy
    kit, secret, nonce = entropy.random_bytes(32), entropy.random_bytes(SECRET_BYTES), entropy.random_bytes(32)
    recovery = recovery_keys(kit, crypto)
    slot_pk = slot_signer(secret, crypto).public_key
    founding = encoded(ShareFounding(nonce, keys.sign_pk, keys.kem_pk, recovery.sign_pk, recovery.kem_pk, slot_pk))
    space_id = space_id_of(founding)
    readers = {keys.device_id: keys.kem_pk, recovery.device_id: recovery.kem_pk}
    epoch, _ = first_epoch(entropy.random_bytes(32), space_id, readers, crypto)
    genesis = sign_statement(genesis_statement(founding, epoch, keys.device_id), keys.signer)
    return _Made(keys, genesis, kit, InviteLink(url, space_id, relay_pk, secret))


def _facts(shelf: Shelf, wish: Invitation, made: _Made, share_id: bytes) -> list[Fact]:
    now_ms = shelf.personal.world.clock.now_ms()
    invited = ShareInvited(
        share_id=share_id,
        contact_id=wish.contact.contact_id,
        space_id=made.link.space_id,
        kit=made.kit,
        secret=made.link.secret,
        relay=made.link.relay,
        relay_pk=made.link.relay_pk,
        from_name=wish.from_name,
    )
    claimed = claim_of(made.link.space_id, shelf.personal.keys.device_id, made.keys.device_id)
    cleared = clearance(shelf.personal, made.link.space_id)
    bodies = [*([wish.contact] if wish.is_new else []), claimed, cleared, invited]
    return [Fact(body, now_ms) for body in bodies]
