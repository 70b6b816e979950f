"""Deciding what becomes of what the other side wrote: a comment put away, a proposal made a goal or left.

A proposal becomes a goal by the person's own wish alone, and once.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.events.goals import GoalKind, GoalSet, Measure, ProposedBy
from whyward.journal.events.shares import CommentPutAway, ProposalAccepted, ProposalDeclined
from whyward.journal.folding.nouns import PUT_AWAY, VERDICTS
from whyward.journal.intentions.any import AnswerIntention
from whyward.journal.intentions.shares import AcceptProposal, DeclineProposal, PutCommentAway
from whyward.journal.names import find_value
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.sharing.rows import share
from whyward.journal.texts import cleaned_text, optional_text


def decide_answer(wish: AnswerIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    if share(pages, wish.share_id) is None:
        raise NotFound("No share goes by that id", hint="`whyward share list` shows those there are.")
    match wish:
        case PutCommentAway():
            if pages.one(PUT_AWAY, wish.comment_id) is not None:
                raise Refused("That comment was put away already", hint="Nothing needs to change.")
            return [Fact(CommentPutAway(share_id=wish.share_id, comment_id=wish.comment_id), context.now_ms)]
        case AcceptProposal():
            return _accepted(wish, pages, context)
        case DeclineProposal():
            return [Fact(_declined(wish, pages), context.now_ms)]
        case _:
            assert_never(wish)


def _refuse_if_a_goal(proposal_id: bytes, pages: Pages) -> None:
    verdict = pages.one(VERDICTS, proposal_id)
    if verdict is not None and verdict.goal_id is not None:
        raise Refused("That proposal is a goal of yours already", hint="`whyward goal list` shows it.")


def _accepted(wish: AcceptProposal, pages: Pages, context: Context) -> list[Fact]:
    """Return the goal and the answer, as one act: taking it back takes back both."""
    _refuse_if_a_goal(wish.proposal_id, pages)
    goal = GoalSet(
        goal_id=context.fresh_id(),
        statement=cleaned_text(wish.statement, sentence("The goal")),
        why=optional_text(wish.why, sentence("The why")),
        value_ids=tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values)),
        kind=GoalKind.ONCE.value,
        measure=Measure.DONE.value,
        proposed_by=(ProposedBy.TOGETHER if wish.changed else ProposedBy.THERAPIST).value,
        proposal_id=wish.proposal_id,
    )
    accepted = ProposalAccepted(
        share_id=wish.share_id, proposal_id=wish.proposal_id, goal_id=goal.goal_id, changed=wish.changed
    )
    return [Fact(goal, context.now_ms), Fact(accepted, context.now_ms)]


def _declined(wish: DeclineProposal, pages: Pages) -> ProposalDeclined:
    _refuse_if_a_goal(wish.proposal_id, pages)
    if pages.one(VERDICTS, wish.proposal_id) is not None:
        raise Refused("You left that proposal where it is already", hint="You can still make a goal of it.")
    note = optional_text(wish.note, sentence("The note"))
    if note is not None and not wish.tell_them:
        raise BadInput("A note goes out where they are to be told", hint="Say that too, or leave the note out.")
    return ProposalDeclined(share_id=wish.share_id, proposal_id=wish.proposal_id, tell_them=wish.tell_them, note=note)
