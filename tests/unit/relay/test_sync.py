"""The way of a push and a pull through a real relay, over real WebSockets."""

import asyncio

import pytest

from tests.support.relay_peer import Peer, PretendDevice, PretendSpace
from tests.support.relay_running import RunningRelay, running_relay
from whyward.ed25519 import check
from whyward.protocol.errors import Code
from whyward.protocol.frames import (
    Create,
    Kept,
    News,
    Refused,
    Segments,
    Statements,
    Want,
    kept_message,
    segment_cost,
)
from whyward.protocol.ids import CONTROL
from whyward.protocol.segments import segment_hash
from whyward.relay.config import RelayConfig


async def refused(peer: Peer) -> Refused:
    """Return the next frame, which must be a refusal."""
    return await peer.receive(Refused)


async def test_a_space_is_founded_pushed_to_and_read_by_another_device(relay: RunningRelay) -> None:
    laptop, phone = await relay.greeted(), await relay.greeted()
    space, phone_keys = PretendSpace("whole way"), PretendDevice("phone")
    state = await laptop.found(space)
    assert (state.control_index, state.control_head, state.tails) == (0, space.head, [])

    kept = await laptop.pushed(space, 1, space.sealed(3))
    await laptop.admit(space, phone_keys)
    state = await phone.prove(space, phone_keys)
    page = await phone.wanted(space, 1)

    assert kept.n == 3
    assert [(tail.device_id, tail.n, tail.hash) for tail in state.tails] == [(space.first.device_id, 3, kept.hash)]
    assert state.control_index == 1
    assert page.run == space.series[space.first.device_id]


async def test_the_control_log_is_read_like_any_series(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("control")
    await peer.found(space)
    await peer.admit(space, PretendDevice("phone"))

    await peer.send(Want(space.space_id, CONTROL, 0))

    assert (await peer.receive(Statements)).run == space.control


async def test_a_receipt_is_signed_by_the_relay_and_ordered(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("receipt")
    await peer.found(space)

    first = await peer.pushed(space, 1, space.sealed(2))
    second = await peer.pushed(space, 3, space.sealed(1))

    for kept in (first, second):
        message = kept_message(
            space_id=kept.space_id, device_id=kept.device_id, n=kept.n, hash_=kept.hash, relay_seq=kept.relay_seq
        )
        assert check(relay.at.relay_key, message, kept.signature)
    assert second.relay_seq == first.relay_seq + 1
    assert second.hash == segment_hash(space.series[space.first.device_id][-1].header)


async def test_the_same_push_twice_is_kept_again_with_the_same_receipt(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("twice")
    await peer.found(space)
    run = space.sealed(5)
    first = await peer.pushed(space, 1, run)

    assert await peer.pushed(space, 1, run) == first
    assert (await peer.pushed(space, 2, run[1:3])).n == 3


async def test_a_push_that_repeats_some_and_adds_some_gets_one_receipt(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("overlap")
    await peer.found(space)
    await peer.pushed(space, 1, space.sealed(2))
    space.sealed(2)

    kept = await peer.pushed(space, 1, space.series[space.first.device_id])

    assert kept.n == 4
    assert len((await peer.wanted(space, 1)).run) == 4  # And not a second `kept` before it.


@pytest.mark.parametrize("start", [1, 2])
async def test_other_bytes_under_a_taken_number_are_forked(relay: RunningRelay, start: int) -> None:
    """Number 1 itself, or a number 2 that follows another number 1; and the session goes on."""
    peer, space, clone = await relay.greeted(), PretendSpace("fork"), PretendSpace("fork")
    await peer.found(space)
    kept = await peer.pushed(space, 1, space.sealed(1))
    other = clone.sealed(2, salt="clone")

    await peer.push(clone, start, other[start - 1 :])

    assert (await refused(peer)).code == Code.FORKED
    assert await peer.pushed(space, 1, space.series[space.first.device_id]) == kept


async def test_another_body_under_the_same_header_is_forked(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("body")
    await peer.found(space)
    (segment,) = space.sealed(1)
    await peer.pushed(space, 1, [segment])
    swapped = type(segment)(segment.header, segment.signature, bytes(len(segment.body)))

    await peer.push(space, 1, [swapped])

    assert (await refused(peer)).code == Code.FORKED


async def test_a_repeated_push_of_several_pages_is_compared_to_its_end(relay: RunningRelay) -> None:
    peer, space, clone = await relay.greeted(), PretendSpace("long repeat"), PretendSpace("long repeat")
    await peer.found(space)
    run = space.sealed(3, body_bytes=400_000)
    clone.series[space.first.device_id] = run[:2]
    other = clone.sealed(1, body_bytes=400_000, salt="clone")
    kept = await peer.pushed(space, 1, run)

    assert await peer.pushed(space, 1, run) == kept
    await peer.push(space, 1, run[:2] + other)

    assert (await refused(peer)).code == Code.FORKED


async def test_a_gap_is_refused_and_says_of_which_series(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("gap")
    await peer.found(space)
    run = space.sealed(3)

    await peer.push(space, 2, run[1:])

    refusal = await refused(peer)
    assert (refusal.code, refusal.about) == (Code.GAP, space.first.device_id)
    assert (await peer.pushed(space, 1, run)).n == 3


async def test_a_foreign_space_and_a_missing_one_get_the_same_answer(relay: RunningRelay) -> None:
    owner, stranger = await relay.greeted(), await relay.greeted()
    there, missing, keys = PretendSpace("there"), PretendSpace("missing"), PretendDevice("stranger")
    await owner.found(there)

    await stranger.send(stranger.proof(there.space_id, keys))
    foreign = await refused(stranger)
    await stranger.send(stranger.proof(missing.space_id, keys))
    absent = await refused(stranger)

    assert foreign.code == absent.code == Code.NO_SUCH_SPACE
    assert (foreign.text, foreign.retry_after_ms) == (absent.text, absent.retry_after_ms)


async def test_nothing_is_read_or_pushed_without_a_proof(relay: RunningRelay) -> None:
    owner, stranger, space = await relay.greeted(), await relay.greeted(), PretendSpace("unproven")
    await owner.found(space)
    run = space.sealed(1)

    for frame in (
        Want(space.space_id, space.first.device_id, 1),
        Want(space.space_id, CONTROL, 0),
        Segments(space.space_id, space.first.device_id, 1, run),
        Statements(space.space_id, 1, [space.admitted(PretendDevice("phone"))]),
    ):
        await stranger.send(frame)
        assert (await refused(stranger)).code == Code.NOT_ADMITTED
    assert (await owner.wanted(space, 1)).run == []


@pytest.mark.parametrize("bad", ["host", "nonce"])
async def test_a_proof_for_another_relay_or_connection_ends_the_session(relay: RunningRelay, bad: str) -> None:
    """Replay and relaying to another host: the proof binds both."""
    owner, thief, space = await relay.greeted(), await relay.greeted(), PretendSpace("replay")
    await owner.found(space)
    proof = thief.proof(
        space.space_id,
        space.first,
        host="evil.example" if bad == "host" else "",
        nonce=owner.challenge.nonce if bad == "nonce" and owner.challenge else b"",
    )

    await thief.send(proof)

    assert (await refused(thief)).code == Code.BAD_PROOF
    assert await thief.closed() == 1008


async def test_news_goes_to_the_others_of_the_space_and_to_nobody_else(relay: RunningRelay) -> None:
    laptop, phone, stranger = await relay.greeted(), await relay.greeted(), await relay.greeted()
    space, other, phone_keys = PretendSpace("news"), PretendSpace("elsewhere"), PretendDevice("phone")
    await laptop.found(space)
    await stranger.found(other)
    await laptop.admit(space, phone_keys)
    await phone.prove(space, phone_keys)

    await laptop.pushed(space, 1, space.sealed(2))

    assert await phone.receive(News) == News(space.space_id, space.first.device_id, 2)
    await laptop.admit(space, PretendDevice("tablet"))
    assert await phone.receive(News) == News(space.space_id, CONTROL, 2)
    assert (await stranger.wanted(other, 1)).run == []  # The next frame is the answer: no news came before it.
    assert (await laptop.wanted(space, 3)).run == []


async def test_pages_are_bounded_by_bytes_and_miss_nothing(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("pages")
    await peer.found(space)
    run = space.sealed(6, body_bytes=200_000)
    for start in (1, 3, 5):
        await peer.pushed(space, start, run[start - 1 : start + 1])

    pages = [await peer.wanted(space, start) for start in (1, 3, 5, 7)]

    assert [len(page.run) for page in pages] == [2, 2, 2, 0]
    assert [segment for page in pages for segment in page.run] == run
    assert all(sum(map(segment_cost, page.run)) <= 512 << 10 for page in pages)


async def test_a_segment_larger_than_a_page_is_a_page(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("large")
    await peer.found(space)
    run = space.sealed(2, body_bytes=1_000_000)
    await peer.pushed(space, 1, run)

    assert [len((await peer.wanted(space, start)).run) for start in (1, 2, 3)] == [1, 1, 0]


async def test_only_one_of_two_statements_gets_an_index(relay: RunningRelay) -> None:
    """Compare and set: the loser reads and signs anew."""
    laptop, phone, space = await relay.greeted(), await relay.greeted(), PretendSpace("race")
    await laptop.found(space)
    await phone.prove(space)
    offers = [space.admitted(PretendDevice("one")), space.admitted(PretendDevice("two"))]

    await asyncio.gather(
        laptop.send(Statements(space.space_id, 1, offers[:1])), phone.send(Statements(space.space_id, 1, offers[1:]))
    )
    answers: list[object] = []
    for peer in (laptop, phone):
        frame = await peer.any_but_news()
        answers.append(frame.code if isinstance(frame, Refused) else type(frame))

    assert sorted(map(str, answers)) == sorted(map(str, [Kept, Code.CONTROL_MOVED.value]))


async def test_a_space_is_created_once(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("once")
    await peer.found(space)

    await peer.send(Create(space.control[0], ""))

    assert (await refused(peer)).code == Code.SPACE_EXISTS


async def test_one_connection_may_prove_several_spaces(relay: RunningRelay) -> None:
    peer, one, two = await relay.greeted(), PretendSpace("one"), PretendSpace("two")
    await peer.found(one)
    await peer.found(two)

    assert (await peer.pushed(one, 1, one.sealed())).space_id == one.space_id
    assert (await peer.pushed(two, 1, two.sealed())).space_id == two.space_id


async def test_a_restarted_relay_is_the_same_relay_with_the_same_things(config: RelayConfig) -> None:
    space = PretendSpace("again")
    async with running_relay(config) as before:
        peer = await before.greeted()
        await peer.found(space)
        kept = await peer.pushed(space, 1, space.sealed(2))
    async with running_relay(config) as after:
        peer = await after.greeted()
        state = await peer.prove(space)
        again = await peer.pushed(space, 1, space.series[space.first.device_id])

    assert after.at.relay_key == before.at.relay_key
    assert [(tail.n, tail.hash) for tail in state.tails] == [(2, kept.hash)]
    assert again == kept
