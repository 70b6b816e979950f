"""The pace of a frame: whoever begins one goes on with it; the relay's own slowness is nobody's fault."""

import asyncio

import pytest

from tests.unit.relay.conftest import StartRelay
from whyward.relay import pace as pace_module
from whyward.relay import serving
from whyward.relay.config import RelayConfig
from whyward.relay.pace import BYTES_A_SECOND_MIN, GRACE_S, SLACK_BYTES, Pace


def begun(count: int = SLACK_BYTES + 1) -> Pace:
    """Return the pace of a connection that is waited for and has begun a frame at second 100."""
    pace = Pace()
    pace.awaited(0)
    pace.received(count, 100)
    return pace


def test_a_frame_that_stands_still_is_too_slow_after_its_grace() -> None:
    pace = begun()

    assert not pace.is_too_slow(100 + GRACE_S)
    assert pace.is_too_slow(100 + GRACE_S + 1)


@pytest.mark.parametrize(
    ("rate", "too_slow"), [(1, True), (BYTES_A_SECOND_MIN // 2, True), (BYTES_A_SECOND_MIN * 2, False)]
)
def test_a_frame_is_judged_by_its_average(rate: int, too_slow: bool) -> None:  # noqa: FBT001  # what is expected
    pace = begun()
    for second in range(60):
        pace.received(rate, 101 + second)

    assert pace.is_too_slow(161) is too_slow


def test_an_idle_connection_and_its_pongs_are_never_too_slow() -> None:
    pace = Pace()
    pace.awaited(0)
    a_week = 7 * 24 * 3600
    for second in range(0, a_week, 20):
        pace.received(6, second)

    assert not pace.is_too_slow(a_week + 3600)


def test_a_whole_message_starts_anew() -> None:
    pace = begun()
    pace.finished()

    assert not pace.is_too_slow(1000)
    pace.awaited(1000)
    assert not pace.is_too_slow(2000)


def test_what_waits_for_the_relay_is_not_slow() -> None:
    """The relay is busy with a push for an hour; the next frame lies half read meanwhile."""
    pace = Pace()
    pace.awaited(0)
    pace.finished()
    pace.received(SLACK_BYTES * 2, 1)

    assert not pace.is_too_slow(3600)
    pace.awaited(3600)
    assert not pace.is_too_slow(3600 + GRACE_S)
    assert pace.is_too_slow(3600 + GRACE_S + 1)


async def test_a_frame_that_is_begun_and_left_costs_the_connection(
    config: RelayConfig, start_relay: StartRelay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real socket: five kilobytes of a frame that says it has a hundred, and then nothing."""
    for module in (pace_module, serving):
        monkeypatch.setattr(module, "GRACE_S", 0.2)
    relay = await start_relay(config)
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    head = relay.request("/v1/sync", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", key)
    begun_frame = b"\x82\xff" + (100_000).to_bytes(8, "big") + bytes(4) + bytes(SLACK_BYTES + 1000)

    async with asyncio.timeout(GRACE_S):
        answer = await relay.raw(head + begun_frame)

    assert b" 101 " in answer or not answer, "upgraded, then dropped"
