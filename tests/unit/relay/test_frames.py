"""Bad frames and bad manners on an open WebSocket: refused by code, closed when the protocol is broken, alone."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
import pytest

from tests.support.relay_peer import Peer, PretendSpace
from tests.support.relay_running import RunningRelay
from tests.unit.relay.conftest import StartRelay
from whyward.protocol.errors import Code
from whyward.protocol.frames import Create, Hello, Mail, Refused, Statements, ToRelay, Want, frame_bytes
from whyward.protocol.limits import FRAME_BYTES_MAX
from whyward.protocol.statements import SignedStatement
from whyward.relay.config import RelayConfig

POLICY, TOO_BIG, UNSUPPORTED, PROTOCOL_ERROR, BAD_TEXT = 1008, 1009, 1003, 1002, 1007

Misbehaviour = Callable[[Peer], Awaitable[None]]


def frames() -> list[ToRelay]:
    """One of each frame that an unproven device can send."""
    space = PretendSpace("frames")
    return [
        Hello(1, bytes(32)),
        Create(space.control[0], ""),
        Want(space.space_id, b"", 0),
        Statements(space.space_id, 0, space.control),
        Mail(b"letter"),
    ]


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: type(frame).__name__)
async def test_a_frame_cut_anywhere_is_malformed_and_ends_the_session(relay: RunningRelay, frame: ToRelay) -> None:
    raw = frame_bytes(frame)
    for cut in sorted({0, 1, len(raw) // 2, len(raw) - 1}):
        peer = await relay.connect()
        await peer.socket.send_bytes(raw[:cut])

        assert (await peer.receive(Refused)).code == Code.MALFORMED
        assert await peer.closed() == POLICY


@pytest.mark.parametrize(
    "raw",
    [
        b"\xc0",
        b"\x91\xa5hello",
        b"\x93\xa5hello\x01\xc4\x20" + bytes(33),
        b"\x93\xa5hello\xcc\x01\xc4\x20" + bytes(32),
        b"\x93\xa5hello\xcb" + bytes(8) + b"\xc4\x20" + bytes(32),
        b"\x82\xa1a\x01\xa1b\x02",
        b"\x91" * 2000,
        b"\xdd\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"<!doctype html>",
    ],
)
async def test_what_is_no_canonical_frame_ends_the_session(relay: RunningRelay, raw: bytes) -> None:
    """Nil, short, long, non-minimal, float, map, deep, and lengths that promise gigabytes."""
    peer = await relay.connect()
    await peer.socket.send_bytes(raw)

    assert (await peer.receive(Refused)).code in {Code.MALFORMED, Code.NOT_CANONICAL}
    assert await peer.closed() == POLICY


async def _text(peer: Peer) -> None:
    await peer.socket.send_str("hello")


async def _too_big(peer: Peer) -> None:
    """Only announce it: a relay that waited for the rest before it refuses would be holding it."""
    length = (FRAME_BYTES_MAX + 1).to_bytes(8, "big")
    peer.socket._writer.transport.write(b"\x82\xff" + length + bytes(4))


async def _before_hello(peer: Peer) -> None:
    await peer.send(Mail(b""))


async def _twice_hello(peer: Peer) -> None:
    await peer.greet()
    await peer.send(Hello(1, bytes(32)))


async def _compressed(peer: Peer) -> None:
    writer = peer.socket._writer
    await writer.send_frame(b"\x00", 2, compress=15)


@pytest.mark.parametrize(
    ("misbehave", "code"),
    [
        (_text, UNSUPPORTED),
        (_too_big, TOO_BIG),
        (_before_hello, POLICY),
        (_twice_hello, POLICY),
        (_compressed, PROTOCOL_ERROR),
    ],
)
async def test_bad_manners_end_one_session_and_no_other(
    relay: RunningRelay, misbehave: Misbehaviour, code: int
) -> None:
    good, bad, space = await relay.greeted(), await relay.connect(), PretendSpace("manners")
    await good.found(space)

    await misbehave(bad)

    assert await bad.closed() == code
    assert (await good.pushed(space, 1, space.sealed())).n == 1


async def test_the_largest_frame_is_taken(relay: RunningRelay) -> None:
    """Taken and read, that is: what is in it is another question."""
    peer = await relay.greeted()
    filler = SignedStatement(bytes(FRAME_BYTES_MAX), bytes(64))
    excess = len(frame_bytes(Create(filler, ""))) - FRAME_BYTES_MAX
    frame = Create(SignedStatement(bytes(FRAME_BYTES_MAX - excess), bytes(64)), "")
    assert len(frame_bytes(frame)) == FRAME_BYTES_MAX

    await peer.send(frame)

    assert (await peer.receive(Refused)).code == Code.TOO_LARGE  # The statement, not the frame.


async def test_an_unknown_version_is_refused_by_name(relay: RunningRelay) -> None:
    peer = await relay.connect()
    await peer.send(Hello(2, bytes(32)))

    assert (await peer.receive(Refused)).code == Code.UNKNOWN_VERSION


async def test_endless_refused_pushes_end_the_session(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("endless")
    await peer.found(space)
    run = space.sealed(2)
    for _ in range(65):
        await peer.push(space, 2, run[1:])

    assert await peer.closed() == POLICY


async def test_who_never_speaks_is_closed_in_time(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(msgspec.structs.replace(config, first_frame_s=0.1))
    peer = await relay.connect()

    async with asyncio.timeout(1):
        assert await peer.closed() == POLICY


async def test_who_never_proves_is_closed_in_time_although_it_pings(
    config: RelayConfig, start_relay: StartRelay
) -> None:
    relay = await start_relay(msgspec.structs.replace(config, proof_s=0.3))
    peer = await relay.greeted()

    async with asyncio.timeout(1):
        closed = asyncio.create_task(peer.closed())
        while not closed.done():
            await peer.socket.ping()
            await asyncio.sleep(0.05)
    assert await closed == POLICY


async def test_who_has_proven_may_be_silent_as_long_as_it_answers_pings(
    config: RelayConfig, start_relay: StartRelay
) -> None:
    relay = await start_relay(msgspec.structs.replace(config, proof_s=0.2, first_frame_s=0.2, silence_s=0.3))
    peer, space = await relay.greeted(), PretendSpace("silent")
    await peer.found(space)
    listening = asyncio.create_task(peer.socket.receive())  # A client answers pings while it reads.

    await asyncio.sleep(0.7)

    assert not listening.done()
    listening.cancel()


async def test_who_answers_no_ping_is_closed_in_time(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(msgspec.structs.replace(config, silence_s=0.3))
    socket = await relay.http.ws_connect(f"{relay.at.url}/v1/sync", autoping=False)
    peer = Peer(socket, relay.host)
    await peer.greet()
    await peer.found(PretendSpace("gone"))

    async with asyncio.timeout(1):
        while not (await socket.receive()).type.name.startswith("CLOSE"):
            pass


async def test_who_reads_too_slowly_is_cut_off_and_others_go_on(
    config: RelayConfig, start_relay: StartRelay, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    relay = await start_relay(msgspec.structs.replace(config, send_s=0.2))
    slow, good, space = await relay.greeted(), await relay.greeted(), PretendSpace("slow")
    await good.found(space)
    await slow.prove(space)
    run = space.sealed(3, body_bytes=1_000_000)
    await good.pushed(space, 1, run)

    for _ in range(40):  # Far more than the kernel's buffers hold, and nothing of it is read.
        await slow.send(Want(space.space_id, space.first.device_id, 1))
    async with asyncio.timeout(3):
        while slow_is_connected(caplog):
            assert len((await good.wanted(space, 1)).run) == 1
            await asyncio.sleep(0.02)


def slow_is_connected(caplog: pytest.LogCaptureFixture) -> bool:
    """Whether no connection has ended yet."""
    return not any(record.getMessage() == "left" for record in caplog.records)
