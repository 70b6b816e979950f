"""Asking a relay plain questions over a connection of its own: who am I here, what do you hold, give me that.

Beside syncing, for those who cannot sync yet or any more: a device that has just been let in, a kit that looks for its
space, one whose history has parted. It refuses to believe anything: what it reads is checked by whoever asked.
"""

from collections.abc import AsyncIterator
from typing import TypeVar

from whyward.journal.ports import Connection, Entropy
from whyward.protocol.errors import Code, TheirFault, code_of
from whyward.protocol.frames import (
    Branch,
    Challenge,
    Collect,
    Found,
    Hello,
    Kept,
    Left,
    Letter,
    Refused,
    Segments,
    State,
    Statements,
    ToDevice,
    Want,
    decode_to_device,
    frame_bytes,
    statement_cost,
)
from whyward.protocol.greeting import Caller
from whyward.protocol.ids import CONTROL, DeviceId, SpaceId
from whyward.protocol.letterbox import Sender
from whyward.protocol.limits import PENDING_BYTES_MAX, STATEMENTS_MAX, VERSION
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement

Answer = TypeVar("Answer", Found, State, Statements, Segments, Kept, Left, Letter)

_FRAMES_MAX = 5_000
"""Frames that may come between a question and its answer: news of other devices, and no more than this of it."""


class Asking:
    """One conversation; `greet` comes first."""

    def __init__(self, connection: Connection, caller: Caller, entropy: Entropy) -> None:
        """Ask over this connection as this device."""
        self._connection = connection
        self._caller = caller
        self._nonce = entropy.random_bytes(32)
        self._challenge: Challenge | None = None

    async def greet(self) -> None:
        """Exchange hello and challenge; raise `TheirFault` if it is not the relay that is known."""
        await self._connection.send(frame_bytes(Hello(VERSION, self._nonce)))
        challenge = decode_to_device(await self._connection.receive())
        if not isinstance(challenge, Challenge):
            raise TheirFault("the relay does not start with a challenge", code=Code.UNEXPECTED)
        self._challenge = challenge

    async def find(self) -> SpaceId:
        """Ask which space this device is the recovery kit of; raise `TheirFault` (no-such-space) for none."""
        await self._connection.send(frame_bytes(self._caller.find(self._nonce, self._greeted())))
        return SpaceId((await self._answer(Found)).space_id)

    async def prove(self, space_id: SpaceId) -> State:
        """Prove to belong to a space; return what the relay says it holds of it."""
        await self._connection.send(frame_bytes(self._caller.prove(space_id, self._nonce, self._greeted())))
        return await self._answer(State)

    async def statements(self, space_id: SpaceId, start: int = 0) -> AsyncIterator[SignedStatement]:
        """Read the control log from an index on, to its end at the relay; no more than anybody could have to hold."""
        count, room = start, PENDING_BYTES_MAX
        while count < STATEMENTS_MAX:
            await self._connection.send(frame_bytes(Want(space_id, CONTROL, count)))
            page = (await self._answer(Statements)).run
            if not page:
                return
            for signed in page:
                room -= statement_cost(signed)
                if room < 0:
                    raise TheirFault("the relay's control log has no end", code=Code.TOO_LARGE)
                yield signed
            count += len(page)

    async def segments(self, space_id: SpaceId, device: DeviceId, start: int) -> list[Segment]:
        """Read a page of a series; none at its end."""
        await self._connection.send(frame_bytes(Want(space_id, device, start)))
        return (await self._answer(Segments)).run

    async def branch(self, space_id: SpaceId, start: int, run: list[SignedStatement]) -> None:
        """Offer a branch of the control log that outweighs the relay's; raise `TheirFault` if it does not take it."""
        await self._connection.send(frame_bytes(Branch(space_id, start, run)))
        await self._answer(Kept)

    async def leave(self, sender: Sender, letter: bytes) -> None:
        """Leave a letter in a share's letterbox; raise `TheirFault` if it is not taken. It needs no proof."""
        await self._connection.send(frame_bytes(sender.leave(letter, self._nonce, self._greeted())))
        await self._answer(Left)

    async def collect(self, space_id: SpaceId) -> bytes:
        """Return what lies in the letterbox of a share, once proven as its owner; empty if nothing does."""
        await self._connection.send(frame_bytes(Collect(space_id)))
        return (await self._answer(Letter)).letter

    @property
    def host(self) -> str:
        """Return the exact host that was connected to."""
        return self._connection.host

    @property
    def relay_pk(self) -> bytes:
        """Return the key that the relay named."""
        return self._greeted().relay_pk

    def _greeted(self) -> Challenge:
        assert self._challenge is not None, "whoever asks has greeted"
        return self._challenge

    async def _answer(self, kind: type[Answer]) -> Answer:
        for _ in range(_FRAMES_MAX):
            frame: ToDevice = decode_to_device(await self._connection.receive())
            if isinstance(frame, kind):
                return frame
            if isinstance(frame, Refused):
                raise TheirFault(
                    frame.text, code=code_of(frame.code), about=frame.about, retry_after_ms=frame.retry_after_ms
                )
        raise TheirFault("the relay talks on and does not answer", code=Code.UNEXPECTED)
