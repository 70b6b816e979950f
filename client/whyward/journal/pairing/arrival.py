"""Arrival: a device that was just admitted reads the control log from a relay it has no reason to trust.

It refuses any log that is not the space it was invited to, or that does not reach what the trusted device knew.
"""

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.pairing.join import Joined
from whyward.journal.ports import Connection, Crypto, Entropy
from whyward.journal.refusals import in_plain_words
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import (
    Challenge,
    Hello,
    Prove,
    Refused,
    State,
    Statements,
    Want,
    decode_to_device,
    frame_bytes,
    proof_message,
)
from whyward.protocol.ids import CONTROL, SpaceId
from whyward.protocol.limits import STATEMENTS_MAX, VERSION
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import SignedStatement


async def arrive(
    connection: Connection, keys: DeviceKeys, joined: Joined, *, entropy: Entropy, crypto: Crypto
) -> list[SignedStatement]:
    """Return the control log up to this device's own admission at least; raise `JournalError` otherwise."""
    try:
        await _prove(connection, keys, joined, entropy)
        return await _read(connection, joined, crypto)
    except TheirFault as fault:
        raise in_plain_words(fault) from fault


async def _prove(connection: Connection, keys: DeviceKeys, joined: Joined, entropy: Entropy) -> None:
    nonce = entropy.random_bytes(32)
    await connection.send(frame_bytes(Hello(VERSION, nonce)))
    challenge = decode_to_device(await connection.receive())
    if not isinstance(challenge, Challenge):
        raise TheirFault("the relay does not start with a challenge", code=Code.UNEXPECTED)
    if challenge.relay_pk != joined.invited.relay_pk:
        raise TheirFault("this is not the relay that the trusted device knows", code=Code.WRONG_RELAY)
    space_id = SpaceId(joined.invited.space_id)
    message = proof_message(
        relay_pk=challenge.relay_pk,
        host=connection.host,
        device_nonce=nonce,
        relay_nonce=challenge.nonce,
        space_id=space_id,
        device_id=keys.device_id,
    )
    proof = Prove(space_id, keys.device_id, keys.sign_pk, keys.signer.sign(message))
    await connection.send(frame_bytes(proof))
    state = decode_to_device(await connection.receive())
    if isinstance(state, Refused):
        raise TheirFault(state.text, code=Code.NOT_ADMITTED)
    if not isinstance(state, State):
        raise TheirFault("the relay does not tell its state", code=Code.UNEXPECTED)


async def _read(connection: Connection, joined: Joined, crypto: Crypto) -> list[SignedStatement]:
    invited, admitted = joined.invited, joined.admitted
    statements: list[SignedStatement] = []
    control: ControlLog | None = None
    while len(statements) <= admitted.index:
        await connection.send(frame_bytes(Want(invited.space_id, CONTROL, len(statements))))
        page = await _page(connection)
        if not page or len(statements) + len(page) > STATEMENTS_MAX:
            raise TheirFault("the relay's control log is too short", code=Code.CONTROL_FORKED)
        for signed in page:
            control = found(signed, crypto.check) if control is None else control.follow(signed, crypto.check)
        statements += page
    assert control is not None, "at least one page was read"
    if control.space_id != invited.space_id:
        raise TheirFault("the relay shows another space", code=Code.CONTROL_FORKED)
    known = (control.hashes[invited.control_index], control.hashes[admitted.index])
    if known != (invited.control_head, admitted.hash):
        raise TheirFault("the relay shows another control log", code=Code.CONTROL_FORKED)
    return statements


async def _page(connection: Connection) -> list[SignedStatement]:
    """Wait for the answer to a want; news of other devices may come between."""
    while True:
        frame = decode_to_device(await connection.receive())
        if isinstance(frame, Statements):
            return frame.run
        if isinstance(frame, Refused):
            raise TheirFault(frame.text, code=Code.NOT_ADMITTED)
