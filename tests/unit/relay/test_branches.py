"""Forks of the control log at the relay: the branch that outweighs takes the other's place, whoever was first.

A relay that was set back to an old copy of its file may hold the losing branch; a race is never taken for a fork.
"""

import sqlite3
from contextlib import closing as closed_after

import pytest

from tests.support.relay_fork import Fork, rivals
from tests.support.relay_peer import PretendDevice, PretendSpace
from tests.support.relay_running import RunningRelay, running_relay
from tests.support.relay_statements import admitted, erasure, kit_set, removal, said
from whyward.protocol.errors import Code
from whyward.protocol.forks import outweighs
from whyward.protocol.frames import Branch, Find, Found, Kept, Refused, Statements, Want
from whyward.protocol.ids import CONTROL, ZERO32, SpaceId
from whyward.protocol.statements import SignedStatement
from whyward.relay.config import RelayConfig


async def test_a_branch_that_outweighs_takes_the_place_of_the_one_there(relay: RunningRelay) -> None:
    """A removal weighs more than two admissions, whichever came first."""
    fork, peer = Fork("heavier"), await relay.greeted()
    admitted(fork.held, PretendDevice("tablet"))
    admitted(fork.held, PretendDevice("watch"))
    said(fork.other, removal(fork.other, fork.phone))
    await fork.founded(peer)

    await peer.send(fork.branch())

    kept = await peer.receive(Kept)
    assert (kept.device_id, kept.n, kept.hash) == (CONTROL, 2, fork.other.head)
    state = await peer.prove(fork.other)
    assert (state.control_index, state.control_head) == (2, fork.other.head)
    await peer.send(Want(fork.other.space_id, CONTROL, 0))
    assert (await peer.any_but_news()).run == fork.other.control  # type: ignore[union-attr]  # anything else has no run, and fails here


async def test_a_branch_that_loses_is_refused_and_nothing_moves(relay: RunningRelay) -> None:
    winner, loser, fork = rivals("loses")
    said(fork.held, winner)
    said(fork.other, loser)
    peer = await relay.greeted()
    await fork.founded(peer)

    await peer.send(fork.branch())

    assert (await peer.receive(Refused)).code == Code.CONTROL_FORKED
    assert (await peer.prove(fork.held)).control_head == fork.held.head


async def test_a_race_for_an_index_is_no_fork_however_heavy_the_loser(relay: RunningRelay) -> None:
    """A proposal is not marked as a branch: who comes second reads on and signs anew."""
    winner, loser, fork = rivals("race")
    said(fork.held, loser)
    peer = await relay.greeted()
    await fork.founded(peer)

    await peer.send(Statements(fork.other.space_id, 2, [winner]))

    assert (await peer.receive(Refused)).code == Code.CONTROL_MOVED
    assert (await peer.prove(fork.held)).control_head == fork.held.head


async def test_a_branch_may_begin_anywhere_in_what_is_common(relay: RunningRelay) -> None:
    """The relay finds by itself where the two part; a branch that only goes on is an ordinary run."""
    fork, peer = Fork("anywhere"), await relay.greeted()
    said(fork.other, removal(fork.other, fork.phone))
    await fork.founded(peer)

    await peer.send(fork.branch(1))
    assert (await peer.receive(Kept)).n == 2
    await peer.send(fork.branch(2))
    assert (await peer.receive(Kept)).n == 2


async def test_a_branch_with_a_statement_that_is_not_valid_is_refused_whole(relay: RunningRelay) -> None:
    fork, peer = Fork("invalid"), await relay.greeted()
    admitted(fork.held, PretendDevice("tablet"))
    said(fork.other, removal(fork.other, fork.phone))
    forged = fork.other.admitted(PretendDevice("watch"))
    await fork.founded(peer)

    run = [*fork.other.control[2:], SignedStatement(forged.raw, bytes(64))]
    await peer.send(Branch(fork.other.space_id, 2, run))

    assert (await peer.receive(Refused)).code == Code.BAD_SIGNATURE
    assert (await peer.prove(fork.held)).control_head == fork.held.head


@pytest.mark.parametrize(("start", "code"), [(0, Code.WRONG_PLACE), (4, Code.GAP)])
async def test_a_branch_grows_out_of_what_is_there(relay: RunningRelay, start: int, code: Code) -> None:
    fork, peer = Fork("grows"), await relay.greeted()
    await fork.founded(peer)

    await peer.send(Branch(fork.held.space_id, start, fork.held.control[:1]))

    assert (await peer.receive(Refused)).code == code


async def test_a_removed_device_cannot_bring_a_branch_without_its_removal(relay: RunningRelay) -> None:
    """It holds its key still, and could sign what weighs more than its own removal; so only members are heard."""
    space, forged = PretendSpace("stolen"), PretendSpace("stolen")
    thief, tablet = PretendDevice("thief"), PretendDevice("tablet")
    for one in (space, forged):
        admitted(one, thief)
        admitted(one, tablet)
    said(space, removal(space, thief))
    heavier = removal(forged, forged.first, tablet, by=thief)
    owner, peer = await relay.greeted(), await relay.greeted()
    await owner.found(space)
    await owner.send(Statements(space.space_id, 1, space.control[1:3]))
    await owner.receive(Kept)
    await peer.prove(space, thief)
    await owner.send(Statements(space.space_id, 3, space.control[3:]))
    await owner.receive(Kept)
    again = await relay.greeted()
    await again.send(again.proof(space.space_id, thief))
    assert (await again.receive(Refused)).code == Code.REMOVED

    await again.send(Branch(space.space_id, 3, [heavier]))

    assert outweighs(heavier, space.control[3])
    assert (await again.receive(Refused)).code == Code.NOT_ADMITTED
    assert (await owner.prove(space)).control_head == space.head


async def test_all_other_sessions_end_so_that_they_see_the_other_branch(relay: RunningRelay) -> None:
    fork, peer, other, foreign = Fork("seen"), await relay.greeted(), await relay.greeted(), await relay.greeted()
    admitted(fork.held, PretendDevice("tablet"))
    said(fork.other, removal(fork.other, fork.phone))
    neighbour = PretendSpace("neighbour")
    await fork.founded(peer)
    await other.prove(fork.held)
    await foreign.found(neighbour)

    await peer.send(fork.branch())
    await peer.receive(Kept)

    refusal = await other.receive(Refused)
    assert (refusal.code, refusal.about) == (Code.BUSY, fork.held.space_id)
    assert refusal.retry_after_ms > 0
    assert await other.closed() is not None
    assert (await peer.pushed(fork.other, 1, fork.other.sealed())).n == 1
    assert (await foreign.pushed(neighbour, 1, neighbour.sealed())).n == 1


async def test_who_brings_a_branch_that_removes_it_is_told_so(relay: RunningRelay) -> None:
    fork, peer = Fork("its own end"), await relay.greeted()
    said(fork.other, removal(fork.other, fork.phone))
    admitted(fork.held, PretendDevice("tablet"))
    owner = await relay.greeted()
    await fork.founded(owner)
    await peer.prove(fork.held, fork.phone)

    await peer.send(fork.branch())

    assert (await peer.receive(Refused)).code == Code.REMOVED
    assert await peer.closed() is not None


async def test_series_end_where_they_part_from_the_branch_and_nothing_is_lost(
    relay: RunningRelay, config: RelayConfig
) -> None:
    """What was made knowing the losing branch goes aside; what was made before stays, and goes on from there."""
    fork, peer = Fork("series"), await relay.greeted()
    before = fork.held.sealed(2)
    admitted(fork.held, tablet := PretendDevice("tablet"))
    after, of_tablet = fork.held.sealed(2), fork.held.sealed(1, device=tablet)
    said(fork.other, removal(fork.other, fork.phone))
    await fork.founded(peer)
    await peer.pushed(fork.held, 1, [*before, *after])
    await peer.push(fork.held, 1, of_tablet, tablet.device_id)
    await peer.receive(Kept)

    await peer.send(fork.branch())
    await peer.receive(Kept)

    state = await peer.prove(fork.other)
    assert [(entry.device_id, entry.n) for entry in state.tails] == [(fork.held.first.device_id, 2)]
    assert (await peer.wanted(fork.other, 1)).run == before
    fork.other.series[fork.other.first.device_id] = list(before)
    anew = fork.other.sealed(1, salt="sealed again")
    assert (await peer.pushed(fork.other, 3, anew)).n == 3
    assert aside(config, "segment") == [segment.header for segment in (*after, *of_tablet)]
    assert aside(config, "statement") == [signed.raw for signed in fork.held.control[2:]]


async def test_a_series_is_asked_to_come_again_from_what_only_the_losing_branch_erased(relay: RunningRelay) -> None:
    fork, peer = Fork("erased"), await relay.greeted()
    run = fork.held.sealed(3)
    said(fork.held, erasure(fork.held, fork.held.first, [2]))
    said(
        fork.other,
        removal(fork.other, fork.phone),
    )
    await peer.found(fork.held)
    await peer.send(Statements(fork.held.space_id, 1, fork.held.control[1:2]))
    await peer.receive(Kept)
    await peer.pushed(fork.held, 1, run)
    await peer.send(Statements(fork.held.space_id, 2, fork.held.control[2:]))
    await peer.receive(Kept)

    await peer.send(fork.branch())
    await peer.receive(Kept)

    assert [entry.n for entry in (await peer.prove(fork.other)).tails] == [1]
    assert (await peer.pushed(fork.other, 2, run[1:])).n == 3
    assert (await peer.wanted(fork.other, 1)).run == run


async def test_an_erasure_reaches_what_lies_aside(relay: RunningRelay, config: RelayConfig) -> None:
    fork, peer = Fork("aside"), await relay.greeted()
    admitted(fork.held, PretendDevice("tablet"))
    (segment,) = fork.held.sealed(1)
    said(fork.other, removal(fork.other, fork.phone))
    said(fork.other, erasure(fork.other, fork.other.first, [1]))
    await fork.founded(peer)
    await peer.pushed(fork.held, 1, [segment])
    await peer.send(fork.branch())
    await peer.receive(Kept)

    assert aside(config, "segment") == [segment.header]
    assert aside(config, "body") == [b""]


async def test_the_kit_of_the_winning_branch_is_the_one_that_is_found(relay: RunningRelay) -> None:
    fork, peer, kit = Fork("kit"), await relay.greeted(), PretendDevice("kit of the losing branch")
    said(fork.held, kit_set(fork.held, kit))
    said(fork.other, removal(fork.other, fork.phone))
    await fork.founded(peer)
    await peer.send(fork.branch())
    await peer.receive(Kept)

    for sought, frame in ((kit, Refused), (fork.held.recovery, Found)):
        proof = peer.proof(SpaceId(ZERO32), sought)
        await peer.send(Find(proof.device_id, proof.sign_pk, proof.signature))
        assert isinstance(await peer.any_but_news(), frame)


async def test_a_replaced_branch_is_the_same_after_a_restart_and_places_never_repeat(config: RelayConfig) -> None:
    fork = Fork("restart")
    admitted(fork.held, PretendDevice("tablet"))
    said(fork.other, removal(fork.other, fork.phone))
    async with running_relay(config) as relay:
        peer = await relay.greeted()
        await fork.founded(peer)
        highest = (await peer.pushed(fork.held, 1, fork.held.sealed(3))).relay_seq
        await peer.send(fork.branch())
        replaced = await peer.receive(Kept)

    async with running_relay(config) as relay:
        peer = await relay.greeted()
        state = await peer.prove(fork.other)
        await peer.send(fork.branch())
        again = await peer.receive(Kept)
        fresh = await peer.pushed(fork.other, 1, fork.other.sealed(1))

    assert (state.control_head, state.tails) == (fork.other.head, [])
    assert (again.relay_seq, again.hash) == (replaced.relay_seq, replaced.hash)
    assert highest < replaced.relay_seq < fresh.relay_seq


async def test_a_repeated_statement_has_the_receipt_it_had(relay: RunningRelay) -> None:
    """Receipts of statements and segments stand in one order, whenever they are asked for."""
    space, peer = PretendSpace("receipts"), await relay.greeted()
    await peer.found(space)
    first = await peer.admit(space, PretendDevice("phone"))
    segment = await peer.pushed(space, 1, space.sealed(1))
    second = await peer.admit(space, PretendDevice("tablet"))

    receipts: list[Kept] = []
    for end in (2, 3):
        await peer.send(Statements(space.space_id, 1, space.control[1:end]))
        receipts.append(await peer.receive(Kept))

    assert receipts == [first, second]
    assert 1 < first.relay_seq < segment.relay_seq < second.relay_seq


def aside(config: RelayConfig, what: str) -> list[bytes]:
    """Read what was put aside, as an operator would: beside the running relay."""
    sql = {
        "segment": "SELECT header FROM lost_segment ORDER BY seq",
        "body": "SELECT body FROM lost_segment ORDER BY seq",
        "statement": "SELECT raw FROM lost_statement ORDER BY seq",
    }
    with closed_after(sqlite3.connect(f"file:{config.data}?mode=ro", uri=True)) as db:
        return [row[0] for row in db.execute(sql[what])]
