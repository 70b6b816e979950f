"""The board of if-then plans: what is planned for when it comes, and whether it was of use.

Uses are counted and only ever grow; a plan that was not used is a plan.
"""

from datetime import date

import msgspec

from whyward.journal.folding.if_then import PlanRow
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """An if-then plan. `helped` counts the uses that helped, a little or altogether."""

    id: bytes
    if_text: str
    then_text: str
    goal_id: bytes | None
    goal: str | None
    step_id: bytes | None
    barrier_kind: str | None
    used: int
    helped: int
    last_used_on: date | None
    retired: bool


def plans(pages: Pages, *, every: bool = False, goal_id: bytes | None = None) -> list[Plan]:
    """Return the plans in the order in which they were made; with `every`, those put away after them."""
    labels = Labels(pages)
    rows = sorted(pages.all(PLANS), key=lambda row: (row.retired, row.stamp))
    return [
        _plan(row, labels) for row in rows if (every or not row.retired) and (goal_id is None or row.goal_id == goal_id)
    ]


def _plan(row: PlanRow, labels: Labels) -> Plan:
    return Plan(
        id=row.plan_id,
        if_text=row.if_text,
        then_text=row.then_text,
        goal_id=row.goal_id,
        goal=None if row.goal_id is None else labels.goal(row.goal_id),
        step_id=row.step_id,
        barrier_kind=row.barrier_kind,
        used=len(row.used),
        helped=sum(once.helped in {"yes", "partly"} for once in row.used),
        last_used_on=max((once.on for once in row.used), default=None),
        retired=row.retired,
    )
