"""What a person can do about sharing; part of the journal's facade, for faces.

More is shown only by a wish with every sentence ticked; less takes one word, works without any relay, and counts at
once. Nothing here hands out a key.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from whyward.journal.decide.giving import granted, items_of, widened
from whyward.journal.errors import Damaged, Refused, Unreachable
from whyward.journal.events.shares import Field, ShareGranted, ShareWidened
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import ITEMS
from whyward.journal.folding.shares import ShareRow
from whyward.journal.intentions.people import MakeHandover
from whyward.journal.intentions.shares import (
    GrantShare,
    NarrowShare,
    PauseShare,
    RenewShare,
    ResumeShare,
    StopShare,
    WidenShare,
)
from whyward.journal.names import find_share
from whyward.journal.pages import Pages
from whyward.journal.projections.inbox import Inbox, inbox
from whyward.journal.projections.shares import Share, shares_shown
from whyward.journal.recording import Done
from whyward.journal.sentences import sentence
from whyward.journal.sharing import answers, previewing, rows
from whyward.journal.sharing.answering import Answering, Open, Record
from whyward.journal.sharing.answers import Answer, Confirmed
from whyward.journal.sharing.audit import Audit, Sent
from whyward.journal.sharing.audit import audit as audit_of
from whyward.journal.sharing.audit import sent_on as what_was_sent
from whyward.journal.sharing.consent import POINTS, ConsentText, consent_text
from whyward.journal.sharing.inviting import Invitation, Invited, contact_for
from whyward.journal.sharing.inviting import invite as make_invitation
from whyward.journal.sharing.links import InviteLink
from whyward.journal.sharing.previewing import Preview
from whyward.journal.sharing.rounds import ShareCarried, sync_shares, today_of
from whyward.journal.sharing.shelf import Shelf
from whyward.journal.sharing.tending import farewell_of, owner_door, settled, tend
from whyward.journal.sharing.view import Shown
from whyward.journal.sharing.watching import Glance, Reader, glance, guest_devices, notices, readers_in
from whyward.journal.texts import cleaned_line
from whyward.protocol.ids import SpaceId

__all__ = ["Answer", "Confirmed", "Invited", "ShareCarried", "Shares", "Stopped"]


@dataclass(frozen=True, slots=True)
class Stopped:
    """A share is over. `fetched`: goals that were shown and may have been read; `is_done`: the relay knows, too.

    Unless it is done, the next sync does it; nothing goes out meanwhile.
    """

    fetched: int
    is_done: bool


class Shares:
    """What this person shares. It is opened with all share logs of this device up to date: `Journal.shares`."""

    def __init__(self, shelf: Shelf, record: Record) -> None:
        """`record` records one wish in this person's own journal."""
        self._shelf = shelf
        self._record = record
        self._seen: dict[bytes, Glance] = {}

    async def refresh(self) -> None:
        """Look at every share that is on this device; what another process wrote is seen."""
        await self._shelf.personal.catch_up()
        self._seen = {}
        for row in rows.shares(self._pages):
            # One that is damaged is said to be so by a sync; the others are shown all the same.
            with suppress(Damaged):
                log = await self._shelf.opened(owner_door(self._shelf, row))
                if log is not None:
                    self._seen[row.share_id] = await glance(log, await farewell_of(log, row))

    # Whom.

    async def invite(
        self, name: str, *, role: str = "therapist", relay: str | None = None, invite: str = "", from_name: str = ""
    ) -> Invited:
        """Make a link for one person; nothing is shared by it."""
        contact, is_new = contact_for(self._shelf, name, role)
        told = cleaned_line(from_name, sentence("Your name for them")) if from_name.strip() else ""
        wish = Invitation(contact=contact, is_new=is_new, from_name=told, relay=relay, invite=invite)
        invited = await make_invitation(self._shelf, wish)
        await self.refresh()
        return invited

    def link(self, called: str) -> str:
        """Return the link of an invitation once more; raise `Refused` once somebody has come in by it."""
        row = find_share(self._pages, called)
        if row.revoked or row.verified_root is not None:
            raise Refused("That link has been used, or was taken back", hint="Each link is for one person, once.")
        return InviteLink(row.relay, SpaceId(row.space_id), row.relay_pk, row.secret).shown()

    async def look(self, called: str) -> Answer | None:
        """Fetch what came back to an invitation; None if nothing did yet."""
        row = find_share(self._pages, called)
        if row.revoked:
            raise Refused("That was stopped", hint="To begin anew: whyward share invite NAME")
        door = owner_door(self._shelf, row)
        log, line = await settled(self._shelf, door)
        await line.close()
        answer = await answers.look(self._shelf, door, log, row)
        await self.refresh()
        return answer

    async def confirm(self, called: str, typed: Sequence[str]) -> Confirmed:
        """Hold the typed words against the answer, and let them in; raise `BadInput` for wrong ones."""
        row, log = self._one(called)
        if row.revoked:
            raise Refused("That was stopped", hint="To begin anew: whyward share invite NAME")
        confirmed = await answers.confirm(self._shelf, log, row, typed)
        with suppress(Unreachable):  # Otherwise the next sync lets them in: that it is them is recorded.
            await tend(self._shelf, self._row(row.share_id))
        await self.refresh()
        return confirmed

    async def words(self, called: str) -> tuple[str, ...]:
        """Return the eight words of a share that was made sure of."""
        row, log = self._one(called)
        return await answers.words_of(log, row)

    # What.

    def consent(self, called: str) -> ConsentText:
        """Return the sentences to agree to before more is shown to somebody."""
        return consent_text(find_share(self._pages, called).duties)

    def preview(self, wish: GrantShare | WidenShare) -> Preview:
        """Return exactly what they would see if this were granted."""
        row, log = self._one(wish.who)
        return previewing.preview(self._pages, log.pages, row, self._wished(wish, row))

    async def grant(self, wish: GrantShare) -> Done:
        """Show something; every sentence must be ticked."""
        return await self._record(wish)

    async def widen(self, wish: WidenShare) -> Done:
        """Show more."""
        return await self._record(wish)

    async def narrow(self, wish: NarrowShare) -> Done:
        """Show less."""
        return await self._record(wish)

    async def pause(self, wish: PauseShare) -> Done:
        """Let nothing go out for a while."""
        return await self._record(wish)

    async def resume(self, wish: ResumeShare) -> Done:
        """Let it go on."""
        return await self._record(wish)

    async def renew(self, wish: RenewShare) -> Done:
        """Let it last longer."""
        return await self._record(wish)

    async def stop(self, wish: StopShare) -> Stopped:
        """Stop for good: here at once, and at the relay if it can be reached."""
        row = find_share(self._pages, wish.who)
        await self._record(wish)
        log = await self._shelf.opened(owner_door(self._shelf, row))
        fetched = 0 if log is None else sum(item.goal is not None for item in log.pages.all(ITEMS))
        try:
            await tend(self._shelf, self._row(row.share_id))
        except Unreachable:
            return Stopped(fetched, is_done=False)
        await self.refresh()
        return Stopped(fetched, is_done=True)

    async def handover(self, wish: MakeHandover) -> Done:
        """Note what was handed over by hand."""
        return await self._record(wish)

    def sheet(
        self, goals: tuple[str, ...], fields: tuple[str, ...], without: tuple[str, ...], since: date
    ) -> tuple[Shown, ...]:
        """Return what stands on a sheet to hand over: the same as would be shared."""
        wish = GrantShare(who="", goals=goals, fields=fields, without=without)
        items = {item.ref: frozenset(map(Field, item.fields)) for item in items_of(wish, self._pages)}
        return previewing.sheet(self._pages, items, since)

    # How it stands.

    def all(self) -> list[Share]:
        """Return every share, those that last before those that were stopped."""
        return [self._watched(share) for share in shares_shown(self._pages, self._today)]

    def readers(self) -> dict[bytes, tuple[Reader, ...]]:
        """Return every device that can read in each share on this device, by the share's id."""
        return {share_id: readers_in(seen) for share_id, seen in self._seen.items()}

    def audit(self, called: str) -> Audit:
        """Return all that went out to somebody."""
        row, log = self._one(called)
        return audit_of(self._pages, log.pages, row.share_id)

    def sent_on(self, called: str, day: date) -> list[Sent]:
        """Return what somebody had on a day, exactly as it was sent."""
        row, log = self._one(called)
        return list(what_was_sent(self._pages, log.pages, row.share_id, day))

    # What comes back.

    def inbox(self) -> Inbox:
        """Return what came back and is still open: comments, proposals, answers about deletion."""
        return inbox(self._pages, {row.share_id: log.pages for row, log in self._opened()})

    async def reply(self, called: str, text: str) -> None:
        """Write back; `called` is the start of the id of a comment, a proposal or a request."""
        await self._answering().reply(called, text)

    async def put_away(self, called: str) -> Done:
        """Be done with a comment."""
        return await self._answering().put_away(called)

    async def accept(self, called: str, statement: str | None = None, values: tuple[str, ...] = ()) -> GoalRow:
        """Make a goal of a proposal, in words of one's own if some are given."""
        return await self._answering().accept(called, statement, values)

    async def decline(self, called: str, *, tell_them: bool = False, note: str | None = None) -> Done:
        """Leave a proposal where it is."""
        return await self._answering().decline(called, tell_them=tell_them, note=note)

    async def request_deletion(self, called: str, goals: tuple[str, ...], text: str) -> bytes:
        """Ask somebody to delete copies: of some goals, or of all; return the request's id."""
        return await self._answering().request_deletion(self._one(called), goals, text)

    async def sync(self) -> list[ShareCarried]:
        """Sync every share, those too that others gave this person; the person's own records were synced before."""
        carried = await sync_shares(self._shelf)
        await self.refresh()
        return carried

    @property
    def _pages(self) -> Pages:
        return self._shelf.personal.pages

    @property
    def _today(self) -> date:
        return today_of(self._shelf.personal)

    def _wished(self, wish: GrantShare | WidenShare, row: ShareRow) -> ShareGranted | ShareWidened | None:
        """Return what would be recorded if every sentence were ticked; None for a wish for nothing new."""
        if isinstance(wish, GrantShare):
            return granted(structs.replace(wish, ticked=POINTS), row, self._pages, self._today)
        if not wish.goals and not wish.parts and not wish.may:
            return None
        return widened(structs.replace(wish, ticked=POINTS), row, self._pages, self._today)

    def _watched(self, share: Share) -> Share:
        """Add what the share's own log knows."""
        seen = self._seen.get(share.share_id)
        devices = () if seen is None else guest_devices(seen)
        return structs.replace(share, devices=devices, notices=notices(self._row(share.share_id), seen, self._today))

    def _answering(self) -> Answering:
        return Answering(self._shelf.personal, self._opened(), self._record)

    def _opened(self) -> list[Open]:
        every = [(row, self._seen.get(row.share_id)) for row in rows.shares(self._pages)]
        return [(row, seen.log) for row, seen in every if seen is not None]

    def _one(self, called: str) -> Open:
        row = find_share(self._pages, called)
        seen = self._seen.get(row.share_id)
        if seen is None:
            text = sentence("this device has not come into that share yet")
            raise Refused(text, hint="Sync once, with its relay in reach: whyward sync")
        return row, seen.log

    def _row(self, share_id: bytes) -> ShareRow:
        row = rows.share(self._pages, share_id)
        assert row is not None, "a share stays on the pages"
        return row
