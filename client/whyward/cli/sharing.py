"""Opening the journal for a command about shares: what is shared with others, and what others share.

It decides nothing.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from whyward.cli.face import Face
from whyward.cli.opening import with_journal
from whyward.cli.shown.shares import called
from whyward.journal.guesting.verbs import Practice
from whyward.journal.journal import Journal
from whyward.journal.names import find_share
from whyward.journal.pages import Pages
from whyward.journal.projections.shares import Share
from whyward.journal.sharing.verbs import Shares

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open journal, and what it shows to others."""

    pages: Pages
    shares: Shares

    def share(self, who: str) -> Share:
        """Return the share that is meant; raise `NotFound` if that is not clear."""
        share_id = find_share(self.pages, who).share_id
        return next(share for share in self.shares.all() if share.share_id == share_id)

    def name(self, who: str) -> str:
        """Return what sentences call the person that is meant."""
        return called(self.share(who))


@dataclass(frozen=True, slots=True)
class Practising:
    """An open journal, and what others show to it."""

    pages: Pages
    practice: Practice


def with_shares(face: Face, do: Callable[[Opened], Awaitable[T]]) -> T:
    """Run one command's work on what this person shows to others."""

    async def work(journal: Journal) -> T:
        return await do(Opened(journal.pages, await journal.shares()))

    return with_journal(face, work)


def with_practice(face: Face, do: Callable[[Practising], Awaitable[T]]) -> T:
    """Run one command's work on what others show to this person."""

    async def work(journal: Journal) -> T:
        return await do(Practising(journal.pages, await journal.practice()))

    return with_journal(face, work)
