"""Bad frames and bad manners on an open WebSocket: refused by code, closed when the protocol is broken, alone."""

from collections.abc import Awaitable, Callable

import pytest

from tests.support.relay_peer import Peer, PretendSpace
from tests.support.relay_running import RunningRelay
from whyward.protocol.errors import Code
from whyward.protocol.frames import (
    Create,
    Hello,
    Mail,
    Refused,
    Statements,
    ToRelay,
    Want,
    frame_bytes,
)
from whyward.protocol.limits import FRAME_BYTES_MAX
from whyward.protocol.statements import SignedStatement

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


async def test_compression_is_never_agreed_to(relay: RunningRelay) -> None:
    """A frame that grows when it is read is a bomb; and sealed bytes do not shrink."""
    socket = await relay.http.ws_connect(f"{relay.at.url}/v1/sync", compress=15)

    assert socket.compress == 0
