"""What went out of the journal, and what the person made of what came back.

What went out can never be taken back, here no more than in life.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.events import shares as h
from whyward.journal.folding.happened import Happened


class DeliveryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One version that went out. What it held stands in its event alone (`sharing.rows.content_of`)."""

    event_id: bytes
    share_id: bytes
    item: bytes
    version: bytes
    ref: str
    as_of: bytes
    fields: tuple[str, ...]
    digest: bytes
    size: int
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


class HandoverRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something handed over without a share."""

    handover_id: bytes
    contact_id: bytes | None
    to: str | None
    medium: str
    items: tuple[str, ...]
    note: str | None
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


class PutAwayRow(msgspec.Struct, frozen=True, kw_only=True):
    """A comment that the person is done with."""

    share_id: bytes
    comment_id: bytes


class VerdictRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the person made of a proposal; `goal_id` if it became a goal."""

    share_id: bytes
    proposal_id: bytes
    goal_id: bytes | None = None
    changed: bool = False
    tell_them: bool = False
    note: str | None = None


def fold_delivery(happened: Sequence[Happened]) -> DeliveryRow | None:
    """Return the version as it went out, also where somebody tried to take it back."""
    for one in happened:
        if isinstance(one.body, h.ShareDelivered):
            sent = one.body
            return DeliveryRow(
                event_id=one.event.id,
                share_id=sent.share_id,
                item=sent.item,
                version=sent.version,
                ref=sent.ref,
                as_of=sent.as_of,
                fields=sent.fields,
                digest=sent.digest,
                size=len(sent.content),
                at=one.event.at,
                tz=one.event.tz,
                stamp=(one.event.hlc, one.device, one.event.id),
            )
    return None


def fold_handover(happened: Sequence[Happened]) -> HandoverRow | None:
    """Return the handing over as it was noted."""
    for one in happened:
        if one.stands and isinstance(one.body, h.HandoverMade):
            made = one.body
            return HandoverRow(
                handover_id=made.handover_id,
                contact_id=made.contact_id,
                to=made.to,
                medium=made.medium,
                items=made.items,
                note=made.note,
                at=one.event.at,
                tz=one.event.tz,
                stamp=(one.event.hlc, one.device, one.event.id),
            )
    return None


def fold_put_away(happened: Sequence[Happened]) -> PutAwayRow | None:
    """Return the comment that was put away, or None if that was taken back."""
    for one in happened:
        if one.stands and isinstance(one.body, h.CommentPutAway):
            return PutAwayRow(share_id=one.body.share_id, comment_id=one.body.comment_id)
    return None


def fold_verdict(happened: Sequence[Happened]) -> VerdictRow | None:
    """Return the last word on a proposal."""
    for one in reversed(happened):
        match one.body:
            case h.ProposalAccepted() as accepted if one.stands:
                return VerdictRow(
                    share_id=accepted.share_id,
                    proposal_id=accepted.proposal_id,
                    goal_id=accepted.goal_id,
                    changed=accepted.changed,
                )
            case h.ProposalDeclined() as declined if one.stands:
                return VerdictRow(
                    share_id=declined.share_id,
                    proposal_id=declined.proposal_id,
                    tell_them=declined.tell_them,
                    note=declined.note,
                )
            case _:
                pass
    return None
