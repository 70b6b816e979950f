"""What happens to goals: the small, concrete hows of a value.

It holds fields only. No kind here says that something did not happen.
"""

from datetime import date
from enum import StrEnum

import msgspec
from msgspec import UNSET, UnsetType

from whyward.journal.events.fields import Body, Choice, DomainKey, Text, ZeroToTen
from whyward.protocol.ids import Bytes16


class GoalKind(StrEnum):
    """How often a goal is meant."""

    ONCE = "once"
    REPEATING = "repeating"
    PRACTICE = "practice"


class Measure(StrEnum):
    """What is counted, if anything."""

    DONE = "done"
    COUNT = "count"
    AMOUNT = "amount"
    RATING = "rating"


class Per(StrEnum):
    """The stretch of time a target is for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WHOLE = "whole"


class ProposedBy(StrEnum):
    """Whose idea a goal was."""

    ME = "me"
    THERAPIST = "therapist"
    TOGETHER = "together"


class AdjustedBecause(StrEnum):
    """Why a goal was changed; changing it is a good thing."""

    TOO_BIG = "too_big"
    TOO_SMALL = "too_small"
    LIFE_CHANGED = "life_changed"
    LEARNED = "learned"
    CLEARER = "clearer"
    BARRIER = "barrier"
    OTHER = "other"


class AfterGoal(StrEnum):
    """What comes after a goal that is done."""

    REST = "rest"
    RENEW = "renew"
    BUILD_ON = "build_on"
    NOTHING = "nothing"


class GoalSet(Body, frozen=True, kw_only=True):
    """A goal was chosen."""

    goal_id: Bytes16
    statement: Text
    why: Text | None = None
    value_ids: tuple[Bytes16, ...] = ()
    domain_ids: tuple[DomainKey, ...] = ()
    kind: Choice
    measure: Choice
    target: float | None = None
    unit: str | None = None
    per: Choice | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    tiny_version: Text | None = None
    confidence: ZeroToTen | None = None
    willingness: ZeroToTen | None = None
    proposed_by: Choice
    proposal_id: Bytes16 | None = None


class GoalChanges(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The fields of a goal that became different. Here alone nil is written: it says that a field was emptied."""

    statement: Text | UnsetType = UNSET
    why: Text | UnsetType | None = UNSET
    domain_ids: tuple[DomainKey, ...] | UnsetType = UNSET
    kind: Choice | UnsetType = UNSET
    measure: Choice | UnsetType = UNSET
    target: float | UnsetType | None = UNSET
    unit: str | UnsetType | None = UNSET
    per: Choice | UnsetType | None = UNSET
    starts_on: date | UnsetType | None = UNSET
    ends_on: date | UnsetType | None = UNSET
    tiny_version: Text | UnsetType | None = UNSET
    confidence: ZeroToTen | UnsetType | None = UNSET
    willingness: ZeroToTen | UnsetType | None = UNSET


class GoalAdjusted(Body, frozen=True, kw_only=True):
    """A goal was made to fit better."""

    goal_id: Bytes16
    changes: GoalChanges
    why: Choice
    note: Text | None = None


class GoalLinkedToValue(Body, frozen=True, kw_only=True):
    """A goal serves a value."""

    goal_id: Bytes16
    value_id: Bytes16


class GoalUnlinkedFromValue(Body, frozen=True, kw_only=True):
    """A goal no longer serves a value."""

    goal_id: Bytes16
    value_id: Bytes16


class GoalPaused(Body, frozen=True, kw_only=True):
    """A goal rests."""

    goal_id: Bytes16
    until: date | None = None
    why: Text | None = None


class GoalResumed(Body, frozen=True, kw_only=True):
    """A resting goal goes on."""

    goal_id: Bytes16


class GoalCompleted(Body, frozen=True, kw_only=True):
    """A goal is done."""

    goal_id: Bytes16
    completed_on: date
    meaning: Text | None = None
    next: Choice | None = None


class GoalLetGo(Body, frozen=True, kw_only=True):
    """A goal was let go on purpose."""

    goal_id: Bytes16
    why: Text | None = None
    learned: Text | None = None


class GoalReopened(Body, frozen=True, kw_only=True):
    """A goal that was done or let go is taken up again."""

    goal_id: Bytes16
