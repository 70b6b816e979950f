"""Logs: one line of JSON each, and nothing in them that came from outside."""

import io
import json
import logging
import re
from collections.abc import Generator

import pytest

from tests.support.relay_peer import PretendDevice, PretendSpace
from tests.support.relay_running import RunningRelay
from whyward.protocol.errors import Code
from whyward.protocol.frames import Collect, JoinMailbox, Left, Letter, Mail, OpenMailbox, Refused
from whyward.relay.logs import LOGGER, LineOfJson, tell


@pytest.fixture
def lines() -> "io.StringIO":
    """All that the process logs while the test runs, written as the relay writes it."""
    return io.StringIO()


@pytest.fixture(autouse=True)
def _logging_to(lines: io.StringIO) -> Generator[None, None, None]:
    handler = logging.StreamHandler(lines)
    handler.setFormatter(LineOfJson())
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    root.setLevel(level)


async def test_logs_hold_no_id_no_address_and_nothing_that_was_sent(relay: RunningRelay, lines: io.StringIO) -> None:
    """A canary in everything that a device can send, good and bad, with every library at its most talkative."""
    laptop, phone, stranger = await relay.greeted(), await relay.greeted(), await relay.greeted()
    space, phone_keys = PretendSpace("logs"), PretendDevice("phone")
    await laptop.found(space)
    await laptop.admit(space, phone_keys)
    await phone.prove(space, phone_keys)
    run = space.sealed(2)
    await laptop.pushed(space, 1, run)
    await laptop.push(space, 9, run)
    await laptop.receive(Refused)
    await laptop.send(OpenMailbox("QZQZ"))
    await stranger.send(JoinMailbox("QZQZ"))
    await stranger.send(Mail(b"canary-letter"))
    await stranger.socket.send_bytes(b"canary-frame")
    await stranger.closed()
    await relay.raw(relay.request("/canary-path?canary=query", "X-Canary: canary-header"))
    await relay.raw(relay.request("/s?canary-share", "Referer: canary-referer"))
    slot = PretendDevice("slot")
    share = PretendSpace("share in logs", slot=slot)
    owner, guest = await relay.greeted(), await relay.greeted()
    await owner.found(share)
    await guest.send(guest.letter(share, b"canary-share-letter"))
    await guest.receive(Left)
    await owner.send(Collect(share.space_id))
    await owner.receive(Letter)
    await guest.send(guest.letter(share, b"canary-other-letter"))
    await guest.receive(Refused)
    await relay.raw(b"CANARY /canary-line HTTP/1.1\r\nHost: canary-host\r\n\r\n")
    await relay.raw(relay.request("/v1/sync", "Upgrade: websocket", "Connection: upgrade", "Sec-WebSocket-Key: canary"))
    for peer in (laptop, phone):
        await peer.socket.close()

    text = lines.getvalue()
    secret = [space.space_id, space.first.device_id, phone_keys.device_id, space.head, run[0].header, run[0].body]
    secret += [space.first.signer.public_key, relay.at.relay_key, share.space_id, slot.signer.public_key]
    assert text.count('"event":"left"') >= 2
    assert not re.search(r"canary|QZQZ|127\.0\.0\.1|localhost", text, re.IGNORECASE)
    for value in secret:
        for form in (value.hex(), value.hex().upper(), repr(value)[2:-1], repr(value[:8])[2:-1]):
            assert form not in text


def test_a_line_is_one_line_of_ascii(lines: io.StringIO) -> None:
    tell("hello", code=Code.GAP.value, note='new\nline \u2028 "quote" \x1b[31m \x00', count=3)

    (line,) = [line for line in lines.getvalue().splitlines() if "hello" in line]
    assert json.loads(line)["count"] == 3
    assert line.isascii()
    assert line.isprintable()
    assert lines.getvalue().count("\n") == len(lines.getvalue().splitlines())


def test_a_library_is_heard_by_its_name_and_the_kind_of_error_only(lines: io.StringIO) -> None:
    try:
        int("canary in an error")
    except ValueError:
        logging.getLogger("aiohttp.server").exception("canary from %s", "192.0.2.1")

    line = json.loads(lines.getvalue().splitlines()[-1])
    assert (line["logger"], line["exception"], line["level"]) == ("aiohttp.server", "ValueError", "error")
    assert line["where"].startswith(f"{__name__}:")
    assert "canary in" not in lines.getvalue()
    assert "192" not in lines.getvalue()


def test_a_message_that_was_not_told_as_figures_is_not_written(lines: io.StringIO) -> None:
    """Even by the relay's own logger: the only way in is `tell`."""
    LOGGER.error("canary %s", "text")

    assert "canary" not in lines.getvalue()
