"""Letters at a relay: said to be left once they are durable, gone from every file once answered, given to the owner."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.relay_hub import PretendPeer, hub_over
from tests.support.relay_peer import Peer, PretendDevice, PretendSpace, pretend_bytes
from tests.support.relay_running import RunningRelay, running_relay
from tests.support.relay_statements import admitted, removal, said
from tests.support.relay_store import ObservedStore
from tests.unit.relay.conftest import StartRelay
from tests.unit.relay.test_erasure import found
from tests.unit.relay.test_keeping import says_nothing
from tests.unit.relay.test_migration import set_back
from whyward.protocol.errors import Code
from whyward.protocol.frames import Collect, Kept, Left, Letter, Refused, Statements
from whyward.protocol.limits import LETTER_BYTES_MAX
from whyward.protocol.statements import Party
from whyward.relay.checking import What, checked
from whyward.relay.config import RelayConfig
from whyward.relay.errors import StoreError
from whyward.relay.offline import check_file, repair_file
from whyward.relay.sqlite_store import open_sqlite_store

LETTER, FAREWELL = pretend_bytes(LETTER_BYTES_MAX, "letter"), pretend_bytes(LETTER_BYTES_MAX, "farewell")


def share(name: str = "share") -> PretendSpace:
    """Return a share that nobody has answered yet."""
    return PretendSpace(name, slot=PretendDevice(f"{name}/slot"))


async def left(relay: RunningRelay, space: PretendSpace, letter: bytes = LETTER) -> Peer:
    """Leave a letter over a connection of its own, and return that."""
    peer = await relay.greeted()
    await peer.send(peer.letter(space, letter))
    assert await peer.receive(Left) == Left(space.space_id)
    return peer


async def collected(peer: Peer, space: PretendSpace) -> bytes:
    """Collect as whoever is proven on this connection."""
    await peer.send(Collect(space.space_id))
    letter = await peer.receive(Letter)
    assert letter.space_id == space.space_id
    return letter.letter


async def says(peer: Peer, space: PretendSpace) -> None:
    """Give the relay the last statement of a space."""
    await peer.send(Statements(space.space_id, len(space.control) - 1, space.control[-1:]))
    assert isinstance(await peer.any_but_news(), Kept)


async def lets_in(peer: Peer, space: PretendSpace, guest: PretendDevice) -> None:
    """Let the first guest in."""
    said(space, space.admitted(guest, party=Party.GUEST))
    await says(peer, space)


async def test_a_letter_waits_for_every_device_of_the_owner_and_for_the_kit(relay: RunningRelay) -> None:
    owner, space = await relay.greeted(), share()
    await owner.found(space)
    assert await collected(owner, space) == b""
    await left(relay, space)
    phone = PretendDevice("phone")
    admitted(space, phone)
    await says(owner, space)

    for device in (space.first, phone, space.recovery):
        peer = await relay.greeted()
        await peer.prove(space, device)
        assert await collected(peer, space) == LETTER


async def test_left_is_said_when_the_letter_is_durable_and_not_before(
    start_relay: StartRelay, config: RelayConfig
) -> None:
    store = ObservedStore()
    relay = await start_relay(config, store.open)
    owner, guest, space = await relay.greeted(), await relay.greeted(), share()
    await owner.found(space)
    store.gate.clear()
    await guest.send(guest.letter(space, LETTER))

    assert await collected(owner, space) == b""
    assert await says_nothing(owner)
    store.gate.set()
    assert await guest.receive(Left) == Left(space.space_id)


async def test_a_letter_that_could_not_be_stored_is_not_there_and_may_come_again(
    start_relay: StartRelay, config: RelayConfig
) -> None:
    """Nor does the view go ahead of the file."""
    store = ObservedStore()
    relay = await start_relay(config, store.open)
    owner, guest, space = await relay.greeted(), await relay.greeted(), share()
    await owner.found(space)
    store.failure = StoreError("the disk is full", code=Code.FULL, retry_after_ms=9)
    await guest.send(guest.letter(space, LETTER))
    assert (await guest.receive(Refused)).code == Code.FULL
    store.failure = None

    assert await collected(owner, space) == b""
    await guest.send(guest.letter(space, LETTER))
    assert await guest.receive(Left) == Left(space.space_id)
    assert await collected(owner, space) == LETTER


async def test_a_letter_outlives_the_relay(config: RelayConfig) -> None:
    space = share()
    async with running_relay(config) as relay:
        owner = await relay.greeted()
        await owner.found(space)
        await left(relay, space)
    async with running_relay(config) as relay:
        owner = await relay.greeted()
        await owner.prove(space)

        assert await collected(owner, space) == LETTER
        await left(relay, space)


async def test_the_first_letter_stays_and_another_hears_that_it_comes_too_late(relay: RunningRelay) -> None:
    """On the connection of the first, or on another."""
    owner, space = await relay.greeted(), share()
    await owner.found(space)
    first = await left(relay, space)
    for peer in (first, await relay.greeted()):
        await peer.send(peer.letter(space, FAREWELL))
        assert (await peer.receive(Refused)).code == Code.CODE_USED

    assert await collected(owner, space) == LETTER


async def test_an_answered_letter_is_gone_from_every_file_and_so_is_a_farewell_that_was_replaced(
    config: RelayConfig,
) -> None:
    """In the same commit that lets the guest in; nor is it left in the write-ahead log."""
    space, guest, folder = share(), PretendDevice("guest"), Path(config.data).parent
    async with running_relay(config) as relay:
        owner = await relay.greeted()
        await owner.found(space)
        await left(relay, space)
        assert found(folder, LETTER)

        await lets_in(owner, space, guest)

        assert not found(folder, LETTER)
        assert await collected(owner, space) == b""
        late = await relay.greeted()
        await late.send(late.letter(space, LETTER))
        assert (await late.receive(Refused)).code == Code.CLOSED
        said(space, removal(space, guest))
        await says(owner, space)
        await left(relay, space, FAREWELL)
        assert found(folder, FAREWELL)
        await left(relay, space, LETTER)
        assert not found(folder, FAREWELL)
        assert await collected(owner, space) == LETTER
    assert found(folder, LETTER)


async def test_a_guest_collects_nothing_and_a_stranger_learns_nothing(relay: RunningRelay) -> None:
    owner, space, guest = await relay.greeted(), share(), PretendDevice("guest")
    await owner.found(space)
    await lets_in(owner, space, guest)
    peer = await relay.greeted()
    await peer.prove(space, guest)
    await peer.send(Collect(space.space_id))
    assert (await peer.receive(Refused)).code == Code.NOT_ALLOWED

    stranger, unknown = await relay.greeted(), share("unknown")
    answers: list[Refused] = []
    for where, by in ((space, PretendDevice("stranger")), (unknown, None), (unknown, space.slot)):
        await stranger.send(stranger.letter(where, LETTER, by))
        answers.append(await stranger.receive(Refused))
    assert {(answer.code, answer.text) for answer in answers} == {(Code.NO_SUCH_SPACE, answers[0].text)}


async def test_a_letter_costs_no_room_of_the_space(start_relay: StartRelay, config: RelayConfig) -> None:
    """There is at most one for each share, so shares without room are answered too; and the counts stay true."""
    relay, space = await start_relay(), share()
    owner = await relay.greeted()
    await owner.found(space)
    await left(relay, space)

    with closing(sqlite3.connect(config.data)) as db:
        assert checked(db).damages == []


async def test_a_view_that_was_put_out_of_the_cache_comes_back_with_its_letter(tmp_path: Path) -> None:
    config = RelayConfig(data=str(tmp_path / "relay.sqlite3"), spaces_cached_max=1)
    space, other = share(), share("other")
    async with open_sqlite_store(Path(config.data), bytes(32)) as store, hub_over(store, config) as hub:
        peer = PretendPeer()
        await peer.prove(hub, space)
        await hub.receive(peer, peer.letter(space, LETTER))
        await PretendPeer().prove(hub, other)

        await hub.receive(peer, Collect(space.space_id))

    assert peer.got[-2:] == [Left(space.space_id), Letter(space.space_id, LETTER)]


async def test_a_file_of_the_relay_before_learns_to_hold_letters(config: RelayConfig) -> None:
    space = share()
    async with running_relay(config) as relay:
        await (await relay.greeted()).found(space)
    set_back(Path(config.data), 3)
    async with running_relay(config) as relay:
        owner = await relay.greeted()
        await owner.prove(space)
        await left(relay, space)

        assert await collected(owner, space) == LETTER


@pytest.mark.parametrize("where", ["a share with a guest", "a personal space"])
async def test_a_letter_where_none_can_wait_is_found_and_put_aside(config: RelayConfig, where: str) -> None:
    personal = where == "a personal space"
    space = PretendSpace("personal") if personal else share()
    async with running_relay(config) as relay:
        owner = await relay.greeted()
        await owner.found(space)
        if not personal:
            await lets_in(owner, space, PretendDevice("guest"))
    path = Path(config.data)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO letter (space, letter) SELECT id, x'00' FROM space")

    assert [damage.what for damage in check_file(path).report.damages] == [What.LETTER]
    assert repair_file(path).is_sound
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM letter").fetchone() == (0,)


async def test_a_whole_space_goes_with_its_letter(config: RelayConfig) -> None:
    """When its genesis is damaged, nothing is left that refers to it."""
    space = share()
    async with running_relay(config) as relay:
        await (await relay.greeted()).found(space)
        await left(relay, space)
    with closing(sqlite3.connect(config.data)) as db, db:
        db.execute("UPDATE statement SET raw = x'00'")

    assert repair_file(Path(config.data)).is_sound
    with closing(sqlite3.connect(config.data)) as db:
        assert db.execute("SELECT (SELECT count(*) FROM letter), (SELECT count(*) FROM space)").fetchone() == (0, 0)
