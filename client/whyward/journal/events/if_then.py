"""If-then plans: if this comes, then I do that.

It holds fields only. That a plan was of no use is no event, unless the person says so.
"""

from datetime import date
from enum import StrEnum

from whyward.journal.events.fields import Body, Choice, Text
from whyward.protocol.ids import Bytes16


class Helped(StrEnum):
    """Whether a plan helped."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class IfThenMade(Body, frozen=True, kw_only=True):
    """A plan was made."""

    plan_id: Bytes16
    goal_id: Bytes16 | None = None
    step_id: Bytes16 | None = None
    barrier_kind: Choice | None = None
    if_text: Text
    then_text: Text


class IfThenChanged(Body, frozen=True, kw_only=True):
    """One half of a plan, or both, was put differently."""

    plan_id: Bytes16
    if_text: Text | None = None
    then_text: Text | None = None


class IfThenUsed(Body, frozen=True, kw_only=True):
    """It came, and the plan was there."""

    plan_id: Bytes16
    occurred_on: date
    helped: Choice | None = None
    note: Text | None = None


class IfThenRetired(Body, frozen=True, kw_only=True):
    """A plan is no longer wanted."""

    plan_id: Bytes16
