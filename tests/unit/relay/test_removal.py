"""A device that was removed is not heard any more, at once; what it brought before stays, and others go on."""

from tests.support.relay_hub import PretendPeer, hub_over
from tests.support.relay_peer import Peer, PretendDevice, PretendSpace, tail_of
from tests.support.relay_running import RunningRelay
from tests.support.relay_statements import admitted, closing, removal, said
from whyward.protocol.errors import Code
from whyward.protocol.frames import Kept, News, Refused, Segments, Statements
from whyward.protocol.ids import CONTROL
from whyward.relay.app import sqlite_of
from whyward.relay.config import RelayConfig


async def told(peer: Peer, space: PretendSpace, start: int) -> Kept:
    """Give the relay the space's statements from `start` on."""
    await peer.send(Statements(space.space_id, start, space.control[start:]))
    return await peer.receive(Kept)


async def test_a_removed_device_that_proves_itself_is_told_so(relay: RunningRelay) -> None:
    """And a stranger is not: only the key itself hears that it was there."""
    space, phone, stranger = PretendSpace("told"), PretendDevice("phone"), PretendDevice("stranger")
    owner, peer = await relay.greeted(), await relay.greeted()
    admitted(space, phone)
    said(space, removal(space, phone))
    await owner.found(space)
    await told(owner, space, 1)

    await peer.send(peer.proof(space.space_id, phone))
    assert (await peer.receive(Refused)).code == Code.REMOVED
    await peer.send(peer.proof(space.space_id, stranger))
    assert (await peer.receive(Refused)).code == Code.NO_SUCH_SPACE


async def test_an_open_connection_ends_when_its_device_is_removed(relay: RunningRelay) -> None:
    """It gets neither the statement that removes it nor any later news; the other devices do."""
    space, phone, tablet = PretendSpace("open"), PretendDevice("phone"), PretendDevice("tablet")
    owner, gone, stays = await relay.greeted(), await relay.greeted(), await relay.greeted()
    admitted(space, phone)
    admitted(space, tablet)
    await owner.found(space)
    await told(owner, space, 1)
    await gone.prove(space, phone)
    await stays.prove(space, tablet)
    said(space, removal(space, phone))

    await told(owner, space, 3)
    await owner.pushed(space, 1, space.sealed())

    assert await gone.receive(Refused) == Refused(Code.REMOVED, space.space_id, 0, "another device removed this one")
    assert await gone.closed() is not None
    assert await stays.receive(News) == News(space.space_id, CONTROL, 3)
    assert await stays.receive(News) == News(space.space_id, space.first.device_id, 1)


async def test_nothing_is_even_meant_for_a_removed_device_any_more(config: RelayConfig) -> None:
    """Neither news nor mail: the hub forgets it before it tells it so."""
    space, phone = PretendSpace("meant"), PretendDevice("phone")
    admitted(space, phone)
    owner, gone = PretendPeer(), PretendPeer()
    async with sqlite_of(config) as store, hub_over(store, config) as hub:
        await owner.prove(hub, space)
        await hub.receive(owner, Statements(space.space_id, 1, space.control[1:]))
        await gone.prove(hub, space, phone)
        said(space, removal(space, phone))

        await hub.receive(owner, Statements(space.space_id, 2, space.control[2:]))
        await hub.receive(owner, Segments(space.space_id, space.first.device_id, 1, space.sealed()))

    last = gone.got[-1]
    assert isinstance(last, Refused)
    assert last.code == Code.REMOVED


async def test_a_removed_device_keeps_pushing_and_nothing_comes_of_it(relay: RunningRelay) -> None:
    """Case 75: signed, well formed, and refused, from itself and from whoever carries it; others are unaffected."""
    space, phone = PretendSpace("keeps pushing"), PretendDevice("phone")
    owner, gone = await relay.greeted(), await relay.greeted()
    admitted(space, phone)
    await owner.found(space)
    await told(owner, space, 1)
    await gone.prove(space, phone)
    before = space.sealed(2, device=phone)
    await gone.push(space, 1, before, phone.device_id)
    assert (await gone.any_but_news()).n == 2  # type: ignore[union-attr]  # anything else has no number, and fails here
    late = space.sealed(1, device=phone)
    said(space, removal(space, phone, cut=tail_of(before)))
    assert await owner.receive(News) == News(space.space_id, phone.device_id, 2)
    await told(owner, space, 2)
    again = await relay.greeted()

    await again.send(again.proof(space.space_id, phone))
    assert (await again.receive(Refused)).code == Code.REMOVED
    await again.push(space, 3, late, phone.device_id)
    assert (await again.receive(Refused)).code == Code.NOT_ADMITTED
    await owner.push(space, 3, late, phone.device_id)
    assert (await owner.receive(Refused)).code == Code.LATE
    assert (await owner.pushed(space, 1, space.sealed(3))).n == 3
    await owner.push(space, 1, before, phone.device_id)
    assert (await owner.receive(Kept)).n == 2


async def test_what_is_held_beyond_a_cut_stays_to_be_read(relay: RunningRelay) -> None:
    """The owner may look at it, and take it over; the relay judges nothing that it took in good time."""
    space, phone = PretendSpace("beyond"), PretendDevice("phone")
    owner = await relay.greeted()
    admitted(space, phone)
    await owner.found(space)
    await told(owner, space, 1)
    run = space.sealed(3, device=phone)
    await owner.push(space, 1, run, phone.device_id)
    await owner.receive(Kept)

    said(space, removal(space, phone, cut=tail_of(run[:1])))
    await told(owner, space, 2)

    assert (await owner.wanted(space, 1, phone.device_id)).run == run
    assert [entry.n for entry in (await owner.prove(space)).tails] == [3]


async def test_a_closed_space_is_read_on_and_takes_nothing_that_knows_its_end(relay: RunningRelay) -> None:
    """What was sealed before its author knew may still come: so a wiped relay gets a closed space back whole."""
    space, phone = PretendSpace("closed"), PretendDevice("phone")
    owner = await relay.greeted()
    await owner.found(space)
    await owner.pushed(space, 1, space.sealed(1))
    offline = space.sealed(1)
    said(space, closing(space))
    await told(owner, space, 1)
    knowing = space.sealed(1)

    await owner.push(space, 3, knowing)
    assert (await owner.receive(Refused)).code == Code.GAP
    assert (await owner.pushed(space, 2, offline)).n == 2
    await owner.push(space, 3, knowing)
    assert (await owner.receive(Refused)).code == Code.CLOSED
    await owner.send(Statements(space.space_id, 2, [space.admitted(phone)]))
    assert (await owner.receive(Refused)).code == Code.CLOSED
    assert len((await owner.wanted(space, 1)).run) == 2
    await owner.send(Segments(space.space_id, space.first.device_id, 1, offline[:0]))
    assert (await owner.receive(Refused)).code == Code.TOO_LARGE
