"""Meeting a relay for the first time: whose key is shown then is the relay from now on, in every session.

Found by the simulation: two sessions that began before either knew the relay.
"""

import pytest

from tests.support.sim_person import founder
from tests.support.sim_session import HOST, OTHER_RELAY, RELAY, challenge
from whyward.ed25519 import Ed25519Signer
from whyward.journal.intentions.values import AddValue
from whyward.journal.log import Log
from whyward.journal.ports import RELAY_KEY
from whyward.journal.recording import record
from whyward.journal.syncing import Syncing, begin
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Kept, State, frame_bytes, kept_message


async def test_of_two_sessions_that_meet_two_relays_the_first_one_counts() -> None:
    """The other one is ended, and the key that is known stays."""
    log, store = await founder()
    await record(log, [AddValue(name="Courage")])
    first, second = await _meeting(log, RELAY), await _meeting(log, OTHER_RELAY)

    await first.receive(frame_bytes(_kept(log, RELAY)))
    with pytest.raises(TheirFault) as caught:
        await second.receive(frame_bytes(_kept(log, OTHER_RELAY)))

    assert caught.value.code is Code.WRONG_RELAY
    assert await store.get(RELAY_KEY) == RELAY.public_key


async def _meeting(log: Log, relay: Ed25519Signer) -> Syncing:
    """Go on to where this device has offered its one segment."""
    syncing = await begin(log, HOST)
    await syncing.receive(frame_bytes(challenge(relay)))
    control = log.control
    await syncing.receive(frame_bytes(State(control.space_id, control.index, control.head, [])))
    return syncing


def _kept(log: Log, relay: Ed25519Signer) -> Kept:
    me = log.keys.device_id
    end = log.pages.heads[me]
    message = kept_message(space_id=log.control.space_id, device_id=me, n=end.n, hash_=end.hash, relay_seq=1)
    return Kept(log.control.space_id, me, end.n, end.hash, 1, relay.sign(message))
