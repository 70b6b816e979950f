"""What the person can do about who belongs to the journal; part of the journal's facade.

Each verb works over the relay, over a folder if one is given, or alone where there is no other device to ask.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from whyward.journal.errors import Refused
from whyward.journal.folder.keeping import FolderKeeper
from whyward.journal.folder.proposing import over_folder
from whyward.journal.log import Log
from whyward.journal.ports import RELAY_URL
from whyward.journal.projections.timeline import Moment
from whyward.journal.recovery import recovery_keys
from whyward.journal.sentences import sentence
from whyward.journal.trust.changing import Put, alone, change, over
from whyward.journal.trust.digest import digest_words
from whyward.journal.trust.quarantine import Lot, look_at_late, lots, take_over
from whyward.journal.trust.recovering import Rehearsed, kit_of, rehearse
from whyward.journal.trust.sayings import new_kit, removal, rotation
from whyward.journal.trust.upkeep import Keeper
from whyward.journal.words import recovery_words
from whyward.protocol.ids import DeviceId
from whyward.protocol.statements import Party


class Trust:
    """Who may read and write, and what to do about it."""

    def __init__(self, log: Log, keeper: Callable[[], Awaitable[Keeper]], folder: FolderKeeper | None) -> None:
        """Work on this log; `folder` in place of the relay."""
        self._log = log
        self._keeper = keeper
        self._folder = folder

    async def remove(self, device: DeviceId) -> list[DeviceId]:
        """Shut a device out, with those it was before it was renewed; return all that are out now."""
        former = self._log.control.former.keys()
        async with self._way() as put:
            control = await change(self._log, removal(self._log, [device]), put)
        return sorted(control.former.keys() - former)

    async def rotate(self) -> int:
        """Begin a new epoch by hand; return its number."""
        async with self._way() as put:
            return (await change(self._log, rotation(self._log), put)).epoch.body.number

    def rehearse(self, words: str) -> Rehearsed:
        """Prove that recovery words open today's epoch; nothing is changed, and nothing is sent."""
        crypto = self._log.world.crypto
        return rehearse(self._log.control, kit_of(words, crypto), crypto)

    async def renew_kit(self, show: Callable[[list[str]], Awaitable[None]]) -> None:
        """Replace the recovery words, once `show` returns because the person has them on paper."""
        entropy = self._log.world.entropy.random_bytes(32)
        async with self._way() as put:
            await show(recovery_words(entropy))
            await change(self._log, new_kit(self._log, recovery_keys(entropy, self._log.world.crypto)), put)

    def digest(self) -> list[str]:
        """Return six words for all that this device holds, to be compared with another one's."""
        return digest_words(self._log)

    async def quarantine(self) -> list[Lot]:
        """Return what was refused, or came too late, and why."""
        return await lots(self._log)

    async def look_at_late(self, device: DeviceId) -> list[Moment]:
        """Return what a removed device recorded after its cut."""
        return await look_at_late(self._log, device)

    async def take_over(self, device: DeviceId) -> int:
        """Record those as this device's own, with their provenance; return how many."""
        return await take_over(self._log, device)

    @asynccontextmanager
    async def _way(self) -> AsyncGenerator[Put]:
        """Give the place where statements stand in line, level with it; tell it afterwards what follows."""
        log, folder = self._log, self._folder
        if folder is not None:
            await folder.carried()
            yield over_folder(log, folder.folder)
            await folder.carried()
        elif await log.store.get(RELAY_URL) is not None:
            line = await (await self._keeper()).settled()
            try:
                yield over(line)
            finally:
                await line.close()
        else:
            _refuse_with_others(log)
            yield alone(log)


def _refuse_with_others(log: Log) -> None:
    others = [member for member in log.control.members.values() if member.party is not Party.RECOVERY]
    if len(others) > 1:
        text = sentence("this journal has other devices and no relay, so they cannot be asked")
        raise Refused(text, hint="Use a folder that all of them reach: --folder DIR. Nothing was changed.")
