"""What was done: steps of any size, with or without a goal, and wins that somebody noticed.

It holds fields only. A step that was not taken is no event.
"""

from datetime import date
from enum import StrEnum

from whyward.journal.events.fields import Body, Choice, Ref, Text, ZeroToTen
from whyward.protocol.ids import Bytes16


class HowMuch(StrEnum):
    """The size of a step; each one counts."""

    TINY = "tiny"
    PART = "part"
    ALL = "all"
    MORE = "more"


class StepTaken(Body, frozen=True, kw_only=True):
    """Something was done toward a goal, or for a value without any goal."""

    taken_id: Bytes16
    goal_id: Bytes16 | None = None
    step_id: Bytes16 | None = None
    occurrence: str | None = None
    occurred_on: date
    amount: float | None = None
    unit: str | None = None
    how_much: Choice
    spontaneous: bool = False
    value_ids: tuple[Bytes16, ...] = ()
    effort: ZeroToTen | None = None
    discomfort: ZeroToTen | None = None
    vitality: ZeroToTen | None = None
    note: Text | None = None


class WinNoticed(Body, frozen=True, kw_only=True):
    """Something went well, and somebody saw it."""

    win_id: Bytes16
    about: Ref | None = None
    text: Text
    occurred_on: date
    value_ids: tuple[Bytes16, ...] = ()
