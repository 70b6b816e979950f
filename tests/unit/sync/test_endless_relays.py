"""A relay that talks for ever: whoever waits for it to come to the point gives up after a bounded number of frames."""

import asyncio
from typing import cast

import pytest

from tests.support.sim_person import founder
from whyward.journal.carrying import Line
from whyward.journal.errors import Unreachable
from whyward.journal.pairing.post import Post
from whyward.journal.syncing import Carried, Syncing
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Mailbox, frame_bytes

ENOUGH = 20_000
"""More frames than anybody should listen to."""


class Talker:
    """A connection on which the same frame comes again and again; it counts, and gives up listening for good."""

    host = "relay.example"

    def __init__(self, frame: bytes = b"") -> None:
        self.frame = frame
        self.count = 0

    async def send(self, frame: bytes) -> None:
        """Take a frame."""

    async def receive(self) -> bytes:
        """Say it once more."""
        self.count += 1
        assert self.count < ENOUGH, "nobody ever has enough of it"
        return self.frame

    async def close(self) -> None:
        """Nothing to do."""


class Session:
    """A session to which nothing that comes is of use; `gains` frames bring something all the same."""

    is_settled = False

    def __init__(self, *, gains: int = 0) -> None:
        self.carried = Carried()
        self._gains = gains

    async def receive(self, raw: bytes) -> list[bytes]:
        """Gain something, or nothing."""
        del raw
        if self._gains:
            self._gains -= 1
            self.carried.sent += 1
        return []


async def line_to(talker: Talker, session: Session) -> Line:
    """Return a line on which this session listens to that talker."""
    log, _ = await founder()
    return Line(talker, cast("Syncing", session), log)


async def test_a_sync_that_comes_no_nearer_ends() -> None:
    talker = Talker()
    line = await line_to(talker, Session())

    with pytest.raises(Unreachable, match="nothing comes of it"):
        await line.settle()

    assert talker.count > 4096  # An honest relay may have so much news waiting.


async def test_a_live_session_that_hears_nothing_new_ends() -> None:
    line = await line_to(Talker(), Session())

    with pytest.raises(Unreachable, match="nothing comes of it"):
        await line.stay(asyncio.Event(), lambda: False)


async def test_each_thing_gained_earns_more_patience() -> None:
    """A long first sync is no endless one."""
    talker = Talker()
    line = await line_to(talker, Session(gains=9000))

    with pytest.raises(Unreachable):
        await line.settle()

    assert talker.count > 9000 + 4096


async def test_a_pairing_does_not_listen_for_ever() -> None:
    """A mailbox that is announced again and again never has its second side."""
    with pytest.raises(TheirFault) as caught:
        await Post(Talker(frame_bytes(Mailbox(1)))).meet(2)

    assert caught.value.code is Code.UNEXPECTED
