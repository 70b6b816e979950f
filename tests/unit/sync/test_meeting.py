"""Meeting a relay for the first time: whose key is shown then is the relay from now on, in every session.

Found by the simulation: two sessions that began before either knew the relay.
"""

import pytest

from tests.support.sim_person import founder
from tests.support.sim_session import HOST, OTHER_RELAY, RELAY, challenge
from whyward.journal.ports import RELAY_KEY
from whyward.journal.syncing import begin
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import State, frame_bytes


async def test_of_two_sessions_that_meet_two_relays_the_first_one_counts() -> None:
    """The other one is ended, and the key that is known stays."""
    log, store = await founder()
    first, second = await begin(log, HOST), await begin(log, HOST)
    control = log.control
    for session, relay in ((first, RELAY), (second, OTHER_RELAY)):
        await session.receive(frame_bytes(challenge(relay)))
    told = frame_bytes(State(control.space_id, control.index, control.head, []))

    await first.receive(told)
    with pytest.raises(TheirFault) as caught:
        await second.receive(told)

    assert caught.value.code is Code.WRONG_RELAY
    assert await store.get(RELAY_KEY) == RELAY.public_key
