"""What a person means to do for a goal: steps thought of beforehand, when they could be done, and what was put aside.

It holds fields only. That a planned step was not taken is no event; passing it over is, and the person alone says so.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from whyward.journal.events.fields import Body, Choice, Text, ZeroToTen
from whyward.journal.events.reminders import Rule, WallTime
from whyward.protocol.ids import Bytes16

Position = Annotated[str, Meta(min_length=1, max_length=512, pattern=r"^[0-9a-z]*[1-9a-z]\Z")]
"""A place in a list, between any two others: `journal.position`."""

Minutes = Annotated[int, Meta(ge=1, le=1440)]


class PassedBecause(StrEnum):
    """Why a step was passed over; none of these is better than another, and none is asked for."""

    REST = "rest"
    BARRIER = "barrier"
    LIFE = "life"
    FORGOT = "forgot"
    CHOSE_OTHER = "chose_other"
    RATHER_NOT_SAY = "rather_not_say"


class StepPlanned(Body, frozen=True, kw_only=True):
    """A step was thought of: what, and if the person wants, when, where and with whom."""

    step_id: Bytes16
    goal_id: Bytes16
    text: Text
    when: str | None = None
    where: str | None = None
    with_whom: str | None = None
    difficulty: ZeroToTen | None = None
    position: Position


class StepChanges(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The fields of a planned step that became different; nil says that a field was emptied."""

    text: Text | UnsetType = UNSET
    when: str | UnsetType | None = UNSET
    where: str | UnsetType | None = UNSET
    with_whom: str | UnsetType | None = UNSET
    difficulty: ZeroToTen | UnsetType | None = UNSET
    position: Position | UnsetType = UNSET


class StepChanged(Body, frozen=True, kw_only=True):
    """A planned step was put differently."""

    step_id: Bytes16
    goal_id: Bytes16
    changes: StepChanges


class StepDropped(Body, frozen=True, kw_only=True):
    """A planned step was taken off the list on purpose."""

    step_id: Bytes16
    goal_id: Bytes16
    why: Text | None = None


class StepScheduled(Body, frozen=True, kw_only=True):
    """A planned step, or the goal as a whole, got times: once, or in a rhythm."""

    schedule_id: Bytes16
    goal_id: Bytes16
    step_id: Bytes16 | None = None
    start_local: WallTime
    minutes: Minutes | None = None
    rrule: Rule | None = None
    place: str | None = None


class ScheduleCleared(Body, frozen=True, kw_only=True):
    """Times were taken away. It wins over whatever another device says of them meanwhile."""

    schedule_id: Bytes16
    goal_id: Bytes16


class StepPassedOver(Body, frozen=True, kw_only=True):
    """The person chose not to, this time. Nobody else ever writes this."""

    goal_id: Bytes16
    step_id: Bytes16 | None = None
    occurrence: str | None = None
    occurred_on: date
    why: Choice | None = None
    barrier_id: Bytes16 | None = None
