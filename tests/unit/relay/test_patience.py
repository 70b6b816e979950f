"""How long a relay waits for a device, and how much it holds for one: in time, in bounds, and nobody else waits.

Times are short here; their defaults have their reasons in the settings.
"""

import asyncio
from typing import cast

import msgspec
import pytest
from aiohttp import web

from tests.support.relay_peer import Peer, PretendSpace
from tests.unit.relay.conftest import StartRelay
from whyward.protocol.frames import JoinMailbox, Mail, Mailbox, OpenMailbox, Segments, Want
from whyward.protocol.relay_session import RelaySession
from whyward.relay.config import RelayConfig
from whyward.relay.connection import FRAMES_WAITING_MAX, Connection

POLICY = 1008
USUAL = RelayConfig()
"""What is ended by a short time is ended long before the usual one; how long before depends on the machine."""


async def test_who_never_speaks_is_closed_in_time(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(msgspec.structs.replace(config, first_frame_s=0.1))
    peer = await relay.connect()

    async with asyncio.timeout(USUAL.first_frame_s - 1):
        assert await peer.closed() == POLICY


async def test_who_never_proves_is_closed_in_time_although_it_pings(
    config: RelayConfig, start_relay: StartRelay
) -> None:
    relay = await start_relay(msgspec.structs.replace(config, proof_s=0.3))
    peer = await relay.greeted()

    async with asyncio.timeout(USUAL.proof_s - 1):
        closed = asyncio.create_task(peer.closed())
        while not closed.done():
            await peer.socket.ping()
            await asyncio.sleep(0.05)
    assert await closed == POLICY


async def test_who_has_proven_may_be_silent_as_long_as_it_answers_pings(
    config: RelayConfig, start_relay: StartRelay
) -> None:
    relay = await start_relay(msgspec.structs.replace(config, proof_s=1.5, first_frame_s=1.5, silence_s=1.5))
    peer, space = await relay.greeted(), PretendSpace("silent")
    await peer.found(space)
    listening = asyncio.create_task(peer.socket.receive())  # A client answers pings while it reads.

    await asyncio.sleep(3.2)

    assert not listening.done()
    listening.cancel()


async def test_who_answers_no_ping_is_closed_in_time(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(msgspec.structs.replace(config, silence_s=0.3))
    socket = await relay.http.ws_connect(f"{relay.at.url}/v1/sync", autoping=False)
    peer = Peer(socket, relay.host)
    await peer.greet()
    await peer.found(PretendSpace("gone"))

    async with asyncio.timeout(USUAL.silence_s - 1):
        while not (await socket.receive()).type.name.startswith("CLOSE"):
            pass


async def test_who_asks_for_many_pages_at_once_gets_them_all(config: RelayConfig, start_relay: StartRelay) -> None:
    """More than may wait in memory: the next `want` is taken up when the page before has left."""
    relay = await start_relay(msgspec.structs.replace(config, send_queue_bytes_max=4 << 20))
    peer, space = await relay.greeted(), PretendSpace("many pages")
    await peer.found(space)
    await peer.pushed(space, 1, space.sealed(1, body_bytes=1_000_000))
    for _ in range(20):
        await peer.send(Want(space.space_id, space.first.device_id, 1))
    await asyncio.sleep(0.3)  # Long enough to gather them all, for a relay that did.

    assert [len((await peer.receive(Segments)).run) for _ in range(20)] == [1] * 20


async def test_a_pairing_may_take_longer_than_a_proof(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(msgspec.structs.replace(config, proof_s=1.5))
    trusted, new = await relay.greeted(), await relay.greeted()
    await trusted.found(PretendSpace("slow pairing"))
    await trusted.send(OpenMailbox("WXYZ"))
    await new.send(JoinMailbox("WXYZ"))
    await new.receive(Mailbox)

    await asyncio.sleep(1.6)

    await trusted.send(Mail(b"late"))
    assert await new.receive(Mail) == Mail(b"late")


async def test_a_proof_outlasts_a_mailbox(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(msgspec.structs.replace(config, proof_s=1.5, mailbox_s=1.5))
    trusted, other, space = await relay.greeted(), await relay.greeted(), PretendSpace("outlasts")
    await trusted.found(space)
    await other.prove(space)
    await trusted.send(OpenMailbox("WXYZ"))
    await other.send(JoinMailbox("WXYZ"))
    await other.receive(Mailbox)

    await asyncio.sleep(1.7)

    assert (await other.wanted(space, 1)).run == []


async def test_what_waits_for_a_reader_is_bounded(config: RelayConfig) -> None:
    """News and letters come without being asked for: whoever does not read them is cut off."""
    transport = PretendTransport()
    stuck = Connection(
        cast("web.WebSocketResponse", None),
        cast("asyncio.Transport", transport),
        cast("RelaySession", None),
        address="",
        config=config,
    )
    for _ in range(FRAMES_WAITING_MAX):
        stuck.send(Mail(b""))
    assert transport.aborted == 0

    stuck.send(Mail(b""))
    stuck.send(Mail(b""))

    assert transport.aborted == 1


class PretendTransport:
    """Counts how often it was dropped."""

    aborted = 0

    def abort(self) -> None:
        """Count."""
        self.aborted += 1


async def test_who_reads_too_slowly_is_cut_off_and_others_go_on(
    config: RelayConfig, start_relay: StartRelay, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    relay = await start_relay(msgspec.structs.replace(config, send_s=1.0))
    slow, good, space = await relay.greeted(), await relay.greeted(), PretendSpace("slow")
    await good.found(space)
    await slow.prove(space)
    run = space.sealed(3, body_bytes=1_000_000)
    await good.pushed(space, 1, run)

    for _ in range(40):  # Far more than the kernel's buffers hold, and nothing of it is read.
        await slow.send(Want(space.space_id, space.first.device_id, 1))
    async with asyncio.timeout(USUAL.send_s - 1):
        while slow_is_connected(caplog):
            assert len((await good.wanted(space, 1)).run) == 1
            await asyncio.sleep(0.02)


def slow_is_connected(caplog: pytest.LogCaptureFixture) -> bool:
    """Whether no connection has ended yet."""
    return not any(record.getMessage() == "left" for record in caplog.records)
