"""`find`: whoever holds 24 words and a relay's address is told the space, and nobody else is told anything."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.relay_peer import Peer, PretendDevice, PretendSpace
from tests.support.relay_running import RunningRelay
from tests.support.relay_statements import kit_set
from tests.unit.relay.test_migration import set_back
from whyward.protocol.errors import Code
from whyward.protocol.frames import Find, Found, Kept, Refused, Statements
from whyward.protocol.ids import ZERO32, DeviceId, SpaceId
from whyward.relay.sqlite_store import open_sqlite_store
from whyward.relay.store import NewSpace


def find(peer: Peer, kit: PretendDevice) -> Find:
    """Ask where this is the kit."""
    proof = peer.proof(SpaceId(ZERO32), kit)
    return Find(proof.device_id, proof.sign_pk, proof.signature)


async def test_the_kit_of_a_space_finds_it(relay: RunningRelay) -> None:
    """And proves itself on the same connection."""
    space, other = PretendSpace("lost phone"), PretendSpace("another person's")
    founder = await relay.greeted()
    await founder.found(space)
    await founder.found(other)
    peer = await relay.greeted()

    await peer.send(find(peer, space.recovery))

    assert await peer.receive(Found) == Found(space.space_id)
    assert (await peer.prove(space, space.recovery)).control_index == 0


async def test_who_is_no_kit_is_told_what_strangers_are_told(relay: RunningRelay) -> None:
    """A member of the space, and a key that nobody knows: one answer."""
    space, stranger = PretendSpace("whose"), PretendDevice("stranger")
    founder = await relay.greeted()
    await founder.found(space)
    peer = await relay.greeted()
    await peer.send(peer.proof(space.space_id, stranger))
    as_stranger = await peer.receive(Refused)

    for asked in (space.first, stranger):
        await peer.send(find(peer, asked))
        assert await peer.receive(Refused) == Refused(Code.NO_SUCH_SPACE, asked.device_id, 0, as_stranger.text)


class Imposter(PretendDevice):
    """Another's name over a key of one's own."""

    def __init__(self, named: PretendDevice) -> None:
        super().__init__("imposter")
        self.named = named

    @property
    def device_id(self) -> DeviceId:
        """The other's name."""
        return self.named.device_id


async def test_a_kits_name_under_another_key_is_a_stranger(relay: RunningRelay) -> None:
    """Names are known to all members and to the relay's operator; only the key from the words opens."""
    space = PretendSpace("named")
    founder = await relay.greeted()
    await founder.found(space)
    peer = await relay.greeted()

    await peer.send(find(peer, Imposter(space.recovery)))

    refusal = await peer.receive(Refused)
    assert (refusal.code, refusal.about) == (Code.NO_SUCH_SPACE, space.recovery.device_id)


async def test_a_name_without_its_key_is_a_bad_proof(relay: RunningRelay) -> None:
    space = PretendSpace("unproven")
    founder = await relay.greeted()
    await founder.found(space)
    peer = await relay.greeted()
    proof = peer.proof(space.space_id, space.recovery)  # Signed for a space, not for a search.

    await peer.send(Find(proof.device_id, proof.sign_pk, proof.signature))

    assert (await peer.receive(Refused)).code == Code.BAD_PROOF


async def test_a_new_kit_takes_the_place_of_the_old_one(relay: RunningRelay) -> None:
    space, kit = PretendSpace("renewed kit"), PretendDevice("new kit")
    founder = await relay.greeted()
    await founder.found(space)
    await founder.send(Statements(space.space_id, 1, [kit_set(space, kit)]))
    await founder.receive(Kept)
    peer = await relay.greeted()

    await peer.send(find(peer, kit))
    assert (await peer.receive(Found)).space_id == space.space_id
    await peer.send(find(peer, space.recovery))
    assert (await peer.receive(Refused)).code == Code.NO_SUCH_SPACE


async def test_a_damaged_space_does_not_keep_the_index_from_being_filled(tmp_path: Path) -> None:
    path, whole, damaged = tmp_path / "relay.sqlite3", PretendSpace("whole"), PretendSpace("damaged")
    async with open_sqlite_store(path, bytes(32)) as store:
        await store.write([NewSpace(damaged.space_id, damaged.control[0]), NewSpace(whole.space_id, whole.control[0])])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE statement SET raw = x'00' WHERE seq = 1")
    set_back(path, 1)

    async with open_sqlite_store(path, bytes(32)) as store:
        found = [await store.space_of_kit(one.recovery.device_id) for one in (whole, damaged)]

    assert found == [whole.space_id, None]


async def test_a_kit_that_is_named_in_two_spaces_is_found_in_the_older_one(relay: RunningRelay) -> None:
    """Public keys are no secret among members: founding a second space around them leads nobody astray."""
    space, imitation = PretendSpace("honest"), PretendSpace("imitation", kit=PretendDevice("honest/recovery"))
    founder = await relay.greeted()
    await founder.found(space)
    await founder.found(imitation)
    peer = await relay.greeted()

    await peer.send(find(peer, space.recovery))

    assert imitation.recovery.device_id == space.recovery.device_id
    assert (await peer.receive(Found)).space_id == space.space_id
