"""The relay in the simulation: the real hub, spaces, pushes and group commit over a store that is told when to fail.

Only sockets are pretended, as `sockets` uses them: one frame at a time, refusals out, and an end after a breach. A liar
may sit between the hub and the sockets.
"""

import asyncio
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any, Protocol

from tests.support.sim_device import RELAY_SEED
from tests.support.sim_loop import SimLoop
from tests.support.sim_store import SimStore, Vault
from tests.support.sim_wire import HOST, Wire
from tests.support.sim_witness import Witness
from whyward.journal.ports import Crypto
from whyward.protocol.errors import TheirFault
from whyward.protocol.frames import (
    Kept,
    RelayLimits,
    Segments,
    ToDevice,
    ToRelay,
    decode_to_relay,
    frame_bytes,
    kept_message,
)
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


class Liar(Protocol):
    """Stands between an honest hub and its devices, and may say other things."""

    def heard(self, wire: Wire, frame: ToRelay) -> list[ToDevice] | None:
        """Answer a frame in the hub's stead, or None to let the hub have it."""
        ...

    def said(self, wire: Wire, frame: ToDevice) -> list[bytes]:
        """Return what goes out instead of a frame."""
        ...


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
        self._relay.say(self.wire, frame)

    def dismiss(self, last: ToDevice) -> None:
        """Send what waits and one last frame, then end it."""
        self.send(last)
        self.wire.hang_up()

    def admit(self, for_s: float | None) -> None:
        """Nobody is thrown out for being slow: there is no time here."""


class SimRelay:
    """One run of the relay; after a crash, a new one starts from the same vault."""

    def __init__(
        self,
        loop: SimLoop,
        store: SimStore,
        witnesses: Mapping[SpaceId, Witness],
        config: RelayConfig,
        crypto: Crypto,
        liar: Liar | None = None,
    ) -> None:
        self._loop = loop
        self._witnesses = witnesses
        self._config = config
        self._crypto = crypto
        self._liar = liar
        self.store = store
        self._signer = crypto.signer(RELAY_SEED)
        self._nonces = 0
        spaces = Spaces(self.store, cached_max=4, check=crypto.check)
        pages = Pages(self.store, config)
        self._commits = GroupCommit(self.store, bytes_max=config.commit_bytes_max)
        pushes = Pushes(
            spaces=spaces,
            commits=self._commits,
            pages=pages,
            admission=Admission("open", Path("nowhere"), set()),
            config=config,
            space_count=len(store.vault.shelves),
        )
        mailboxes = Mailboxes(loop.time, config)
        self.hub = Hub(spaces=spaces, pages=pages, pushes=pushes, mailboxes=mailboxes, config=config)
        self.wires: dict[Wire, SimPeer] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self.ended: list[asyncio.Task[None]] = []
        self._begin(self._commits.run())

    @property
    def vault(self) -> Vault:
        """What is durable."""
        return self.store.vault

    def look_at(self, kept: Kept) -> None:
        """Show the witness a receipt before it leaves."""
        device, space_id = DeviceId(kept.device_id), SpaceId(kept.space_id)
        message = kept_message(space_id=space_id, device_id=device, n=kept.n, hash_=kept.hash, relay_seq=kept.relay_seq)
        is_genuine = self._crypto.check(self._signer.public_key, message, kept.signature)
        self._witnesses[space_id].relay_said(kept, self.vault.shelf(space_id).tail(device), is_genuine=is_genuine)

    def say(self, wire: Wire, frame: ToDevice) -> None:
        """Send a frame, or what the liar makes of it."""
        if self._liar is None:
            wire.answer(frame_bytes(frame))
            return
        for raw in self._liar.said(wire, frame):
            wire.answer(raw)

    def connect(self, wire: Wire) -> None:
        """Serve a wire until it ends."""
        self._nonces += 1
        nonce = self._nonces.to_bytes(32, "big")
        config = self._config
        limits = RelayLimits(config.frame_bytes_max, config.page_bytes_max, config.push_segments_max)
        session = RelaySession(host=HOST, signer=self._signer, check=self._crypto.check, nonce=nonce, limits=limits)
        self.wires[wire] = SimPeer(self, wire, session)
        self._begin(self._serve(wire, self.wires[wire]))

    async def _serve(self, wire: Wire, peer: SimPeer) -> None:
        """As `sockets` does: one frame at a time, refusals out, and an end after a breach."""
        refused = 0
        fired = self.store.fired
        while (raw := await wire.at_relay.get()) is not None:
            try:
                frame = decode_to_relay(raw)
                self._notice(frame)
                if not self._is_lied_about(wire, frame):
                    await self.hub.receive(peer, frame)
            except TheirFault as fault:
                refused += 1
                fired[f"relay refuses: {fault.code}"] += 1
                self.say(wire, refusal(fault))
                if fault.code in BREACHES or refused > FAULTS_MAX:
                    wire.hang_up()
                    break
        self.hub.left(peer)
        self.wires.pop(wire, None)

    def _is_lied_about(self, wire: Wire, frame: ToRelay) -> bool:
        answers = None if self._liar is None else self._liar.heard(wire, frame)
        for answer in answers or ():
            wire.answer(frame_bytes(answer))
        return answers is not None

    def _notice(self, frame: ToRelay) -> None:
        if isinstance(frame, Segments):
            held = self.vault.shelf(SpaceId(frame.space_id)).series.get(DeviceId(frame.device_id), [])
            if frame.start <= len(held):
                self.store.fired["relay: a push repeats what is kept"] += 1

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        task.add_done_callback(self.ended.append)
        self._tasks.append(task)

    def reap(self) -> None:
        """Raise what ended a task of the relay, if anything did."""
        while self.ended:
            task = self.ended.pop()
            error = None if task.cancelled() else task.exception()
            if error is not None:
                raise error

    def kill(self) -> None:
        """Be gone at once; the vault stays. Whatever waits in memory is lost."""
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
