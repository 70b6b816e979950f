"""Goals by state, by part of life, by value, with what was done toward them.

Steps are counted, and the days with a step; both only ever grow. A day without one is not counted anywhere.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from whyward.journal.folding.goals import OPEN, GoalRow
from whyward.journal.pages import Pages, Progress
from whyward.journal.projections.labels import Labels
from whyward.journal.sentences import sentence


class GoalValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a goal serves."""

    id: bytes
    name: str


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """A goal as it is now. `status` is active, paused, completed or let-go."""

    id: bytes
    statement: str
    status: str
    why: str | None
    values: tuple[GoalValue, ...]
    domain_ids: tuple[str, ...]
    domains: tuple[str, ...]
    kind: str
    target: float | None
    unit: str | None
    per: str | None
    starts_on: date | None
    ends_on: date | None
    tiny_version: str | None
    proposed_by: str
    paused_until: date | None
    completed_on: date | None
    meaning: str | None
    learned: str | None
    steps: int
    days_toward: int
    last_step_on: date | None


class GoalGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Goals under one value or part of life; without an id, those under none."""

    id: bytes | str | None
    name: str
    goals: tuple[Goal, ...]


def goals(
    pages: Pages, *, every: bool = False, value_id: bytes | None = None, domain_id: str | None = None
) -> list[Goal]:
    """Return open goals as they were set; with `every`, those done and let go after them."""
    labels, progress = Labels(pages), pages.progress()
    rows = sorted(labels.goals.values(), key=lambda row: (row.status not in OPEN, row.stamp))
    return [
        _goal(row, progress.get(row.goal_id), labels)
        for row in rows
        if (every or row.status in OPEN)
        and (value_id is None or value_id in row.value_ids)
        and (domain_id is None or domain_id in row.domain_ids)
    ]


def goal_shown(pages: Pages, goal_id: bytes) -> Goal | None:
    """Return one goal, whatever its state."""
    labels = Labels(pages)
    row = labels.goals.get(goal_id)
    return None if row is None else _goal(row, pages.progress().get(goal_id), labels)


def _goal(row: GoalRow, progress: Progress | None, labels: Labels) -> Goal:
    return Goal(
        id=row.goal_id,
        statement=row.statement,
        status=row.status,
        why=row.why,
        values=tuple(GoalValue(id=value_id, name=labels.value(value_id)) for value_id in row.value_ids),
        domain_ids=row.domain_ids,
        domains=tuple(labels.domain(domain_id) for domain_id in row.domain_ids),
        kind=row.kind,
        target=row.target,
        unit=row.unit,
        per=row.per,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        tiny_version=row.tiny_version,
        proposed_by=row.proposed_by,
        paused_until=row.paused_until,
        completed_on=row.completed_on,
        meaning=row.meaning,
        learned=row.learned,
        steps=0 if progress is None else progress.steps,
        days_toward=0 if progress is None else progress.days,
        last_step_on=None if progress is None else progress.last_on,
    )


def goals_by_domain(pages: Pages, *, every: bool = False) -> list[GoalGroup]:
    """Return goals under each part of life that has some, in the person's order; a goal may stand under several."""
    labels, found = Labels(pages), goals(pages, every=every)
    groups = [
        GoalGroup(id=key, name=name, goals=tuple(goal for goal in found if key in goal.domain_ids))
        for key, name in labels.domains.items()
    ]
    return _with_others(groups, sentence("No part of life named"), (goal for goal in found if not goal.domain_ids))


def goals_by_value(pages: Pages, *, every: bool = False) -> list[GoalGroup]:
    """Return goals under each value that has some, by rank; a goal may stand under several."""
    labels, found = Labels(pages), goals(pages, every=every)
    groups = [
        GoalGroup(
            id=value_id,
            name=labels.value(value_id),
            goals=tuple(goal for goal in found if value_id in {value.id for value in goal.values}),
        )
        for value_id in labels.ranked
    ]
    return _with_others(groups, sentence("No value named"), (goal for goal in found if not goal.values))


def _with_others(groups: list[GoalGroup], name: str, others: Iterable[Goal]) -> list[GoalGroup]:
    return [group for group in (*groups, GoalGroup(id=None, name=name, goals=tuple(others))) if group.goals]
