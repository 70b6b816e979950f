"""Arrival: a device that was just admitted reads the control log from a relay it has no reason to trust.

It refuses any log that is not the space it was invited to, or that does not reach what the trusted device knew.
"""

from whyward.journal.asking import Asking
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.pairing.join import Joined
from whyward.journal.ports import Connection, Crypto, Entropy
from whyward.journal.refusals import in_plain_words
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.greeting import Caller
from whyward.protocol.ids import SpaceId
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import SignedStatement


async def arrive(
    connection: Connection, keys: DeviceKeys, joined: Joined, *, entropy: Entropy, crypto: Crypto
) -> list[SignedStatement]:
    """Return the control log up to this device's own admission at least; raise `JournalError` otherwise."""
    relay_pk = joined.invited.relay_pk
    caller = Caller(device_id=keys.device_id, signer=keys.signer, host=connection.host, relay_pk=relay_pk)
    asking = Asking(connection, caller, entropy)
    try:
        await asking.greet()
        await _prove(asking, joined)
        return await _read(asking, joined, crypto)
    except TheirFault as fault:
        raise in_plain_words(fault) from fault


async def _prove(asking: Asking, joined: Joined) -> None:
    try:
        await asking.prove(SpaceId(joined.invited.space_id))
    except TheirFault as fault:
        if fault.code is Code.NO_SUCH_SPACE:
            raise TheirFault(fault.text, code=Code.NOT_ADMITTED) from fault
        raise


async def _read(asking: Asking, joined: Joined, crypto: Crypto) -> list[SignedStatement]:
    invited, admitted = joined.invited, joined.admitted
    statements: list[SignedStatement] = []
    control: ControlLog | None = None
    async for signed in asking.statements(SpaceId(invited.space_id)):
        control = found(signed, crypto.check) if control is None else control.follow(signed, crypto.check)
        statements.append(signed)
    if control is None or control.index < admitted.index:
        raise TheirFault("the relay's control log is too short", code=Code.CONTROL_FORKED)
    if control.space_id != invited.space_id:
        raise TheirFault("the relay shows another space", code=Code.CONTROL_FORKED)
    known = (control.hashes[invited.control_index], control.hashes[admitted.index])
    if known != (invited.control_head, admitted.hash):
        raise TheirFault("the relay shows another control log", code=Code.CONTROL_FORKED)
    return statements
