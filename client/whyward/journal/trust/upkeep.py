"""Upkeep: what the state of the space asks of this device once it is level with a carrier, before the person is told.

It settles parted histories, becomes a new device if a copy writes too, begins a new epoch when one is due, and notes
what peers speak of and nobody shows. Each of these does nothing at all in an ordinary sync.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from whyward.journal.asking import Asking
from whyward.journal.carrying import Connect, Line, open_line
from whyward.journal.key_box import KeyBox
from whyward.journal.log import Log
from whyward.journal.ports import RELAY_KEY
from whyward.journal.refusals import in_plain_words
from whyward.journal.syncing import Progress
from whyward.journal.told import check_told
from whyward.journal.trust.awaited import note_awaited
from whyward.journal.trust.branching import own_end, rejoin
from whyward.journal.trust.changing import Put, over
from whyward.journal.trust.renewing import Parting, at_relay, parting, renew
from whyward.journal.trust.rotating import rotate_if_due
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.greeting import Caller
from whyward.protocol.members import Standing

_TOLD_BY = {
    Code.REMOVED: Code.REMOVED,
    Code.UNKNOWN_STATEMENT: Code.UNKNOWN_NEWER,
    Code.UNKNOWN_VERSION: Code.UNKNOWN_NEWER,
}
"""Refusals that stay in `status`: the person must know of them after this sync, too."""

_ROUNDS_MAX = 8
"""A history rejoined, then a renewal, then a look: more rounds than a few mean a relay that turns in circles."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps one log in order over one relay."""

    log: Log
    box: KeyBox
    connect: Connect

    async def settled(self, progress: Progress | None = None) -> Line:
        """Open a line, settle, and do whatever is due; return a line that is settled with nothing due.

        Raise `JournalError` in plain words if that cannot be.
        """
        try:
            return await self._settled(progress)
        except TheirFault as fault:
            if fault.code in _TOLD_BY:
                async with self.log.store.turn() as turn:
                    await turn.raise_alarm(_TOLD_BY[fault.code], b"", self.log.world.clock.now_ms())
            raise in_plain_words(fault) from fault

    async def _settled(self, progress: Progress | None) -> Line:
        for _ in range(_ROUNDS_MAX):
            line = await open_line(self.log, self.connect, progress)
            try:
                await line.settle()
                if not await self._keep_up(line):
                    return line
            except BaseException:
                await line.close()
                raise
            await line.close()
        raise TheirFault("the relay's histories part again and again", code=Code.CONTROL_FORKED)

    def needs_care(self, line: Line) -> bool:
        """Whether something is due that a live session cannot do by itself."""
        me = self.log.control.members.get(self.log.keys.device_id)
        has_parted = line.syncing.has_diverged or line.syncing.control_has_diverged
        return has_parted or me is None or not me.is_active or self._is_anothers(line)

    def _is_anothers(self, line: Line) -> bool:
        """Whether the folder has become another device meanwhile, and this line still speaks as before."""
        return line.syncing.device_id != self.log.keys.device_id

    async def _keep_up(self, line: Line) -> bool:
        """Do what is due; return whether the line must be opened anew because of it."""
        log = self.log
        if self._is_anothers(line):
            return True
        if line.syncing.control_has_diverged:
            async with self._asking() as asking:
                await rejoin(log, asking)
            return True
        me = log.control.members.get(log.keys.device_id)
        if me is not None and (line.syncing.has_diverged or me.standing is Standing.RENEWED):
            await self._renew(over(line))
            return True
        await rotate_if_due(log, over(line))
        await check_told(log)
        await note_awaited(log)
        return False

    async def _renew(self, put: Put) -> None:
        end = await own_end(self.log.store)
        found = Parting(end.n, end) if end is not None else await self._parting()
        if found is not None:
            await renew(self.log, self.box, found, put)

    async def _parting(self) -> Parting | None:
        """Ask where the series parts; None if another session has renewed the folder meanwhile."""
        asked_as = self.log.keys.device_id
        async with self._asking() as asking:
            found = await parting(self.log, at_relay(asking, self.log))
        if self.log.keys.device_id != asked_as:
            return None
        me = self.log.control.members[self.log.keys.device_id]
        if me.is_active and found.is_none(self.log.pages.heads[me.device_id].n):
            raise TheirFault("the relay says that this device's records part, and they do not", code=Code.FORKED)
        return found

    @asynccontextmanager
    async def _asking(self) -> AsyncGenerator[Asking]:
        """Ask the relay over a connection of its own, beside the line."""
        log, connection = self.log, await self.connect()
        try:
            caller = Caller(
                device_id=log.keys.device_id,
                signer=log.keys.signer,
                host=connection.host,
                relay_pk=await log.store.get(RELAY_KEY),
            )
            asking = Asking(connection, caller, log.world.entropy)
            await asking.greet()
            await asking.prove(log.control.space_id)
            yield asking
        finally:
            await connection.close()
