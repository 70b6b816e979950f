"""What a person can do with what others share with them; part of the journal's facade, for faces.

It shows copies that somebody chose to show, and says "last shared", never "last active". Nothing is said to anybody but
by a wish; what the owner did not allow is refused here, before it is written.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date

from whyward.journal.decide.facts import Fact, check_sizes
from whyward.journal.errors import Damaged, NotFound, Refused
from whyward.journal.events.fields import Body
from whyward.journal.events.shared import (
    CommentWritten,
    DeletionAnswer,
    DeletionAnswered,
    GoalProposed,
    ReceiptGiven,
)
from whyward.journal.events.shares import May
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.folding.nouns import CLIENTS, DESCRIPTION, ITEMS, REQUESTS
from whyward.journal.guesting.accepting import Accepted, accept, guest_door, words_of
from whyward.journal.guesting.ending import ended_on, purge
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.guesting import MarkSession, NameClient, SetKeeping
from whyward.journal.names import Named, find, find_client
from whyward.journal.pages import Pages
from whyward.journal.projections.guesting import Client, ClientPage, client_page, client_shown
from whyward.journal.recording import Done, record_facts
from whyward.journal.sentences import sentence
from whyward.journal.sharing.rounds import today_of
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.sharing.shelf import Shelf
from whyward.journal.sharing.watching import Glance, Reader, glance, readers_in
from whyward.journal.texts import chosen, cleaned_lines, cleaned_text, optional_line, optional_text

__all__ = ["Accepted", "Practice"]


class Practice:
    """What others share with this person. It is opened with all share logs up to date: `Journal.practice`."""

    def __init__(self, shelf: Shelf, record: Callable[[Intention], Awaitable[Done]]) -> None:
        """`record` records one wish in this person's own journal."""
        self._shelf = shelf
        self._record = record
        self._seen: dict[bytes, Glance] = {}
        self._ended_on: dict[bytes, date | None] = {}

    async def refresh(self) -> None:
        """Look at every share that is on this device; what another process wrote is seen."""
        await self._shelf.personal.catch_up()
        self._seen, self._ended_on = {}, {}
        for row in self._pages.all(CLIENTS):
            # One that is damaged is said to be so by a sync; the others are shown all the same.
            with suppress(Damaged):
                log = None if row.purged else await self._shelf.opened(guest_door(row, self._shelf.world.crypto))
                if log is not None:
                    self._seen[row.space_id] = await glance(log)
                    self._ended_on[row.space_id] = await ended_on(log, today_of(self._shelf.personal))

    async def accept(self, link: str, *, name: str, duties: str = "") -> Accepted:
        """Follow a link, and leave a letter with a name and what must be told of one's duties."""
        accepted = await accept(self._shelf, link, name, duties)
        await self.refresh()
        return accepted

    async def words(self, called: str) -> tuple[str, ...]:
        """Return the eight words to read to whoever shares."""
        return await words_of(self._row(called), self._shelf.world.crypto)

    def clients(self) -> list[Client]:
        """Return everybody who shares, in the order in which their links were followed."""
        every = sorted(self._pages.all(CLIENTS), key=lambda row: row.stamp)
        return [client_shown(row, self._share_pages(row), ended_on=self._ended_on.get(row.space_id)) for row in every]

    def client(self, called: str) -> ClientPage:
        """Return all that somebody shows."""
        row, log = self._one(called)
        return client_page(row, log.pages, ended_on=self._ended_on.get(row.space_id))

    def readers(self) -> dict[bytes, tuple[Reader, ...]]:
        """Return every device that can read in each share on this device, by the id of its space."""
        return {space_id: readers_in(seen) for space_id, seen in self._seen.items()}

    # What this side says there.

    async def comment(self, called: str, text: str, about: str | None = None) -> bytes:
        """Write something, about a goal (the start of its id, or of its words) or about nothing in particular."""
        row, log = self._one(called)
        self._refuse_unless(log, May.COMMENT)
        comment_id = log.world.entropy.random_bytes(16)
        item = None if about is None else _item(log, about)
        written = CommentWritten(comment_id=comment_id, about=item, text=cleaned_text(text, sentence("The comment")))
        await self._say(row, log, written)
        return comment_id

    async def propose(
        self,
        called: str,
        statement: str,
        *,
        value: str | None = None,
        steps: tuple[str, ...] = (),
        message: str | None = None,
    ) -> bytes:
        """Propose a goal; it becomes one only if the owner makes it theirs."""
        row, log = self._one(called)
        self._refuse_unless(log, May.PROPOSE)
        proposal_id = log.world.entropy.random_bytes(16)
        proposed = GoalProposed(
            proposal_id=proposal_id,
            statement=cleaned_text(statement, sentence("The goal")),
            value=optional_line(value, sentence("The value")),
            steps=cleaned_lines(steps, sentence("A step")),
            message=optional_text(message, sentence("The message")),
        )
        await self._say(row, log, proposed)
        return proposal_id

    async def answer_deletion(
        self, called: str, request: str, answer: str, *, basis: str | None = None, until: date | None = None
    ) -> None:
        """Answer a request to delete: deleted, kept-by-law, pending, refused."""
        row, log = self._one(called)
        requests = [Named(one.request_id, "") for one in log.pages.all(REQUESTS)]
        if not requests:
            raise NotFound("They asked for nothing to be deleted", hint="Nothing needs to be answered.")
        said = DeletionAnswered(
            request_id=find(request, requests, sentence("request")),
            answer=chosen(answer, DeletionAnswer, sentence("answer")),
            basis=optional_text(basis, sentence("The basis")),
            until=until,
        )
        await self._say(row, log, said)

    async def opened(self, called: str) -> int:
        """Tell the owner which versions are on the page now: only by this wish; return how many that are."""
        row, log = self._one(called)
        versions = tuple(sorted(item.shown.version for item in log.pages.all(ITEMS) if item.goal is not None))
        if versions:
            await self._say(row, log, ReceiptGiven(versions=versions))
        return len(versions)

    # What stays with this side.

    async def name(self, called: str, name: str) -> Done:
        """Call whoever shares by a name of one's own."""
        return await self._record(NameClient(space_id=self._row(called).space_id, name=name))

    async def keep(
        self, called: str, *, days: int = 0, by_law: bool = False, until: date | None = None, basis: str | None = None
    ) -> Done:
        """Say how long copies stay after the end."""
        space_id = self._row(called).space_id
        return await self._record(SetKeeping(space_id=space_id, days=days, by_law=by_law, until=until, basis=basis))

    async def mark_session(self, called: str, on: date | None = None) -> Done:
        """Say that the two met: what is new counts from there."""
        return await self._record(MarkSession(space_id=self._row(called).space_id, on=on))

    async def leave(self, called: str) -> None:
        """Delete the copies of a share here, for good, and say so."""
        row = self._row(called)
        if row.purged:
            raise Refused("Those copies were deleted already", hint="Nothing needs to change.")
        seen = self._seen.get(row.space_id)
        await purge(self._shelf, row, None if seen is None else seen.log)
        await self.refresh()

    @property
    def _pages(self) -> Pages:
        return self._shelf.personal.pages

    def _share_pages(self, row: ClientRow) -> Pages | None:
        seen = self._seen.get(row.space_id)
        return None if seen is None else seen.log.pages

    def _row(self, called: str) -> ClientRow:
        told: dict[bytes, str] = {}
        for space_id, seen in self._seen.items():
            description = seen.log.pages.one(DESCRIPTION)
            if description is not None:
                told[space_id] = description.from_name
        return find_client(self._pages, called, told)

    def _one(self, called: str) -> tuple[ClientRow, ShareLog]:
        row = self._row(called)
        seen = self._seen.get(row.space_id)
        if row.purged:
            raise Refused("The copies of that share were deleted", hint="There is nothing to see any more.")
        if seen is None:
            text = sentence("they have not confirmed yet that it is you")
            raise Refused(text, hint="Read them your words when you speak, then sync: whyward sync")
        return row, seen.log

    @staticmethod
    def _refuse_unless(log: ShareLog, right: May) -> None:
        """Refuse what the owner has not allowed. It is a courtesy: a comment that is not wished is put away."""
        told = log.pages.one(DESCRIPTION)
        if told is None or right.value not in told.may:
            text = (
                sentence("they have not asked for proposals")
                if right is May.PROPOSE
                else sentence("they have not asked for comments")
            )
            raise Refused(text, hint="You can talk about it when you meet.")

    async def _say(self, row: ClientRow, log: ShareLog, body: Body) -> None:
        if self._ended_on.get(row.space_id) is not None:
            raise Refused("that share has ended, so nothing more is said there", hint="Reach them by another way.")
        fact = Fact(body, log.world.clock.now_ms())
        check_sizes([fact])
        await record_facts(log, [fact])


def _item(log: ShareLog, about: str) -> bytes:
    """Return the item that is meant, by the start of its id or of its words."""
    shown = [item for item in log.pages.all(ITEMS) if item.goal is not None]
    named = [Named(item.item, "" if item.goal is None else item.goal.statement or "") for item in shown]
    return find(about, named, sentence("shared goal"), by_start=True)
