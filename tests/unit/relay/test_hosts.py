"""Which requests are answered at all: exact hosts, two paths, one method, no page of a browser."""

import pytest

from tests.support.relay_running import RunningRelay
from tests.unit.relay.conftest import StartRelay
from whyward.relay.config import RelayConfig
from whyward.relay.hosts import address_of, loopback_hosts


def status(answer: bytes) -> int:
    """Return the status of an answer."""
    return int(answer.split(b" ", 2)[1])


async def test_health_says_nothing_but_that_it_answers(relay: RunningRelay) -> None:
    answer = await relay.raw(relay.request())

    assert status(answer) == 200
    assert answer.endswith(b"\r\n\r\n")
    assert b"server:" not in answer.lower()
    assert b"connection: close" in answer.lower()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", "", "[::1"])
@pytest.mark.parametrize("path", ["/healthz", "/v1/sync", "/s", "/nowhere"])
async def test_an_unknown_host_gets_421_without_a_body(relay: RunningRelay, host: str, path: str) -> None:
    answer = await relay.raw(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())

    assert status(answer) == 421
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
async def test_loopback_names_with_the_port_are_known_by_default(relay: RunningRelay, name: str) -> None:
    port = relay.host.rpartition(":")[2]

    answer = await relay.raw(f"GET /healthz HTTP/1.1\r\nHost: {name}:{port}\r\n\r\n".encode())

    assert status(answer) == 200


async def test_configured_hosts_replace_the_loopback_names(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(RelayConfig(port=0, data=config.data, public_hosts=("relay.example",)))

    public = await relay.raw(b"GET /healthz HTTP/1.1\r\nHost: Relay.Example\r\n\r\n")
    loopback = await relay.raw(relay.request())

    assert (status(public), status(loopback)) == (200, 421)


def test_without_a_port_a_loopback_name_means_port_80() -> None:
    assert "localhost" in loopback_hosts(80)
    assert "localhost" not in loopback_hosts(8787)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
async def test_a_page_of_a_browser_is_refused(relay: RunningRelay, origin: str) -> None:
    upgrade = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13")
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="

    answer = await relay.raw(relay.request("/v1/sync", *upgrade, key, f"Origin: {origin}"))

    assert status(answer) == 403


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/v1", "/v1/sync/", "/healthz/", "/s/", "/s/x", "/%2e%2e/relay.sqlite3", "/v2/sync"]
)
async def test_every_other_path_is_404_without_a_body(relay: RunningRelay, path: str) -> None:
    answer = await relay.raw(relay.request(path))

    assert status(answer) == 404
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "TRACE", "DELETE", "BREW"])
@pytest.mark.parametrize("path", ["/healthz", "/v1/sync", "/s"])
async def test_every_other_method_is_405(relay: RunningRelay, method: str, path: str) -> None:
    answer = await relay.raw(relay.request(path).replace(b"GET", method.encode(), 1))

    assert status(answer) == 405


async def test_sync_without_a_websocket_is_400(relay: RunningRelay) -> None:
    assert status(await relay.raw(relay.request("/v1/sync"))) == 400


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2", True),
    ],
)
def test_addresses_are_counted_by_ipv4_address_or_ipv6_network(one: str, other: str, same: bool) -> None:  # noqa: FBT001  # A column of the table above.
    assert (address_of(one) == address_of(other)) is same
