"""Pages of sync: whatever the sizes, the limits and where each side stands, both end with the same, in one pass.

Real sessions on both sides and the real hub; the wire loses nothing here, so nothing may be sent twice.
"""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.memory_log import MemoryLog, Rows
from tests.support.relay_peer import PretendSpace
from tests.support.sim_device import RELAY_SEED
from tests.support.sim_loop import Gates, SimLoop
from tests.support.sim_relay import SimRelay
from tests.support.sim_rights import said
from tests.support.sim_store import Shelf, SimStore, Vault
from tests.support.sim_wire import HOST, Flight, Inbox, Wire
from tests.support.sim_witness import Witness
from tests.support.world import CRYPTO, SeededEntropy, new_space, pretend_world
from whyward.ed25519 import Ed25519Signer, check
from whyward.journal.events.envelope import Event
from whyward.journal.log import Log
from whyward.journal.plaintext import Batch
from whyward.journal.ports import Receipt, StoredSegment
from whyward.journal.seal import Place, seal
from whyward.journal.syncing import begin
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import (
    Hello,
    RelayLimits,
    Segments,
    Want,
    decode_to_device,
    decode_to_relay,
    proof_message,
)
from whyward.protocol.frames import Prove as ProveFrame
from whyward.protocol.membership import found
from whyward.protocol.relay_effects import CompareSegments, StoreSegments
from whyward.protocol.relay_session import RelaySession
from whyward.protocol.segments import EMPTY, Segment, Tail, segment_hash
from whyward.protocol.spaces import SpaceView
from whyward.relay.config import RelayConfig
from whyward.relay.store import HeldSegment

STEADY = settings(derandomize=True, deadline=None, database=None, max_examples=150)
SPACE = new_space("pages")
ME = SPACE.device.device_id


def series(sizes: list[int]) -> list[StoredSegment]:
    """Seal a series whose segments have about these sizes."""
    dice, tail = SeededEntropy(repr(sizes)), EMPTY
    made: list[StoredSegment] = []
    for n, size in enumerate(sizes, 1):
        event = Event(dice.random_bytes(16), "made-up.1", n << 16, 5, 0, bytes(16), dice.random_bytes(size))
        place = Place(SPACE.space_id, ME, n, tail.hash, 0, SPACE.control.head)
        batch, key = Batch((), (event,)), SPACE.epoch
        segment, hash_ = seal(batch, place, key, signer=SPACE.device.signer, crypto=CRYPTO, dice=bytes(32))
        made.append(StoredSegment(ME, n, hash_, segment))
        tail = Tail(n, hash_)
    return made


@dataclass
class Traffic:
    """What went over the wire."""

    wanted: list[int] = field(default_factory=list[int])
    answered: list[int] = field(default_factory=list[int])
    given: list[int] = field(default_factory=list[int])
    pushed: list[int] = field(default_factory=list[int])


def witness_of(whole: list[StoredSegment]) -> Witness:
    """Return a witness who has seen the device write its series."""
    witness = Witness(Counter(), CRYPTO)
    witness.is_of(ME, "device")
    witness.trusted |= said(SPACE.genesis.raw).comes
    witness.relay_statements(0, [SPACE.genesis])
    witness.device_committed("device", Rows(), Rows([SPACE.genesis], {ME: whole}))
    return witness


def deliver(flight: Flight, inbox: Inbox) -> bytes | None:
    """Let the next frame of a direction arrive, and return it."""
    _, frame = flight.popleft()
    inbox.put(frame)
    return frame


class Meeting:
    """A device that holds a start of a series, and a relay that holds another start of it."""

    def __init__(self, whole: list[StoredSegment], here: int, there: int, config: RelayConfig) -> None:
        self.loop = SimLoop()
        self.store = MemoryLog()
        self.store.rows.statement_list = [SPACE.genesis]
        self.store.rows.series[ME] = whole[:here]
        if here and there:
            last = whole[min(here, there) - 1]
            self.store.rows.receipt_by_device[ME] = Receipt(ME, last.n, last.hash, 0, bytes(64))
        shelf = Shelf([SPACE.genesis])
        if there:
            shelf.series[ME] = [HeldSegment(n, item.segment) for n, item in enumerate(whole[:there], 1)]
        self.vault = Vault({SPACE.space_id: shelf})
        witnesses, gates = {SPACE.space_id: witness_of(whole)}, Gates(self.loop, Random(0))
        store = SimStore(self.vault, gates, witnesses)
        self.relay = SimRelay(self.loop, store, witnesses, config, CRYPTO)
        self.wire = Wire(self.loop, "device", 1)
        self.traffic = Traffic()
        self.is_settled = False

    def run(self) -> None:
        """Carry frames until nothing moves."""
        self.relay.connect(self.wire)
        device = self.loop.create_task(self._device())
        self.loop.run_ready()
        while self.wire.to_relay or self.wire.to_device:
            if self.wire.to_relay:
                raw = deliver(self.wire.to_relay, self.wire.at_relay)
                self._see_sent(raw or b"")
            else:
                raw = deliver(self.wire.to_device, self.wire.at_device)
                self._see_given(raw or b"")
            self.loop.run_ready()
        self.relay.reap()
        if device.done():
            device.result()
        device.cancel()
        self.relay.kill()
        self.loop.run_ready()
        self.loop.close()

    async def _device(self) -> None:
        log = Log(self.store, SPACE.device, SPACE.control, pretend_world("pages"))
        syncing = await begin(log, HOST)
        frames = await syncing.start()
        while True:
            for frame in frames:
                await self.wire.send(frame)
            self.is_settled = syncing.is_settled
            frames = await syncing.receive(await self.wire.receive())

    def _see_sent(self, raw: bytes) -> None:
        frame = decode_to_relay(raw)
        if isinstance(frame, Want):
            self.traffic.wanted.append(frame.start)
        if isinstance(frame, Segments):
            self.traffic.pushed += range(frame.start, frame.start + len(frame.run))

    def _see_given(self, raw: bytes) -> None:
        frame = decode_to_device(raw)
        if isinstance(frame, Segments):
            self.traffic.answered.append(frame.start)
            self.traffic.given += range(frame.start, frame.start + len(frame.run))


SIZES = st.lists(st.sampled_from([10, 400, 3000, 9000, 20000]), min_size=1, max_size=14)
CONFIGS = st.builds(
    RelayConfig,
    page_bytes_max=st.sampled_from([16 << 10, 40 << 10, 512 << 10]),
    push_segments_max=st.sampled_from([1, 2, 3, 7, 1000]),
)


@given(sizes=SIZES, here=st.integers(0, 14), config=CONFIGS)
@STEADY
def test_a_device_ends_with_exactly_the_relays_series(sizes: list[int], here: int, config: RelayConfig) -> None:
    """Every want gets exactly one answer, no page leaves out the last item, and nothing comes twice."""
    whole = series(sizes)
    here = min(here, len(whole))
    meeting = Meeting(whole, here, len(whole), config)

    meeting.run()

    assert meeting.store.rows.series[ME] == whole
    assert meeting.is_settled
    assert meeting.traffic.wanted == meeting.traffic.answered
    assert meeting.traffic.given == list(range(here + 1, len(whole) + 1))
    assert not meeting.traffic.pushed


@given(sizes=SIZES, there=st.integers(0, 14), config=CONFIGS)
@STEADY
def test_a_relay_ends_with_exactly_the_devices_series(sizes: list[int], there: int, config: RelayConfig) -> None:
    """In pages that it takes, each segment once."""
    whole = series(sizes)
    there = min(there, len(whole))
    meeting = Meeting(whole, len(whole), there, config)

    meeting.run()

    assert meeting.vault.shelf(SPACE.space_id).segments().get(ME, []) == [item.segment for item in whole]
    assert meeting.is_settled
    assert meeting.traffic.pushed == list(range(there + 1, len(whole) + 1))
    assert not meeting.traffic.wanted
    assert meeting.store.rows.kept_n[ME] == len(whole)


PUSHER = PretendSpace("pusher")
RUN = PUSHER.sealed(8)
TAILS = [EMPTY, *(Tail(n, segment_hash(segment.header)) for n, segment in enumerate(RUN, 1))]


def proven(held: int) -> tuple[RelaySession, SpaceView]:
    """Return a relay's session with a proven device, and a view that holds a start of its series."""
    signer, me = Ed25519Signer(RELAY_SEED), PUSHER.first
    limits = RelayLimits(4 << 20, 512 << 10, 1000)
    session = RelaySession(host=HOST, signer=signer, check=check, nonce=bytes(32), limits=limits)
    view = SpaceView(found(PUSHER.control[0], check), {me.device_id: TAILS[held]} if held else {})
    session.receive(Hello(1, bytes(32)), None)
    space = PUSHER.space_id
    message = proof_message(
        relay_pk=signer.public_key,
        host=HOST,
        device_nonce=bytes(32),
        relay_nonce=bytes(32),
        space_id=space,
        device_id=me.device_id,
    )
    session.receive(ProveFrame(space, me.device_id, me.signer.public_key, me.signer.sign(message)), view)
    return session, view


@given(held=st.integers(0, 8), first=st.integers(1, 8), count=st.integers(1, 8))
@STEADY
def test_a_relay_takes_what_is_due_compares_what_it_holds_and_refuses_a_gap(held: int, first: int, count: int) -> None:
    """From any start and of any length; a series at the relay has no holes."""
    session, view = proven(held)
    run = RUN[first - 1 : first - 1 + count]
    last = first + len(run) - 1
    push = Segments(PUSHER.space_id, PUSHER.first.device_id, first, run)

    if first > held + 1:
        with pytest.raises(TheirFault) as caught:
            session.receive(push, view)
        assert caught.value.code is Code.GAP
        return
    effects = session.receive(push, view)
    compared: list[Segment] = [one for effect in effects if isinstance(effect, CompareSegments) for one in effect.run]
    stored = [placed.segment for effect in effects if isinstance(effect, StoreSegments) for placed in effect.run]
    assert compared == RUN[first - 1 : min(held, last)]
    assert stored == RUN[max(held, first - 1) : last]
