"""What the space of a share has come to: what is shown there, and what was said about it.

Nothing said there can be taken back by anybody: a share has no undo, only a newer word.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import msgspec

from whyward.journal.events import shared as r
from whyward.journal.events.fields import Body
from whyward.journal.folding.happened import Happened

B = TypeVar("B", bound=Body)


class ItemVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an item; what it shows stands in its event (`sharing.rows.goal_in`)."""

    event_id: bytes
    version: bytes
    after: bytes | None
    withdrawn: bool
    at: int


def shown_of(versions: Sequence[ItemVersion]) -> ItemVersion:
    """Return the version that stands among some in order: of those that no other has replaced, the last."""
    replaced = {version.after for version in versions}
    leaves = [version for version in versions if version.version not in replaced]
    return (leaves or list(versions))[-1]


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """An item with all its versions in order. `goal` is what it shows now, None where it was withdrawn."""

    item: bytes
    versions: tuple[ItemVersion, ...]
    goal: r.SharedGoal | None

    @property
    def shown(self) -> ItemVersion:
        """The version that stands."""
        return shown_of(self.versions)


class DescriptionRow(msgspec.Struct, frozen=True, kw_only=True):
    """How the owner last described the share."""

    from_name: str
    may: tuple[str, ...]
    ends: date | None
    state: str


class CommentRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something the other side wrote."""

    comment_id: bytes
    about: bytes | None
    text: str
    at: int
    stamp: tuple[int, bytes, bytes]


class ReplyRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something the owner wrote back."""

    reply_id: bytes
    about: bytes
    text: str
    at: int
    stamp: tuple[int, bytes, bytes]


class ProposalRow(msgspec.Struct, frozen=True, kw_only=True):
    """An idea for a goal, and what the owner told of it."""

    proposal_id: bytes
    statement: str
    value: str | None
    steps: tuple[str, ...]
    message: str | None
    at: int
    stamp: tuple[int, bytes, bytes]
    answer: str | None = None
    answer_text: str | None = None


class RequestRow(msgspec.Struct, frozen=True, kw_only=True):
    """A request to delete, and what the other side answered."""

    request_id: bytes
    items: tuple[bytes, ...]
    text: str
    at: int
    stamp: tuple[int, bytes, bytes]
    answer: str | None = None
    basis: str | None = None
    until: date | None = None
    answered_at: int | None = None


class ReceiptRow(msgspec.Struct, frozen=True, kw_only=True):
    """The versions that the other side chose to say they had before them, each with when it was said first."""

    at_by_version: dict[bytes, int]


def _last(happened: Sequence[Happened], type_: type[B]) -> tuple[Happened, B] | None:
    return next(((one, one.body) for one in reversed(happened) if isinstance(one.body, type_)), None)


def _first(happened: Sequence[Happened], type_: type[B]) -> tuple[Happened, B] | None:
    return next(((one, one.body) for one in happened if isinstance(one.body, type_)), None)


def _stamp(one: Happened) -> tuple[int, bytes, bytes]:
    return (one.event.hlc, one.device, one.event.id)


def fold_item(happened: Sequence[Happened]) -> ItemRow | None:
    """Return an item with its versions."""
    versions: list[ItemVersion] = []
    goals: dict[bytes, r.SharedGoal] = {}
    for one in happened:
        if isinstance(one.body, r.ItemShared | r.ItemWithdrawn):
            version = ItemVersion(
                event_id=one.event.id,
                version=one.body.version,
                after=one.body.after,
                withdrawn=isinstance(one.body, r.ItemWithdrawn),
                at=one.event.at,
            )
            versions.append(version)
            if isinstance(one.body, r.ItemShared):
                goals[one.event.id] = one.body.goal
    if not versions:
        return None
    row = ItemRow(item=getattr(happened[0].body, "item"), versions=tuple(versions), goal=None)  # noqa: B009  # all have it
    return msgspec.structs.replace(row, goal=goals.get(row.shown.event_id))


def fold_description(happened: Sequence[Happened]) -> DescriptionRow | None:
    """Return the last description."""
    found = _last(happened, r.ShareDescribed)
    if found is None:
        return None
    _, told = found
    return DescriptionRow(from_name=told.from_name, may=told.may, ends=told.ends, state=told.state)


def fold_comment(happened: Sequence[Happened]) -> CommentRow | None:
    """Return the comment as written."""
    found = _first(happened, r.CommentWritten)
    if found is None:
        return None
    one, said = found
    return CommentRow(comment_id=said.comment_id, about=said.about, text=said.text, at=one.event.at, stamp=_stamp(one))


def fold_reply(happened: Sequence[Happened]) -> ReplyRow | None:
    """Return the reply as written."""
    found = _first(happened, r.ReplyWritten)
    if found is None:
        return None
    one, said = found
    return ReplyRow(reply_id=said.reply_id, about=said.about, text=said.text, at=one.event.at, stamp=_stamp(one))


def fold_proposal(happened: Sequence[Happened]) -> ProposalRow | None:
    """Return the proposal with the last answer to it."""
    found = _first(happened, r.GoalProposed)
    if found is None:
        return None
    one, idea = found
    answered = _last(happened, r.ProposalAnswered)
    return ProposalRow(
        proposal_id=idea.proposal_id,
        statement=idea.statement,
        value=idea.value,
        steps=idea.steps,
        message=idea.message,
        at=one.event.at,
        stamp=_stamp(one),
        answer=None if answered is None else answered[1].answer,
        answer_text=None if answered is None else answered[1].text,
    )


def fold_request(happened: Sequence[Happened]) -> RequestRow | None:
    """Return the request with the last answer to it."""
    found = _first(happened, r.DeletionRequested)
    if found is None:
        return None
    one, asked = found
    row = RequestRow(
        request_id=asked.request_id, items=asked.items, text=asked.text, at=one.event.at, stamp=_stamp(one)
    )
    answered = _last(happened, r.DeletionAnswered)
    if answered is None:
        return row
    when, said = answered
    return msgspec.structs.replace(
        row, answer=said.answer, basis=said.basis, until=said.until, answered_at=when.event.at
    )


def fold_receipt(happened: Sequence[Happened]) -> ReceiptRow | None:
    """Return all versions of all receipts, in the order of their ids."""
    at_by_version: dict[bytes, int] = {}
    for one in happened:
        if isinstance(one.body, r.ReceiptGiven):
            for version in one.body.versions:
                at_by_version.setdefault(version, one.event.at)
    ordered = {version: at_by_version[version] for version in sorted(at_by_version)}
    return ReceiptRow(at_by_version=ordered) if ordered else None
