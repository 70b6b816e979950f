"""One sync of a journal: the person's own records first, then every share, each by itself.

Nothing that goes wrong with a share keeps the records or another share from being carried.
"""

from typing import NamedTuple

from whyward.cli.shown.carried import ShareCarriedShown, carried_shown, names_of_shares
from whyward.journal.guesting.verbs import Practice
from whyward.journal.journal import Journal
from whyward.journal.sharing.verbs import Shares
from whyward.journal.syncing import Carried, Progress


class Sharing(NamedTuple):
    """What this person shares, and what others share with them."""

    shares: Shares
    practice: Practice

    @property
    def is_any(self) -> bool:
        """Whether anything is shared, either way."""
        return bool(self.shares.all() or self.practice.clients())

    async def synced(self, journal: Journal) -> list[ShareCarriedShown]:
        """Sync each share; the person's own records were synced right before."""
        carried = await self.shares.sync()
        await self.practice.refresh()
        return carried_shown(carried, names_of_shares(journal.pages, self.practice.clients()))


async def sharing_of(journal: Journal) -> Sharing:
    """Open what is shared, both ways."""
    return Sharing(await journal.shares(), await journal.practice())


async def has_relay(journal: Journal) -> bool:
    """Whether the journal has a relay of its own."""
    return (await journal.status(entry_count=0)).relay is not None


async def sync_own(journal: Journal, progress: Progress) -> Carried | None:
    """Sync the person's own records; None where they have no relay, and something is shared over another."""
    if not await has_relay(journal) and (await sharing_of(journal)).is_any:
        return None
    return await journal.sync(progress)


def counts(carried: Carried) -> str:
    """Return what went each way, for people."""
    aside = f", {carried.set_aside} set aside" if carried.set_aside else ""
    return f"{carried.sent} sent, {carried.received} received{aside}"
