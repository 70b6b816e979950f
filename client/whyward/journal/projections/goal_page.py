"""One goal in full: what is planned for it, when, how close it is, and who sees it.

Numbers are here because somebody asked for the page of this goal; no list and no day shows them.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from whyward.journal.events.catalogue import GOAL, ref_of
from whyward.journal.events.ratings import GoalLevelRated, GoalProgressRated, LevelText
from whyward.journal.events.steps import StepTaken
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import GOALS
from whyward.journal.folding.striving import Contrast, PlannedStep, Schedule, Willingness
from whyward.journal.names_striving import striving_of
from whyward.journal.pages import Pages
from whyward.journal.projections.goals import Goal, goal_shown
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.plans import Plan, plans
from whyward.journal.rhythm import rhythm_in_words
from whyward.journal.sharing.effective import effective
from whyward.journal.sharing.rows import shares


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """When it could be done: from a day and hour on, in a rhythm told in words."""

    id: bytes
    start_local: str
    rhythm: str
    rrule: str | None
    minutes: int | None
    place: str | None


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A planned step, with the times it has, and how often it was taken."""

    id: bytes
    text: str
    when: str | None
    where: str | None
    with_whom: str | None
    difficulty: int | None
    times: tuple[Times, ...]
    taken: int
    last_on: date | None


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """Where the goal was on a day: at a level, or from 0 to 10. `text` is the level's words of today."""

    event_id: bytes
    on: date
    level: int | None
    text: str | None
    rating: int | None
    by: str | None
    note: str | None


class Kin(msgspec.Struct, frozen=True, kw_only=True):
    """The goal before or after this one."""

    id: bytes
    statement: str


class GoalPage(Goal, frozen=True, kw_only=True):
    """A goal in full. `times` are those of the goal as a whole; `seen_by` names who sees it today."""

    measure: str
    confidence: int | None
    willingness: int | None
    planned: tuple[Planned, ...]
    times: tuple[Times, ...]
    plans: tuple[Plan, ...]
    levels: tuple[LevelText, ...]
    baseline: int | None
    ratings: tuple[Rating, ...]
    contrasts: tuple[Contrast, ...]
    willing: Willingness | None
    renewed_as: tuple[Kin, ...]
    renewed_from: tuple[Kin, ...]
    seen_by: tuple[str, ...]


def goal_page(pages: Pages, goal_id: bytes, today: date) -> GoalPage | None:
    """Return the page of one goal, whatever its state; dropped steps and plans put away are not on it."""
    row, goal = pages.one(GOALS, goal_id), goal_shown(pages, goal_id)
    if row is None or goal is None:
        return None
    striving, labels = striving_of(row), Labels(pages)
    return GoalPage(
        **{name: getattr(goal, name) for name in goal.__struct_fields__},
        measure=row.measure,
        confidence=row.confidence,
        willingness=row.willingness,
        planned=tuple(_planned(pages, row, today)),
        times=_times(striving.schedules, None, today),
        plans=tuple(plans(pages, goal_id=goal_id)),
        levels=() if striving.scale is None else striving.scale.levels,
        baseline=None if striving.scale is None else striving.scale.baseline,
        ratings=tuple(_ratings(pages, row)),
        contrasts=striving.contrasts,
        willing=striving.willing,
        renewed_as=tuple(_kin(labels, other) for other in striving.renewed_as),
        renewed_from=tuple(
            _kin(labels, other.goal_id) for other in labels.goals.values() if goal_id in striving_of(other).renewed_as
        ),
        seen_by=seen_by(pages, today).get(goal_id, ()),
    )


def _kin(labels: Labels, goal_id: bytes) -> Kin:
    return Kin(id=goal_id, statement=labels.goal(goal_id))


def _planned(pages: Pages, row: GoalRow, today: date) -> Iterator[Planned]:
    striving = striving_of(row)
    listed = [step for step in striving.planned if not step.dropped]
    taken: dict[bytes, list[date]] = {}
    if listed:
        for one in pages.steps_toward(row.goal_id):
            if isinstance(one.body, StepTaken) and one.body.step_id is not None:
                taken.setdefault(one.body.step_id, []).append(one.body.occurred_on)
    for step in listed:
        yield _with_times(step, _times(striving.schedules, step.step_id, today), taken.get(step.step_id, []))


def _with_times(step: PlannedStep, times: tuple[Times, ...], days: list[date]) -> Planned:
    return Planned(
        id=step.step_id,
        text=step.text,
        when=step.when,
        where=step.where,
        with_whom=step.with_whom,
        difficulty=step.difficulty,
        times=times,
        taken=len(days),
        last_on=max(days, default=None),
    )


def _times(schedules: tuple[Schedule, ...], step_id: bytes | None, today: date) -> tuple[Times, ...]:
    return tuple(
        Times(
            id=one.schedule_id,
            start_local=one.start_local,
            rhythm=rhythm_in_words(one.rrule, one.start_local, today),
            rrule=one.rrule,
            minutes=one.minutes,
            place=one.place,
        )
        for one in schedules
        if one.step_id == step_id
    )


def _ratings(pages: Pages, row: GoalRow) -> Iterator[Rating]:
    """Yield ratings in the order in which they were told."""
    scale = striving_of(row).scale
    words = {} if scale is None else {one.level: one.text for one in scale.levels}
    for one in pages.happened(GOAL + row.goal_id):
        body = one.body
        if one.stands and isinstance(body, GoalLevelRated):
            yield Rating(
                event_id=one.event.id,
                on=body.rated_on,
                level=body.level,
                text=words.get(body.level),
                rating=None,
                by=body.rated_by,
                note=body.note,
            )
        elif one.stands and isinstance(body, GoalProgressRated):
            yield Rating(
                event_id=one.event.id,
                on=body.rated_on,
                level=None,
                text=None,
                rating=body.rating,
                by=None,
                note=body.note,
            )


def seen_by(pages: Pages, today: date) -> dict[bytes, tuple[str, ...]]:
    """Return who sees each goal today that somebody sees, by their names."""
    labels = Labels(pages)
    found: dict[str, list[str]] = {}
    for share in shares(pages):
        for ref in effective(share, today=today).items:
            found.setdefault(ref, []).append(labels.contact(share.contact_id))
    return {
        row.goal_id: tuple(dict.fromkeys(found[ref]))
        for row in pages.all(GOALS)
        if (ref := ref_of(GOAL, row.goal_id)) in found
    }
