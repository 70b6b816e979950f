"""`whyward sync --watch`: connections one after the other until it is told to end; shares are seen to each minute.

Whatever the relay does, what was recorded is safe on this device.
"""

import asyncio
import signal
from typing import Final

import msgspec

from whyward.adapters.platform import SystemEntropy
from whyward.cli.face import Face
from whyward.cli.shown.carried import ShareCarriedShown, carried_lines
from whyward.cli.syncing import counts, has_relay, sharing_of
from whyward.journal.errors import Unreachable
from whyward.journal.journal import Journal
from whyward.journal.syncing import Carried

_PAUSE_FIRST_S: Final = 2.0
"""A device asks a relay that comes and goes at most once a second: half of this is the shortest pause."""

_PAUSE_MAX_S: Final = 60.0
_SHARES_EVERY_S: Final = 60.0


class ChangeShown(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went each way just now. No state hash: it would cost a look at everything for each change."""

    sent: int
    received: int
    set_aside: int
    shares: list[ShareCarriedShown] = []


async def watch_until_told(face: Face, journal: Journal) -> None:
    """Stay in sync until told to stop, by Ctrl-C or otherwise; both are a good end."""
    loop = asyncio.get_running_loop()
    watching = asyncio.ensure_future(_Watch(face, journal).run())
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, watching.cancel)
    await asyncio.wait({watching})
    if not watching.cancelled():
        watching.result()


class _Watch:
    """One watch, with pauses while the relay is away."""

    def __init__(self, face: Face, journal: Journal) -> None:
        self._face = face
        self._journal = journal
        self._pause_s = _PAUSE_FIRST_S
        self._is_settled = False
        self._is_away = False
        self._told = Carried()
        self._shares_told: set[str] = set()

    async def run(self) -> None:
        dice = SystemEntropy()
        while True:
            self._told = Carried()
            try:
                if await self._stayed():
                    continue
            except Unreachable as error:
                if not self._is_away:
                    self._face.say(f"{error.text[:1].upper()}{error.text[1:]}. Trying again now and then.")
                self._is_away = True
            # Between a half and the whole of the pause, so that many devices do not all come back at once.
            await asyncio.sleep(self._pause_s * (0.5 + dice.random_bytes(1)[0] / 512))
            self._pause_s = min(2 * self._pause_s, _PAUSE_MAX_S)

    async def _stayed(self) -> bool:
        """Stay until the connection ends; where something is shared, for a minute. Return whether to go on at once."""
        sharing = await sharing_of(self._journal)
        if not sharing.is_any:
            await self._journal.stay_in_sync(self._changed, self._settled)
            return False
        is_own = await has_relay(self._journal)
        if is_own:
            await self._journal.sync(self._changed)
        self._tell(await sharing.synced(self._journal))
        if not is_own:
            self._settled()
            await asyncio.sleep(_SHARES_EVERY_S)
            return True
        self._told = Carried()
        try:
            async with asyncio.timeout(_SHARES_EVERY_S):
                await self._journal.stay_in_sync(self._changed, self._settled)
        except TimeoutError:
            return True
        return False

    def _tell(self, shares: list[ShareCarriedShown]) -> None:
        """Tell what went out, and what does not work, that only once."""
        news = [one for one in shares if one.sent or (one.error is not None and one.error not in self._shares_told)]
        self._shares_told = {one.error for one in shares if one.error is not None}
        if news:
            self._face.answer(ChangeShown(0, 0, 0, news), "\n".join(carried_lines(news)))

    def _settled(self) -> None:
        self._pause_s = _PAUSE_FIRST_S
        if self._is_away or not self._is_settled:
            self._face.say("In step with the relay. Watching; Ctrl-C ends it.")
        self._is_away, self._is_settled = False, True

    def _changed(self, so_far: Carried) -> None:
        told = self._told
        news = Carried(so_far.sent - told.sent, so_far.received - told.received, so_far.set_aside - told.set_aside)
        self._told = Carried(so_far.sent, so_far.received, so_far.set_aside)
        if news.sent or news.received or news.set_aside:
            shown = ChangeShown(news.sent, news.received, news.set_aside)
            self._face.answer(shown, f"{counts(news)}.")
