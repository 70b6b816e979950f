"""What a raw socket can do to a relay before it has said a whole, plain request."""

import asyncio
from time import monotonic

import msgspec
import pytest

from tests.support.relay_peer import PATIENCE_S
from tests.support.relay_running import RunningRelay, running_relay
from tests.unit.relay.conftest import StartRelay
from tests.unit.relay.test_hosts import status
from whyward.relay.config import RelayConfig

HEAD_S = 0.2
BY_DEFAULT_S = RelayConfig().head_s


@pytest.fixture
def config(config: RelayConfig) -> RelayConfig:
    """Few connections, so that tests need not open many."""
    return msgspec.structs.replace(config, connections_per_address_max=8)


@pytest.fixture
def hasty(config: RelayConfig) -> RelayConfig:
    """A short time for a head, for the tests that let it pass; whoever must be in time has the usual one."""
    return msgspec.structs.replace(config, head_s=HEAD_S)


async def open_raw(relay: RunningRelay) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a raw connection."""
    return await asyncio.open_connection("127.0.0.1", int(relay.host.rpartition(":")[2]))


async def test_a_head_that_comes_byte_by_byte_is_cut_off_in_time(hasty: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(hasty)
    reader, writer = await open_raw(relay)
    begun = monotonic()
    ended = asyncio.create_task(_until_cut(reader))

    for byte in relay.request():
        if ended.done():
            break
        writer.write(bytes([byte]))
        await asyncio.sleep(0.02)

    assert await ended == b""
    assert monotonic() - begun < BY_DEFAULT_S
    writer.close()


async def _until_cut(reader: asyncio.StreamReader) -> bytes:
    """Read to the end; a byte that was on its way when the relay closed makes it a reset."""
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""


async def test_a_connection_that_says_nothing_is_cut_off_in_time(hasty: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(hasty)
    begun = monotonic()

    assert await relay.raw(b"") == b""
    assert HEAD_S * 0.9 < monotonic() - begun < BY_DEFAULT_S


async def test_a_whole_request_in_small_pieces_is_answered(relay: RunningRelay) -> None:
    """The end of the head is found wherever the pieces are cut."""
    reader, writer = await open_raw(relay)
    for byte in relay.request():
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0)

    assert status(await reader.read()) == 200
    writer.close()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Content-Length: 10737418240"], 413),
        (["Content-Length: 1"], 413),
        (["Transfer-Encoding: chunked"], 413),
        (["Content-Length: 0", "Transfer-Encoding: chunked"], 413),
        (["Content-Length: 0", "Content-Length: 0"], 400),
        (["Content-Length: +0"], 413),
        (["Host: evil.example"], 400),
        ([" folded: line"], 400),
        (["Space : before colon"], 400),
        (["Nul: \0"], 400),
        (["Bare: line\nfeed: yes"], 400),
        (["Bare: carriage\rreturn"], 400),
        (["NoColon"], 400),
        (["X: y"] * 70, 431),
        (["X: " + "y" * (17 << 10)], 431),
    ],
)
async def test_what_has_a_body_or_two_readings_is_refused(relay: RunningRelay, lines: list[str], expected: int) -> None:
    answer = await relay.raw(relay.request("/healthz", *lines))

    assert status(answer) == expected
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    "first",
    [b"", b"GET", b"GET /healthz", b"GET  /healthz HTTP/1.1", b"get /healthz HTTP/1.1", b"GET healthz HTTP/1.1",
     b"GET /healthz HTTP/2.0", b"PRI * HTTP/2.0", b"GET /" + b"a" * 4096 + b" HTTP/1.1", b"\x16\x03\x01\x02\x00",
     b"GET http://evil.example/ HTTP/1.1", b"GET /\xc0\xae HTTP/1.1"],
)  # fmt: skip  # One list of bad lines, read at a glance.
async def test_a_strange_request_line_is_400(relay: RunningRelay, first: bytes) -> None:
    rest = relay.request().split(b"\r\n", 1)[1]

    assert status(await relay.raw(first + b"\r\n" + rest)) == 400


async def test_a_head_without_end_is_refused_at_its_bound(relay: RunningRelay) -> None:
    """And nothing of what comes after it is kept in memory."""
    answer = await relay.raw(relay.request()[:-2] + b"a" * (1 << 20))

    assert answer == b"" or status(answer) == 431  # The rest of the megabyte may have reset the connection.


async def test_one_connection_carries_one_request(relay: RunningRelay) -> None:
    """Pipelining is where two readers disagree on where a request ends."""
    answer = await relay.raw(relay.request() * 2)

    assert answer.count(b"HTTP/1.1 ") == 1


async def test_an_address_has_so_many_connections_and_no_more(relay: RunningRelay) -> None:
    held = [await open_raw(relay) for _ in range(8)]

    assert await relay.raw(relay.request()) == b""

    for _, writer in held:
        writer.close()
        await writer.wait_closed()
    async with asyncio.timeout(PATIENCE_S):
        while not (answer := await relay.raw(relay.request())):  # It may not have seen yet that they are gone.
            pass
    assert status(answer) == 200


async def test_a_relay_has_so_many_connections_and_no_more(config: RelayConfig) -> None:
    async with running_relay(msgspec.structs.replace(config, connections_max=2)) as relay:
        held = [await open_raw(relay) for _ in range(2)]

        assert await relay.raw(relay.request()) == b""
        for _, writer in held:
            writer.close()


async def test_slow_connections_do_not_keep_others_waiting(relay: RunningRelay) -> None:
    held = [await open_raw(relay) for _ in range(6)]
    begun = monotonic()

    assert status(await relay.raw(relay.request())) == 200
    assert monotonic() - begun < BY_DEFAULT_S
    for _, writer in held:
        writer.close()


async def test_a_relay_stops_although_a_head_is_incomplete(config: RelayConfig) -> None:
    async with running_relay(msgspec.structs.replace(config, head_s=BY_DEFAULT_S)) as relay:
        reader, writer = await open_raw(relay)
        writer.write(b"GET /")
        await asyncio.sleep(0.02)
        begun = monotonic()

    assert await reader.read() == b""
    assert monotonic() - begun < BY_DEFAULT_S
    writer.close()
