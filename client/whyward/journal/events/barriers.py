"""What got in the way, and how the person answered it.

It holds fields only.
"""

from enum import StrEnum

import msgspec
from msgspec import UNSET, UnsetType

from whyward.journal.events.fields import Body, Choice, Text, ZeroToTen
from whyward.protocol.ids import U64, Bytes16


class BarrierKind(StrEnum):
    """What it was; the four that the source article names come first."""

    FEAR = "fear"
    SHAME = "shame"
    PROCRASTINATION = "procrastination"
    PERFECTIONISM = "perfectionism"
    SELF_DOUBT = "self_doubt"
    LOW_ENERGY = "low_energy"
    OVERWHELM = "overwhelm"
    NOT_KNOWING_HOW = "not_knowing_how"
    NO_TIME_OR_MONEY = "no_time_or_money"
    OTHER_PEOPLE = "other_people"
    FORGOT = "forgot"
    LOST_TOUCH_WITH_WHY = "lost_touch_with_why"
    NUMBNESS = "numbness"
    OTHER = "other"


class BarrierAnswer(StrEnum):
    """What the person did then; none of these is better than another."""

    DID_IT_ANYWAY = "did_it_anyway"
    DID_TINY_VERSION = "did_tiny_version"
    ADJUSTED_GOAL = "adjusted_goal"
    ASKED_FOR_HELP = "asked_for_help"
    RESTED = "rested"
    CHOSE_NOT_TO = "chose_not_to"
    OTHER = "other"


class BarrierMet(Body, frozen=True, kw_only=True):
    """Something stood in the way."""

    barrier_id: Bytes16
    kind: Choice
    custom: str | None = None
    goal_id: Bytes16 | None = None
    step_id: Bytes16 | None = None
    value_ids: tuple[Bytes16, ...] = ()
    situation: Text | None = None
    thoughts: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    urges: tuple[str, ...] = ()
    strength: ZeroToTen | None = None
    letters: tuple[Choice, ...] = ()
    external: bool | None = None
    occurred_at: U64


class BarrierAnswered(Body, frozen=True, kw_only=True):
    """The person did something about it, or chose not to."""

    barrier_id: Bytes16
    response: Choice
    learned: Text | None = None


class BarrierChanges(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The fields of a barrier that were filled in later. Nil is written here: it says that a field was emptied."""

    kind: Choice | UnsetType = UNSET
    custom: str | UnsetType | None = UNSET
    goal_id: Bytes16 | UnsetType | None = UNSET
    value_ids: tuple[Bytes16, ...] | UnsetType = UNSET
    situation: Text | UnsetType | None = UNSET
    thoughts: tuple[str, ...] | UnsetType = UNSET
    feelings: tuple[str, ...] | UnsetType = UNSET
    body: tuple[str, ...] | UnsetType = UNSET
    urges: tuple[str, ...] | UnsetType = UNSET
    strength: ZeroToTen | UnsetType | None = UNSET
    letters: tuple[Choice, ...] | UnsetType = UNSET
    external: bool | UnsetType | None = UNSET


class BarrierDescribed(Body, frozen=True, kw_only=True):
    """More was said about a barrier."""

    barrier_id: Bytes16
    changes: BarrierChanges


class BarrierExpected(Body, frozen=True, kw_only=True):
    """Something may come in the way of a goal, and the person sees it coming."""

    goal_id: Bytes16
    expect_id: Bytes16
    kind: Choice
    custom: str | None = None
    text: Text | None = None
