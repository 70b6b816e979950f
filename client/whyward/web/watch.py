"""Keeping an open journal level with the relay and with other processes, while its pages are looked at.

Whatever the relay does, what was recorded is safe on this device; nothing here ever stops a page.
"""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Final

from whyward.adapters.platform import SystemEntropy
from whyward.journal.errors import JournalError, Unreachable
from whyward.journal.journal import Journal
from whyward.journal.syncing import Carried
from whyward.web.changes import Changes

_LOOK_EVERY_S: Final = 2.0
"""How often to see whether another process recorded something."""

_PAUSE_FIRST_S: Final = 2.0
_PAUSE_MAX_S: Final = 60.0
_SHARES_EVERY_S: Final = 60.0


@dataclass(slots=True)
class Weather:
    """How it stands with the relay. `trouble` is a sentence of the journal's, or nothing."""

    has_relay: bool = False
    is_level: bool = False
    trouble: str = ""


class Watch:
    """The tasks behind an open journal."""

    def __init__(self, journal: Journal, changes: Changes) -> None:
        """Start nothing yet."""
        self._journal = journal
        self._changes = changes
        self._tasks: list[asyncio.Task[None]] = []
        self._carried = 0
        self._count = journal.pages.count()
        self.weather = Weather()

    def start(self) -> None:
        """Begin to watch."""
        self._tasks = [asyncio.create_task(self._look()), asyncio.create_task(self._stay())]

    async def stop(self) -> None:
        """End all of it."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError, JournalError, OSError):
                await task
        self._tasks = []

    def looked(self) -> bool:
        """Whether the pages hold another number of events than when they were looked at last."""
        before, self._count = self._count, self._journal.pages.count()
        return self._count != before

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            with contextlib.suppress(JournalError):
                await self._journal.refresh()
            if self.looked():
                self._changes.tell()

    async def _stay(self) -> None:
        dice, pause_s = SystemEntropy(), _PAUSE_FIRST_S
        while True:
            try:
                await self._stayed()
                pause_s = _PAUSE_FIRST_S
                continue
            except Unreachable as error:
                self._turn(trouble=error.text)
            except JournalError as error:
                self._turn(trouble=error.text)
                pause_s = _PAUSE_MAX_S
            await asyncio.sleep(pause_s * (0.5 + dice.random_bytes(1)[0] / 512))
            pause_s = min(2 * pause_s, _PAUSE_MAX_S)

    async def _stayed(self) -> None:
        """Stay connected for a minute, then see to what is shared."""
        self.weather.has_relay = (await self._journal.status(entry_count=0)).relay is not None
        if self.weather.has_relay:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_SHARES_EVERY_S):
                    await self._journal.stay_in_sync(self._moved, self._settled)
        shares = await self._journal.shares()
        practice = await self._journal.practice()
        if shares.all() or practice.clients():
            await shares.sync()
            await practice.refresh()
            self._changes.tell()
        if not self.weather.has_relay:
            await asyncio.sleep(_SHARES_EVERY_S)

    def _settled(self) -> None:
        self._turn(trouble="", is_level=True)

    def _moved(self, so_far: Carried) -> None:
        if so_far.received != self._carried:
            self._carried = so_far.received
            self._changes.tell()

    def _turn(self, *, trouble: str, is_level: bool = False) -> None:
        if (trouble, is_level) != (self.weather.trouble, self.weather.is_level):
            self.weather.trouble, self.weather.is_level = trouble, is_level
            self._changes.tell()
