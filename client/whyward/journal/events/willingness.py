"""A wish beside what stands in its way, what a person is willing to feel for it, and a goal that goes on as a new one.

It holds fields only.
"""

from enum import StrEnum

from whyward.journal.events.fields import Body, Choice, Text
from whyward.protocol.ids import Bytes16


class Willing(StrEnum):
    """Whether one is willing; each answer is a good one."""

    YES = "yes"
    NOT_YET = "not_yet"
    SMALLER = "smaller"


class WishContrasted(Body, frozen=True, kw_only=True):
    """A wish, the best that could come of it, and what in oneself is in the way; never without the last.

    `after` names the ones that this takes the place of: of two that did not know each other, both stay.
    """

    goal_id: Bytes16
    wish: Text
    best_outcome: Text
    inner_obstacle: Text
    plan_id: Bytes16 | None = None
    after: tuple[Bytes16, ...] = ()


class WillingnessChosen(Body, frozen=True, kw_only=True):
    """What one is willing to have come along, for the sake of what."""

    goal_id: Bytes16
    for_the_sake_of: Text
    willing_thoughts: tuple[str, ...] = ()
    willing_feelings: tuple[str, ...] = ()
    willing_sensations: tuple[str, ...] = ()
    willing_urges: tuple[str, ...] = ()
    choice: Choice


class GoalRenewed(Body, frozen=True, kw_only=True):
    """A goal goes on as a new one."""

    goal_id: Bytes16
    new_goal_id: Bytes16
