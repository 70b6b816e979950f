"""The relay in the simulation: the real hub, spaces, pushes and group commit over a store that is told when to fail.

Only sockets are pretended, as `sockets` uses them: one frame at a time, refusals out, and an end after a breach.
"""

import asyncio
from pathlib import Path

from tests.support.sim_loop import Gates, SimLoop
from tests.support.sim_store import Shelf, SimStore
from tests.support.sim_wire import HOST, Wire
from tests.support.sim_witness import Witness
from whyward.ed25519 import Ed25519Signer, check
from whyward.protocol.errors import TheirFault
from whyward.protocol.frames import Kept, RelayLimits, Segments, ToDevice, decode_to_relay, frame_bytes, kept_message
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.relay_session import RelaySession, refusal
from whyward.relay.admission import Admission
from whyward.relay.config import RelayConfig
from whyward.relay.group_commit import GroupCommit
from whyward.relay.hub import Hub
from whyward.relay.mailboxes import Mailboxes
from whyward.relay.pages import Pages
from whyward.relay.pushes import Pushes
from whyward.relay.sockets import BREACHES, FAULTS_MAX
from whyward.relay.spaces import Spaces


class SimPeer:
    """See `Peer`: the relay's end of a wire."""

    def __init__(self, relay: "SimRelay", wire: Wire, session: RelaySession) -> None:
        self._relay = relay
        self.wire = wire
        self._session = session
        self.spaces: set[SpaceId] = set()

    def __hash__(self) -> int:
        """The hub keeps peers in a set: by this, its order follows from the seed and not from an address in memory."""
        return self.wire.number

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def session(self) -> RelaySession:
        """The relay's half."""
        return self._session

    @property
    def address(self) -> str:
        """Everybody comes from somewhere else."""
        return f"address {self.wire.number}"

    def send(self, frame: ToDevice) -> None:
        """Put a frame on its way; a receipt is looked at first."""
        if isinstance(frame, Kept):
            self._relay.look_at(frame)
        self.wire.answer(frame_bytes(frame))

    def admit(self, for_s: float | None) -> None:
        """Nobody is thrown out for being slow: there is no time here."""


class SimRelay:
    """One run of the relay; after a crash, a new one starts from the same shelf."""

    def __init__(self, loop: SimLoop, shelf: Shelf, gates: Gates, witness: Witness, config: RelayConfig) -> None:
        self._loop = loop
        self._witness = witness
        self._config = config
        self.gates = gates
        self.store = SimStore(shelf, gates, witness)
        self._signer = Ed25519Signer(self.store.seed)
        self._nonces = 0
        spaces = Spaces(self.store, cached_max=4)
        pages = Pages(self.store, config)
        self._commits = GroupCommit(self.store, bytes_max=config.commit_bytes_max)
        pushes = Pushes(
            spaces=spaces,
            commits=self._commits,
            pages=pages,
            admission=Admission("open", Path("nowhere"), set()),
            config=config,
            space_count=int(bool(shelf.statements)),
        )
        mailboxes = Mailboxes(loop.time, config)
        self.hub = Hub(spaces=spaces, pages=pages, pushes=pushes, mailboxes=mailboxes, config=config)
        self.wires: dict[Wire, SimPeer] = {}
        self._tasks: list[asyncio.Task[None]] = [loop.create_task(self._commits.run())]

    def look_at(self, kept: Kept) -> None:
        """Show the witness a receipt before it leaves."""
        device = DeviceId(kept.device_id)
        message = kept_message(
            space_id=kept.space_id, device_id=device, n=kept.n, hash_=kept.hash, relay_seq=kept.relay_seq
        )
        is_genuine = check(self._signer.public_key, message, kept.signature)
        self._witness.relay_said(kept, self.store.shelf.tail(device), is_genuine=is_genuine)

    def connect(self, wire: Wire) -> None:
        """Serve a wire until it ends."""
        self._nonces += 1
        nonce = self._nonces.to_bytes(32, "big")
        config = self._config
        limits = RelayLimits(config.frame_bytes_max, config.page_bytes_max, config.push_segments_max)
        session = RelaySession(host=HOST, signer=self._signer, check=check, nonce=nonce, limits=limits)
        self.wires[wire] = SimPeer(self, wire, session)
        self._tasks.append(self._loop.create_task(self._serve(wire, self.wires[wire])))

    async def _serve(self, wire: Wire, peer: SimPeer) -> None:
        """As `sockets` does: one frame at a time, refusals out, and an end after a breach."""
        refused = 0
        while (raw := await wire.at_relay.get()) is not None:
            try:
                frame = decode_to_relay(raw)
                self._notice(frame)
                await self.hub.receive(peer, frame)
            except TheirFault as fault:
                refused += 1
                self._witness.fired[f"relay refuses: {fault.code}"] += 1
                peer.send(refusal(fault))
                if fault.code in BREACHES or refused > FAULTS_MAX:
                    wire.hang_up()
                    break
        self.hub.left(peer)
        self.wires.pop(wire, None)

    def _notice(self, frame: object) -> None:
        if isinstance(frame, Segments) and frame.start <= self.store.shelf.tail(DeviceId(frame.device_id)).n:
            self._witness.fired["relay: a push repeats what is kept"] += 1

    def reap(self) -> None:
        """Raise what ended a task of the relay, if anything did."""
        for task in self._tasks:
            error = task.exception() if task.done() and not task.cancelled() else None
            if error is not None:
                raise error

    def kill(self) -> None:
        """Be gone at once; the shelf stays. Whatever waits in memory is lost."""
        # In the order in which they began: a set has another order each time.
        for task in [*self._tasks, *sorted(self.hub._under_way, key=_number)]:
            task.cancel()
        self._loop.run_ready()
        for wire in list(self.wires):
            if not wire.is_cut:
                wire.cut()
        self.wires.clear()


def _number(task: "asyncio.Task[None]") -> int:
    return int(task.get_name().removeprefix("Task-"))
