"""Answering what the other side wrote: first in the person's own records, then, where they are to hear of it, there.

Nothing that they proposed becomes a goal but by the person's own wish.
"""

from collections.abc import Awaitable, Callable, Iterable

from whyward.journal.decide.facts import Fact, check_sizes
from whyward.journal.errors import NotFound, Refused
from whyward.journal.events.catalogue import GOAL, ref_of
from whyward.journal.events.fields import Body
from whyward.journal.events.shared import DeletionRequested, ProposalAnswer, ProposalAnswered, ReplyWritten
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import COMMENTS, GOALS, ITEMS, PROPOSALS, REQUESTS, VERDICTS
from whyward.journal.folding.shares import ShareRow
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.shares import AcceptProposal, DeclineProposal, PutCommentAway
from whyward.journal.log import Log
from whyward.journal.names import Named, find, find_goal
from whyward.journal.recording import Done, record_facts
from whyward.journal.sentences import sentence
from whyward.journal.sharing.aliases import alias_key, alias_of
from whyward.journal.sharing.root import guests_in
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.texts import cleaned_text

Record = Callable[[Intention], Awaitable[Done]]
"""Record one wish in the person's own journal."""

Open = tuple[ShareRow, ShareLog]
"""A share of this person's own with its log."""


class Answering:
    """What can be answered in some shares."""

    def __init__(self, personal: Log, opened: Iterable[Open], record: Record) -> None:
        """Look into these shares of the person whose own log this is."""
        self._personal = personal
        self._opened = list(opened)
        self._record = record

    async def reply(self, called: str, text: str) -> None:
        """Write back to a comment, a proposal or a request."""
        (_, log), about = self._found(called, ("comment", "proposal", "request"))
        reply_id, said = log.world.entropy.random_bytes(16), cleaned_text(text, sentence("The reply"))
        await self._say(log, ReplyWritten(reply_id=reply_id, about=about, text=said))

    async def put_away(self, called: str) -> Done:
        """Be done with a comment."""
        (row, _), comment_id = self._found(called, ("comment",))
        return await self._record(PutCommentAway(share_id=row.share_id, comment_id=comment_id))

    async def accept(self, called: str, statement: str | None, values: tuple[str, ...]) -> GoalRow:
        """Make a goal of a proposal, in its own words or in the person's; tell the other side that it was."""
        (row, log), proposal_id = self._found(called, ("proposal",))
        proposal = log.pages.one(PROPOSALS, proposal_id)
        assert proposal is not None, "it was found there"
        changed = statement is not None and statement.strip() != proposal.statement.strip()
        wish = AcceptProposal(
            share_id=row.share_id,
            proposal_id=proposal_id,
            statement=proposal.statement if statement is None else statement,
            values=values,
            changed=changed,
        )
        await self._record(wish)
        answer = ProposalAnswer.CHANGED if changed else ProposalAnswer.ACCEPTED
        await self._tell(log, ProposalAnswered(proposal_id=proposal_id, answer=answer.value))
        verdict = self._personal.pages.one(VERDICTS, proposal_id)
        goal = None if verdict is None or verdict.goal_id is None else self._personal.pages.one(GOALS, verdict.goal_id)
        assert goal is not None, "it was just made"
        return goal

    async def decline(self, called: str, *, tell_them: bool, note: str | None) -> Done:
        """Leave a proposal where it is; they hear of it only if the person wishes."""
        (row, log), proposal_id = self._found(called, ("proposal",))
        wish = DeclineProposal(share_id=row.share_id, proposal_id=proposal_id, tell_them=tell_them, note=note)
        done = await self._record(wish)
        if tell_them:
            answer = ProposalAnswer.DECLINED.value
            text = None if note is None or not note.strip() else cleaned_text(note, sentence("The note"))
            await self._tell(log, ProposalAnswered(proposal_id=proposal_id, answer=answer, text=text))
        return done

    async def request_deletion(self, one: Open, goals: tuple[str, ...], text: str) -> bytes:
        """Ask that copies be deleted: of some goals, or of all; return the request's id."""
        row, log = one
        key = alias_key(row)
        items = tuple(
            dict.fromkeys(alias_of(key, ref_of(GOAL, find_goal(self._personal.pages, goal).goal_id)) for goal in goals)
        )
        known = {item.item for item in log.pages.all(ITEMS)}
        if not set(items) <= known:
            raise Refused("They were never shown that", hint="To see what was: whyward share audit NAME")
        request_id = log.world.entropy.random_bytes(16)
        said = cleaned_text(text, sentence("The request"))
        await self._say(log, DeletionRequested(request_id=request_id, items=items, text=said))
        return request_id

    async def _say(self, log: ShareLog, body: Body) -> None:
        if not guests_in(log.control):
            text = sentence("nobody reads there any more, or nobody does yet")
            raise Refused(text, hint="Reach them by another way. Nothing was sent.")
        await self._tell(log, body)

    @staticmethod
    async def _tell(log: ShareLog, body: Body) -> None:
        fact = Fact(body, log.world.clock.now_ms())
        check_sizes([fact])
        await record_facts(log, [fact])

    def _found(self, called: str, nouns: tuple[str, ...]) -> tuple[Open, bytes]:
        """Return what is called so by the start of its id, and the share it stands in."""
        things: dict[bytes, Open] = {}
        for row, log in self._opened:
            if "comment" in nouns:
                things |= {comment.comment_id: (row, log) for comment in log.pages.all(COMMENTS)}
            if "proposal" in nouns:
                things |= {proposal.proposal_id: (row, log) for proposal in log.pages.all(PROPOSALS)}
            if "request" in nouns:
                things |= {request.request_id: (row, log) for request in log.pages.all(REQUESTS)}
        if not things:
            raise NotFound(
                sentence("There is no %(noun)s here", noun=nouns[0]), hint="`whyward inbox` shows what came."
            )
        found = find(called, [Named(thing, "") for thing in things], nouns[0])
        return things[found], found
