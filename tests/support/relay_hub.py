"""A hub without sockets, and a peer that keeps what it is sent.

Whoever wants the whole way uses `relay_running`.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from time import monotonic

from tests.support.relay_peer import PretendDevice, PretendSpace
from whyward.ed25519 import Ed25519Signer, check
from whyward.protocol.frames import Challenge, Create, Hello, Leave, Prove, RelayLimits, ToDevice, proof_message
from whyward.protocol.ids import SpaceId
from whyward.protocol.letterbox import Sender
from whyward.protocol.limits import FRAME_BYTES_MAX, PAGE_BYTES_MAX, PAGE_SEGMENTS_MAX, VERSION
from whyward.protocol.relay_session import RelaySession
from whyward.relay.app import make_hub
from whyward.relay.config import RelayConfig
from whyward.relay.group_commit import GroupCommit
from whyward.relay.hub import Hub
from whyward.relay.mailboxes import Mailboxes
from whyward.relay.store import Store

HOST = "relay.example"


class PretendPeer:
    """See `Peer`."""

    def __init__(self) -> None:
        limits = RelayLimits(FRAME_BYTES_MAX, PAGE_BYTES_MAX, PAGE_SEGMENTS_MAX)
        signer = Ed25519Signer(bytes(32))
        self._session = RelaySession(host=HOST, signer=signer, check=check, nonce=bytes(32), limits=limits)
        self.spaces: set[SpaceId] = set()
        self.got: list[ToDevice] = []

    @property
    def session(self) -> RelaySession:
        """The relay's half."""
        return self._session

    @property
    def address(self) -> str:
        """An address for documentation (RFC 5737)."""
        return "192.0.2.1"

    def send(self, frame: ToDevice) -> None:
        """Keep the frame."""
        self.got.append(frame)

    def dismiss(self, last: ToDevice) -> None:
        """Keep the last frame."""
        self.got.append(last)

    def admit(self, for_s: float | None) -> None:
        """Stay either way."""

    def letter(self, space: PretendSpace, letter: bytes) -> Leave:
        """Make a letter for a share on this connection, once greeted."""
        challenge = next(frame for frame in self.got if isinstance(frame, Challenge))
        assert space.slot is not None, "a personal space has no slot"
        signer = space.slot.signer
        sender = Sender(space_id=space.space_id, signer=signer, host=HOST, relay_pk=challenge.relay_pk)
        return sender.leave(letter, bytes(32), challenge)

    async def prove(self, hub: Hub, space: PretendSpace, device: PretendDevice | None = None) -> None:
        """Greet; found the space and prove its first device, or prove another one."""
        author = device or space.first
        await hub.receive(self, Hello(VERSION, bytes(32)))
        challenge = self.got[-1]
        assert isinstance(challenge, Challenge)
        message = proof_message(
            relay_pk=challenge.relay_pk,
            host=HOST,
            device_nonce=bytes(32),
            relay_nonce=challenge.nonce,
            space_id=space.space_id,
            device_id=author.device_id,
        )
        if device is None:
            await hub.receive(self, Create(space.control[0], ""))
        signer = author.signer
        proof = Prove(space.space_id, author.device_id, signer.public_key, signer.sign(message))
        await hub.receive(self, proof)


@asynccontextmanager
async def hub_over(store: Store, config: RelayConfig) -> AsyncGenerator[Hub, None]:
    """Run a hub over a store."""
    commits = GroupCommit(store, bytes_max=config.commit_bytes_max)
    running = asyncio.create_task(commits.run())
    hub = await make_hub(config, store, commits, Mailboxes(monotonic, config))
    yield hub
    await hub.settle()
    commits.stop()
    await running
