"""The story of a goal: what happened to it, in order, and what each change made of it.

Everything that happened is in it: what a later word overrode, and what was taken back.
"""

from datetime import date

import msgspec

from whyward.journal.events.catalogue import GOAL
from whyward.journal.folding.goals import GoalRow, fold_goal
from whyward.journal.folding.happened import Happened
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.telling import line_of
from whyward.journal.sentences import sentence

_FIELDS = {
    "statement": sentence("words"),
    "why": sentence("why"),
    "domain_ids": sentence("parts of life"),
    "target": sentence("target"),
    "unit": sentence("unit"),
    "per": sentence("per"),
    "starts_on": sentence("starts on"),
    "ends_on": sentence("until"),
    "tiny_version": sentence("tiny version"),
}
_STRETCHES = {
    "day": sentence("day"),
    "week": sentence("week"),
    "month": sentence("month"),
    "whole": sentence("whole"),
}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field that became different."""

    field: str
    before: str | None
    after: str | None


class StoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a goal's story."""

    event_id: bytes
    on: date
    text: str
    note: str | None
    changes: tuple[Change, ...]
    taken_back: bool


def goal_story(pages: Pages, goal_id: bytes, today: date) -> list[StoryLine]:
    """Return the story of a goal in the order in which it was told, steps among the rest."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    own = pages.happened(GOAL + goal_id)
    told = sorted((*own, *pages.steps_toward(goal_id)), key=lambda one: (one.event.hlc, one.device, one.event.id))
    before: GoalRow | None = None
    standing: list[Happened] = []
    story: list[StoryLine] = []
    own_ids = {one.event.id for one in own}
    for one in told:
        after = before
        if one.stands and one.event.id in own_ids:
            standing.append(one)
            after = fold_goal(standing)
        line = line_of(one, labels, ends_at, today)
        story.append(
            StoryLine(
                event_id=line.event_id,
                on=line.on,
                text=line.text,
                note=line.note,
                changes=_changes(before, after),
                taken_back=line.taken_back,
            )
        )
        before = after
    return story


def _changes(before: GoalRow | None, after: GoalRow | None) -> tuple[Change, ...]:
    if before is None or after is None or before is after:
        return ()
    return tuple(
        Change(field=words, before=_shown(field, before), after=_shown(field, after))
        for field, words in _FIELDS.items()
        if getattr(before, field) != getattr(after, field)
    )


def _shown(field: str, row: GoalRow) -> str | None:
    value: str | float | date | tuple[str, ...] | None = getattr(row, field)
    match value:
        case None | ():
            return None
        case tuple():
            return ", ".join(value)
        case float():
            return f"{value:g}"
        case str() if field == "per":
            return _STRETCHES.get(value, value)
        case _:
            return str(value)
