"""Wishes about what somebody is shown: more only with every sentence ticked, less with one word.

`who` is somebody's name, or the id of the share or the contact.
"""

from datetime import date

import msgspec

from whyward.journal.intentions.wish import Called, Wish


class GoalParts(msgspec.Struct, frozen=True, kw_only=True):
    """A goal, and exactly which parts of it are meant: where not every goal is shown alike."""

    goal: Called
    fields: tuple[str, ...]


class GrantShare(Wish, frozen=True, kw_only=True):
    """Show goals for some days, 90 unless `days` or `ends` is said; `mode`: once, keep-updated.

    `fields` come on top of statement, value and progress, `without` takes out of them: step-notes, barriers-met,
    barriers, why, entries, history. `parts` are further goals, each with parts of its own.
    """

    who: Called
    goals: tuple[Called, ...] = ()
    parts: tuple[GoalParts, ...] = ()
    fields: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    may: tuple[str, ...] = ("read", "comment")
    days: int | None = None
    ends: date | None = None
    mode: str = "keep_updated"
    purpose: str | None = None
    ticked: tuple[str, ...] = ()


class WidenShare(Wish, frozen=True, kw_only=True):
    """Show more goals, more of them, or let the other side do more; `parts` as in a grant."""

    who: Called
    goals: tuple[Called, ...] = ()
    parts: tuple[GoalParts, ...] = ()
    fields: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()


class NarrowShare(Wish, frozen=True, kw_only=True):
    """Show less: goals alone mean the whole of them, fields alone mean of every goal; or let the other side do less."""

    who: Called
    goals: tuple[Called, ...] = ()
    fields: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


class PauseShare(Wish, frozen=True, kw_only=True):
    """Let nothing go out for a while."""

    who: Called
    until: date | None = None


class ResumeShare(Wish, frozen=True, kw_only=True):
    """Let it go out again."""

    who: Called


class RenewShare(Wish, frozen=True, kw_only=True):
    """Let a share last longer: some days from today, or until a day."""

    who: Called
    days: int | None = None
    ends: date | None = None
    ticked: tuple[str, ...] = ()


class StopShare(Wish, frozen=True, kw_only=True):
    """Stop a share for good. Nothing is said with it: whoever is sent away can fetch nothing any more."""

    who: Called


class PutCommentAway(Wish, frozen=True, kw_only=True):
    """Be done with a comment of a share."""

    share_id: bytes
    comment_id: bytes


class AcceptProposal(Wish, frozen=True, kw_only=True):
    """Make a goal of what was proposed; `changed` says that the words are the person's own by now."""

    share_id: bytes
    proposal_id: bytes
    statement: str
    values: tuple[Called, ...] = ()
    why: str | None = None
    changed: bool = False


class DeclineProposal(Wish, frozen=True, kw_only=True):
    """Leave a proposal where it is; the other side hears of it only with `tell_them`."""

    share_id: bytes
    proposal_id: bytes
    tell_them: bool = False
    note: str | None = None
