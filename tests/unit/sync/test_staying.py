"""Staying in sync: whichever way it ends, no task is left behind and no error is left untaken."""

import asyncio
from collections.abc import Callable

import pytest

from tests.support.sim_person import founder
from whyward.journal.carrying import Line, open_line
from whyward.journal.errors import Damaged, Unreachable
from whyward.journal.log import Log
from whyward.journal.syncing import begin


class Quiet:
    """A connection on which nothing comes, until it is cut."""

    host = "relay.example"

    def __init__(self) -> None:
        self.gone = asyncio.Event()
        self.sent: list[bytes] = []
        self.is_closed = False

    async def send(self, frame: bytes) -> None:
        """Take a frame."""
        self.sent.append(frame)

    async def receive(self) -> bytes:
        """Wait for the cut."""
        await self.gone.wait()
        raise Unreachable("gone")

    async def close(self) -> None:
        """Note that it was ended."""
        self.is_closed = True


@pytest.mark.parametrize("ends", ["cancelled", "cut"])
async def test_staying_leaves_no_task_behind(ends: str) -> None:
    log, _ = await founder()
    connection = Quiet()
    before = asyncio.all_tasks()
    line = Line(connection, await begin(log, connection.host), log)
    staying = asyncio.create_task(line.stay(asyncio.Event(), lambda: False))
    await asyncio.sleep(0)
    end: Callable[[], object] = staying.cancel if ends == "cancelled" else connection.gone.set
    end()
    with pytest.raises(asyncio.CancelledError if ends == "cancelled" else Unreachable):
        await staying
    await asyncio.sleep(0)

    assert asyncio.all_tasks() == before


@pytest.mark.parametrize("trouble", [asyncio.CancelledError(), Damaged("the log is damaged")])
async def test_a_connection_is_ended_if_the_log_cannot_be_read_for_it(
    trouble: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is open before the session is, and nobody else knows of it yet."""
    log, _ = await founder()
    connection = Quiet()

    async def connect() -> Quiet:
        return connection

    async def catch_up(_: Log) -> None:
        raise trouble

    monkeypatch.setattr(Log, "catch_up", catch_up)
    with pytest.raises(type(trouble)):
        await open_line(log, connect)

    assert connection.is_closed
