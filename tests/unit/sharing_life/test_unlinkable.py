"""What a relay sees of a share and of the journal behind it: nothing that tells that they belong together."""

from collections.abc import Iterator

import pytest

from tests.support.share_people import DUTIES, GOAL, NAME, sharing, synced
from tests.support.trust_people import next_device
from whyward.adapters.relay_socket import RelaySocket
from whyward.adapters.relay_way import RelayWay
from whyward.journal.intentions.goals import AdjustGoal

_WINDOW = 24
"""Bytes: shorter than any id, key or hash, and longer than what two frames share: a word for a kind of statement."""


class Ear:
    """Hears every frame that goes to a relay, each connection by itself."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.connections: list[list[bytes]] = []
        real = RelayWay.connect

        async def connect(way: RelayWay, url: str) -> RelaySocket:
            socket = await real(way, url)
            heard: list[bytes] = []
            self.connections.append(heard)
            send = socket.send

            async def sending(frame: bytes) -> None:
                heard.append(frame)
                await send(frame)

            socket.send = sending  # type: ignore[method-assign]  # an ear at the door, for this one socket
            return socket

        monkeypatch.setattr(RelayWay, "connect", connect)


def windows(frames: list[bytes]) -> Iterator[bytes]:
    """Yield every stretch of some bytes that is not mostly one byte: padding and empty hashes are no names."""
    for frame in frames:
        for start in range(len(frame) - _WINDOW + 1):
            stretch = frame[start : start + _WINDOW]
            if len(set(stretch)) > 12:
                yield stretch


async def test_no_id_and_no_key_stands_in_two_spaces(relay_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear(monkeypatch)
    pair = await sharing(relay_url)
    second = await next_device(pair.owner, "owner 2")
    await synced(second, pair.owner, pair.guest)
    await pair.owner.journal.record(AdjustGoal(goal=GOAL, statement="Call two friends each week"))
    await synced(pair.owner, pair.guest)
    spaces = {bytes(person.log.control.space_id): set[bytes]() for person in (pair.owner, pair.guest)} | {
        bytes(space): set[bytes]() for space in (await pair.guest.journal.practice()).readers()
    }
    assert len(spaces) == 3

    for frames in ear.connections:
        named = [space for space in spaces if any(space in frame for frame in frames)]
        assert len(named) <= 1, "each space is spoken of over connections of its own"
        for space in named:
            spaces[space] |= set(windows(frames))

    one, two, three = spaces.values()
    assert all(len(heard) > 1000 for heard in spaces.values())
    assert not one & three
    assert not two & three
    assert not one & two


async def test_no_word_reaches_the_relay(relay_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear(monkeypatch)
    pair = await sharing(relay_url)
    await (await pair.guest.journal.practice()).comment("Ana", "A most private remark")
    await synced(pair.guest, pair.owner)

    heard = b"".join(frame for frames in ear.connections for frame in frames)

    for word in (GOAL, NAME, DUTIES, "Dr Rivera", "A most private remark", "item-shared", "comment-written"):
        assert word.encode() not in heard
