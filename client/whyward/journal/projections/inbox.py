"""What came back in the shares that the person gives: comments, ideas for goals, answers about deletion.

Nothing here waits or counts: what was put away or answered is left out, and nothing says how long something lay.
"""

from collections.abc import Mapping

import msgspec

from whyward.journal.events.catalogue import entity_of_ref
from whyward.journal.folding.nouns import PUT_AWAY, VERDICTS
from whyward.journal.folding.shares import ShareRow
from whyward.journal.pages import Pages
from whyward.journal.projections.correspondence import Comment, DeletionRequest, Proposal, correspondence
from whyward.journal.projections.labels import Labels
from whyward.journal.sharing.rows import deliveries, shares


class InboxComment(msgspec.Struct, frozen=True, kw_only=True):
    """A comment by `name`; `about` is the person's own words for the goal that it is about, if it is."""

    share_id: bytes
    name: str
    comment: Comment
    about: str | None


class InboxProposal(msgspec.Struct, frozen=True, kw_only=True):
    """An idea for a goal by `name`, as they wrote it."""

    share_id: bytes
    name: str
    proposal: Proposal


class InboxRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What `name` was asked to delete, by the person's own words for each goal, and what became of it."""

    share_id: bytes
    name: str
    request: DeletionRequest
    about: tuple[str, ...]


class Inbox(msgspec.Struct, frozen=True, kw_only=True):
    """All that came back, share by share, each list with the latest first within its share."""

    comments: tuple[InboxComment, ...]
    proposals: tuple[InboxProposal, ...]
    requests: tuple[InboxRequest, ...]


def inbox(pages: Pages, share_pages_by_id: Mapping[bytes, Pages]) -> Inbox:
    """Return what came back and is still open; `share_pages_by_id` holds the pages of each share that is here."""
    labels = Labels(pages)
    comments: list[InboxComment] = []
    proposals: list[InboxProposal] = []
    requests: list[InboxRequest] = []
    for row in shares(pages):
        share_pages = share_pages_by_id.get(row.share_id)
        if share_pages is None:
            continue
        one = _of_share(pages, share_pages, row, labels)
        comments += one.comments
        proposals += one.proposals
        requests += one.requests
    return Inbox(comments=tuple(comments), proposals=tuple(proposals), requests=tuple(requests))


def _of_share(pages: Pages, share_pages: Pages, row: ShareRow, labels: Labels) -> Inbox:
    share_id, name = row.share_id, labels.contact(row.contact_id)
    refs = {sent.item: sent.ref for sent in deliveries(pages, share_id)}
    titles = {item: labels.goal(entity_of_ref(ref).partition(b":")[2]) for item, ref in refs.items()}
    said = correspondence(share_pages)
    return Inbox(
        comments=tuple(
            InboxComment(share_id=share_id, name=name, comment=one, about=titles.get(one.about or b""))
            for one in said.comments
            if pages.one(PUT_AWAY, one.id) is None
        ),
        proposals=tuple(
            InboxProposal(share_id=share_id, name=name, proposal=one)
            for one in said.proposals
            if pages.one(VERDICTS, one.id) is None
        ),
        requests=tuple(
            InboxRequest(
                share_id=share_id,
                name=name,
                request=one,
                about=tuple(titles[item] for item in one.items if item in titles),
            )
            for one in said.requests
        ),
    )
