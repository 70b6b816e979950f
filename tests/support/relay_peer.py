"""A device driven by hand against a real relay: it builds its own space and speaks frames over a WebSocket.

Its epoch wraps and bodies are dummies of the right size, for a relay cannot look into them; it holds no journal.
"""

import hashlib
from dataclasses import dataclass, field
from typing import TypeVar

import aiohttp

from whyward.ed25519 import Ed25519Signer
from whyward.protocol.bodies import DeviceAdmitted, Founding, ShareFounding, genesis_statement
from whyward.protocol.canonical import encoded
from whyward.protocol.epochs import EpochBody, epoch_id, readers_hash
from whyward.protocol.frames import (
    Challenge,
    Create,
    Hello,
    Kept,
    Leave,
    News,
    Prove,
    Segments,
    State,
    Statements,
    ToDevice,
    ToRelay,
    Want,
    decode_to_device,
    frame_bytes,
    proof_message,
)
from whyward.protocol.ids import ZERO32, DeviceId, SpaceId, device_id_of, space_id_of
from whyward.protocol.labels import Label, hashed
from whyward.protocol.letterbox import Sender
from whyward.protocol.limits import KEM_KEY_BYTES, SUITE, TAG_BYTES, VERSION, WRAP_BYTES
from whyward.protocol.segments import Core, Header, Segment, Tail, segment_hash, signed_message
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    StatementType,
    Wrap,
    next_statement,
    possession_message,
    sign_statement,
    statement_hash,
)

PATIENCE_S = 30

FrameType = TypeVar("FrameType", bound=ToDevice)


def pretend_bytes(count: int, *name: object) -> bytes:
    """Return bytes that look random and are the same every time."""
    return hashlib.shake_256(repr(name).encode()).digest(count)


class PretendDevice:
    """Keys from a name; the receive key is only bytes of the right length."""

    def __init__(self, name: str) -> None:
        self.signer = Ed25519Signer(pretend_bytes(32, "sign", name))
        self.kem_pk = pretend_bytes(KEM_KEY_BYTES, "kem", name)

    @property
    def device_id(self) -> DeviceId:
        """The name that follows from the keys."""
        return device_id_of(self.signer.public_key, self.kem_pk)


@dataclass
class PretendSpace:
    """A space of one device and a recovery kit, and whatever is added to it; with a slot it is that of a share."""

    name: str
    kit: PretendDevice | None = None
    slot: PretendDevice | None = None
    first: PretendDevice = field(init=False)
    recovery: PretendDevice = field(init=False)
    control: list[SignedStatement] = field(init=False)
    space_id: SpaceId = field(init=False)
    epoch_id: bytes = field(init=False)
    series: dict[DeviceId, list[Segment]] = field(default_factory=dict[DeviceId, list[Segment]])

    def __post_init__(self) -> None:
        self.first = PretendDevice(f"{self.name}/first")
        recovery = self.recovery = self.kit or PretendDevice(f"{self.name}/recovery")
        nonce = pretend_bytes(32, "nonce", self.name)
        keys = (self.first.signer.public_key, self.first.kem_pk, recovery.signer.public_key, recovery.kem_pk)
        slot = self.slot
        founding = encoded(
            Founding(nonce, *keys) if slot is None else ShareFounding(nonce, *keys, slot.signer.public_key)
        )
        self.space_id = space_id_of(founding)
        readers = sorted([self.first.device_id, recovery.device_id])
        commit = pretend_bytes(32, "commit", self.name)
        self.epoch_id = epoch_id(self.space_id, 0, ZERO32, commit, readers_hash(readers))
        wraps = [Wrap(reader, bytes(WRAP_BYTES)) for reader in readers]
        epoch = encoded(EpochBody(0, self.epoch_id, commit, readers_hash(readers), wraps, b""))
        statement = genesis_statement(founding, epoch, self.first.device_id)
        self.control = [sign_statement(statement, self.first.signer)]

    @property
    def head(self) -> bytes:
        """The hash of the last statement."""
        return statement_hash(self.control[-1].raw)

    def admitted(
        self, device: PretendDevice, *, by: PretendDevice | None = None, party: Party = Party.OWNER
    ) -> SignedStatement:
        """Make the statement that lets one more device in; it stands only once it is added to `control`."""
        author, device_id = by or self.first, device.device_id
        proof = device.signer.sign(possession_message(self.space_id, device_id))
        wrap = [Wrap(device_id, bytes(WRAP_BYTES))]
        body = DeviceAdmitted(party, device.signer.public_key, device.kem_pk, self.epoch_id, wrap, proof)
        place = (self.space_id, len(self.control), self.head, author.device_id)
        return sign_statement(next_statement(*place, StatementType.DEVICE_ADMITTED, encoded(body)), author.signer)

    def sealed(
        self, count: int = 1, *, device: PretendDevice | None = None, body_bytes: int = 512, salt: object = ""
    ) -> list[Segment]:
        """Append so many segments to a device's series and return them; `salt` makes others in the same place."""
        author = device or self.first
        series = self.series.setdefault(author.device_id, [])
        made: list[Segment] = []
        for _ in range(count):
            made.append(self._segment(author, tail_of(series), body_bytes, salt))
            series.append(made[-1])
        return made

    def _segment(self, author: PretendDevice, tail: Tail, body_bytes: int, salt: object) -> Segment:
        body = pretend_bytes(body_bytes + TAG_BYTES, "body", self.name, tail.n, salt)
        core = Core(
            VERSION,
            SUITE,
            1,
            self.space_id,
            author.device_id,
            tail.n + 1,
            tail.hash,
            self.epoch_id,
            len(self.control) - 1,
            self.head,
            body_bytes,
            pretend_bytes(32, "salt", self.name, tail.n, salt),
        )
        header = encoded(Header(encoded(core), bytes(32), hashed(Label.BODY, body)))
        return Segment(header, author.signer.sign(signed_message(header)), body)


def tail_of(series: list[Segment]) -> Tail:
    """Return the end of a series."""
    return Tail(len(series), segment_hash(series[-1].header)) if series else Tail(0, ZERO32)


class Peer:
    """One open connection; frames are sent and expected one at a time."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, host: str) -> None:
        self.socket = socket
        self.host = host
        self.nonce = pretend_bytes(32, "device nonce", id(socket))
        self.challenge: Challenge | None = None

    async def send(self, frame: ToRelay) -> None:
        """Send a frame."""
        await self.socket.send_bytes(frame_bytes(frame))

    async def receive(self, type_: type[FrameType]) -> FrameType:
        """Return the next frame, which must be of this type."""
        frame = decode_to_device(await self.socket.receive_bytes(timeout=PATIENCE_S))
        assert isinstance(frame, type_), frame
        return frame

    async def any_but_news(self) -> ToDevice:
        """Return the next frame that is not news."""
        while isinstance(frame := decode_to_device(await self.socket.receive_bytes(timeout=PATIENCE_S)), News):
            pass
        return frame

    def vanish(self) -> None:
        """Be gone without a word."""
        self.socket._writer.transport.abort()

    async def closed(self) -> int | None:
        """Wait until the relay closes, and return its close code."""
        while True:
            message = await self.socket.receive(timeout=PATIENCE_S)
            if message.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING}:
                return self.socket.close_code

    async def greet(self) -> Challenge:
        """Say hello."""
        await self.send(Hello(VERSION, self.nonce))
        self.challenge = await self.receive(Challenge)
        return self.challenge

    def proof(self, space_id: SpaceId, device: PretendDevice, *, host: str = "", nonce: bytes = b"") -> Prove:
        """Make the proof for this connection, or, with another host or nonce, for another one."""
        assert self.challenge is not None
        message = proof_message(
            relay_pk=self.challenge.relay_pk,
            host=host or self.host,
            device_nonce=self.nonce,
            relay_nonce=nonce or self.challenge.nonce,
            space_id=space_id,
            device_id=device.device_id,
        )
        return Prove(space_id, device.device_id, device.signer.public_key, device.signer.sign(message))

    def letter(self, space: PretendSpace, letter: bytes, by: PretendDevice | None = None) -> Leave:
        """Make a letter for a share on this connection, signed by its slot or by somebody else."""
        assert self.challenge is not None
        signer = by or space.slot
        assert signer is not None, "a personal space has no slot"
        sender = Sender(space_id=space.space_id, signer=signer.signer, host=self.host, relay_pk=self.challenge.relay_pk)
        return sender.leave(letter, self.nonce, self.challenge)

    async def prove(self, space: PretendSpace, device: PretendDevice | None = None) -> State:
        """Prove a device of a space that the relay carries."""
        await self.send(self.proof(space.space_id, device or space.first))
        return await self.receive(State)

    async def found(self, space: PretendSpace, *, invite: str = "") -> State:
        """Create a space and prove its first device."""
        await self.send(Create(space.control[0], invite))
        return await self.prove(space)

    async def push(self, space: PretendSpace, start: int, run: list[Segment], device: DeviceId | None = None) -> None:
        """Offer segments, without waiting for the answer."""
        await self.send(Segments(space.space_id, device or space.first.device_id, start, run))

    async def pushed(self, space: PretendSpace, start: int, run: list[Segment]) -> Kept:
        """Offer segments and return the receipt."""
        await self.push(space, start, run)
        return await self.receive(Kept)

    async def wanted(self, space: PretendSpace, start: int, device: DeviceId | None = None) -> Segments:
        """Ask for a series and return the page."""
        await self.send(Want(space.space_id, space.first.device_id if device is None else device, start))
        return await self.receive(Segments)

    async def admit(self, space: PretendSpace, device: PretendDevice) -> Kept:
        """Let a device in, as the space's first device."""
        signed = space.admitted(device)
        await self.send(Statements(space.space_id, len(space.control), [signed]))
        space.control.append(signed)
        return await self.receive(Kept)
