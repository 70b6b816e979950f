"""What two people wrote to each other in a share: comments, proposals, requests to delete, and the replies to each.

Both sides read the same. Days are those of Greenwich: a share knows no times of day. Nothing tells what was read.
"""

from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.fields import shown_choice
from whyward.journal.events.shared import DeletionAnswer, ProposalAnswer
from whyward.journal.folding.nouns import COMMENTS, PROPOSALS, REPLIES, REQUESTS
from whyward.journal.folding.shared import CommentRow, ProposalRow, ReplyRow, RequestRow
from whyward.journal.pages import Pages


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What the owner wrote back."""

    id: bytes
    on: date
    text: str


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """What the other side wrote; `about` is the item it is about, or None."""

    id: bytes
    on: date
    about: bytes | None
    text: str
    replies: tuple[Reply, ...]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """An idea for a goal. `answer` is what the owner told of it: accepted, changed, declined; None while nothing."""

    id: bytes
    on: date
    statement: str
    value: str | None
    steps: tuple[str, ...]
    message: str | None
    answer: str | None
    answer_text: str | None
    replies: tuple[Reply, ...]


class DeletionRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the owner asked to be deleted, no items meaning all; `answer`: deleted, kept_by_law, pending, refused."""

    id: bytes
    on: date
    items: tuple[bytes, ...]
    text: str
    answer: str | None
    answered_on: date | None
    basis: str | None
    until: date | None


class Correspondence(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, each list with the latest first, the replies to one thing in the order they were written."""

    comments: tuple[Comment, ...]
    proposals: tuple[Proposal, ...]
    requests: tuple[DeletionRequest, ...]


def correspondence(share_pages: Pages) -> Correspondence:
    """Return what was written in a share."""
    replies: dict[bytes, list[ReplyRow]] = {}
    for reply in sorted(share_pages.all(REPLIES), key=lambda row: row.stamp):
        replies.setdefault(reply.about, []).append(reply)
    return Correspondence(
        comments=tuple(
            _comment(row, replies) for row in sorted(share_pages.all(COMMENTS), key=lambda row: row.stamp, reverse=True)
        ),
        proposals=tuple(
            _proposal(row, replies)
            for row in sorted(share_pages.all(PROPOSALS), key=lambda row: row.stamp, reverse=True)
        ),
        requests=tuple(
            _request(row) for row in sorted(share_pages.all(REQUESTS), key=lambda row: row.stamp, reverse=True)
        ),
    )


def shared_day(at_ms: int) -> date:
    """Return the day of a moment in a share."""
    return life_day(at_ms, 0, 0)


def _replies(about: bytes, replies: dict[bytes, list[ReplyRow]]) -> tuple[Reply, ...]:
    rows = replies.get(about, [])
    return tuple(Reply(id=row.reply_id, on=shared_day(row.at), text=row.text) for row in rows)


def _comment(row: CommentRow, replies: dict[bytes, list[ReplyRow]]) -> Comment:
    return Comment(
        id=row.comment_id,
        on=shared_day(row.at),
        about=row.about,
        text=row.text,
        replies=_replies(row.comment_id, replies),
    )


def _proposal(row: ProposalRow, replies: dict[bytes, list[ReplyRow]]) -> Proposal:
    return Proposal(
        id=row.proposal_id,
        on=shared_day(row.at),
        statement=row.statement,
        value=row.value,
        steps=row.steps,
        message=row.message,
        answer=None if row.answer is None else shown_choice(row.answer, ProposalAnswer),
        answer_text=row.answer_text,
        replies=_replies(row.proposal_id, replies),
    )


def _request(row: RequestRow) -> DeletionRequest:
    return DeletionRequest(
        id=row.request_id,
        on=shared_day(row.at),
        items=row.items,
        text=row.text,
        answer=None if row.answer is None else shown_choice(row.answer, DeletionAnswer),
        answered_on=None if row.answered_at is None else shared_day(row.answered_at),
        basis=row.basis,
        until=row.until,
    )
