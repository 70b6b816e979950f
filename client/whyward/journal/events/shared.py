"""What is said in the space of a share: by the owner what is shown, by the other side what they make of it.

It holds fields only. Nothing here names, or is keyed like, anything of the owner's own journal; days only, no times.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from whyward.journal.events.fields import Body, Choice, ForeignLine, ForeignText
from whyward.protocol.ids import Bytes16

SharedWord = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[a-z_-]+\Z")]
"""A word that both programs know, or that a newer one will; it can hold nothing that a person wrote."""


class SharedState(StrEnum):
    """How it stands with a share, as the other side is told."""

    ACTIVE = "active"
    PAUSED = "paused"


class ProposalAnswer(StrEnum):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    DECLINED = "declined"


class DeletionAnswer(StrEnum):
    """What became of a request to delete."""

    DELETED = "deleted"
    KEPT_BY_LAW = "kept_by_law"
    PENDING = "pending"
    REFUSED = "refused"


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of a shown goal; what is not allowed is not written at all."""


class SharedProgress(_Part, frozen=True, kw_only=True):
    """Steps toward the goal, and the days with one, from `since` on; None means from the beginning."""

    steps: int = 0
    days: int = 0
    last_on: date | None = None
    since: date | None = None


class SharedStep(_Part, frozen=True, kw_only=True):
    """A step with what the person noted about it; one without a note is in the progress alone."""

    on: date
    note: ForeignText


class SharedBarrier(_Part, frozen=True, kw_only=True):
    """That something stood in the way; what it was only where that is allowed."""

    on: date
    kind: SharedWord | None = None
    custom: ForeignLine | None = None
    learned: ForeignText | None = None


class SharedEntry(_Part, frozen=True, kw_only=True):
    """An entry that the person wrote about the goal."""

    on: date
    text: ForeignText


class SharedMoment(_Part, frozen=True, kw_only=True):
    """A turn in the goal's story."""

    on: date
    what: SharedWord


class SharedGoal(_Part, frozen=True, kw_only=True):
    """A goal as the other side sees it: exactly what was allowed, the latest first; what is absent is not there."""

    statement: ForeignText | None = None
    values: tuple[ForeignLine, ...] = ()
    state: SharedWord | None = None
    progress: SharedProgress | None = None
    steps: tuple[SharedStep, ...] = ()
    barriers: tuple[SharedBarrier, ...] = ()
    why: ForeignText | None = None
    entries: tuple[SharedEntry, ...] = ()
    history: tuple[SharedMoment, ...] = ()


class ShareDescribed(Body, frozen=True, kw_only=True):
    """Who shares, what the other side may do, until when, and how it stands."""

    from_name: ForeignLine
    may: tuple[Choice, ...] = ()
    ends: date | None = None
    state: Choice


class ItemShared(Body, frozen=True, kw_only=True):
    """A version of a goal was shown, in place of the version `after`."""

    item: Bytes16
    version: Bytes16
    after: Bytes16 | None = None
    goal: SharedGoal


class ItemWithdrawn(Body, frozen=True, kw_only=True):
    """A goal is no longer shown."""

    item: Bytes16
    version: Bytes16
    after: Bytes16 | None = None


class ReplyWritten(Body, frozen=True, kw_only=True):
    """The owner answered a comment, a proposal or an answer."""

    reply_id: Bytes16
    about: Bytes16
    text: ForeignText


class ProposalAnswered(Body, frozen=True, kw_only=True):
    """The owner told what became of a proposal."""

    proposal_id: Bytes16
    answer: Choice
    text: ForeignText | None = None


class DeletionRequested(Body, frozen=True, kw_only=True):
    """The owner asked that copies be deleted."""

    request_id: Bytes16
    items: tuple[Bytes16, ...] = ()
    text: ForeignText


class CommentWritten(Body, frozen=True, kw_only=True):
    """The other side wrote something, about an item or about nothing in particular."""

    comment_id: Bytes16
    about: Bytes16 | None = None
    text: ForeignText


class GoalProposed(Body, frozen=True, kw_only=True):
    """The other side had an idea for a goal; it never becomes one by itself."""

    proposal_id: Bytes16
    statement: ForeignText
    value: ForeignLine | None = None
    steps: tuple[ForeignLine, ...] = ()
    message: ForeignText | None = None


class ReceiptGiven(Body, frozen=True, kw_only=True):
    """The other side chose to say which versions they had on their page; without their wish, nothing says so."""

    versions: tuple[Bytes16, ...]


class DeletionAnswered(Body, frozen=True, kw_only=True):
    """The other side answered a request to delete."""

    request_id: Bytes16
    answer: Choice
    basis: ForeignText | None = None
    until: date | None = None
