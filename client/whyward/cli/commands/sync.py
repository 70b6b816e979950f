"""`whyward sync`: carry both ways, once or for as long as it is left running.

What was recorded is safe on this device whatever happens here.
"""

import asyncio
import signal
from typing import NamedTuple

import click
import msgspec

from whyward.adapters.platform import SystemEntropy
from whyward.adapters.relay_way import checked_address
from whyward.cli.commands.sync_folder import sync_folder
from whyward.cli.face import Face
from whyward.cli.opening import opened, with_journal
from whyward.cli.progress import sign_of_life
from whyward.cli.shown.carried import ShareCarriedShown, carried_lines, carried_shown, names_of_shares
from whyward.cli.verbs import Verb
from whyward.journal.errors import BadInput, Unreachable
from whyward.journal.guesting.verbs import Practice
from whyward.journal.journal import Journal
from whyward.journal.sharing.verbs import Shares
from whyward.journal.syncing import Carried, Progress

_PAUSE_FIRST_S = 2.0
"""A device asks a relay that comes and goes at most once a second: half of this is the shortest pause."""

_PAUSE_MAX_S = 60.0


class CarriedShown(msgspec.Struct, frozen=True):
    """What went each way, in sealed records, and the state after it."""

    sent: int
    received: int
    set_aside: int
    state_hash: str
    shares: list[ShareCarriedShown]


class _Sharing(NamedTuple):
    """What this person shares, and what others share with them."""

    shares: Shares
    practice: Practice

    async def synced(self, journal: Journal) -> list[ShareCarriedShown]:
        """Sync each share; what goes wrong with one is told, and keeps no other one waiting."""
        carried = await self.shares.sync()
        await self.practice.refresh()
        clients = {client.space_id: client.name for client in self.practice.clients()}
        return carried_shown(carried, names_of_shares(journal.pages, clients))

    @property
    def is_any(self) -> bool:
        """Whether anything is shared, either way."""
        return bool(self.shares.all() or self.practice.clients())


class ChangeShown(msgspec.Struct, frozen=True):
    """What went each way just now. No state hash: it would cost a look at everything for each change."""

    sent: int
    received: int
    set_aside: int


@click.command(cls=Verb)
@click.option("--watch", is_flag=True, help="Stay connected until Ctrl-C, and carry each change at once.")
@click.option("--relay", metavar="URL", help="Use this relay from now on.")
@click.option("--invite", metavar="TOKEN", help="The relay's invite, if it asks for one.")
@click.option("--new-relay-key", is_flag=True, help="The relay at this address has a new key, and you know why.")
@click.option("--folder", metavar="DIR", help="Carry over this folder instead: a stick, or a synced drive.")
@click.pass_obj
def sync(
    face: Face, watch: bool, relay: str | None, invite: str | None, new_relay_key: bool, folder: str | None
) -> None:
    """Bring this device and the relay, or a folder, to the same state; then carry what is shared."""
    named = _Named(relay, invite, new_relay_key)
    if folder is not None:
        if watch or named.is_anything:
            raise BadInput(
                "--folder stands alone: it needs no relay", hint="Sync with a relay in a command of its own."
            )
        sync_folder(face, folder)
        return
    if watch:
        asyncio.run(_watch(face, named))
        return

    async def carry(journal: Journal) -> None:
        await _use(journal, named)
        async with sign_of_life(face, "Syncing") as tell:
            carried = await _own(journal, lambda so_far: tell(f"Syncing: {_counts(so_far)}"))
            tell("Syncing what is shared")
            shares = await (await _sharing(journal)).synced(journal)
        told = (
            "This journal has no relay of its own" if carried is None else f"In step with the relay: {_counts(carried)}"
        )
        shown = _shown(carried or Carried(), journal, shares)
        face.answer(shown, "\n".join([f"{told}.", *carried_lines(shares)]))

    with_journal(face, carry)


async def _sharing(journal: Journal) -> _Sharing:
    return _Sharing(await journal.shares(), await journal.practice())


async def _own(journal: Journal, progress: Progress) -> Carried | None:
    """Sync the person's own records; None where they have no relay, and something is shared over another."""
    if (await journal.status(entry_count=0)).relay is None and (await _sharing(journal)).is_any:
        return None
    return await journal.sync(progress)


class _Named(NamedTuple):
    """What the person said of the relay to use."""

    relay: str | None
    invite: str | None
    has_new_key: bool

    @property
    def is_anything(self) -> bool:
        """Whether anything was said of it."""
        return self.relay is not None or self.invite is not None or self.has_new_key


async def _use(journal: Journal, named: _Named) -> None:
    """Set the relay first, if anything was said of it."""
    if not named.is_anything:
        return
    if named.relay is not None:
        url = checked_address(named.relay)
    elif (known := (await journal.status()).relay) is not None:
        url = known
    else:
        text = "an invite is for a relay, as a new key is, and this journal has none yet"
        raise BadInput(text, hint="Name it too: whyward sync --relay URL --invite TOKEN")
    await journal.use_relay(url, named.invite or "", has_new_key=named.has_new_key)


async def _watch(face: Face, named: _Named) -> None:
    """Stay in sync until told to stop, by Ctrl-C or otherwise; both are a good end."""
    loop = asyncio.get_running_loop()
    async with opened(face) as journal:
        await _use(journal, named)
        watching = asyncio.ensure_future(_Watch(face, journal).run())
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, watching.cancel)
        await asyncio.wait({watching})
        if not watching.cancelled():
            watching.result()
    face.say("Ended. Everything that came is on this device.")


class _Watch:
    """One `sync --watch`: connections one after the other, with pauses while the relay is away."""

    def __init__(self, face: Face, journal: Journal) -> None:
        self._face = face
        self._journal = journal
        self._pause_s = _PAUSE_FIRST_S
        self._is_away = False
        self._told = Carried()

    async def run(self) -> None:
        dice = SystemEntropy()
        while True:
            self._told = Carried()
            try:
                await self._journal.stay_in_sync(self._changed, self._settled)
            except Unreachable as error:
                if not self._is_away:
                    self._face.say(f"{error.text[:1].upper()}{error.text[1:]}. Trying again now and then.")
                self._is_away = True
            # Between a half and the whole of the pause, so that many devices do not all come back at once.
            await asyncio.sleep(self._pause_s * (0.5 + dice.random_bytes(1)[0] / 512))
            self._pause_s = min(2 * self._pause_s, _PAUSE_MAX_S)

    def _settled(self) -> None:
        self._pause_s = _PAUSE_FIRST_S
        self._is_away = False
        self._face.say("In step with the relay. Watching; Ctrl-C ends it.")

    def _changed(self, so_far: Carried) -> None:
        told = self._told
        news = Carried(so_far.sent - told.sent, so_far.received - told.received, so_far.set_aside - told.set_aside)
        self._told = Carried(so_far.sent, so_far.received, so_far.set_aside)
        if news.sent or news.received or news.set_aside:
            shown = ChangeShown(news.sent, news.received, news.set_aside)
            self._face.answer(shown, f"{_counts(news)}.")


def _shown(carried: Carried, journal: Journal, shares: list[ShareCarriedShown]) -> CarriedShown:
    state = journal.pages.state_hash().hex()
    return CarriedShown(carried.sent, carried.received, carried.set_aside, state, shares)


def _counts(carried: Carried) -> str:
    aside = f", {carried.set_aside} set aside" if carried.set_aside else ""
    return f"{carried.sent} sent, {carried.received} received{aside}"
