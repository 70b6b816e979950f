"""A pairing in the simulation: the real `link` here, the real `join` and `arrive` there, through the relay.

The person types at once and without mistakes; whatever else can break off, may.
"""

import asyncio
from typing import Protocol

from tests.support.sim_device import DATA_KEY, URL, Process
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import JournalError
from whyward.journal.founding import Relay, settle_in
from whyward.journal.pairing.arrival import arrive
from whyward.journal.pairing.code import read_code
from whyward.journal.pairing.join import join
from whyward.journal.ports import Transport


class Diary(Protocol):
    """Where what happens is written down."""

    def note(self, text: str) -> None:
        """Write a line."""
        ...

    def fire(self, fault: str) -> None:
        """Count a fault."""
        ...


class Pairing:
    """One attempt to let a device in; if either side fails, the person starts again with fresh keys."""

    def __init__(self, sponsor: Process, process: Process, transport: Transport, diary: Diary) -> None:
        self._sponsor = sponsor
        self._transport = transport
        self._diary = diary
        self.process = process
        self.link: asyncio.Task[None] | None = None
        self._words: asyncio.Future[str] = process.loop.create_future()

    async def trusted(self) -> None:
        """The trusted device's side; Ctrl-C there ends the new one's too."""
        assert self._sponsor.journal is not None
        try:
            await self._sponsor.journal.link(show_code=self._typed, ask_words=self._ask)
        finally:
            self._words.cancel()

    def _typed(self, code: str) -> None:
        self.process.device.processes.append(self.process)
        self.process.begin("join", self._new(code))

    async def _ask(self) -> str:
        return await self._words

    async def _new(self, typed: str) -> None:
        device, transport = self.process.device, self._transport
        world = device.world
        keys = new_keys(world.entropy, world.crypto)
        device.witness.is_of(keys.device_id, device.name)
        try:
            line = await transport.connect(URL)
            joined = await join(line, keys, read_code(typed), world=world, show_words=self._show, ask_code=None)
            await line.close()
            line = await transport.connect(URL)
            statements = await arrive(line, keys, joined, entropy=world.entropy, crypto=world.crypto)
            await line.close()
            relay = Relay(URL, relay_pk=joined.invited.relay_pk, told_heads=joined.invited.heads)
            await settle_in(self.process.store, DATA_KEY, world, keys, statements, relay)
            self._diary.note(f"{device.name} has joined")
        except JournalError:
            self._diary.fire("a pairing breaks off")
            if self.link is not None:
                self.link.cancel()
            raise
        finally:
            for wire in self.process.wires:
                await wire.close()

    def _show(self, words: list[str]) -> None:
        if not self._words.done():
            self._words.set_result(" ".join(words))
