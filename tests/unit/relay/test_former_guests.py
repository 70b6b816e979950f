"""A guest whom the owner sent away reads the statement that did it, at a real relay, and nothing that came after."""

from tests.support.relay_peer import PretendDevice
from tests.support.relay_running import RunningRelay
from tests.support.relay_statements import admitted, removal, said
from tests.unit.relay.test_letters import lets_in, says, share
from whyward.protocol.errors import Code
from whyward.protocol.frames import Refused, Statements, Want
from whyward.protocol.ids import CONTROL


async def test_a_former_guest_reads_the_control_log_up_to_its_removal(relay: RunningRelay) -> None:
    owner, space, guest = await relay.greeted(), share(), PretendDevice("guest")
    await owner.found(space)
    await lets_in(owner, space, guest)
    said(space, removal(space, guest))
    await says(owner, space)
    its_removal = len(space.control) - 1
    admitted(space, PretendDevice("another device of the owner"))
    await says(owner, space)

    former = await relay.greeted()
    await former.send(former.proof(space.space_id, guest))
    assert (await former.receive(Refused)).code == Code.REMOVED

    await former.send(Want(space.space_id, CONTROL, 0))
    assert await former.receive(Statements) == Statements(space.space_id, 0, space.control[: its_removal + 1])
    await former.send(Want(space.space_id, CONTROL, its_removal + 1))
    assert await former.receive(Statements) == Statements(space.space_id, its_removal + 1, [])
    await former.send(Want(space.space_id, space.first.device_id, 1))
    assert (await former.receive(Refused)).code == Code.NOT_ADMITTED
