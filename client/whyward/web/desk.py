"""The desk: the person's journal while it is open, and what pages need around it on this device.

One for each server. It opens, locks and founds; it knows no page and no request.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from whyward.adapters.device_settings import DeviceSettings, load_settings, save_settings
from whyward.adapters.help_file import refresh_help_file
from whyward.adapters.home import Lock, create_home, is_journal, open_home, unlock_of
from whyward.adapters.platform import SystemClock, monotonic_s
from whyward.journal.days import life_day
from whyward.journal.errors import Locked, Refused
from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.journal import Journal
from whyward.journal.key_file import Unlock
from whyward.web.changes import Changes
from whyward.web.joining import Joining, Newcomer
from whyward.web.linking import Linking
from whyward.web.renewing import Renewing
from whyward.web.watch import Watch

_GRACE_S = 60.0
"""A window locks by itself first, with a warning; a desk whose windows are gone follows this much later."""


@dataclass(slots=True)
class Arrival:
    """What a fresh journal has to show once: its recovery words, until the person has them."""

    words: tuple[str, ...] = field(default=(), repr=False)


class Desk:
    """The state of the app: no journal yet, locked, or open."""

    def __init__(self, home: Path, *, show_in_terminal: Callable[[str], None], spoken: str = "en") -> None:
        """Open nothing yet. `show_in_terminal` prints where the app was started; `spoken` is the language till then."""
        self.home = home
        self.spoken = spoken
        self.settings: DeviceSettings = load_settings(home)
        self.changes = Changes()
        self.arrival = Arrival()
        self.linking = Linking(self.changes)
        self.joining = Joining(self.changes)
        self.renewing = Renewing(self.changes)
        self.show_in_terminal = show_in_terminal
        self._clock = SystemClock()
        self._touched_s = monotonic_s()
        self._journal: Journal | None = None
        self._watch: Watch | None = None
        self._turning = asyncio.Lock()
        self._users = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def exists(self) -> bool:
        """Whether there is a journal here at all."""
        return is_journal(self.home)

    @property
    def is_open(self) -> bool:
        """Whether the journal is open."""
        return self._journal is not None

    @property
    def journal(self) -> Journal:
        """The open journal; raise `Locked` if it is not open any more."""
        if self._journal is None:
            raise Locked("Whyward is locked", hint="Unlock it to go on. What you recorded is safe.")
        return self._journal

    @property
    def language(self) -> str:
        """The language of the pages: the person's own choice while the journal is open, else that of the program."""
        if self._journal is None:
            return self.spoken
        chosen = self._journal.pages.one(PREFERENCES, b"language")
        return self.spoken if chosen is None or not isinstance(chosen.value, str) else chosen.value

    @property
    def unlocks_by(self) -> Unlock:
        """How the key of this journal is kept."""
        return unlock_of(self.home)

    @property
    def watch(self) -> Watch | None:
        """What keeps the open journal in sync."""
        return self._watch

    def now(self) -> tuple[int, int]:
        """Return now in milliseconds since 1970, and local time minus UTC in minutes."""
        now_ms = self._clock.now_ms()
        return now_ms, self._clock.offset_minutes(now_ms)

    def today(self) -> date:
        """Return the life day of now."""
        return life_day(*self.now(), self.journal.pages.day_ends_at)

    def keep_settings(self, settings: DeviceSettings) -> None:
        """Keep how the app looks and locks on this device."""
        save_settings(self.home, settings)
        self.settings = settings

    async def found(self, lock: Lock, *, relay: str | None = None, invite: str = "") -> None:
        """Found a journal and open it; its words wait in `arrival` until they were taken."""
        founded = await create_home(self.home, lock, relay=relay, invite=invite)
        self.arrival = Arrival(tuple(founded.words))
        await self.unlock(lock.passphrase)

    async def join(self, lock: Lock, code: str, *, relay: str, name: str | None) -> None:
        """Begin to join the journal of another device; once this one is in, it is open and has its name."""

        async def settle() -> None:
            await self.unlock(lock.passphrase)
            if name is not None:
                await self.journal.name_device(name)

        await self.joining.begin(Newcomer(self.home, lock, code, relay), settle)

    async def unlock(self, passphrase: str) -> None:
        """Open the journal; raise `JournalError` if the secret is not the right one."""
        async with self._turning:
            if self._journal is None:
                journal = await open_home(self.home, lambda: passphrase)
                self._journal = journal
                self.settings = load_settings(self.home)
                self._watch = Watch(journal, self.changes)
                self._watch.start()
        self.touch()

    async def lock(self) -> None:
        """Close the journal once nobody is at it; from this moment on, nobody comes to it."""
        journal, watch = self._journal, self._watch
        self._journal, self._watch = None, None
        for errand in (self.linking, self.joining, self.renewing):
            await errand.stop()
        if watch is not None:
            await watch.stop()
        await self._idle.wait()
        if journal is not None:
            with contextlib.suppress(Refused):
                refresh_help_file(self.home, journal.pages)
            await journal.close()
        self.changes.tell()

    async def watch_anew(self) -> None:
        """Watch from the beginning, because the relay is another one."""
        if self._watch is not None:
            await self._watch.stop()
            self._watch.start()

    def touch(self) -> None:
        """Note that somebody is there."""
        self._touched_s = monotonic_s()

    async def lock_when_left(self) -> None:
        """Lock once nobody was there for as long as the settings say and a little; for ever, until cancelled."""
        while True:
            await asyncio.sleep(max(1.0, self._left_s()))
            if self._left_s() <= 0 and self.is_open:
                with contextlib.suppress(OSError):
                    await self.lock()

    def _left_s(self) -> float:
        return self.settings.lock_minutes * 60 + _GRACE_S - (monotonic_s() - self._touched_s)

    @asynccontextmanager
    async def used(self) -> AsyncGenerator[None]:
        """Hold the journal open while something works with it."""
        self._users += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._users -= 1
            if self._users == 0:
                self._idle.set()
