"""How close a goal is, where a person wants to say so: in their own words for five levels, or from 0 to 10.

It holds fields only; no number that is worked out from these is ever an event.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from whyward.journal.events.fields import Body, Choice, Text, ZeroToTen
from whyward.protocol.ids import Bytes16

Level = Annotated[int, Meta(ge=-2, le=2)]
Weight = Annotated[int, Meta(ge=0, le=3)]


class RatedBy(StrEnum):
    """Who said how close it is."""

    ME = "me"
    TOGETHER = "together"
    THERAPIST = "therapist"


class LevelText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One level, from -2 to 2, and what it looks like; 0 is what was hoped for."""

    level: Level
    text: Text


class GoalScaled(Body, frozen=True, kw_only=True):
    """A goal got levels."""

    goal_id: Bytes16
    levels: tuple[LevelText, ...]
    importance: Weight | None = None
    difficulty: Weight | None = None
    baseline: Level | None = None


class GoalLevelRated(Body, frozen=True, kw_only=True):
    """A goal is at a level."""

    goal_id: Bytes16
    level: Level
    rated_on: date
    rated_by: Choice
    note: Text | None = None


class GoalProgressRated(Body, frozen=True, kw_only=True):
    """A goal is this close, from 0 to 10."""

    goal_id: Bytes16
    rating: ZeroToTen
    rated_on: date
    note: Text | None = None
